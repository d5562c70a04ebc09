"""The renderer's child process: `python -m vlcritic.languages.glsl.child`. OpenGL lives here and nowhere else.

One frame in (`height`, `width`, `time_s`, `alarm_s`, and the shader as payload), one frame out: pixels as RGBA8 rows from the
bottom, or what the compiler said. Programs that differ only in numbers share one compiled program.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import OrderedDict

import moderngl

from vlcritic.languages.glsl import harness
from vlcritic.languages.glsl.literals import lift
from vlcritic.rendering import messages

MAX_PROGRAMS = 256  # compiled programs kept
MAX_CANVASES = 4


class Canvas:
    """A context and what it keeps warm: compiled programs and framebuffers, the least recently used dropped first."""

    def __init__(self, backend: str | None):
        self.context = moderngl.create_context(standalone=True, require=330, **({"backend": backend} if backend else {}))
        self._programs: OrderedDict[tuple, tuple] = OrderedDict()
        self._framebuffers: OrderedDict[tuple, moderngl.Framebuffer] = OrderedDict()

    def draw(self, source: str, *, height: int, width: int, time_s: float) -> bytes:
        """RGBA8 pixels, rows from the bottom. Raises moderngl.Error with the compiler's log."""
        program, vertices, values = self._lifted(source)
        self._framebuffer(height, width).use()
        self.context.clear(0.0, 0.0, 0.0, 1.0)
        _set(program, "iResolution", (width, height, 1.0))
        _set(program, "iTime", time_s)
        for slot, value in enumerate(values):
            _set(program, f"vlcritic_{slot}", value)
        vertices.render(moderngl.TRIANGLES, vertices=3)
        return self._framebuffer(height, width).read(components=4, alignment=1)

    def _lifted(self, source: str) -> tuple:
        """The program with its literals as uniforms; as written where that form does not compile."""
        template, values = lift(source)
        try:
            return *self._compiled(template, len(values)), values
        except moderngl.Error:
            return *self._compiled(source, 0), []

    def _compiled(self, template: str, lifted: int) -> tuple:
        def build():
            program = self.context.program(vertex_shader=harness.VERTEX, fragment_shader=harness.fragment(template, lifted))
            return program, self.context.vertex_array(program, [])

        return _kept(self._programs, template, build, MAX_PROGRAMS)

    def _framebuffer(self, height: int, width: int) -> moderngl.Framebuffer:
        return _kept(self._framebuffers, (width, height), lambda: self.context.simple_framebuffer((width, height)), MAX_CANVASES)


def _kept(store: OrderedDict, key, build, most: int):
    """`store[key]`, built where missing; the least recently used entry over `most` is released."""
    if key not in store:
        store[key] = build()
        if len(store) > most:
            _, oldest = store.popitem(last=False)
            for part in reversed(oldest if isinstance(oldest, tuple) else (oldest,)):
                part.release()
    store.move_to_end(key)
    return store[key]


def _set(program, name: str, value) -> None:
    if name in program:  # a uniform that the shader does not read is compiled away
        program[name].value = value


def _answer(canvas: Canvas, header: dict, source: str) -> tuple[dict, bytes]:
    try:
        return {}, canvas.draw(source, height=header["height"], width=header["width"], time_s=header["time_s"])
    except moderngl.Error as error:
        return {"log": str(error)}, b""


def main() -> None:
    """Say hello, then answer requests until the input ends."""
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a driver prints must not stand in our frames
    try:
        canvas = Canvas(os.environ.get("VLCRITIC_GL_BACKEND", "egl" if sys.platform == "linux" else None))
    except Exception as error:  # moderngl and glcontext raise bare Exception
        messages.send(answers, messages.encode({"error": no_opengl(error)}))
        return
    info = canvas.context.info
    device = f"{info['GL_RENDERER']} · OpenGL {info['GL_VERSION']}"
    messages.send(answers, messages.encode({"gl": device, "moderngl": moderngl.__version__}))
    while True:
        try:
            header, payload = messages.receive(sys.stdin.fileno())
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, header["alarm_s"])  # ends us should our parent be gone when the deadline comes
        reply = _answer(canvas, header, payload.decode())
        signal.setitimer(signal.ITIMER_REAL, 0)
        messages.send(answers, messages.encode(*reply))


def no_opengl(error: Exception) -> str:
    """The message for a machine on which no context can be made."""
    return f"no OpenGL: {error}; on Debian or Ubuntu: apt-get install libegl1 libgl1-mesa-dri, then run `vlcritic doctor`"


if __name__ == "__main__":
    main()
