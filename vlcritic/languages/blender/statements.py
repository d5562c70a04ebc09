"""Program text → plain statements, by an allow-list over `ast`. Nothing is executed; what is not on the list is refused with its line.

A statement is an assignment `path = value` or a call `path(arguments)`. A path is the tuple of its steps: `noise.inputs[0].default_value`
is `("noise", "inputs", (0,), "default_value")`. A value is a literal, a path or a call.
"""

from __future__ import annotations

import ast
import threading
import warnings
from typing import NamedTuple, NoReturn

from vlcritic.languages.blender.problems import Fault

MAX_CHARACTERS = 65_536
MAX_ITEMS = 16  # of a tuple: colours have four
MODULES = frozenset(["bpy", "math", "mathutils"])
"""What a program may import. Of `bpy` it may use node groups, of `mathutils` `VECTORS`, of `math` nothing."""

VECTORS = {"Vector": (2, 3, 4), "Color": (3,), "Euler": (3,)}
"""What a program may write around so many numbers, of `mathutils`, whose import is not asked for."""

FUNCTION = "shader_material"
CALLED = frozenset(["new", "remove", "clear", "get", "update", "initialize"])
"""Methods that a program may call."""

_PARSING = threading.Lock()  # Python's warning filters belong to the whole process
_ADVICE = "only assignments of literals, nodes.new and links.new are read"


class Path(tuple):
    """Steps of `a.b[0]`: a name or a Call, then a string an attribute, a tuple of one a subscript."""

    __slots__ = ()

    def __str__(self) -> str:
        first = self[0] if isinstance(self[0], str) else f"{self[0].path}(…)"
        return first + "".join(f"[{step[0]!r}]" if isinstance(step, tuple) else f".{step}" for step in self[1:])


class Call(NamedTuple):
    """A call that stands in a program, with what stands between its parentheses."""

    path: Path
    arguments: tuple
    keywords: tuple[tuple[str, object], ...] = ()


class Statement(NamedTuple):
    """A line of a program: `target = value`, or `value` alone, a call or a path without effect. `tree` is its syntax tree, for spans."""

    line: int
    target: Path | None
    value: object
    tree: ast.stmt | None = None


class Program(NamedTuple):
    """The body of `shader_material`, and what its argument is called."""

    material: str
    statements: list[Statement]


def refuse(line: int | None, message: str, *, code: str = "syntax") -> NoReturn:
    """Raise the Fault of a text."""
    raise Fault(code, message, line)


def parse(source: str) -> Program:
    """The statements of a program. Raises Fault."""
    try:
        return _program(source)
    except RecursionError:
        refuse(None, "nested too deep; " + _ADVICE)


def _program(source: str) -> Program:
    functions = [_function(tree) for tree in _tree(source).body if not _is_ignored(tree)]
    if len(functions) != 1:
        refuse(None, f"{len(functions)} functions; define def {FUNCTION}(material) once")
    function = functions[0]
    statements = [_statement(part) for tree in function.body if not _is_idle(tree) for part in _parts(tree)]
    return Program(function.args.args[0].arg, statements)


def _tree(source: str) -> ast.Module:
    """Python's own syntax tree. `ast.parse` runs nothing and folds nothing, so `10**10**10` costs three nodes."""
    try:
        source.encode()
        with _PARSING, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except UnicodeEncodeError as error:
        refuse(source.count("\n", 0, error.start) + 1, "half of a character; write ASCII")
    except SyntaxError as error:
        refuse(error.lineno, f"no Python: {error.msg}")
    except ValueError as error:  # a NUL, a number of 5,000 digits
        refuse(None, f"no Python: {error}")
    except (RecursionError, MemoryError):
        refuse(None, "nested too deep; " + _ADVICE)


def _is_ignored(tree: ast.stmt) -> bool:
    """`import bpy`, docstrings, and around the function the making of a material and the call."""
    match tree:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant(value=str())):
            return not isinstance(tree, (ast.Import, ast.ImportFrom)) or _is_known_import(tree)
        case ast.Assign(targets=[ast.Name()], value=value) | ast.Expr(value=ast.Call(func=ast.Name(id="shader_material")) as value):
            made = _value(value)
            return isinstance(made, (Path, Call)) and _is_harmless(made)
    return False


def _is_known_import(tree: ast.Import | ast.ImportFrom) -> bool:
    """`import bpy`, `import math`, `from mathutils import Vector`."""
    modules = [tree.module] if isinstance(tree, ast.ImportFrom) else [alias.name for alias in tree.names]
    return MODULES.issuperset(modules) and all(alias.asname is None and alias.name != "*" for alias in tree.names)


