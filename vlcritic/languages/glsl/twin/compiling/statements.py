"""Statements: from the syntax tree to steps that run under masks.

A step runs for the pixels of the frame's mask and leaves there those that go on to the next statement: pixels that return, break or
continue are taken out, and the loop or the end of the function brings them back.
"""

from __future__ import annotations

from dataclasses import dataclass

from vlcritic.languages.glsl.twin.compiling.expressions import array_type, expression, value_of
from vlcritic.languages.glsl.twin.compiling.operators import converted
from vlcritic.languages.glsl.twin.compiling.runtime import Code, Frame, Step
from vlcritic.languages.glsl.twin.compiling.scope import Scope, Symbol
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.types import BOOL, VOID, Type, converts

RETURNS, BREAKS, CONTINUES = 1, 2, 4  # how pixels may leave a statement


@dataclass(slots=True)
class Compiled:
    """A statement: its step, how pixels may leave it, and whether it is work enough to ask first whether any pixel takes it."""

    step: Step
    leaves: int = 0
    is_heavy: bool = False


def statement(scope: Scope, node: syntax.Statement) -> Compiled:
    """Compile a statement. Raises CompileError."""
    return BY_NODE[type(node)](scope, node)


def block(scope: Scope, nodes: list[syntax.Statement]) -> Compiled:
    """Statements one after the other, in the scope that is open."""
    parts = [statement(scope, node) for node in nodes]
    steps, leaves = [part.step for part in parts], 0
    for part in parts:
        leaves |= part.leaves
    heavy = any(part.is_heavy for part in parts)
    if len(steps) == 1:
        return Compiled(steps[0], leaves, heavy)
    if not leaves:

        def straight(frame: Frame) -> None:
            for step in steps:
                step(frame)

        return Compiled(straight, leaves, heavy)

    def run(frame: Frame) -> None:
        for step in steps:
            step(frame)
            if frame.mask is False:
                return

    return Compiled(run, leaves, heavy)


def scoped(scope: Scope, node: syntax.Statement) -> Compiled:
    """A statement in a scope of its own."""
    scope.names.append({})
    compiled = block(scope, node.statements if isinstance(node, syntax.Block) else [node])
    scope.names.pop()
    return compiled


def _evaluate(scope: Scope, node: syntax.Evaluate) -> Compiled:
    if node.expression is None:
        return Compiled(lambda frame: None)
    typed = expression(scope, node.expression)
    if not typed.has_effects:
        return Compiled(lambda frame: None)
    return Compiled(typed.code, is_heavy=_has_call(node.expression))


def _has_call(node) -> bool:
    """Whether the statement's outermost expression calls a function: a cheap guess at work."""
    value = node.value if isinstance(node, syntax.Assign) else node
    return isinstance(value, syntax.Call)


def declaration(scope: Scope, node: syntax.Declaration) -> list[tuple[Symbol, Code | None]]:
    """Declare variables: their symbols, and code for their values where one is given."""
    base = scope.wanted_type(node.type)
    return [_declared(scope, node, base, variable) for variable in node.variables]


def _declared(scope: Scope, node: syntax.Declaration, base: Type, variable: syntax.Variable) -> tuple[Symbol, Code | None]:
    sizes = [*variable.sizes, *node.type.sizes]
    value = expression(scope, variable.value) if variable.value is not None else None
    length = value.type.length if value is not None and value.type.kind == "array" else None
    type_ = array_type(scope, variable.at, base, sizes, length)
    if value is None:
        if node.is_constant:
            raise scope.fail(variable.at, f"the constant `{variable.name}' has no value")
        return scope.declare(variable.at, variable.name, type_), None
    if not converts(value.type, type_):
        raise scope.fail(variable.at, f"`{variable.name}' is {type_}, its value {value.type}")
    value = converted(scope, value, type_)
    if node.is_constant and not value.is_constant:
        raise scope.fail(variable.at, f"the value of the constant `{variable.name}' is not constant")
    is_constant = node.is_constant
    is_fixed = is_constant and value.is_fixed
    symbol = scope.declare(variable.at, variable.name, type_, is_writable=not node.is_constant, is_constant=is_constant, is_fixed=is_fixed)
    if is_constant:
        scope.remember(symbol, scope.fold(value))
    return symbol, value.code


def _local(scope: Scope, node: syntax.Declaration) -> Compiled:
    return Compiled(_declaring(declaration(scope, node)), is_heavy=any(_has_call(variable.value) for variable in node.variables))


