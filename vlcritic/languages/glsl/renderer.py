"""The renderers of GLSL in warm child processes: OpenGL, the exact one, and its twin on torch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec

from vlcritic.errors import CheckError, CompileError, NonFiniteError, ProgramError, RendererError, RenderTimeout, missing_extra
from vlcritic.images import as_height_width, from_rgb
from vlcritic.languages.glsl import harness
from vlcritic.languages.glsl.check import check_length, has_open_loop
from vlcritic.languages.glsl.modes import MODES
from vlcritic.rendering import Worker, open_pool
from vlcritic.types import Image, RenderResult, Size, View

MAX_NAN = 0.01  # share of a picture's pixels

BACKENDS = ("opengl", "twin")
"""What can draw: OpenGL is exact and the judge; the twin needs no OpenGL."""

OWN_DEADLINE = 0.9  # share of the deadline after which the twin gives up by itself, which costs no restart

# One thread a worker, or the workers of a software rasteriser fight. No disk cache: it would make a program's time depend on the past
_SETTINGS = {"LP_NUM_THREADS": "0", "MESA_SHADER_CACHE_DISABLE": "true"}

# glibc keeps the memory of pictures instead of giving it back after every operation: a tenth of the time
_TWIN_SETTINGS = {"MALLOC_TRIM_THRESHOLD_": "1000000000", "MALLOC_MMAP_THRESHOLD_": "1000000000"}


class GlslRenderer:
    """A function of a batch: N shaders in, N pictures or errors out, in order.

    Args:
        size: of the canvas; a call may name another.
        workers: child processes; `None` for as many as cores over ranks, at most 8.
        timeout_s: deadline of one shader, compilation included.
        time_s: `iTime`.
        backend: one of `BACKENDS`.
        renderers: where: `None` for child processes of this one, "ray", "ray://host:port" or "ray:auto" for a Ray (`rendering.open_pool`);
            `workers=None` is then one per CPU of the cluster.

    Opens its processes on first use, closes them in `with` or `close()`.
    """

    def __init__(
        self,
        *,
        size: Size = 256,
        workers: int | None = None,
        timeout_s: float = 5.0,
        time_s: float = 0.0,
        backend: str = "opengl",
        renderers: str | None = None,
    ):
        if backend not in BACKENDS:
            raise ValueError(f"backend: expected one of {', '.join(BACKENDS)}, got {backend!r}")
        self.size = as_height_width(size)
        self.time_s = time_s
        self._opened_with = {"workers": workers, "timeout_s": timeout_s, "backend": backend, "renderers": renderers}
        worker = _twin_worker if backend == "twin" else _worker
        probe = self._request(harness.BLACK, [(8, 8, 0.0)])
        self._pool = open_pool(renderers, worker, workers=workers, timeout_s=timeout_s, probe=probe)

    def __call__(self, programs: Sequence[str], *, size: Size | None = None) -> list[RenderResult]:
        """Render every shader. A refused or broken one gives its ProgramError, our own failure a RendererError."""
        height, width = as_height_width(size) if size is not None else self.size
        results = self.views(programs, [[(height, width, self.time_s)]] * len(programs))
        return [result[0] if isinstance(result, list) else result for result in results]

    def views(self, programs: Sequence[str], views: Sequence[Sequence[View]]) -> list[list[Image] | ProgramError | RendererError]:
        """Render every shader on several canvases of its own, compiled once: pictures in the order of its views, or one error."""
        if isinstance(programs, str):
            raise TypeError("programs: expected a list of shaders, got one string; write [program]")
        results: list = [_refusal(program) for program in programs]
        places = [place for place, refusal in enumerate(results) if refusal is None]
        places.sort(key=lambda place: not has_open_loop(programs[place]))  # what may hang starts first: its deadline is the batch's
        replies = self._pool.map([self._request(programs[place], views[place]) for place in places])
        for place, reply in zip(places, replies, strict=True):
            results[place] = _result(reply, programs[place], views[place]) if isinstance(reply, tuple) else reply
        return results

    def _request(self, program: str, views: Sequence[View]) -> tuple[dict, bytes]:
        header = {"views": views, "timeout_s": OWN_DEADLINE * self._opened_with["timeout_s"]}
        return header, program.encode(errors="surrogatepass")  # the checks, in the child, refuse half a character

    @property
    def version(self) -> str:
        """What verdicts depend on beside program and canvas: device, driver, clock, deadline. Raises RendererError without OpenGL."""
        return f"{self.hello()['device']} at {self.time_s:g} s within {self._opened_with['timeout_s']:g} s"

    def hello(self) -> dict:
        """Name of the OpenGL device, versions, isolation. Raises RendererError where there is no OpenGL."""
        return self._pool.hello()

    def close(self) -> None:
        """End the child processes; a later call starts new ones."""
        self._pool.close()

    def __enter__(self) -> GlslRenderer:
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def __reduce__(self):
        return partial(GlslRenderer, size=self.size, time_s=self.time_s, **self._opened_with), ()


def _worker() -> Worker:
    if find_spec("moderngl") is None:
        raise missing_extra("moderngl", "glsl")
    return Worker("vlcritic.languages.glsl.child", settings=_SETTINGS, modes=MODES)


def _twin_worker() -> Worker:
    return Worker("vlcritic.languages.glsl.twin.child", settings=_TWIN_SETTINGS)


def _refusal(program: str) -> CheckError | None:
    try:
        check_length(program)
    except CheckError as error:
        return error
    return None


def _result(reply: tuple[dict, bytes], source: str, views: Sequence[View]) -> list[Image] | ProgramError:
    header, pixels = reply
    if "refused" in header:
        return CheckError(header["refused"], line=header["line"])
    if "uncompiled" in header:
        return CompileError(header["uncompiled"], line=header["line"])
    if "timeout" in header:
        return RenderTimeout(header["timeout"], line=header["line"])
    if "log" in header:
        return harness.compile_error(header["log"], source)
    if header["nan"] > MAX_NAN:
        return NonFiniteError(
            f"{header['nan']:.0%} of the pixels are NaN; look for a division by zero, or sqrt, log or pow of a negative number"
        )
    return from_rgb(pixels, [(height, width) for height, width, _ in views])
