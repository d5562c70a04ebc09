"""The renderer's child process: `python -m vlcritic.languages.glsl.child`. OpenGL lives here and nowhere else.

One frame in (`views`, a list of height, width, time, and the shader as payload), one frame out: the pixels of every view as RGBA8 rows
from the bottom, or what the static checks or the compiler said. Programs that differ only in numbers come to share one compiled program.
"""

from __future__ import annotations

import os
import sys
from collections import OrderedDict
from dataclasses import dataclass

import moderngl
import numpy as np

from vlcritic.errors import CheckError, RendererError
from vlcritic.languages.glsl import harness
from vlcritic.languages.glsl.check import check
from vlcritic.languages.glsl.literals import lift
from vlcritic.languages.glsl.tokens import joined
from vlcritic.rendering.serve import serve

MAX_PROGRAMS = 64  # compiled programs kept
MAX_FAMILIES = 4096  # templates remembered
MAX_CANVASES = 4
LOG_CHARACTERS = 1 << 20  # of what a compiler says
SAME = 1  # of 255: how far the lifted form may be from the program as written


@dataclass
class Family:
    """Programs that differ in numbers alone: hash of the first, and whether their numbers are uniforms by now (None: not tried)."""

    first: int
    is_lifted: bool | None = None


class Canvas:
    """A context and what it keeps warm: compiled programs and framebuffers, the least recently used dropped first.

    A program is compiled as written. At the second of a family it is compiled with its numbers as uniforms too, and where both forms draw
    the same, the family is drawn by the second from then on.
    """

    def __init__(self, backend: str | None):
        self.context = moderngl.create_context(standalone=True, require=330, **({"backend": backend} if backend else {}))
        self._programs: OrderedDict[str, tuple] = OrderedDict()
        self._framebuffers: OrderedDict[tuple, tuple] = OrderedDict()
        self._families: OrderedDict[int, Family] = OrderedDict()  # by the template's hash

    def draw(self, source: str, views: list) -> bytes:
        """RGBA8 pixels of every view, rows from the bottom. Raises moderngl.Error with the compiler's log."""
        template, values = lift(source)
        family = _kept(self._families, hash(template), lambda: Family(hash(source)), MAX_FAMILIES)
        if family.is_lifted:
            pixels = self._drawn(template, values, views)
            if np.frombuffer(pixels, np.uint8)[3::4].min() == 255:
                return pixels
            # NaN may come of the form: pow(x, 2.0) of a negative x is folded to x * x as written, and undefined where 2.0 is a uniform
        pixels = self._drawn(source, [], views)
        if family.is_lifted is None and hash(source) != family.first:
            family.is_lifted = self._is_faithful(template, values, views, pixels)
        return pixels

    def _is_faithful(self, template: str, values: list[float], views: list, pixels: bytes) -> bool:
        """Whether the lifted form compiles and draws the same."""
        try:
            lifted = self._drawn(template, values, views)
        except moderngl.Error:
            return False
        there, here = (np.frombuffer(side, np.uint8).astype(np.int16) for side in (lifted, pixels))
        return bool(np.abs(there - here).max() <= SAME)

    def _drawn(self, text: str, values: list[float], views: list) -> bytes:
        program, vertices = self._compiled(text, len(values))
        for slot, value in enumerate(values):
            _set(program, f"vlcritic_{slot}", value)
        return b"".join(self._view(program, vertices, *view) for view in views)

    def _view(self, program, vertices, height: int, width: int, time_s: float) -> bytes:
        canvas = self._framebuffer(height, width)
        canvas.use()
        self.context.clear(0.0, 0.0, 0.0, 1.0)
        _set(program, "iResolution", (width, height, 1.0))
        _set(program, "iTime", time_s)
        vertices.render(moderngl.TRIANGLES, vertices=3)
        return canvas.read(components=4, alignment=1)

    def _compiled(self, text: str, lifted: int) -> tuple:
        def build():
            program = self.context.program(vertex_shader=harness.VERTEX, fragment_shader=harness.fragment(text, lifted))
            return program, self.context.vertex_array(program, [])

        return _kept(self._programs, text, build, MAX_PROGRAMS)

    def _framebuffer(self, height: int, width: int) -> moderngl.Framebuffer:
        def build():  # not simple_framebuffer, whose attachments outlive it
            colour = self.context.renderbuffer((width, height), 4)
            return colour, self.context.framebuffer([colour])

        return _kept(self._framebuffers, (width, height), build, MAX_CANVASES)[1]


def _kept(store: OrderedDict, key, build, most: int):
    """`store[key]`, built where missing; the least recently used entry over `most` is released."""
    if key not in store:
        store[key] = build()
        if len(store) > most:
            _, oldest = store.popitem(last=False)
            for part in reversed(oldest if isinstance(oldest, tuple) else ()):  # a Family holds nothing of OpenGL's
                part.release()
    store.move_to_end(key)
    return store[key]


def _set(program, name: str, value) -> None:
    if name in program:  # a uniform that the shader does not read is compiled away
        program[name].value = value


def open_canvas() -> tuple[dict, object]:
    """The hello of this machine's OpenGL, and the function that answers a request. Raises RendererError where there is none."""
    try:
        canvas = Canvas(os.environ.get("VLCRITIC_GL_BACKEND", "egl" if sys.platform == "linux" else None))
    except Exception as error:  # moderngl and glcontext raise bare Exception
        raise RendererError(no_opengl(error)) from error

    def answer(header: dict, payload: bytes) -> tuple[dict, bytes]:
        source = joined(payload.decode(errors="surrogatepass"))
        try:
            check(source)
            return {}, canvas.draw(source, header["views"])
        except CheckError as error:
            return {"refused": str(error), "line": error.line}, b""
        except moderngl.Error as error:
            return {"log": str(error)[:LOG_CHARACTERS]}, b""

    info = canvas.context.info
    name = info["GL_RENDERER"]
    hello = {"device": f"{name} · OpenGL {info['GL_VERSION']}", "moderngl": moderngl.__version__}
    canvas.draw(harness.BLACK, [(8, 8, 0.0)])  # what a driver loads on first use, it loads before we are shut in
    return hello | {"on_cpu": "llvmpipe" in name or "softpipe" in name}, answer


def no_opengl(error: Exception) -> str:
    """The message for a machine on which no context can be made."""
    return f"no OpenGL: {error}; on Debian or Ubuntu: apt-get install libegl1 libgl1-mesa-dri, then run `vlcritic doctor`"


if __name__ == "__main__":
    serve(open_canvas)
