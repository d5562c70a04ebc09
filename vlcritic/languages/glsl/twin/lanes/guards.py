"""Functions whose slope may be infinite, with gradients that are not.

The forward pass is the bare torch function. The backward pass takes a slope that is infinite or undefined as 0: 0 × inf is NaN in torch's
own, which poisons the gradient of every pixel that shares a parameter.
"""

from __future__ import annotations

import torch


def _passed(upstream: torch.Tensor, slope: torch.Tensor) -> torch.Tensor:
    return upstream * torch.nan_to_num(slope, nan=0.0, posinf=0.0, neginf=0.0)


class _Unary(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, function, slope):
        value = function(a)
        ctx.save_for_backward(a, value)
        ctx.slope = slope
        return value

    @staticmethod
    def backward(ctx, upstream):
        return _passed(upstream, ctx.slope(*ctx.saved_tensors)), None, None


class _Binary(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b, function, slopes):
        value = function(a, b)
        ctx.save_for_backward(a, b, value)
        ctx.slopes = slopes
        return value

    @staticmethod
    def backward(ctx, upstream):
        a, b, value = ctx.saved_tensors
        gradients = [
            _passed(upstream, slope(a, b, value)).sum_to_size(side.shape) if needed else None
            for side, slope, needed in zip((a, b), ctx.slopes, ctx.needs_input_grad, strict=False)
        ]
        return *gradients, None, None


def guarded(function, slope):
    """The function of a tensor, with its derivative given as `slope(a, value)`."""

    def call(a: torch.Tensor) -> torch.Tensor:
        if a.requires_grad and torch.is_grad_enabled():
            return _Unary.apply(a, function, slope)
        return function(a)

    return call


def guarded_of_two(function, *slopes):
    """The function of two tensors, with its derivatives given as `slope(a, b, value)`."""

    def call(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        if (a.requires_grad or b.requires_grad) and torch.is_grad_enabled():
            return _Binary.apply(a, b, function, slopes)
        return function(a, b)

    return call


_LN2 = 0.6931471805599453

sqrt = guarded(torch.sqrt, lambda a, value: 0.5 / value)
inversesqrt = guarded(torch.rsqrt, lambda a, value: -0.5 * value / a)
exp = guarded(torch.exp, lambda a, value: value)
exp2 = guarded(torch.exp2, lambda a, value: value * _LN2)
log = guarded(torch.log, lambda a, value: 1.0 / a)
log2 = guarded(torch.log2, lambda a, value: (1.0 / _LN2) / a)
tan = guarded(torch.tan, lambda a, value: 1.0 + value * value)
asin = guarded(torch.asin, lambda a, value: torch.rsqrt(1.0 - a * a))
acos = guarded(torch.acos, lambda a, value: -torch.rsqrt(1.0 - a * a))
sinh = guarded(torch.sinh, lambda a, value: torch.cosh(a))
cosh = guarded(torch.cosh, lambda a, value: torch.sinh(a))
acosh = guarded(torch.acosh, lambda a, value: torch.rsqrt(a * a - 1.0))
atanh = guarded(torch.atanh, lambda a, value: 1.0 / (1.0 - a * a))

divide = guarded_of_two(torch.div, lambda a, b, value: 1.0 / b, lambda a, b, value: -value / b)
power = guarded_of_two(torch.pow, lambda a, b, value: b * torch.pow(a, b - 1.0), lambda a, b, value: value * torch.log(a))
atan2 = guarded_of_two(torch.atan2, lambda y, x, value: x / (x * x + y * y), lambda y, x, value: -y / (x * x + y * y))
