"""Materials of the procedural families, drawn and sifted: a data set without a download.

Attempt i depends on the seed and i alone, and what is accepted on the attempts before it. So the folder may be made larger later,
by the same command with another count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from vlcritic.data.materials.drawing import draw
from vlcritic.data.materials.families import FAMILIES
from vlcritic.data.materials.families import generate as make
from vlcritic.data.materials.sift import Sieve
from vlcritic.data.materials.store import Stage
from vlcritic.data.materials.work import BATCH, progress_bar
from vlcritic.errors import DataError
from vlcritic.languages.base import Renderer
from vlcritic.languages.blender.graph import Graph
from vlcritic.languages.blender.write import write

FRUITLESS = 500  # attempts without a new material, after which more are pointless


def generate(
    out: str | Path,
    *,
    count: int,
    render: Renderer,
    seed: int = 0,
    families: Sequence[str] | None = None,
    settings: dict | None = None,
    progress: bool = True,
) -> dict:
    """Write a stage of `count` accepted materials, and return its summary.

    Args:
        out: a new folder, or one of the same settings, which is continued until it holds `count`.
        render: draws the programs.
        families: names of `families.FAMILIES`; `None` for all.
        settings: what the pictures depend on, such as size and samples.

    Raises:
        DataError: the folder holds something else, or the families give nothing new any more.
        RendererError: nothing is drawn any more; what was accepted is kept.
    """
    families = sorted(families or FAMILIES)
    if count < 1 or seed < 0:
        raise ValueError(f"expected count ≥ 1 and seed ≥ 0, got {count} and {seed}")
    if unknown := set(families) - FAMILIES.keys():
        raise ValueError(f"families: expected some of {', '.join(FAMILIES)}; got {', '.join(sorted(unknown))}")
    with Stage(out, {"stage": "generate", "seed": seed, "families": families} | (settings or {})) as stage:
        with progress_bar(count, "material", progress, done=stage.tally["accepted"]) as bar:
            _fill(stage, count, _attempts(seed, families, len(stage.done)), render, bar)
        return stage.finish(render)


def _attempts(seed: int, families: list[str], first: int) -> Iterator[tuple[str, str, Graph]]:
    """Id, family and material of every attempt from the first one on, without end."""
    attempt = first
    while True:
        rng = np.random.default_rng([seed, attempt])
        family = families[int(rng.integers(len(families)))]
        yield f"g{seed}-{attempt:06d}", family, make(family, rng)
        attempt += 1


def _fill(stage: Stage, count: int, attempts: Iterator, render: Renderer, bar) -> None:
    sieve, fruitless = Sieve.of(stage), 0
    while stage.tally["accepted"] < count:
        batch = [next(attempts) for _ in range(BATCH)]
        programs = [write(graph) for _, _, graph in batch]
        for (identity, family, graph), program, picture in zip(batch, programs, draw(render, programs), strict=True):
            rejected = sieve.sift(identity, graph, picture)
            record = {"id": identity, "program": program, "origin": family, "rejected": rejected}
            stage.add(record, None if rejected else picture)
            bar.update(not rejected)
            fruitless = fruitless + 1 if rejected else 0
            if stage.tally["accepted"] == count:
                return
        if fruitless >= FRUITLESS:
            raise DataError(f"{fruitless} attempts gave no new material ({dict(stage.tally)}); allow more families, or ask for fewer")
