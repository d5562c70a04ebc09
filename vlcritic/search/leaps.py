"""Leaps: another place for each shape, found by looking at many places at once.

No descent brings a thin ring back from where it does not overlap its target. A twin draws a hundred small pictures in the time of one
exact render, so places are tried out: pairs of numbers, one pair after the other, each where the picture then fits best in coarse cells.
"""

from __future__ import annotations

import numpy as np

from vlcritic.search.posterior import runs
from vlcritic.search.problem import Problem

CELLS = 8  # on the shorter side, in which pictures are compared
SWEEPS = 2  # over all pairs
NEAR = 0.25  # of a number's range: standard deviation of half of the places, around the present one; the other half is anywhere


def leap(problem: Problem, position: np.ndarray, rng: np.random.Generator, *, tries: int) -> np.ndarray:
    """The position `(P,)` with every pair of numbers where it fits best, of so many places tried for each; itself without pairs."""
    pairs = [np.array(run) for run in runs(problem.energy.program, problem.energy.literals) if len(run) == 2]
    for pair in pairs * SWEEPS:
        places = np.tile(position, (tries, 1))
        places[:, pair] = _places(problem, position, pair, rng, tries)
        residuals = problem.energy.residuals(places, CELLS)
        position = places[int(np.einsum("ck,ck->c", residuals, residuals).argmin())]
    return position


def _places(problem: Problem, position: np.ndarray, pair: np.ndarray, rng: np.random.Generator, tries: int) -> np.ndarray:
    """Places `(tries, 2)` for one pair, half of them near the present one."""
    low, high = problem.low[pair], problem.high[pair]
    near = position[pair] + NEAR * (high - low) * rng.standard_normal((tries // 2, 2))
    return np.clip(np.concatenate([near, rng.uniform(low, high, (tries - tries // 2, 2))]), low, high)
