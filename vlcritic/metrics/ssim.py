"""Structural similarity."""

from __future__ import annotations

import kornia.metrics
from torch import Tensor


def ssim(images: Tensor, targets: Tensor) -> Tensor:
    """Mean structural similarity of each pair, `(B,)` in [-1, 1], 1 best.

    The window is 11 pixels wide, fewer where the picture is smaller than 6 pixels.

    Source: Wang et al. 2004, equation 13, with σ = 1.5, K₁ = 0.01, K₂ = 0.03; kornia's implementation, borders reflected.
    """
    window = min(11, 2 * min(images.shape[-2:]) - 1)  # reflection needs a picture wider than half the window
    return kornia.metrics.ssim(images, targets, window, eps=0.0).mean(dim=(1, 2, 3))
