"""Lanes of floats: sums, products and what is made of them, in llvmpipe's order of operations.

Mesa gathers the constants of a chain: `x * 10.0 * 12.9898` is drawn as x · 129.898, `x - 0.5 + 0.2` as x - 0.3. The difference of one ulp
is nothing but for hashes such as `fract(sin(x) * 43758.5453)`, of which it decides every digit, so it is done here too: a tensor that was
made by a number remembers what it was made of. Lanes are never changed in place.
"""

from __future__ import annotations

import math
from ctypes import c_float

import numpy as np
import torch

from vlcritic.languages.glsl.twin.lanes import guards, kernels

Lane = float | int | bool | torch.Tensor

HASHING = 256.0  # a factor from which the last bit of a sine shows


class Arithmetic:
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

    def tensor(self, a: Lane) -> torch.Tensor:
        """The float lane as a tensor."""
        return self.scalar(a) if type(a) is float else a

    def folded(self, function, *numbers: float) -> float:
        """The numpy function of numbers, in the twin's precision."""
        rounded = np.float32 if self.dtype is torch.float32 else np.float64
        with np.errstate(all="ignore"):
            return self.number(float(function(*map(rounded, numbers))))

    def add(self, a: Lane, b: Lane) -> Lane:
        if type(a) is float:
            a, b = b, a
        if type(b) is not float:
            return self._sum_of_tensors(a, b)
        return self.number(a + b) if type(a) is float else self._sum(a, 1.0, b)

    def sub(self, a: Lane, b: Lane) -> Lane:
        if type(b) is float:
            return self.number(a - b) if type(a) is float else self._sum(a, 1.0, -b)
        if type(a) is float:
            return self._sum(b, -1.0, a)
        return 0.0 if a is b else a - b

    def neg(self, a: Lane) -> Lane:
        if type(a) is not float and (made := getattr(a, "lane_product", None)):
            return self._product(made[0], -made[1])
        return -a

    def mul(self, a: Lane, b: Lane) -> Lane:
        if type(a) is float:
            a, b = b, a
        if type(b) is not float:
            return self._product_of_tensors(a, b)
        if type(a) is float:
            return self.number(a * b)
        base, factor = getattr(a, "lane_product", None) or (a, 1.0)
        return self._product(base, self.number(factor * b))

    def _sum_of_tensors(self, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        """`x · y + x · z` is drawn as x · (y + z). Source: Mesa 22.3, `nir_opt_algebraic.py`."""
        left, right = _factors(a), _factors(b)
        if left and right:
            for shared, y in (left, left[::-1]):
                for also, z in (right, right[::-1]):
                    if shared is also or (type(shared) is type(also) is float and shared == also):
                        return self.mul(shared, self.add(y, z))
        total = a + b
        if left and right:
            total.lane_terms = a, b
            _forget(a, "lane_terms")
            _forget(b, "lane_terms")
        return total

    def _product_of_tensors(self, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        value = guards.multiply(a, b)
        value.lane_factors = a, b
        _forget(a, "lane_factors", "lane_terms", "lane_wave")
        _forget(b, "lane_factors", "lane_terms", "lane_wave")
        return value

    def _sum(self, a: torch.Tensor, sign: float, constant: float) -> Lane:
        """`sign · a + constant`."""
        base, inner_sign, inner = getattr(a, "lane_sum", None) or (a, 1.0, 0.0)
        sign, constant = sign * inner_sign, self.number(sign * inner + constant)
        if constant == 0.0:
            return base if sign > 0.0 else -base
        terms = getattr(base, "lane_terms", None)
        if terms and sign > 0.0:  # the sum of two products takes a constant in between
            value = (terms[0] + constant) + terms[1]
        else:
            value = base + constant if sign > 0.0 else constant - base
        value.lane_sum = base, sign, constant
        _forget(base, "lane_product", "lane_factors", "lane_terms", "lane_wave")
        return value

    def _product(self, base: torch.Tensor, factor: float) -> Lane:
        """`base · factor`. Zero by anything is zero, as Mesa folds it."""
        if factor in (0.0, 1.0, -1.0):
            return 0.0 if factor == 0.0 else (base if factor == 1.0 else -base)
        if abs(factor) >= HASHING and (wave := getattr(base, "lane_wave", None)):
            base = wave[0](wave[1])
        value = base * factor
        value.lane_product = base, factor
        _forget(base, "lane_sum", "lane_factors", "lane_terms", "lane_wave")
        return value

    def div(self, a: Lane, b: Lane) -> Lane:
        """Exact, by a constant too; zero by anything is zero, as Mesa folds it."""
        if type(b) is float:
            return self.folded(np.divide, a, b) if type(a) is float else (a if b == 1.0 else a / b)
        return 0.0 if type(a) is float and a == 0.0 else guards.divide(self.tensor(a), b)

    def abs(self, a: Lane) -> Lane:
        return abs(a)

    def fma(self, a: Lane, b: Lane, c: Lane) -> Lane:
        return self.add(self.mul(a, b), c)

    def sign(self, a: Lane) -> Lane:
        if type(a) is float:
            return 0.0 if math.isnan(a) else self.folded(np.sign, a)
        return torch.sign(a.detach())

    def trunc(self, a: Lane) -> Lane:
        return self.folded(np.trunc, a) if type(a) is float else kernels.trunc(a)

    def round(self, a: Lane) -> Lane:
        """A half goes to the even side."""
        return self.folded(np.rint, a) if type(a) is float else torch.round(a.detach())

    round_even = round

    def floor(self, a: Lane) -> Lane:
        if type(a) is float:
            return self.folded(np.floor, a)
        return torch.floor(a.detach()) if self.edges is None else self.soft_floor(a)

    def ceil(self, a: Lane) -> Lane:
        if type(a) is float:
            return self.folded(np.ceil, a)
        return torch.ceil(a.detach()) if self.edges is None else -self.soft_floor(-a)

    def fract(self, a: Lane) -> Lane:
        return self.sub(a, self.floor(a))

    def mod(self, a: Lane, b: Lane) -> Lane:
        return self.sub(a, self.mul(b, self.floor(self.div(a, b))))

    def min(self, a: Lane, b: Lane) -> Lane:
        """The other one where one is NaN."""
        if type(a) is float:
            a, b = b, a
        if type(a) is float:
            return self.folded(np.fmin, a, b)
        return guards.clamp(a, -math.inf, b) if type(b) is float else guards.minimum(a, b)

    def max(self, a: Lane, b: Lane) -> Lane:
        """The other one where one is NaN."""
        if type(a) is float:
            a, b = b, a
        if type(a) is float:
            return self.folded(np.fmax, a, b)
        return guards.clamp(a, b, math.inf) if type(b) is float else guards.maximum(a, b)

    def clamp(self, a: Lane, low: Lane, high: Lane) -> Lane:
        if type(a) is not float and type(low) is float and type(high) is float:
            return guards.clamp(a, low, high)
        return self.min(self.max(a, low), high)

    def mix(self, a: Lane, b: Lane, t: Lane) -> Lane:
        """Source: Mesa 22.3, `nir_lower_flrp.c`: the form depends on what is constant."""
        ends = (type(a) is float) + (type(b) is float)
        if type(t) is float or (ends == 1 and (a if type(a) is float else b) in (0.0, 1.0, -1.0)):
            return self.add(self.mul(a, self.sub(1.0, t)), self.mul(b, t))
        if ends == 0:
            return guards.mix(a, b, t)
        return self.add(a, self.mul(t, self.sub(b, a)))

    def step(self, edge: Lane, a: Lane) -> Lane:
        return self.convert(self.greater_equal(a, edge), "bool", "float")

    def smoothstep(self, low: Lane, high: Lane, a: Lane) -> Lane:
        """Edges that are one number give 0, as Mesa folds it."""
        ahead, width = self.sub(a, low), self.sub(high, low)
        if type(width) is float and width == 0.0:
            return 0.0
        if type(ahead) is not float and type(width) is float:
            return guards.smooth(ahead, width)
        t = self.clamp(self.div(ahead, width), 0.0, 1.0)
        return self.mul(t, self.mul(t, self.sub(3.0, self.mul(2.0, t))))


def _factors(a: torch.Tensor) -> tuple | None:
    return getattr(a, "lane_product", None) or getattr(a, "lane_factors", None)


def _forget(a: torch.Tensor, *memories: str) -> None:
    """A lane that another remembers forgets what it was made of, or a loop's value would keep all that came before it alive."""
    for memory in memories:
        setattr(a, memory, None)
