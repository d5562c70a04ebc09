"""Loops and switches: run until no pixel is left in them."""

from __future__ import annotations

from vlcritic.languages.glsl.twin.compiling.expressions import constant_integer, expression, value_of
from vlcritic.languages.glsl.twin.compiling.runtime import Code, Frame, Step
from vlcritic.languages.glsl.twin.compiling.scope import Scope, Symbol
from vlcritic.languages.glsl.twin.compiling.statements import BREAKS, BY_NODE, CONTINUES, RETURNS, Compiled, block, scoped, statement
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.types import BOOL, Type

_TRUE = (True,)


def _nothing(frame: Frame) -> None:
    """No step."""


def _always(frame: Frame) -> tuple:
    """No condition."""
    return _TRUE


def _for(scope: Scope, node: syntax.For) -> Compiled:
    scope.names.append({})
    before = scope.routine.slots
    first = statement(scope, node.first).step if node.first is not None else _nothing
    head = range(before, scope.routine.slots)
    condition = _condition(scope, node.condition) if node.condition is not None else _always
    step = expression(scope, node.step).code if node.step is not None else _nothing
    compiled = _loop(scope, node, first, condition, step, list(head), is_asked_first=True)
    scope.names.pop()
    return compiled


def _do_while(scope: Scope, node: syntax.DoWhile) -> Compiled:
    return _loop(scope, node, _nothing, _condition(scope, node.condition), _nothing, [], is_asked_first=False)


def _condition(scope: Scope, node: syntax.Expression | syntax.Declaration) -> Code:
    """Code for the condition; one that declares a variable sets it first, every time."""
    if not isinstance(node, syntax.Declaration):
        return value_of(scope, node, BOOL, "condition of a loop").code
    declare = statement(scope, node).step
    value = value_of(scope, syntax.Name(node.at, node.variables[-1].name), BOOL, "condition of a loop").code

    def code(frame: Frame) -> list:
        declare(frame)
        return value(frame)

    return code


def _loop(scope: Scope, node, first: Step, condition: Code, step, head: list[int], *, is_asked_first: bool) -> Compiled:
    """The loop as a step.

    Args:
        head: slots of the variables that the loop declares; pixels that have left it never read them again.
    """
    scope.loops += 1
    # the body of a for or while shares the scope of its head: a name that the head declares is not declared again
    body = _body(scope, node.body) if is_asked_first else scoped(scope, node.body)
    scope.loops -= 1
    scope.routine.needs_base = True
    math, line = scope.lanes, scope.line(node.at)
    turn = _turn(math, body.step, step, head)

    def remaining(frame: Frame, active) -> object:
        """The active pixels for which the condition holds, `False` where there is none."""
        frame.mask = active
        for slot in head:
            frame.born[slot] = active
        (c,) = condition(frame)
        active = math.staying(math.both(active, c))
        if active is not True and active is not False and not math.any(math.both(frame.base, active)):
            return False
        return active

    def run(frame: Frame) -> None:
        first(frame)
        outer, returned = frame.mask, frame.returned
        saved, frame.returned = (frame.broken, frame.continued), False
        active = remaining(frame, outer) if is_asked_first else outer
        while active is not False:
            frame.run.tick(line)
            active = turn(frame, active)
            if active is not False:
                active = remaining(frame, active)
        frame.broken, frame.continued = saved
        gone, frame.returned = frame.returned, math.either(returned, frame.returned)
        frame.mask = math.both(outer, math.invert(gone))

    return Compiled(run, body.leaves & RETURNS, is_heavy=True)


def _body(scope: Scope, node: syntax.Statement) -> Compiled:
    return block(scope, node.statements if isinstance(node, syntax.Block) else [node])


def _turn(math, body: Step, step, head: list[int]):
    """One turn of the body and the step: the pixels that go on to the condition."""

    def turn(frame: Frame, active) -> object:
        frame.mask = active
        for slot in head:
            frame.born[slot] = active
        frame.continued = frame.broken = False
        body(frame)
        active = math.either(frame.mask, frame.continued)
        if active is not False:
            frame.mask = active
            for slot in head:
                frame.born[slot] = active
            step(frame)
        return active

    return turn


def _break(scope: Scope, node: syntax.Break) -> Compiled:
    if not (scope.loops or scope.switches):
        raise scope.fail(node.at, "break outside of a loop or switch")
    math = scope.lanes

    def run(frame: Frame) -> None:
        frame.broken = math.either(frame.broken, frame.mask)
        frame.mask = False

    return Compiled(run, BREAKS)


def _continue(scope: Scope, node: syntax.Continue) -> Compiled:
    if not scope.loops:
        raise scope.fail(node.at, "continue outside of a loop")
    math = scope.lanes

    def run(frame: Frame) -> None:
        frame.continued = math.either(frame.continued, frame.mask)
        frame.mask = False

    return Compiled(run, CONTINUES)


def _switch(scope: Scope, node: syntax.Switch) -> Compiled:
    subject = expression(scope, node.subject)
    if not (subject.type.is_integer and subject.type.is_scalar):
        raise scope.fail(node.at, f"switch of {subject.type}; expected an integer")
    scope.switches += 1
    scope.names.append({})
    labels = [[None if label is None else _label(scope, label, subject.type) for label in case.labels] for case in node.cases]
    parts = [block(scope, case.statements) for case in node.cases]
    declared = [(symbol.slot, symbol.type.zeros) for symbol in scope.names.pop().values() if isinstance(symbol, Symbol)]
    scope.switches -= 1
    leaves = 0
    for part in parts:
        leaves |= part.leaves
    known = [label for each in labels for label in each if label is not None]
    if len(set(known)) < len(known) or sum(None in each for each in labels) > 1:
        raise scope.fail(node.at, "switch with a label twice")
    run = _cases(scope.lanes, subject.code, labels, known, [part.step for part in parts], declared)
    return Compiled(run, leaves & ~BREAKS, is_heavy=any(part.is_heavy for part in parts))


def _label(scope: Scope, node: syntax.Expression, wanted: Type) -> int:
    typed = expression(scope, node)
    if typed.type.is_integer and typed.type != wanted:
        raise scope.fail(node.at, f"a case of {typed.type} in a switch of {wanted}")
    return constant_integer(scope, node, "a case")


def _cases(math, subject: Code, labels: list[list[int | None]], known: list[int], steps: list[Step], declared: list) -> Step:
    """Each pixel enters at its label and falls through until it breaks. A variable that one case declares is there in the next."""

    def is_one_of(lane, values: list[int]) -> object:
        found = False
        for value in values:
            found = math.either(found, math.equal(lane, value))
        return found

    def run(frame: Frame) -> None:
        (lane,) = subject(frame)
        before, outer = frame.mask, frame.broken
        frame.broken, falling = False, False
        for slot, zeros in declared:
            frame.variables[slot], frame.born[slot] = zeros, None
        other = math.invert(is_one_of(lane, known))
        entered = False
        for each, step in zip(labels, steps, strict=True):
            here = is_one_of(lane, [label for label in each if label is not None])
            here = math.either(here, other) if None in each else here
            entered = math.either(entered, here)
            frame.mask = math.either(falling, math.both(before, here))
            if frame.mask is not False:
                step(frame)
            falling = frame.mask
        unmatched = math.both(before, math.invert(entered))
        frame.mask = math.either(math.either(falling, frame.broken), unmatched)
        frame.broken = outer

    return run


BY_NODE.update(
    {
        syntax.For: _for,
        syntax.DoWhile: _do_while,
        syntax.Break: _break,
        syntax.Continue: _continue,
        syntax.Switch: _switch,
    }
)
