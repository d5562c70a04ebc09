"""Pictures → completions, from any model directory or Hub id."""

from vlcritic.inference.generate import Generator

__all__ = ["Generator"]
