"""Program text → graph. Nothing that the text says is executed."""

from __future__ import annotations

import re
from functools import lru_cache

from vlcritic.languages.blender.building import Builder
from vlcritic.languages.blender.graph import Graph
from vlcritic.languages.blender.plain import plain
from vlcritic.languages.blender.problems import Fault
from vlcritic.languages.blender.statements import MAX_CHARACTERS, Call, Path, Program, parse
from vlcritic.languages.blender.tables import CURRENT, OLD, VERSIONS, has_name, node_types

_COMMENT = re.compile(r"^[ \t]*#[ \t]*Blender[ \t]+(\d+)\.(\d+)", re.MULTILINE)
_HEAD = 400  # characters in which the comment is looked for


def read(source: str, *, version: str | None = None) -> Graph:
    """The graph that a program builds.

    Args:
        source: the program.
        version: of the Blender whose sockets it names, of `tables.VERSIONS`; `None`: a comment `# Blender 5.0` at the top says it, else
            what only one version knows, else indices where vlcritic writes names, which make it `tables.OLD`.

    Raises:
        CheckError: with the line and a code of `problems.CODES`.
        ValueError: a version that there is no table of.
    """
    builder = build(source, version=version)
    for problem in builder.problems:
        if problem.severity == "error":
            raise problem.error()
    return builder.graph


def build(source: str, *, version: str | None = None, with_trees: bool = False) -> Builder:
    """The graph of what can be carried out, with the problems of the rest; nothing at all of a text that is not of the grammar.

    `with_trees` gives every statement its syntax tree.
    """
    try:
        if len(source) > MAX_CHARACTERS:
            raise Fault("syntax", f"{len(source):,} characters; at most {MAX_CHARACTERS:,} are read")
        program = (None if with_trees else plain(source)) or parse(source)
    except Fault as fault:
        builder = Builder(Program("material", []), version or CURRENT)
        builder.problems.append(fault.problem())
        return builder
    builder = Builder(program, version or version_of(source, program))
    builder.run(program.statements)
    return builder


def version_of(source: str, program: Program) -> str:
    """The version that a program is written for, as `read` says."""
    comment = _COMMENT.search(source, 0, _HEAD)
    if comment:
        exact = f"{comment[1]}.{comment[2]}"
        return exact if exact in VERSIONS else OLD if int(comment[1]) < 4 else CURRENT
    evidence = _evidence(program)
    return OLD if "old" in evidence or ("index" in evidence and "new" not in evidence) else CURRENT


def _evidence(program: Program) -> set[str | None]:
    """`"old"` and `"new"` for what only one version knows, `"index"` for a socket's index where vlcritic writes its name."""
    kinds: dict[str, str] = {}
    found = set()
    for _, target, value, _ in program.statements:
        if type(value) is Call:
            if target is not None and value.path[-1] == "new" and len(value.arguments) == 1 and type(value.arguments[0]) is str:
                kinds[target[0]] = value.arguments[0]
                found.add(_of_type(value.arguments[0]))
            paths = value.arguments
        else:
            paths = (target,)
        for path in paths:
            if type(path) is not Path or path[0] not in kinds or len(path) < 2:
                continue
            if path[1] in ("inputs", "outputs") and len(path) > 2 and type(path[2]) is tuple:
                found.add(_of_socket(kinds[path[0]], path[1], path[2][0]))
            elif type(path[1]) is str:
                found.add(_of_setting(kinds[path[0]], path[1], value if type(value) is str else None))
    return found


def _only_one(in_current: bool, in_old: bool) -> str | None:
    return None if in_current == in_old else "new" if in_current else "old"


def _of_type(idname: str) -> str | None:
    return _only_one(idname in node_types(CURRENT), idname in node_types(OLD))


@lru_cache(4096)
def _of_socket(idname: str, side: str, key: int | str) -> str | None:
    current, old = (getattr(node_types(version).get(idname), side, ()) for version in (CURRENT, OLD))
    if isinstance(key, str):
        return _only_one(*(any(key in (socket.name, socket.identifier) for socket in sockets) for sockets in (current, old)))
    return "index" if not -len(current) <= key < len(current) or has_name(current, current[key]) else None


@lru_cache(4096)
def _of_setting(idname: str, name: str, value: str | None) -> str | None:
    current, old = (getattr(node_types(version).get(idname), "settings", {}).get(name) for version in (CURRENT, OLD))
    if value is None or current is None or old is None or current.type != "ENUM" or old.type != "ENUM":
        return _only_one(current is not None, old is not None)
    return _only_one(value in current.items, value in old.items)
