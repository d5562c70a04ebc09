"""The search that VLMaterial publishes, as a baseline to measure against: random changes, worse ones accepted with a fixed probability.

A step changes a tenth of the parameters, two at least. A scalar moves by up to a fifth of its value, at least 0.05; a colour takes any
hue, and moves in saturation and value by up to 0.2; a word becomes any of its items with probability 0.2. A better position is accepted,
any other with probability 0.05, however much worse. That is no Metropolis–Hastings: there is no temperature, no ratio, and no useful
law that it leaves alone. Keep the best it has seen.

Where the paper leaves a choice: a colour is one parameter, changes are uniform, and a number beyond a bound stops at it. An impossible
position is never accepted.

Source: Li et al. 2025, "VLMaterial: Procedural Material Generation with Large Vision-Language Models", the refinement by MCMC of its
experiments.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

import numpy as np

from vlcritic.search.metropolis import Energy, EnergyWithGradient, Kernel, Rngs, State

SHARE, LEAST = 0.1, 2  # of the parameters that a step changes
RELATIVE, ABSOLUTE = 0.2, 0.05  # reach of a scalar: of its value, and at least
TINT = 0.2  # reach of saturation and value
WORDED = 0.2  # probability that a word which a step changes takes any of its items
ANYWAY = 0.05  # probability of a position that is not better


@dataclass(frozen=True)
class FixedAcceptance(Kernel):
    """The baseline as a kernel; temperatures and sizes have no part in it.

    Attributes:
        low, high: bounds `(P,)`.
        colours: index arrays of which the first three are red, green and blue in [0, 1]; all other numbers are scalars.
        counts: of words, how many items there are, which the position counts from 0; 0 of numbers.
    """

    energy: Energy | EnergyWithGradient
    low: np.ndarray
    high: np.ndarray
    colours: tuple[np.ndarray, ...] = ()
    counts: np.ndarray | None = None

    def propose(self, rngs: Rngs, state: State, temperature: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, None]:
        """Some parameters of every chain changed."""
        return np.stack([self._changed(rng, position) for rng, position in zip(rngs, state.position, strict=True)]), None

    def probability(self, state: State, proposed: State, choice: None, temperature: np.ndarray, size: np.ndarray) -> np.ndarray:
        """1 for a better position, 0 for an impossible one, else 0.05."""
        better = np.where(proposed.score.energy < state.score.energy, 1.0, ANYWAY)
        return np.where(np.isinf(proposed.score.energy), 0.0, better)

    def _changed(self, rng: np.random.Generator, position: np.ndarray) -> np.ndarray:
        """One chain's position `(P,)` with a tenth of its parameters changed."""
        parameters, changed = self._parameters(len(position)), position.copy()
        some = min(max(LEAST, round(SHARE * len(parameters))), len(parameters))
        for index in rng.permutation(len(parameters))[:some]:
            moved = parameters[index]
            count = 0 if self.counts is None or len(moved) == 3 else self.counts[moved[0]]
            changed[moved] = _moved(rng, position[moved], count)
        return np.clip(changed, self.low, self.high)

    def _parameters(self, numbers: int) -> list[np.ndarray]:
        """Index arrays: three numbers of each colour, and each other number."""
        colours = [colour[:3] for colour in self.colours]
        taken = np.concatenate([*colours, np.zeros(0, dtype=int)])
        return colours + [np.array([index]) for index in range(numbers) if index not in taken]


def _moved(rng: np.random.Generator, parameter: np.ndarray, count: int) -> np.ndarray:
    """A colour, a word of so many items, or a scalar, changed."""
    if len(parameter) == 3:
        return _recoloured(rng, parameter)
    if not count:
        return _scaled(rng, parameter)
    return np.array([rng.integers(count)]) if rng.random() < WORDED else parameter


def _scaled(rng: np.random.Generator, number: np.ndarray) -> np.ndarray:
    """A scalar moved by up to a fifth, at least 0.05."""
    reach = np.maximum(RELATIVE * np.abs(number), ABSOLUTE)
    return number + rng.uniform(-reach, reach)


def _recoloured(rng: np.random.Generator, colour: np.ndarray) -> np.ndarray:
    """Red, green and blue of any hue, with saturation and value moved by up to 0.2."""
    _, saturation, value = colorsys.rgb_to_hsv(*np.clip(colour, 0, 1).tolist())
    saturation, value = np.clip(np.array([saturation, value]) + rng.uniform(-TINT, TINT, 2), 0, 1).tolist()
    return np.array(colorsys.hsv_to_rgb(rng.random(), saturation, value))
