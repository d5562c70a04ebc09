"""Materials verified per minute: a warm worker, against one launch of Blender for each, with the same scene and samples."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec

from benchmarks.materials import materials
from benchmarks.record import Record
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.renderer import BlenderRenderer

SAMPLES = 4


def records(*, count: int = 48, launches: int = 6) -> Iterator[Record]:
    """At 256², 128² and 64²; one record that says so where there is no bpy."""
    if find_spec("bpy") is None:
        yield Record("no bpy here: pip install 'vlcritic[blender]'", 0.0, "materials/min")
        return
    programs = materials(count)
    for side, goal in ((256, "≥ 3"), (128, ""), (64, "")):
        launched = 60 * launches / sum(_launched_seconds(program, side) for program in programs[:launches])
        warm = 60 * count / _warm_seconds(programs, side)
        yield Record(f"one Blender per material, {side}²", launched, "materials/min")
        yield Record(f"vlcritic, one warm worker, {side}²", warm, "materials/min", "one Blender per material", warm / launched, goal)


def _warm_seconds(programs: list[str], side: int) -> float:
    with BlenderRenderer(size=side, workers=1, samples=SAMPLES) as render:
        render(programs[:2])
        start = time.perf_counter()
        results = render(programs)
        seconds = time.perf_counter() - start
    failed = [result for result in results if isinstance(result, Exception)]
    assert not failed, failed[0]
    return seconds


def _launched_seconds(program: str, side: int) -> float:
    command = [sys.executable, "-m", "benchmarks.blender_launch", str(side), str(SAMPLES)]
    start = time.perf_counter()
    subprocess.run(
        command, input=json.dumps(read(program).as_dict()), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, check=True
    )
    return time.perf_counter() - start
