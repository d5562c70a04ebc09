"""Seeing what GRPO's rewards see: targets, renders, scores and errors as sheets, pages and tables. `RenderLog` is the callback."""

from vlcritic.training.renders.callback import RenderLog

__all__ = ["RenderLog"]
