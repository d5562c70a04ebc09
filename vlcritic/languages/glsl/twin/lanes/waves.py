"""Sine and cosine bit for bit as llvmpipe computes them of float32: for hashes, of which a last bit decides every digit.

Three times as dear as numpy's, which are an ulp off in one pixel of 18, so `Arithmetic` asks for them only where a large factor follows.

Source: Mesa 22.3, `lp_bld_arit.c`, `lp_build_sin_or_cos`, after Cephes. A product and a sum are one operation, rounded once, as they are
in torch's `addcmul` and `add` with `alpha` on processors that have it.
"""

from __future__ import annotations

from functools import lru_cache

import torch

from vlcritic.languages.glsl.twin.lanes.choice import chosen

_PER_EIGHTH = 1.27323954473516  # 4 / π
_EIGHTH = (0.78515625, 2.4187564849853515625e-4, 3.77489497744594108e-8)  # π / 4 in three parts
_SINE = (-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1)
_COSINE = (2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2)
_SIGN = -(1 << 31)


def sine(a: torch.Tensor) -> torch.Tensor:
    if a.dtype is not torch.float32:
        return torch.sin(a)
    octant, rest = _reduced(a)
    sign = ((octant & 4) << 29) ^ (a.view(torch.int32) & _SIGN)
    return _of_quadrant(octant, rest, sign, a)


def cosine(a: torch.Tensor) -> torch.Tensor:
    if a.dtype is not torch.float32:
        return torch.cos(a)
    octant, rest = _reduced(a)
    octant = octant - 2
    return _of_quadrant(octant, rest, (~octant & 4) << 29, a)


def _reduced(a: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The number of the nearest even eighth of a turn, and the angle from there."""
    size = a.abs()
    octant = (size * _PER_EIGHTH).to(torch.int32).add_(1).bitwise_and_(-2)
    whole = octant.to(torch.float32)
    for part in _EIGHTH:
        size.add_(whole, alpha=-part)
    return octant, size


def _of_quadrant(octant: torch.Tensor, rest: torch.Tensor, sign: torch.Tensor, a: torch.Tensor) -> torch.Tensor:
    """The polynomial of the quadrant with the bits of the sign; NaN of infinity."""
    square = rest * rest
    of_cosine = _polynomial(square, _COSINE).mul_(square).sub_(square, alpha=0.5).add_(1.0)
    of_sine = torch.addcmul(rest, _polynomial(square, _SINE), rest)
    value = chosen((octant & 2).sub_(1).bitwise_right_shift_(31), of_sine, of_cosine)
    return value.view(torch.int32).bitwise_xor_(sign).view(torch.float32).clamp_(-1.0, 1.0).add_(a, alpha=0.0)


def _polynomial(square: torch.Tensor, coefficients: tuple[float, float, float]) -> torch.Tensor:
    """((c₀ · s + c₁) · s + c₂) · s"""
    first, second, third = _tensors(coefficients, square.device)
    return torch.addcmul(third, torch.addcmul(second, square, first), square).mul_(square)


@lru_cache
def _tensors(coefficients: tuple[float, ...], device: torch.device) -> tuple[torch.Tensor, ...]:
    return torch.tensor(coefficients, dtype=torch.float32, device=device).unbind()
