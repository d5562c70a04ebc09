"""Facts that a question can ask about one scene. Calling one gives its truth, or `None` where the scene is too near the border or the
question has no unique referent; such a pair of scene and question is never asked."""

from __future__ import annotations

from dataclasses import dataclass

from vlcritic.data.glsl.scene import Scene
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

    def offsets(self, scene: Scene) -> list[float] | None:
        """How far each `a` lies on that side of the only `b`, negative on the other side; `None` where there is no such `b`."""
        b = self.b.only(scene)
        if b is None:
            return None
        axis, sign = DIRECTIONS[self.direction]
        return [sign * (shape.centre[axis] - b.centre[axis]) for shape in self.a.among(scene) if shape is not b]

    def __call__(self, scene: Scene) -> bool | None:
        offsets = self.offsets(scene)
        if offsets is None or any(abs(offset) < SIDE_MARGIN for offset in offsets):
            return None
        return any(offset > 0 for offset in offsets)


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
        shape = self.a.only(scene)
        return None if shape is None else Thing(colour=self.colour).is_shape(shape)


@dataclass(frozen=True)
class Larger:
    """The only `a` is larger (or smaller) than the only `b`: its half extent by `SIZE_RATIO` or more."""

    a: Thing
    comparison: str  # larger, smaller
    b: Thing

    def ratio(self, scene: Scene) -> float | None:
        """Half extent of the only `a` over that of the only `b`; `None` where these are not two shapes."""
        a, b = self.a.only(scene), self.b.only(scene)
        return None if a is None or b is None or a is b else max(a.reach) / max(b.reach)

    def __call__(self, scene: Scene) -> bool | None:
        ratio = self.ratio(scene)
        if ratio is None or 1 / SIZE_RATIO < ratio < SIZE_RATIO:
            return None
        return (ratio > 1) == (self.comparison == "larger")


@dataclass(frozen=True)
class Within:
    """The centre of the only `a` lies in a half of the picture."""

    a: Thing
    half: str

    def offset(self, scene: Scene) -> float | None:
        """How far the only `a` lies within the half, negative in the other one; `None` where there is no such `a`."""
        a = self.a.only(scene)
        axis, sign = HALVES[self.half]
        return None if a is None else sign * a.centre[axis]

    def __call__(self, scene: Scene) -> bool | None:
        offset = self.offset(scene)
        return None if offset is None or abs(offset) < HALF_MARGIN else offset > 0


Fact = Exists | Beside | Count | Coloured | Larger | Within
