"""Operators: which types they take, and code for them.

Source: GLSL 3.30 specification, 5.9 (expressions).
"""

from __future__ import annotations

from operator import attrgetter

from vlcritic.languages.glsl.twin.builtins import multiply
from vlcritic.languages.glsl.twin.compiling.runtime import Code, Frame
from vlcritic.languages.glsl.twin.compiling.scope import Scope, Typed
from vlcritic.languages.glsl.twin.lanes import Lanes
from vlcritic.languages.glsl.twin.types import BOOL, Type, converts, matrix, vector

_FLOATING = {"+": "add", "-": "sub", "*": "mul", "/": "div"}
_ORDERED = {"<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal"}
_LOGICAL = {"&&": "both", "||": "either", "^^": "differs"}


def converted(scope: Scope, typed: Typed, wanted: Type) -> Typed:
    """The value as the wanted type; the caller knows that it converts."""
    if typed.type.kind == wanted.kind:
        return typed
    given, kind, math, code = typed.type.kind, wanted.kind, scope.lanes, typed.code
    return settled(
        scope,
        Typed(
            wanted,
            lambda frame: [math.convert(lane, given, kind) for lane in code(frame)],
            is_constant=typed.is_constant,
            is_fixed=typed.is_fixed,
            has_effects=typed.has_effects,
        ),
    )


def settled(scope: Scope, typed: Typed) -> Typed:
    """The expression itself; its value in place of its code where that is fixed."""
    if typed.is_fixed:
        value = scope.fold(typed)
        typed.code = lambda frame: value
    return typed


def combined(scope: Scope, type_: Type, code: Code, *parts: Typed) -> Typed:
    """An expression made of others, as constant as they are."""
    return settled(
        scope,
        Typed(
            type_,
            code,
            is_constant=all(map(attrgetter("is_constant"), parts)),
            is_fixed=all(map(attrgetter("is_fixed"), parts)),
            has_effects=any(map(attrgetter("has_effects"), parts)),
        ),
    )


def binary(scope: Scope, at: int, operator: str, left: Typed, right: Typed) -> Typed:
    """`left operator right`. Raises CompileError for types that do not go together."""
    if operator in _LOGICAL:
        return _logical(scope, at, operator, left, right)
    if operator in ("==", "!="):
        return _equality(scope, at, operator, left, right)
    if operator in _ORDERED:
        return _ordered(scope, at, operator, left, right)
    if not (left.type.is_numeric and right.type.is_numeric):
        raise _mismatch(scope, at, operator, left, right)
    if operator in ("<<", ">>"):
        return _shift(scope, at, operator, left, right)
    if operator in ("%", "&", "|", "^") and not (left.type.is_integer and right.type.is_integer):
        raise _mismatch(scope, at, operator, left, right)
    left, right = _same_kind(scope, at, operator, left, right)
    if operator == "*" and (left.type.is_matrix or right.type.is_matrix) and not (left.type.is_scalar or right.type.is_scalar):
        return _product(scope, at, left, right)
    type_ = _shape(left.type, right.type)
    if type_ is None:
        raise _mismatch(scope, at, operator, left, right)
    return combined(scope, type_, _lanewise(_function(scope.lanes, operator, type_.kind), left, right), left, right)


def _mismatch(scope: Scope, at: int, operator: str, left: Typed, right: Typed):
    return scope.fail(at, f"no operator {operator} for {left.type} and {right.type}")


def _function(math: Lanes, operator: str, kind: str):
    """The function of two lanes for an arithmetic operator."""
    if kind == "float":
        return getattr(math, _FLOATING[operator])
    integer = math.integer
    return lambda a, b: integer(operator, a, b, kind)


def _same_kind(scope: Scope, at: int, operator: str, left: Typed, right: Typed) -> tuple[Typed, Typed]:
    """Both as floats where one of them is."""
    kind = "float" if "float" in (left.type.kind, right.type.kind) else left.type.kind
    if kind != "float" and right.type.kind != kind:
        raise _mismatch(scope, at, operator, left, right)
    return tuple(each if each.type.kind == kind else converted(scope, each, vector(kind, each.type.rows)) for each in (left, right))


def _shape(left: Type, right: Type) -> Type | None:
    """The type of a componentwise operation: the same shape, or a scalar with anything."""
    if left == right or right.is_scalar:
        return left
    return right if left.is_scalar else None


