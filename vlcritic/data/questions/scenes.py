"""Scenes for questions: 1 to 3 shapes that do not overlap, in named colours, with the shapes that a question needs among them; and scenes
that differ from another by much or little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vlcritic.data.glsl.scene import Colour, Scene, Shape
from vlcritic.data.glsl.shapes import rounded, shape_of_size
from vlcritic.data.questions.names import COLOURS, JITTER, KINDS, Thing, choice
from vlcritic.data.splits import SPLITS, split_of

MAX_SHAPES = 3
FRAME = 0.48  # largest coordinate that a shape reaches
GAP = 0.02  # least distance of two bounding boxes
SMALLEST, LARGEST = 0.12, (0.24, 0.22, 0.19)  # half extents; the largest of scenes of 1, 2, 3 shapes
TRIES = 30


def scene_with(rng: np.random.Generator, things: Sequence[Thing] = (), *, count: int | None = None) -> Scene:
    """A random scene that has a shape for each thing, and others up to `count` (random where `None`)."""
    count = int(rng.integers(max(1, len(things)), MAX_SHAPES + 1)) if count is None else count
    wanted = [*things, *[Thing()] * (count - len(things))]
    while True:
        shapes: list[Shape] = []
        for thing in wanted:
            shape = _placed(rng, thing, shapes, LARGEST[count - 1])
            if shape is None:
                break
            shapes.append(shape)
        else:
            return Scene(tuple(sorted(shapes, key=lambda shape: shape.centre)), _background(rng))


def scenes(count: int, *, seed: int = 0, split: str = "train") -> list[Scene]:
    """Random scenes of a split, a function of the seed."""
    rng, kept = np.random.default_rng([seed, SPLITS.index(split)]), []
    while len(kept) < count:
        if split_of(scene := scene_with(rng)) == split:
            kept.append(scene)
    return kept


def _placed(rng, thing: Thing, shapes: list[Shape], largest: float) -> Shape | None:
    """Such a thing at a free place, `None` where none was found."""
    kind = thing.kind or choice(rng, KINDS)
    shape = shape_of_size(rng, kind, (0.0, 0.0), rng.uniform(SMALLEST, largest))
    shape = replace(shape, colour=_coloured(rng, thing.colour or choice(rng, COLOURS)))
    room = FRAME - np.array(shape.reach)
    for _ in range(TRIES):
        placed = replace(shape, centre=rounded(rng.uniform(-room, room)))
        if not any(_touch(placed, other) for other in shapes):
            return placed
    return None


def _touch(a: Shape, b: Shape) -> bool:
    """Whether two bounding boxes are nearer than `GAP`."""
    return all(abs(p - q) < r + s + GAP for p, q, r, s in zip(a.centre, b.centre, a.reach, b.reach, strict=True))


def _coloured(rng, name: str) -> Colour:
    return rounded(np.clip(np.add(COLOURS[name], rng.uniform(-JITTER, JITTER, 3)), 0, 1))


def _background(rng) -> Colour:
    """Black in half of the scenes, else a grey or a dim colour, darker than any shape."""
    pick = rng.random()
    if pick < 0.5:
        return (0.0, 0.0, 0.0)
    if pick < 0.75:
        return rounded([rng.uniform(0.15, 0.45)] * 3)
    return rounded(rng.uniform(0.25, 0.4) * np.array(COLOURS[choice(rng, COLOURS)]))


def moved(rng: np.random.Generator, scene: Scene, amount: float) -> Scene:
    """The scene with some of its shapes moved, scaled and recoloured by about `amount`; 1 is a scene unlike the first. Not rounded."""
    change = direction(rng, scene)
    return along(scene, change, amount)


def direction(rng: np.random.Generator, scene: Scene) -> list[np.ndarray]:
    """A random change of a scene for `along`: of each shape (x, y, log size, colour), then of the background's colour."""
    while True:
        rows = [rng.normal(size=6) * _which(rng, len(scene.shapes)) for _ in scene.shapes]
        if any(np.any(row) for row in rows):
            break
    background = rng.normal(size=3) * (rng.random() < 0.15)
    return [*rows, background]


def _which(rng, count: int) -> np.ndarray:
    """Which of a shape's numbers change: place, size and colour each or not."""
    if count > 1 and rng.random() < 0.4:
        return np.zeros(6)
    place, size, colour = rng.random(3) < (0.6, 0.35, 0.35)
    return np.array([place, place, size, colour, colour, colour], float)


SCALES = np.array([0.35, 0.35, 0.6, 0.4, 0.4, 0.4])  # what amount 1 means


def along(scene: Scene, change: list[np.ndarray], amount: float) -> Scene:
    """The scene after `amount` times a change."""
    shapes = tuple(_changed(shape, amount * SCALES * row) for shape, row in zip(scene.shapes, change[:-1], strict=True))
    background = tuple(np.clip(np.add(scene.background, 0.3 * amount * change[-1]), 0, 1).tolist())
    return Scene(shapes, background)


def _changed(shape: Shape, step: np.ndarray) -> Shape:
    scale = float(np.clip(np.exp(step[2]), 0.5, 2.0))
    centre = tuple(np.clip(np.add(shape.centre, step[:2]), -0.45, 0.45).tolist())
    colour = tuple(np.clip(np.add(shape.colour, step[3:]), 0, 1).tolist())
    return replace(shape, centre=centre, params=tuple(scale * value for value in shape.params), colour=colour)


def altered(rng: np.random.Generator, scene: Scene) -> Scene:
    """The scene with one shape left out, added, or exchanged for one of another kind or colour at the same place."""
    shapes = list(scene.shapes)
    index, pick = int(rng.integers(len(shapes))), rng.random()
    if pick < 0.25 and len(shapes) > 1:
        del shapes[index]
    elif pick < 0.5 and len(shapes) < MAX_SHAPES and (added := _placed(rng, Thing(), shapes, SMALLEST + 0.04)):
        shapes.append(added)
    elif pick < 0.75:
        kind = choice(rng, [kind for kind in KINDS if kind != shapes[index].kind])
        other = shape_of_size(rng, kind, shapes[index].centre, max(shapes[index].reach))
        shapes[index] = replace(other, colour=shapes[index].colour)
    else:
        shapes[index] = replace(shapes[index], colour=_coloured(rng, choice(rng, COLOURS)))
    return replace(scene, shapes=tuple(sorted(shapes, key=lambda shape: shape.centre)))
