"""The short way to a program's statements: one pattern a line, for programs of nothing but plain lines, four times as fast as `ast`.

`plain(source)` is what `statements.parse` gives, or `None`, and then `ast` has the word; it never refuses and never knows better.
"""

from __future__ import annotations

import re
from functools import lru_cache
from keyword import iskeyword

from vlcritic.languages.blender.statements import CALLED, Call, Path, Program, Statement

_NAME = r"[A-Za-z]\w*"
_STRING = r"'[ -&(-\[\]-~]*'|\"[ !#-\[\]-~]*\""
_PATH = rf"{_NAME}(?:\.{_NAME}|\[(?:0|[1-9]\d{{0,3}}|{_STRING})\])*"
_NUMBER = r"-?(?:0|[1-9]\d{0,30})(?:\.\d{0,30})?(?:e[+-]?\d{1,2})?"
_ARGUMENT = rf"(?:{_PATH}|{_NUMBER}|{_STRING})"
_LINE = re.compile(
    rf"    (?:({_PATH}) = )?"
    rf"(?:({_NUMBER})|\(({_NUMBER}(?:, {_NUMBER})+)\)|({_STRING})|({_PATH})(?:\(((?:{_ARGUMENT}(?:, {_ARGUMENT})*)?)\))?)",
    re.ASCII,
)
_STEP = re.compile(rf"\.?({_NAME})|\[(\d+)\]|\[['\"]([^\]]*)['\"]\]", re.ASCII)
_ARGUMENTS = re.compile(_ARGUMENT, re.ASCII)
_IDLE = re.compile(r"[ ]*(?:#[ -~]*)?", re.ASCII)
_FUNCTION = re.compile(rf"def shader_material\(({_NAME})(?:: bpy\.types\.Material)?\)(?: -> None)?:", re.ASCII)
_LONGEST = 300  # characters of a line that the caches keep; a longer one is read by `ast`
_CONSTANTS = {"True": True, "False": False}


def plain(source: str) -> Program | None:
    """The statements of a program of plain lines; `None` where any line is another."""
    material, statements = None, []
    for number, line in enumerate(source.split("\n"), 1):
        said = _said(line) if material is not None and len(line) <= _LONGEST else None
        if said is not None:
            statements.append(Statement(number, *said))
        elif material is None and (function := _FUNCTION.fullmatch(line)):
            material = function[1]
        elif not _IDLE.fullmatch(line) and (line != "import bpy" or material is not None):
            return None
    return Program(material, statements) if statements and not iskeyword(material) else None


@lru_cache(16384)
def _said(line: str) -> tuple[Path | None, object] | None:
    """Target and value of a line, most of which stand in many programs; `None` where it is no plain statement."""
    match = _LINE.fullmatch(line)
    return None if match is None else _statement(*match.groups())


def _statement(target: str | None, number, numbers, string, path, arguments) -> tuple[Path | None, object] | None:
    if number is not None:
        value = _number(number)
    elif numbers is not None:
        value = tuple([_number(each) for each in numbers.split(", ")])
        if len(value) > 4:
            return None
    elif string is not None:
        value = string[1:-1]
    elif arguments is not None:
        value = _call(path, arguments)
    else:
        value = _CONSTANTS.get(path)
        value = _path(path) if value is None else value
    if value is None or (target is None and arguments is None):
        return None
    steps = None if target is None else _path(target)
    return None if steps is None and target is not None else (steps, value)


def _call(path: str, arguments: str) -> Call | None:
    steps, values = _path(path), [_argument(each) for each in _ARGUMENTS.findall(arguments)]
    return None if steps is None or steps[-1] not in CALLED or None in values else Call(steps, tuple(values))


def _argument(text: str):
    if text[0] in "'\"":
        return text[1:-1]
    return _path(text) if text[0].isalpha() else _number(text)


def _number(text: str) -> float | int:
    return int(text) if text.isdigit() or text[1:].isdigit() else float(text)


@lru_cache(8192)
def _path(text: str) -> Path | None:
    """The steps of a path; `None` where a word of Python's is among them."""
    steps, end = [], 0
    for step in _STEP.finditer(text):
        if step.start() != end:
            return None
        end, (name, index, key) = step.end(), step.groups()
        if name is not None and iskeyword(name):
            return None
        steps.append(name if name is not None else (int(index) if index is not None else key,))
    return Path(steps) if end == len(text) else None
