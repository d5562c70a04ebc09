"""Overloads of a built-in function, written as patterns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vlcritic.languages.glsl.twin.lanes import Lane, Lanes
from vlcritic.languages.glsl.twin.types import BOOL, FLOAT, Type, vector

Value = Sequence[Lane]

ANY_ROWS = (1, 2, 3, 4)
VECTOR_ROWS = (2, 3, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Builtin:
    """One overload.

    Attributes:
        parameters: what arguments convert to.
        result: type of the result.
        call: of the lanes of every argument (those of `out` parameters are ignored), gives the lanes of the result, then those of each
            `out` parameter.
        out: places of `out` parameters.
    """

    parameters: tuple[Type, ...]
    result: Type
    call: Callable[..., list[Lane]]
    out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """No overload of a known function takes these arguments."""

    name: str
    types: tuple[Type, ...]

    def __str__(self) -> str:
        return f"no matching function for call to {self.name}({', '.join(map(str, self.types))})"


def _types(pattern: str, kind: str, rows: int) -> tuple[Type, ...]:
    """`G` is the vector of `kind`, `S` its scalar; `F I U B` the vector of that kind; `f` a float, `b` a bool."""
    meaning = {
        "G": vector(kind, rows),
        "S": vector(kind, 1),
        "F": vector("float", rows),
        "I": vector("int", rows),
        "U": vector("uint", rows),
        "B": vector("bool", rows),
        "f": FLOAT,
        "b": BOOL,
    }
    return tuple(meaning[letter] for letter in pattern)


def overloads(call, result: str, *patterns: str, kinds=("float",), rows=ANY_ROWS, out=()) -> list[Builtin]:
    """An overload of every pattern of parameters, kind and number of components."""
    return [
        Builtin(_types(pattern, kind, count), *_types(result, kind, count), call, out)
        for pattern in patterns
        for kind in kinds
        for count in rows
    ]


def each(operation: Callable[..., Lane]) -> Callable[..., list[Lane]]:
    """The call that applies an operation on lanes to every component; scalars stand beside vectors."""

    def call(m: Lanes, *values: Value) -> list[Lane]:
        count = max(map(len, values))
        columns = [value if len(value) == count else list(value) * count for value in values]
        return [operation(m, *lanes) for lanes in zip(*columns, strict=True)]

    return call
