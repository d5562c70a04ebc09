"""The exact renderer of materials: Blender in warm child processes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

import numpy as np

from vlcritic.errors import CheckError, CompileError, ProgramError, RendererError
from vlcritic.images import as_height_width
from vlcritic.languages.blender.check import check
from vlcritic.languages.blender.convert import convert
from vlcritic.languages.blender.find import CHILD, find_blender
from vlcritic.languages.blender.graph import Graph
from vlcritic.languages.blender.read import read
from vlcritic.rendering import Worker, open_pool
from vlcritic.types import Image, RenderResult, Size, View

BACKENDS = ("cycles", "eevee")
"""Cycles draws on the CPU and the same everywhere; EEVEE needs a GPU, and its pictures depend on the driver."""

PREVIEWS = ("plane", "sphere", "cloth")
"""What wears the material."""

START_S = 120.0  # for Blender to say hello; it takes 1 s on a quiet machine
MEMORY_MB = 2048  # of writable memory; Blender uses 250 at 256²
RECYCLE_RENDERS, RECYCLE_MB = 5000, 1500  # it starts with 440 MB, and grows by 10 KB a picture
PATIENCE_S = 2.0  # a picture takes 0.03 s at 64² and 0.5 s at 256², a spare 1.5 s to start and half a gigabyte
SPARES = 2


class BlenderRenderer:
    """A function of a batch: N material programs in, N pictures or errors out, in order.

    Args:
        size: of the canvas; a call may name another.
        workers: child processes; `None` for as many as cores over ranks, at most 8. Each holds about half a gigabyte.
        timeout_s: deadline of one program.
        samples: paths a pixel.
        preview: one of `PREVIEWS`.
        backend: one of `BACKENDS`.
        renderers: where, as for `vlcritic.rendering.open_pool`.

    Opens its processes on first use, closes them in `with` or `close()`.
    """

    def __init__(
        self,
        *,
        size: Size = 256,
        workers: int | None = None,
        timeout_s: float = 30.0,
        samples: int = 4,
        preview: str = "plane",
        backend: str = "cycles",
        renderers: str | None = None,
    ):
        _check_one_of("preview", preview, PREVIEWS)
        _check_one_of("backend", backend, BACKENDS)
        if samples < 1:
            raise ValueError(f"samples: expected 1 or more, got {samples}")
        self.size = as_height_width(size)
        self._stage = {"preview": preview, "samples": samples, "engine": backend}
        self._opened_with = {"workers": workers, "timeout_s": timeout_s, "backend": backend, "renderers": renderers}
        self._pool = open_pool(
            renderers,
            partial(_worker, self._stage),
            workers=workers,
            timeout_s=timeout_s,
            probe=_request(Graph(), [(8, 8, 0.0)]),
            patience_s=PATIENCE_S,
            spares=SPARES,
        )

    def __call__(self, programs: Sequence[str], *, size: Size | None = None) -> list[RenderResult]:
        """Render every program. A refused one gives its ProgramError, our own failure a RendererError."""
        view = (*(as_height_width(size) if size is not None else self.size), 0.0)
        return _first(self.views(programs, [[view]] * len(programs)))

    def views(self, programs: Sequence[str], views: Sequence[Sequence[View]]) -> list[list[Image] | ProgramError | RendererError]:
        """Render every program on several canvases of its own: pictures in the order of its views, or one error."""
        if isinstance(programs, str):
            raise TypeError("programs: expected a list of programs, got one string; write [program]")
        return self._draw([_graph(program) for program in programs], views)

    def graphs(self, graphs: Sequence[Graph], *, size: Size | None = None) -> list[RenderResult]:
        """Render materials that are graphs of the current version already."""
        view = (*(as_height_width(size) if size is not None else self.size), 0.0)
        return _first(self._draw(list(graphs), [[view]] * len(graphs)))

    def _draw(self, graphs: list[Graph | ProgramError], views: Sequence[Sequence[View]]) -> list:
        results: list = list(graphs)
        places = [place for place, graph in enumerate(graphs) if isinstance(graph, Graph)]
        replies = self._pool.map([_request(graphs[place], views[place]) for place in places])
        for place, reply in zip(places, replies, strict=True):
            results[place] = _result(reply, views[place]) if isinstance(reply, tuple) else reply
        return results

    @property
    def version(self) -> str:
        """What pictures depend on beside program and canvas. Raises RendererError without Blender."""
        stage = "{preview}, {samples} samples".format(**self._stage)
        return f"{self.hello()['device']}, {stage}, within {self._opened_with['timeout_s']:g} s"

    def hello(self) -> dict:
        """Version of Blender and of its Python, isolation. Raises RendererError where there is no Blender."""
        return self._pool.hello()

    def close(self) -> None:
        """End the child processes; a later call starts new ones."""
        self._pool.close()

    def __enter__(self) -> BlenderRenderer:
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def __reduce__(self):
        looks = {name: self._stage[name] for name in ("preview", "samples")}
        return partial(BlenderRenderer, size=self.size, **looks, **self._opened_with), ()


def _worker(stage: dict) -> Worker:
    return Worker(
        CHILD,
        [json.dumps(stage)],
        command=find_blender,
        start_timeout_s=START_S,
        memory_mb=MEMORY_MB,
        recycle_renders=RECYCLE_RENDERS,
        recycle_mb=RECYCLE_MB,
    )


def _check_one_of(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise ValueError(f"{name}: expected one of {', '.join(known)}, got {value!r}")


def _graph(program: str) -> Graph | CheckError:
    """The program's graph in the words of the current Blender, or why it is not drawn."""
    try:
        check(program)
        return convert(read(program))[0]
    except CheckError as error:
        return error


def _request(graph: Graph, views: Sequence[View]) -> tuple[dict, bytes]:
    return {"views": views}, json.dumps(graph.as_dict()).encode()


def _result(reply: tuple[dict, bytes], views: Sequence[View]) -> list[Image] | CompileError:
    header, pixels = reply
    if "refused" in header:
        return CompileError("; ".join(f"{node}: {what}" if node else what for node, what in header["refused"]))
    pictures, start = [], 0
    for height, width, _ in views:
        end = start + 3 * height * width
        pictures.append(np.frombuffer(pixels[start:end], np.uint8).reshape(height, width, 3).copy())
        start = end
    return pictures


def _first(results: list) -> list[RenderResult]:
    return [result[0] if isinstance(result, list) else result for result in results]
