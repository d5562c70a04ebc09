"""What a picture shows, read from its pixels alone: the oracle of the questions' answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vlcritic.types import Image

# The named colours once more, so that a wrong table shows
PALETTE = {
    "red": (230, 31, 31),
    "green": (38, 191, 51),
    "blue": (38, 64, 230),
    "yellow": (242, 224, 31),
}
NEAR = 26  # of 255: the jitter of a colour, and what rounding adds


@dataclass
class Blob:
    """One connected region of one colour: its word, its box in pixels, and its colour's name."""

    word: str
    colour: str
    left: int
    right: int
    top: int
    bottom: int

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def extent(self) -> float:
        return max(self.right - self.left, self.bottom - self.top) + 1


def blobs(picture: Image) -> list[Blob]:
    """The shapes of a picture."""
    labels = np.zeros(picture.shape[:2], int)
    names = ["", *PALETTE]
    for index, colour in enumerate(PALETTE.values(), start=1):
        labels[np.abs(picture.astype(int) - colour).max(axis=-1) <= NEAR] = index
    regions = [region for region in _regions(labels) if len(region) >= 40]
    return [_blob(np.array(region), names[labels[region[0]]], labels.shape) for region in regions]


def _regions(labels: np.ndarray) -> list[list[tuple[int, int]]]:
    """Connected pixels of one label, diagonals included."""
    left, regions = {(int(r), int(c)) for r, c in np.argwhere(labels)}, []
    while left:
        region = [left.pop()]
        for row, column in region:
            around = {(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left
            same = {place for place in around if labels[place] == labels[row, column]}
            left -= same
            region.extend(same)
        regions.append(region)
    return regions


def _blob(pixels: np.ndarray, colour: str, shape) -> Blob:
    (top, left), (bottom, right) = pixels.min(axis=0), pixels.max(axis=0)
    mask = np.zeros(shape, bool)
    mask[tuple(pixels.T)] = True
    return Blob(_word(mask[top : bottom + 1, left : right + 1]), colour, left, right, top, bottom)


def _word(mask: np.ndarray) -> str:
    """Which kind fills its box so."""
    height, width = mask.shape
    if not mask[height // 2 - 1 : height // 2 + 2, width // 2 - 1 : width // 2 + 2].any():
        return "ring"
    fill = mask.mean()
    if fill > 0.93:
        return "square"
    if fill > 0.7:
        return "circle"
    ends = sorted((mask[:2].any(axis=0).mean(), mask[-2:].any(axis=0).mean()))
    return "triangle" if ends[1] > 0.85 and ends[0] < 0.4 else "star"
