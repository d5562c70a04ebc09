"""Static checks of Blender materials: how many of the damaged programs they refuse without Blender, and how fast they are.

Every program is one of the families', damaged in one way of `DAMAGES`, each of which Blender, or Python, refuses or draws black.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import numpy as np

from benchmarks.record import Record
from vlcritic.data.materials.families import sample
from vlcritic.errors import CheckError
from vlcritic.languages.blender import BLENDER, write

COUNT = 600


def records() -> Iterator[Record]:
    """Share refused of damaged programs and of sound ones, and sound programs checked a second, on one core."""
    sound, *others = ([write(sample(np.random.default_rng([seed, index]))[1]) for index in range(COUNT)] for seed in (0, 2, 3, 4))
    names = list(DAMAGES)
    damaged = [DAMAGES[names[index % len(names)]](program, np.random.default_rng([1, index])) for index, program in enumerate(sound)]
    damaged = [program for program, before in zip(damaged, sound, strict=True) if program != before]
    yield Record(f"damaged materials refused, of {len(damaged)}", 100 * _refused(damaged), "%", goal="≥ 95")
    yield Record(f"sound materials refused, of {len(sound)}", 100 * _refused(sound), "%", goal="0")
    yield Record("materials checked, all new ones", COUNT / min(map(_seconds, others)), "programs/s", goal="≥ 2000")


def _refused(programs: list[str]) -> float:
    return sum(map(_is_refused, programs)) / len(programs)


def _is_refused(program: str) -> bool:
    try:
        BLENDER.check(program)
    except CheckError:
        return True
    return False


def _seconds(programs: list[str]) -> float:
    start = time.process_time()
    for program in programs:
        BLENDER.check(program)
    return time.process_time() - start


def _replaced(pattern: str, new: str):
    """One of the places that a pattern finds, at random, rewritten."""

    def damage(program: str, rng: np.random.Generator) -> str:
        places = list(re.finditer(pattern, program))
        if not places:
            return program
        place = places[rng.integers(len(places))]
        return program[: place.start()] + place.expand(new) + program[place.end() :]

    return damage


def _cut(program: str, rng: np.random.Generator) -> str:
    """Ends in the middle of a link."""
    places = [place.start() for place in re.finditer(r"outputs\[", program)]
    return program[: places[rng.integers(len(places))]]


def _cycle(program: str, rng: np.random.Generator) -> str:
    """A texture takes what comes of it."""
    fed = re.findall(r"links\.new\((\w+)\.outputs\S+, (\w+)\.inputs\S+\)", program)
    source, target = fed[-1]
    outputs = re.findall(rf"links\.new\(({target}\.outputs\[[^\]]+\])", program)
    inputs = re.findall(rf"({source}\.inputs\[[^\]]+\])", program)
    if not outputs or not inputs:
        return program
    return program.replace("\n    # values", f"\n    links.new({outputs[0]}, {inputs[0]})\n    # values")


DAMAGES = {
    "node type": _replaced(r"'ShaderNode(\w+)'", r"'ShaderNode\1s'"),
    "socket": _replaced(r"inputs\['(\w[^']*)'\]", r"inputs['\1x']"),
    "index": _replaced(r"inputs\[(?:\d+|'[^']*')\]\.default", r"inputs[99].default"),
    "setting": _replaced(r"\.(operation|blend_type|data_type|noise_dimensions|feature|wave_type) =", r".\1s ="),
    "item": _replaced(r"= '([A-Z_]+)'", r"= '\1_X'"),
    "bracket": _replaced(r"\)\n", "\n"),
    "variable": _replaced(r"links\.new\((\w+)\.", r"links.new(\1_x."),
    "text for a number": _replaced(r"(default_value|position) = \d\S*\n", r"\1 = 'much'\n"),
    "colour of two": _replaced(r"color = \(([^,]+), ([^,]+), [^)]+\)", r"color = (\1, \2)"),
    "shader for a number": _replaced(
        r"links\.new\(\S+ (\w+\.inputs\['(?:Roughness|Height|Factor)'\]\))", r"links.new(principled_bsdf.outputs['BSDF'], \1"
    ),
    "no surface": _replaced(r"    links\.new\([^\n]+material_output\.inputs\['Surface'\]\)\n", ""),
    "cycle": _cycle,
    "cut": _cut,
    "code": _replaced(r"\n    # values", "\n    __import__('os').system('true')\n    # values"),
    "loop": _replaced(r"\n    # values", "\n    for node in nodes: node.mute = True\n    # values"),
}  # fmt: skip
