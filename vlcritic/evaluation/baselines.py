"""Pictures that need no model: what a score has to beat. On scenes over black, an all-black picture has a small error.

Every function gives one picture for each target, at the target's size.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vlcritic.images import resize, to_tensor
from vlcritic.types import Image

THUMBNAIL = 16  # side, in pixels, at which every training picture is compared
SHORTLIST = 16  # nearest thumbnails that are compared at full size


def black(targets: Sequence[Image]) -> list[Image]:
    """Black."""
    return [np.zeros_like(target) for target in targets]


def mean_colour(targets: Sequence[Image], *, training: Sequence[Image]) -> list[Image]:
    """The mean colour of the training pictures: the constant with the least squared error on them."""
    colour = np.mean([picture.mean(axis=(0, 1)) for picture in training], axis=0).round().astype(np.uint8)
    return [np.full_like(target, colour) for target in targets]


def nearest(targets: Sequence[Image], *, training: Sequence[Image]) -> list[Image]:
    """The training picture with the least squared error: what memory alone would answer.

    The nearest `SHORTLIST` by thumbnails are compared at full size.
    """
    thumbnails = _thumbnails(training)
    found = []
    for target, thumbnail in zip(targets, _thumbnails(targets), strict=True):
        shortlist = np.argsort(((thumbnails - thumbnail) ** 2).sum(axis=1), kind="stable")[:SHORTLIST]
        candidates = [resize(training[index], target.shape[:2]) for index in shortlist]
        found.append(min(candidates, key=lambda picture: _squared_error(picture, target)))
    return found


def nearest_looking(targets: Sequence[Image], *, training: Sequence[Image], net: str = "alex", shortlist: int = 64) -> list[Image]:
    """The training picture with the least LPIPS among the `shortlist` nearest thumbnails: what retrieval answers for a texture."""
    import torch

    from vlcritic.metrics.perceptual import lpips_distance

    thumbnails = _thumbnails(training)
    found = []
    for target, thumbnail in zip(targets, _thumbnails(targets), strict=True):
        near = np.argsort(((thumbnails - thumbnail) ** 2).sum(axis=1), kind="stable")[:shortlist]
        candidates = [resize(training[index], target.shape[:2]) for index in near]
        with torch.inference_mode():
            distances = lpips_distance(to_tensor(candidates), to_tensor([target] * len(candidates)), net=net)
        found.append(candidates[int(distances.argmin())])
    return found


def _thumbnails(pictures: Sequence[Image]) -> np.ndarray:
    return np.stack([resize(picture, THUMBNAIL).astype(np.float32).ravel() for picture in pictures])


def _squared_error(picture: Image, target: Image) -> float:
    return float(((picture.astype(np.float32) - target) ** 2).mean())
