"""Blender materials: node graphs as Python text that is read, never run. `BLENDER` is the language; its parts are here."""

from __future__ import annotations

from vlcritic.languages.blender.extract import extract
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.write import write

__all__ = ["extract", "read", "write"]
