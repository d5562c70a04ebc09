"""Verdicts per second: rendering and all terms, LPIPS among them, beside rendering alone; and verdicts that are known already."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.programs import family
from benchmarks.record import Record
from vlcritic.languages.glsl import GLSL
from vlcritic.rendering.cache import Cache
from vlcritic.rewards import Judge


def records(*, count: int = 64, side: int = 128) -> Iterator[Record]:
    """One group of programs that differ in numbers, judged against one target each."""
    programs = family(count, seed=3)
    targets = list(np.random.default_rng(0).integers(0, 255, (count, side, side, 3), np.uint8))
    with GLSL.renderer(size=side) as render:
        judge = Judge(GLSL, render=render)
        judge(programs[:4], targets[:4])  # opens the workers, loads LPIPS, compiles the family
        start = time.perf_counter()
        render(programs, size=side)
        rendered = time.perf_counter()
        judge(programs, targets)
        judged = time.perf_counter()
        rate, render_rate = count / (judged - rendered), count / (rendered - start)
        yield Record(f"verdicts at {side}², known family", rate, "verdicts/s", "rendering alone", rate / render_rate)
        with tempfile.TemporaryDirectory() as folder:
            for side in (64, 256):
                yield _hits(render, Path(folder), side)


def _hits(render, folder: Path, side: int, *, count: int = 4096, group: int = 8) -> Record:
    """Verdicts found in the cache, in one batch of groups of eight with one target each."""
    programs = family(count, seed=5)
    pictures = np.random.default_rng(1).integers(0, 255, (count // group, side, side, 3), np.uint8)
    targets = [picture for picture in pictures for _ in range(group)]
    judge = Judge(GLSL, render=render, cache=Cache(folder / f"{side}.sqlite"))
    judge(programs, targets)
    start = time.perf_counter()
    verdicts = judge(programs, targets)
    rate = count / (time.perf_counter() - start)
    assert all(verdict.from_cache for verdict in verdicts)
    return Record(f"verdicts at {side}² from the cache", rate, "verdicts/s", goal="≥ 20,000")
