"""The integer expressions of `#if` and `#elif`.

Source: GLSL 3.30 specification, 3.3; whole numbers of 64 bits, all operands evaluated, an unknown name is 0, as Mesa has it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence

MAX_DEPTH = 64  # of parentheses and signs
MAX_DIGITS = 24

_NUMBER = re.compile(r"(?:0[xX](?P<hexadecimal>[0-9A-Fa-f]+)|(?P<octal>0[0-7]*)|(?P<decimal>[1-9]\d*))[uU]?", re.ASCII)
_BASES = {"hexadecimal": 16, "octal": 8, "decimal": 10}


def _quotient(left: int, right: int) -> int:
    if right == 0:
        raise ValueError("division by 0")
    return abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)


_BINARY = {
    "||": (1, lambda left, right: int(left != 0 or right != 0)),
    "&&": (2, lambda left, right: int(left != 0 and right != 0)),
    "|": (3, operator.or_),
    "^": (4, operator.xor),
    "&": (5, operator.and_),
    "==": (6, operator.eq),
    "!=": (6, operator.ne),
    "<": (7, operator.lt),
    ">": (7, operator.gt),
    "<=": (7, operator.le),
    ">=": (7, operator.ge),
    "<<": (8, lambda left, right: left << (right & 63)),
    ">>": (8, lambda left, right: left >> (right & 63)),
    "+": (9, operator.add),
    "-": (9, operator.sub),
    "*": (10, operator.mul),
    "/": (10, _quotient),
    "%": (10, lambda left, right: left - right * _quotient(left, right)),
}
_UNARY = {"+": operator.pos, "-": operator.neg, "~": operator.invert, "!": operator.not_}


def evaluate(texts: Sequence[str]) -> int:
    """The value of an expression whose macros are expanded, given as the texts of its tokens. Raises ValueError where it is none."""
    pending = [*reversed(texts)]
    if not pending:
        raise ValueError("expected an expression")
    value = _binary(pending, 0, 0)
    if pending:
        raise ValueError(f"expected an operator before {pending[-1][:40]!r}")
    return value


def _binary(pending: list[str], least: int, depth: int) -> int:
    """The value of what `pending`, the last first, begins with, up to an operator that binds no tighter than `least`."""
    value = _unary(pending, depth)
    while pending:
        level, compute = _BINARY.get(pending[-1], (0, None))
        if level <= least:
            break
        pending.pop()
        value = _wrapped(compute(value, _binary(pending, level, depth)))
    return value


def _unary(pending: list[str], depth: int) -> int:
    if depth > MAX_DEPTH:
        raise ValueError(f"nested more than {MAX_DEPTH} deep")
    text = pending.pop() if pending else ""
    if text in _UNARY:
        return _wrapped(_UNARY[text](_unary(pending, depth + 1)))
    if text == "(":
        value = _binary(pending, 0, depth + 1)
        if not pending or pending.pop() != ")":
            raise ValueError("expected ')'")
        return value
    if text[:1].isalpha() or text[:1] == "_":
        return 0
    match = _NUMBER.fullmatch(text)
    if not match or len(text) > MAX_DIGITS:
        raise ValueError(f"expected a whole number before {text[:40]!r}" if text else "expected a whole number at the end")
    return _wrapped(int(match[match.lastgroup], _BASES[match.lastgroup]))


def _wrapped(value: int) -> int:
    return (int(value) + (1 << 63)) % (1 << 64) - (1 << 63)
