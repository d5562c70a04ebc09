"""The other side of the comparison: moderngl with nothing around it. `python -m benchmarks.bare_loop < shaders.json` prints seconds.

Compiles and draws each shader as written, one after the other, in one process: no deadline, no isolation, no second worker.
"""

from __future__ import annotations

import json
import sys
import time

import moderngl

VERTEX = "#version 330\nvoid main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }"
FRAGMENT = "#version 330\nuniform vec3 iResolution;\nout vec4 o;\n{}\nvoid main() {{ mainImage(o, gl_FragCoord.xy); }}"


def main(side: int = 256) -> None:
    """Draw the shaders of stdin; the context is made before the clock starts."""
    shaders = json.load(sys.stdin)
    context = moderngl.create_context(standalone=True, backend="egl", require=330)
    canvas = context.simple_framebuffer((side, side))
    canvas.use()
    start = time.perf_counter()
    for shader in shaders:
        program = context.program(vertex_shader=VERTEX, fragment_shader=FRAGMENT.format(shader))
        if "iResolution" in program:
            program["iResolution"].value = (side, side, 1.0)
        vertices = context.vertex_array(program, [])
        vertices.render(moderngl.TRIANGLES, vertices=3)
        canvas.read(components=3, alignment=1)
        vertices.release()
        program.release()
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
