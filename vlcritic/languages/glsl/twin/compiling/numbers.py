"""Numbers as written, and numbers that a search moves."""

from __future__ import annotations

import torch

from vlcritic.languages.glsl.twin.compiling.runtime import Code
from vlcritic.languages.glsl.twin.compiling.scope import Scope, Typed
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.types import BOOL, FLOAT, INT, UINT

_LITERALS = {"float": FLOAT, "int": INT, "uint": UINT, "bool": BOOL}


def number(scope: Scope, node: syntax.Number) -> Typed:
    """A literal: the value of `Run.numbers` where it is one of those that move."""
    type_ = _LITERALS[node.kind]
    found = scope.literals.get(node.at)
    if found is None:
        lane = scope.lanes.number(node.value) if node.kind == "float" else _wrapped(node.value, node.kind)
        value = (lane,)
        return Typed(type_, lambda frame: value, is_constant=True, is_fixed=True)
    return Typed(type_, _moving(*found, node.kind), is_constant=True)


def _moving(index: int, sign: float, kind: str) -> Code:
    """Code of a literal that a search may move."""
    if kind != "float":
        return lambda frame: (_wrapped(frame.run.numbers[index] * int(sign), kind),)
    if sign > 0:
        return lambda frame: (frame.run.numbers[index],)
    return lambda frame: (-frame.run.numbers[index],)


def _wrapped(value, kind: str):
    """An integer of any size in 32 bits: `0xFFFFFFFF` as an int is −1."""
    if kind != "int":
        return value & 0xFFFFFFFF if kind == "uint" else value
    value = (value + 0x80000000) % 0x100000000 - 0x80000000
    return value if isinstance(value, int) else value.to(torch.int32)
