"""Move a program's numbers along a critic's gradient: towards a yes to a question, or towards a picture as the critic sees it.

The gradient goes from the critic's log-odds through the program's twin to its numbers; the exact renderer draws what is scored at the end.
Writes best.frag, render.png, comparison.png (before | after) and film.gif into the folder. A second critic (--judge) that the ascent never
sees tells whether the first was only pleased.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic import images
from vlcritic.cli import GOOD, print_json
from vlcritic.cli.common import add_critic, add_renderer, open_critic, read_program
from vlcritic.languages.glsl import GLSL


def add_arguments(parser) -> None:
    """FILE, --question or --target, --critic, --judge, --steps, --chains, --seed, --size, -o."""
    parser.add_argument("file", type=Path, help="the program to start from")
    goal = parser.add_mutually_exclusive_group(required=True)
    goal.add_argument("-q", "--question", help="that the critic should answer with yes")
    goal.add_argument("--target", type=Path, help="picture that the critic should take the render for")
    parser.add_argument("--judge", metavar="MODEL", help="another critic, which scores before and after")
    parser.add_argument("--steps", type=int, default=60, help="steps of each chain (60)")
    parser.add_argument("--chains", type=int, default=4, help="chains (4)")
    parser.add_argument("--size", type=int, default=128, help="side of the pictures that the critic sees (128)")
    parser.add_argument("--only-colours", action="store_true", help="move no other numbers")
    parser.add_argument("--seed", type=int, default=0)
    add_critic(parser)
    add_renderer(parser, languages=False)
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder to write")


def run(arguments) -> int:
    """Ascend; prints the scores before and after."""
    from vlcritic.critic import Critic
    from vlcritic.search import ascend, film, save_film
    from vlcritic.search.posterior import render_all

    source = GLSL.extract(read_program(arguments.file))
    score = _score(arguments, open_critic(arguments))
    other = _score(arguments, Critic.from_pretrained(arguments.judge, device=arguments.device)) if arguments.judge else None
    with GLSL.renderer(backend=arguments.renderer or "opengl", size=arguments.size) as render:
        found = ascend(
            source,
            score,
            language=GLSL,
            render=render,
            size=arguments.size,
            steps=arguments.steps,
            chains=arguments.chains,
            only_colours=arguments.only_colours,
            seed=arguments.seed,
            progress=not arguments.json,
        )
        frames = film([*found.way, found.program], render=render, side=arguments.size)
        before, after = render_all(render, [source, found.program], (arguments.size, arguments.size))
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / f"best{GLSL.suffix}").write_text(found.program, encoding="utf-8")
    images.save(after, arguments.out / "render.png")
    images.save(images.side_by_side([before, after]), arguments.out / "comparison.png")
    save_film(frames, arguments.out / "film.gif")
    scores = {"before": found.before, "after": found.after}
    if other is not None:
        scores |= _judged(other, [before, after])
    if arguments.json:
        print_json({**scores, "out": str(arguments.out)})
    else:
        told = f"; the judge {scores['judge_before']:+.2f} → {scores['judge_after']:+.2f}" if arguments.judge else ""
        print(f"log-odds {found.before:+.2f} → {found.after:+.2f}{told}: {arguments.out}")
    return GOOD


def _score(arguments, critic):
    """What is climbed, of pictures `(B, 3, H, W)`."""
    from vlcritic.critic import SameCritic

    if arguments.question is not None:
        return lambda pictures: critic(pictures, arguments.question)
    target = images.to_tensor([images.fit_square(images.load(arguments.target), side=arguments.size)])
    same = SameCritic(critic)
    return lambda pictures: same(pictures, target.expand_as(pictures))


def _judged(score, pictures) -> dict[str, float]:
    import torch

    with torch.no_grad():
        before, after = score(images.to_tensor(pictures)).tolist()
    return {"judge_before": before, "judge_after": after}
