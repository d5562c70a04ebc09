"""The expressions of GLSL, by precedence climbing over the tokens that `preprocess` leaves.

`depth` counts Python's own calls: a program nested too deeply is refused before they run out.

Source: GLSL 3.30 specification, 5.1 (operators) and chapter 9 (grammar).
"""

from __future__ import annotations

from typing import NoReturn

from vlcritic.languages.glsl.harness import located
from vlcritic.languages.glsl.tokens import line_of
from vlcritic.languages.glsl.twin.parsing.preprocess import Columns
from vlcritic.languages.glsl.twin.parsing.syntax import (
    ArrayConstructor,
    Assign,
    Binary,
    Call,
    Expression,
    Field,
    Index,
    Length,
    Name,
    Number,
    Postfix,
    Sequence,
    Ternary,
    TypeName,
    Unary,
)
from vlcritic.languages.glsl.twin.parsing.words import NOT_CALLED, RESERVED
from vlcritic.languages.glsl.twin.types import NAMED

MAX_DEPTH = 480  # calls, some 120 parentheses in each other; Python allows 1,000 with those of whoever calls us
MAX_HEIGHT = 256  # of an expression's tree: whoever walks it calls himself as often

_LEVELS = {
    **{"||": 1, "^^": 2, "&&": 3, "|": 4, "^": 5, "&": 6, "==": 7, "!=": 7, "<": 8, ">": 8, "<=": 8, ">=": 8},
    **{"<<": 9, ">>": 9, "+": 10, "-": 10, "*": 11, "/": 11, "%": 11},
}
_ASSIGNMENTS = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "^=", "|="))
_PREFIX = frozenset(("+", "-", "!", "~", "++", "--"))
_POSTFIX = frozenset((".", "[", "++", "--"))


