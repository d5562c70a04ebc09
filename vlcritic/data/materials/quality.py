"""Is the picture of a material worth learning from? What VLMaterial's filter asked of the size of a JPEG file, asked of the pixels.

A JPEG of 512² below 12 kB is one whose blocks hold next to nothing but slow changes. `detail` is what is left of a picture without them:
plain colours under the light, faint or smooth noise and gradients have 0.001 to 0.007 at 96², 74 families of materials 0.019 and more; the
JPEG's size agreed on all of these but a sharp checkerboard, which it refused. Grain is no reason: leather and sandstone of single
pixels have more than white noise.

Source: VLMaterial (ICLR 2025), its filter's numbers for extremes and range.
"""

from __future__ import annotations

import numpy as np
import PIL.ImageFilter

from vlcritic.images import to_pil
from vlcritic.types import Image

EXTREME, MOST_EXTREME = 0.01, 0.9  # nearly black or white, and the share of pixels that may be so
LEAST_RANGE = 0.05  # between the 1st and 99th percentile of some channel
LEAST_DETAIL = 0.01

_SLOW = 1 / 32  # of the picture's side: the blur that slow changes survive


def flaw(image: Image) -> str:
    """Why the picture is no good, `""` where it is: `"extreme"`, `"flat"`, `"low detail"`."""
    pixels = image.astype(np.float32) / 255
    if extremes(pixels) > MOST_EXTREME:
        return "extreme"
    if value_range(pixels) < LEAST_RANGE:
        return "flat"
    return "low detail" if detail(image) < LEAST_DETAIL else ""


def extremes(pixels: np.ndarray) -> float:
    """Share of pixels `(H, W, 3)` in [0, 1] that are black or white."""
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
