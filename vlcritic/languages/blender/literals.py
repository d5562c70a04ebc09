"""The numbers and the choices of a program: where they stand, and what may stand there instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, pi

from vlcritic.languages.blender.assigning import POSITION, Written
from vlcritic.languages.blender.building import Builder
from vlcritic.languages.blender.read import build
from vlcritic.languages.blender.tables import Setting, Socket
from vlcritic.types import Literal

_UNBOUNDED = 1000.0  # a slider that ends further out has no end that means anything
_ANGLES = ("ANGLE", "EULER")
USUAL = {
    "Scale": (0.0, 50.0),
    "Detail": (0.0, 15.0),
    "Dimension": (0.0, 5.0),
    "Lacunarity": (0.0, 6.0),
    "Detail Scale": (0.0, 10.0),
    "Distortion": (0.0, 10.0),
    "Distance": (0.0, 2.0),
    "Exponent": (0.0, 8.0),
    "IOR": (1.0, 3.0),
    "Coat IOR": (1.0, 3.0),
    "Smoothness": (0.0, 1.0),
    "Randomness": (0.0, 1.0),
    "Hue": (0.0, 1.0),
    "Saturation": (0.0, 2.0),
    "Gamma": (0.0, 5.0),
    "Bright": (-1.0, 1.0),
    "Contrast": (-1.0, 3.0),
    "Emission Strength": (0.0, 10.0),
}
"""By the name of a socket for which Blender knows no bounds: what is seen in materials."""


@dataclass(frozen=True)
class Choice:
    """A word of a program that others may take the place of.

    Attributes:
        start, end: character span in the source.
        value: as written: a string of an enumeration, or a boolean.
        items: what may stand there, `value` among them.
        node: name of the node in the graph.
        name: of the setting: `operation`, `use_clamp`, `interpolation`, `handle_type`.
    """

    start: int
    end: int
    value: str | bool
    items: tuple[str | bool, ...]
    node: str
    name: str


def literals(source: str, *, version: str | None = None) -> list[Literal]:
    """The numbers that show in the picture, in the order of the text: of sockets, settings, ramp stops and curve points.

    Left out is what the output does not depend on: nodes that it does not reach, inputs that something is linked to or that settings
    switch off, numbers that a later line overwrites, of stops and points that are removed, and those that stand in no line of their own
    (`red = (1, 0, 0, 1)`, `elements.new(0.5).color = …`). Bounds are Blender's where it has any, else those of its slider, else what is
    usual, else twice the number; the number itself is always within.
    """
    return [literal for literal, _ in _found(source, version)]


def colors(source: str, *, version: str | None = None) -> list[tuple[int, int, int]]:
    """The colours that are written as a whole: where red, green and blue stand in `literals(source)`. They are in linear light."""
    found = _found(source, version)
    wholes: dict[int, list[int]] = {}
    for number, (literal, (entry, component)) in enumerate(found):
        if literal.unit == "COLOR" and component is not None and component < 3:
            wholes.setdefault(id(entry), []).append(number)
    return [tuple(numbers) for numbers in wholes.values() if len(numbers) == 3]


def stops(source: str, *, version: str | None = None) -> list[tuple[int, ...]]:
    """The ramps with two positions or more in the text: where these stand in `literals(source)`, from left to right."""
    ramps: dict[str, list[tuple[float, int]]] = {}
    for number, (literal, (entry, _)) in enumerate(_found(source, version)):
        if entry.slot is POSITION:
            ramps.setdefault(entry.node.name, []).append((literal.value, number))
    return [tuple(number for _, number in sorted(found)) for found in ramps.values() if len(found) > 1]


def choices(source: str, *, version: str | None = None) -> list[Choice]:
    """The enumerations and booleans that show in the picture, in the order of the text."""
    builder = build(source, version=version, with_trees=True)
    spans = _Spans(source)
    found = []
    for entry, _ in _shown(builder):
        tree, items = _value_tree(entry), getattr(entry.slot, "items", ()) or (False, True)
        if entry.slot.type in ("ENUM", "BOOLEAN") and isinstance(tree, ast.Constant) and isinstance(tree.value, (str, bool)):
            found.append(Choice(*spans.of(tree), tree.value, items, entry.node.name, entry.name))
    return sorted(found, key=lambda choice: choice.start)


def choose(source: str, choices: Sequence[Choice], values: Sequence[str | bool]) -> str:
    """The program with other words; a word that did not change keeps its text.

    Raises:
        ValueError: not one value for each choice, or one that is not among its items.
    """
    if len(values) != len(choices):
        raise ValueError(f"values: expected {len(choices)}, one for each choice, got {len(values)}")
    parts, end = [], 0
    for choice, value in zip(choices, values, strict=True):
        if value not in choice.items:
            raise ValueError(f"values: {choice.name} may be {', '.join(map(str, choice.items))}, got {value!r}")
        parts += [source[end : choice.start], source[choice.start : choice.end] if value == choice.value else repr(value)]
        end = choice.end
    return "".join(parts) + source[end:]


class _Spans:
    """Character spans of syntax trees, which count bytes of UTF-8 in a line."""

    def __init__(self, source: str):
        self._source = source
        self._starts = [0, *(newline.end() for newline in re.finditer(r"\r\n|\r|\n", source))]

    def of(self, tree: ast.expr) -> tuple[int, int]:
        return self._place(tree.lineno, tree.col_offset), self._place(tree.end_lineno, tree.end_col_offset)

    def _place(self, line: int, offset: int) -> int:
        start = self._starts[line - 1]
        text = self._source[start : start + offset]
        return start + (offset if text.isascii() else len(text.encode()[:offset].decode()))


def _found(source: str, version: str | None) -> list[tuple[Literal, tuple[Written, int | None]]]:
    """Literals with what wrote them, and the component they are."""
    builder = build(source, version=version, with_trees=True)
    spans = _Spans(source)
    found = []
    for entry, standing in _shown(builder):
        for tree, component in _numbers(entry, standing):
            start, end = spans.of(tree)
            value = _number(tree)
            if value is not None:
                kind = "int" if entry.slot.type == "INT" else "float"
                low, high = _bounds(entry.slot, entry.name, value)
                literal = Literal(start, end, source[start:end], float(value), kind, low, high, entry.slot.unit)
                found.append((literal, (entry, component)))
    return sorted(found, key=lambda each: each[0].start)


def _shown(builder: Builder) -> Iterator[tuple[Written, set[int]]]:
    """What was written and shows in the picture, with the components that no later line overwrites."""
    shown = {node.name for node in builder.graph.reachable()}
    linked = {(link.target, link.input) for link in builder.graph.links}
    for entry, standing in _standing(builder.written):
        if entry.node.name not in shown or entry.what[1] in builder.gone:
            continue
        if isinstance(entry.slot, Socket) and not entry.what[1]:  # an input
            known, slot = builder.types[entry.node.idname], entry.slot
            if (entry.node.name, slot.identifier) in linked or known.is_hidden("inputs", slot, entry.node.settings):
                continue
        yield entry, standing


def _standing(written: list[Written]) -> Iterator[tuple[Written, set[int]]]:
    """What was written last, with the components that it was the last to write."""
    last = {(entry.what, component): number for number, entry in enumerate(written) for component in _components(entry)}
    standing: dict[int, set[int]] = {}
    for (_, component), number in last.items():
        standing.setdefault(number, set()).add(component)
    for number, components in standing.items():
        yield written[number], components


def _components(entry: Written) -> Sequence[int]:
    count = len(entry.slot.default) if isinstance(entry.slot.default, tuple) else 1
    if entry.index is None:
        return range(count)
    return [entry.index % count if count > 1 else entry.index]


def _value_tree(entry: Written) -> ast.expr:
    return entry.statement.tree.value


def _numbers(entry: Written, standing: set[int]) -> Iterator[tuple[ast.expr, int | None]]:
    """The trees of the numbers that a statement wrote and that stand, each with its component where it wrote several."""
    if entry.slot.type in ("ENUM", "BOOLEAN", "STRING"):
        return
    tree = _value_tree(entry)
    if isinstance(tree, ast.Call):
        items = [*tree.args, *(keyword.value for keyword in tree.keywords)]
    else:
        items = tree.elts if isinstance(tree, (ast.Tuple, ast.List)) else [tree]
    for number, item in enumerate(items):
        if len(items) == 1:
            yield item, None
        elif number in standing:
            yield item, number


def _number(tree: ast.expr) -> float | int | None:
    sign, tree = (-1 if isinstance(tree.op, ast.USub) else 1, tree.operand) if isinstance(tree, ast.UnaryOp) else (1, tree)
    is_number = isinstance(tree, ast.Constant) and type(tree.value) in (int, float)
    return sign * tree.value if is_number else None


def _bounds(slot: Socket | Setting, name: str, value: float) -> tuple[float, float]:
    low, high = (slot.low, slot.high) if slot.unit not in _ANGLES else (-pi, pi)
    soft = (slot.soft_low, slot.soft_high)
    if not (isfinite(low) and isfinite(high)) and isinstance(slot, Socket):
        usual = USUAL.get(slot.name)
        soft = usual if usual and not isinstance(slot.default, tuple) else soft
    reach = max(1.0, 2 * abs(value))
    low = low if isfinite(low) else soft[0] if abs(soft[0]) <= _UNBOUNDED else -reach
    high = high if isfinite(high) and high <= _UNBOUNDED else soft[1] if abs(soft[1]) <= _UNBOUNDED else reach
    low, high = float(min(low, value)), float(max(high, value))
    return (floor(low), ceil(high)) if slot.type == "INT" else (low, high)
