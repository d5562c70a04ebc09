"""Programs that would win without drawing: constant pictures, pictures copied into numbers, pictures for one canvas or moment only.

A program is drawn a second time at a size that it cannot foresee (a hash of its own text decides), and a third time at another moment
where it reads the clock. It must draw the same there. What is found stands in a verdict's `flags`:

    constant     one colour, though the target has more        → scores as a failure
    embedding    mostly numbers, and many: a picture in a table → scores as a failure
    resolution   another picture at another size                → each term is the worst over the canvases
    time         another picture at another moment              → the same
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

import numpy as np

from vlcritic.images import resize
from vlcritic.types import Image, View

GATED = {"constant", "embedding"}
"""Flags of programs that score as a failure."""

UNSTEADY = {"resolution", "time"}
"""Flags of programs that score by the worst of their canvases."""

FLAT = 2  # of 255: a pixel whose channels are no farther from another's has the same colour
STRAY = 0.002  # share of the pixels of a picture of one colour that may have another: 8 of 64², 131 of 256²
GRID = 8  # cells a side, over which pictures of different sizes are compared; noise of single pixels averages out
SEEN = 64  # pixels a side of which a picture is looked at, more or less: every other of a larger one
SMALL = 128  # pixels; a smaller canvas still would lose thin lines
APART = 0.02  # mean difference of the cells, in [0, 1]; 160 scenes and shaders at 32² to 256² stayed under 0.0112
NUMBERS = 800  # characters of all numbers together: 120 scenes of up to five shapes had at most 260, a table of 8×8 colours has 512
NUMBERS_SHARE = 0.4  # of all characters without spaces; those scenes had at most 0.21, shaders made of numbers and calls alone 0.34

_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)  # as in most languages; padding with words makes no table a program
_NUMBER = re.compile(r"(?<![\w.])(?:0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)")


def hidden_views(program: str, main: View, *, uses_time: bool) -> list[View]:
    """The canvases beside `main` on which a program is drawn: 0.35 to 0.65 of its size (1.3 to 1.6 of a small one), and at 1 to 60 s."""
    bits = hashlib.sha256(program.encode(errors="replace")).digest()
    height, width, time_s = main
    scale = (1.3 if max(height, width) < SMALL else 0.35) + 0.3 * bits[0] / 255
    other = max(1, round(height * scale)), max(1, round(width * scale))
    views = [(*other, time_s)]
    if uses_time:
        views.append((*other, time_s + 1 + 59 * bits[1] / 255))
    return views


def picture_flags(pictures: list[Image], target: Image) -> list[str]:
    """Flags of what a program drew: on the main canvas, and on those of `hidden_views` where it was drawn there."""
    flags = ["constant"] if _is_flat(pictures[0]) and not _is_flat(target) else []
    for flag, one, other in zip(("resolution", "time"), pictures, pictures[1:], strict=False):
        if _differ(one, other):
            flags.append(flag)
    return flags


def embeds_picture(program: str) -> bool:
    """Whether a program is mostly a table of numbers."""
    program = _COMMENT.sub(" ", program)
    numbers = sum(len(match.group()) for match in _NUMBER.finditer(program))
    return numbers > NUMBERS and numbers > NUMBERS_SHARE * len("".join(program.split()))


def _is_flat(picture: Image) -> bool:
    """Whether all pixels but a few have the colour of the middle ones."""
    seen = _thinned(picture)
    median = np.median(seen[::2, ::2], axis=(0, 1))[:, None]
    low, high = np.ceil(median - FLAT).clip(0, 255).astype(np.uint8), np.floor(median + FLAT).clip(0, 255).astype(np.uint8)
    channels = np.ascontiguousarray(seen.reshape(-1, 3).T)
    return bool(((channels < low) | (channels > high)).any(axis=0).mean() <= STRAY)


def _thinned(picture: Image) -> Image:
    """Every n-th pixel of every n-th row."""
    stride = max(1, max(picture.shape[:2]) // SEEN)
    return picture[::stride, ::stride]


def _differ(one: Image, other: Image) -> bool:
    """Whether two pictures of any size show something else: their cells' means are further apart than `APART` and their grain explain."""
    (mean, error), (other_mean, other_error) = _cells(one), _cells(other)
    return bool(np.abs(mean - other_mean).mean() > APART + np.hypot(error, other_error).mean())


def _cells(picture: Image) -> tuple[np.ndarray, np.ndarray]:
    """Means `(GRID, GRID, 3)` in [0, 1] over the cells of a picture, and their standard errors were the pixels of a cell independent."""
    seen = _thinned(picture)
    if min(seen.shape[:2]) < GRID:
        seen = resize(picture, (GRID, GRID))
    values = seen.astype(np.float32) / 255
    (down, rows), (across, columns) = (_averaging(side) for side in values.shape[:2])

    def mean(values: np.ndarray) -> np.ndarray:
        return across @ (down @ values.reshape(len(values), -1)).reshape(GRID, -1, 3)

    means = mean(values)
    variance = np.maximum(0.0, mean(values**2) - means**2)
    return means, np.sqrt(variance / np.outer(rows, columns)[..., None])


@cache
def _averaging(side: int) -> tuple[np.ndarray, np.ndarray]:
    """The matrix `(GRID, side)` that takes means over the cells of a side, and how many pixels each has."""
    ends = np.linspace(0, side, GRID + 1).round()[:, None]
    pixels = np.arange(side)
    is_inside = (ends[:-1] <= pixels) & (pixels < ends[1:])
    counts = is_inside.sum(axis=1)
    return (is_inside / counts[:, None]).astype(np.float32), counts
