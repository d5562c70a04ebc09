"""The renderer's child process: `python -m vlcritic.languages.glsl.child`. OpenGL lives here and nowhere else.

One frame in (`views`, a list of height, width, time, and the shader as payload), one frame out: the pixels of every view as RGB8 rows
from the top, with the largest share of them that is NaN, or what the static checks or the compiler said. Programs that differ only in
numbers come to share one compiled program.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

import moderngl
import numpy as np

from vlcritic.errors import CheckError, RendererError
from vlcritic.languages.glsl import harness
from vlcritic.languages.glsl.forms import Form, form_of, split
from vlcritic.languages.glsl.modes import MODES, Regret
from vlcritic.languages.glsl.tokens import joined
from vlcritic.rendering.serve import serve

MAX_PROGRAMS = 64  # compiled programs kept
MAX_FAMILIES = 4096  # templates remembered
MAX_FORMS = 256  # wordings remembered, of up to 64 KB each
MAX_CANVASES = 4
LOG_CHARACTERS = 1 << 20  # of what a compiler says
SAME = 1  # of 255: how far the lifted form may be from the program as written


class Drawing(NamedTuple):
    """RGB8 pixels of every view, rows from the top, and the largest share of a view's pixels that is NaN."""

    pixels: bytes
    nan: float


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
        self._forms: OrderedDict[tuple, Form] = OrderedDict()  # by the words between the numbers
        self._families: OrderedDict[int, Family] = OrderedDict()  # by the template's hash
        self.regret = Regret("new" if os.environ.items() >= MODES["new"].items() else "family")

    def draw(self, source: str, views: list) -> Drawing:
        """The pictures of every view. Raises CheckError, and moderngl.Error with the compiler's log."""
        template, values = self._lifted(source)
        family = _kept(self._families, hash(template), lambda: Family(hash(source)), MAX_FAMILIES)
        if family.is_lifted:
            drawing = self._drawn(template, values, views)
            if drawing.nan == 0:
                self.regret.drew(sum(height * width for height, width, _ in views))
                return drawing
            # NaN may come of the form: pow(x, 2.0) of a negative x is folded to x * x as written, and undefined where 2.0 is a uniform
        drawing = self._drawn(source, [], views)
        if family.is_lifted is None and hash(source) != family.first:
            family.is_lifted = self._is_faithful(template, values, views, drawing)
        return drawing

    def _lifted(self, source: str) -> tuple[str, list[float]]:
        """Template and values of a shader, which is checked unless its form has been."""
        parts = split(source)
        wording = tuple(parts[::2])
        form = _kept(self._forms, wording, lambda: form_of(source), MAX_FORMS)
        if not form.fits(parts):
            form = self._forms[wording] = form_of(source)
        return form.template, form.values_of(parts)

    def _is_faithful(self, template: str, values: list[float], views: list, drawing: Drawing) -> bool:
        """Whether the lifted form compiles and draws the same."""
        try:
            lifted = self._drawn(template, values, views)
        except moderngl.Error:
            return False
        there, here = (np.frombuffer(side.pixels, np.uint8).astype(np.int16) for side in (lifted, drawing))
        return lifted.nan == drawing.nan and bool(np.abs(there - here).max() <= SAME)

    def _drawn(self, text: str, values: list[float], views: list) -> Drawing:
        program, vertices = self._compiled(text, len(values))
        _set_literals(program, values)
        pictures = [self._view(program, vertices, *view) for view in views]
        return Drawing(b"".join(pixels for pixels, _ in pictures), max(nan for _, nan in pictures))

    def _view(self, program, vertices, height: int, width: int, time_s: float) -> tuple[np.ndarray, float]:
        canvas = self._framebuffer(height, width)
        canvas.use()
        self.context.clear(0.0, 0.0, 0.0, 1.0)
        _set(program, "iResolution", (width, height, 1.0))
        _set(program, "iTime", time_s)
        vertices.render(moderngl.TRIANGLES, vertices=3)
        finite = np.frombuffer(canvas.read(components=4, alignment=1), np.uint8)[3::4]
        colours = np.frombuffer(canvas.read(components=3, alignment=1), np.uint8)  # the driver drops alpha in half of Pillow's time
        nan = 0.0 if finite.min() == 255 else 1.0 - finite.mean(dtype=np.float64) / 255
        return np.ascontiguousarray(colours.reshape(height, -1)[::-1]), nan

    def _compiled(self, text: str, lifted: int) -> tuple:
        def build():
            self.regret.compiled()
            program = self.context.program(vertex_shader=harness.vertex(lifted), fragment_shader=harness.fragment(text, lifted))
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


def _set_literals(program, values: list[float]) -> None:
    if "vlcritic_flat" in program:
        flat = program["vlcritic_flat"]  # ends at the last one that the shader reads
        flat.write(array("f", values[: flat.array_length]))
    for slot, value in enumerate(values[harness.FLAT :], harness.FLAT):
        _set(program, f"vlcritic_{slot}", value)


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
        try:
            drawing = canvas.draw(joined(payload.decode(errors="surrogatepass")), header["views"])
            return {"nan": drawing.nan} | ({"mode": canvas.regret.wish()} if "llvmpipe" in name else {}), drawing.pixels
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
