"""Lanes of bools: comparisons, selection, differences between neighbours, and soft edges."""

from __future__ import annotations

import torch

from vlcritic.languages.glsl.twin.lanes.floats import Lane

_NUMBERS = (float, int, bool)
_TINY = 1e-12  # pixels' worth of a value that does not change from pixel to pixel


class Logic:
    """Bool lanes: Python bools, bool tensors or, of soft edges, weights in [0, 1]."""

    def less(self, a: Lane, b: Lane) -> Lane:
        return self._softly_less(a, b, -_TINY) if self._is_soft(a, b) else a < b

    def less_equal(self, a: Lane, b: Lane) -> Lane:
        return self._softly_less(a, b, _TINY) if self._is_soft(a, b) else a <= b

    def greater(self, a: Lane, b: Lane) -> Lane:
        return self._softly_less(b, a, -_TINY) if self._is_soft(a, b) else a > b

    def greater_equal(self, a: Lane, b: Lane) -> Lane:
        return self._softly_less(b, a, _TINY) if self._is_soft(a, b) else a >= b

    def equal(self, a: Lane, b: Lane) -> Lane:
        """Hard under soft edges too: no width of pixels is equal."""
        return a == b

    def not_equal(self, a: Lane, b: Lane) -> Lane:
        return a != b

    def both(self, a: Lane, b: Lane) -> Lane:
        if type(a) is bool:
            return b if a else False
        if type(b) is bool:
            return a if b else False
        return a & b if _is_mask(a) and _is_mask(b) else a * b

    def either(self, a: Lane, b: Lane) -> Lane:
        if type(a) is bool:
            return True if a else b
        if type(b) is bool:
            return True if b else a
        return a | b if _is_mask(a) and _is_mask(b) else self.invert(self.invert(a) * self.invert(b))

    def differs(self, a: Lane, b: Lane) -> Lane:
        if type(a) is bool:
            return self.invert(b) if a else b
        if type(b) is bool:
            return self.invert(a) if b else a
        return a ^ b if _is_mask(a) and _is_mask(b) else a * self.invert(b) + self.invert(a) * b

    def invert(self, a: Lane) -> Lane:
        if type(a) is bool:
            return not a
        return ~a if _is_mask(a) else 1.0 - a

    def any(self, mask: Lane) -> bool:
        """Whether the mask holds in any pixel."""
        if type(mask) is bool:
            return mask
        return bool((mask if _is_mask(mask) else mask > 0.0).any())

    def select(self, condition: Lane, yes: Lane, no: Lane, kind: str = "float") -> Lane:
        """`condition ? yes : no` of lanes of one kind."""
        if type(condition) is bool:
            return yes if condition else no
        if yes is no or (type(yes) in _NUMBERS and type(no) in _NUMBERS and yes == no != 0):
            return yes
        if kind == "bool":
            return self._selected_bool(condition, yes, no)
        if condition.is_floating_point():
            if kind == "float":
                return _Blend.apply(*(self.scalar(side) if type(side) is float else side for side in (condition, yes, no)))
            condition = condition > 0.5
        if type(yes) in _NUMBERS:
            yes = self.scalar(yes, kind)
        return torch.where(condition, yes, self.scalar(no, kind) if type(no) in _NUMBERS else no)

    def _selected_bool(self, condition: Lane, yes: Lane, no: Lane) -> Lane:
        if type(yes) is bool:
            return self.either(condition, no) if yes else self.both(self.invert(condition), no)
        if type(no) is bool:
            return self.either(self.invert(condition), yes) if no else self.both(condition, yes)
        if all(_is_mask(lane) for lane in (condition, yes, no)):
            return torch.where(condition, yes, no)
        return _Blend.apply(*(lane.to(self.dtype) for lane in (condition, yes, no)))

    def dfdx(self, a: Lane) -> Lane:
        """The difference of each row of 2 × 2 pixels."""
        if type(a) is float or a.shape[-1] == 1:
            return 0.0
        return (a[..., 1::2] - a[..., 0::2]).repeat_interleave(2, dim=-1)

    def dfdy(self, a: Lane) -> Lane:
        """The difference of each column of 2 × 2 pixels, y upwards; rows run down."""
        if type(a) is float or a.shape[-2] == 1:
            return 0.0
        return (a[..., 0::2, :] - a[..., 1::2, :]).repeat_interleave(2, dim=-2)

    def _is_soft(self, a: Lane, b: Lane) -> bool:
        if self.edges is None:
            return False
        return any(isinstance(side, torch.Tensor) and side.is_floating_point() for side in (a, b))

    def _softly_less(self, a: Lane, b: Lane, tie: float) -> Lane:
        """A weight that goes from 0 to 1 over `edges` pixels around a = b. Where nothing changes, the hard comparison."""
        ahead = b - a
        return torch.clamp((ahead + tie) / self._width(ahead) + 0.5, 0.0, 1.0)

    def _soft_floor(self, a: Lane) -> Lane:
        nearest = torch.round(a).detach()
        return nearest - 1.0 + torch.clamp((a - nearest + _TINY) / self._width(a) + 0.5, 0.0, 1.0)

    def _width(self, a: torch.Tensor) -> torch.Tensor:
        """How much the value changes over `edges` pixels."""
        with torch.no_grad():
            return torch.clamp_min(self.edges * (_steps(a, -1) + _steps(a, -2)), _TINY)


def _is_mask(a: torch.Tensor) -> bool:
    return a.dtype is torch.bool


def _steps(a: torch.Tensor, dim: int) -> torch.Tensor | float:
    """Size of the difference to the next pixel, of the last one to the one before."""
    length = a.shape[dim]
    if length == 1:
        return 0.0
    steps = a.diff(dim=dim).abs()
    return torch.cat([steps, steps.narrow(dim, length - 2, 1)], dim=dim)


class _Blend(torch.autograd.Function):
    """`no + (yes - no) · weight`; the side without weight counts neither as value nor as gradient, whatever it is."""

    @staticmethod
    def forward(ctx, weight, yes, no):
        ctx.save_for_backward(weight, yes, no)
        mixed = no + (yes - no) * weight
        return torch.where(weight <= 0.0, no, torch.where(weight >= 1.0, yes, mixed))

    @staticmethod
    def backward(ctx, upstream):
        weight, yes, no = ctx.saved_tensors
        is_mixed = (weight > 0.0) & (weight < 1.0)
        slopes = torch.where(is_mixed, yes - no, 0.0), weight, 1.0 - weight
        return tuple((upstream * slope).sum_to_size(side.shape) for slope, side in zip(slopes, (weight, yes, no), strict=True))
