"""Moves that ignore where a chain stands, and kernels that take turns.

An independence move draws from one law whatever the position, so it can cross from one hollow to another that no small step reaches. It
is accepted by the exact ratio of Hastings, which asks for the density of that law. The law has to stay the same for the whole run: one
that follows what the chains find is another kernel at every step.

Kernels that each leave a law alone still leave it alone when chance decides which of them moves, as long as chance does not look at the
position: `Mixture`.

Source: Hastings 1970; Tierney 1994, "Markov Chains for Exploring Posterior Distributions", independence kernels and mixtures of kernels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist
from typing import Protocol

import numpy as np

from vlcritic.search.metropolis import Energy, EnergyWithGradient, Kernel, Rngs, State

_NORMAL = NormalDist()


class Law(Protocol):
    """A law that can be drawn from and whose density is known up to a factor."""

    def draw(self, rng: np.random.Generator) -> np.ndarray:
        """One position `(P,)`."""

    def log_density(self, position: np.ndarray) -> np.ndarray:
        """Log density of positions `(C, P)`, `(C,)`, up to a constant."""


@dataclass(frozen=True)
class Uniform:
    """Every position of the box `[low, high]`, `(P,)` each, alike."""

    low: np.ndarray
    high: np.ndarray

    def draw(self, rng: np.random.Generator) -> np.ndarray:
        """One position `(P,)`."""
        return rng.uniform(self.low, self.high)

    def log_density(self, position: np.ndarray) -> np.ndarray:
        """0 in the box: its walls are the caller's, no chain stands outside."""
        return np.zeros(len(position))


@dataclass(frozen=True)
class TruncatedMixture:
    """Gaussians around given positions, each cut off at the box: say, around the best of earlier candidates.

    Attributes:
        low, high: bounds `(P,)`.
        centres: `(M, P)`, within the bounds.
        widths: standard deviations above 0, `(P,)` for all or `(M, P)`.
        weights: `(M,)`, sum 1; `None` for equal ones.

    Raises:
        ValueError: a centre is outside, a width is not above 0 or weights do not sum to 1.
    """

    low: np.ndarray
    high: np.ndarray
    centres: np.ndarray
    widths: np.ndarray
    weights: np.ndarray | None = None

    def __post_init__(self):
        if not ((self.low <= self.centres) & (self.centres <= self.high)).all():
            raise ValueError(f"centres: expected all within {self.low} and {self.high}, got {self.centres}; clip them first")
        if not (self.widths > 0).all():
            raise ValueError(f"widths: expected all above 0, got {self.widths}")
        if self.weights is not None and not math.isclose(self.weights.sum(), 1.0):
            raise ValueError(f"weights: expected a sum of 1, got {self.weights.sum()}")

    def draw(self, rng: np.random.Generator) -> np.ndarray:
        """One position `(P,)`: a centre by its weight, then every number by the inverse of its law."""
        picked = _pick(rng, self._cumulative)
        below, above = (side[picked] for side in self._sides)
        shares = below + (above - below) * rng.random(below.shape)
        deviates = np.array([_NORMAL.inv_cdf(min(max(share, 1e-300), 1 - 1e-16)) for share in shares.tolist()])
        return np.clip(self.centres[picked] + self._widths[picked] * deviates, self.low, self.high)

    def log_density(self, position: np.ndarray) -> np.ndarray:
        """Log of the weighted sum of the cut Gaussians, `(C,)`; finite however far from all centres."""
        deviates = (position[:, None] - self.centres) / self._widths
        terms = self._log_factors - 0.5 * (deviates**2).sum(axis=2)
        return np.logaddexp.reduce(terms, axis=1)

    @cached_property
    def _widths(self) -> np.ndarray:
        return np.broadcast_to(self.widths, self.centres.shape)

    @cached_property
    def _cumulative(self) -> np.ndarray:
        weights = np.full(len(self.centres), 1 / len(self.centres)) if self.weights is None else self.weights
        return np.cumsum(weights)

    @cached_property
    def _sides(self) -> tuple[np.ndarray, np.ndarray]:
        """Mass of the whole Gaussians below the lower and the upper bound, `(M, P)` each."""
        mass = np.vectorize(_NORMAL.cdf, otypes=[float])
        return mass((self.low - self.centres) / self._widths), mass((self.high - self.centres) / self._widths)

    @cached_property
    def _log_factors(self) -> np.ndarray:
        """Log of weight over the mass within the box and over the widths, `(M,)`; numbers that cannot move leave it out."""
        below, above = self._sides
        is_free = self.low < self.high
        scale = np.where(is_free, (above - below) * self._widths, 1.0)
        with np.errstate(divide="ignore"):
            return np.log(np.diff(self._cumulative, prepend=0.0)) - np.log(scale).sum(axis=1)


