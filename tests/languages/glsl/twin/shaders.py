"""The shaders by which the twin is judged: the corpus, the corpus at a later time, and scenes of the generator, each by name.

`corpus/` is written for these tests, one construct or idiom a file, named in its first line; `corpus/undefined/` holds what the
specification leaves open and OpenGL draws all the same.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.sample import sample
from vlcritic.data.glsl.scene import KINDS, Scene

CORPUS = Path(__file__).parent / "corpus"

# As macros, which both renderers read alike; pixels of the mouse lie inside a canvas of 96×128
LATER = """\
#define iTime 2.75
#define iTimeDelta 0.0625
#define iFrame 44
#define iFrameRate 16.0
#define iMouse vec4(40.5, 30.5, 10.5, 20.5)
#define iDate vec4(2024.0, 2.0, 29.0, 43200.5)
"""
_INPUTS = ("iTime", "iFrame", "iMouse", "iDate")
_FIRST_SEED = 20_000


def corpus() -> dict[str, str]:
    """Every shader of the corpus by its path without the suffix."""
    return {path.relative_to(CORPUS).with_suffix("").as_posix(): path.read_text() for path in sorted(CORPUS.rglob("*.frag"))}


def later() -> dict[str, str]:
    """The shaders of the corpus that read a clock or the mouse, with both moved on."""
    moved = {name: source for name, source in corpus().items() if any(word in source for word in _INPUTS)}
    return {f"{name}@later": LATER + source for name, source in moved.items()}


@cache
def scenes(count: int = 160) -> dict[str, Scene]:
    """Scenes of the generator with every kind and operation: three in eight are `primitives`, the others `booleans`."""
    named = {}
    for place in range(count):
        stage = "primitives" if place % 8 < 3 else "booleans"
        rng = np.random.default_rng(_FIRST_SEED + place)
        named[f"scene/{stage}_{place:03}"] = sample(rng, stage=stage, kinds=KINDS, background="random", max_shapes=2 + place % 5)
    return named


def generated() -> dict[str, str]:
    """The programs of `scenes()`."""
    return {name: write(scene) for name, scene in scenes().items()}


def everything() -> dict[str, str]:
    """All of them."""
    return corpus() | later() | generated()
