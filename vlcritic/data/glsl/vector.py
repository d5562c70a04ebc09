"""A scene as a row of numbers, for a vision tower to learn to see: presence, kind, place, size and colour of each shape, and the canvas."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vlcritic.data.glsl.scene import KINDS, Scene, Shape

PLACE, SIZE = 4.0, 7.0  # bring centres (± 0.35) and half sizes (0.1 to 0.3) to a spread near 1
MISSING = math.nan


def vector(scene: Scene, *, slots: int = 2, kinds: Sequence[str] = KINDS) -> list[float]:
    """Numbers of a scene, in the order of its program: of the first `slots` shapes, then of the background.

    A shape has 1 (present), a 1 among zeros for its kind, centre × `PLACE`, half width and half height × `SIZE`, and its colour. A slot
    without a shape has 0 and NaN for the rest; so has the colour of a shape that joins another's group.
    """
    shapes = [*scene.shapes[:slots], *[None] * (slots - len(scene.shapes))]
    return [number for shape in shapes for number in _slot(shape, kinds)] + list(scene.background)


def _slot(shape: Shape | None, kinds: Sequence[str]) -> list[float]:
    if shape is None:
        return [0.0] + [MISSING] * (len(kinds) + 7)
    kind = [float(shape.kind == kind) for kind in kinds]
    colour = shape.colour or (MISSING,) * 3
    return [1.0, *kind, *(PLACE * value for value in shape.centre), *(SIZE * value for value in shape.reach), *colour]
