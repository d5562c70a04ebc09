"""Move a program's numbers towards a picture: descents and annealed chains on the program's twin, judged by the exact renderer.

Materials have no twin: of them the search sees the look of small exact renders, and words move too.

Writes best.frag or best.py, trace.jsonl, render.png, comparison.png (target | before | after) and film.gif into the folder. The same
command goes on where a killed one stopped; the result is never worse than the program that was given.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic import images
from vlcritic.cli import GOOD, print_json
from vlcritic.cli.common import add_renderer, comparison, language_for, read_program, renderer_options
from vlcritic.rendering.cache import open_cache
from vlcritic.rewards import Judge
from vlcritic.search.kernels import KERNELS
from vlcritic.search.refine import ENERGIES


def add_arguments(parser) -> None:
    """FILE, --target, --kernel, --energy, --steps, --chains, --time, --renders, --seed, -o."""
    parser.add_argument("file", type=Path, help="the program to start from")
    parser.add_argument("--target", type=Path, required=True, help="the picture")
    parser.add_argument("--kernel", choices=KERNELS, default="walk", help="how chains move between descents; descent: not at all (walk)")
    parser.add_argument(
        "--energy",
        choices=ENERGIES,
        default="auto",
        help="what the search sees; auto: the twin where it agrees, of materials colours and texture (auto)",
    )
    parser.add_argument("--steps", type=int, default=200, help="steps of each chain (200)")
    parser.add_argument("--chains", type=int, default=4, help="chains (4)")
    parser.add_argument("--structure", type=int, default=0, metavar="ROUNDS", help="first move kinds, operations and shapes of a scene (0)")
    parser.add_argument("--time", type=float, metavar="S", help="begin no step after so many seconds")
    parser.add_argument("--renders", type=int, metavar="N", help="begin no step after so many pictures")
    parser.add_argument("--no-film", action="store_true", help="write no film.gif")
    parser.add_argument("--seed", type=int, default=0)
    add_renderer(parser)
    parser.add_argument("--max-side", type=int, default=256, help="larger pictures are shrunk to this side first (256)")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder to write")


def run(arguments) -> int:
    """Refine one program; prints the error before and after."""
    from vlcritic.search import film, refine, save_film

    target = images.fit_within(images.load(arguments.target), arguments.max_side)
    language = language_for(arguments, arguments.file)
    source = language.extract(read_program(arguments.file))
    with language.renderer(**renderer_options(arguments, language), size=target.shape[:2]) as render:
        judge = Judge(language, render=render, max_side=arguments.max_side, cache=open_cache())
        found = refine(
            source,
            target,
            language=language,
            render=render,
            judge=judge,
            kernel=arguments.kernel,
            energy=arguments.energy,
            steps=arguments.steps,
            chains=arguments.chains,
            structure=arguments.structure,
            time_s=arguments.time,
            renders=arguments.renders,
            seed=arguments.seed,
            out=arguments.out,
            progress=not arguments.json,
        )
        if not arguments.no_film:
            save_film(film(found.way, render=render, target=target), arguments.out / "film.gif")
    images.save(found.after.image, arguments.out / "render.png")
    images.save(comparison(target, found.before.image, found.after.image), arguments.out / "comparison.png")
    if arguments.json:
        seen = {"energy": found.energy, "disagreement": found.disagreement}
        print_json({"before": found.before.as_dict(), "after": found.after.as_dict(), **seen, "out": str(arguments.out)})
    else:
        print(_line(found, arguments.out))
    return GOOD


def _line(found, out: Path) -> str:
    """What was found, and what the search saw."""
    before, after = found.before, found.after
    how = found.energy if found.disagreement is None else f"{found.energy}; twin and OpenGL differ by {255 * found.disagreement:.2f}/255"
    return f"mse {before.mse:.5f} → {after.mse:.5f}, total {before.total:.4f} → {after.total:.4f} ({how}): {out}"
