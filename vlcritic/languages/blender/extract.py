"""The program in a model's answer: a fenced block, or bare code with prose around it."""

from __future__ import annotations

import re

from vlcritic.languages.fences import program_in

_FIRST = re.compile(r"^(?:import bpy\b|#[ \t]*Blender \d|def shader_material\b)", re.MULTILINE)
_DEFINITION = re.compile(r"^def shader_material\b.*\n?", re.MULTILINE)
_AFTER = re.compile(r"^(?![ \t#\n)]|shader_material\(|material\b|import bpy\b)", re.MULTILINE)


def extract(completion: str) -> str:
    """The material in `completion`: the last fenced block that defines `shader_material`, else bare code that does.

    Raises:
        ExtractError: neither.
    """
    return program_in(completion, "shader_material", fence="python") or _bare(completion)


def _bare(completion: str) -> str:
    """From `import bpy` to the last line that is indented: prose begins at the margin."""
    definition = _DEFINITION.search(completion)
    if definition is None:
        return completion.strip() + "\n"
    first = _FIRST.search(completion)
    after = _AFTER.search(completion, definition.end())
    return completion[first.start() : after.start() if after else len(completion)].strip() + "\n"