def _declaring(declared: list[tuple[Symbol, Code | None]]) -> Step:
    settings = [(symbol.slot, code or _zeros(symbol.type)) for symbol, code in declared]
    if len(settings) == 1:
        ((only, value),) = settings

        def one(frame: Frame) -> None:
            frame.variables[only] = value(frame)
            frame.born[only] = frame.mask

        return one

    def several(frame: Frame) -> None:
        for slot, code in settings:
            frame.variables[slot] = code(frame)
            frame.born[slot] = frame.mask

    return several


def _zeros(type_: Type) -> Code:
    zeros = type_.zeros
    return lambda frame: zeros


def structure(scope: Scope, node: syntax.Structure) -> None:
    """Declare a structure's type."""
    members = []
    for member in node.members:
        base = scope.wanted_type(member.type)
        if base == VOID:
            raise scope.fail(member.at, f"`{member.type.name}' is no type of a member")
        members.append((member.name, array_type(scope, member.at, base, [*member.sizes, *member.type.sizes])))
    if len({name for name, _ in members}) < len(members):
        raise scope.fail(node.at, f"`{node.name}' has two members of one name")
    if node.name in scope.names[-1]:
        raise scope.fail(node.at, f"`{node.name}' redeclared")
    scope.names[-1][node.name] = Type("struct", name=node.name, members=tuple(members))


def _structure(scope: Scope, node: syntax.Structure) -> Compiled:
    structure(scope, node)
    return Compiled(lambda frame: None)


def _if(scope: Scope, node: syntax.If) -> Compiled:
    test = value_of(scope, node.condition, BOOL, "condition of if").code
    yes = scoped(scope, node.yes)
    no = scoped(scope, node.no) if node.no is not None else Compiled(lambda frame: None)
    math, leaves = scope.lanes, yes.leaves | no.leaves

    def branch(frame: Frame, part: Compiled, mask) -> object:
        if part.is_heavy and not math.any(math.both(frame.base, mask)):
            return mask
        frame.mask = mask
        part.step(frame)
        return frame.mask

    def run(frame: Frame) -> None:
        (c,) = test(frame)
        if c is True or c is False:
            return (yes if c else no).step(frame)
        before = frame.mask
        after = branch(frame, yes, math.both(before, c))
        if node.no is not None or leaves:
            other = branch(frame, no, math.both(before, math.invert(c)))
        if not leaves:
            frame.mask = before
            return
        frame.mask = math.either(after, other)
        if leaves == RETURNS:
            frame.outlived(before)

    return Compiled(run, leaves, yes.is_heavy or no.is_heavy)


def _return(scope: Scope, node: syntax.Return) -> Compiled:
    wanted, math = scope.routine.result, scope.lanes
    scope.routine.returns = True
    if node.value is None:
        if wanted != VOID:
            raise scope.fail(node.at, f"`{scope.routine.name}' returns {wanted}")
        code = None
    else:
        if wanted == VOID:
            raise scope.fail(node.at, f"`{scope.routine.name}' returns nothing")
        value = expression(scope, node.value)
        if value.type != wanted:  # not even int for float before GLSL 4.20
            raise scope.fail(node.at, f"`{scope.routine.name}' returns {wanted}, not {value.type}")
        code = value.code
    kinds = wanted.kinds

    def run(frame: Frame) -> None:
        mask = frame.mask
        if code is not None:
            value = code(frame)
            if mask is True or frame.result is None:
                frame.result = value
            else:
                old = frame.result
                frame.result = [math.select(mask, x, y, kind) for x, y, kind in zip(value, old, kinds, strict=True)]
        frame.returned = math.either(frame.returned, mask)
        frame.mask = False

    return Compiled(run, RETURNS)


def _discard(scope: Scope, node: syntax.Discard) -> Compiled:
    math = scope.lanes
    scope.routine.needs_base = scope.routine.has_effects = True

    def run(frame: Frame) -> None:
        frame.run.discarded = math.either(frame.run.discarded, math.both(frame.base, frame.mask))
        frame.returned = math.either(frame.returned, frame.mask)
        frame.mask = False

    return Compiled(run, RETURNS)


def _block(scope: Scope, node: syntax.Block) -> Compiled:
    return scoped(scope, node)


BY_NODE = {
    syntax.Declaration: _local,
    syntax.Structure: _structure,
    syntax.Evaluate: _evaluate,
    syntax.Block: _block,
    syntax.If: _if,
    syntax.Return: _return,
    syntax.Discard: _discard,
}
