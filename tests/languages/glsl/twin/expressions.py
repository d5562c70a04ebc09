"""Random GLSL expressions of every type whose values can be compared between two renderers.

Every expression carries the largest magnitude of its components and, roughly, how much it magnifies a rounding error. What grows beyond
`LIMIT` is squashed, what magnifies more than `MOST_GAIN` is replaced by a leaf, divisors and arguments of `log`, `sqrt`, `pow` and `acos`
are kept inside their ranges. Whatever jumps (`floor`, `<`, casts to int) takes an argument scaled by an odd number, so that it is tied at
single pixels at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import hypothesis.strategies as st

from tests.languages.glsl.twin.writing import floats, integers, matrices
from tests.languages.glsl.twin.writing.values import Function, Value, kind_of, shape_of, size_of

LIMIT = 4.0
MOST_GAIN = 300.0
RULES = {
    "float": floats.rules,
    "mat": matrices.rules,
    "int": integers.whole_rules,
    "uint": integers.whole_rules,
    "bool": integers.bool_rules,
}


class Writer:
    """Draws expressions over the variables and functions in scope."""

    def __init__(self, draw: Callable):
        self.draw = draw
        self.scope: list[Value] = []
        self.functions: list[Function] = []

    def pick(self, options):
        return self.draw(st.sampled_from(list(options)))

    def whole(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def value(self, type_: str, depth: int, *, gain: float = MOST_GAIN) -> Value:
        """An expression of the type, at most `depth` operations deep."""
        if depth <= 0:
            return self.leaf(type_)
        kind = kind_of(type_)
        made = self.pick(RULES[kind](type_))(self, type_, depth - 1)
        if kind not in ("float", "mat"):
            return replace(made, bound=1.0, gain=1.0)
        return self.fit(made, LIMIT) if made.gain <= gain else self.leaf(type_)

    def leaf(self, type_: str) -> Value:
        """A variable, or a constant."""
        known = [value for value in self.scope if value.type == type_]
        if known and self.whole(0, 5):
            return self.pick(known)
        return self._constant(type_)

    def fit(self, value: Value, limit: float) -> Value:
        """The expression with components of at most `limit`."""
        if value.bound <= limit:
            return value
        factor = max(int(100 * limit / value.bound), 1) / 100
        if kind_of(value.type) == "mat" or (factor > 0.05 and self.whole(0, 1)):
            return replace(value, text=f"({value.text} * {factor})", bound=factor * value.bound)
        if self.whole(0, 1):
            return replace(value, text=f"sin({value.text})", bound=1.0)
        return replace(value, text=f"clamp({value.text}, -{limit:.1f}, {limit:.1f})", bound=limit)

    def _constant(self, type_: str) -> Value:
        kind = kind_of(type_)
        if kind == "mat":
            columns, rows = shape_of(type_)
            numbers = ", ".join(self._number("float") for _ in range(columns * rows))
            return Value(f"{type_}({numbers})", type_, 2.0)
        size = size_of(type_)
        if size == 1:
            return Value(self._number(kind), type_, 2.0)
        numbers = [self._number(kind) for _ in range(self.pick((1, size)))]
        return Value(f"{type_}({', '.join(numbers)})", type_, 2.0)

    def _number(self, kind: str) -> str:
        """A literal, or a component of a variable that errs no more than one."""
        known = [value for value in self.scope if kind_of(value.type) == kind and value.gain <= 1.0]
        if known and self.whole(0, 1):
            value = self.pick(known)
            return value.text if size_of(value.type) == 1 else f"{value.text}.{'xyzw'[self.whole(0, size_of(value.type) - 1)]}"
        if kind == "bool":
            return self.pick(("true", "false"))
        if kind == "float":
            written = f"{self.whole(-200, 200) / 100:.2f}"
        else:
            written = f"{self.whole(-9 if kind == 'int' else 0, 9)}" + ("u" if kind == "uint" else "")
        return f"({written})" if written.startswith("-") else written
