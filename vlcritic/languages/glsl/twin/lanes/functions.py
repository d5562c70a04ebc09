"""Lanes of floats: roots, exponentials and trigonometry."""

from __future__ import annotations

import numpy as np

from vlcritic.languages.glsl.twin.lanes import guards, kernels
from vlcritic.languages.glsl.twin.lanes.arithmetic import Arithmetic, Lane


def _unary(function, of_numbers=None):
    """The method that applies a function to a lane."""
    of_numbers = of_numbers or function.of_numbers

    def method(self, a: Lane) -> Lane:
        return self.folded(of_numbers, a) if type(a) is float else function(a)

    return method


def _wave(function, exact, of_numbers):
    """A sine or cosine, which remembers how to be exact; of numbers, as the C library computes it for Mesa's compiler."""

    def method(self, a: Lane) -> Lane:
        if type(a) is float:
            return self.folded(lambda x: of_numbers(np.float64(x)), a)
        value = function(a)
        value.lane_wave = exact, a
        a.lane_wave = None  # or a loop's value would keep all that came before it alive
        return value

    return method


class Functions(Arithmetic):
    """Float lanes: the functions that cost."""

    sqrt = _unary(guards.sqrt)
    inversesqrt = _unary(guards.inversesqrt, lambda a: 1.0 / np.sqrt(a))
    exp = _unary(guards.exp)
    exp2 = _unary(guards.exp2)
    log = _unary(guards.log)
    log2 = _unary(guards.log2)
    sin = _wave(guards.sin, guards.exact_sin, np.sin)
    cos = _wave(guards.cos, guards.exact_cos, np.cos)
    tan = _unary(guards.tan)
    asin = _unary(guards.asin)
    acos = _unary(guards.acos)
    atan = _unary(guards.atan)
    sinh = _unary(guards.sinh)
    cosh = _unary(guards.cosh)
    tanh = _unary(guards.tanh)
    asinh = _unary(guards.asinh)
    acosh = _unary(guards.acosh)
    atanh = _unary(guards.atanh)

    def atan2(self, y: Lane, x: Lane) -> Lane:
        if type(y) is float and type(x) is float:
            return self.folded(np.arctan2, y, x)
        return guards.atan2(self.tensor(y), self.tensor(x))

    def pow(self, a: Lane, b: Lane) -> Lane:
        """NaN of every negative number and 0 of 0, as llvmpipe draws it.

        But Mesa folds what is a power of two numbers, or to the number 0, 1, 2 or 4, and those are what they should be.
        """
        if type(b) is not float:
            return self.exp2(self.mul(b, self.log2(a))) if type(a) is float and a != 0.0 else guards.power(self.tensor(a), b)
        if type(a) is float:
            return self.folded(np.power, a, b)
        if b == 0.0:
            return self.convert(self.not_equal(a, 0.0), "bool", "float")
        if b in (1.0, 2.0, 4.0):
            square = a if b == 1.0 else self.mul(a, a)
            return self.mul(square, square) if b == 4.0 else square
        return (guards.power_above if b > 0.0 else guards.power)(a, self.scalar(b))

    def isnan(self, a: Lane) -> Lane:
        return bool(np.isnan(a)) if type(a) is float else kernels.isnan(a)

    def isinf(self, a: Lane) -> Lane:
        return bool(np.isinf(a)) if type(a) is float else kernels.isinf(a)
