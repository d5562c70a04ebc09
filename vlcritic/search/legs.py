"""The course of a refinement: legs, each a descent from the best so far and an annealed walk of all chains from where it ended.

The descent (`descent`) is quick and stops in the first hollow; a kernel (`kernels`) leaves hollows and needs many pictures. Within a leg,
at any one step, a sampler is exact Metropolis–Hastings; over a leg it is an optimiser (`annealing`).

Chains see a canvas that may be smaller than the target, a descent ends on the whole of it: its result is kept beside the chains' bests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from vlcritic.search.annealing import geometric
from vlcritic.search.chains import Best, Rngs
from vlcritic.search.descent import NEAR, Descent
from vlcritic.search.energies import DONE
from vlcritic.search.kernels import build
from vlcritic.search.leaps import leap
from vlcritic.search.metropolis import State, evaluate
from vlcritic.search.problem import Problem

LEGS = 4
LOOK_LEGS = 2  # where the renderer is asked for every candidate
HOT, COLD = 0.03, 0.0003  # temperatures at the ends of a leg, as shares of the energy at its start
WIDE, NARROW = 1.0, 0.2  # factors of the step sizes at the ends of a leg
FITS = 2  # Gauss–Newton steps of a look at the beginning of a leg, at most
BETTER = 0.98  # a chain has left a hollow when its energy is below this share of the hollow's


@dataclass(frozen=True)
class Course:
    """Where a refinement stands: all that the next step needs besides the generators.

    Attributes:
        step: the next step of the kernel.
        state: the chains; `None` before the first step of a leg.
        best: the best that each has seen, on the chains' canvas.
        polished, polished_mse: where the best descent ended, `(P,)`, and its error on the whole target.
        heat: energy at the start of the leg, which temperatures are shares of.
        looked: positions looked at so far.
    """

    step: int
    state: State | None
    best: Best
    polished: np.ndarray
    polished_mse: float
    heat: float
    looked: int = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to find."""
        return self.polished_mse < DONE

    @property
    def candidates(self) -> np.ndarray:
        """Positions worth judging: the polished one, and the best of each chain."""
        return np.concatenate([self.polished[None], self.best.position])


def begin(problem: Problem, chains: int) -> Course:
    """The program's own numbers; chains stand nowhere before the first descent."""
    score, _ = evaluate(problem.energy, problem.start[None])
    best = Best(np.tile(problem.start, (chains, 1)), np.repeat(score.mse, chains))
    mse = float(score.mse[0]) if problem.has_features else Descent(problem.energy, problem.low, problem.high).mse(problem.start)
    return Course(0, None, best, problem.start, mse, float(score.energy[0]), problem.energy.looked)


