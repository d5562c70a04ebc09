"""Shaders for benchmarks: every one of another structure, so that none is a variation of one compiled before."""

from __future__ import annotations

import numpy as np

_STATEMENTS = (
    "d = min(d, length(p - vec2({a}, {b})) - {c});",
    "d = max(d, -length(p + vec2({a}, {b})) + {c});",
    "p = mat2(cos({a}), -sin({a}), sin({a}), cos({a})) * p;",
    "color = mix(color, vec3({a}, {b}, {c}), smoothstep({a}, {c}, d));",
    "color += {c} * cos(6.28318 * ({a} * length(p) + vec3({a}, {b}, {c})));",
    "p = abs(p) - vec2({b}, {c});",
    "d += {c} * sin({a} * 9.0 * p.x) * cos({b} * 9.0 * p.y);",
    "color *= {a} + {b} * fract(sin(dot(floor(p * 9.0), vec2(12.9898, 78.233))) * 43758.5453);",
    "for (int i = 0; i < 4; i++) p = p.yx * {a} + {b};",
    "color = color.{s} * {a} + {b};",
)


def new_shaders(count: int, *, seed: int) -> list[str]:
    """`count` shaders of 10 random statements each; 10¹⁰ structures, so repeats are out of the question."""
    rng = np.random.default_rng(seed)
    return [_shader(rng) for _ in range(count)]


def family(count: int, *, seed: int, first: int = 0) -> list[str]:
    """`count` shaders of one structure that differ in numbers alone, from the `first` of them on."""
    picks = np.random.default_rng(seed).integers(len(_STATEMENTS), size=10)
    return [_shader(np.random.default_rng([seed, index]), picks) for index in range(first, first + count)]


def _shader(rng: np.random.Generator, picks=None) -> str:
    picks = rng.integers(len(_STATEMENTS), size=10) if picks is None else picks
    lines = []
    for place, pick in enumerate(picks):
        a, b, c = (f"{value:.3f}" for value in rng.uniform(0.1, 0.9, 3))
        lines.append("    " + _STATEMENTS[pick].format(a=a, b=b, c=c, s=("xyz", "yzx", "zxy", "xzy", "zyx")[place % 5]))
    body = "\n".join(lines)
    return (
        "void mainImage(out vec4 fragColor, in vec2 fragCoord) {\n"
        "    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;\n"
        "    vec3 color = vec3(0.1);\n    float d = length(p);\n"
        f"{body}\n    fragColor = vec4(color, 1.0);\n}}\n"
    )
