"""Rules for integers and bools, and their vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.languages.glsl.twin.writing.shared import built, called, chosen, swizzled
from tests.languages.glsl.twin.writing.values import SCALARS, VECTORS, Value, kind_of, size_of, vector

if TYPE_CHECKING:
    from tests.languages.glsl.twin.expressions import Writer

INTEGER_RULES = (
    *("({a} + {b})", "({a} - {b})", "({a} * {b})", "({a} & {b})", "({a} | {b})", "({a} ^ {b})", "(~{a})", "(-{a})"),
    *("({a} << {n})", "({a} >> {n})", "({a} / {d})", "(({a} & {m}) % {d})", "min({a}, {b})", "max({a}, {b})", "clamp({a}, {d}, {w})"),
)
SIGNED_RULES = ("abs({a})", "sign({a})")

RELATIONS = ("<", "<=", ">", ">=")
RELATION_FUNCTIONS = ("lessThan", "lessThanEqual", "greaterThan", "greaterThanEqual")


def whole_rules(type_: str) -> list:
    """Those of integers."""
    return [whole_rule] * 5 + [chosen, whole_cast, called] + ([] if size_of(type_) == 1 else [built, swizzled])


def bool_rules(type_: str) -> list:
    """Those of bools."""
    return [compared] * 3 + ([logical, any_all, chosen] if type_ == "bool" else [not_, built, swizzled])


def whole_rule(writer: Writer, type_: str, depth: int) -> Value:
    kind = kind_of(type_)
    mark = "u" if kind == "uint" else ""
    form = writer.pick((*INTEGER_RULES, *SIGNED_RULES) if kind == "int" else INTEGER_RULES)
    few, mask = writer.whole(0, 7), writer.pick((7, 63, 1023))
    a, b = writer.value(type_, depth), writer.value(type_, depth)
    divisor = writer.whole(2, 7)
    text = form.format(a=a.text, b=b.text, n=few, d=f"{divisor}{mark}", m=f"{mask}{mark}", w=f"{divisor + 5}{mark}")
    return Value(text, type_)


def whole_cast(writer: Writer, type_: str, depth: int) -> Value:
    kind = writer.pick([kind for kind in SCALARS if kind != kind_of(type_)])
    a = writer.value(vector(kind, size_of(type_)), depth)
    if kind != "float":
        return Value(f"{type_}({a.text})", type_)
    if kind_of(type_) == "int" and writer.whole(0, 3) == 0:
        whole = writer.value(type_, depth - 1)  # the bits of a float are compared where the float is exact
        return Value(f"floatBitsToInt({vector('float', size_of(type_))}({whole.text} & 1023))", type_)
    argument = f"({a.text}) * 7.37 + 0.219"
    return Value(f"{type_}({argument if kind_of(type_) == 'int' else f'abs({argument})'})", type_)


def compared(writer: Writer, type_: str, depth: int) -> Value:
    kind, size = writer.pick(("float", "float", "int", "uint")), size_of(type_)
    a, b = writer.value(vector(kind, size), depth), writer.value(vector(kind, size), depth)
    left = f"({a.text} * 1.37 + 0.219)" if kind == "float" else a.text
    if size == 1:
        relation = writer.pick(RELATIONS if kind == "float" else (*RELATIONS, "==", "!="))
        return Value(f"({left} {relation} {b.text})", type_)
    name = writer.pick(RELATION_FUNCTIONS if kind == "float" else (*RELATION_FUNCTIONS, "equal", "notEqual"))
    return Value(f"{name}({left}, {b.text})", type_)


def logical(writer: Writer, type_: str, depth: int) -> Value:
    a, b = writer.value(type_, depth), writer.value(type_, depth)
    form = writer.pick(("({a} && {b})", "({a} || {b})", "({a} ^^ {b})", "(!{a})", "({a} == {b})", "({a} != {b})"))
    return Value(form.format(a=a.text, b=b.text), type_)


def any_all(writer: Writer, type_: str, depth: int) -> Value:
    return Value(f"{writer.pick(('any', 'all'))}({writer.value(writer.pick(VECTORS['bool']), depth).text})", type_)


def not_(writer: Writer, type_: str, depth: int) -> Value:
    return Value(f"not({writer.value(type_, depth).text})", type_)
