"""Facts that a question can ask about one scene. Calling one gives its truth, or `None` where the scene is too near the border or the
question has no unique referent; such a pair of scene and question is never asked."""

from __future__ import annotations

from dataclasses import dataclass

from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.questions.names import Thing

SIDE_MARGIN = 0.08  # centres must differ by this along the axis, in units of the canvas
HALF_MARGIN = 0.06  # a centre must be this far from the middle
SIZE_RATIO = 1.25  # of the larger half extents

DIRECTIONS = {"left of": (0, -1), "right of": (0, 1), "above": (1, 1), "below": (1, -1)}  # axis, sign
HALVES = {"left": (0, -1), "right": (0, 1), "upper": (1, 1), "lower": (1, -1)}


@dataclass(frozen=True)
class Exists:
    """There is at least one."""

    a: Thing

    def __call__(self, scene: Scene) -> bool | None:
        return bool(self.a.among(scene))


@dataclass(frozen=True)
class Beside:
    """There is an `a` on that side of the only `b`: its centre differs by `SIDE_MARGIN` or more along the axis."""

    a: Thing
    direction: str
    b: Thing

    def __call__(self, scene: Scene) -> bool | None:
        b = _only(self.b, scene)
        if b is None:
            return None
        axis, sign = DIRECTIONS[self.direction]
        offsets = [sign * (shape.centre[axis] - b.centre[axis]) for shape in self.a.among(scene) if shape is not b]
        return None if any(abs(offset) < SIDE_MARGIN for offset in offsets) else any(offset > 0 for offset in offsets)


@dataclass(frozen=True)
class Count:
    """There are exactly `n`."""

    a: Thing
    n: int

    def __call__(self, scene: Scene) -> bool | None:
        return len(self.a.among(scene)) == self.n


@dataclass(frozen=True)
class Coloured:
    """The only shape of a kind has a colour."""

    a: Thing
    colour: str

    def __call__(self, scene: Scene) -> bool | None:
        shape = _only(self.a, scene)
        return None if shape is None else Thing(colour=self.colour).is_shape(shape)


@dataclass(frozen=True)
class Larger:
    """The only `a` is larger (or smaller) than the only `b`: its half extent by `SIZE_RATIO` or more."""

    a: Thing
    comparison: str  # larger, smaller
    b: Thing

    def __call__(self, scene: Scene) -> bool | None:
        a, b = _only(self.a, scene), _only(self.b, scene)
        if a is None or b is None or a is b:
            return None
        ratio = max(a.reach) / max(b.reach)
        if 1 / SIZE_RATIO < ratio < SIZE_RATIO:
            return None
        return (ratio > 1) == (self.comparison == "larger")


@dataclass(frozen=True)
class Within:
    """The centre of the only `a` lies in a half of the picture."""

    a: Thing
    half: str

    def __call__(self, scene: Scene) -> bool | None:
        a = _only(self.a, scene)
        axis, sign = HALVES[self.half]
        return None if a is None or abs(a.centre[axis]) < HALF_MARGIN else sign * a.centre[axis] > 0


Fact = Exists | Beside | Count | Coloured | Larger | Within


def _only(thing: Thing, scene: Scene) -> Shape | None:
    """The one shape that is such a thing, `None` where there is none or more than one."""
    found = thing.among(scene)
    return found[0] if len(found) == 1 else None
