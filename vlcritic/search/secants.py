"""Gauss–Newton on the features of a look: one picture for each number, all in one batch, then a batch of damped steps.

Colours, places of stops and roughness change means and spreads smoothly: one such step is worth a hundred random ones. The same
pictures tell how far each number goes to change the look by a given amount, and which numbers change nothing.

Source: Levenberg 1944; Marquardt 1963, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters", damped by the diagonal
of JᵀJ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vlcritic.search.descent import damped_steps
from vlcritic.search.random_walk import reflect

PROBE = 0.05  # of a number's reach
DAMPING = (1e-2, 1e-1, 1.0, 10.0)  # all tried at once, shares of the diagonal
FARTHEST = 0.5  # of a number's reach, in one step
NARROWEST, WIDEST = 0.01, 0.25  # step sizes of a walk, as shares of the reach


@dataclass(frozen=True)
class Secants:
    """The look at one position, and how it changes with each number.

    Attributes:
        position: `(P,)`.
        here: features there, `(K,)`.
        slopes: change of the features with each number, `(P, K)`; 0 for words, and for numbers whose probe did not render.
    """

    position: np.ndarray
    here: np.ndarray
    slopes: np.ndarray

    @classmethod
    def at(cls, position: np.ndarray, energy, low: np.ndarray, high: np.ndarray, reach: np.ndarray) -> Secants:
        """By one picture more than there are numbers that may move; words have a reach of 0."""
        moving = np.flatnonzero((reach > 0) & (high > low))
        probes = np.tile(position, (len(moving) + 1, 1))
        rows = np.arange(1, len(moving) + 1)
        probes[rows, moving] = reflect(position + PROBE * reach, low, high)[moving]
        shifts = probes[rows, moving] - position[moving]
        here, *there = energy.features(probes)
        slopes = np.zeros((len(position), len(here)), np.float32)
        if len(moving):
            slopes[moving] = np.nan_to_num((np.stack(there) - here) / np.where(shifts, shifts, np.inf)[:, None])
        return cls(position, here, slopes)

    def steps(self, low: np.ndarray, high: np.ndarray, reach: np.ndarray) -> np.ndarray:
        """Positions that should look more like the target, `(len(DAMPING), P)`; numbers that change nothing stay."""
        moving = np.flatnonzero(np.abs(self.slopes).max(axis=1) > 0)
        moved = np.tile(self.position, (len(DAMPING), 1))
        if len(moving):
            scaled = self.slopes[moving] * reach[moving, None]
            steps = np.clip(damped_steps(scaled, self.here, DAMPING), -FARTHEST, FARTHEST)
            moved[:, moving] += steps * reach[moving]
        return np.clip(moved, low, high)

    def sizes(self, reach: np.ndarray) -> np.ndarray:
        """How far each number goes to change the look by as much as it is off, within shares of its reach; 0 of what changes nothing."""
        slope = np.linalg.norm(self.slopes, axis=1)
        with np.errstate(divide="ignore"):
            distance = np.linalg.norm(self.here) / slope
        return np.where(slope > 0, np.clip(distance, NARROWEST * reach, WIDEST * reach), 0.0)
