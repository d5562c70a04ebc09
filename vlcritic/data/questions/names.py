"""What questions call things: kinds of shapes, colours, and a thing that a question speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from vlcritic.data.glsl.scene import Colour, Scene, Shape

KINDS = {"circle": "circle", "square": "square", "triangle": "triangle"}
"""Kinds of the scenes that are asked about, and the word of each."""

COLOURS: dict[str, Colour] = {
    "red": (0.90, 0.12, 0.12),
    "green": (0.15, 0.75, 0.20),
    "blue": (0.15, 0.25, 0.90),
    "yellow": (0.95, 0.88, 0.12),
}
"""Colours that have a name, in sRGB; any two differ by 0.4 or more in some channel."""

JITTER = 0.06  # a named colour of a scene is off by at most this in each channel

NUMBERS = ("zero", "one", "two", "three")


def choice(rng: np.random.Generator, values: Iterable):
    """One of the values, each as likely."""
    values = list(values)
    return values[rng.integers(len(values))]


_TABLE = np.array(list(COLOURS.values()))


def colour_name(colour: Colour) -> str:
    """The named colour nearest to an sRGB colour."""
    return list(COLOURS)[int(np.abs(_TABLE - colour).max(axis=1).argmin())]


@dataclass(frozen=True)
class Thing:
    """A shape as a question names it: by kind, by colour, by both, or any shape."""

    kind: str | None = None
    colour: str | None = None

    def __str__(self) -> str:
        return " ".join(word for word in (self.colour, KINDS.get(self.kind, "shape")) if word)

    @property
    def plural(self) -> str:
        """The words for several: `red circles`."""
        return f"{self}s"

    def is_shape(self, shape: Shape) -> bool:
        """Whether a shape of a scene is one of these."""
        return self.kind in (None, shape.kind) and self.colour in (None, colour_name(shape.colour))

    def among(self, scene: Scene) -> list[Shape]:
        """The shapes of a scene that are such a thing."""
        return [shape for shape in scene.shapes if self.is_shape(shape)]

    def only(self, scene: Scene) -> Shape | None:
        """The one shape of a scene that is such a thing, `None` where there is none or more than one."""
        found = self.among(scene)
        return found[0] if len(found) == 1 else None
