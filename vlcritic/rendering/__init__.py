"""Run an exact renderer safely, in child processes that may hang or die."""

from vlcritic.rendering.pool import Pool, default_workers
from vlcritic.rendering.worker import Worker

__all__ = ["Pool", "Worker", "default_workers"]
