"""What is sent: pictures as PNG data URLs and text, in one user turn of the Chat Completions API."""

from __future__ import annotations

import base64

import numpy as np

from vlcritic.images import from_tensor, to_png
from vlcritic.remote.endpoint import LETTERS_A_TOKEN, Turn
from vlcritic.types import Image

PNG_EFFORT = 6
_PIXELS_A_TOKEN = 750  # rough: Qwen2.5-VL 784, Claude 750, GPT-4o 85 + 170 for each 512²; corrected by what the endpoint counts
_TURN = 30  # the chat template's own tokens


def turn(*parts: str | Image) -> Turn:
    """A turn of texts and pictures, in this order."""
    return Turn([_part(part) for part in parts], _TURN + sum(map(_tokens, parts)))


def as_views(images) -> list[list[Image]]:
    """For each item its views as uint8 `(H, W, 3)`.

    Args:
        images: a float tensor `(B, 3, H, W)` or `(B, V, 3, H, W)` in [0, 1], sRGB; or for each item a uint8 picture `(H, W, 3)`
            or several views of any sizes.
    """
    if hasattr(images, "detach"):
        if images.ndim not in (4, 5) or images.shape[-3] != 3 or not images.is_floating_point():
            raise ValueError(f"images: expected floats (B, 3, H, W) or (B, V, 3, H, W), got {images.dtype} {tuple(images.shape)}")
        flat = from_tensor(images.flatten(0, -4))
        views = len(flat) // max(len(images), 1)
        return [flat[start : start + views] for start in range(0, len(flat), views or 1)]
    return [[_checked(view) for view in ([item] if np.ndim(item) == 3 and hasattr(item, "dtype") else item)] for item in images]


def _checked(view) -> Image:
    if not isinstance(view, np.ndarray) or view.dtype != np.uint8 or view.ndim != 3 or view.shape[2] != 3:
        got = f"{view.dtype} {view.shape}" if isinstance(view, np.ndarray) else type(view).__name__
        raise TypeError(f"images: expected a tensor of floats, or uint8 arrays (H, W, 3), got {got}")
    return view


def _part(part: str | Image) -> dict:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    data = base64.b64encode(to_png(part, effort=PNG_EFFORT)).decode()
    return {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{data}"}}


def _tokens(part: str | Image) -> float:
    return len(part) / LETTERS_A_TOKEN if isinstance(part, str) else part.shape[0] * part.shape[1] / _PIXELS_A_TOKEN
