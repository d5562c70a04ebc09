"""Errors of one kind told by their message: names and numbers are taken out, so that the same mistake in two programs reads the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import punctuation

LONGEST = 160  # characters of a label; what follows seldom tells two mistakes apart
LONGEST_OPERATOR = 3  # `<<=`

_WHERE = re.compile(r"\b(?:shader )?line \d+: ")
_QUOTED = re.compile(
    r"""
    "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'  # as Python's repr quotes
    | (?<!`)`(?!`)[^`']*'                   # as Mesa does; three backticks are a fence
""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?")  # the 3 of `vec3` is a name's


def label(error: dict) -> str:
    """What a verdict's error is counted as: `CompileError: ‹name› undeclared`.

    Of the message, the first line without the place; quoted words become ‹name› and numbers #. Quoted punctuation stays: `expecting ';'`.
    """
    first = error["message"].strip().partition("\n")[0]
    text = _NUMBER.sub("#", _QUOTED.sub(_name, _WHERE.sub("", first)))
    return f"{error['kind']}: {text}"[:LONGEST]


def _name(quoted: re.Match) -> str:
    """‹name›, unless it is an operator or a bracket."""
    return quoted[0] if set(quoted[0]) <= set(punctuation) and len(quoted[0]) <= LONGEST_OPERATOR + 2 else "‹name›"


def counted(errors: Iterable[dict]) -> dict[str, int]:
    """How many errors there are of each label, in order of appearance."""
    counts: dict[str, int] = {}
    for error in errors:
        counts[label(error)] = counts.get(label(error), 0) + 1
    return counts
