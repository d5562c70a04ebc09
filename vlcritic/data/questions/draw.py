"""Draws canonical scenes in numpy, equal to their programs' renders to 1/255 at a tenth of a renderer's time."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from vlcritic.data.glsl.distance import distance, grid
from vlcritic.data.glsl.sample import BAND
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.types import Image

SIDE = 64


@lru_cache(maxsize=512)
def draw(scene: Scene, *, side: int = SIDE) -> Image:
    """The picture `(side, side, 3)`, not writeable, of a scene whose shapes are all painted over one another, none joined.

    Raises:
        ValueError: a shape joins another.
    """
    canvas = np.empty((side, side, 3))
    canvas[:] = scene.background
    for shape in scene.shapes:
        if shape.operation != "draw":
            raise ValueError(f"scene: expected shapes that are drawn, got one of operation {shape.operation!r}; render its program")
        _paint(canvas, shape)
    picture = np.rint(canvas * 255).clip(0, 255).astype(np.uint8)
    picture.flags.writeable = False
    return picture


def _paint(canvas: np.ndarray, shape: Shape) -> None:
    """Mix the shape's colour into the pixels near it: `mix(colour, canvas, smoothstep(0, BAND, d))`."""
    side = len(canvas)
    (x, y), (half_width, half_height) = shape.centre, shape.reach
    columns = _span(0.5 + x, half_width, side)
    rows = _span(0.5 - y, half_height, side)
    part = canvas[rows, columns]
    t = np.clip(distance(shape, grid(side)[rows, columns]) / BAND, 0, 1)
    weight = (t * t * (3 - 2 * t))[..., None]
    part[:] = np.asarray(shape.colour) * (1 - weight) + part * weight


def _span(centre: float, half: float, side: int) -> slice:
    """The pixels that an extent with its soft edge can touch."""
    first, last = (centre - half - BAND) * side, (centre + half + BAND) * side
    return slice(max(0, int(np.floor(first))), max(0, min(side, int(np.ceil(last)) + 1)))
