"""Random scenes. A scene depends only on the generator that it is given.

What a picture cannot tell is not random: groups that do not overlap are ordered from left to right, then from bottom to top.

Source of the distribution of `primitives` (70 % one shape, sizes, centres, offsets): the seed task, in which dark shapes were as
frequent as others; here a colour that cannot be seen is drawn again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vlcritic.data.glsl.booleans import boolean_groups
from vlcritic.data.glsl.distance import grid, group_distance
from vlcritic.data.glsl.scene import KINDS, PRIMITIVES, Colour, Scene, Shape
from vlcritic.data.glsl.shapes import rounded, shape_of_size

STAGES = ("primitives", "booleans")
BACKGROUNDS = ("black", "random")
MAX_SHAPES = {"primitives": 2, "booleans": 5}

ONE_SHAPE = 0.7  # share of scenes of one shape in `primitives`
CENTRE = 0.35  # largest coordinate of a centre
VISIBLE = 0.2  # least difference of two colours in some channel
BAND = 0.01  # width of the soft edge: shapes nearer than this touch


def sample(
    rng: np.random.Generator,
    *,
    stage: str = "primitives",
    kinds: Sequence[str] | None = None,
    background: str = "black",
    max_shapes: int | None = None,
) -> Scene:
    """One random scene.

    Args:
        rng: the only source of randomness.
        stage: `"primitives"` (one shape, or some painted over each other) or `"booleans"` (2 to 5 shapes in joined groups, all
            inside the frame).
        kinds: kinds to draw from; `None`: circle, square and annulus for `primitives`, every kind but these thin ones for `booleans`:
            annulus, segment.
        background: `"black"`, or `"random"`: black in half of the scenes, else a colour, a light grey or white.
        max_shapes: shapes at most; `None`: 2 for `primitives`, 5 for `booleans`.

    Raises:
        ValueError: an argument that is none of these.
    """
    kinds, max_shapes = checked_options(stage, kinds, background, max_shapes)
    canvas = _background(rng, background)
    if stage == "primitives":
        groups = [(shape,) for shape in _primitives(rng, kinds, max_shapes)]
    else:
        groups = boolean_groups(rng, kinds, max_shapes)
    groups = in_canonical_order(_coloured(rng, groups, canvas))
    return Scene(tuple(shape for group in groups for shape in group), canvas)


def checked_options(stage, kinds, background, max_shapes) -> tuple[tuple[str, ...], int]:
    """The kinds and the largest number of shapes, defaults filled in; refuses what `sample` cannot draw."""
    if stage not in STAGES:
        raise ValueError(f"stage: expected one of {', '.join(STAGES)}, got {stage!r}")
    if background not in BACKGROUNDS:
        raise ValueError(f"background: expected one of {', '.join(BACKGROUNDS)}, got {background!r}")
    least = STAGES.index(stage) + 1
    max_shapes = MAX_SHAPES[stage] if max_shapes is None else max_shapes
    if not least <= max_shapes <= 8:
        raise ValueError(f"max_shapes: expected {least} to 8 for stage {stage}, got {max_shapes}")
    solid = tuple(kind for kind in KINDS if kind not in ("annulus", "segment"))
    kinds = tuple(kinds) if kinds is not None else (PRIMITIVES if stage == "primitives" else solid)
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or not kinds:
        raise ValueError(f"kinds: expected some of {', '.join(KINDS)}, got {', '.join(unknown) or 'none'}")
    return kinds, max_shapes


def in_canonical_order(groups: Sequence[tuple[Shape, ...]]) -> list[tuple[Shape, ...]]:
    """Groups in drawing order where they overlap, else from left to right, then from bottom to top."""
    if len(groups) == 1:
        return list(groups)
    masks = [group_distance(group, grid()) < BAND for group in groups]
    waiting, ordered = list(range(len(groups))), []
    while waiting:
        free = [i for i in waiting if not any((masks[i] & masks[j]).any() for j in waiting if j < i)]
        chosen = min(free, key=lambda i: groups[i][0].centre)
        waiting.remove(chosen)
        ordered.append(groups[chosen])
    return ordered


def _primitives(rng, kinds, max_shapes) -> list[Shape]:
    """One shape, or some that may overlap."""
    count = 1 if max_shapes == 1 or rng.random() < ONE_SHAPE else int(rng.integers(2, max_shapes + 1))
    low, high = (0.12, 0.28) if count == 1 else (0.10, 0.22)
    centres = [rng.uniform(-CENTRE, CENTRE, 2)]
    while len(centres) < count:
        centres.append(_beside(rng, centres[-1]))
    return [shape_of_size(rng, str(rng.choice(kinds)), centre, rng.uniform(low, high)) for centre in centres]


def _beside(rng, centre) -> np.ndarray:
    """A centre 0.15 to 0.25 to the left or right of another, and up to 0.2 above or below it."""
    offset = [rng.choice([-1, 1]) * rng.uniform(0.15, 0.25), rng.uniform(-0.2, 0.2)]
    return np.clip(centre + offset, -CENTRE, CENTRE)


def _background(rng, background: str) -> Colour:
    if background == "black" or rng.random() < 0.5:
        return (0.0, 0.0, 0.0)
    pick = rng.random()
    if pick < 0.2:
        return (1.0, 1.0, 1.0)
    return rounded([rng.uniform(0.75, 1)] * 3 if pick < 0.4 else rng.random(3))


def _coloured(rng, groups, canvas: Colour) -> list[tuple[Shape, ...]]:
    """Every group in a colour that can be told from the background and from the other groups."""
    taken, coloured = [canvas], []
    for first, *others in groups:
        taken.append(_visible_colour(rng, taken))
        coloured.append((replace(first, colour=taken[-1]), *others))
    return coloured


def _visible_colour(rng, taken: list[Colour]) -> Colour:
    while True:
        colour = rounded(rng.random(3))
        if all(np.abs(np.subtract(colour, other)).max() >= VISIBLE for other in taken):
            return colour
