"""What a critic's gradient does to programs, and what it does to pixels: 50 scenes for each goal, judged by truth and by a second critic.

    python -m benchmarks.critic_refinement --critic runs/critic --judge runs/critic-judge

Truth: for a target picture the overlap of shapes (IoU) of the exact render and the mean error of the program's numbers; for a question the
fact itself, read from the program. The judge is another critic, which nothing was optimised against. Scenes are of the split `test`, which
no critic was trained on. Hacked: the optimised critic says more, and the truth got worse.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from vlcritic.critic import Augmented, Critic, SameCritic
from vlcritic.data.glsl.parse import parse_scene
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import Scene
from vlcritic.data.questions import question
from vlcritic.data.questions.scenes import moved, scene_with
from vlcritic.data.splits import split_of
from vlcritic.images import to_tensor
from vlcritic.languages.base import values
from vlcritic.languages.glsl import GLSL
from vlcritic.search import ascend
from vlcritic.search.movable import movable

SIZE = 64
FAMILIES = ("relation", "place", "size", "colour")  # whose facts the numbers of a program can make true
AMOUNT = 0.5  # how far starts are from their targets; 1 is a scene unlike the first
PIXEL_RATE = 0.01  # of Adam on the pixels


@dataclass
class Case:
    """One scene before and after, one row of the table.

    Attributes:
        critic, judge: log-odds of the optimised and of the other critic, before and after.
        truth: what is to rise, before and after: IoU, or 1 where the fact holds.
        error: mean absolute error of the program's numbers, before and after; `None` where there is no true program.
    """

    critic: tuple[float, float]
    judge: tuple[float, float]
    truth: tuple[float, float]
    error: tuple[float, float] | None = None


def main() -> None:
    """Print the table and write every case as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.critic_refinement", description=__doc__)
    parser.add_argument("--critic", required=True, help="folder or Hub id of the critic that is climbed")
    parser.add_argument("--judge", required=True, help="of the critic that only judges")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--chains", type=int, default=4)
    parser.add_argument("--draws", type=int, default=0, help="changed copies of the pictures that the climbed critic sees too (0)")
    parser.add_argument("--split", default="test", help="of the scenes (test)")
    parser.add_argument("-o", "--out", type=Path, default=Path("runs/critic-refinement.json"))
    arguments = parser.parse_args()
    critic, judge = Critic.from_pretrained(arguments.critic), Critic.from_pretrained(arguments.judge)
    climbed = Augmented(critic, draws=arguments.draws) if arguments.draws else critic
    options = {"steps": arguments.steps, "chains": arguments.chains}
    torch.set_num_threads(1)
    found: dict[str, list[Case]] = {}
    with GLSL.renderer(size=SIZE) as render:
        goals = {
            "target, numbers": partial(towards_a_target, climb=partial(by_numbers, render=render, **options)),
            "target, pixels": partial(towards_a_target, climb=partial(by_pixels, steps=arguments.steps)),
            "question, numbers": partial(towards_a_fact, options=options),
        }
        for name, goal in goals.items():
            cases = goal(climbed, judge, render, count=arguments.count, split=arguments.split)
            found[name] = list(tqdm(cases, desc=name, total=arguments.count))
            print(summary(name, found[name]), flush=True)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps({name: [asdict(case) for case in cases] for name, cases in found.items()}, indent=1) + "\n")
    print(arguments.out)


def towards_a_target(critic, judge, render, *, count: int, split: str, climb: Callable) -> Iterator[Case]:
    """Starts that differ from a target in places, sizes and colours; the critic is asked whether render and target show the same."""
    for index in range(count):
        rng = np.random.default_rng([5, index])
        scene = _scene(rng, split)
        start, goal = write(moved(rng, scene, AMOUNT)), write(scene)
        before, target = (_tensor(render, program) for program in (start, goal))
        same, other = (partial(_same, SameCritic(each), target=target) for each in (critic, judge))
        program, after = climb(start, same, before)
        truth = tuple(_iou(picture, target, scene) for picture in (before, after))
        error = None if program is None else tuple(_error(each, goal) for each in (start, program))
        yield Case(*(_odds(score, before, after) for score in (same, other)), truth, error)


