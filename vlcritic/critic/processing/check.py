"""A tensor-only processor proves itself: the stock one runs beside it on a few small 8-bit pictures."""

from __future__ import annotations

import dataclasses
from typing import Any

import torch
from torch import Tensor

from vlcritic.critic.processing.base import TensorProcessor, Trial

EXACT = 1e-3
"""Largest difference without a resize, in 8-bit levels: the stock processor rescales mean and deviation instead, which leaves 2e-5."""
LEVELS = 0.6
"""Largest mean difference after a resize, in 8-bit levels. The stock processor rounds 8-bit pictures after each of two passes, which leaves
0.24 to 0.31; a bilinear filter instead of a bicubic one leaves 4."""

_proven: set[tuple[type, TensorProcessor]] = set()


def checked(ours: TensorProcessor, stock: Any) -> TensorProcessor:
    """`ours`, with `is_checked` set unless the stock processor lacks a package to run with. Each class and constants are compared once.

    Raises:
        ValueError: the results differ.
    """
    key = type(stock), ours
    if key not in _proven:
        try:
            for trial in ours.trials:
                _compare(trial, stock)
        except ImportError:
            return ours
        _proven.add(key)
    return dataclasses.replace(ours, is_checked=True)


def picture(size: tuple[int, int]) -> Tensor:
    """A noisy 8-bit picture `(3, *size)` with levels from 64 to 191, so that filters show and none overshoots [0, 255] away from black."""
    return torch.randint(64, 192, (3, *size), generator=torch.Generator().manual_seed(0), dtype=torch.uint8)


@torch.inference_mode(False)
@torch.no_grad()
def _compare(trial: Trial, stock: Any) -> None:
    ours, levels = trial.ours, picture(trial.size)
    rescale = {} if stock.do_rescale else {"do_rescale": True, "rescale_factor": 1 / 255}
    theirs = dict(stock([levels], **trial.arguments, **rescale, return_tensors="pt"))
    result = ours(levels[None] / 255)
    where = f"{type(stock).__name__}, a picture of {trial.size[0]}×{trial.size[1]}: expected what {type(ours).__name__} computes"
    if (got := _shapes(theirs)) != (expected := _shapes(result)):
        raise ValueError(f"{where}, {expected}, got {got}; it cannot be made differentiable here")
    for name in theirs.keys() - {"pixel_values"}:
        if not torch.equal(theirs[name], result[name]):
            raise ValueError(f"{where}, {name} {result[name].tolist()}, got {theirs[name].tolist()}; it cannot be made differentiable here")
    difference = (theirs["pixel_values"] - result["pixel_values"]).abs() * min(ours.std or (1.0,)) * 255 / ours.gain
    worst, bound = (difference.mean(), LEVELS) if ours.resizes(*trial.size) else (difference.max(), EXACT)
    if not worst <= bound:
        raise ValueError(f"{where}, got pixel_values that differ by {worst:.3g} of 255 levels; it cannot be made differentiable here")


def _shapes(inputs: dict[str, Tensor]) -> str:
    return ", ".join(f"{name} {tuple(value.shape)}" for name, value in sorted(inputs.items()))