def run(problem: Problem, kernel: str, course: Course, rngs: Rngs, *, steps: int, seed: int) -> Iterator[tuple[Course, list[dict]]]:
    """From `course` to the end: after each descent and each step, where it stands and the new rows of the trace.

    Args:
        kernel: of `kernels.KERNELS`.
        seed: of the leaps.
    """
    steps = 0 if kernel == "descent" else steps
    leg = max(1, -(-steps // (LOOK_LEGS if problem.has_features else LEGS)))
    moves = cache(lambda: build(kernel, problem))  # its step sizes cost pictures that a descent which arrives need not pay
    if course.state is not None:
        moves()
        problem.energy.looked = course.looked  # a course that goes on has paid for them
    while not course.is_done and len(problem.start):
        if course.step % leg == 0 or course.step == steps:
            course, row = fitted(problem, course) if problem.has_features else descended(problem, course, seed)
            yield course, [row]
        if course.is_done or course.step >= steps or not len(problem.blocks):
            return
        if course.state is None:
            course = _standing(problem, moves(), course)
        course, rows = walked(problem, moves(), course, rngs, share=course.step % leg / max(1, leg - 1))
        yield course, rows


def descended(problem: Problem, course: Course, seed: int) -> tuple[Course, dict]:
    """Descents from the best there is and, where it does not arrive, from leaps; every chain will start where the best one ended."""
    chain = int(course.best.mse.argmin())
    descend = Descent(problem.energy, problem.low, problem.high)
    way, mse = descend(_from(problem, course, chain))
    if mse >= DONE:
        rng = np.random.default_rng([seed, course.step])
        for base in (course.polished,) if course.step else (problem.start, way[-1]):
            other, other_mse = descend(leap(problem, base, rng, tries=problem.energy.tries), (NEAR,))
            if other_mse < mse:
                way, mse = other, other_mse
    is_better = mse < course.polished_mse
    polished, polished_mse = (way[-1], mse) if is_better else (course.polished, course.polished_mse)
    row = _row(course.step, chain, "descent", 0.0, None, mse, is_better)
    if is_better:
        row["way"] = [position.tolist() for position in way]
    moved = replace(course, state=None, polished=polished, polished_mse=polished_mse, looked=problem.energy.looked)
    return moved, row


def fitted(problem: Problem, course: Course) -> tuple[Course, dict]:
    """Gauss–Newton steps from the best there is, while they help; none where no chain has moved since the last ones."""
    chain = int(course.best.mse.argmin())
    is_moved = course.best.mse[chain] < course.polished_mse
    position, mse = (course.best.position[chain], float(course.best.mse[chain])) if is_moved else (course.polished, course.polished_mse)
    way = [position]
    for round_ in range(FITS if is_moved or not course.step else 0):
        secants = problem.secants if course.step == round_ == 0 else problem.secants_at(position)
        steps = secants.steps(problem.low, problem.high, problem.reach)
        energies = problem.energy(steps).energy
        best = int(energies.argmin())
        if not energies[best] < mse:
            break
        position, mse = steps[best], float(energies[best])
        way.append(position)
    row = _row(course.step, chain, "descent", 0.0, mse, mse, len(way) > 1)
    if len(way) > 1:
        row["way"] = [each.tolist() for each in way]
    return replace(course, state=None, polished=position, polished_mse=mse, looked=problem.energy.looked), row


def _from(problem: Problem, course: Course, chain: int) -> np.ndarray:
    """The best chain's position where it has left the last descent's hollow, else that descent's end."""
    if course.step == 0:
        return problem.start
    energies = problem.energy(np.stack([course.best.position[chain], course.polished])).energy
    return course.best.position[chain] if energies[0] < BETTER * energies[1] else course.polished


def _standing(problem: Problem, kernel, course: Course) -> Course:
    """All chains at the end of the best descent."""
    state = kernel.init(np.tile(course.polished, (len(course.best.mse), 1)))
    heat = max(float(state.score.energy[0]), DONE)
    return replace(course, state=state, best=course.best.seeing(state.position, state.score), heat=heat)


def walked(problem: Problem, kernel, course: Course, rngs: Rngs, *, share: float) -> tuple[Course, list[dict]]:
    """One step of every chain, `share` of the way through its leg."""
    temperature = geometric(share, course.heat * HOT, course.heat * COLD)
    state, info = kernel.step(rngs, course.state, temperature=temperature, size=geometric(share, WIDE, NARROW))
    scores = zip(info.score.energy, info.score.mse, info.is_accepted, strict=True)
    rows = [_row(course.step, chain, "walk", temperature, *each) for chain, each in enumerate(scores)]
    for chain in np.flatnonzero(info.score.mse < course.best.mse.min()):
        rows[chain]["way"] = [info.proposal[chain].tolist()]
    best = course.best.seeing(info.proposal, info.score)
    return replace(course, step=course.step + 1, state=state, best=best, looked=problem.energy.looked), rows


def _row(step: int, chain: int, kind: str, temperature: float, energy: float, mse: float, accepted: bool) -> dict:
    """A line of the trace; a program that did not render has no energy."""
    energy, mse = (float(value) if value is not None and np.isfinite(value) else None for value in (energy, mse))
    row = {"step": step, "chain": chain, "kind": kind, "temperature": temperature}
    return row | {"energy": energy, "mse": mse, "accepted": bool(accepted)}
