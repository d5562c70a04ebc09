"""Where the contours lie."""

from __future__ import annotations

import torch.nn.functional as F
from kornia.filters import gaussian_blur2d
from torch import Tensor

MAP_SIDE = 32
"""Edge maps are averaged down to 32 to 63 pixels on their shorter side, then blurred by one: how far a contour is felt. Slopes are taken
at 64 to 127, which costs nothing in a map so coarse and, of 16 pictures of 256² on a CPU, 100 ms less."""

ENERGY_FLOOR = 0.065
"""Least edge energy that a target is given: that of a disc of radius 0.12 with contrast 0.1. A constant target has none."""


def edge_distance(images: Tensor, targets: Tensor) -> Tensor:
    """Squared distance of the two edge maps, relative to the target's edge energy: `(B,)`, 0 for equal edges.

    `mean((E(image) - E(target))²) / max(mean(E(target)²), ENERGY_FLOOR)`. A picture without any edge is at 1; one whose edges all lie
    elsewhere at 1 plus their own energy. So edges that the target lacks are punished, which a difference weighted by the
    target's edges would not see.

    Source: RLRF, Rodriguez et al. 2025 (arXiv:2505.20793), the L2 reward on dilated and blurred Canny maps; here Sobel magnitudes,
    which have a gradient, with a blur that grows with the picture.
    """
    wanted = edge_map(targets)
    energy = wanted.square().mean(dim=(1, 2, 3)).clamp(min=ENERGY_FLOOR)
    return (edge_map(images) - wanted).square().mean(dim=(1, 2, 3)) / energy


def edge_map(images: Tensor) -> Tensor:
    """Blurred gradient magnitude of each channel, per shorter side, so that it hardly depends on the resolution: `(B, 3, h, w)`."""
    pictures = _averaged(images, 2 * MAP_SIDE)
    coarse = _averaged(sobel(pictures) * min(pictures.shape[-2:]), MAP_SIDE)
    return gaussian_blur2d(coarse, (7, 7), (1.0, 1.0), border_type="replicate")


def _averaged(images: Tensor, side: int) -> Tensor:
    """Smaller by the whole number that leaves `side` to `2 * side - 1` pixels on the shorter side."""
    factor = min(images.shape[-2:]) // side
    return F.avg_pool2d(images, factor, ceil_mode=True) if factor > 1 else images


def sobel(images: Tensor) -> Tensor:
    """Gradient magnitude of each channel, `(B, 3, H, W)`, per pixel; borders are repeated.

    Equal to `kornia.filters.sobel`, in a sixteenth of its time on a CPU: 2.6 ms for 16 pictures of 128² where its convolution takes 42 ms.
    """
    padded = F.pad(images, (1, 1, 1, 1), mode="replicate")
    down = padded[..., :-2, :] + 2 * padded[..., 1:-1, :] + padded[..., 2:, :]
    across = padded[..., :-2] + 2 * padded[..., 1:-1] + padded[..., 2:]
    slope_x = (down[..., 2:] - down[..., :-2]) / 8
    slope_y = (across[..., 2:, :] - across[..., :-2, :]) / 8
    return (slope_x.square() + slope_y.square() + 1e-8).sqrt()  # 1e-8 keeps the root's gradient finite where the picture is flat
