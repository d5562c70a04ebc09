"""Rules for floats and their vectors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.languages.glsl.twin.writing.shared import built, called, chosen, swizzled
from tests.languages.glsl.twin.writing.values import MATRICES, VECTORS, Value, matrix, shape_of, size_of, vector

if TYPE_CHECKING:
    from tests.languages.glsl.twin.expressions import Writer

INTEGER_MASK = 31  # of integers that become floats

# name, how its argument is kept in range, largest magnitude, gain
ONE_ARGUMENT = (
    ("sin", "{}", 1.0, 1.0),
    ("cos", "{}", 1.0, 1.0),
    ("tan", "clamp({}, -1.0, 1.0)", 1.6, 3.5),
    ("asin", "clamp({}, -0.9, 0.9)", 1.2, 2.3),
    ("acos", "clamp({}, -0.9, 0.9)", 2.7, 2.3),
    ("atan", "{}", 1.6, 1.0),
    ("sinh", "clamp({}, -2.0, 2.0)", 3.7, 3.8),
    ("cosh", "clamp({}, -2.0, 2.0)", 3.8, 3.7),
    ("tanh", "{}", 1.0, 1.0),
    ("asinh", "{}", 2.1, 1.0),
    ("acosh", "abs({}) + 1.5", 2.4, 1.0),
    ("atanh", "clamp({}, -0.9, 0.9)", 1.5, 5.3),
    ("radians", "({}) * 20.0", 1.5, 1.0),
    ("degrees", "({}) * 0.01", 2.3, 1.0),
    ("exp", "clamp({}, -2.0, 1.3)", 3.7, 3.7),
    ("exp2", "clamp({}, -2.0, 2.0)", 4.0, 2.8),
    ("log", "abs({}) + 0.2", 1.7, 5.0),
    ("log2", "abs({}) + 0.2", 2.4, 7.3),
    ("sqrt", "abs({}) + 0.05", 2.1, 2.3),
    ("inversesqrt", "abs({}) + 0.2", 2.3, 5.6),
    ("abs", "{}", 4.0, 1.0),
    ("sign", "({}) * 1.37 + 0.219", 1.0, 1.0),
    ("floor", "clamp({}, -2.0, 2.0) * 1.37 + 0.219", 3.0, 1.0),
    ("ceil", "clamp({}, -2.0, 2.0) * 1.37 + 0.219", 3.0, 1.0),
    ("trunc", "clamp({}, -2.0, 2.0) * 1.37 + 0.219", 3.0, 1.0),
    ("round", "clamp({}, -2.0, 2.0) * 1.37 + 0.219", 3.0, 1.0),
    ("roundEven", "clamp({}, -2.0, 2.0) * 1.37 + 0.219", 3.0, 1.0),
    ("fract", "({}) * 1.37 + 0.219", 1.0, 1.4),
)

# with {a}, {b} of one type and {s} a scalar in [0, 1], which is no clamp(x, 0.0, 1.0): Mesa 22.3 draws max(vec2(1.4, 0.7), that) wrongly
SEVERAL_ARGUMENTS = (
    ("min({a}, {b})", 4.0, 1.0),
    ("max({a}, {b})", 4.0, 1.0),
    ("min({a}, {s})", 4.0, 1.0),
    ("max({a}, {s})", 4.0, 1.0),
    ("clamp({a}, -0.6, 0.9)", 0.9, 1.0),
    ("mix({a}, {b}, {s})", 4.0, 8.0),
    ("smoothstep(-0.7, 1.1, {a})", 1.0, 1.0),
    ("step({s}, ({a}) * 1.37 + 0.219)", 1.0, 1.0),
    ("step(({a}) * 1.37 + 0.219, {b})", 1.0, 1.0),
    ("mod(({a}) * 1.37 + 0.219, 1.7)", 1.7, 1.4),
    ("pow(abs(clamp({a}, -1.5, 1.5)) + 0.5, clamp({b}, -2.0, 1.5))", 4.0, 18.0),
    ("atan({a}, abs({b}) + 0.5)", 1.6, 2.0),
    ("({a} / (abs({b}) + 1.0))", 4.0, 5.0),
    ("reflect({a}, normalize(clamp({b}, -1.0, 1.0) + 1.6))", 16.0, 9.0),
    ("normalize(clamp({a}, -1.0, 1.0) + 1.6)", 1.0, 2.0),
    ("refract(normalize(clamp({a}, -1.0, 1.0) + 1.6), normalize(clamp({b}, -1.0, 1.0) - 1.7), 0.7)", 2.0, 6.0),
    ("faceforward({a}, clamp({b}, -1.0, 1.0) + 1.13, clamp({a}, -1.0, 1.0) - 1.17)", 4.0, 1.0),
)

# a float of vectors {a} and {b}
OF_VECTORS = (("length({a})", 8.0, 1.0), ("distance({a}, {b})", 16.0, 1.0), ("dot({a}, {b}) * 0.06", 4.0, 1.0))


def rules(type_: str) -> list:
    """Those that fit, the frequent ones twice."""
    every = [added, product, one_argument, one_argument, several_arguments, chosen, cast, called]
    return every + ([of_vectors, component] if type_ == "float" else [built, swizzled, of_matrix])


def added(writer: Writer, type_: str, depth: int) -> Value:
    a, b = writer.value(type_, depth), writer.value(writer.pick((type_, "float")), depth)
    if writer.whole(0, 1) and b.type == type_:
        a, b = b, a
    return Value(f"({a.text} {writer.pick('+-')} {b.text})", type_, a.bound + b.bound, a.gain + b.gain)


def product(writer: Writer, type_: str, depth: int) -> Value:
    a, b = writer.value(type_, depth), writer.value(writer.pick((type_, "float")), depth)
    pair = (a, b) if writer.whole(0, 1) else (b, a)
    return Value(f"({pair[0].text} * {pair[1].text})", type_, a.bound * b.bound, a.gain * b.bound + b.gain * a.bound)


def one_argument(writer: Writer, type_: str, depth: int) -> Value:
    name, argument, bound, gain = writer.pick(ONE_ARGUMENT)
    a = writer.value(type_, depth)
    return Value(f"{name}({argument.format(a.text)})", type_, bound, gain * a.gain)


def several_arguments(writer: Writer, type_: str, depth: int) -> Value:
    form, bound, gain = writer.pick([rule for rule in SEVERAL_ARGUMENTS if type_ != "float" or "normalize" not in rule[0]])
    a, b, s = writer.value(type_, depth), writer.value(type_, depth), writer.value("float", depth - 1)
    text = form.format(a=a.text, b=b.text, s=f"(0.5 + 0.45 * sin({s.text}))")
    return Value(text, type_, bound, gain * max(a.gain, b.gain, s.gain))


def cast(writer: Writer, type_: str, depth: int) -> Value:
    """Of integers or bools."""
    kind = writer.pick(("int", "uint", "bool"))
    a = writer.value(vector(kind, size_of(type_)), depth)
    if kind == "bool":
        return Value(f"{type_}({a.text})", type_, 1.0)
    mask = f"{INTEGER_MASK}" + ("u" if kind == "uint" else "")
    form = writer.pick(("({t}({a} & {m}) * 0.06)", "(0.06 * ({a} & {m}))"))
    return Value(form.format(t=type_, a=a.text, m=mask), type_, 1.9)


def of_vectors(writer: Writer, type_: str, depth: int) -> Value:
    form, bound, gain = writer.pick(OF_VECTORS)
    wanted = writer.pick(VECTORS["float"])
    a, b = writer.value(wanted, depth), writer.value(wanted, depth)
    return Value(form.format(a=a.text, b=b.text), type_, bound, gain * (a.gain + b.gain))


def component(writer: Writer, type_: str, depth: int) -> Value:
    """One component of a vector or matrix, by name, by number or by a computed index."""
    a = writer.value(writer.pick((*VECTORS["float"], *MATRICES)), depth)
    if a.type.startswith("mat"):
        columns, rows = shape_of(a.type)
        return replace(a, text=f"{a.text}[{writer.whole(0, columns - 1)}][{writer.whole(0, rows - 1)}]", type=type_)
    size = size_of(a.type)
    if writer.whole(0, 1):
        return replace(a, text=f"{a.text}.{'xyzw'[writer.whole(0, size - 1)]}", type=type_)
    index = writer.value("int", depth - 1).text if writer.whole(0, 1) else str(writer.whole(0, 9))
    return replace(a, text=f"{a.text}[({index} & 1023) % {size}]", type=type_)


def of_matrix(writer: Writer, type_: str, depth: int) -> Value:
    """Matrix times vector, vector times matrix, a column, or a cross product."""
    size, other = size_of(type_), writer.whole(2, 4)
    form = writer.pick(("mv", "vm", "column", "cross" if size == 3 else "mv"))
    if form == "cross":
        a, b = writer.value(type_, depth), writer.value(type_, depth)
        return Value(f"cross({a.text}, {b.text})", type_, 2 * a.bound * b.bound, 2 * (a.gain * b.bound + b.gain * a.bound))
    if form == "column":
        a = writer.value(matrix(other, size), depth)
        return replace(a, text=f"{a.text}[{writer.whole(0, other - 1)}]", type=type_)
    m, v = writer.value(matrix(other, size) if form == "mv" else matrix(size, other), depth), writer.value(vector("float", other), depth)
    text = f"({m.text} * {v.text})" if form == "mv" else f"({v.text} * {m.text})"
    return Value(text, type_, other * m.bound * v.bound, other * (m.gain * v.bound + v.gain * m.bound))