class Expressions:
    """A place in the tokens of a shader, and what reads an expression from there on.

    `structures` are the names of structures that can be seen; `depth` is how many calls deep the caller is.
    """

    def __init__(self, source: str, columns: Columns):
        self.source = source
        self.kinds, self.texts, self.places = columns
        self.position = 0
        self.structures: frozenset[str] = frozenset()

    def refuse(self, message: str, *, at: int | None = None) -> NoReturn:
        """Raise what is wrong at the present token, or at another place."""
        at = self.places[self.position] if at is None else at
        line = line_of(self.source, at) if at < len(self.source) else self.source.count("\n") + 2
        raise located(line, message, self.source)

    def refuse_token(self, expected: str) -> NoReturn:
        """Raise that something else was expected where the present token stands."""
        text = self.texts[self.position]
        self.refuse(f"expected {expected} before {text[:40]!r}" if text else f"expected {expected}")

    def expect(self, text: str) -> None:
        """Go past a token that must be there."""
        if self.texts[self.position] != text:
            self.refuse_token(repr(text))
        self.position += 1

    def takes(self, text: str) -> bool:
        """Whether the present token is this one, which is then behind us."""
        is_there = self.texts[self.position] == text
        self.position += is_there
        return is_there

    def whole(self, depth: int) -> Expression:
        """An expression that is no part of another."""
        start = self.position
        return self.checked(self.expression(depth + 1), start)

    def initializer(self, depth: int) -> Expression:
        """As `whole`, up to the next bare comma."""
        start = self.position
        return self.checked(self.assignment(depth + 1), start)

    def checked(self, expression: Expression, start: int) -> Expression:
        """The expression, unless its tree is too high. What is too short for that is not measured."""
        if self.position - start > MAX_HEIGHT and _height(expression) > MAX_HEIGHT:
            self.refuse(f"an expression nested more than {MAX_HEIGHT} deep; split it", at=self.places[start])
        return expression

    def expression(self, depth: int) -> Expression:
        """`assignment, assignment`."""
        first = self.assignment(depth + 1)
        if self.texts[self.position] != ",":
            return first
        at, parts = self.places[self.position], [first]
        while self.takes(","):
            parts.append(self.assignment(depth + 1))
        return Sequence(at, parts)

    def assignment(self, depth: int) -> Expression:
        """An expression without a bare comma."""
        if depth > MAX_DEPTH:
            self.refuse("nested too deeply")
        left = self.binary(0, depth + 1)
        at, text = self.places[self.position], self.texts[self.position]
        if text == "?":
            self.position += 1
            yes = self.expression(depth + 1)
            self.expect(":")
            return Ternary(at, left, yes, self.assignment(depth + 1))
        if text in _ASSIGNMENTS:
            if type(left) is Binary:
                self.refuse(f"{text!r} behind what cannot be assigned to")
            self.position += 1
            return Assign(at, text, left, self.assignment(depth + 1))
        return left

    def constant(self, depth: int) -> Expression:
        """An expression without a bare comma or assignment, as in an array's size."""
        start = self.position
        expression = self.initializer(depth + 1)
        if type(expression) is Assign:
            self.refuse("expected a constant", at=self.places[start])
        return expression

    def binary(self, least: int, depth: int) -> Expression:
        """Operands and operators that bind tighter than `least`."""
        left = self.unary(depth + 1)
        while (level := _LEVELS.get(text := self.texts[self.position], 0)) > least:
            at = self.places[self.position]
            self.position += 1
            left = Binary(at, text, left, self.binary(level, depth + 1))
        return left

    def unary(self, depth: int) -> Expression:
        """An operand with the operators before and behind it."""
        position = self.position
        kind, text, at = self.kinds[position], self.texts[position], self.places[position]
        self.position = position + 1
        if kind == "name":
            if self.texts[position + 1] == "(":
                operand = self.call(at, text, depth + 1)
            elif text in RESERVED or text in self.structures:
                operand = self.word(at, text, depth + 1)
            else:
                operand = Name(at, text)
        elif kind == "float" or kind == "int":
            operand = self.number(at, text, kind)
        elif text == "(":
            operand = self.expression(depth + 1)
            self.expect(")")
        elif text in _PREFIX:
            if depth > MAX_DEPTH:
                self.refuse("nested too deeply")
            return Unary(at, text, self.unary(depth + 1))
        else:
            self.position = position
            self.refuse_token("an expression")
        while self.texts[self.position] in _POSTFIX:
            operand = self.postfix(operand, depth + 1)
        return operand

    def call(self, at: int, name: str, depth: int) -> Call:
        """`name(…)`, from its parenthesis on."""
        if name in NOT_CALLED:
            self.position -= 1
            self.refuse_token("an expression")
        self.position += 1
        return Call(at, name, self.arguments(depth + 1))

    def arguments(self, depth: int) -> list[Expression]:
        """What stands between parentheses, the first of which is behind us."""
        if self.takes(")"):
            return []
        if self.texts[self.position] == "void" and self.texts[self.position + 1] == ")":
            self.position += 2
            return []
        arguments = [self.assignment(depth + 1)]
        while self.texts[self.position] == ",":
            self.position += 1
            arguments.append(self.assignment(depth + 1))
        self.expect(")")
        return arguments

    def word(self, at: int, text: str, depth: int) -> Expression:
        """`true`, `false`, or a type that makes an array."""
        if text == "true" or text == "false":
            return Number(at, text == "true", "bool")
        if (text in NAMED or text in self.structures) and self.texts[self.position] == "[":
            made = TypeName(at, text, self.sizes(depth + 1))
            self.expect("(")
            return ArrayConstructor(at, made, self.arguments(depth + 1))
        self.position -= 1
        self.refuse_token("an expression")

    def sizes(self, depth: int) -> list[Expression | None]:
        """The size in brackets behind a type or a name, where there is one; `None` for empty brackets."""
        if not self.takes("["):
            return []
        size = None if self.texts[self.position] == "]" else self.constant(depth + 1)
        self.expect("]")
        if self.texts[self.position] == "[":
            self.refuse("arrays of arrays are not in GLSL 3.30")
        return [size]

    def postfix(self, operand: Expression, depth: int) -> Expression:
        """The operand with one operator behind it."""
        at, text = self.places[self.position], self.texts[self.position]
        self.position += 1
        if text == ".":
            return self.member(at, operand)
        if text == "[":
            index = self.expression(depth + 1)
            self.expect("]")
            return Index(at, operand, index)
        return Postfix(at, text, operand)

    def member(self, at: int, operand: Expression) -> Expression:
        """What stands behind a point."""
        position = self.position
        name = self.texts[position]
        if self.kinds[position] != "name" or name in RESERVED:
            self.refuse_token("the name of a member")
        self.position = position + 1
        if self.texts[position + 1] != "(":
            return Field(at, operand, name)
        if name != "length":
            self.refuse(f"{name}: the only method is length()")
        self.position = position + 2
        self.takes("void")
        self.expect(")")
        return Length(at, operand)

    def number(self, at: int, text: str, kind: str) -> Number:
        """A literal of kind `float` or `int`."""
        if kind == "float":
            digits = text.rstrip("fF")
            if digits[-1] in "lL" or digits.isdigit():
                self.refuse(f"{text}: write {digits.rstrip('lL')} as a float with a point, and at most f behind it", at=at)
            return Number(at, float(digits), "float")
        digits = text.rstrip("uU")
        base = 16 if digits[:2] in ("0x", "0X") else 8 if digits[0] == "0" else 10
        if base == 8 and not {*digits} <= {*"01234567"}:
            self.refuse(f"{text}: a number that begins with 0 is octal", at=at)
        if len(digits) > 13 or (value := int(digits, base)) > 0xFFFFFFFF:
            self.refuse(f"{text[:40]}: at most 32 bits", at=at)
        return Number(at, value, "uint" if digits != text else "int")


def _height(expression: Expression) -> int:
    """Of the tree, without calls of its own: that is what is asked here."""
    height, level = 0, [expression]
    while level:
        height += 1
        parts = [getattr(node, slot) for node in level for slot in node.__slots__]
        parts += [part for parts_ in parts if isinstance(parts_, list) for part in parts_]
        level = [part for part in parts if hasattr(part, "__slots__")]
    return height
