"""The exact renderer of GLSL: OpenGL in warm child processes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec

import numpy as np

from vlcritic.errors import CheckError, NonFiniteError, ProgramError, missing_extra
from vlcritic.images import as_height_width
from vlcritic.languages.glsl import harness
from vlcritic.languages.glsl.check import check
from vlcritic.rendering import Worker, open_pool
from vlcritic.types import RenderResult, Size

MAX_NAN = 0.01  # share of a picture's pixels


class GlslRenderer:
    """A function of a batch: N shaders in, N pictures or errors out, in order.

    Args:
        size: of the canvas; a call may name another.
        workers: child processes; `None` for as many as cores, at most 8.
        timeout_s: deadline of one shader, compilation included.
        time_s: `iTime`.
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
        renderers: str | None = None,
    ):
        self.size = as_height_width(size)
        self.time_s = time_s
        self._opened_with = {"workers": workers, "timeout_s": timeout_s, "renderers": renderers}
        # a software rasteriser with a thread a core would let the workers fight: one thread each
        self._pool = open_pool(renderers, _worker, workers=workers, timeout_s=timeout_s)

    def __call__(self, programs: Sequence[str], *, size: Size | None = None) -> list[RenderResult]:
        """Render every shader. A refused or broken one gives its ProgramError, our own failure a RendererError."""
        if isinstance(programs, str):
            raise TypeError("programs: expected a list of shaders, got one string; write [program]")
        height, width = as_height_width(size) if size is not None else self.size
        results: list = [_refusal(program) for program in programs]
        open_places = [place for place, refusal in enumerate(results) if refusal is None]
        header = {"height": height, "width": width, "time_s": self.time_s}
        replies = self._pool.map([(header, programs[place].encode()) for place in open_places])
        for place, reply in zip(open_places, replies, strict=True):
            results[place] = _result(reply, programs[place], height, width) if isinstance(reply, tuple) else reply
        return results

    def hello(self) -> dict:
        """Name of the OpenGL device and versions. Raises RendererError where there is no OpenGL."""
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
    return Worker("vlcritic.languages.glsl.child", environment={"LP_NUM_THREADS": "0", "OMP_NUM_THREADS": "1"})


def _refusal(program: str) -> CheckError | None:
    try:
        check(program)
    except CheckError as error:
        return error
    return None


def _result(reply: tuple[dict, bytes], source: str, height: int, width: int) -> np.ndarray | ProgramError:
    header, pixels = reply
    if "log" in header:
        return harness.compile_error(header["log"], source)
    rgba = np.frombuffer(pixels, np.uint8).reshape(height, width, 4)[::-1]
    nan = 1.0 - rgba[..., 3].mean(dtype=np.float64) / 255
    if nan > MAX_NAN:
        return NonFiniteError(f"{nan:.0%} of the pixels are NaN; look for a division by zero, or sqrt, log or pow of a negative number")
    return np.ascontiguousarray(rgba[..., :3])
