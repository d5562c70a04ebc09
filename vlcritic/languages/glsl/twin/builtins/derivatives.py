"""Derivatives across the picture. Source: GLSL 3.30 specification, 8.8."""

from __future__ import annotations

from vlcritic.languages.glsl.twin.builtins.overloads import each, overloads
from vlcritic.languages.glsl.twin.lanes import Lane, Lanes


def _fwidth(m: Lanes, x: Lane) -> Lane:
    return m.add(m.abs(m.dfdx(x)), m.abs(m.dfdy(x)))


FUNCTIONS = {
    "dFdx": overloads(each(Lanes.dfdx), "G", "G"),
    "dFdy": overloads(each(Lanes.dfdy), "G", "G"),
    "fwidth": overloads(each(_fwidth), "G", "G"),
}
