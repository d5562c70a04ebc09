"""Program languages, by name. Nothing of a language is loaded before it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vlcritic.languages.base import Language

NAMES = ("glsl", "blender")


def language(name: str) -> Language:
    """The language of that name. Raises ValueError for another name."""
    if name == "glsl":
        from vlcritic.languages.glsl import GLSL

        return GLSL
    if name == "blender":
        from vlcritic.languages.blender import BLENDER

        return BLENDER
    raise ValueError(f"language: expected one of {', '.join(NAMES)}, got {name!r}")


def language_of(path: str | Path) -> Language:
    """The language of a program's file: `.py` is Blender's, everything else GLSL, which has many endings."""
    return language("blender" if Path(path).suffix == ".py" else "glsl")
