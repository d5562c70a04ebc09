"""Refinement of materials with an equal number of renders: ours against the fixed-acceptance search that VLMaterial publishes.

Starts are targets whose numbers were moved as VLMaterial's variation moves them, with colours off by up to 0.3 in saturation and value and
0.15 in hue. Both search on renders of 64², and are held against the target at 128² by LPIPS (alex) and by the relative style error (VGG16).
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

import numpy as np

from benchmarks.record import Record
from vlcritic.data.materials.families import FAMILIES, generate
from vlcritic.images import to_tensor
from vlcritic.languages.base import substitute, values
from vlcritic.languages.blender import BLENDER
from vlcritic.languages.blender.write import write
from vlcritic.search.appearance import Appearance
from vlcritic.search.chains import generators
from vlcritic.search.fixed_acceptance import FixedAcceptance
from vlcritic.search.legs import begin, run
from vlcritic.search.posterior import colours, runs
from vlcritic.search.problem import Problem
from vlcritic.search.refine import affordable

SIDE = 128
RENDERS = 200
CHAINS = 2
RELATIVE, ABSOLUTE = 0.25, 0.05  # of numbers: off by up to so much of their value, at least
HUE, TINT = 0.15, 0.3  # of colours


def records(*, count: int = 12, renders: int = RENDERS) -> Iterator[Record]:
    """Means over materials of `count` families."""
    names = list(FAMILIES)[:: max(1, len(FAMILIES) // count)][:count]
    with BLENDER.renderer(size=SIDE) as render:
        errors = np.array([_errors(name, render, renders) for name in names])  # (materials, start | theirs | ours, LPIPS | style)
    for index, metric in enumerate(("LPIPS", "style error")):
        start, theirs, ours = errors[:, :, index].T
        share, other = (ours < start).mean(), (theirs < start).mean()
        baseline = f"fixed-acceptance MCMC, {theirs.mean():.3f} from {start.mean():.3f}"
        yield Record(f"{metric} after {renders} renders", ours.mean(), "", baseline, float(ours.mean() / theirs.mean()), "below 1")
        yield Record(f"  materials nearer by {metric}", float(share), "share", f"{other:.0%} of the other", None)


def _errors(family: str, render, renders: int) -> list[list[float]]:
    rng = np.random.default_rng([17, list(FAMILIES).index(family)])
    target = write(generate(family, rng))
    start = varied(target, rng)
    (picture,) = render([target])
    programs = [start, fixed(start, picture, render, renders), ours(start, picture, render, renders)]
    return _compared(render(programs), picture)


def varied(program: str, rng: np.random.Generator) -> str:
    """The program with its numbers moved; words stay."""
    literals, ordered = BLENDER.movable(program)
    numbers, is_colour = np.array(values(literals)), colours(program, literals)
    for run_ in runs(program, literals):
        if is_colour[run_].all():
            numbers[run_[:3]] = _retinted(numbers[run_[:3]], rng)
        elif not literals[run_[0]].items:
            reach = np.maximum(RELATIVE * np.abs(numbers[run_]), ABSOLUTE)
            numbers[run_] += rng.uniform(-reach, reach)
    numbers = np.clip(numbers, [literal.low for literal in literals], [literal.high for literal in literals])
    for group in ordered:
        numbers[list(group)] = np.sort(numbers[list(group)])
    return substitute(program, literals, numbers.tolist())


def _retinted(colour: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    hue, saturation, value = colorsys.rgb_to_hsv(*colour.tolist())
    saturation, value = np.clip(np.array([saturation, value]) + rng.uniform(-TINT, TINT, 2), 0, 1).tolist()
    return np.array(colorsys.hsv_to_rgb((hue + rng.uniform(-HUE, HUE)) % 1.0, saturation, value))


def ours(start: str, picture, render, renders: int, *, look: str = "mix") -> str:
    """The best by its own energy of descents and annealed walks."""
    problem = _problem(start, picture, render, look)
    rngs, course = generators(0, CHAINS), begin(problem, CHAINS)
    for course, _ in run(problem, "walk", course, rngs, steps=affordable(problem, CHAINS, renders), seed=0):  # noqa: B007, B020
        if problem.energy.looked >= renders:
            break
    is_walked = course.best.mse.min() < course.polished_mse
    return problem.energy.text(course.best.position[course.best.mse.argmin()] if is_walked else course.polished)


def fixed(start: str, picture, render, renders: int, *, look: str = "style") -> str:
    """The best by its own energy of the published search, which learns nothing of the numbers beforehand."""
    problem = _problem(start, picture, render, look)
    literals = problem.energy.literals
    tints = tuple(np.array(run_) for run_ in runs(start, literals) if colours(start, literals)[run_].all())
    kernel = FixedAcceptance(problem.energy, problem.low, problem.high, tints, problem.counts)
    rngs, state = generators(0, 1), kernel.init(problem.start[None])
    best, position = state.score.energy[0], problem.start
    while problem.energy.looked < renders:
        state, info = kernel.step(rngs, state)
        if info.score.energy[0] < best:
            best, position = info.score.energy[0], info.proposal[0]
    return problem.energy.text(position)


def _problem(start: str, picture, render, look: str) -> Problem:
    literals, ordered = BLENDER.movable(start)
    return Problem.of(Appearance(start, literals, picture, render=render, look=look, ordered=ordered))


def _compared(pictures: list, target) -> list[list[float]]:
    """LPIPS and style error of every picture, a row each."""
    import torch

    from vlcritic.metrics.perceptual import lpips_distance
    from vlcritic.metrics.style import style_error

    images = to_tensor(pictures)
    targets = to_tensor([target]).expand_as(images)
    with torch.no_grad():
        return torch.stack([lpips_distance(images, targets), style_error(images, targets)], dim=1).tolist()
