"""The types of GLSL, and how a value of each lies in lanes.

A *lane* is one scalar. A value is a flat list of lanes: the components of a vector, the columns of a matrix one after the other, the
members of a structure, the elements of an array. What is static (a swizzle, a member, a constant index) is then a choice of lanes.

Source: GLSL 3.30 specification, 4.1 (basic types) and 4.1.10 (implicit conversions).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

SCALARS = ("float", "int", "uint", "bool")
_PREFIX = {"float": "", "int": "i", "uint": "u", "bool": "b"}


@dataclass(frozen=True)
class Type:
    """A type. Equal types compare equal; structures by name and members.

    Attributes:
        kind: `float`, `int`, `uint` or `bool` of a scalar, vector or matrix; `void`, `struct` or `array`.
        rows: components of a vector, or of a matrix's column; 1 for a scalar.
        columns: of a matrix, else 1.
        name: of a structure.
        members: name and type of each member of a structure.
        element, length: of an array.
    """

    kind: str
    rows: int = 1
    columns: int = 1
    name: str = ""
    members: tuple[tuple[str, Type], ...] = ()
    element: Type | None = None
    length: int = 0
    lanes: int = field(init=False, compare=False, default=0)

    def __post_init__(self):
        object.__setattr__(self, "lanes", self._count())

    def _count(self) -> int:
        if self.kind == "void":
            return 0
        if self.kind == "struct":
            return sum(member.lanes for _, member in self.members)
        if self.kind == "array":
            return self.element.lanes * self.length
        return self.rows * self.columns

    @property
    def is_scalar(self) -> bool:
        return self.kind in SCALARS and self.rows == 1

    @property
    def is_vector(self) -> bool:
        return self.kind in SCALARS and self.rows > 1 and self.columns == 1

    @property
    def is_matrix(self) -> bool:
        return self.columns > 1

    @property
    def is_numeric(self) -> bool:
        """Of floats, ints or uints."""
        return self.kind in ("float", "int", "uint")

    @property
    def is_integer(self) -> bool:
        return self.kind in ("int", "uint")

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The scalar kind of every lane."""
        if self.kind == "struct":
            return tuple(kind for _, member in self.members for kind in member.kinds)
        if self.kind == "array":
            return self.element.kinds * self.length
        return (self.kind,) * self.lanes

    @cached_property
    def zeros(self) -> tuple:
        """Lanes of zeros: what a variable holds that was never set."""
        return tuple({"float": 0.0, "bool": False}.get(kind, 0) for kind in self.kinds)

    def __str__(self) -> str:
        if self.kind == "array":
            return f"{self.element}[{self.length}]"
        if self.kind in ("void", "struct"):
            return self.name or self.kind
        if self.is_matrix:
            return f"mat{self.columns}" if self.rows == self.columns else f"mat{self.columns}x{self.rows}"
        return self.kind if self.rows == 1 else f"{_PREFIX[self.kind]}vec{self.rows}"


VOID, FLOAT, INT, UINT, BOOL = (Type(kind) for kind in ("void", *SCALARS))

_VECTORS = {(kind, rows): Type(kind, rows) for kind in SCALARS for rows in (2, 3, 4)} | {
    (type_.kind, 1): type_ for type_ in (FLOAT, INT, UINT, BOOL)
}
_MATRICES = {(columns, rows): Type("float", rows, columns) for columns in (2, 3, 4) for rows in (2, 3, 4)}

NAMED: dict[str, Type] = {str(type_): type_ for type_ in (VOID, *_VECTORS.values(), *_MATRICES.values())} | {
    f"mat{side}x{side}": _MATRICES[side, side] for side in (2, 3, 4)
}
"""Every type that the language names."""


def vector(kind: str, rows: int) -> Type:
    """The vector of `rows` components, the scalar for one."""
    return _VECTORS[kind, rows]


def matrix(columns: int, rows: int) -> Type:
    """The matrix of `columns` columns of `rows` components."""
    return _MATRICES[columns, rows]


def array(element: Type, length: int) -> Type:
    """`length` elements."""
    return Type("array", element=element, length=length)


_CONVERTS = {("int", "float"), ("uint", "float")}  # int to uint came with GLSL 4.00


def converts(given: Type, wanted: Type) -> bool:
    """Whether a value of one type may stand where the other is wanted: the same, or int or uint → float of the same shape."""
    if given == wanted:
        return True
    same_shape = (given.rows, given.columns) == (wanted.rows, wanted.columns)
    return same_shape and (given.kind, wanted.kind) in _CONVERTS
