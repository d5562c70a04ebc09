"""Materials of .blend files as flat graphs, and graphs as .blend files that an artist can open.

Blender runs in a child process and updates files of older versions as it reads them, so what comes out is of its own version.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

from vlcritic.errors import CompileError, DataError, RendererError
from vlcritic.languages.blender.find import find_blender
from vlcritic.languages.blender.flatten import MAX_NODES, flatten
from vlcritic.languages.blender.graph import Graph
from vlcritic.rendering import Worker
from vlcritic.rendering.worker import WorkerTimeout

CHILD = "vlcritic.languages.blender.blend_child"
START_S, READ_S = 120.0, 120.0
MEMORY_MB = 4096


class Transpiler:
    """Reads and writes .blend files, in one warm child process; ends it in `with` or `close()`."""

    def __init__(self):
        self._worker = Worker(CHILD, command=partial(find_blender, CHILD), start_timeout_s=START_S, memory_mb=MEMORY_MB)

    def materials(self, blend: bytes, *, most: int = MAX_NODES) -> dict[str, Graph]:
        """The materials of a .blend file by name, flat where that takes at most so many nodes (`flatten`).

        Raises:
            DataError: Blender cannot read it.
            RendererError: no Blender; or it died or hung, as it may over a broken file.
        """
        header, said = self._ask("read", blend)
        if "unreadable" in header:
            raise DataError(f"Blender cannot read this .blend: {header['unreadable']}")
        found = json.loads(said)
        groups = {name: Graph.from_dict(graph) for name, graph in found["groups"].items()}
        return {name: flatten(Graph.from_dict(graph), groups, most=most) for name, graph in found["materials"].items()}

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
