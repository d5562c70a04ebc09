"""Comparisons of vectors. Source: GLSL 3.30 specification, 8.7."""

from __future__ import annotations

from functools import reduce

from vlcritic.languages.glsl.twin.builtins.overloads import VECTOR_ROWS, Builtin, Value, each, overloads
from vlcritic.languages.glsl.twin.lanes import Lane, Lanes


def _any(m: Lanes, x: Value) -> list[Lane]:
    return [reduce(m.either, x)]


def _all(m: Lanes, x: Value) -> list[Lane]:
    return [reduce(m.both, x)]


def _same(m: Lanes, a: Lane, b: Lane) -> Lane:
    return m.invert(m.differs(a, b))


def _compared(operation, of_bools=None) -> list[Builtin]:
    found = overloads(each(operation), "B", "GG", kinds=("float", "int", "uint"), rows=VECTOR_ROWS)
    return found + (overloads(each(of_bools), "B", "BB", rows=VECTOR_ROWS) if of_bools else [])


FUNCTIONS = {
    "lessThan": _compared(Lanes.less),
    "lessThanEqual": _compared(Lanes.less_equal),
    "greaterThan": _compared(Lanes.greater),
    "greaterThanEqual": _compared(Lanes.greater_equal),
    "equal": _compared(Lanes.equal, _same),
    "notEqual": _compared(Lanes.not_equal, Lanes.differs),
    "any": overloads(_any, "b", "B", rows=VECTOR_ROWS),
    "all": overloads(_all, "b", "B", rows=VECTOR_ROWS),
    "not": overloads(each(Lanes.invert), "B", "B", rows=VECTOR_ROWS),
}
