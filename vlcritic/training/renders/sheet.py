"""A batch as one picture: a row for each prompt, its target and its completions' renders over their differences, captioned."""

from __future__ import annotations

import numpy as np
import PIL.ImageDraw

from vlcritic import images
from vlcritic.training.renders.choice import Picture, Shown, by_row
from vlcritic.types import Image

TILE = 96  # side of a picture, in pixels
LINE = 2  # between a render and its difference
CAPTION = 14
HEIGHT = 2 * TILE + LINE + CAPTION  # of a tile
GREY = 128  # where nothing was drawn


def sheet(shown: list[Shown]) -> Image:
    """The completions in rows of one prompt each; rows are as long as the longest."""
    if not shown:
        raise ValueError("shown: expected at least one completion, got none")
    rows = by_row(shown)
    longest = max(len(row) for row in rows.values())
    return np.concatenate([_row(number, row, longest) for number, row in rows.items()])


def _row(number: int, shown: list[Shown], longest: int) -> Image:
    target = _tile(shown[0].target, None, f"prompt {number}")
    tiles = [_tile(each.render, each.difference, caption(each)) for each in shown]
    blank = np.full_like(target, 255)
    return images.side_by_side([target, *tiles, *[blank] * (longest - len(tiles))])


def caption(shown: Shown) -> str:
    """The total, or the kind of the error."""
    if shown.verdict.error is not None:
        return shown.verdict.error["kind"]
    return " ".join([f"{shown.verdict.total:.3f}", *shown.marks])


def _tile(upper: Picture | None, lower: Picture | None, text: str) -> Image:
    """Two pictures above each other, grey and nothing where there is none, over a caption."""
    tile = np.full((HEIGHT, TILE, 3), 255, np.uint8)
    tile[:TILE] = GREY if upper is None else images.fit_square(upper.image, side=TILE)
    if lower is not None:
        tile[TILE + LINE : 2 * TILE + LINE] = images.fit_square(lower.image, side=TILE)
    picture = images.to_pil(tile)
    PIL.ImageDraw.Draw(picture).text((2, HEIGHT - CAPTION + 1), text, fill=(0, 0, 0))
    return images.from_pil(picture)
