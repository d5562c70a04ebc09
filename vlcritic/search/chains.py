"""Several chains, one batch of renders a step; the best position of each is kept.

Chains that start together and draw from generators of their own are independent runs of one kernel: the best of C chains of N steps shares its renders'
latency between workers and hedges against a chain that settles in a wrong mode.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from vlcritic.search.random_walk import Info, RandomWalk, Rngs, Score, State


def generators(seed: int, chains: int) -> list[np.random.Generator]:
    """One independent generator for each chain; chain i draws the same numbers whatever the number of chains."""
    return [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(chains)]


@dataclass(frozen=True)
class Best:
    """The best that each chain ever saw, accepted or refused.

    Attributes:
        position: `(C, P)`.
        mse: `(C,)`.
    """

    position: np.ndarray
    mse: np.ndarray

    @classmethod
    def of(cls, state: State) -> Best:
        """The best of chains that have not moved."""
        return cls(state.position, state.score.mse)

    def seeing(self, position: np.ndarray, score: Score) -> Best:
        """The better of this and other positions, chain by chain; the older one where they are equal."""
        is_better = score.mse < self.mse
        return Best(np.where(is_better[:, None], position, self.position), np.where(is_better, score.mse, self.mse))


def advance(
    kernel: RandomWalk, state: State, rngs: Rngs, *, steps: range, temperature: Callable[[int], float], size: Callable[[int], float]
) -> Iterator[tuple[int, State, Info]]:
    """Take `steps` one after the other, with the temperature and the size of each; gives what every step did."""
    for step in steps:
        state, info = kernel.step(rngs, state, temperature=temperature(step), size=size(step))
        yield step, state, info
