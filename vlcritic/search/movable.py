"""Which numbers of a program a search may move."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vlcritic.data.glsl.parse import parse_scene
from vlcritic.types import Literal

_IN_SMOOTHSTEP = re.compile(r"smoothstep\(\s*(?:-?[\d.]+\s*,\s*)?$")


def movable(program: str, literals: Sequence[Literal]) -> list[Literal]:
    """The floats; of a canonical scene only those that say what the scene is.

    In a canonical scene the numbers of the helpers define what a circle or a star is, and the edges of `smoothstep` how soft an outline
    is. Moved, they could fit the picture a little better and make the program a lie about its shapes.
    """
    floats = [literal for literal in literals if literal.kind == "float"]
    if parse_scene(program) is None:
        return floats
    main = program.rfind("mainImage")
    return [literal for literal in floats if literal.start > main and not _IN_SMOOTHSTEP.search(program, 0, literal.start)]
