"""What a critic's gradient does to a program's numbers, and what it does to pixels: judged by truth and by a second critic.

    python -m benchmarks.critic_refinement --critic runs/critic --judge runs/critic-judge

Each scene has a shape whose colour is on the way from the one asked for to another, and the critic is asked whether it has the colour.
Truth is how far the shape's colour is from the one asked for: of the program's own shape, or of the pixels where the shape is. The judge is
another critic, which nothing was optimised against. Scenes are of the split `test`, which no critic was trained on. Hacked: the climbed
critic says yes, and the shape is no nearer to the colour.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from vlcritic.critic import Augmented, Critic
from vlcritic.data.glsl.distance import distance, grid
from vlcritic.data.glsl.parse import parse_scene
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import Shape
from vlcritic.data.questions import Question, question
from vlcritic.data.questions.names import COLOURS, colour_name
from vlcritic.data.questions.wordings import WORDINGS
from vlcritic.images import to_tensor
from vlcritic.languages.glsl import GLSL
from vlcritic.search import ascend

SIZE = 64
PIXEL_RATE = 0.01  # of Adam on the pixels


@dataclass
class Case:
    """One scene before and after.

    Attributes:
        critic, judge: log-odds of yes of the climbed and of the other critic, before and after.
        error: largest difference in a channel of the shape's colour from the one asked for, before and after.
        is_true: whether the shape's colour is nearest to the one asked for, after.
    """

    critic: tuple[float, float]
    judge: tuple[float, float]
    error: tuple[float, float]
    is_true: bool


def main() -> None:
    """Print the table and write every case as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.critic_refinement", description=__doc__)
    parser.add_argument("--critic", required=True, help="folder or Hub id of the critic that is climbed")
    parser.add_argument("--judge", required=True, help="of the critic that only judges")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--chains", type=int, default=2)
    parser.add_argument("--wrong", type=float, default=0.6, help="how far a start is on the way from the colour to another (0.6)")
    parser.add_argument("--free", action="store_true", help="let all numbers of a program move, not its colours alone")
    parser.add_argument("--draws", type=int, default=0, help="changed copies of the pictures that the climbed critic sees too (0)")
    parser.add_argument("--one-wording", action="store_true", help="climb the plain question alone, not the mean of all its wordings")
    parser.add_argument("--split", default="test", help="of the scenes (test)")
    parser.add_argument("-o", "--out", type=Path, default=Path("runs/critic-refinement.json"))
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    critic, judge = Critic.from_pretrained(arguments.critic), Critic.from_pretrained(arguments.judge)
    climbed = Augmented(critic, draws=arguments.draws) if arguments.draws else critic
    asked = list(questions(arguments.count, arguments.split))
    found: dict[str, list[Case]] = {}
    with GLSL.renderer(size=SIZE) as render:
        ways = {
            "numbers": partial(by_numbers, render=render, steps=arguments.steps, chains=arguments.chains, only_colours=not arguments.free),
            "pixels": partial(by_pixels, render=render, steps=arguments.steps),
        }
        for name, climb in ways.items():
            found[name] = [
                judged(each, arguments.wrong, climb, climbed, judge, render, wordings=1 if arguments.one_wording else None)
                for each in tqdm(asked, desc=name)
            ]
            print(summary(name, found[name]), flush=True)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps({name: [asdict(case) for case in cases] for name, cases in found.items()}, indent=1) + "\n")
    print(arguments.out)


def questions(count: int, split: str) -> Iterator[Question]:
    """Questions about a colour, to which no is the right answer."""
    index = done = 0
    while done < count:
        asked = question(6, index, split=split, families=("colour",))
        index += 1
        if not asked.answer and not asked.negated:
            done += 1
            yield asked


def judged(asked: Question, wrong: float, climb: Callable, critic, judge, render, *, wordings: int | None) -> Case:
    """A scene before and after an ascent of the critic's log-odds of yes, in the mean of the first `wordings`, negated ones among them."""
    (scene,) = asked.scenes
    (shape,) = asked.fact.a.among(scene)
    index, colour = scene.shapes.index(shape), wrong * np.array(shape.colour) + (1 - wrong) * np.array(COLOURS[asked.fact.colour])
    shape = replace(shape, colour=tuple(colour.round(2).tolist()))
    start = write(replace(scene, shapes=(*scene.shapes[:index], shape, *scene.shapes[index + 1 :])))
    before = _drawn(render, start)
    after, colour = climb(start, partial(worded, critic, asked, wordings), before, index)
    with torch.no_grad():
        odds = [tuple(each(picture, asked.text).item() for picture in (before, after)) for each in (critic, judge)]
    error = tuple(float(np.abs(np.subtract(each, COLOURS[asked.fact.colour])).max()) for each in (shape.colour, colour))
    return Case(*odds, error, colour_name(colour) == asked.fact.colour)


def worded(critic: Callable, asked: Question, wordings: int | None, pictures: torch.Tensor) -> torch.Tensor:
    """Mean log-odds `(B,)` that the fact holds, over wordings that training used; those of its negation count with the other sign."""
    used = [each for each in WORDINGS[asked.family] if not each.unseen][:wordings]
    return torch.stack([(-1) ** each.negated * critic(pictures, each(asked.fact)) for each in used]).mean(0)


def by_numbers(start: str, score: Callable, before: torch.Tensor, index: int, *, render, **options):
    """The exact render after an ascent through the twin, and the colour of the program's shape."""
    found = ascend(start, score, language=GLSL, render=render, size=SIZE, **options)
    return _drawn(render, found.program), parse_scene(found.program).shapes[index].colour


def by_pixels(start: str, score: Callable, before: torch.Tensor, index: int, *, render, steps: int):
    """The picture after as many steps of Adam on its pixels, and its mean colour where the shape is."""
    pixels = before.clone().requires_grad_()
    optimiser = torch.optim.Adam([pixels], lr=PIXEL_RATE, maximize=True)
    for _ in range(steps):
        optimiser.zero_grad()
        score(pixels).sum().backward()
        optimiser.step()
        with torch.no_grad():
            pixels.clamp_(0, 1)
    inside = torch.from_numpy(_inside(parse_scene(start).shapes[index]))
    return pixels.detach(), tuple(pixels.detach()[0, :, inside].mean(1).tolist())


def summary(name: str, cases: list[Case]) -> str:
    """Shares of cases, and means."""
    critic, judge, error = (np.array([getattr(case, field) for case in cases]) for field in ("critic", "judge", "error"))
    nearer = error[:, 1] < error[:, 0] - 1e-9
    shares = {
        "colour nearer": nearer,
        "colour right": np.array([case.is_true for case in cases]),
        "critic says yes": critic[:, 1] > 0,
        "judge up": judge[:, 1] > judge[:, 0],
        "judge says yes": judge[:, 1] > 0,
        "hacked": (critic[:, 1] > 0) & ~nearer,
    }
    told = ", ".join(f"{what} {share.mean():.0%}" for what, share in shares.items())
    means = {"critic": critic, "judge": judge, "colour error": error}
    return f"{name} ({len(cases)} scenes): {told}; means: " + ", ".join(
        f"{what} {each[:, 0].mean():.2f} → {each[:, 1].mean():.2f}" for what, each in means.items()
    )


def _drawn(render, program: str) -> torch.Tensor:
    (picture,) = render([program])
    return to_tensor([picture])


def _inside(shape: Shape) -> np.ndarray:
    """Pixels whose centre the shape covers, `(SIZE, SIZE)`."""
    return distance(shape, grid(SIZE)) < 0


if __name__ == "__main__":
    main()
