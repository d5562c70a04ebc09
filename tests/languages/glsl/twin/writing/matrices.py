"""Rules for matrices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.languages.glsl.twin.writing.shared import chosen
from tests.languages.glsl.twin.writing.values import Value, matrix, shape_of, vector

if TYPE_CHECKING:
    from tests.languages.glsl.twin.expressions import Writer


def rules(type_: str) -> list:
    """Those that fit."""
    columns, rows = shape_of(type_)
    every = [mat_sum, mat_columns, mat_product, mat_transposed, mat_outer, mat_scaled, chosen]
    return [*every, mat_inverse] if columns == rows else every


def mat_sum(writer: Writer, type_: str, depth: int) -> Value:
    a, b = writer.value(type_, depth), writer.value(type_, depth)
    if writer.whole(0, 1):
        return Value(f"({a.text} {writer.pick('+-')} {b.text})", type_, a.bound + b.bound, a.gain + b.gain)
    text = f"matrixCompMult({a.text}, {b.text})"
    return Value(text, type_, a.bound * b.bound, a.gain * b.bound + b.gain * a.bound)


def mat_columns(writer: Writer, type_: str, depth: int) -> Value:
    columns, rows = shape_of(type_)
    parts = [writer.value(vector("float", rows), depth - 1) for _ in range(columns)]
    text = f"{type_}({', '.join(part.text for part in parts)})"
    return Value(text, type_, max(part.bound for part in parts), max(part.gain for part in parts))


def mat_product(writer: Writer, type_: str, depth: int) -> Value:
    (columns, rows), inner = shape_of(type_), writer.whole(2, 4)
    a, b = writer.value(matrix(inner, rows), depth - 1), writer.value(matrix(columns, inner), depth - 1)
    return Value(f"({a.text} * {b.text})", type_, inner * a.bound * b.bound, inner * (a.gain * b.bound + b.gain * a.bound))


def mat_transposed(writer: Writer, type_: str, depth: int) -> Value:
    columns, rows = shape_of(type_)
    a = writer.value(matrix(rows, columns), depth)
    return replace(a, text=f"transpose({a.text})", type=type_)


def mat_outer(writer: Writer, type_: str, depth: int) -> Value:
    columns, rows = shape_of(type_)
    a, b = writer.value(vector("float", rows), depth), writer.value(vector("float", columns), depth)
    text = f"outerProduct({a.text}, {b.text})"
    return Value(text, type_, a.bound * b.bound, a.gain * b.bound + b.gain * a.bound)


def mat_scaled(writer: Writer, type_: str, depth: int) -> Value:
    a, s = writer.value(type_, depth), writer.value("float", depth)
    form = writer.pick(("({s} * {a})", "({a} * {s})", "({a} / (abs({s}) + 1.0))"))
    return Value(form.format(a=a.text, s=s.text), type_, a.bound * max(s.bound, 1.0), a.gain * max(s.bound, 1.0) + s.gain * a.bound)


def mat_inverse(writer: Writer, type_: str, depth: int) -> Value:
    """Of a matrix with a heavy diagonal, or a determinant's multiple of the unit matrix."""
    size, a = shape_of(type_)[0], writer.value(type_, depth)
    if writer.whole(0, 1):
        factor = f"{0.01 if size == 4 else 0.1}"
        return Value(f"{type_}({factor} * determinant({a.text} * 0.5))", type_, 4.0, 8.0 * a.gain)
    return Value(f"inverse({type_}(3.0) + 0.1 * {a.text})", type_, 0.8, a.gain)
