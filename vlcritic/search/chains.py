"""Several chains: the generator of each, and the best position that each has seen.

Chains that draw from generators of their own are independent runs of one kernel. Together they fill a batch of renders, so all workers
are busy, and hedge against one that settles in a wrong hollow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vlcritic.search.random_walk import Rngs, Score, State


def generators(seed: int, chains: int) -> Rngs:
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

    def seeing_one(self, chain: int, position: np.ndarray, mse: float) -> Best:
        """With another position for one chain, where that is better; else this object itself."""
        if not mse < self.mse[chain]:
            return self
        positions, errors = self.position.copy(), self.mse.copy()
        positions[chain], errors[chain] = position, mse
        return Best(positions, errors)