def _lanewise(function, left: Typed, right: Typed) -> Code:
    """Code that applies a function of two lanes to each pair, a scalar to all."""
    a, b = left.code, right.code
    if left.type.lanes == right.type.lanes == 1:
        return lambda frame: (function(a(frame)[0], b(frame)[0]),)
    if left.type.lanes == right.type.lanes:
        return lambda frame: [function(x, y) for x, y in zip(a(frame), b(frame), strict=True)]
    if right.type.lanes == 1:

        def on_scalar(frame: Frame) -> list:
            xs, (y,) = a(frame), b(frame)
            return [function(x, y) for x in xs]

        return on_scalar

    def scalar_on(frame: Frame) -> list:
        (x,), ys = a(frame), b(frame)
        return [function(x, y) for y in ys]

    return scalar_on


def _product(scope: Scope, at: int, left: Typed, right: Typed) -> Typed:
    """Linear algebra: a vector on the left is a row, on the right a column."""
    inner = left.type.columns if left.type.is_matrix else left.type.rows
    if inner != right.type.rows:
        raise _mismatch(scope, at, "*", left, right)
    if left.type.is_matrix and right.type.is_matrix:
        type_ = matrix(right.type.columns, left.type.rows)
    else:
        type_ = vector("float", left.type.rows if left.type.is_matrix else right.type.columns)
    math, a, b, of_left, of_right = scope.lanes, left.code, right.code, left.type, right.type
    return combined(scope, type_, lambda frame: multiply(math, a(frame), of_left, b(frame), of_right), left, right)


def _shift(scope: Scope, at: int, operator: str, left: Typed, right: Typed) -> Typed:
    """The right side may be of the other kind of integer, and a scalar for a vector."""
    fits = right.type.is_scalar or right.type.rows == left.type.rows
    if not (left.type.is_integer and right.type.is_integer and fits):
        raise _mismatch(scope, at, operator, left, right)
    function = _function(scope.lanes, operator, left.type.kind)
    return combined(scope, left.type, _lanewise(function, left, right), left, right)


def _ordered(scope: Scope, at: int, operator: str, left: Typed, right: Typed) -> Typed:
    if not (left.type.is_scalar and right.type.is_scalar and left.type.is_numeric and right.type.is_numeric):
        raise _mismatch(scope, at, operator, left, right)
    left, right = _same_kind(scope, at, operator, left, right)
    return combined(scope, BOOL, _lanewise(getattr(scope.lanes, _ORDERED[operator]), left, right), left, right)


def _equality(scope: Scope, at: int, operator: str, left: Typed, right: Typed) -> Typed:
    """Of any type: whether all lanes are equal."""
    if converts(left.type, right.type):
        left = converted(scope, left, right.type)
    elif converts(right.type, left.type):
        right = converted(scope, right, left.type)
    else:
        raise _mismatch(scope, at, operator, left, right)
    math, a, b = scope.lanes, left.code, right.code

    def code(frame: Frame) -> tuple:
        same = True
        for x, y in zip(a(frame), b(frame), strict=True):
            same = math.both(same, math.equal(x, y))
        return (math.invert(same),) if operator == "!=" else (same,)

    return combined(scope, BOOL, code, left, right)


def _logical(scope: Scope, at: int, operator: str, left: Typed, right: Typed) -> Typed:
    """The right side of && and || is evaluated where the left does not decide: that matters where it has effects."""
    if left.type != BOOL or right.type != BOOL:
        raise _mismatch(scope, at, operator, left, right)
    math, a, b = scope.lanes, left.code, right.code
    function = getattr(math, _LOGICAL[operator])
    if operator == "^^":
        return combined(scope, BOOL, _lanewise(function, left, right), left, right)

    def code(frame: Frame) -> tuple:
        (x,) = a(frame)
        if x is (operator == "||"):
            return (x,)
        if not right.has_effects:
            return (function(x, b(frame)[0]),)
        before = frame.mask
        frame.mask = math.both(before, x if operator == "&&" else math.invert(x))
        (y,) = b(frame)
        frame.mask = before
        return (function(x, y),)

    return combined(scope, BOOL, code, left, right)


def unary(scope: Scope, at: int, operator: str, operand: Typed) -> Typed:
    """`+ - ! ~` of one operand."""
    type_, math, code = operand.type, scope.lanes, operand.code
    fits = {"!": type_ == BOOL, "~": type_.is_integer}.get(operator, type_.is_numeric)
    if not fits:
        raise scope.fail(at, f"no operator {operator} for {type_}")
    if operator == "+":
        return combined(scope, type_, code, operand)
    kind = type_.kind
    function = {
        "!": math.invert,
        "~": lambda lane: math.complement(lane, kind),
        "-": math.neg if kind == "float" else lambda lane: math.negate_integer(lane, kind),
    }[operator]
    return combined(scope, type_, lambda frame: [function(lane) for lane in code(frame)], operand)
