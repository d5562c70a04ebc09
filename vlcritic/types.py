"""Values that every floor shares: pictures, literals, verdicts. Plain data, no torch."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from vlcritic.errors import ProgramError, RendererError

Image = np.ndarray
"""A picture as a renderer gives it: uint8 `(H, W, 3)`, sRGB, row 0 at the top. `vlcritic.images` converts."""

Size = int | tuple[int, int]
"""Side of a square, or `(height, width)`, in pixels."""

View = tuple[int, int, float]
"""A canvas to draw on: height and width in pixels, time in seconds."""

RenderResult = Image | ProgramError | RendererError
"""What a renderer returns for one program."""


@dataclass(frozen=True)
class Literal:
    """A number written in a program, and where it stands.

    Attributes:
        start, end: character span in the source, a unary minus included.
        text: the number as written.
        value: its value.
        kind: `"float"`, `"int"`, or `"choice"` for a word, whose value is the index of its item.
        low, high: bounds for a search over it.
        unit: what it measures, where the language knows: of Blender `FACTOR`, `ANGLE` (radians), `COLOR` (linear light) …
        items: of a choice, what may stand there.
    """

    start: int
    end: int
    text: str
    value: float
    kind: str
    low: float
    high: float
    unit: str = ""
    items: tuple[str | bool, ...] = ()


@dataclass
class Verdict:
    """What the exact renderer says of one program, held against one target.

    Attributes:
        program: the source that was judged, or `None` where the completion held none.
        terms: value of each term in [0, 1], 1 best; empty where the program failed.
        total: gate × weighted mean of the terms, in [0, 1]; `None` where our own side failed.
        error: what went wrong, as `ProgramError.as_dict` writes it; `None` for a program that rendered.
        mse: mean squared error against the target in [0, 1]; 1 where the program failed.
        image: the render, `None` where there is none. Not part of the JSON.
        flags: what scrutiny found, of `vlcritic.rewards.scrutiny`: `"constant"`, `"embedding"`, `"resolution"`, `"time"`.
        from_cache: whether it was known before. Not part of the JSON, which is the same either way.
    """

    program: str | None
    terms: dict[str, float] = field(default_factory=dict)
    total: float | None = None
    error: dict | None = None
    mse: float | None = None
    image: Image | bytes | None = None
    flags: list[str] = field(default_factory=list)
    from_cache: bool = False

    @property
    def is_valid(self) -> bool:
        """Whether the program rendered."""
        return self.error is None

    def as_dict(self) -> dict:
        """The verdict as JSON, without the picture."""
        return {
            "program": self.program,
            "total": self.total,
            "terms": self.terms,
            "mse": self.mse,
            "error": self.error,
            "flags": self.flags,
        }


def _image(verdict: Verdict) -> Image | None:
    if isinstance(verdict._image, bytes):
        from vlcritic.images import from_png

        verdict._image = from_png(verdict._image)
    return verdict._image


def _set_image(verdict: Verdict, image: Image | bytes | None) -> None:
    verdict._image = image


Verdict.image = property(_image, _set_image, doc="The render; one that came encoded (from the cache) is decoded when it is asked for.")
