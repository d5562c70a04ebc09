"""Which pictures are too alike to a held-out one: SSIM ≥ 0.8 and LPIPS ≤ 0.3, as VLMaterial has it.

Every pair is looked at as 16 × 16 cells first, by one product of matrices; only what is somewhat alike there is compared in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np

from vlcritic.data.materials.duplicates import CELLS, require_one_size, small
from vlcritic.images import to_tensor
from vlcritic.types import Image

LEAST_SSIM = 0.8
MOST_LPIPS = 0.3

LEAST_COARSE = 0.7
"""Of the coarse likeness: contrast and structure of SSIM, over all cells at once. A pair below it is not compared in full.

Of pairs whose SSIM was 0.8 or more, the least had 0.87 among 458 of materials and their variations in one to three values (64², pictures
that `quality` takes), and 0.90 among 143 of 100 materials of 96² with noise, gamma, a pixel's shift, dimmer light. Of unlike pairs it
leaves 2 in a hundred; of 25,000 the most alike had an SSIM of 0.69. Not higher: at an SSIM of 0.7 already there are pairs of 0.43."""

_STEADY = 0.0009  # SSIM's C₂, 0.03²
_PAIRS = 64  # compared in full at once


class HeldOut:
    """The pictures of validation and test, all of one size, to be asked whether a training picture is like one of them."""

    def __init__(self, images: Iterable[Image], *, with_lpips: bool = True):
        self._images = list(images)
        self._coarse = _Coarse(self._images)
        self._with_lpips = with_lpips and has_lpips()

    @property
    def words(self) -> str:
        """What the test is, for the manifest."""
        rule = f"SSIM >= {LEAST_SSIM}"
        return f"{rule} and LPIPS <= {MOST_LPIPS}" if self._with_lpips else f"{rule} alone, without LPIPS"

    def leaks(self, images: list[Image]) -> list[bool]:
        """For each picture, whether it is too alike to some held-out one."""
        found = [False] * len(images)
        if not images or not self._images:
            return found
        require_one_size(self._images[0], *images)
        likeness = self._coarse.of(_Coarse(images))
        pairs = [(int(mine), int(theirs)) for mine, theirs in np.argwhere(likeness >= LEAST_COARSE)]
        while pairs:
            now, pairs = pairs[:_PAIRS], pairs[_PAIRS:]
            for (mine, _), is_alike in zip(now, self._are_alike(images, now), strict=True):
                found[mine] |= is_alike
            pairs = [pair for pair in pairs if not found[pair[0]]]
        return found

    def _are_alike(self, images: list[Image], pairs: list[tuple[int, int]]) -> list[bool]:
        import torch

        from vlcritic.metrics.ssim import ssim

        mine, theirs = (to_tensor(each) for each in ([images[a] for a, _ in pairs], [self._images[b] for _, b in pairs]))
        with torch.inference_mode():
            alike = ssim(mine, theirs) >= LEAST_SSIM
            if self._with_lpips and alike.any():
                from vlcritic.metrics.perceptual import lpips_distance

                alike[alike.clone()] = lpips_distance(mine[alike], theirs[alike]) <= MOST_LPIPS
        return alike.tolist()


class _Coarse:
    """Brightness of the cells of many pictures."""

    def __init__(self, images: list[Image]):
        cells = np.array([small(image).mean(axis=2).ravel() / 255 for image in images], np.float32).reshape(len(images), CELLS**2)
        self.mean = cells.mean(axis=1)
        self.centred = cells - self.mean[:, None]
        self.variance = (self.centred**2).mean(axis=1)

    def of(self, others: _Coarse) -> np.ndarray:
        """Contrast and structure of SSIM between all others and all of ours, `(others, ours)`."""
        covariance = others.centred @ self.centred.T / self.centred.shape[1]
        return (2 * covariance + _STEADY) / (others.variance[:, None] + self.variance[None] + _STEADY)


@cache
def has_lpips() -> bool:
    """Whether LPIPS's weights are here."""
    from vlcritic.metrics.weights import find_lpips

    return find_lpips("alex") is not None
