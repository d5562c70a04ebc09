"""Matrices, whose lanes are the columns one after the other. Source: GLSL 3.30 specification, 5.9 (products) and 8.6."""

from __future__ import annotations

from vlcritic.languages.glsl.twin.builtins.geometric import dot, sum_of_products
from vlcritic.languages.glsl.twin.builtins.overloads import Builtin, Value, each
from vlcritic.languages.glsl.twin.lanes import Lane, Lanes
from vlcritic.languages.glsl.twin.types import FLOAT, Type, matrix, vector

_SIDES = (2, 3, 4)


def multiply(m: Lanes, left: Value, left_type: Type, right: Value, right_type: Type) -> list[Lane]:
    """Lanes of the linear-algebraic product: matrix by matrix, matrix by column, row by matrix."""
    rows, columns = _columns(left, left_type.rows), _columns(right, right_type.rows)
    if left_type.is_vector:
        return [dot(m, left, column) for column in columns]
    return [lane for column in columns for lane in _combined(m, rows, column)]


def _columns(value: Value, rows: int) -> list[Value]:
    return [value[start : start + rows] for start in range(0, len(value), rows)]


def _combined(m: Lanes, columns: list[Value], weights: Value) -> list[Lane]:
    """The sum of columns by weights."""
    return [sum_of_products(m, row, weights) for row in zip(*columns, strict=True)]


def _outer_product(m: Lanes, column: Value, row: Value) -> list[Lane]:
    return [m.mul(down, across) for across in row for down in column]


def _transpose(rows: int):
    return lambda _m, value: [lane for row in zip(*_columns(value, rows), strict=True) for lane in row]


def _cofactor(m: Lanes, a: list[Value], column: int, row: int) -> Lane:
    """The determinant of what remains without a column and a row, negative in every other place."""
    rest = [[lane for place, lane in enumerate(one) if place != row] for number, one in enumerate(a) if number != column]
    minor = rest[0][0] if len(rest) == 1 else _expanded(m, rest, [_cofactor(m, rest, 0, place) for place in range(len(rest))])
    return m.neg(minor) if (column + row) % 2 else minor


def _expanded(m: Lanes, a: list[Value], cofactors: Value) -> Lane:
    """The determinant by the first column. Source: Mesa 22.3, `builtin_functions.cpp`, which adds up four terms as a dot product."""
    return (dot if len(a) == 4 else sum_of_products)(m, a[0], cofactors)


def _determinant(side: int):
    def call(m: Lanes, value: Value) -> list[Lane]:
        a = _columns(value, side)
        return [_expanded(m, a, [_cofactor(m, a, 0, row) for row in range(side)])]

    return call


def _inverse(side: int):
    def call(m: Lanes, value: Value) -> list[Lane]:
        a = _columns(value, side)
        adjoint = [_cofactor(m, a, row, column) for column in range(side) for row in range(side)]
        determinant = _expanded(m, a, adjoint[::side])
        return [m.div(lane, determinant) for lane in adjoint]

    return call


_SHAPES = [(columns, rows) for columns in _SIDES for rows in _SIDES]

FUNCTIONS = {
    "matrixCompMult": [Builtin((matrix(*shape),) * 2, matrix(*shape), each(Lanes.mul)) for shape in _SHAPES],
    "outerProduct": [
        Builtin((vector("float", rows), vector("float", columns)), matrix(columns, rows), _outer_product) for columns, rows in _SHAPES
    ],
    "transpose": [Builtin((matrix(columns, rows),), matrix(rows, columns), _transpose(rows)) for columns, rows in _SHAPES],
    "determinant": [Builtin((matrix(side, side),), FLOAT, _determinant(side)) for side in _SIDES],
    "inverse": [Builtin((matrix(side, side),), matrix(side, side), _inverse(side)) for side in _SIDES],
}
