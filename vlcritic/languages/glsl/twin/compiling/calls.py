"""Calls: of constructors, of the program's own functions, of built-in ones.

Source: GLSL 3.30 specification, 6.1 (function definitions): overloads, implicit conversions, copy-in and copy-out.
"""

from __future__ import annotations

from vlcritic.languages.glsl.twin.builtins import Builtin, resolve
from vlcritic.languages.glsl.twin.compiling.constructors import construct
from vlcritic.languages.glsl.twin.compiling.operators import combined, converted
from vlcritic.languages.glsl.twin.compiling.places import Place, write
from vlcritic.languages.glsl.twin.compiling.runtime import Frame
from vlcritic.languages.glsl.twin.compiling.scope import Routine, Scope, Symbol, Typed
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.types import Type, converts


def call(scope: Scope, node: syntax.Call, arguments: list[Typed]) -> Typed:
    """`name(arguments)`. Raises CompileError where nothing of that name takes them."""
    type_ = scope.type_named(node.name)
    if type_ is not None:
        return construct(scope, node.at, type_, arguments)
    if isinstance(scope.find(node.name), Symbol):
        raise scope.fail(node.at, f"`{node.name}' is a variable, not a function")
    types = tuple(argument.type for argument in arguments)
    own = scope.routines.get(node.name)  # the program's own function hides all built-in ones of its name
    fitting = [each for each in own or () if _takes(each, arguments)]
    exact = [each for each in fitting if each.types == types]
    if exact or len(fitting) == 1:
        return _own(scope, node, (exact or fitting)[0], arguments)
    builtin = resolve(node.name, types) if own is None else None
    if isinstance(builtin, Builtin):
        return _builtin(scope, node, builtin, arguments)
    given = ", ".join(map(str, types))
    raise scope.fail(node.at, f"{len(fitting) or 'no'} function{'s' * (len(fitting) > 1)} {node.name}({given})")


def _takes(routine: Routine, arguments: list[Typed]) -> bool:
    if len(arguments) != len(routine.types):
        return False
    return all(map(_fits, arguments, routine.types, routine.directions))


def _fits(argument: Typed, type_: Type, direction: str) -> bool:
    """In: the argument converts. Out: what comes out converts to the argument. Inout: both, so the same type."""
    into = direction == "out" or converts(argument.type, type_)
    return into and (direction == "in" or converts(type_, argument.type))


def _builtin(scope: Scope, node: syntax.Call, builtin, arguments: list[Typed]) -> Typed:
    fitted = [
        argument if place in builtin.out else converted(scope, argument, type_)
        for place, (argument, type_) in enumerate(zip(arguments, builtin.parameters, strict=True))
    ]
    math, function, codes = scope.lanes, builtin.call, [argument.code for argument in fitted]
    if builtin.out:
        return _builtin_with_out(scope, node, builtin, fitted)
    if len(codes) == 1:
        (only,) = codes
        return combined(scope, builtin.result, lambda frame: function(math, only(frame)), *fitted)
    return combined(scope, builtin.result, lambda frame: function(math, *[code(frame) for code in codes]), *fitted)


def _builtin_with_out(scope: Scope, node: syntax.Call, builtin, arguments: list[Typed]) -> Typed:
    """`modf`: the second argument receives a part of what it computes."""
    (out,) = builtin.out
    place, math = writable(scope, node.at, arguments[out]), scope.lanes
    codes, lanes = [argument.code for argument in arguments], builtin.result.lanes

    def code(frame: Frame) -> list:
        values = builtin.call(math, *[each(frame) for each in codes])
        write(frame, place, place.indices(frame), values[lanes:], math)
        return values[:lanes]

    return Typed(builtin.result, code, has_effects=True)


def writable(scope: Scope, at: int, target: Typed) -> Place:
    """The place of an expression that is assigned to. Raises CompileError where it has none, or a constant's."""
    place = target.place
    if place is None:
        raise scope.fail(at, "this cannot be assigned to")
    if not place.symbol.is_writable:
        raise scope.fail(at, "a constant or uniform cannot be assigned to")
    if len(set(place.offsets)) < len(place.offsets):
        raise scope.fail(at, "a swizzle that is assigned to names a component twice")
    if place.symbol.is_global and scope.routine is not None:
        scope.routine.needs_base = scope.routine.has_effects = True
    return place


def _own(scope: Scope, node: syntax.Call, routine: Routine, arguments: list[Typed]) -> Typed:
    (scope.calls if scope.routine is None else scope.routine.calls).append(routine)
    outs = [
        (slot, writable(scope, node.at, argument), type_)
        for slot, (argument, type_, direction) in enumerate(zip(arguments, routine.types, routine.directions, strict=True))
        if direction != "in"
    ]
    codes = [
        None if direction == "out" else converted(scope, argument, type_).code
        for argument, type_, direction in zip(arguments, routine.types, routine.directions, strict=True)
    ]
    zeros = [type_.zeros for type_ in routine.types]
    born = [True if direction == "in" else None for direction in routine.directions]  # what comes out is read after a return
    math, line = scope.lanes, scope.line(node.at)

    def code(frame: Frame) -> list:
        frame.run.tick(line)
        values = [zero if each is None else each(frame) for each, zero in zip(codes, zeros, strict=True)]
        base = math.both(frame.base, frame.mask) if routine.needs_base else True
        inner = Frame(frame.run, routine.slots, base)
        inner.variables[: len(values)] = values
        inner.born[: len(values)] = born
        routine.body(inner)
        for slot, place, type_ in outs:
            value = inner.variables[slot]
            if type_.kind != place.type.kind:
                value = [math.convert(lane, type_.kind, place.type.kind) for lane in value]
            write(frame, place, place.indices(frame), value, math)
        return inner.result if inner.result is not None else routine.result.zeros

    # whether a prototype's function has effects is not known yet
    has_effects = bool(outs) or routine.body is None or routine.has_effects or any(argument.has_effects for argument in arguments)
    return Typed(routine.result, code, has_effects=has_effects)
