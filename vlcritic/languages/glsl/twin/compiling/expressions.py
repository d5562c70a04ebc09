"""Expressions: from the syntax tree to typed code."""

from __future__ import annotations

from vlcritic.languages.glsl.twin.compiling.calls import call, writable
from vlcritic.languages.glsl.twin.compiling.constructors import construct_array
from vlcritic.languages.glsl.twin.compiling.numbers import number
from vlcritic.languages.glsl.twin.compiling.operators import binary, combined, converted, settled, unary
from vlcritic.languages.glsl.twin.compiling.places import Dynamic, Place, choose, read, reader, write
from vlcritic.languages.glsl.twin.compiling.runtime import Frame
from vlcritic.languages.glsl.twin.compiling.scope import MAX_LANES, Scope, Symbol, Typed
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.types import BOOL, INT, Type, array, converts, vector

_SWIZZLES = ("xyzw", "rgba", "stpq")


def expression(scope: Scope, node: syntax.Expression) -> Typed:
    """Compile an expression. Raises CompileError."""
    return _BY_NODE[type(node)](scope, node)


def value_of(scope: Scope, node: syntax.Expression, wanted: Type, what: str) -> Typed:
    """Compile an expression whose type is wanted. Raises CompileError where it does not convert."""
    typed = expression(scope, node)
    if not converts(typed.type, wanted):
        raise scope.fail(node.at, f"{what}: expected {wanted}, got {typed.type}")
    return converted(scope, typed, wanted)


def constant_integer(scope: Scope, node: syntax.Expression, what: str) -> int:
    """The value of a constant integer expression."""
    typed = expression(scope, node)
    if not (typed.is_constant and typed.type.is_integer and typed.type.is_scalar):
        raise scope.fail(node.at, f"{what} must be a constant integer")
    return int(scope.fold(typed)[0])


def array_type(scope: Scope, at: int, type_: Type, sizes: list, length: int | None = None) -> Type:
    """An array of `type_`, outermost size first; `length` where the first size is not written."""
    for place, size in reversed(list(enumerate(sizes))):
        count = constant_integer(scope, size, "an array's size") if size is not None else (length if place == 0 else None)
        if count is None:
            raise scope.fail(at, "an array without a size")
        if not 0 < count * type_.lanes <= MAX_LANES:
            raise scope.fail(at, f"an array of {count} {type_}; expected 1 to {MAX_LANES:,} numbers")
        type_ = array(type_, count)
    return type_


def _name(scope: Scope, node: syntax.Name) -> Typed:
    symbol = scope.find(node.name)
    if not isinstance(symbol, Symbol):
        raise scope.fail(node.at, f"`{node.name}' undeclared")
    place = Place(symbol, symbol.type, tuple(range(symbol.type.lanes)))
    typed = Typed(symbol.type, reader(place, scope.lanes), place, symbol.is_constant, symbol.is_fixed)
    return settled(scope, typed)


def _unary(scope: Scope, node: syntax.Unary) -> Typed:
    operand = expression(scope, node.operand)
    if node.operator in ("++", "--"):
        return _stepped(scope, node, operand, is_after=False)
    return unary(scope, node.at, node.operator, operand)


def _postfix(scope: Scope, node: syntax.Postfix) -> Typed:
    return _stepped(scope, node, expression(scope, node.operand), is_after=True)


def _stepped(scope: Scope, node, operand: Typed, *, is_after: bool) -> Typed:
    """`++` and `--`: the value after, or before, the change."""
    place = writable(scope, node.at, operand)
    if not operand.type.is_numeric:
        raise scope.fail(node.at, f"no operator {node.operator} for {operand.type}")
    kind, math = operand.type.kind, scope.lanes
    one = 1.0 if kind == "float" else 1
    operator = node.operator[0]
    if kind == "float":
        function = math.add if operator == "+" else math.sub
    else:
        integer = math.integer

        def function(a, b):
            return integer(operator, a, b, kind)

    def code(frame: Frame) -> list:
        indices = place.indices(frame)
        old = read(frame, place, indices, math)
        new = [function(lane, one) for lane in old]
        write(frame, place, indices, new, math)
        return old if is_after else new

    return Typed(operand.type, code, has_effects=True)


