"""The types of GLSL by name, and expressions that know how large they become and how much they magnify errors."""

from __future__ import annotations

from dataclasses import dataclass

SCALARS = ("float", "int", "uint", "bool")
_PREFIX = {"float": "vec", "int": "ivec", "uint": "uvec", "bool": "bvec"}
VECTORS = {kind: tuple(f"{_PREFIX[kind]}{size}" for size in (2, 3, 4)) for kind in SCALARS}
MATRICES = tuple(f"mat{c}" if c == r else f"mat{c}x{r}" for c in (2, 3, 4) for r in (2, 3, 4))
TYPES = (*SCALARS, *(name for names in VECTORS.values() for name in names), *MATRICES)


def kind_of(type_: str) -> str:
    """`float`, `int`, `uint`, `bool` or `mat`."""
    if type_.startswith("mat"):
        return "mat"
    return next(kind for kind in SCALARS if type_ in (kind, *VECTORS[kind]))


def size_of(type_: str) -> int:
    """Components of a scalar or vector."""
    return 1 if type_ in SCALARS else int(type_[-1])


def shape_of(type_: str) -> tuple[int, int]:
    """Columns and rows of a matrix."""
    return int(type_[3]), int(type_[-1])


def vector(kind: str, size: int) -> str:
    """The type of `size` components."""
    return kind if size == 1 else f"{_PREFIX[kind]}{size}"


def matrix(columns: int, rows: int) -> str:
    """The type of a matrix."""
    return f"mat{columns}" if columns == rows else f"mat{columns}x{rows}"


@dataclass(frozen=True)
class Value:
    """An expression in brackets where it needs them.

    Attributes:
        bound: largest magnitude of a component.
        gain: largest factor by which a rounding error inside grows, roughly.
    """

    text: str
    type: str
    bound: float = 1.0
    gain: float = 1.0


@dataclass(frozen=True)
class Function:
    """A user's function that an expression may call: parameters that are only read."""

    name: str
    type: str
    parameters: tuple[str, ...]
    gain: float
