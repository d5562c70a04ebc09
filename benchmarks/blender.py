"""Materials verified per minute: a warm worker, against one launch of Blender for each, with the same scene and samples.

Almost all of a warm render is Cycles' kernel, 2 to 3 µs a sample of a Principled BSDF with bumps; the rest is 3 ms. A launch adds a second.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from benchmarks.materials import materials
from benchmarks.record import Record
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.renderer import BlenderRenderer


def records(*, count: int = 18, launches: int = 6) -> Iterator[Record]:
    """At 256² with 1 and 4 samples against launches, then smaller; one record that says so where there is no bpy."""
    if find_spec("bpy") is None:
        yield Record("no bpy here: pip install 'vlcritic[blender]'", 0.0, "materials/min")
        return
    programs = materials(count)
    for samples, goal in ((1, "≥ 3"), (4, "")):
        launched = _per_minute(lambda program, samples=samples: _launch(program, 256, samples), programs[:launches])
        warm = _warm(programs, 256, samples)
        against = f"one Blender per material, {samples} sample{'s' * (samples > 1)}"
        yield Record(f"{against}, 256²", launched, "materials/min")
        yield Record(f"one warm worker, {samples} sample{'s' * (samples > 1)}, 256²", warm, "materials/min", against, warm / launched, goal)
    for side in (128, 64):
        yield Record(f"one warm worker, 4 samples, {side}²", _warm(programs, side, 4), "materials/min")


def _warm(programs: list[str], side: int, samples: int) -> float:
    def draw(program: str) -> None:
        (result,) = render([program])
        assert not isinstance(result, Exception), result

    with BlenderRenderer(size=side, workers=1, samples=samples) as render:
        draw(programs[0])
        return _per_minute(draw, programs)


def _launch(program: str, side: int, samples: int) -> None:
    command = [sys.executable, "-m", "benchmarks.blender_launch", str(side), str(samples)]
    graph = json.dumps(read(program).as_dict())
    subprocess.run(command, input=graph, capture_output=True, text=True, check=True)


def _per_minute(do: Callable[[str], None], programs: list[str]) -> float:
    """By the median, which neighbours on the machine disturb less than the mean."""
    seconds = []
    for program in programs:
        start = time.perf_counter()
        do(program)
        seconds.append(time.perf_counter() - start)
    return 60 / statistics.median(seconds)
