"""Laws with closed forms, and how far draws are from them.

The rule of all these tests: where independent chains stand after many steps are independent draws. Kolmogorov's distance of N draws
from their true law exceeds 1.95 / √N once in 1,000 seeds; seeds are fixed.
"""

import json
import math

import numpy as np

from vlcritic.search.chains import generators
from vlcritic.search.metropolis import Score, State


def normal(value: float) -> float:
    """Gaussian law with mean 0 and deviation 1."""
    return 0.5 * (1 + math.erf(value / math.sqrt(2)))


def limit(draws: int) -> float:
    return 1.95 / math.sqrt(draws)


def kolmogorov_distance(draws: np.ndarray, cdf) -> float:
    ordered = np.sort(draws)
    law = np.array([cdf(value) for value in ordered])
    ranks = np.arange(len(draws) + 1) / len(draws)
    return max(np.abs(law - ranks[1:]).max(), np.abs(law - ranks[:-1]).max())


def scored(energy, gradient=None):
    """An energy function of a formula, with the formula of its derivatives where there is one."""

    def call(position):
        score = Score(energy(position), energy(position))
        return score if gradient is None else (score, gradient(position))

    return call


def run(kernel, position, *, steps: int, seed: int = 3, **options) -> State:
    """Where chains stand after some steps from `position` `(C, P)`."""
    rngs, state = generators(seed, len(position)), kernel.init(np.array(position, dtype=float))
    for _ in range(steps):
        state, _ = kernel.step(rngs, state, **options)
    return state


def seen(kernel, chains: int, start, *, steps: int = 12, through_json: bool = False) -> list[list[float]]:
    """What the first chain sees among others that start at the same place; through JSON, the run is interrupted after each step."""
    rngs, state, found = generators(5, chains), kernel.init(np.tile(np.array(start, dtype=float), (chains, 1))), []
    for _ in range(steps):
        state, _ = kernel.step(rngs, state, temperature=0.7)
        if through_json:
            state = State.from_dict(json.loads(json.dumps(state.as_dict())))
        found.append([*state.position[0].tolist(), state.score.energy[0]])
    return found


class Cut:
    """A Gaussian cut at the walls of a box in one number: energy x² / (2 width²)."""

    def __init__(self, low: float = -0.3, high: float = 2.0, width: float = 0.5):
        self.low, self.high, self.width = low, high, width
        self.energy = scored(lambda x: 0.5 * (x[:, 0] / width) ** 2, lambda x: x / width**2)

    def cdf(self, value: float) -> float:
        below, above = normal(self.low / self.width), normal(self.high / self.width)
        return (normal(value / self.width) - below) / (above - below)

    def draw(self, count: int) -> np.ndarray:
        draws = np.random.default_rng(11).normal(0, self.width, (20 * count, 1))
        return draws[(draws[:, 0] > self.low) & (draws[:, 0] < self.high)][:count]


class TwoModes:
    """0.25 and 0.75 of the mass in two round Gaussians of width 0.1 at (∓1, 0): a ridge of 50 between them stops a small step."""

    low, high, width = np.full(2, -2.0), np.full(2, 2.0), 0.1
    weights, centres = np.array([0.25, 0.75]), np.array([[-1.0, 0.0], [1.0, 0.0]])

    def energy(self, position: np.ndarray):
        squares = ((position[:, None] - self.centres) ** 2).sum(axis=2) / self.width**2
        terms = np.log(self.weights) - 0.5 * squares
        total = np.logaddexp.reduce(terms, axis=1)
        shares = np.exp(terms - total[:, None])
        gradient = (shares[..., None] * (position[:, None] - self.centres)).sum(axis=1) / self.width**2
        return Score(-total, -total), gradient

    def cdf(self, value: float) -> float:
        return 0.25 * normal((value + 1) / self.width) + 0.75 * normal((value - 1) / self.width)

    def draw(self, count: int) -> np.ndarray:
        rng = np.random.default_rng(12)
        return self.centres[rng.choice(2, count, p=self.weights)] + self.width * rng.standard_normal((count, 2))


class Banana:
    """x Gaussian of width 0.5 and y − x² Gaussian of width 0.2: curved, and both parts known."""

    low, high = np.array([-3.0, -2.0]), np.array([3.0, 10.0])

    def energy(self, position: np.ndarray):
        x, residual = position[:, 0], position[:, 1] - position[:, 0] ** 2
        energy = 0.5 * (x / 0.5) ** 2 + 0.5 * (residual / 0.2) ** 2
        gradient = np.stack([x / 0.25 - 2 * x * residual / 0.04, residual / 0.04], axis=1)
        return Score(energy, energy), gradient

    def distance(self, position: np.ndarray) -> float:
        """The larger one of the two parts' distances."""
        x, residual = position[:, 0], position[:, 1] - position[:, 0] ** 2
        return max(kolmogorov_distance(x, lambda v: normal(v / 0.5)), kolmogorov_distance(residual, lambda v: normal(v / 0.2)))

    def draw(self, count: int) -> np.ndarray:
        x, residual = np.random.default_rng(13).standard_normal((2, count)) * [[0.5], [0.2]]
        return np.stack([x, residual + x**2], axis=1)
