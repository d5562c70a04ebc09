"""Where Blender is, and the command line that runs our child in it."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from vlcritic.errors import RendererError

CHILD = "vlcritic.languages.blender.child"
VARIABLE = "VLCRITIC_BLENDER"
MISSING = f"no Blender: run: pip install 'vlcritic[blender]' (Python 3.11), or set {VARIABLE} to a `blender` or a Python that has bpy"


def find_blender(child: str = CHILD) -> list[str]:
    """The command line of a child, by default the renderer's.

    In `$VLCRITIC_BLENDER`, else in this Python if it has bpy, else in `blender` on the PATH. Whether that is a Blender that will do, only
    its start tells. Raises RendererError where there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return _in(_executable(named), child)
    if find_spec("bpy") is not None:
        return [sys.executable, "-m", child]
    found = shutil.which("blender")
    if found is None:
        raise RendererError(MISSING)
    return _in(found, child)


def _executable(named: str) -> str:
    found = shutil.which(named)
    if found is None:
        raise RendererError(f"{VARIABLE}: {named}: no such program; expected the path of `blender`, or of a Python that has bpy")
    return found


def _in(program: str, child: str) -> list[str]:
    file = str(Path(__file__).with_name(child.rpartition(".")[2] + ".py"))
    if Path(program).name.startswith("python"):
        return [program, file]
    return [program, "-b", "--factory-startup", "--python-exit-code", "1", "-P", file, "--"]
