"""Angles and trigonometry. Source: GLSL 3.30 specification, 8.1."""

from __future__ import annotations

from vlcritic.languages.glsl.twin.builtins.overloads import each, overloads
from vlcritic.languages.glsl.twin.lanes import Lane, Lanes


def _radians(m: Lanes, degrees: Lane) -> Lane:
    return m.mul(degrees, m.number(0.0174532925))


def _degrees(m: Lanes, radians: Lane) -> Lane:
    return m.mul(radians, m.number(57.2957795))


_OF_ONE = {
    "radians": _radians,
    "degrees": _degrees,
    "sin": Lanes.sin,
    "cos": Lanes.cos,
    "tan": Lanes.tan,
    "asin": Lanes.asin,
    "acos": Lanes.acos,
    "sinh": Lanes.sinh,
    "cosh": Lanes.cosh,
    "tanh": Lanes.tanh,
    "asinh": Lanes.asinh,
    "acosh": Lanes.acosh,
    "atanh": Lanes.atanh,
}

FUNCTIONS = {name: overloads(each(operation), "G", "G") for name, operation in _OF_ONE.items()} | {
    "atan": overloads(each(Lanes.atan), "G", "G") + overloads(each(Lanes.atan2), "G", "GG"),
}
