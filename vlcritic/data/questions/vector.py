"""A scene as numbers without an order, for a vision tower to learn to see: what is there of each kind and colour, where, and how large."""

from __future__ import annotations

import math
from itertools import product

import numpy as np

from vlcritic.data.glsl.scene import Scene
from vlcritic.data.questions.names import COLOURS, KINDS, Thing
from vlcritic.types import Image

PLACE, SIZE, PRESENT = 4.0, 12.0, 3.0  # bring centres, half extents, and counts of what is mostly absent to a spread near 1
MIDDLING = 0.15  # half extent that counts as 0
CELL = 8  # pixels


def vector(scene: Scene, picture: Image) -> list[float]:
    """Numbers of a scene of several shapes; NaN where it has no such number.

    For every kind with every colour, every kind, and every colour: how many there are × `PRESENT`, then, where there is just one, centre
    × `PLACE` and half extent × `SIZE`. The number of shapes, the background, and the picture averaged over cells of 8 pixels.
    """
    things = [*(Thing(*each) for each in product(KINDS, COLOURS)), *map(Thing, KINDS), *(Thing(None, name) for name in COLOURS)]
    numbers = [number for thing in things for number in _numbers(thing, scene)]
    cells = picture.shape[0] // CELL
    means = picture.reshape(cells, CELL, cells, CELL, 3).mean(axis=(1, 3)) / 255
    return [*numbers, len(scene.shapes) - 2.5, *scene.background, *np.ravel(means)]


def _numbers(thing: Thing, scene: Scene) -> tuple[float, ...]:
    shape = thing.only(scene)
    if shape is None:
        return PRESENT * len(thing.among(scene)), math.nan, math.nan, math.nan
    (x, y), reach = shape.centre, max(shape.reach)
    return PRESENT, PLACE * x, PLACE * y, SIZE * (reach - MIDDLING)
