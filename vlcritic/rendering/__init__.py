"""Run an exact renderer safely, in child processes that may hang or die, on this machine or on those of a Ray cluster."""

from vlcritic.rendering.pool import Pool, default_workers
from vlcritic.rendering.ray_pool import RayPool, open_pool
from vlcritic.rendering.worker import Worker

__all__ = ["Pool", "RayPool", "Worker", "default_workers", "open_pool"]
