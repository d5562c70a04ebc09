"""What the compiler knows at a place in the program: names, types, functions, and what is being compiled."""

from __future__ import annotations

from dataclasses import dataclass, field

from vlcritic.errors import CompileError
from vlcritic.languages.glsl.harness import located
from vlcritic.languages.glsl.tokens import line_of
from vlcritic.languages.glsl.twin.compiling.runtime import Code, Frame, Run, Step
from vlcritic.languages.glsl.twin.lanes import Lanes
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.types import NAMED, Type

MAX_LANES = 4096  # of one variable


@dataclass(slots=True)
class Typed:
    """A compiled expression.

    Attributes:
        place: where the value stands, of what can be assigned to.
        is_constant: a constant expression of the language, which may size an array.
        is_fixed: constant, and without a literal that a search may move: evaluated once, here.
        has_effects: evaluating it changes something.
    """

    type: Type
    code: Code
    place: object | None = None
    is_constant: bool = False
    is_fixed: bool = False
    has_effects: bool = False


@dataclass(slots=True)
class Symbol:
    """A variable: where its lanes are, and whether it may be written."""

    type: Type
    slot: int
    is_global: bool
    is_writable: bool = True
    is_constant: bool = False
    is_fixed: bool = False


@dataclass(slots=True)
class Routine:
    """A function of the program.

    Attributes:
        directions, types, constants: of the parameters.
        slots: variables of a frame.
        needs_base: whether it must know which pixels its caller runs.
        has_effects: whether a call changes anything but its result.
        returns: whether a return stands in it.
        calls: routines that it calls.
    """

    name: str
    at: int
    result: Type
    directions: tuple[str, ...]
    types: tuple[Type, ...]
    constants: tuple[bool, ...] = ()
    body: Step | None = None
    slots: int = 0
    needs_base: bool = False
    has_effects: bool = False
    returns: bool = False
    calls: list[Routine] = field(default_factory=list)


class Scope:
    """State of the compiler.

    Args:
        source: the user's text.
        lanes: the arithmetic that is compiled for.
        literals: place of each literal in the list of literals, with its sign, by the character at which its digits begin.
    """

    def __init__(self, source: str, lanes: Lanes, literals: dict[int, tuple[int, float]], numbers: list):
        self.source, self.lanes, self.literals = source, lanes, literals
        self.names: list[dict[str, Symbol | Type]] = [{}]
        self.routines: dict[str, list[Routine]] = {}
        self.calls: list[Routine] = []  # of the values of globals
        self.globals = 0
        self.constants = Frame(Run(numbers, []), 0)
        self.routine: Routine | None = None
        self.loops = 0
        self.switches = 0

    def fail(self, at: int, message: str) -> CompileError:
        """The error for a place in the text."""
        return located(self.line(min(at, len(self.source))), message, self.source)

    def line(self, at: int) -> int:
        """Line of a place in the text."""
        return line_of(self.source, at)

    def find(self, name: str) -> Symbol | Type | None:
        """What a name means here."""
        for names in reversed(self.names):
            if name in names:
                return names[name]
        return None

    def type_named(self, name: str) -> Type | None:
        """The type of that name here, `None` where the name is none's or a variable's."""
        found = self.find(name)
        if found is None:
            return NAMED.get(name)
        return found if isinstance(found, Type) else None

    def wanted_type(self, node: syntax.TypeName) -> Type:
        """The type that a name in the text means. Raises CompileError where it means none."""
        type_ = self.type_named(node.name)
        if type_ is None:
            raise self.fail(node.at, f"`{node.name}' is no type")
        return type_

    def declare(self, at: int, name: str, type_: Type, **properties) -> Symbol:
        """A new variable in the innermost scope. Raises CompileError where the name is taken there."""
        if name in self.names[-1] or (len(self.names) == 1 and name in self.routines):
            raise self.fail(at, f"`{name}' redeclared")
        if type_.kind == "void":
            raise self.fail(at, f"`{name}' declared as void")
        if type_.lanes > MAX_LANES:
            raise self.fail(at, f"`{name}' takes {type_.lanes:,} numbers; at most {MAX_LANES:,}")
        is_global = self.routine is None
        symbol = Symbol(type_, self._slot(is_global), is_global, **properties)
        if name:
            self.names[-1][name] = symbol
        return symbol

    def _slot(self, is_global: bool) -> int:
        if is_global:
            self.globals += 1
            self.constants.run.globals.append(None)
            return self.globals - 1
        self.routine.slots += 1
        self.constants.variables.append(None)
        return self.routine.slots - 1

    def fold(self, typed: Typed) -> list:
        """The lanes of a constant expression, its literals as written."""
        return typed.code(self.constants)

    def remember(self, symbol: Symbol, lanes: list) -> None:
        """What a constant holds, for constant expressions that name it."""
        values = self.constants.run.globals if symbol.is_global else self.constants.variables
        values[symbol.slot] = lanes