def _is_harmless(made: Path | Call) -> bool:
    """A path into bpy's data, or a call of `shader_material` or of `bpy.data.materials.new`."""
    if isinstance(made, Path):
        return made[0] != "bpy" or made[1] in ("data", "context")
    is_known = made.path in ((FUNCTION,), ("bpy", "data", "materials", "new"), ("bpy", "data", "materials", "get"))
    return is_known and all(_is_harmless(each) for each in made.arguments if isinstance(each, (Path, Call)))


def _function(tree: ast.stmt) -> ast.FunctionDef:
    if not isinstance(tree, ast.FunctionDef) or tree.name != FUNCTION:
        refuse(tree.lineno, f"{_shown(tree)}; only import bpy and def {FUNCTION}(material) may stand here")
    arguments = tree.args
    others = arguments.posonlyargs or arguments.kwonlyargs or arguments.vararg or arguments.kwarg or arguments.defaults
    if tree.decorator_list or others or len(arguments.args) != 1:
        refuse(tree.lineno, f"write def {FUNCTION}(material), with one argument and nothing else")
    return tree


def _is_idle(tree: ast.stmt) -> bool:
    match tree:
        case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.Return(value=None | ast.Name() | ast.Constant(value=None)):
            return True
        case ast.Import() | ast.ImportFrom():
            return _is_known_import(tree)
    return False


def _parts(tree: ast.stmt) -> list[ast.stmt]:
    """A statement as plain assignments: `a = Vector((1, 2))` is `a = (1, 2)`, `a.b[:] = …` sets all, `a.b[:2] = …` each of two."""
    if not isinstance(tree, ast.Assign) or len(tree.targets) != 1:
        return [tree]
    target, tree.value = tree.targets[0], _items(tree.value)
    match target, tree.value:
        case ast.Subscript(value=ast.Attribute() as whole, slice=ast.Slice(lower=None, upper=upper, step=None)), ast.Tuple() | ast.List():
            if upper is None:
                tree.targets = [whole]
            elif _is_count(upper, tree.value.elts) and not any(isinstance(part, ast.Call) for part in ast.walk(whole)):  # called once
                return [_component(tree, whole, index, item) for index, item in enumerate(tree.value.elts)]
    return [tree]


def _is_count(upper: ast.expr, items: list) -> bool:
    return isinstance(upper, ast.Constant) and type(upper.value) is int and 0 < upper.value == len(items) <= MAX_ITEMS


def _items(value: ast.expr) -> ast.expr:
    """The items of `Vector((x, y, z))`, which say as much."""
    match value:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="mathutils"), attr=name), args=[only], keywords=[]):
            return only if isinstance(only, (ast.Tuple, ast.List)) and len(only.elts) in VECTORS.get(name, ()) else value
    return value


def _component(tree: ast.Assign, whole: ast.expr, index: int, item: ast.expr) -> ast.Assign:
    """`whole[index] = item`, at its place in the text."""
    _number(item)  # or refuse it
    target = ast.copy_location(ast.Subscript(whole, ast.copy_location(ast.Constant(index), item), ast.Store()), item)
    return ast.copy_location(ast.Assign([target], item), tree)


def _statement(tree: ast.stmt) -> Statement:
    kind = type(tree)
    if kind is ast.Assign and len(tree.targets) == 1:
        return Statement(tree.lineno, _path(tree.targets[0]), _value(tree.value), tree)
    if kind is ast.AnnAssign and tree.value is not None:
        return Statement(tree.lineno, _path(tree.target), _value(tree.value), tree)
    if kind is ast.Expr and type(tree.value) in (ast.Call, ast.Attribute, ast.Subscript, ast.Name):
        return Statement(tree.lineno, None, _value(tree.value), tree)
    if (kind is ast.For or kind is ast.While) and (cleared := _cleared(tree)):
        return Statement(tree.lineno, None, Call(Path((*cleared, "clear")), ()), tree)
    refuse(tree.lineno, f"{_shown(tree)}; {_ADVICE}")


