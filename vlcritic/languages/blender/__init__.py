"""Blender materials: node graphs as Python text that is read, never run. `BLENDER` is the language; its parts are here."""

from __future__ import annotations

from vlcritic.languages.blender.check import Problem, check, problems
from vlcritic.languages.blender.extract import extract
from vlcritic.languages.blender.literals import choices, choose, colors, literals
from vlcritic.languages.blender.movable import movable
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.write import write

__all__ = ["BLENDER", "Problem", "check", "choices", "choose", "colors", "extract", "literals", "movable", "problems", "read", "write"]


class Blender:
    """The language of `def shader_material(material)`, as `vlcritic.languages.base.Language` asks."""

    name = "blender"
    suffix = ".py"
    backends = ("cycles", "eevee")  # of `renderer.BACKENDS`, which loads more than this needs
    extract = staticmethod(extract)
    check = staticmethod(check)
    literals = staticmethod(literals)
    movable = staticmethod(movable)

    @staticmethod
    def uses_time(source: str) -> bool:
        """Whether the material moves: never, keyframes are not of the grammar."""
        return False

    @staticmethod
    def renderer(**options):
        """The exact renderer: Blender in child processes. Its module is loaded when it is asked for."""
        from vlcritic.languages.blender.renderer import BlenderRenderer

        return BlenderRenderer(**options)

    def __reduce__(self) -> str:
        return "BLENDER"  # one language in every process, so that what is kept by language is found again


BLENDER = Blender()
