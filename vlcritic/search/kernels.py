"""The kernels by name: how a refinement moves numbers between its descents.

descent    none: descents alone
walk       random walk, annealed, blocks of numbers by random widths (Metropolis)
adaptive   random walk whose every block finds its own width
mixture    the walk, and now and then a leap: anywhere, or near the start (independence moves)
mala       Langevin moves along the twin's gradient
adam       Adam with restarts along the twin's gradient (an optimiser)
tempering  the walk at a ladder of temperatures that swap (parallel tempering)
fixed      VLMaterial's search, as a baseline
"""

from __future__ import annotations

import numpy as np

from vlcritic.search.adam import Adam
from vlcritic.search.fixed_acceptance import FixedAcceptance
from vlcritic.search.independence import Independence, Mixture, TruncatedMixture, Uniform
from vlcritic.search.mala import MALA
from vlcritic.search.problem import Problem
from vlcritic.search.random_walk import AdaptiveWalk, Proposal, RandomWalk
from vlcritic.search.tempering import Tempering, geometric_ladder

RUNGS, HOTTEST = 4, 100.0  # of a tempering ladder
LEAPS = (0.9, 0.07, 0.03)  # probabilities of a walk, a leap near the start, a leap anywhere
SPREAD = 3.0  # of leaps near the start, in step sizes


def build(name: str, problem: Problem):
    """The kernel of that name, of `KERNELS`, for a problem; `None` for `descent`.

    Raises:
        ValueError: it needs gradients and the energy has none.
    """
    return KERNELS[name](problem)


def _walk(problem: Problem) -> RandomWalk:
    return RandomWalk(problem.energy, _proposal(problem))


def _adaptive(problem: Problem) -> AdaptiveWalk:
    return AdaptiveWalk(problem.energy, _proposal(problem))


def _proposal(problem: Problem) -> Proposal:
    if not problem.counts.any():
        return Proposal(*problem.box, problem.scale, problem.blocks, tints=problem.colours if problem.has_features else ())
    scale = np.where(problem.counts > 0, 0.0, problem.scale)
    return Proposal(*problem.box, scale, problem.blocks, counts=problem.counts, tints=problem.colours)


def _mixture(problem: Problem) -> Mixture:
    box = problem.box
    near = TruncatedMixture(*box, problem.start[None], SPREAD * np.where(problem.is_free, problem.scale, 1.0))
    leaps = tuple(Independence(problem.energy, law) for law in (near, Uniform(*box)))
    return Mixture(problem.energy, (_walk(problem), *leaps), LEAPS)


def _mala(problem: Problem) -> MALA:
    return MALA(_gradient(problem, "mala"), *problem.box, np.where(problem.is_free, problem.scale, 1.0))


def _adam(problem: Problem) -> Adam:
    return Adam(_gradient(problem, "adam"), *problem.box, problem.scale)


def _gradient(problem: Problem, name: str):
    """The energy with gradients."""
    if not hasattr(problem.energy, "gradient"):
        raise ValueError(f"kernel {name}: needs gradients, which the twin has and the exact renderer has not")
    return problem.energy.gradient


def _tempering(problem: Problem) -> Tempering:
    return Tempering(_walk(problem), geometric_ladder(RUNGS, HOTTEST))


def _fixed(problem: Problem) -> FixedAcceptance:
    return FixedAcceptance(problem.energy, *problem.box, problem.colours, problem.counts)


KERNELS = {
    "descent": lambda problem: None,
    "walk": _walk,
    "adaptive": _adaptive,
    "mixture": _mixture,
    "mala": _mala,
    "adam": _adam,
    "tempering": _tempering,
    "fixed": _fixed,
}


def chains_of(name: str, chains: int) -> int:
    """Chains that a kernel runs where that many are asked for: tempering has a ladder for each."""
    return chains * (RUNGS if name == "tempering" else 1)
