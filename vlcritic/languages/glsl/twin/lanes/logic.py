"""Lanes of bools: comparisons, selection, and differences between neighbours."""

from __future__ import annotations

import operator

import torch

from vlcritic.languages.glsl.twin.lanes import kernels
from vlcritic.languages.glsl.twin.lanes.arithmetic import Lane
from vlcritic.languages.glsl.twin.lanes.choice import Blend, Choice, bits_of, chosen
from vlcritic.languages.glsl.twin.lanes.edges import Edges

_NUMBERS = (float, int, bool)


def _compared(of_numbers, of_tensors):
    def method(self, a: Lane, b: Lane) -> Lane:
        return of_numbers(a, b) if type(a) in _NUMBERS and type(b) in _NUMBERS else of_tensors(a, b)

    return method


_less, _greater = _compared(operator.lt, kernels.less), _compared(operator.gt, kernels.greater)
_less_equal, _greater_equal = _compared(operator.le, kernels.less_equal), _compared(operator.ge, kernels.greater_equal)


class Logic(Edges):
    """Bool lanes: Python bools, bool tensors or, of soft edges, weights in [0, 1]."""

    dtype: torch.dtype
    edges: float | None
    _mask: tuple = (None, 0, 0, None)  # the last mask selected by, its version and size in bytes, and its bits

    def less(self, a: Lane, b: Lane) -> Lane:
        return self.soft_less(a, b, or_equal=False) if self._is_soft(a, b) else _less(self, a, b)

    def less_equal(self, a: Lane, b: Lane) -> Lane:
        return self.soft_less(a, b, or_equal=True) if self._is_soft(a, b) else _less_equal(self, a, b)

    def greater(self, a: Lane, b: Lane) -> Lane:
        return self.soft_less(b, a, or_equal=False) if self._is_soft(a, b) else _greater(self, a, b)

    def greater_equal(self, a: Lane, b: Lane) -> Lane:
        return self.soft_less(b, a, or_equal=True) if self._is_soft(a, b) else _greater_equal(self, a, b)

    equal = _compared(operator.eq, kernels.equal)  # hard under soft edges too: no width of pixels is equal
    not_equal = _compared(operator.ne, kernels.not_equal)

    def _is_soft(self, a: Lane, b: Lane) -> bool:
        return self.edges is not None and any(type(side) not in _NUMBERS and side.is_floating_point() for side in (a, b))

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
        return a | b if _is_mask(a) and _is_mask(b) else 1.0 - self.invert(a) * self.invert(b)

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

    def staying(self, mask: Lane) -> Lane:
        """The mask of a loop's next turn: of soft edges, a pixel that has half left has left, for its integers no longer count."""
        return mask if type(mask) is bool or _is_mask(mask) else torch.where(mask > 0.5, mask, 0.0)

    def any(self, mask: Lane) -> bool:
        """Whether the mask holds in any pixel."""
        if type(mask) is bool:
            return mask
        return bool(mask.view(torch.uint8).max() if _is_mask(mask) else mask.max() > 0.0)  # of bools, `any` is 20 × as slow

    def select(self, condition: Lane, yes: Lane, no: Lane, kind: str = "float") -> Lane:
        """`condition ? yes : no` of lanes of one kind."""
        if type(condition) is bool:
            return yes if condition else no
        if yes is no or (type(yes) in _NUMBERS and type(no) in _NUMBERS and yes == no != 0):
            return yes
        if kind == "bool":
            return self._selected_bool(condition, yes, no)
        yes, no = (self.scalar(side, kind) if type(side) in _NUMBERS else side for side in (yes, no))
        if not _is_mask(condition):
            if kind == "float":
                return Blend.apply(condition, yes, no)
            condition = condition > 0.5
        return self._chosen(condition, yes, no)

    def _chosen(self, mask: torch.Tensor, yes: torch.Tensor, no: torch.Tensor) -> torch.Tensor:
        if not mask.is_cpu:
            return torch.where(mask, yes, no)
        known = mask, mask._version, no.itemsize  # the lanes of a vector are selected one after the other by one mask
        if self._mask[0] is not mask or self._mask[1:3] != known[1:]:
            self._mask = *known, bits_of(mask, no.itemsize)
        needs_gradient = torch.is_grad_enabled() and (yes.requires_grad or no.requires_grad)
        return (Choice.apply if needs_gradient else chosen)(self._mask[3], yes, no)

    def _selected_bool(self, condition: Lane, yes: Lane, no: Lane) -> Lane:
        if type(yes) is bool:
            return self.either(condition, no) if yes else self.both(self.invert(condition), no)
        if type(no) is bool:
            return self.either(self.invert(condition), yes) if no else self.both(condition, yes)
        if all(_is_mask(lane) for lane in (condition, yes, no)):
            return self._chosen(condition, yes, no)
        return Blend.apply(*(lane.to(self.dtype) for lane in (condition, yes, no)))

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


def _is_mask(a: torch.Tensor) -> bool:
    return a.dtype is torch.bool
