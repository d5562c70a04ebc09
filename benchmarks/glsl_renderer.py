"""Programs verified per second at 256², Mesa's disk cache off: ours, a bare moderngl loop, and a process per program; and hanging ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.programs import family, new_shaders
from benchmarks.record import Record
from vlcritic.errors import RendererError, RenderTimeout
from vlcritic.languages.glsl import GlslRenderer
from vlcritic.rendering import default_workers

SETTLED = 1500  # members of a family a worker, after which it has taken to it
HUNG = [5, 25, 40, 59]  # their places in the batch
HANGING = """void mainImage(out vec4 fragColor, in vec2 fragCoord) {{
    float x = fragCoord.x;
    for (int i = 0; i >= 0; i = (i + 1) % 7) for (int j = 0; j >= 0; j = (j + 1) % 5) x += sin(float(i * j)) * {};
    fragColor = vec4(x);
}}
"""


def records(*, count: int = 200, launches: int = 12) -> Iterator[Record]:
    """New shaders, one family of shaders, a batch with shaders that never end, and what they are held against."""
    os.environ["MESA_SHADER_CACHE_DISABLE"] = "true"  # a cached shader is no new shader
    shaders, workers = new_shaders(count, seed=1), default_workers()
    bare = count / _bare_seconds(shaders)
    launched = launches / sum(_launched_seconds(shader) for shader in shaders[:launches])
    with GlslRenderer(size=256, workers=workers, timeout_s=30) as render:
        ours = count / _seconds(render, shaders)
        numbers = 4 * count / _seconds(render, family(4 * count, seed=2))
        later = 4 * count + SETTLED * workers
        render(family(SETTLED * workers, seed=2, first=4 * count))
        settled = 4 * count / _seconds(render, family(4 * count, seed=2, first=later), is_warm=True)
    yield Record("bare moderngl loop, new programs", bare, "programs/s")
    yield Record("one subprocess per program", launched, "programs/s")
    yield Record(
        f"vlcritic, {workers} workers, new programs", ours, "programs/s", "bare moderngl loop", ours / bare, f"≥ {0.9 * workers:.1f}"
    )
    yield Record(f"vlcritic, {workers} workers, new programs", ours, "programs/s", "one subprocess per program", ours / launched, "≥ 6")
    yield Record("vlcritic, one family of programs", numbers, "programs/s", "vlcritic, new programs", numbers / ours)
    yield Record(f"  after {later:,} of it", settled, "programs/s", "vlcritic, new programs", settled / ours, "≥ 15")
    yield Record(f"  after {later:,} of it", settled, "programs/s", "bare loop × workers, new", settled / bare / workers)
    yield _with_hanging(workers)


def _with_hanging(workers: int, *, deadline_s: float = 5.0) -> Record:
    """A batch of 64, four of which never end, on warm workers."""
    batch = new_shaders(60, seed=4)
    for place in HUNG:
        batch.insert(place, HANGING.format(f"{place}e-9"))
    with GlslRenderer(size=256, workers=workers, timeout_s=deadline_s) as render:
        render(new_shaders(8, seed=98))
        start = time.perf_counter()
        results = render(batch)
        seconds = time.perf_counter() - start
    hung = [place for place, result in enumerate(results) if isinstance(result, RenderTimeout)]
    assert hung == HUNG and not any(isinstance(result, RendererError) for result in results), hung
    return Record("batch of 64, 4 never end", seconds, "s", "deadline", seconds / deadline_s, "≤ 1.25")


def _seconds(render: GlslRenderer, shaders: list[str], *, is_warm: bool = False) -> float:
    """Of a batch, after a few other shaders, unless the workers are warm."""
    if not is_warm:
        render(new_shaders(8, seed=99))
    start = time.perf_counter()
    results = render(shaders)
    seconds = time.perf_counter() - start
    failed = [result for result in results if isinstance(result, Exception)]
    assert not failed, failed[0]
    return seconds


def _bare_seconds(shaders: list[str]) -> float:
    command = [sys.executable, "-m", "benchmarks.bare_loop"]
    return float(subprocess.run(command, input=json.dumps(shaders), capture_output=True, text=True, check=True).stdout)


def _launched_seconds(shader: str) -> float:
    """Wall-clock of a whole process that draws one shader."""
    start = time.perf_counter()
    _bare_seconds([shader])
    return time.perf_counter() - start
