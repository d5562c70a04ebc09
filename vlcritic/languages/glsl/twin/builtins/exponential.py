"""Exponentials. Source: GLSL 3.30 specification, 8.2."""

from __future__ import annotations

from vlcritic.languages.glsl.twin.builtins.overloads import each, overloads
from vlcritic.languages.glsl.twin.lanes import Lanes

_OF_ONE = {
    "exp": Lanes.exp,
    "log": Lanes.log,
    "exp2": Lanes.exp2,
    "log2": Lanes.log2,
    "sqrt": Lanes.sqrt,
    "inversesqrt": Lanes.inversesqrt,
}

FUNCTIONS = {name: overloads(each(operation), "G", "G") for name, operation in _OF_ONE.items()} | {
    "pow": overloads(each(Lanes.pow), "G", "GG"),
}
