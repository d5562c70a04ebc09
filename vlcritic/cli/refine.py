"""Move a program's numbers towards a picture with annealed Metropolis–Hastings, judged by the exact renderer.

Writes best.frag, trace.jsonl, render.png and comparison.png (target | before | after) into the folder. The same command goes on
where a killed one stopped; the result is never worse than the program that was given.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic import images
from vlcritic.cli import GOOD, print_json
from vlcritic.cli.common import add_renderer, comparison, read_program
from vlcritic.languages.glsl import GLSL
from vlcritic.rendering.cache import open_cache
from vlcritic.rewards import Judge


def add_arguments(parser) -> None:
    """FILE, --target, --steps, --chains, --seed, -o."""
    parser.add_argument("file", type=Path, help="the program to start from")
    parser.add_argument("--target", type=Path, required=True, help="the picture")
    parser.add_argument("--steps", type=int, default=200, help="steps of each chain (200)")
    parser.add_argument("--chains", type=int, default=4, help="chains (4)")
    parser.add_argument("--seed", type=int, default=0)
    add_renderer(parser)
    parser.add_argument("--max-side", type=int, default=256, help="larger pictures are shrunk to this side first (256)")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder to write")


def run(arguments) -> int:
    """Refine one program; prints the error before and after."""
    from vlcritic.search import refine

    target = images.fit_within(images.load(arguments.target), arguments.max_side)
    source = GLSL.extract(read_program(arguments.file))
    with GLSL.renderer(backend=arguments.renderer, size=target.shape[:2]) as render:
        judge = Judge(GLSL, render=render, max_side=arguments.max_side, cache=open_cache())
        found = refine(
            source,
            target,
            language=GLSL,
            render=render,
            judge=judge,
            steps=arguments.steps,
            chains=arguments.chains,
            seed=arguments.seed,
            out=arguments.out,
            progress=not arguments.json,
        )
    images.save(found.after.image, arguments.out / "render.png")
    images.save(comparison(target, found.before.image, found.after.image), arguments.out / "comparison.png")
    if arguments.json:
        print_json({"before": found.before.as_dict(), "after": found.after.as_dict(), "out": str(arguments.out)})
    else:
        print(
            f"mse {found.before.mse:.5f} → {found.after.mse:.5f}, total {found.before.total:.4f} → {found.after.total:.4f}: {arguments.out}"
        )
    return GOOD
