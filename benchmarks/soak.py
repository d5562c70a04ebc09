"""Does memory stay flat? `python -m benchmarks.soak --count 10000` judges that many programs and prints what every process holds.

Of 50 programs 24 are of new structures, 20 of one of eight families and 6 broken. Four that hang stand in the first quarter alone: from
then on no child is replaced, and recycling is off unless asked for, so that what is seen is the renderer's own.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from benchmarks.programs import family, new_shaders
from vlcritic.languages.glsl import GLSL, GlslRenderer
from vlcritic.rewards import Judge, PixelTerm

EVERY = 50  # programs of a batch, and between two looks at memory
SHOWN = 500  # programs between two lines
HANGS = 4
FLAT = 1.02  # last quarter over second quarter, at most
OFF = 1 << 40

_HEAD = "void mainImage(out vec4 fragColor, in vec2 fragCoord) {"
_HANGING = _HEAD + " for (int i = 0; i >= 0; i = (i + 1) % 7) for (int j = 0; j >= 0; j = (j + 1) % 5) fragColor += sin(float(i * j)); }"
_BROKEN = (
    _HEAD + " fragColor = vec4(nothing_#); }\n",
    _HEAD + " fragColor = vec4(1.0) + vec2(#.0); }\n",
    _HEAD + " fragColor = vec4(sqrt(-1.0 - iTime - #.0)); }\n",
    _HEAD + " fragColor = vec4(1.0);\n float cut_#",
    "float x = #.0;\n",
    _HEAD + " while (true) fragColor += #.0; }\n",
)


@dataclass(frozen=True)
class Look:
    """Resident memory in MB after so many programs, of us and of every child that runs."""

    programs: int
    parent_mb: float
    children_mb: list[float]


def looks(render: GlslRenderer, *, count: int, side: int) -> Iterator[Look]:
    """Judge `count` programs and look at memory after each batch."""
    judge = Judge(GLSL, render=render, terms={PixelTerm(): 1.0})
    target = np.random.default_rng(0).integers(0, 255, (side, side, 3), np.uint8)
    for start in range(0, count, EVERY):
        programs = _programs(start)
        if start % max(EVERY, count // (4 * HANGS)) < EVERY and start < count // 4:
            programs[0] = _HANGING
        judge(programs, [target] * len(programs))
        children = [worker.rss_mb for worker in (*render._pool.workers, *render._pool.spares) if worker.pid]
        yield Look(start + len(programs), _own_mb(), children)


def growth(seen: list[Look]) -> dict[str, float]:
    """Median of the last quarter over that of the second, for the parent and for the warm children together."""
    quarter = len(seen) // 4
    sides = {"parent": lambda look: look.parent_mb, "children": lambda look: sum(look.children_mb) / len(look.children_mb)}
    return {name: median(map(side, seen[-quarter:])) / median(map(side, seen[quarter : 2 * quarter])) for name, side in sides.items()}


def _programs(start: int) -> list[str]:
    """One batch: its numbers come from its place, so that no two batches share a program."""
    new = new_shaders(24, seed=start)
    known = [shader for number in range(8) for shader in family(3, seed=number, first=start)]
    return new + known[:20] + [broken.replace("#", str(start + 1)) for broken in _BROKEN]


def _own_mb() -> float:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / (1 << 20)


def main() -> None:
    """Print a line every `SHOWN` programs, then the verdict."""
    parser = argparse.ArgumentParser(prog="benchmarks.soak", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--side", type=int, default=128)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--recycle-renders", type=int, default=OFF, help="off by default")
    parser.add_argument("--recycle-mb", type=int, default=OFF, help="off by default")
    arguments = parser.parse_args()
    start, seen, children = time.monotonic(), [], set()
    with GLSL.renderer(size=arguments.side, workers=arguments.workers, timeout_s=5.0) as render:
        pool = render._pool
        pool.recycle_renders, pool.recycle_mb = arguments.recycle_renders, arguments.recycle_mb
        print(f"{'programs':>9}{'seconds':>9}{'parent MB':>11}{'children started':>18}  children MB", flush=True)
        for look in looks(render, count=arguments.count, side=arguments.side):
            seen.append(look)
            children |= {worker.pid for worker in (*pool.workers, *pool.spares)} - {None}
            if look.programs % SHOWN == 0:
                seconds = time.monotonic() - start
                held = " ".join(f"{mb:.0f}" for mb in look.children_mb)
                print(f"{look.programs:>9}{seconds:>9.0f}{look.parent_mb:>11.1f}{len(children):>18}  {held}", flush=True)
    grown = growth(seen)
    print(", ".join(f"{name}: last quarter over second {ratio:.3f}" for name, ratio in grown.items()))
    print("flat" if max(grown.values()) <= FLAT else "NOT flat")


if __name__ == "__main__":
    main()
