"""The built-in functions of GLSL 3.30 that read no texture, on lists of lanes.

    found = resolve("mix", (vec3, vec3, float_))
    lanes = found.call(m, left, right, weight)

Source: GLSL 3.30 specification, chapter 8; formulas and their order of operations are those of Mesa 22.3 (`builtin_functions.cpp`,
`nir_builtin_builder.c`), so that pictures agree.
"""

from __future__ import annotations

from functools import lru_cache

from vlcritic.languages.glsl.twin.builtins import angle, bits, common, derivatives, exponential, geometric, matrix, relational
from vlcritic.languages.glsl.twin.builtins.matrix import multiply
from vlcritic.languages.glsl.twin.builtins.overloads import Builtin, Mismatch
from vlcritic.languages.glsl.twin.types import Type, converts

__all__ = ["FUNCTIONS", "Builtin", "Mismatch", "multiply", "resolve"]

FUNCTIONS: dict[str, tuple[Builtin, ...]] = {
    name: tuple({overload.parameters: overload for overload in overloads}.values())
    for family in (angle, exponential, common, geometric, matrix, relational, bits, derivatives)
    for name, overloads in family.FUNCTIONS.items()
}
"""Every built-in function and its overloads."""


@lru_cache(maxsize=4096)
def resolve(name: str, types: tuple[Type, ...]) -> Builtin | Mismatch | None:
    """The overload that a call takes: the exact one, else the one that its arguments convert to.

    `None` where there is no such function, a Mismatch where none of its overloads fits.
    """
    if name not in FUNCTIONS:
        return None
    fitting = [overload for overload in FUNCTIONS[name] if _fits(overload, types)]
    exact = [overload for overload in fitting if overload.parameters == types]
    found = exact or fitting  # ints and uints convert to floats alone: at most one overload fits inexactly
    return found[0] if found else Mismatch(name, types)


def _fits(overload: Builtin, types: tuple[Type, ...]) -> bool:
    """What goes in converts to the parameter, what comes out from it."""
    return len(types) == len(overload.parameters) and all(
        converts(wanted, given) if place in overload.out else converts(given, wanted)
        for place, (given, wanted) in enumerate(zip(types, overload.parameters, strict=True))
    )
