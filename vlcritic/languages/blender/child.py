"""The renderer's child process: Blender lives here and nowhere else.

    python -m vlcritic.languages.blender.child …      a Python that has vlcritic and bpy
    python child.py …                                 another Python that has bpy
    blender -b --factory-startup -P child.py -- …     Blender itself

One frame in (`views`, a list of height, width, time, and a graph as JSON), one frame out: the pixels of every view as RGB8 rows from
the top, or what Blender refused. The first word of its own is the stage as JSON: `preview`, `samples`, `engine`.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import warnings
from pathlib import Path

if not __package__:  # run as a file: vlcritic is where this file is, behind what the interpreter has of its own
    here = Path(__file__).resolve()
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() != here.parent] + [str(here.parents[3])]

from vlcritic.errors import RendererError
from vlcritic.rendering.serve import serve

OLDEST = (5, 0)
"""The Blender of `tables.CURRENT`, whose nodes it describes; an older one has others. Later ones serve too: a material with something
that the table does not know is refused, the others are the table's."""

FATAL = ("out of SVM stack space",)  # what Cycles says, and goes on to draw something else
WORDS = 2000  # characters of what Blender says of a program
_BLACK = {"nodes": [], "links": []}
_LIBC = ctypes.CDLL(None)


def open_blender() -> tuple[dict, object]:
    """Blender's hello, and the function that answers a request. Raises RendererError where there is no Blender that will do."""
    bpy = load_bpy()
    from vlcritic.languages.blender import bpy_graph, scene

    options = json.loads(sys.argv[-3])
    stage = scene.Stage(**options)

    def answer(header: dict, payload: bytes) -> tuple[dict, bytes]:
        _forget_words()
        material = bpy.data.materials.new("program")
        try:
            scene.with_nodes(material)
            material.node_tree.nodes.clear()
            refused = bpy_graph.build(json.loads(payload), material.node_tree)
            if refused:
                return {"refused": refused}, b""
            pictures = [stage.draw(material, height, width) for height, width, _ in header["views"]]
        finally:
            bpy.data.materials.remove(material)
        errors = [line for line in _words().splitlines() if any(words in line for words in FATAL)]
        return (
            ({"refused": [("", line.partition("ERROR ")[2] or line) for line in errors[:1]]}, b"") if errors else ({}, b"".join(pictures))
        )

    answer({"views": [(8, 8, 0.0)]}, json.dumps(_BLACK).encode())  # what Blender loads on first use, it loads before we are shut in
    hello = {"device": f"Blender {bpy.app.version_string} · {options['engine'].capitalize()}", "python": sys.version.split()[0]}
    is_cycles = options["engine"] == "cycles"
    return hello | {"on_cpu": is_cycles, "makes_files": not is_cycles}, answer


def load_bpy():
    """Blender's module. Raises RendererError where there is none, or one that is too old."""
    warnings.simplefilter("ignore", DeprecationWarning)  # of what goes with Blender 6.0
    try:
        import bpy
    except ImportError as error:
        raise RendererError(f"no Blender: {error}; run: pip install 'vlcritic[blender]', or set VLCRITIC_BLENDER") from error
    if bpy.app.version < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise RendererError(f"Blender {bpy.app.version_string} is too old: expected {wanted} or later; set VLCRITIC_BLENDER to one")
    return bpy


def _forget_words() -> None:
    """Empty the file that is our standard error: Blender says something of every picture, and after a crash only the end counts."""
    _LIBC.fflush(None)
    try:
        os.ftruncate(2, 0)
        os.lseek(2, 0, os.SEEK_SET)
    except OSError:
        pass  # a terminal or a pipe


def _words() -> str:
    """What Blender said since."""
    _LIBC.fflush(None)
    try:
        return os.pread(2, WORDS, 0).decode(errors="replace")
    except OSError:
        return ""


if __name__ == "__main__":
    serve(open_blender)
