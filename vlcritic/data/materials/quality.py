"""Is the picture of a material worth learning from? What VLMaterial's filter asked of the size of a JPEG file, asked of the pixels.

Source: VLMaterial (ICLR 2025) for extremes and range. Detail and grain are ours: a JPEG of 512² below 12 kB is one whose blocks hold next to
nothing but slow changes, so `detail` is what is left of a picture without them, and noise, which makes every JPEG large, is told by its grain.
"""

from __future__ import annotations

import numpy as np
import PIL.Image
import PIL.ImageFilter

from vlcritic.images import to_pil
from vlcritic.types import Image

EXTREME, MOST_EXTREME = 0.01, 0.9  # nearly black or white, and the share of pixels that may be so
LEAST_RANGE = 0.05  # between the 1st and 99th percentile of some channel
LEAST_DETAIL = 0.004
MOST_GRAIN = 0.5

_SLOW = 1 / 16  # of the picture's side: the blur that slow changes survive


def flaw(image: Image) -> str:
    """Why the picture is no good, `""` where it is: `"extreme"`, `"flat"`, `"low detail"`, `"noise"`."""
    pixels = image.astype(np.float32) / 255
    if extremes(pixels) > MOST_EXTREME:
        return "extreme"
    if value_range(pixels) < LEAST_RANGE:
        return "flat"
    if detail(image) < LEAST_DETAIL:
        return "low detail"
    return "noise" if grain(pixels) > MOST_GRAIN else ""


def extremes(pixels: np.ndarray) -> float:
    """Share of pixels `(H, W, 3)` in [0, 1] that are black or white in every channel."""
    return float(((pixels < EXTREME).all(axis=2) | (pixels > 1 - EXTREME).all(axis=2)).mean())


def value_range(pixels: np.ndarray) -> float:
    """The widest channel's distance between the 1st and 99th percentile."""
    low, high = np.percentile(pixels.reshape(-1, 3), (1, 99), axis=0)
    return float((high - low).max())


def detail(image: Image) -> float:
    """Mean difference of the brightness from its blur, in [0, 1]: 0 for shades that change slowly, such as the light's own."""
    grey = to_pil(image).convert("L")
    slow = grey.filter(PIL.ImageFilter.GaussianBlur(max(image.shape[:2]) * _SLOW))
    return float(np.abs(np.asarray(grey, np.float32) - np.asarray(slow, np.float32)).mean() / 255)


def grain(pixels: np.ndarray) -> float:
    """How much of the picture's variation is between neighbours: 1 for noise of single pixels, near 0 where things have a size."""
    grey = pixels.mean(axis=2)
    change = (np.diff(grey, axis=0) ** 2).mean() + (np.diff(grey, axis=1) ** 2).mean()
    return float(change / (4 * grey.var() + 1e-9))
