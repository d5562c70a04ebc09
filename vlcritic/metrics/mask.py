"""Whether the things drawn cover the same pixels, whatever their colours."""

from __future__ import annotations

import torch
from torch import Tensor

THRESHOLD = 0.1
"""A pixel is foreground where some channel is further than this from the border's colour: 26 of 255 levels."""


def mask_iou(images: Tensor, targets: Tensor, *, threshold: float = THRESHOLD) -> Tensor:
    """Intersection over union of the two foregrounds, `(B,)` in [0, 1]; 1 where both are empty. It has no gradient."""
    drawn, wanted = foreground(images, threshold=threshold), foreground(targets, threshold=threshold)
    union = (drawn | wanted).sum(dim=(1, 2))
    overlap = (drawn & wanted).sum(dim=(1, 2))
    return torch.where(union == 0, 1.0, overlap / union.clamp(min=1))


def foreground(images: Tensor, *, threshold: float = THRESHOLD) -> Tensor:
    """Mask `(B, H, W)` of the pixels that differ from the picture's own border.

    The border's colour is the median of its pixels, channel by channel, so a thing that leaves the frame on one side does not move it.
    """
    sides = [images[..., 0, :], images[..., -1, :], images[..., :, 0], images[..., :, -1]]
    background = torch.cat(sides, dim=-1).median(dim=-1).values
    return (images - background[..., None, None]).abs().amax(dim=1) > threshold