def towards_a_fact(critic, judge, render, *, count: int, split: str, options: dict) -> Iterator[Case]:
    """Starts of which a fact is false; the critic is asked whether it is true."""
    index = done = 0
    while done < count:
        asked = question(6, index, split=split, families=FAMILIES)
        index += 1
        if asked.answer or asked.negated:
            continue
        done += 1
        start = write(asked.scenes[0])
        before = _tensor(render, start)
        ask, other = (partial(_asked, each, question=asked.text) for each in (critic, judge))
        program, after = by_numbers(start, ask, before, render=render, **options)
        truth = (0.0, float(asked.fact(parse_scene(program)) is True))
        yield Case(*(_odds(score, before, after) for score in (ask, other)), truth)


def by_numbers(start: str, score: Callable, before: torch.Tensor, *, render, **options) -> tuple[str, torch.Tensor]:
    """The program after an ascent, and its exact render."""
    found = ascend(start, score, language=GLSL, render=render, size=SIZE, **options)
    return found.program, _tensor(render, found.program)


def by_pixels(start: str, score: Callable, before: torch.Tensor, *, steps: int) -> tuple[None, torch.Tensor]:
    """The picture after as many steps of Adam on its pixels."""
    pixels = before.clone().requires_grad_()
    optimiser = torch.optim.Adam([pixels], lr=PIXEL_RATE, maximize=True)
    for _ in range(steps):
        optimiser.zero_grad()
        score(pixels).sum().backward()
        optimiser.step()
        with torch.no_grad():
            pixels.clamp_(0, 1)
    return None, pixels.detach()


def summary(name: str, cases: list[Case]) -> str:
    """Shares of cases that rose, and medians."""
    critic, judge, truth = (np.array([getattr(case, field) for case in cases]) for field in ("critic", "judge", "truth"))
    shares = {
        "critic up": _up(critic),
        "judge up": _up(judge),
        "truth up": _up(truth),
        "hacked": (critic[:, 1] > critic[:, 0]) & (truth[:, 1] < truth[:, 0]),
    }
    if cases[0].error is not None:
        shares["numbers nearer"] = _up(-np.array([case.error for case in cases]))
    told = ", ".join(f"{what} {share.mean():.0%}" for what, share in shares.items())
    means = ", ".join(
        f"{what} {each[:, 0].mean():.2f} → {each[:, 1].mean():.2f}"
        for what, each in (("critic", critic), ("judge", judge), ("truth", truth))
    )
    return f"{name} ({len(cases)} scenes): {told}; means: {means}"


def _up(pairs: np.ndarray) -> np.ndarray:
    return pairs[:, 1] > pairs[:, 0]


def _scene(rng: np.random.Generator, split: str) -> Scene:
    while split_of(scene := scene_with(rng, count=int(rng.integers(1, 4)))) != split:
        pass
    return scene


def _tensor(render, program: str) -> torch.Tensor:
    (picture,) = render([program])
    return to_tensor([picture])


def _same(critic: SameCritic, pictures: torch.Tensor, *, target: torch.Tensor) -> torch.Tensor:
    return critic(pictures, target.expand_as(pictures))


def _asked(critic, pictures: torch.Tensor, *, question: str) -> torch.Tensor:
    return critic(pictures, question)


def _odds(score: Callable, before: torch.Tensor, after: torch.Tensor) -> tuple[float, float]:
    with torch.no_grad():
        return score(before).item(), score(after).item()


def _iou(picture: torch.Tensor, target: torch.Tensor, scene: Scene) -> float:
    """Overlap of what is not background, by a tenth or more in some channel."""
    background = torch.tensor(scene.background).view(1, 3, 1, 1)
    ours, theirs = (((each - background).abs() > 0.1).any(1) for each in (picture, target))
    return ((ours & theirs).sum() / (ours | theirs).sum().clamp(min=1)).item()


def _error(program: str, goal: str) -> float:
    ours, theirs = (np.array(values(movable(each, GLSL.literals(each)))) for each in (program, goal))
    return float(np.abs(ours - theirs).mean())


if __name__ == "__main__":
    main()
