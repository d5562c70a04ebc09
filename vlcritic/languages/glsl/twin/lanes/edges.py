"""Soft edges: comparisons and floors that go from one side to the other over some pixels, so that a gradient passes."""

from __future__ import annotations

import torch

from vlcritic.languages.glsl.twin.lanes import guards

_TINY = 1e-12  # the width of a value that does not change from pixel to pixel


class Edges:
    """What comparisons and `floor` are where `edges` is a width in pixels."""

    edges: float | None

    def soft_less(self, a, b, *, or_equal: bool) -> torch.Tensor:
        """A weight that goes from 0 to 1 around a = b; where nothing changes, the hard comparison."""
        ahead = b - a
        tie = _TINY if or_equal else -_TINY
        return self._turned(ahead + tie, ahead)

    def soft_floor(self, a: torch.Tensor) -> torch.Tensor:
        """The integer below that turns into the next around it."""
        nearest = torch.round(a.detach())
        return nearest - 1.0 + self._turned(a - nearest + _TINY, a)

    def _turned(self, past: torch.Tensor, a: torch.Tensor) -> torch.Tensor:
        """The weight of being so far past an edge of a value; 0 of NaN."""
        return guards.clamp(guards.divide(past, self._width(a)) + 0.5, 0.0, 1.0)

    def _width(self, a: torch.Tensor) -> torch.Tensor:
        """How much the value changes over `edges` pixels; next to NaN and infinity, nothing."""
        with torch.no_grad():
            return torch.clamp_min(self.edges * (_steps(a, -1) + _steps(a, -2)).nan_to_num_(0.0, 0.0, 0.0), _TINY)


def _steps(a: torch.Tensor, dim: int) -> torch.Tensor:
    """Size of the difference to the next pixel, of the last one to the one before."""
    length = a.shape[dim]
    if length == 1:
        return a.new_zeros(())
    steps = a.diff(dim=dim).abs()
    return torch.cat([steps, steps.narrow(dim, length - 2, 1)], dim=dim)
