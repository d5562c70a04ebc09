"""Metropolis–Hastings random walk over numbers within bounds, many chains in one call.

A kernel is two pure functions, `init(position)` and `step(rngs, state) -> (state, info)`. A position is an array `(C, P)`: C chains of
P numbers, so that one batched energy call (one batch of renders) serves all chains. Each chain draws from its own generator: what a
chain does depends neither on its neighbours nor on how the renders were shared out.

Source: Metropolis et al. 1953, "Equation of State Calculations by Fast Computing Machines"; Hastings 1970, "Monte Carlo Sampling
Methods Using Markov Chains and Their Applications". That reflection keeps the walk symmetric is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

Rngs = Sequence[np.random.Generator]
"""One generator for each chain."""


class Score(NamedTuple):
    """What an energy function says of C positions.

    Attributes:
        energy: `(C,)`, lower is better, `inf` where a position is impossible. The law of the chain is exp(−energy / temperature).
        mse: `(C,)`, the error a caller keeps records by; it has no part in acceptance.
    """

    energy: np.ndarray
    mse: np.ndarray


Energy = Callable[[np.ndarray], Score]


@dataclass(frozen=True)
class State:
    """Where the chains stand, and the energy there, which is dear to compute."""

    position: np.ndarray  # (C, P)
    score: Score


@dataclass(frozen=True)
class Info:
    """What one step did. The proposal is kept whether or not it was accepted."""

    proposal: np.ndarray  # (C, P)
    score: Score  # of the proposal
    probability: np.ndarray  # (C,), of acceptance
    is_accepted: np.ndarray  # (C,)


@dataclass(frozen=True)
class Proposal:
    """A symmetric random move: a random block of numbers, a Gaussian of random width, reflected at the bounds.

    Which blocks move and how widely are drawn without looking at the position, and a folded Gaussian is symmetric: q(y | x) = q(x | y).

    Attributes:
        low, high: bounds `(P,)`, finite.
        scale: widest standard deviation of each number `(P,)`.
        blocks: index arrays; numbers that mean one thing together (a centre, a colour) move together.
        decades: the width is scale × 10^−U(0, decades): wide moves find a place, narrow ones settle in it.
        extra: probability that one more block joins the move, asked again until it says no.
    """

    low: np.ndarray
    high: np.ndarray
    scale: np.ndarray
    blocks: tuple[np.ndarray, ...]
    decades: float = 2.0
    extra: float = 0.15

    def __call__(self, rng: np.random.Generator, position: np.ndarray, *, size: float = 1.0) -> np.ndarray:
        """One move of one chain, `(P,)` to `(P,)`; every width is multiplied by `size`."""
        joined = rng.geometric(1 - self.extra)
        chosen = rng.permutation(len(self.blocks))[:joined]
        moved = np.concatenate([self.blocks[index] for index in chosen])
        width = size * 10.0 ** -rng.uniform(0, self.decades)
        proposal = position.copy()
        proposal[moved] += self.scale[moved] * width * rng.standard_normal(len(moved))
        return reflect(proposal, self.low, self.high)


def reflect(values: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Values folded back into `[low, high]`, as light between two mirrors. A range of width 0 gives its one value."""
    width = high - low
    period = np.where(width > 0, 2 * width, 1.0)
    folded = np.mod(values - low, period)
    return np.where(width > 0, low + np.minimum(folded, period - folded), low)


def acceptance(current: np.ndarray, proposed: np.ndarray, temperature: float) -> np.ndarray:
    """Metropolis probability min(1, exp((current − proposed) / temperature)); an infinite proposal has 0."""
    with np.errstate(invalid="ignore", over="ignore"):
        probability = np.exp(np.minimum(0.0, (current - proposed) / temperature))
    return np.where(np.isinf(proposed), 0.0, np.where(np.isinf(current), 1.0, probability))


@dataclass(frozen=True)
class RandomWalk:
    """The kernel: exact Metropolis–Hastings for exp(−energy / temperature) on the box of the proposal."""

    energy: Energy
    proposal: Proposal

    def init(self, position: np.ndarray) -> State:
        """Chains standing at `position` `(C, P)`."""
        return State(position, self.energy(position))

    def step(self, rngs: Rngs, state: State, *, temperature: float = 1.0, size: float = 1.0) -> tuple[State, Info]:
        """Every chain once, at a temperature > 0 and with widths × `size`."""
        proposal = np.stack([self.proposal(rng, position, size=size) for rng, position in zip(rngs, state.position, strict=True)])
        score = self.energy(proposal)
        probability = acceptance(state.score.energy, score.energy, temperature)
        is_accepted = np.array([rng.random() for rng in rngs]) < probability
        moved = State(
            np.where(is_accepted[:, None], proposal, state.position),
            Score(*(np.where(is_accepted, new, old) for new, old in zip(score, state.score, strict=True))),
        )
        return moved, Info(proposal, score, probability, is_accepted)