@dataclass(frozen=True)
class Independence(Kernel):
    """Exact Metropolis–Hastings whose proposals are drawn from `law`, wherever the chain stands."""

    energy: Energy | EnergyWithGradient
    law: Law

    def propose(self, rngs: Rngs, state: State, temperature: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, None]:
        """A draw for every chain; `size` has no part in it."""
        return np.stack([self.law.draw(rng) for rng in rngs]), None

    def log_ratio(self, state: State, proposed: State, temperature: np.ndarray, size: np.ndarray) -> np.ndarray:
        """log q(x) − log q(y)."""
        return self.law.log_density(state.position) - self.law.log_density(proposed.position)


@dataclass(frozen=True)
class Mixture(Kernel):
    """A kernel that picks one of several for each chain and step, by probabilities that stay.

    All proposals of a step, whichever kernel made them, are judged in one energy call: the energy is the mixture's, those of the
    kernels are not asked. Where one of them needs gradients, give an energy with gradients.

    Attributes:
        kernels: the kernels, each with a memory of its own.
        weights: their probabilities, sum 1.

    Raises:
        ValueError: as many weights as kernels, or a sum of 1, are missing.
    """

    energy: Energy | EnergyWithGradient
    kernels: tuple[Kernel, ...]
    weights: tuple[float, ...]

    def __post_init__(self):
        if len(self.kernels) != len(self.weights) or not math.isclose(sum(self.weights), 1.0):
            raise ValueError(f"weights: expected {len(self.kernels)} with a sum of 1, got {self.weights}")

    def memory(self, chains: int) -> dict[str, np.ndarray]:
        """The memories of all kernels, under their numbers."""
        return {f"{index}/{name}": values for index, each in enumerate(self.kernels) for name, values in each.memory(chains).items()}

    def propose(self, rngs: Rngs, state: State, temperature: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, list]:
        """The picked kernels' proposals; and of each kernel that was picked its number, its chains and its own choice."""
        picked = np.array([_pick(rng, np.cumsum(self.weights)) for rng in rngs])
        position, parts = np.empty_like(state.position), []
        for index in np.unique(picked).tolist():
            rows = np.flatnonzero(picked == index)
            part = self._part(state, index, rows)
            position[rows], choice = self.kernels[index].propose([rngs[row] for row in rows], part, temperature[rows], size[rows])
            parts.append((index, rows, choice))
        return position, parts

    def probability(self, state: State, proposed: State, choice: list, temperature: np.ndarray, size: np.ndarray) -> np.ndarray:
        """Each proposal by the rule of the kernel that made it."""
        probability = np.empty(len(state.position))
        for index, rows, inner in choice:
            part = self._part(state, index, rows)
            probability[rows] = self.kernels[index].probability(part, proposed.rows(rows), inner, temperature[rows], size[rows])
        return probability

    def learn(self, state: State, choice: list, probability: np.ndarray) -> dict[str, np.ndarray]:
        """What each picked kernel learned of its chains."""
        memory = dict(state.memory)
        for index, rows, inner in choice:
            for name, values in self.kernels[index].learn(self._part(state, index, rows), inner, probability[rows]).items():
                memory[f"{index}/{name}"] = memory[f"{index}/{name}"].copy()
                memory[f"{index}/{name}"][rows] = values
        return memory

    def _part(self, state: State, index: int, rows: np.ndarray) -> State:
        """Some chains as one kernel sees them: with its own memory."""
        own = {name.removeprefix(f"{index}/"): values for name, values in state.memory.items() if name.startswith(f"{index}/")}
        return State(state.position, state.score, state.gradient, own).rows(rows)


def _pick(rng: np.random.Generator, cumulative: np.ndarray) -> int:
    """An index by its share of the cumulative weights."""
    return int(np.searchsorted(cumulative[:-1], rng.random(), side="right"))
