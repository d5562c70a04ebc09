"""What a program language must offer. A new language is a new folder; nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from vlcritic.types import Literal, RenderResult, Size

if TYPE_CHECKING:
    import torch


class Renderer(Protocol):
    """A function of a batch: N programs in, N pictures or errors out, in order. It owns its processes."""

    def __call__(self, programs: Sequence[str], *, size: Size | None = None) -> list[RenderResult]:
        """Render every program; an error takes the place of a picture and never that of a neighbour."""

    def close(self) -> None:
        """End the renderer's processes; a later call opens new ones."""

    def __enter__(self) -> Renderer: ...

    def __exit__(self, *exception) -> None: ...


class Twin(Protocol):
    """A program as a differentiable function from its numbers to its picture."""

    literals: list[Literal]
    """Its numbers, as the language's `literals` gives them."""

    values: torch.Tensor
    """Their values as written, `(P,)`."""

    def __call__(self, values: torch.Tensor | None = None, *, size: Size) -> torch.Tensor:
        """The picture `(3, H, W)` in [0, 1] for values `(P,)`, as written where `None`; `(N, 3, H, W)` for `(N, P)`."""


class Language(Protocol):
    """A program language: text in, pictures out."""

    name: str
    """Name on the command line: `glsl`."""

    suffix: str
    """File name ending of a program, with the dot: `.frag`."""

    backends: tuple[str, ...]
    """What its renderer can draw with, the exact one first: values of `renderer(backend=…)`."""

    def extract(self, completion: str) -> str:
        """The program in a model's answer. Raises ExtractError."""

    def check(self, source: str) -> None:
        """Refuse a program that need not be rendered to be wrong. Raises CheckError."""

    def literals(self, source: str) -> list[Literal]:
        """The numbers that a search may change, in the order of the text."""

    def renderer(self, *, size: Size = 256, workers: int | None = None, timeout_s: float = ..., backend: str = ...) -> Renderer:
        """The exact renderer, opened on first use. `workers=None`: as many as cores, at most 8; a deadline that suits the language."""

    def twin(self, source: str, *, device: str = "cpu") -> Twin:
        """The program evaluated by torch, equal to the exact render and differentiable. Raises ProgramError. A language may have none."""


def values(literals: Sequence[Literal]) -> list[float]:
    """The numbers of a program, in the order of the text."""
    return [literal.value for literal in literals]


def substitute(source: str, literals: Sequence[Literal], values: Sequence[float], *, digits: int = 4) -> str:
    """The program with other numbers; a number that did not change keeps its text.

    Args:
        literals: from the language's `literals(source)`.
        values: one number for each literal.
        digits: decimals written at most.

    Raises:
        ValueError: not one value for each literal, or one that is not finite.
    """
    if len(values) != len(literals):
        raise ValueError(f"values: expected {len(literals)} numbers, one for each literal, got {len(values)}")
    parts, end = [], 0
    for literal, value in zip(literals, values, strict=True):
        text = literal.text if value == literal.value else _written(value, literal, digits)
        if text.startswith("-") and source[: literal.start].endswith("-"):
            text = " " + text  # `a--0.1` would be a decrement
        parts += [source[end : literal.start], text]
        end = literal.end
    return "".join(parts) + source[end:]


def _written(value: float, literal: Literal, digits: int) -> str:
    """A number as program text: `2` for an int, `2u` for an unsigned one, `0.25`, `-1.0` for a float; of a choice the item nearest."""
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"values: expected finite numbers, got {value}")
    if literal.kind == "choice":
        return repr(literal.items[min(max(round(value), 0), len(literal.items) - 1)])
    if literal.kind == "int":
        return str(round(value)) + literal.text[-1] * (literal.text[-1] in "uU")
    text = f"{value:.{digits}f}".rstrip("0")
    if text.endswith("."):
        text += "0"
    return "0.0" if text == "-0.0" else text