def _cleared(loop: ast.For | ast.While) -> Path | None:
    """What a loop that does nothing else empties: `for node in nodes: nodes.remove(node)`, `while nodes: nodes.remove(nodes[0])`."""
    match loop:
        case ast.For(
            target=ast.Name(id=name),
            iter=ast.Call(func=ast.Name(id="list"), args=[everything], keywords=[])
            | ast.Subscript(value=everything, slice=ast.Slice(lower=None, upper=None, step=None))
            | everything,
            body=[ast.Expr(value=ast.Call() as call)],
            orelse=[],
        ):
            member: tuple = (name,)
        case ast.While(
            test=ast.Call(func=ast.Name(id="len"), args=[everything], keywords=[])
            | ast.Compare(
                left=ast.Call(func=ast.Name(id="len"), args=[everything], keywords=[]), ops=[ast.Gt()], comparators=[ast.Constant(value=0)]
            )
            | everything,
            body=[ast.Expr(value=ast.Call() as call)],
            orelse=[],
        ):
            member = (*_path(everything), (0,))
        case _:
            return None
    path = _path(everything)
    return path if _call(call) == Call(Path((*path, "remove")), (Path(member),)) else None


def _path(tree: ast.expr) -> Path:
    steps = []
    while (kind := type(tree)) is not ast.Name:
        if kind is ast.Attribute:
            if tree.attr.startswith("_"):
                refuse(tree.lineno, f"attribute {tree.attr[:40]}; names that begin with _ are Python's own", code="forbidden")
            steps.append(tree.attr)
        elif kind is ast.Subscript:
            key = _value(tree.slice)
            if type(key) not in (int, str):
                refuse(tree.lineno, "a subscript is an index or a name: inputs[0], inputs['Scale']")
            steps.append((key,))
        elif kind is ast.Call:
            steps.append(_call(tree))
            return Path(reversed(steps))
        else:
            refuse(tree.lineno, f"{_shown(tree)}; a path begins with a variable")
        tree = tree.value
    steps.append(tree.id)
    steps.reverse()
    return Path(steps)


def _value(tree: ast.expr):
    kind = type(tree)
    if kind is ast.Constant:
        if type(tree.value) in (float, int, str, bool, type(None)):
            return tree.value
    elif kind in (ast.Attribute, ast.Name, ast.Subscript):
        return _path(tree)
    elif kind is ast.Tuple or kind is ast.List:
        if len(tree.elts) <= MAX_ITEMS:
            return tuple([_number(item) for item in tree.elts])
        refuse(tree.lineno, f"{len(tree.elts)} items; at most {MAX_ITEMS}")
    elif kind is ast.UnaryOp:
        return _number(tree)
    elif kind is ast.Call:
        return _call(tree)
    refuse(tree.lineno, f"{_shown(tree)}; write literals, paths such as noise.outputs[0], nodes.new(…)")


def _number(tree: ast.expr) -> float | int:
    sign, operand = 1, tree
    if type(operand) is ast.UnaryOp and type(operand.op) in (ast.USub, ast.UAdd):
        sign, operand = -1 if type(operand.op) is ast.USub else 1, operand.operand
    if type(operand) is not ast.Constant or type(operand.value) not in (float, int, bool):
        refuse(tree.lineno, f"{_shown(operand)} where a number is expected; write it out, nothing is computed")
    return sign * operand.value if sign < 0 else operand.value


def _call(tree: ast.Call) -> Call:
    if type(tree.func) not in (ast.Attribute, ast.Name):
        refuse(tree.lineno, f"a call of {_shown(tree.func)}; {_ADVICE}", code="forbidden")
    if any(keyword.arg is None for keyword in tree.keywords):
        refuse(tree.lineno, "**arguments; write them out")
    path = _path(tree.func)
    if type(path[0]) is Call:
        refuse(tree.lineno, "a call of what a call gives; give that a name first")
    if path[-1] not in CALLED and path != (FUNCTION,):
        refuse(tree.lineno, f"{path} is not called; {_ADVICE}", code="forbidden")
    arguments = tuple([_value(argument) for argument in tree.args])
    return Call(path, arguments, tuple([(keyword.arg, _value(keyword.value)) for keyword in tree.keywords]))


_NAMES = {
    ast.FunctionDef: "another function",
    ast.ClassDef: "a class",
    ast.Import: "an import",
    ast.ImportFrom: "an import",
    ast.BinOp: "arithmetic",
    ast.JoinedStr: "an f-string",
    ast.NamedExpr: "a := expression",
    ast.IfExp: "a condition",
    ast.Starred: "a * argument",
    ast.AugAssign: "arithmetic",
}


def _shown(tree: ast.AST) -> str:
    """What a tree is, in words."""
    if isinstance(tree, ast.Constant):
        return f"{type(tree.value).__name__} {str(tree.value)[:40]!r}"
    return _NAMES.get(type(tree), "a " + type(tree).__name__.lower())
