"""Metropolis–Hastings random walk over numbers within bounds, with step sizes that are given or that find themselves.

Source: Metropolis et al. 1953, "Equation of State Calculations by Fast Computing Machines"; Hastings 1970, "Monte Carlo Sampling
Methods Using Markov Chains and Their Applications". That reflection keeps the walk symmetric is tested.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

import numpy as np

from vlcritic.search.adaptation import MANY, ONE, adapted
from vlcritic.search.metropolis import Energy, EnergyWithGradient, Info, Kernel, Rngs, Score, State, acceptance

__all__ = ["AdaptiveWalk", "Energy", "Info", "Proposal", "RandomWalk", "Rngs", "Score", "State", "acceptance", "reflect"]

TURNED = 0.5  # of the moves of one colour
HUE = 0.25  # of the circle: widest standard deviation of a turn


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
        counts: of words, how many items there are, which the position counts from 0; 0 of numbers. A word becomes any other.
        tints: those of the blocks whose first three numbers are a colour; one that moves alone has its hue turned every other time.
    """

    low: np.ndarray
    high: np.ndarray
    scale: np.ndarray
    blocks: tuple[np.ndarray, ...]
    decades: float = 2.0
    extra: float = 0.15
    counts: np.ndarray | None = None
    tints: tuple[np.ndarray, ...] = ()

    def __call__(self, rng: np.random.Generator, position: np.ndarray, *, size: float = 1.0) -> np.ndarray:
        """One move of one chain, `(P,)` to `(P,)`; every width is multiplied by `size`."""
        joined = rng.geometric(1 - self.extra)
        chosen = rng.permutation(len(self.blocks))[:joined]
        moved = np.concatenate([self.blocks[index] for index in chosen])
        if any(np.array_equal(moved, tint) for tint in self.tints) and rng.random() < TURNED:
            return self.turn(rng, position, moved[:3], size)
        return self.move(rng, position, moved, size)

    def move(self, rng: np.random.Generator, position: np.ndarray, moved: np.ndarray, size: float) -> np.ndarray:
        """The numbers `moved`, by index, of one chain moved together, `(P,)` to `(P,)`."""
        width = size * 10.0 ** -rng.uniform(0, self.decades)
        proposal = position.copy()
        proposal[moved] += self.scale[moved] * width * rng.standard_normal(len(moved))
        proposal = reflect(proposal, self.low, self.high)
        for word in () if self.counts is None else moved[self.counts[moved] > 0]:
            proposal[word] = (round(position[word]) + rng.integers(1, self.counts[word])) % self.counts[word]
        return proposal

    def turn(self, rng: np.random.Generator, position: np.ndarray, tint: np.ndarray, size: float) -> np.ndarray:
        """A colour with another hue, of the same saturation and value: symmetric, since a turn keeps volumes. One out of bounds stays."""
        hue, saturation, value = colorsys.rgb_to_hsv(*position[tint].tolist())
        width = size * 10.0 ** -rng.uniform(0, self.decades)
        proposal = position.copy()
        proposal[tint] = colorsys.hsv_to_rgb((hue + HUE * width * rng.standard_normal()) % 1.0, saturation, value)
        is_within = (proposal[tint] >= self.low[tint]).all() and (proposal[tint] <= self.high[tint]).all()
        return proposal if is_within else position.copy()


def reflect(values: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Values folded back into `[low, high]`, as light between two mirrors. A range of width 0 gives its one value."""
    width = high - low
    period = np.where(width > 0, 2 * width, 1.0)
    folded = np.mod(values - low, period)
    return np.where(width > 0, low + np.minimum(folded, period - folded), low)


@dataclass(frozen=True)
class RandomWalk(Kernel):
    """The kernel: exact Metropolis–Hastings for exp(−energy / temperature) on the box of the proposal."""

    energy: Energy | EnergyWithGradient
    proposal: Proposal

    def propose(self, rngs: Rngs, state: State, temperature: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, None]:
        """A random move of every chain."""
        moves = zip(rngs, state.position, size.tolist(), strict=True)
        return np.stack([self.proposal(rng, position, size=each) for rng, position, each in moves]), None


@dataclass(frozen=True)
class AdaptiveWalk(Kernel):
    """A walk that moves one block at a time, each by a width that adapts until 0.44 of its moves are accepted, 0.234 of a long block's.

    The widths are those of the proposal times a factor for each chain and block, which the state carries. Its `extra` has no part here;
    `decades=0` gives every block one width, the factor then is all that decides. Adaptation vanishes (`adaptation`).

    Attributes:
        is_adaptive: `False` keeps the factors as the state has them; the step is then exact.
    """

    energy: Energy | EnergyWithGradient
    proposal: Proposal
    is_adaptive: bool = True

    def memory(self, chains: int) -> dict[str, np.ndarray]:
        """Log factors and numbers of proposals, `(C, blocks)` each."""
        shape = (chains, len(self.proposal.blocks))
        return {"walk/log_scale": np.zeros(shape), "walk/count": np.zeros(shape)}

    def propose(self, rngs: Rngs, state: State, temperature: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """A move of one block of every chain, and which, `(C,)`."""
        blocks = self.proposal.blocks
        chosen = np.array([rng.integers(len(blocks)) for rng in rngs])
        sizes = size * np.exp(state.memory["walk/log_scale"][np.arange(len(rngs)), chosen])
        moves = zip(rngs, state.position, chosen, sizes.tolist(), strict=True)
        return np.stack([self.proposal.move(rng, position, blocks[block], each) for rng, position, block, each in moves]), chosen

    def learn(self, state: State, choice: np.ndarray, probability: np.ndarray) -> dict[str, np.ndarray]:
        """The factor of the block that moved, one update on; a chain that stands nowhere possible learns nothing."""
        if not self.is_adaptive:
            return state.memory
        log_scale, count = (state.memory[name].copy() for name in ("walk/log_scale", "walk/count"))
        wanted = np.array([ONE if len(block) == 1 else MANY for block in self.proposal.blocks])
        told = np.flatnonzero(np.isfinite(state.score.energy))
        moved = told, choice[told]
        log_scale[moved] = adapted(log_scale[moved], count[moved], probability[told], wanted[choice[told]])
        count[moved] += 1
        return state.memory | {"walk/log_scale": log_scale, "walk/count": count}
