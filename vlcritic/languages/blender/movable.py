"""What a search moves in a material: its numbers, its words, and which numbers have an order to keep."""

from __future__ import annotations

from typing import NamedTuple

from vlcritic.languages.blender.literals import Choice, choices, literals, stops
from vlcritic.types import Literal

_KEPT = frozenset(["operation", "data_type", "is_active_output"])
"""Settings that say what a node computes, or which of its sockets count: another one is another graph."""


class Movable(NamedTuple):
    """Literals in the order of the text; index tuples of those that are written in rising order: the stops of each ramp."""

    literals: list[Literal]
    ordered: tuple[tuple[int, ...], ...]


def movable(source: str) -> Movable:
    """All numbers that show, and enumerations and booleans as literals of the kind `choice`, but never an operation."""
    numbers = literals(source)
    words = [_as_literal(source, choice) for choice in choices(source) if choice.name not in _KEPT]
    found = sorted([*numbers, *words], key=lambda literal: literal.start)
    place = {literal.start: index for index, literal in enumerate(found)}
    return Movable(found, tuple(tuple(place[numbers[index].start] for index in ramp) for ramp in stops(source)))


def _as_literal(source: str, choice: Choice) -> Literal:
    """The word as the index of its item."""
    text, index = source[choice.start : choice.end], choice.items.index(choice.value)
    return Literal(choice.start, choice.end, text, float(index), "choice", 0.0, len(choice.items) - 1.0, choice.name, choice.items)
