"""Several chains: the generator of each, and the best position that each has seen.

Chains that draw from generators of their own are independent runs of one kernel. Together they fill a batch of renders, so all workers
are busy, and hedge against one that settles in a wrong hollow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vlcritic.search.metropolis import Rngs, Score


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

    def seeing(self, position: np.ndarray, score: Score) -> Best:
        """The better of this and other positions, chain by chain; the older one where they are equal."""
        is_better = score.mse < self.mse
        return Best(np.where(is_better[:, None], position, self.position), np.where(is_better, score.mse, self.mse))
