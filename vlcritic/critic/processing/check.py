"""A tensor-only processor proves itself: the stock one runs beside it on two small 8-bit pictures."""

from __future__ import annotations

import dataclasses
from typing import Any

import torch
from torch import Tensor

from vlcritic.critic.processing.base import TensorProcessor

EXACT = 1e-5
"""Largest difference of normalised values without a resize; the stock one rescales mean and deviation instead, which rounds otherwise."""
LEVELS = 2
"""Largest difference after a resize, in 8-bit levels: the stock processor rounds an 8-bit picture after each of two passes."""

_proven: set[tuple[type, TensorProcessor]] = set()


def checked(ours: TensorProcessor, stock: Any) -> TensorProcessor:
    """`ours`, with `is_checked` set unless the stock processor lacks a package to run with. Each class and constants are compared once.

    Raises:
        ValueError: the results differ.
    """
    key = type(stock), ours
    if key not in _proven:
        try:
            for size in ours.sizes_to_check:
                _compare(ours, stock, picture(size))
        except ImportError:
            return ours
        _proven.add(key)
    return dataclasses.replace(ours, is_checked=True)


def picture(size: tuple[int, int]) -> Tensor:
    """A textured 8-bit picture `(3, *size)` of no symmetry, with levels from 64 to 191, so that no filter overshoots [0, 255]."""
    generator = torch.Generator().manual_seed(0)
    return torch.randint(64, 192, (3, *size), generator=generator, dtype=torch.uint8)


@torch.inference_mode(False)
@torch.no_grad()
def _compare(ours: TensorProcessor, stock: Any, levels: Tensor) -> None:
    theirs = dict(stock([levels], do_rescale=True, rescale_factor=ours.gain / 255, return_tensors="pt"))
    result = ours(levels[None] / 255)
    what = f"{type(stock).__name__} gives something else than {type(ours).__name__} on a picture of {levels.shape[1]}×{levels.shape[2]}"
    if {name: value.shape for name, value in theirs.items()} != {name: value.shape for name, value in result.items()}:
        shapes = "; ".join(f"{name} {tuple(value.shape)}" for part in (theirs, result) for name, value in part.items())
        raise ValueError(f"{what}: {shapes}; it cannot be made differentiable here")
    for name, value in theirs.items():
        difference = (value - result[name]).abs().max().item()
        if difference > (_tolerance(ours, levels) if name == "pixel_values" else 0):
            raise ValueError(f"{what}: {name} differs by up to {difference:.3g}; it cannot be made differentiable here")


def _tolerance(ours: TensorProcessor, levels: Tensor) -> float:
    scale = ours.gain / min(ours.std or (1.0,))
    return scale * LEVELS / 255 if ours.resizes(*levels.shape[1:]) else EXACT * max(1.0, scale)
