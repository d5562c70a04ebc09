"""Where the contours lie."""

from __future__ import annotations

import math

from kornia.filters import gaussian_blur2d, sobel
from torch import Tensor

BLUR = 1 / 64
"""Deviation of the blur as a part of the shorter side (2 pixels of 128): how far a contour is felt."""

ENERGY_FLOOR = 0.1
"""Least edge energy that a target is given: that of a disc of radius 0.12 with contrast 0.1. A constant target has none."""


def edge_distance(images: Tensor, targets: Tensor) -> Tensor:
    """Squared distance of the two edge maps, relative to the target's edge energy: `(B,)`, 0 for equal edges.

    `mean((E(image) - E(target))²) / max(mean(E(target)²), ENERGY_FLOOR)`. A picture without any edge is at 1; one whose edges
    all lie elsewhere at 1 plus their own energy, so edges that the target lacks are punished, which a
    difference weighted by the target's edges would not see.

    Source: RLRF, Rodriguez et al. 2025 (arXiv:2505.20793), L2 of dilated and blurred Canny maps; here Sobel
    magnitudes, which have a gradient, with a blur that grows with the picture.
    """
    wanted = edge_map(targets)
    energy = wanted.square().mean(dim=(1, 2, 3)).clamp(min=ENERGY_FLOOR)
    return (edge_map(images) - wanted).square().mean(dim=(1, 2, 3)) / energy


def edge_map(images: Tensor) -> Tensor:
    """Blurred gradient magnitude of each channel, `(B, 3, H, W)`, per shorter side, so it hardly depends on the resolution."""
    side = min(images.shape[-2:])
    sigma = max(1.0, BLUR * side)
    taps = 2 * math.ceil(3 * sigma) + 1
    slopes = sobel(images, eps=1e-8) * side  # eps keeps the square root's gradient finite on flat parts
    return gaussian_blur2d(slopes, (taps, taps), (sigma, sigma), border_type="replicate")
