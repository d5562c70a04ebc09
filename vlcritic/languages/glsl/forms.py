"""What shaders that differ in numbers alone have in common: checked and lifted once, found again by their wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vlcritic.languages.glsl.check import check
from vlcritic.languages.glsl.literals import liftable, lifted
from vlcritic.languages.glsl.tokens import closing_brackets, tokenize

_NUMBER = re.compile(r"((?:-(?<=[(,=] -)|-(?<=[(,=]-)|\b)\d+\.\d+\b(?!\.))", re.ASCII)


def split(source: str) -> list[str]:
    """Words and plain numbers in turn; a minus goes with its number where it can be nothing but its sign."""
    return _NUMBER.split(source)


@dataclass
class Form:
    """A shader of some wording, and how another of the same wording differs from it.

    Attributes:
        template, values: of the first, as `literals.lift` gives them.
        moving: (place in `values`, place in the parts of the text, sign) of the numbers that may differ.
        fixed: (place in the parts, text) of those that may not: constants, bounds of loops, comments.
    """

    template: str
    values: list[float]
    moving: list[tuple[int, int, float]]
    fixed: list[tuple[int, str]]

    def fits(self, parts: list[str]) -> bool:
        """Whether a shader of the same wording is checked and lifted like this one."""
        return all(parts[place] == text for place, text in self.fixed)

    def values_of(self, parts: list[str]) -> list[float]:
        """What `literals.lift` gives of a shader that fits, in a fifteenth of its time and the checks'."""
        values = self.values.copy()
        for slot, place, sign in self.moving:
            values[slot] = sign * float(parts[place])
        return values


def form_of(source: str) -> Form:
    """The form of a shader, which is checked. Raises CheckError."""
    check(source)
    literals, bounds = liftable(source), _bounds(source)
    slots = {literal.end: slot for slot, literal in enumerate(literals) if literal.end not in bounds}
    moving, fixed = [], []
    for index, number in enumerate(_NUMBER.finditer(source)):
        slot, place = slots.get(number.end()), 2 * index + 1
        before = number.start() - literals[slot].start if slot is not None else -1  # a minus that stands apart, or none
        if before < 0:
            fixed.append((place, number[0]))
        else:
            moving.append((slot, place, -1.0 if before else 1.0))
    return Form(lifted(source, literals), [literal.value for literal in literals], moving, fixed)


def _bounds(source: str) -> set[int]:
    """Where the numbers end that stand in the heads of loops: the checks read those."""
    tokens = tokenize(source)
    closings = closing_brackets(tokens)
    heads = [range(index, closings.get(index + 1, index)) for index, token in enumerate(tokens) if token.text in ("for", "while")]
    return {tokens[index].end for head in heads for index in head if tokens[index].kind == "float"}
