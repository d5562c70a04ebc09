"""Arithmetic of single lanes: GLSL's scalar operations on Python numbers and on tensors of pixels.

A lane is a Python number (`float`, `int` or `bool`: the same for every pixel, folded at once) or a tensor `(n, h, w)` in which each
dimension is 1 or full: n parameter sets, h rows from the top of the picture down, w columns. Floats are of the twin's dtype, ints int32,
which wraps, uints int64 within [0, 2³²), bools torch.bool.

Gradients are finite: where a function's slope is infinite or undefined (sqrt at 0, log of a negative number, an overflow of exp), it is
taken as 0, so that a branch that `select` throws away cannot poison the other.

Source: GLSL 3.30 specification, chapters 5 and 8; where it leaves a choice, what Mesa 22.3's llvmpipe does.
"""

from __future__ import annotations

import torch

from vlcritic.languages.glsl.twin.lanes.arithmetic import Lane
from vlcritic.languages.glsl.twin.lanes.functions import Functions
from vlcritic.languages.glsl.twin.lanes.integers import Integers
from vlcritic.languages.glsl.twin.lanes.logic import Logic

__all__ = ["Lane", "Lanes"]


class Lanes(Functions, Integers, Logic):
    """The operations, as methods.

    Args:
        dtype: of float lanes, float32 or float64.
        device: of the tensors that are made here.
        edges: width in pixels over which comparisons of floats, `step` and `floor` go from one side to the other, so that a gradient
            passes; bools that come of them are then weights in [0, 1]. `None` for the exact, hard ones.
    """

    def __init__(self, *, dtype: torch.dtype = torch.float32, device: str | torch.device = "cpu", edges: float | None = None):
        self.dtype = dtype
        self.device = torch.device(device)
        self.edges = edges
        self._scalars: dict[tuple, torch.Tensor] = {}
