"""Does the picture show what the program says? Every shape of a scene is taken out in turn, and the picture must change.

The programs without a shape differ from the scene's own only in numbers (the shape is moved off the canvas), so a renderer that compiles
programs without their numbers compiles one for them all.
"""

from __future__ import annotations

from dataclasses import replace
from math import copysign

import numpy as np

from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.types import Image

CHANGED = 8  # levels of 255 in some channel: a pixel changed
LEAST_CHANGE = 0.005  # share of pixels that a shape changes at least: 82 of 128², a disc of 10 pixels
LEAST_BLEND = 0.002  # the same for a smooth union against a plain one

_FAR = 9.0


def without(scene: Scene) -> dict[str, list[Scene]]:
    """The scene with one thing taken out at a time, by what it is: `shape` (a whole group), an operation, or `blend`."""
    taken: dict[str, list[Scene]] = {}
    first = 0
    for group in scene.groups:
        hidden = {first + i: _far(shape) for i, shape in enumerate(group)}
        taken.setdefault("shape", []).append(_replaced(scene, hidden))
        for index, shape in enumerate(group[1:], start=first + 1):
            taken.setdefault(shape.operation, []).append(_without_join(scene, index))
            if shape.operation == "smooth_union":
                taken.setdefault("blend", []).append(_replaced(scene, {index: replace(shape, smoothness=0.01)}))
        first += len(group)
    return taken


def rejection(scene: Scene, picture: Image, others: dict[str, list[Image]], *, is_framed: bool) -> str | None:
    """Why the scene is no good sample, `None` where it is one.

    Args:
        others: renders of `without(scene)`.
        is_framed: whether the background must be all that touches the border.
    """
    for name, renders in others.items():
        least = LEAST_BLEND if name == "blend" else LEAST_CHANGE
        if any(changed(picture, other) < least for other in renders):
            return f"unseen {name}"
    return "out of frame" if is_framed and _touches_border(scene, picture) else None


def changed(picture: Image, other: Image) -> float:
    """Share of pixels that differ visibly."""
    differs = (np.maximum(picture, other) - np.minimum(picture, other)) > CHANGED
    red, green, blue = (differs[..., channel] for channel in range(3))  # ten times as fast as `any` over the last axis
    return np.count_nonzero(red | green | blue) / red.size


def _touches_border(scene: Scene, picture: Image) -> bool:
    border = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    return bool((np.abs(border - 255 * np.array(scene.background)) > CHANGED).any())


def _without_join(scene: Scene, index: int) -> Scene:
    """The scene in which one joined shape has no effect: far away, or for an intersection, far larger than the canvas."""
    shape = scene.shapes[index]
    if shape.operation != "intersection":
        return _replaced(scene, {index: _far(shape)})
    if shape.kind in ("annulus", "segment"):  # no thin shape holds the whole canvas
        return Scene(scene.shapes[:index] + scene.shapes[index + 1 :], scene.background)
    scaled = (100 * shape.params[0], shape.params[1]) if shape.kind == "ngon" else tuple(100 * value for value in shape.params)
    return _replaced(scene, {index: replace(shape, params=scaled)})


def _far(shape: Shape) -> Shape:
    """The shape off the canvas, signs kept: they are part of the compiled program."""
    return replace(shape, centre=tuple(copysign(_FAR, value) for value in shape.centre))


def _replaced(scene: Scene, shapes: dict[int, Shape]) -> Scene:
    return Scene(tuple(shapes.get(index, shape) for index, shape in enumerate(scene.shapes)), scene.background)
