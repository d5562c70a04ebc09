"""The program in a model's answer: a fenced block, or bare code with prose around it."""

from __future__ import annotations

import re

from vlcritic.languages.fences import program_in

_FIRST = re.compile(r"^(?:import bpy\b|from mathutils\b|import math\b|#[ \t]*Blender \d|def shader_material\b)", re.MULTILINE)
_DEFINITION = re.compile(r"^def shader_material\b.*\n?", re.MULTILINE)
_AFTER = re.compile(r"^(?![ \t#\n)\]]|import bpy\b)", re.MULTILINE)
_TORN = re.compile(r"^[^ \t\n#](?:.*[^:,(\[\\\n])?\n+[ \t]+[^ \t\n#]", re.MULTILINE)


def extract(completion: str) -> str:
    """The material in `completion`: the last fenced block that defines `shader_material`, else bare code that does.

    What stands behind the function, which makes a material and calls it, is left out; line ends become `\\n`.

    Raises:
        ExtractError: neither.
    """
    completion = completion.replace("\r\n", "\n").replace("\r", "\n")
    program = program_in(completion, "shader_material", fence="python")
    return _bare(completion) if program is None else _fenced(program)


def _bare(completion: str) -> str:
    """From `import bpy` to the last line that is indented: prose begins at the margin."""
    definition = _DEFINITION.search(completion)
    if definition is None:
        return completion.strip() + "\n"
    first = _FIRST.search(completion)
    after = _AFTER.search(completion, definition.end())
    return completion[first.start() : after.start() if after else len(completion)].strip() + "\n"


def _fenced(program: str) -> str:
    """To the last line of the function. A second function, or a line at the margin amid the body, is left for the checks to refuse."""
    definition = _DEFINITION.search(program)
    after = definition and _AFTER.search(program, definition.end())
    if not after or _DEFINITION.search(program, after.start()) or _TORN.search(program, after.start()):
        return program
    return program[: after.start()].rstrip() + "\n"
