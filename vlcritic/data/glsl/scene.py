"""A scene: coloured shapes on a background, as plain data.

Lengths are in units of the canvas's longer side, measured from its centre, x to the right and y up: a square canvas spans
[-0.5, 0.5] on both axes. Colours are sRGB in [0, 1]. Sampled scenes hold two decimals, as their programs do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

PRIMITIVES = ("circle", "square", "annulus")
"""Kinds that stage `primitives` draws unless told otherwise."""

KINDS = (*PRIMITIVES, "box", "rounded_box", "ellipse", "triangle", "ngon", "star", "segment")
"""Every kind, in the order in which a program defines its helpers."""

OPERATIONS = ("draw", "union", "smooth_union", "intersection", "subtraction")
"""What a shape does to the shapes before it; `draw` begins a new group, painted over the groups before it."""

ANNULUS_HALF_THICKNESS = 0.02

Point = tuple[float, float]
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Shape:
    """One shape, and how it joins the group that it stands in.

    Attributes:
        kind: one of `KINDS`.
        centre: its centre; that of the bounding box for a triangle.
        params: circle, annulus: radius · square: half side · box, ellipse: half width, half height · rounded_box: the same and the
            corner radius · triangle (isosceles): half width, half height, negative where it points down · ngon: circumradius and
            number of sides, a corner up · star (five points, one up): outer and inner radius · segment: the vector from its centre
            to its right end, half thickness.
        operation: one of `OPERATIONS`.
        colour: of the whole group, on the shape that begins it; `None` on the others.
        smoothness: blend length of a `smooth_union`; 0 for the others.
    """

    kind: str
    centre: Point
    params: tuple[float, ...]
    operation: str = "draw"
    colour: Colour | None = None
    smoothness: float = 0.0

    @property
    def reach(self) -> Point:
        """Half width and half height of a box around the centre that holds the shape."""
        if self.kind == "segment":
            x, y, thickness = self.params
            return abs(x) + thickness, abs(y) + thickness
        if self.kind in ("box", "rounded_box", "ellipse", "triangle"):
            return abs(self.params[0]), abs(self.params[1])
        reach = self.params[0] + (ANNULUS_HALF_THICKNESS if self.kind == "annulus" else 0.0)
        return reach, reach


@dataclass(frozen=True)
class Scene:
    """Shapes in the order of their program, over one background colour."""

    shapes: tuple[Shape, ...]
    background: Colour = (0.0, 0.0, 0.0)

    @property
    def groups(self) -> list[tuple[Shape, ...]]:
        """The shapes in groups of one colour, in drawing order."""
        return groups_of(self.shapes)

    def to_json(self) -> str:
        """The scene as one line of JSON; `Scene.from_json` reads it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Scene:
        """The scene that `to_json` wrote."""
        record = json.loads(text)
        return cls(shapes=tuple(_shape(item) for item in record["shapes"]), background=tuple(record["background"]))


def groups_of(shapes: Iterable[Shape]) -> list[tuple[Shape, ...]]:
    """Shapes split before each `draw`."""
    groups: list[list[Shape]] = []
    for shape in shapes:
        if shape.operation == "draw":
            groups.append([])
        groups[-1].append(shape)
    return [tuple(group) for group in groups]


def _shape(record: dict) -> Shape:
    """A shape from its JSON, lists as tuples again."""
    return Shape(**{key: tuple(value) if isinstance(value, list) else value for key, value in record.items()})
