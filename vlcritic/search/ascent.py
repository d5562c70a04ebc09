"""Climb a differentiable score with the numbers of a program: a critic's gradient goes through the twin into the program itself.

In pixels such an ascent finds noise that pleases the critic and nobody else. Here the picture can only change as the program can draw it.

The score may be any function of pictures, such as a critic's log-odds of a question, that two pictures show the same, or that one is
closer to a target than another. Adam with restarts climbs it, all chains in one batch. The exact renderer draws what is scored at the end;
the program as given is among the candidates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from tqdm import tqdm

from vlcritic.errors import ProgramError
from vlcritic.images import as_height_width, to_tensor
from vlcritic.languages.base import Language, Renderer, Twin, substitute, values
from vlcritic.search.adam import Adam
from vlcritic.search.chains import generators
from vlcritic.search.metropolis import Score
from vlcritic.search.movable import movable
from vlcritic.search.placed import Placed
from vlcritic.search.posterior import bounds, colours, render_all
from vlcritic.types import Literal, Size

Scorer = Callable[[torch.Tensor], torch.Tensor]
"""Pictures `(B, 3, H, W)` in [0, 1] to scores `(B,)`, higher is better, differentiable."""

STEP = 0.02  # step size of a number, of the width of its bounds
RATE = 2.0  # length of the first steps, in step sizes: 60 of them cross the bounds of a colour


@dataclass
class Ascent:
    """What an ascent found.

    Attributes:
        program: the program of the highest score; the one that was given, where none was better.
        before, after: scores of the exact renders of the program that was given and of this one.
        way: programs, each with a higher score than the one before as the twin draws them.
        scores: theirs.
    """

    program: str
    before: float
    after: float
    way: list[str]
    scores: list[float]


def ascend(
    program: str,
    score: Scorer,
    *,
    language: Language,
    render: Renderer,
    size: Size = 128,
    steps: int = 60,
    chains: int = 4,
    only_colours: bool = False,
    seed: int = 0,
    progress: bool = False,
) -> Ascent:
    """The program of the highest score that gradient ascent reaches from `program`.

    Args:
        score: of pictures, such as `lambda images: critic(images, "Is there a red circle?")`.
        render: the exact renderer, kept open by the caller.
        size: of the pictures that are scored, in pixels.
        steps, chains: every step looks at one picture of each chain; one chain starts at the program, the others near it.
        only_colours: move no other numbers: what a question does not ask about is best left alone, or a critic is pleased by pictures
            unlike any that it knows.
        progress: show a bar.

    Raises:
        ProgramError: the program does not render, or has no twin.
        RendererError: our own side failed twice in a row.
        ValueError: no number of the program can move, or an argument is none of what it may be.
    """
    if steps < 1 or chains < 1:
        raise ValueError(f"expected steps ≥ 1 and chains ≥ 1, got {steps} and {chains}")
    literals = movable(program, language.literals(program))
    if only_colours:
        literals = [literal for literal, is_colour in zip(literals, colours(program, literals), strict=True) if is_colour]
    if not literals:
        raise ValueError("program: expected one with numbers that can move, found none")
    size = as_height_width(size)
    (picture,) = render_all(render, [program], size)
    if isinstance(picture, ProgramError):
        raise picture
    energy = ScoreEnergy(language.twin(program), literals, score, size)
    candidates, way = _climbed(program, energy, steps, chains, seed, progress)
    texts = [program, *(substitute(program, literals, position.tolist()) for position in candidates)]
    judged = _judged(texts, score, render, size)
    best = int(np.argmax(judged))
    steps_up = {substitute(program, literals, position.tolist()): value for value, position in way}
    return Ascent(texts[best], judged[0], judged[best], list(steps_up), list(steps_up.values()))


class ScoreEnergy:
    """Minus a score of the twin's pictures, and its gradient, of positions `(C, P)`: what `Adam` descends.

    Args:
        literals: those that move, some of the twin's.
    """

    def __init__(self, twin: Twin, literals: list[Literal], score: Scorer, size: tuple[int, int]):
        self.twin, self.score, self.size = twin, score, size
        self.literals, self._placed = literals, Placed(twin, literals)

    def __call__(self, positions: np.ndarray) -> tuple[Score, np.ndarray]:
        """Scores (the MSE is the energy again) and gradients `(C, P)`."""
        energy, slope = self._derived(positions, lambda images: -self.score(images))
        return Score(energy, energy), slope

    def is_seen(self, position: np.ndarray) -> np.ndarray:
        """Which numbers change the picture, `(P,)`."""
        weights = torch.rand((3, *self.size), generator=torch.Generator().manual_seed(0))
        _, slope = self._derived(position[None], lambda images: (images * weights).sum((1, 2, 3)))
        return slope[0] != 0

    def _derived(self, positions: np.ndarray, function: Scorer) -> tuple[np.ndarray, np.ndarray]:
        """A function `(C,)` of the pictures, and its derivatives `(C, P)`."""
        moving = torch.from_numpy(self._placed(positions)).requires_grad_()
        result = function(self.twin(moving, size=self.size))
        (slope,) = torch.autograd.grad(result.sum(), moving)
        return result.detach().double().cpu().numpy(), slope.numpy()[:, self._placed.places]


def _climbed(program: str, energy: ScoreEnergy, steps: int, chains: int, seed: int, progress: bool):
    """The best position of each chain, and every new best of all with its score."""
    low, high = bounds(program, energy.literals)
    start = np.array(values(energy.literals), dtype=np.float64)
    scale = np.where(energy.is_seen(start), STEP * (high - low), 0.0)
    kernel = Adam(energy, low, high, scale, rate=RATE, period=steps)
    rngs = generators(seed, chains)
    near = np.stack([np.zeros_like(start), *(rng.standard_normal(len(start)) for rng in rngs[1:])])
    state = kernel.init(np.clip(start + scale * near, low, high))
    way = [(-float(state.score.energy[0]), start)]
    for _ in tqdm(range(steps), desc="ascend", unit="step", disable=not progress):
        state, _ = kernel.step(rngs, state)
        positions, score = kernel.best(state)
        best = int(score.energy.argmin())
        if -score.energy[best] > way[-1][0]:
            way.append((-float(score.energy[best]), positions[best]))
    return kernel.best(state)[0], way


def _judged(programs: list[str], score: Scorer, render: Renderer, size: tuple[int, int]) -> list[float]:
    """Scores of the exact renders; −∞ where there is none, and for a program that does not render."""
    pictures = render_all(render, programs, size)
    drawn = [picture for picture in pictures if not isinstance(picture, ProgramError)]
    with torch.no_grad():
        scores = iter(score(to_tensor(drawn)).nan_to_num(nan=-torch.inf).tolist() if drawn else [])
    return [-np.inf if isinstance(picture, ProgramError) else next(scores) for picture in pictures]
