"""Constructors of vectors, matrices, structures and arrays.

Source: GLSL 3.30 specification, 5.4 (constructors).
"""

from __future__ import annotations

from vlcritic.languages.glsl.twin.compiling.operators import combined, converted
from vlcritic.languages.glsl.twin.compiling.runtime import Frame
from vlcritic.languages.glsl.twin.compiling.scope import Scope, Typed
from vlcritic.languages.glsl.twin.types import Type, array, converts


def construct(scope: Scope, at: int, type_: Type, arguments: list[Typed]) -> Typed:
    """`type_(arguments)`. Raises CompileError where they do not make one."""
    if type_.kind == "struct":
        return _aggregate(scope, at, type_, [member for _, member in type_.members], arguments)
    if type_.kind == "void":
        raise scope.fail(at, "void has no constructor")
    if not arguments:
        raise scope.fail(at, f"{type_}(): too few arguments")
    for argument in arguments:
        if argument.type.kind in ("void", "struct", "array"):
            raise scope.fail(at, f"{type_}(…): cannot be made of {argument.type}")
    if len(arguments) == 1:
        return _from_one(scope, at, type_, arguments[0])
    return _from_many(scope, at, type_, arguments)


def construct_array(scope: Scope, at: int, element: Type, length: int | None, arguments: list[Typed]) -> Typed:
    """`element[length](arguments)`."""
    if not arguments or (length is not None and length != len(arguments)):
        raise scope.fail(at, f"an array of {length or 'at least one'} {element} made of {len(arguments)}")
    return _aggregate(scope, at, array(element, len(arguments)), [element] * len(arguments), arguments)


def _aggregate(scope: Scope, at: int, type_: Type, parts: list[Type], arguments: list[Typed]) -> Typed:
    if len(parts) != len(arguments):
        raise scope.fail(at, f"{type_}(…): expected {len(parts)} arguments, got {len(arguments)}")
    fitted = []
    for part, argument in zip(parts, arguments, strict=True):
        if not converts(argument.type, part):
            raise scope.fail(at, f"{type_}(…): expected {part}, got {argument.type}")
        fitted.append(converted(scope, argument, part))
    return combined(scope, type_, _joined(fitted), *fitted)


def _joined(parts: list[Typed]):
    codes = [part.code for part in parts]
    if all(part.type.lanes == 1 for part in parts):
        return lambda frame: [code(frame)[0] for code in codes]

    def joined(frame: Frame) -> list:
        lanes: list = []
        for code in codes:
            lanes += code(frame)
        return lanes

    return joined


def _from_one(scope: Scope, at: int, type_: Type, argument: Typed) -> Typed:
    """Of a scalar: all components, or a matrix's diagonal. Of a matrix: its corner, the rest of the identity."""
    given, code, kind = argument.type, argument.code, type_.kind
    if given.is_matrix and type_.is_matrix:
        sources = _corner(given, type_)
        return combined(scope, type_, lambda frame: _picked(code(frame), sources), argument)
    if given.is_scalar and type_.lanes > 1:
        scalar = _convert(scope, argument, kind)
        code, lanes = scalar.code, type_.lanes
        if not type_.is_matrix:
            return combined(scope, type_, lambda frame: [code(frame)[0]] * lanes, argument)
        rows, columns = type_.rows, type_.columns

        def diagonal(frame: Frame) -> list:
            (lane,) = code(frame)
            return [lane if row == column else 0.0 for column in range(columns) for row in range(rows)]

        return combined(scope, type_, diagonal, argument)
    return _from_many(scope, at, type_, [argument])


def _corner(given: Type, type_: Type) -> list[int | float]:
    """For each lane of a matrix the lane (an integer) of another that it comes from, or the number of the identity."""
    sources: list[int | float] = []
    for column in range(type_.columns):
        for row in range(type_.rows):
            inside = column < given.columns and row < given.rows
            sources.append(column * given.rows + row if inside else float(row == column))
    return sources


def _picked(lanes: list, sources: list[int | float]) -> list:
    return [lanes[source] if isinstance(source, int) else source for source in sources]


def _convert(scope: Scope, argument: Typed, kind: str) -> Typed:
    """The argument with lanes of another kind; constructors convert between all kinds."""
    given = argument.type
    return converted(scope, argument, Type(kind, given.rows, given.columns))


def _from_many(scope: Scope, at: int, type_: Type, arguments: list[Typed]) -> Typed:
    """Components one after the other; only the last argument may be used in part."""
    before_last = sum(argument.type.lanes for argument in arguments[:-1])
    available = before_last + arguments[-1].type.lanes
    if available < type_.lanes:
        raise scope.fail(at, f"{type_}(…): too few components: {available}")
    if before_last >= type_.lanes:
        raise scope.fail(at, f"{type_}(…): too many arguments")
    if type_.is_matrix and any(argument.type.is_matrix for argument in arguments):
        raise scope.fail(at, f"{type_}(…): a matrix made of a matrix and more")
    fitted = [_convert(scope, argument, type_.kind) for argument in arguments]
    code, lanes = _joined(fitted), type_.lanes
    if available == lanes:
        return combined(scope, type_, code, *fitted)
    return combined(scope, type_, lambda frame: code(frame)[:lanes], *fitted)
