"""Materials of .blend files as programs, and programs as .blend files that an artist can open. Blender runs in a child process."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from vlcritic.errors import DataError, ProgramError, RendererError
from vlcritic.languages.blender.check import problems
from vlcritic.languages.blender.convert import convert
from vlcritic.languages.blender.find import find_blender
from vlcritic.languages.blender.folding import MAX_NODES, Group, folded
from vlcritic.languages.blender.graph import Graph
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.tables import CURRENT
from vlcritic.languages.blender.write import write

CHILD = "vlcritic.languages.blender.blend"
TIMEOUT_S = 120.0  # of a Blender that opens or saves one file


def programs_of(
    blend: str | Path, *, form: str = "named", digits: int | None = None, max_nodes: int = MAX_NODES
) -> dict[str, str | ProgramError]:
    """Every material of a .blend file as a program, or why it cannot be one, by the material's name.

    Groups are expanded, reroutes and constants folded, unused and muted nodes left out. The file's scripts are not run, and it is not
    changed. Numbers are written in full unless `digits` says otherwise; `form` and `digits` are those of `write`.

    Raises:
        DataError: no file, or none that Blender opens.
        RendererError: no Blender.
    """
    if not Path(blend).is_file():
        raise DataError(f"{blend}: no such file; expected a .blend file")
    with tempfile.TemporaryDirectory(prefix="vlcritic-") as folder:
        out = Path(folder) / "materials.json"
        log = _run("read", blend, out)
        if not out.exists():
            raise DataError(f"{blend}: Blender does not open it: {log}")
        found = json.loads(out.read_text(encoding="utf-8"))
    groups = {name: Group(_graph(group["graph"]), group["inputs"], group["outputs"]) for name, group in found["groups"].items()}
    return {
        name: _program(_graph(material["graph"]), groups, form, digits, max_nodes) for name, material in sorted(found["materials"].items())
    }


def save_blend(program: str, blend: str | Path) -> None:
    """Save a program's material as a .blend file, on a sphere under the data set's light. An existing file is overwritten.

    Raises:
        CheckError: the program is not one that is read.
        RendererError: Blender does not build or save it, or there is none.
    """
    graph = convert(read(program))[0]
    with tempfile.TemporaryDirectory(prefix="vlcritic-") as folder:
        described = Path(folder) / "material.json"
        described.write_text(json.dumps(graph.as_dict()), encoding="utf-8")
        made = Path(folder) / "material.blend"
        log = _run("save", made, described)
        if not made.exists():
            raise RendererError(f"{blend}: Blender did not save it: {log}")
        Path(blend).write_bytes(made.read_bytes())


def _program(graph: Graph, groups: dict[str, Group], form: str, digits: int | None, max_nodes: int) -> str | ProgramError:
    try:
        graph = folded(graph, groups, max_nodes=max_nodes)
        for problem in problems(graph):
            if problem.severity == "error":
                raise problem.error()
    except ProgramError as error:
        return error
    return write(graph, form=form, digits=digits)


def _graph(plain: dict) -> Graph:
    """A later Blender of the same nodes counts as the current one."""
    return Graph.from_dict(plain | {"version": CURRENT})


def _run(what: str, blend: str | Path, other: Path) -> str:
    """Run the child; the last lines that it said."""
    command = [*find_blender(CHILD), what, str(Path(blend).resolve()), str(other)]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=TIMEOUT_S, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise RendererError(f"{blend}: Blender was still at it after {TIMEOUT_S:g} s") from None
    except OSError as error:
        raise RendererError(f"no Blender: {error}") from error
    return " | ".join((ended.stderr or ended.stdout).strip().splitlines()[-3:])
