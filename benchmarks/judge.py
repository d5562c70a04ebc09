"""Verdicts per second: rendering and all terms, LPIPS among them, beside rendering alone."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from benchmarks.programs import family
from benchmarks.record import Record
from vlcritic.languages.glsl import GLSL
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
