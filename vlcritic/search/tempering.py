"""Parallel tempering: copies of a chain at a ladder of temperatures that swap places.

A hot chain crosses ridges that stop a cold one; swaps hand what it finds down the ladder. With neighbours' energies E, E′ at
temperatures T < T′ a swap is accepted with probability min(1, exp((E − E′) (1/T − 1/T′))), which leaves the product of all laws, and
so the law of the coldest rung, exactly alone. Even and odd pairs of neighbours take turns, so that a copy travels instead of
diffusing.

C columns of K rungs are C·K chains in one state: chain `column × K + rung`. A column is a tempering run of its own. One energy call
judges them all.

Source: Swendsen & Wang 1986, "Replica Monte Carlo Simulation of Spin-Glasses"; Geyer 1991, "Markov Chain Monte Carlo Maximum
Likelihood"; even and odd turns: Okabe et al. 2001, "Replica-exchange Monte Carlo method for the isobaric–isothermal ensemble" and Syed
et al. 2022, "Non-reversible parallel tempering". Ladders that adapt: Vousden, Farr & Mandel 2016, "Dynamic temperature selection for
parallel tempering in Markov chain Monte Carlo simulations".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vlcritic.search.adaptation import gain
from vlcritic.search.annealing import geometric
from vlcritic.search.metropolis import Info, Kernel, Rngs, State


def geometric_ladder(rungs: int, hottest: float) -> np.ndarray:
    """Temperatures `(K,)` from 1 to `hottest` by equal ratios; at constant heat capacity all swaps are then as likely."""
    return np.array([geometric(rung / max(1, rungs - 1), 1.0, hottest) for rung in range(rungs)])


@dataclass(frozen=True)
class TemperingInfo(Info):
    """What one step did: the moves, chain by chain as they stood before the swaps, and the swaps of rungs k and k + 1."""

    swap_probability: np.ndarray  # (C, K − 1), also of pairs whose turn it was not
    is_swapped: np.ndarray  # (C, K − 1)


@dataclass(frozen=True)
class Tempering:
    """A kernel over C columns of K chains each: a step of the inner kernel for all, then swaps.

    Attributes:
        kernel: any sampler; what it has learned of a chain (a step size) stays with the rung.
        ladder: temperatures `(K,)` as multiples of that of the step, ascending, the first 1. Rung 0 is the law that is wanted.
        is_adaptive: whether the inner rungs of each column move until all its pairs swap equally often. Adaptation vanishes (`adaptation`)
            and both ends stay.
    """

    kernel: Kernel
    ladder: np.ndarray
    is_adaptive: bool = False

    def init(self, position: np.ndarray) -> State:
        """Chains standing at `position` `(C·K, P)`; `np.repeat(starts, K, axis=0)` gives every rung the start of its column."""
        rungs = len(self.ladder)
        if len(position) % rungs:
            raise ValueError(f"position: expected a multiple of {rungs} chains, one for each rung, got {len(position)}")
        state = self.kernel.init(position)
        log_ladder = np.tile(np.log(self.ladder), len(position) // rungs)
        return replace(state, memory=state.memory | {"tempering/log_ladder": log_ladder, "tempering/count": np.zeros(len(position))})

    def step(
        self, rngs: Rngs, state: State, *, temperature: float | np.ndarray = 1.0, size: float | np.ndarray = 1.0
    ) -> tuple[State, TemperingInfo]:
        """Every chain once at its rung's temperature, then swaps of the pairs whose turn it is."""
        heat = temperature * np.exp(state.memory["tempering/log_ladder"])
        moved, info = self.kernel.step(rngs, state, temperature=heat, size=size)
        columns = (-1, len(self.ladder))
        probability = swap_probability(moved.score.energy.reshape(columns), heat.reshape(columns))
        is_swapped = self._is_due(state) & (np.array([rng.random() for rng in rngs]).reshape(columns)[:, :-1] < probability)
        order = np.arange(len(rngs)).reshape(columns)
        order[:, :-1] += is_swapped
        order[:, 1:] -= is_swapped
        swapped = replace(moved.rows(order.ravel()), memory=self._learn(moved.memory, probability))
        return swapped, TemperingInfo(info.proposal, info.score, info.probability, info.is_accepted, probability, is_swapped)

    def coldest(self, values: np.ndarray) -> np.ndarray:
        """Rows of rung 0, one for each column."""
        return values[:: len(self.ladder)]

    def _is_due(self, state: State) -> np.ndarray:
        """Whether it is each pair's turn, `(C, K − 1)`."""
        count = self.coldest(state.memory["tempering/count"]).astype(int)
        return (np.arange(len(self.ladder) - 1) + count[:, None]) % 2 == 0

    def _learn(self, memory: dict[str, np.ndarray], probability: np.ndarray) -> dict[str, np.ndarray]:
        """One more step counted, and the ladders one update on."""
        count, log_ladder = memory["tempering/count"], memory["tempering/log_ladder"]
        if self.is_adaptive and len(self.ladder) > 2:
            log_ladder = evened(log_ladder.reshape(-1, len(self.ladder)), self.coldest(count), probability).ravel()
        return memory | {"tempering/count": count + 1, "tempering/log_ladder": log_ladder}


def swap_probability(energy: np.ndarray, temperature: np.ndarray) -> np.ndarray:
    """Probability that rungs k and k + 1 swap, `(C, K)` each to `(C, K − 1)`; an impossible position goes up, never down."""
    with np.errstate(invalid="ignore"):
        exponent = (energy[:, :-1] - energy[:, 1:]) * (1 / temperature[:, :-1] - 1 / temperature[:, 1:])
    return np.exp(np.minimum(0.0, np.nan_to_num(exponent, nan=-np.inf)))


def evened(log_ladder: np.ndarray, count: np.ndarray, probability: np.ndarray) -> np.ndarray:
    """Log ladders `(C, K)` after one update: gaps whose swaps are likelier than the column's mean widen, the others close.

    The rule of Vousden et al. 2016, with gaps between logarithms and the hottest rung kept: theirs stands at infinity.
    """
    surplus = probability - probability.mean(axis=1, keepdims=True)
    gaps = np.diff(log_ladder, axis=1) * np.exp(gain(count)[:, None] * surplus)
    gaps *= (log_ladder[:, -1:] - log_ladder[:, :1]) / gaps.sum(axis=1, keepdims=True)
    inner = log_ladder[:, :1] + np.cumsum(gaps[:, :-1], axis=1)
    return np.concatenate([log_ladder[:, :1], inner, log_ladder[:, -1:]], axis=1)
