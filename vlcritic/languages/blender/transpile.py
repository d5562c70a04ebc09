"""Materials of .blend files as flat graphs, and graphs as .blend files that an artist can open.

Blender runs in a child process and updates files of older versions as it reads them, so what comes out is of its own version.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from vlcritic.errors import CompileError, DataError, RendererError
from vlcritic.languages.blender.find import find_blender
from vlcritic.languages.blender.flatten import MAX_NODES, flatten
from vlcritic.languages.blender.graph import Graph
from vlcritic.rendering import Worker
from vlcritic.rendering.worker import WorkerTimeout

CHILD = "vlcritic.languages.blender.blend_child"
START_S, READ_S = 120.0, 120.0
MEMORY_MB = 4096


class Material(NamedTuple):
    """A material of a .blend file: its graph, and what of it a graph cannot say, in words."""

    graph: Graph
    lost: list[str]


class Transpiler:
    """Reads and writes .blend files, in one warm child process; ends it in `with` or `close()`."""

    def __init__(self):
        self._worker = Worker(CHILD, command=partial(find_blender, CHILD), start_timeout_s=START_S, memory_mb=MEMORY_MB)

    def materials(self, blend: bytes, *, most: int = MAX_NODES) -> dict[str, Material]:
        """The materials of a .blend file by name, flat where that takes at most so many nodes (`flatten`).

        Raises:
            DataError: Blender cannot read it.
            RendererError: no Blender; or it died or hung, as it may over a broken file.
        """
        header, said = self._ask("read", blend)
        if "unreadable" in header:
            raise DataError(f"Blender cannot read this .blend: {header['unreadable']}")
        found = json.loads(said)
        groups, materials = ({name: _graph(plain) for name, plain in found[kind].items()} for kind in ("groups", "materials"))
        inner = {name: graph for name, (graph, _) in groups.items()}
        return {
            name: Material(flatten(graph, inner, most=most), _lost(graph, lost, groups, set())) for name, (graph, lost) in materials.items()
        }

    def blend(self, graphs: Mapping[str, Graph]) -> bytes:
        """A .blend file with these materials, the first of which the data set's plane wears.

        Raises:
            CompileError: what Blender refused.
            RendererError: no Blender.
        """
        plain = json.dumps({name: graph.as_dict() for name, graph in graphs.items()}).encode()
        header, blend = self._ask("write", plain)
        if header["refused"]:
            raise CompileError("; ".join(f"{node}: {what}" for node, what in header["refused"]))
        return blend

    def _ask(self, what: str, payload: bytes) -> tuple[dict, bytes]:
        try:
            return self._worker.request({"do": what}, payload, timeout_s=READ_S)
        except WorkerTimeout as error:
            raise RendererError(f"Blender was still at work after {READ_S:g} s, to {what} a .blend") from error

    def close(self) -> None:
        """End the child process; a later call starts another."""
        self._worker.kill()

    def __enter__(self) -> Transpiler:
        return self

    def __exit__(self, *exception) -> None:
        self.close()


def _graph(plain: dict) -> tuple[Graph, list]:
    """A graph, and what was lost of which node."""
    return Graph.from_dict(plain), plain["lost"]


def _lost(graph: Graph, lost: list, groups: dict, seen: set[str]) -> list[str]:
    """What was lost of the nodes that show, and of all nodes of their groups, each group told once."""
    nodes = graph.reachable() or graph.nodes  # a group has no output of a material
    names = {node.name for node in nodes}
    words = [what for name, what in lost if name in names]
    for name in dict.fromkeys(node.group for node in nodes if node.group in groups):
        if name not in seen:
            seen.add(name)
            words += [f"{name}: {what}" for what in _lost(*groups[name], groups, seen)]
    return words
