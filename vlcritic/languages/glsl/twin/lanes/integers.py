"""Lanes of integers, and conversions between kinds. An int is an int32 tensor, which wraps; a uint is int64 within [0, 2³²)."""

from __future__ import annotations

import math
import operator

import numpy as np
import torch

from vlcritic.languages.glsl.twin.lanes import guards
from vlcritic.languages.glsl.twin.lanes.arithmetic import Lane

_MASK = 0xFFFFFFFF
_LOWEST = -(1 << 31)

_OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
}


def _wrapped(a: Lane, kind: str) -> Lane:
    """The integer modulo 2³². int32 tensors have wrapped already."""
    if kind == "uint":
        return a & _MASK
    return ((a - _LOWEST) & _MASK) + _LOWEST if type(a) is int else a


class Integers:
    """Integer lanes of `kind` "int" or "uint". A number is a Python `int` within the range of its kind."""

    def integer(self, operation: str, a: Lane, b: Lane, kind: str) -> Lane:
        """`a operation b` for one of `+ - * / % & | ^ << >>`."""
        if operation in ("/", "%"):
            return self._divided(operation, a, b, kind)
        if operation in ("<<", ">>"):
            return self._shifted(operation, a, b, kind)
        value = _OPERATIONS[operation](a, b)
        return value if operation in ("&", "|", "^") else _wrapped(value, kind)

    def _divided(self, operation: str, a: Lane, b: Lane, kind: str) -> Lane:
        """Towards zero. The remainder is that of the bits as uints, whatever the signs: Mesa's `glsl_to_nir.cpp` makes it a `umod`.

        In 64 bits: the processor traps on the lowest int by -1, and torch on a division by zero.
        """
        if type(b) is int and b > 0 and b & (b - 1) == 0 and operation == "%":
            return a & (b - 1)
        if type(a) is int and type(b) is int:
            return self._divided(operation, self.scalar(a, kind), self.scalar(b, kind), kind).item()
        a, b = (self.scalar(side, kind) if type(side) is int else side for side in (a, b))
        wide, divisor = (side.to(torch.int64) if operation == "/" else side.to(torch.int64) & _MASK for side in (a, b))
        by_zero = divisor == 0
        divisor = torch.where(by_zero, 1, divisor)
        value = torch.div(wide, divisor, rounding_mode="trunc") if operation == "/" else torch.fmod(wide, divisor)
        value = torch.where(by_zero, 0 if operation == "/" and kind == "int" else _MASK, value)
        return value if kind == "uint" else value.to(torch.int32)

    def _shifted(self, operation: str, a: Lane, b: Lane, kind: str) -> Lane:
        """The five low bits of the distance count."""
        distance = b & 31
        if type(a) is not int or type(distance) is not int:
            a, distance = (self.scalar(side, kind) if type(side) is int else side.to(self.dtype_of(kind)) for side in (a, distance))
        return _wrapped(a << distance, kind) if operation == "<<" else a >> distance

    def negate_integer(self, a: Lane, kind: str) -> Lane:
        return _wrapped(-a, kind)

    def complement(self, a: Lane, kind: str) -> Lane:
        return _wrapped(~a, kind)

    def integer_abs(self, a: Lane) -> Lane:
        return _wrapped(abs(a), "int")

    def integer_sign(self, a: Lane) -> Lane:
        return (a > 0) - (a < 0) if type(a) is int else torch.sign(a)

    def integer_min(self, a: Lane, b: Lane) -> Lane:
        if type(a) is int:
            a, b = b, a
        if type(a) is int:
            return min(a, b)
        return torch.clamp_max(a, b) if type(b) is int else torch.minimum(a, b)

    def integer_max(self, a: Lane, b: Lane) -> Lane:
        if type(a) is int:
            a, b = b, a
        if type(a) is int:
            return max(a, b)
        return torch.clamp_min(a, b) if type(b) is int else torch.maximum(a, b)

    def convert(self, a: Lane, from_kind: str, to_kind: str) -> Lane:
        """The lane as another kind: floats are truncated, a bool is 0 or 1, what is not 0 is true."""
        if from_kind == to_kind:
            return a
        if to_kind == "bool":
            return self.not_equal(a, 0.0 if from_kind == "float" else 0)
        if from_kind == "bool":
            return self._of_bool(a, to_kind)
        if from_kind == "float":
            return self._truncated(a, to_kind)
        if to_kind == "float":
            return self.number(float(a)) if type(a) is int else a.to(self.dtype)
        return _wrapped(a, to_kind) if type(a) is int else _wrapped(a.to(self.dtype_of(to_kind)), to_kind)

    def _of_bool(self, a: Lane, kind: str) -> Lane:
        if type(a) is bool:
            return float(a) if kind == "float" else int(a)
        if a.is_floating_point():
            return a if kind == "float" else (a > 0.5).to(self.dtype_of(kind))
        return guards.as_float(a, self.dtype) if kind == "float" else a.to(self.dtype_of(kind))

    def _truncated(self, a: Lane, kind: str) -> Lane:
        """Beyond its range, and of NaN, the lowest int and the highest uint, as x86 does (of uints, with AVX-512)."""
        if type(a) is not float:
            return a.detach().to(torch.int32) if kind == "int" else a.detach().to(torch.int64).clamp_(-1, _MASK).bitwise_and_(_MASK)
        whole = math.trunc(a) if math.isfinite(a) else -(1 << 40)
        if kind == "uint":
            return whole if 0 <= whole <= _MASK else _MASK
        return whole if _LOWEST <= whole < -_LOWEST else _LOWEST

    def float_bits(self, a: Lane, kind: str) -> Lane:
        """The bits of the float as an integer: floatBitsToInt, floatBitsToUint."""
        if type(a) is float:
            return int(np.float32(a).view(np.int32 if kind == "int" else np.uint32))
        bits = a.to(torch.float32).view(torch.int32)
        return bits if kind == "int" else bits.to(torch.int64) & _MASK

    def bits_float(self, a: Lane, kind: str) -> Lane:
        """The float of these bits: intBitsToFloat, uintBitsToFloat."""
        if type(a) is int:
            return float(np.uint32(a & _MASK).view(np.float32))
        return a.to(torch.int32).view(torch.float32).to(self.dtype)
