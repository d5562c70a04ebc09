"""A whole shader: globals, functions, and the entry that draws."""

from __future__ import annotations

from collections.abc import Sequence

from vlcritic.languages.glsl.twin.compiling import loops  # noqa: F401 - teaches `statement` its loops
from vlcritic.languages.glsl.twin.compiling.calls import call
from vlcritic.languages.glsl.twin.compiling.expressions import array_type
from vlcritic.languages.glsl.twin.compiling.places import Place, reader
from vlcritic.languages.glsl.twin.compiling.runtime import Code, Frame, Run, deep_stack
from vlcritic.languages.glsl.twin.compiling.scope import Routine, Scope, Typed
from vlcritic.languages.glsl.twin.compiling.statements import block, declaration, structure
from vlcritic.languages.glsl.twin.lanes import Lanes
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.parsing.parser import parse
from vlcritic.languages.glsl.twin.types import FLOAT, INT, VOID, Type, vector
from vlcritic.types import Literal

UNIFORMS = {
    "iResolution": vector("float", 3),
    "iTime": FLOAT,
    "iTimeDelta": FLOAT,
    "iFrameRate": FLOAT,
    "iFrame": INT,
    "iMouse": vector("float", 4),
    "iDate": vector("float", 4),
    "gl_FragCoord": vector("float", 4),
}
"""What the harness supplies; all but the canvas, the time and the place of the pixel are 0."""


class Compiled:
    """A shader, ready to run.

    Args:
        source: the user's text, lines joined.
        literals: its literals; those are read from `Run.numbers`.
        numbers: their values as written.

    Raises:
        CompileError: the text is not a shader of GLSL 3.30, with the line.
    """

    def __init__(self, source: str, literals: Sequence[Literal], lanes: Lanes):
        self.numbers = [lanes.number(each.value) if each.kind == "float" else int(each.value) for each in literals]
        places = {
            each.end - len(each.text.lstrip("-+ \n\t")): (index, -1.0 if each.text.startswith("-") else 1.0)
            for index, each in enumerate(literals)
        }
        self.scope = scope = Scope(source, lanes, places, self.numbers)
        self._uniforms = [scope.declare(0, name, type_, is_writable=False) for name, type_ in UNIFORMS.items()]
        self._initial: list[tuple[int, Code | None, Type]] = []
        with deep_stack():
            for item in parse(source).items:
                self._add(item)
            self._settle()
            self._entry = self._draw()

    def _add(self, item) -> None:
        scope = self.scope
        if isinstance(item, syntax.Structure):
            structure(scope, item)
        elif isinstance(item, syntax.Declaration):
            self._initial += [(symbol.slot, code, symbol.type) for symbol, code in declaration(scope, item)]
        else:
            _function(scope, item)

    def _settle(self) -> None:
        """What a routine does, its callers do; none may call itself."""
        routines = [each for overloads in self.scope.routines.values() for each in overloads]
        for routine in routines:
            if _reaches(routine, routine):
                raise self.scope.fail(routine.at, f"`{routine.name}' calls itself")
        changed = True
        while changed:
            changed = False
            for routine in routines:
                for other in routine.calls:
                    if other.needs_base and not routine.needs_base:
                        routine.needs_base = changed = True

    def _draw(self) -> Code:
        """Code of `mainImage(colour, gl_FragCoord.xy)`: the colour."""
        scope = self.scope
        end = len(scope.source.removesuffix("\n"))
        entry = scope.routine = Routine("main", end, VOID, (), ())
        scope.names.append({})
        colour = scope.declare(0, "", vector("float", 4))
        coordinate = scope.find("gl_FragCoord")
        arguments = []
        for symbol, lanes in ((colour, 4), (coordinate, 2)):
            place = Place(symbol, vector("float", lanes), tuple(range(lanes)))
            arguments.append(Typed(place.type, reader(place, scope.lanes), place))
        node = syntax.Call(end, "mainImage", [])
        if not scope.routines.get("mainImage"):
            raise scope.fail(end, "no function mainImage; define void mainImage(out vec4 fragColor, in vec2 fragCoord)")
        code = call(scope, node, arguments).code
        for overloads in scope.routines.values():
            for routine in overloads:
                if routine.body is None and any(each is routine or _reaches(each, routine) for each in entry.calls + scope.calls):
                    raise scope.fail(routine.at, f"`{routine.name}' has no body")
        slots = entry.slots

        def draw(frame: Frame) -> list:
            inner = Frame(frame.run, slots, True)
            inner.variables[0] = [0.0, 0.0, 0.0, 1.0]
            inner.born[0] = True
            code(inner)
            return inner.variables[0]

        return draw

    def run(self, uniforms: dict[str, list], *, numbers: list | None = None, timeout_s: float | None = None) -> tuple[list, object]:
        """Lanes of the colour, and where pixels were discarded.

        Args:
            uniforms: lanes of those of `UNIFORMS` that are not 0.
            numbers: a lane for each literal; as written where it is `None`.
        """
        globals_: list = [None] * self.scope.globals
        run = Run(self.numbers if numbers is None else numbers, globals_, timeout_s=timeout_s)
        for symbol, (name, type_) in zip(self._uniforms, UNIFORMS.items(), strict=True):
            globals_[symbol.slot] = uniforms.get(name) or type_.zeros
        frame = Frame(run, 0, True)
        with deep_stack():
            for slot, code, type_ in self._initial:
                globals_[slot] = code(frame) if code is not None else type_.zeros
            return self._entry(frame), run.discarded


