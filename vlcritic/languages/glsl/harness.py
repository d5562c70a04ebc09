"""The shader around the user's shader: version, uniforms, canvas, and what OpenGL's compilers say of it.

The user's text is compiled under `#line 1`, so every message names a line of it. Alpha tells a finite colour (1) from NaN (0);
what tells is compiled before the user's text, which may make `isnan` its own.
"""

from __future__ import annotations

import re

from vlcritic.errors import CompileError
from vlcritic.languages.glsl.tokens import joined

FLAT = 60
"""Lifted literals that reach the pixels as flat varyings; OpenGL 3.3 promises 64. llvmpipe reads a uniform anew, and checks bounds, for
every eight pixels: 40 of them make a shader take up to twice as long to draw, and half as long again to compile."""

_VERTEX = """void main() {
    vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
    gl_Position = vec4(2.0 * corner - 1.0, 0.0, 1.0);
"""

BLACK = "void mainImage(out vec4 fragColor, in vec2 fragCoord) { fragColor = vec4(0.0, 0.0, 0.0, 1.0); }\n"
"""A program that does no harm."""

_HEAD = """#version 330
uniform vec3 iResolution;
uniform float iTime;
uniform float iTimeDelta;
uniform float iFrameRate;
uniform int iFrame;
uniform vec4 iMouse;
uniform vec4 iDate;
out vec4 vlcritic_colour;
vec4 vlcritic_finished(vec3 colour) {
    return any(isnan(colour)) ? vec4(0.0) : vec4(clamp(colour, 0.0, 1.0), 1.0);
}
"""

_TAIL = """
void main() {
    vec4 colour = vec4(0.0, 0.0, 0.0, 1.0);
    mainImage(colour, gl_FragCoord.xy);
    vlcritic_colour = vlcritic_finished(colour.rgb);
}
"""

_LOG_LINES = (
    re.compile(r"^\d+:(?P<line>\d+)\(\d+\): (?:preprocessor )?error: (?P<text>.*)$", re.MULTILINE),  # Mesa
    re.compile(r"^\d+\((?P<line>\d+)\) : error \w+: (?P<text>.*)$", re.MULTILINE),  # NVIDIA
    re.compile(r"^ERROR: \d+:(?P<line>\d+): (?P<text>.*)$", re.MULTILINE),  # Intel, AMD, macOS
)


def vertex(lifted: int = 0) -> str:
    """The vertex shader: a triangle over the canvas, and the first `FLAT` lifted literals, of the array `vlcritic_flat`, handed on."""
    flat = min(lifted, FLAT)
    declared = "".join(f"flat out float vlcritic_{slot};\n" for slot in range(flat))
    handed_on = "".join(f"    vlcritic_{slot} = vlcritic_flat[{slot}];\n" for slot in range(flat))
    return f"#version 330\nuniform float vlcritic_flat[{max(1, flat)}];\n{declared}{_VERTEX}{handed_on}}}\n"


def fragment(source: str, lifted: int = 0) -> str:
    """The whole fragment shader for a user's text with `lifted` literals read from outside: the first `FLAT` varyings, then uniforms."""
    uniforms = "".join(f"{'flat in' if slot < FLAT else 'uniform'} float vlcritic_{slot};\n" for slot in range(lifted))
    ascii_only = source.encode("ascii", "replace").decode()  # checks leave other characters in comments only
    return f"{_HEAD}{uniforms}#line 1\n{ascii_only}\n#line 100001\n{_TAIL}"


def compile_error(log: str, source: str) -> CompileError:
    """What a driver's log says, as an error with the line in the user's own text."""
    stage = "link" if "linker" in log.lower() else "compile"
    for pattern in _LOG_LINES:
        match = pattern.search(log)
        if match:
            return located(int(match["line"]), match["text"].strip(), source, stage=stage)
    words = [line.strip() for line in log.splitlines() if "error" in line.lower()]
    return CompileError(f"shader does not {stage}: {(words or [log.strip()])[0][:500]}", stage=stage)


def located(line: int, text: str, source: str, *, stage: str = "compile") -> CompileError:
    """What is wrong with a line, as an error that shows the line."""
    lines = joined(source).removesuffix("\n").split("\n")
    if line < 1:
        return CompileError(f"shader: {text}", stage=stage)
    if line > len(lines):
        return CompileError(f"shader, after its last line: {text}; is a brace missing?", line=len(lines), stage=stage)
    shown = "".join(letter if letter.isprintable() else " " for letter in lines[line - 1][:400])  # nothing that speaks to a terminal
    return CompileError(f"shader line {line}: {text}\n  {shown.strip()[:200]}", line=line, stage=stage)
