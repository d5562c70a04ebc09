"""What a program is scored on as text: its length beside a reference, and the form of the answer that holds it.

A text term gives a number in [0, 1], 1 best, for one program; it may be as strict as it likes, because a gate comes before it.
"""

from __future__ import annotations

import re
from typing import Protocol

from vlcritic.errors import DataError


class TextTerm(Protocol):
    """A term of the text: one number in [0, 1], 1 best."""

    __name__: str

    def of_text(self, program: str, *, completion: str | None, reference: str | None) -> float:
        """Score a program; `completion` is the answer that held it, `reference` the data's own program, each `None` where there is none."""


class LengthTerm:
    """`1 - (max(0, L - slack·R) / R)²`, clipped to [0, 1]; L and R count the characters of the program and of the reference without spaces.

    With the default `slack` a program may be as long as the reference at no cost, and nothing is gained below that: RLRF's 0.5 pays for
    programs shorter than the reference, which invites the collapse to short ones that it warns of. Give it a weight that grows late.

    Args:
        slack: free length as a multiple of the reference's.

    Source: RLRF (arXiv:2505.20793), length deviation reward, there with `slack` 0.5.
    """

    __name__ = "length"

    def __init__(self, slack: float = 1.0):
        self.slack = slack

    def of_text(self, program: str, *, completion: str | None, reference: str | None) -> float:
        if not reference:
            raise DataError("the term 'length' needs a column `program` with the reference of each picture; leave it out without one")
        length, reference_length = characters(program), characters(reference)
        excess = max(0.0, length - self.slack * reference_length) / reference_length
        return max(0.0, 1.0 - excess**2)


class FormatTerm:
    """1 for an answer of at most `max_prose` characters and then one closed fence, and nothing after it; 0 for any other.

    A bare program, without an answer around it, has no form that could be wrong: 1.
    """

    __name__ = "format"

    def __init__(self, max_prose: int = 400):
        self.max_prose = max_prose

    def of_text(self, program: str, *, completion: str | None, reference: str | None) -> float:
        if completion is None:
            return 1.0
        match = _ANSWER.fullmatch(completion)
        return float(match is not None and len(match["prose"].strip()) <= self.max_prose and "```" not in match["code"])


_ANSWER = re.compile(r"(?P<prose>[^`]*)```\w+[ \t]*\n(?P<code>.*?)\n[ \t]*```\s*", re.DOTALL)


def characters(program: str) -> int:
    """Length of a program without its white space, at least 1."""
    return max(1, len("".join(program.split())))
