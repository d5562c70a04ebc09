"""Lanes of floats: arithmetic and the functions of one scalar."""

from __future__ import annotations

import math
from ctypes import c_float

import torch

from vlcritic.languages.glsl.twin.lanes import guards

Lane = float | int | bool | torch.Tensor


def _unary(function):
    """The method that applies a torch function to a lane; a number is folded by the same function, so both agree bit for bit."""

    def method(self, a: Lane) -> Lane:
        return self._folded(function, a) if type(a) is float else function(a)

    return method


class Floats:
    """Float lanes. A number is a Python `float`, rounded to the dtype."""

    dtype: torch.dtype
    device: torch.device
    edges: float | None
    _scalars: dict

    def number(self, x: float) -> float:
        """The float rounded to the dtype; beyond its range, infinity."""
        return c_float(x).value if self.dtype is torch.float32 else float(x)

    def scalar(self, x: float | int | bool, kind: str = "float") -> torch.Tensor:
        """The number as a tensor without dimensions, of the dtype of its kind."""
        key = (x, kind, math.copysign(1.0, x)) if x == 0 else (x, kind)
        if key not in self._scalars:
            self._scalars[key] = torch.tensor(x, dtype=self.dtype_of(kind), device=self.device)
        return self._scalars[key]

    def dtype_of(self, kind: str) -> torch.dtype:
        """The dtype of the tensors of a scalar kind."""
        return self.dtype if kind == "float" else {"int": torch.int32, "uint": torch.int64, "bool": torch.bool}[kind]

    def _tensor(self, a: Lane) -> torch.Tensor:
        return self.scalar(a) if type(a) is float else a

    def _folded(self, function, *numbers: float) -> float:
        with torch.no_grad():
            return function(*(self.scalar(x) for x in numbers)).item()

    def add(self, a: Lane, b: Lane) -> Lane:
        if type(a) is float:
            if type(b) is float:
                return self.number(a + b)
            return b if a == 0.0 else b + a
        return a if type(b) is float and b == 0.0 else a + b

    def sub(self, a: Lane, b: Lane) -> Lane:
        if type(a) is float:
            if type(b) is float:
                return self.number(a - b)
            return -b if a == 0.0 else a - b
        return a if type(b) is float and b == 0.0 else a - b

    def mul(self, a: Lane, b: Lane) -> Lane:
        if type(a) is float:
            if type(b) is float:
                return self.number(a * b)
            a, b = b, a
        if type(b) is not float:
            return a * b
        if b == 1.0:
            return a
        return -a if b == -1.0 else (0.0 if b == 0.0 else a * b)

    def div(self, a: Lane, b: Lane) -> Lane:
        if type(b) is float:
            if type(a) is float:
                return self._folded(torch.div, a, b) if b == 0.0 else self.number(a / b)
            return a if b == 1.0 else a / b
        return guards.divide(self._tensor(a), b)

    def neg(self, a: Lane) -> Lane:
        return -a

    def abs(self, a: Lane) -> Lane:
        return abs(a)

    def fma(self, a: Lane, b: Lane, c: Lane) -> Lane:
        return self.add(self.mul(a, b), c)

    sign = _unary(torch.sign)
    trunc = _unary(torch.trunc)
    round = _unary(torch.round)
    round_even = _unary(torch.round)

    def floor(self, a: Lane) -> Lane:
        if type(a) is float:
            return self._folded(torch.floor, a)
        return torch.floor(a) if self.edges is None else self._soft_floor(a)

    def ceil(self, a: Lane) -> Lane:
        if type(a) is float:
            return self._folded(torch.ceil, a)
        return torch.ceil(a) if self.edges is None else -self._soft_floor(-a)

    def fract(self, a: Lane) -> Lane:
        return self.sub(a, self.floor(a))

    def mod(self, a: Lane, b: Lane) -> Lane:
        return self.sub(a, self.mul(b, self.floor(self.div(a, b))))

    def min(self, a: Lane, b: Lane) -> Lane:
        if type(a) is float:
            if type(b) is float:
                return self._folded(torch.minimum, a, b)
            a, b = b, a
        return torch.clamp_max(a, b) if type(b) is float else torch.minimum(a, b)

    def max(self, a: Lane, b: Lane) -> Lane:
        if type(a) is float:
            if type(b) is float:
                return self._folded(torch.maximum, a, b)
            a, b = b, a
        return torch.clamp_min(a, b) if type(b) is float else torch.maximum(a, b)

    def clamp(self, a: Lane, low: Lane, high: Lane) -> Lane:
        if type(a) is not float and type(low) is float and type(high) is float:
            return torch.clamp(a, low, high)
        return self.min(self.max(a, low), high)

    def mix(self, a: Lane, b: Lane, t: Lane) -> Lane:
        return self.add(a, self.mul(t, self.sub(b, a)))

    def step(self, edge: Lane, a: Lane) -> Lane:
        return self.convert(self.less_equal(edge, a), "bool", "float")

    def smoothstep(self, low: Lane, high: Lane, a: Lane) -> Lane:
        t = self.clamp(self.div(self.sub(a, low), self.sub(high, low)), 0.0, 1.0)
        return self.mul(self.mul(t, t), self.sub(3.0, self.mul(2.0, t)))

    sqrt = _unary(guards.sqrt)
    inversesqrt = _unary(guards.inversesqrt)
    exp = _unary(guards.exp)
    exp2 = _unary(guards.exp2)
    log = _unary(guards.log)
    log2 = _unary(guards.log2)
    sin = _unary(torch.sin)
    cos = _unary(torch.cos)
    tan = _unary(guards.tan)
    asin = _unary(guards.asin)
    acos = _unary(guards.acos)
    atan = _unary(torch.atan)
    sinh = _unary(guards.sinh)
    cosh = _unary(guards.cosh)
    tanh = _unary(torch.tanh)
    asinh = _unary(torch.asinh)
    acosh = _unary(guards.acosh)
    atanh = _unary(guards.atanh)

    def pow(self, a: Lane, b: Lane) -> Lane:
        if type(a) is float and type(b) is float:
            return self._folded(torch.pow, a, b)
        return guards.power(self._tensor(a), self._tensor(b))

    def atan2(self, y: Lane, x: Lane) -> Lane:
        if type(y) is float and type(x) is float:
            return self._folded(torch.atan2, y, x)
        return guards.atan2(self._tensor(y), self._tensor(x))

    def isnan(self, a: Lane) -> Lane:
        return math.isnan(a) if type(a) is float else torch.isnan(a)

    def isinf(self, a: Lane) -> Lane:
        return math.isinf(a) if type(a) is float else torch.isinf(a)