def _binary(scope: Scope, node: syntax.Binary) -> Typed:
    return binary(scope, node.at, node.operator, expression(scope, node.left), expression(scope, node.right))


def _assign(scope: Scope, node: syntax.Assign) -> Typed:
    target = expression(scope, node.target)
    place, math = writable(scope, node.at, target), scope.lanes
    if node.operator == "=":
        value = value_of(scope, node.value, target.type, "assignment")
        code = value.code

        def assign(frame: Frame) -> list:
            new = code(frame)
            write(frame, place, place.indices(frame), new, math)
            return new

        return Typed(target.type, assign, has_effects=True)
    return _compound(scope, node, target, place)


def _compound(scope: Scope, node: syntax.Assign, target: Typed, place: Place) -> Typed:
    """`+=` and the like: the target's indices are evaluated once."""
    math, held = scope.lanes, []
    now = Typed(target.type, lambda frame: held[-1])
    result = binary(scope, node.at, node.operator[:-1], now, expression(scope, node.value))
    if not converts(result.type, target.type):
        raise scope.fail(node.at, f"{target.type} {node.operator} gives {result.type}")
    code = converted(scope, result, target.type).code

    def compound(frame: Frame) -> list:
        indices = place.indices(frame)
        held.append(read(frame, place, indices, math))
        new = code(frame)
        held.pop()
        write(frame, place, indices, new, math)
        return new

    return Typed(target.type, compound, has_effects=True)


def _ternary(scope: Scope, node: syntax.Ternary) -> Typed:
    condition = value_of(scope, node.condition, BOOL, "condition of ?:")
    yes, no = expression(scope, node.yes), expression(scope, node.no)
    if converts(yes.type, no.type):
        yes = converted(scope, yes, no.type)
    elif converts(no.type, yes.type):
        no = converted(scope, no, yes.type)
    else:
        raise scope.fail(node.at, f"?: of {yes.type} and {no.type}")
    math, test, kinds = scope.lanes, condition.code, yes.type.kinds
    has_effects = yes.has_effects or no.has_effects

    def code(frame: Frame) -> list:
        (c,) = test(frame)
        if c is True or c is False:
            return (yes if c else no).code(frame)
        before = frame.mask
        if has_effects:
            frame.mask = math.both(before, c)
        a = yes.code(frame)
        if has_effects:
            frame.mask = math.both(before, math.invert(c))
        b = no.code(frame)
        frame.mask = before
        return [math.select(c, x, y, kind) for x, y, kind in zip(a, b, kinds, strict=True)]

    return combined(scope, yes.type, code, condition, yes, no)


def _field(scope: Scope, node: syntax.Field) -> Typed:
    operand = expression(scope, node.operand)
    type_, offsets = _member(scope, node, operand.type)
    place = operand.place and operand.place.part(type_, offsets)
    if place is not None and not operand.is_fixed:
        return Typed(type_, reader(place, scope.lanes), place, operand.is_constant, has_effects=operand.has_effects)
    inner = operand.code

    def code(frame: Frame) -> list:
        lanes = inner(frame)
        return [lanes[offset] for offset in offsets]

    typed = combined(scope, type_, code, operand)
    typed.place = place
    return typed


def _member(scope: Scope, node: syntax.Field, type_: Type) -> tuple[Type, tuple[int, ...]]:
    """Type and lanes of a structure's member or a swizzle."""
    if type_.kind == "struct":
        start = 0
        for name, member in type_.members:
            if name == node.name:
                return member, tuple(range(start, start + member.lanes))
            start += member.lanes
    elif type_.is_vector and 1 <= len(node.name) <= 4:
        for letters in _SWIZZLES:
            offsets = tuple(letters.find(letter) for letter in node.name)
            if all(0 <= offset < type_.rows for offset in offsets):
                return vector(type_.kind, len(offsets)), offsets
    raise scope.fail(node.at, f"{type_} has no .{node.name}")


