"""What TRL hands to a reward function, as pictures and texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from vlcritic import images
from vlcritic.types import Image


def targets_of(image: list | None, images: list | None) -> list[Image]:
    """The target pictures of a batch, from its column `image`, or `images` of one picture each.

    Raises:
        ValueError: there is neither column.
        TypeError: a row holds no picture, or several.
    """
    column = image if image is not None else images
    if column is None:
        raise ValueError("dataset: expected a column `image` or `images` with the target pictures, got neither")
    return [_picture(row) for row in column]


def _picture(row) -> Image:
    """A dataset's picture, of PIL, an array, a path, or a list of one of these."""
    if isinstance(row, list | tuple) and len(row) == 1:
        return _picture(row[0])
    if isinstance(row, np.ndarray):
        return row
    if isinstance(row, str | Path):
        return images.load(row)
    if hasattr(row, "convert"):
        return images.from_pil(row)
    got = f"a list of {len(row)}" if isinstance(row, list | tuple) else type(row).__name__
    raise TypeError(f"image: expected one picture a row (PIL, uint8 array or path), got {got}")


def text_of(completion: str | list[dict]) -> str:
    """The words of a completion, plain or a list of messages whose content is a string or a list of parts."""
    if isinstance(completion, str):
        return completion
    contents = [message.get("content") or "" for message in completion if message["role"] == "assistant"]
    return "".join(content if isinstance(content, str) else _joined(content) for content in contents)


def _joined(parts: list[dict]) -> str:
    return "".join(part["text"] for part in parts if part.get("type") == "text")