def _reaches(start: Routine, goal: Routine) -> bool:
    """Whether `start` calls `goal`, directly or through others."""
    seen: set[int] = set()
    waiting = list(start.calls)
    while waiting:
        routine = waiting.pop()
        if routine is goal:
            return True
        if id(routine) not in seen:
            seen.add(id(routine))
            waiting += routine.calls
    return False


def _function(scope: Scope, node: syntax.Function) -> None:
    """Compile a function, or remember its prototype."""
    if node.name == "main" or node.name.startswith(("gl_", "vlcritic_")):
        raise scope.fail(node.at, f"`{node.name}': that name belongs to the harness or the language")
    if node.name in scope.names[0]:
        raise scope.fail(node.at, f"`{node.name}' redeclared")
    result = _type(scope, node.type)
    types = tuple(_type(scope, parameter.type) for parameter in node.parameters)
    directions = tuple(parameter.direction for parameter in node.parameters)
    routine = _declared(scope, node, result, types, directions)
    if node.body is None:
        return
    if routine.body is not None:
        raise scope.fail(node.at, f"`{node.name}' defined twice")
    scope.routine, scope.constants.variables = routine, []
    scope.names.append({})
    for parameter, type_ in zip(node.parameters, types, strict=True):
        scope.declare(parameter.at, parameter.name, type_, is_writable=not parameter.is_constant)
    routine.body = lambda frame: None  # a call of itself finds a body; `_settle` refuses it
    routine.body = block(scope, node.body.statements).step
    if result != VOID and not routine.returns:
        raise scope.fail(node.at, f"`{node.name}' returns {result}, and no return stands in it")
    scope.names.pop()
    scope.routine = None


def _declared(scope: Scope, node: syntax.Function, result: Type, types: tuple, directions: tuple) -> Routine:
    """The routine of a prototype or definition, new or known."""
    overloads = scope.routines.setdefault(node.name, [])
    constants = tuple(parameter.is_constant for parameter in node.parameters)
    known = next((each for each in overloads if each.types == types), None)
    if known is None:
        known = Routine(node.name, node.at, result, directions, types, constants)
        overloads.append(known)
    elif (known.result, known.directions, known.constants) != (result, directions, constants):
        raise scope.fail(node.at, f"`{node.name}' declared twice, differently")
    return known


def _type(scope: Scope, name: syntax.TypeName) -> Type:
    return array_type(scope, name.at, scope.wanted_type(name), name.sizes)
