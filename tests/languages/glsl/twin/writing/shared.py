"""Rules for any type. A rule draws an expression of a type, its parts at most `depth` operations deep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.languages.glsl.twin.writing.values import VECTORS, Value, kind_of, size_of, vector

if TYPE_CHECKING:
    from tests.languages.glsl.twin.expressions import Writer


def chosen(writer: Writer, type_: str, depth: int) -> Value:
    """A ternary, or a mix by bools."""
    a, b = writer.value(type_, depth), writer.value(type_, depth)
    if kind_of(type_) == "float" and writer.whole(0, 1):
        text = f"mix({a.text}, {b.text}, {writer.value(vector('bool', size_of(type_)), depth).text})"
    else:
        text = f"({writer.value('bool', depth).text} ? {a.text} : {b.text})"
    return Value(text, type_, max(a.bound, b.bound), max(a.gain, b.gain))


def called(writer: Writer, type_: str, depth: int) -> Value:
    """A call of a user's function."""
    fitting = [function for function in writer.functions if function.type == type_]
    if not fitting:
        return chosen(writer, type_, depth)
    function = writer.pick(fitting)
    given = [writer.fit(writer.value(parameter, depth), 2.0) if kind_of(parameter) == "float" else writer.value(parameter, depth)
             for parameter in function.parameters]  # fmt: skip
    gain = function.gain * max((a.gain for a in given), default=1.0)
    return Value(f"{function.name}({', '.join(a.text for a in given)})", type_, 2.0, gain)


def swizzled(writer: Writer, type_: str, depth: int) -> Value:
    kind = kind_of(type_)
    a = writer.value(writer.pick(VECTORS[kind]), depth)
    letters = writer.pick(("xyzw", "rgba", "stpq"))[: size_of(a.type)]
    return replace(a, text=f"{a.text}.{''.join(writer.pick(letters) for _ in range(size_of(type_)))}", type=type_)


def built(writer: Writer, type_: str, depth: int) -> Value:
    """A constructor of parts."""
    kind, left, parts = kind_of(type_), size_of(type_), []
    while left:
        part = writer.value(vector(kind, writer.whole(1, left)), depth)
        left -= size_of(part.type)
        parts.append(part)
    text = f"{type_}({', '.join(part.text for part in parts)})"
    return Value(text, type_, max(part.bound for part in parts), max(part.gain for part in parts))
