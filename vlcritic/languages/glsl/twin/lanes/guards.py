"""Functions whose slope may be infinite, with gradients that are not.

The forward pass is the bare function. The backward pass takes a slope that is infinite or undefined as 0: 0 × inf is NaN in torch's own,
which poisons the gradient of every pixel that shares a parameter.
"""

from __future__ import annotations

from math import inf, isfinite

import torch

from vlcritic.languages.glsl.twin.lanes import kernels, waves


def _passed(upstream: torch.Tensor, slope: torch.Tensor) -> torch.Tensor:
    """The product, slopes that are not finite taken as 0; a sum tells in a tenth of the time whether there is any."""
    if not isfinite(slope.sum()):
        slope = torch.nan_to_num(slope, nan=0.0, posinf=0.0, neginf=0.0)
    return upstream * slope


class _Sloped(torch.autograd.Function):
    @staticmethod
    def forward(ctx, function, slopes, *operands):
        value = function(*operands)
        ctx.save_for_backward(*operands, value)
        ctx.slopes = slopes
        return value

    @staticmethod
    def backward(ctx, upstream):
        saved = ctx.saved_tensors
        gradients = [
            _passed(upstream, slope(*saved)).sum_to_size(operand.shape) if is_needed else None
            for operand, slope, is_needed in zip(saved[:-1], ctx.slopes, ctx.needs_input_grad[2:], strict=True)
        ]
        return None, None, *gradients


class Guarded:
    """A function of tensors with its slope by each of them, given as `slope(*operands, value)`."""

    def __init__(self, function, *slopes):
        self._function = function
        self._slopes = slopes
        self.of_numbers = getattr(function, "of_numbers", None)

    def __call__(self, *operands: torch.Tensor) -> torch.Tensor:
        if torch.is_grad_enabled() and any(operand.requires_grad for operand in operands):
            return _Sloped.apply(self._function, self._slopes, *operands)
        return self._function(*operands)


def _between(a: torch.Tensor, low: float, high: float) -> torch.Tensor:
    """Within two numbers; NaN, which torch's clamp would keep, is the lower one, or the only one."""
    above = a if low == -inf else kernels.fmax(a, low)
    return above if high == inf else kernels.fmin(above, high)


def clamp(a: torch.Tensor, low: float, high: float) -> torch.Tensor:
    """Within two numbers, of which one may be infinite."""

    def bounded(a):
        return _between(a, low, high)

    return Guarded(bounded, lambda a, value: as_float(kernels.equal(a, value), a.dtype))(a)


def smooth(ahead: torch.Tensor, width: float) -> torch.Tensor:
    """The smooth step of how far one is ahead of the lower edge."""

    def share(ahead):
        return _between(torch.div(ahead, width), 0.0, 1.0)

    def cubic(ahead):
        t = share(ahead)
        return torch.rsub(t, 3.0, alpha=2.0).mul_(t).mul_(t)

    def slope(ahead, value):
        t = share(ahead)
        return torch.rsub(t, 1.0).mul_(t).mul_(6.0).div_(width)

    return Guarded(cubic, slope)(ahead)


def as_float(mask: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    """1 where true, else 0; by way of bytes, from which torch converts 7 × as fast as from bools."""
    return mask.view(torch.uint8).to(dtype)


_LN_2 = 0.6931471805599453

sqrt = Guarded(kernels.sqrt, lambda a, value: 0.5 / value)
inversesqrt = Guarded(torch.rsqrt, lambda a, value: -0.5 * value / a)
exp = Guarded(kernels.exp, lambda a, value: value)
exp2 = Guarded(kernels.exp2, lambda a, value: value * _LN_2)
log = Guarded(kernels.log, lambda a, value: 1.0 / a)
log2 = Guarded(kernels.log2, lambda a, value: (1.0 / _LN_2) / a)
sin = Guarded(kernels.sin, lambda a, value: kernels.cos(a))
cos = Guarded(kernels.cos, lambda a, value: -kernels.sin(a))
exact_sin = Guarded(waves.sine, lambda a, value: kernels.cos(a))
exact_cos = Guarded(waves.cosine, lambda a, value: -kernels.sin(a))
tan = Guarded(kernels.tan, lambda a, value: 1.0 + value * value)
asin = Guarded(kernels.arcsin, lambda a, value: torch.rsqrt(1.0 - a * a))
acos = Guarded(kernels.arccos, lambda a, value: -torch.rsqrt(1.0 - a * a))
atan = Guarded(kernels.arctan, lambda a, value: 1.0 / (1.0 + a * a))
sinh = Guarded(kernels.sinh, lambda a, value: kernels.cosh(a))
cosh = Guarded(kernels.cosh, lambda a, value: kernels.sinh(a))
tanh = Guarded(kernels.tanh, lambda a, value: 1.0 - value * value)
asinh = Guarded(kernels.arcsinh, lambda a, value: torch.rsqrt(a * a + 1.0))
acosh = Guarded(kernels.arccosh, lambda a, value: torch.rsqrt(a * a - 1.0))
atanh = Guarded(kernels.arctanh, lambda a, value: 1.0 / (1.0 - a * a))

mix = Guarded(kernels.mix, lambda a, b, t, value: 1.0 - t, lambda a, b, t, value: t, lambda a, b, t, value: b - a)
multiply = Guarded(torch.mul, lambda a, b, value: b, lambda a, b, value: a)
divide = Guarded(torch.div, lambda a, b, value: 1.0 / b, lambda a, b, value: -value / b)
atan2 = Guarded(kernels.arctan2, lambda y, x, value: x / (x * x + y * y), lambda y, x, value: -y / (x * x + y * y))
power = Guarded(kernels.power, lambda a, b, value: b * value / a, lambda a, b, value: value * kernels.log(a))
power_above = Guarded(kernels.power_above, lambda a, b, value: b * value / a, lambda a, b, value: value * kernels.log(a))


def _is(comparison):
    """The slope of a side that counts where the comparison holds; a tie is the second side's."""
    return lambda a, b, value: as_float(comparison(a, b), value.dtype)


minimum = Guarded(kernels.fmin, _is(kernels.less), _is(kernels.greater_equal))
maximum = Guarded(kernels.fmax, _is(kernels.greater), _is(kernels.less_equal))