def _index(scope: Scope, node: syntax.Index) -> Typed:
    operand, index = expression(scope, node.operand), expression(scope, node.index)
    if not (index.type.is_integer and index.type.is_scalar):
        raise scope.fail(node.at, f"an index must be an integer, got {index.type}")
    element, length = _element(scope, node, operand.type)
    if index.is_fixed or (index.is_constant and not index.has_effects):
        return _at_constant(scope, node, operand, element, length, int(scope.fold(index)[0]))
    dynamic = Dynamic(index.code, length, element.lanes)
    has_effects = operand.has_effects or index.has_effects
    if operand.place is not None:
        place = operand.place.element(element, dynamic)
        return Typed(element, reader(place, scope.lanes), place, has_effects=has_effects)
    inner, at_index, math = operand.code, index.code, scope.lanes
    return Typed(element, lambda frame: choose(inner(frame), element, dynamic, at_index(frame)[0], math), has_effects=has_effects)


def _element(scope: Scope, node: syntax.Index, type_: Type) -> tuple[Type, int]:
    """Type and number of the elements of an array, a matrix (its columns) or a vector."""
    if type_.kind == "array":
        return type_.element, type_.length
    if type_.is_matrix:
        return vector("float", type_.rows), type_.columns
    if type_.is_vector:
        return vector(type_.kind, 1), type_.rows
    raise scope.fail(node.at, f"{type_} has no elements")


def _at_constant(scope: Scope, node: syntax.Index, operand: Typed, element: Type, length: int, index: int) -> Typed:
    if not 0 <= index < length:
        raise scope.fail(node.at, f"index {index} of {operand.type}")
    offsets = tuple(range(index * element.lanes, (index + 1) * element.lanes))
    if operand.place is not None:
        place = operand.place.part(element, offsets)
        return settled(scope, Typed(element, reader(place, scope.lanes), place, operand.is_constant, operand.is_fixed, operand.has_effects))
    inner, (start, end) = operand.code, (offsets[0], offsets[-1] + 1)
    return combined(scope, element, lambda frame: inner(frame)[start:end], operand)


def _call(scope: Scope, node: syntax.Call) -> Typed:
    return call(scope, node, [expression(scope, argument) for argument in node.arguments])


def _array_constructor(scope: Scope, node: syntax.ArrayConstructor) -> Typed:
    element = array_type(scope, node.at, scope.wanted_type(node.type), node.type.sizes[1:])
    first = node.type.sizes[0]
    length = None if first is None else constant_integer(scope, first, "an array's size")
    return construct_array(scope, node.at, element, length, [expression(scope, argument) for argument in node.arguments])


def _length(scope: Scope, node: syntax.Length) -> Typed:
    type_ = expression(scope, node.operand).type
    if type_.kind != "array":
        raise scope.fail(node.at, f"{type_} has no length()")
    value = (type_.length,)
    return Typed(INT, lambda frame: value, is_constant=True, is_fixed=True)


def _sequence(scope: Scope, node: syntax.Sequence) -> Typed:
    parts = [expression(scope, part) for part in node.parts]
    codes = [part.code for part in parts]

    def code(frame: Frame) -> list:
        for each in codes[:-1]:
            each(frame)
        return codes[-1](frame)

    return Typed(parts[-1].type, code, has_effects=any(part.has_effects for part in parts))


_BY_NODE = {
    syntax.Number: number,
    syntax.Name: _name,
    syntax.Unary: _unary,
    syntax.Postfix: _postfix,
    syntax.Binary: _binary,
    syntax.Assign: _assign,
    syntax.Ternary: _ternary,
    syntax.Field: _field,
    syntax.Index: _index,
    syntax.Call: _call,
    syntax.ArrayConstructor: _array_constructor,
    syntax.Length: _length,
    syntax.Sequence: _sequence,
}
