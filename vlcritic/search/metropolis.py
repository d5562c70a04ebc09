"""What the kernels of the search share: scores, states, and the step of Metropolis and Hastings that every sampler takes.

A kernel is two pure functions, `init(position) -> State` and `step(rngs, state) -> (State, Info)`. A position is an array `(C, P)`: C
chains of P numbers, so that one batched energy call (one batch of renders) serves all chains. Each chain draws from its own generator:
what a chain does depends neither on its neighbours nor on how the renders were shared out.

A state is plain arrays with a row for each chain. `State.as_dict` writes it as JSON and `State.from_dict` reads it back, bit for bit.

Source: Metropolis et al. 1953, "Equation of State Calculations by Fast Computing Machines"; Hastings 1970, "Monte Carlo Sampling
Methods Using Markov Chains and Their Applications".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

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
EnergyWithGradient = Callable[[np.ndarray], tuple[Score, np.ndarray]]
"""Positions `(C, P)` to their scores and the derivatives `(C, P)` of the energies. Kernels that need none take either and carry it."""


@dataclass(frozen=True)
class State:
    """Where the chains stand, what is dear to compute there, and what their kernel has learned.

    Attributes:
        position: `(C, P)`.
        score: of the positions.
        gradient: of the energy there, `(C, P)`; `None` where the energy gives none.
        memory: what a kernel carries besides, float64 arrays with a row for each chain. It belongs to the chain, not to the position.
    """

    position: np.ndarray
    score: Score
    gradient: np.ndarray | None = None
    memory: dict[str, np.ndarray] = field(default_factory=dict)

    def rows(self, chains: np.ndarray) -> State:
        """The state of some chains, by index."""
        gradient = None if self.gradient is None else self.gradient[chains]
        memory = {name: values[chains] for name, values in self.memory.items()}
        return State(self.position[chains], Score(*(values[chains] for values in self.score)), gradient, memory)

    def as_dict(self) -> dict[str, Any]:
        """Lists for `json.dumps`, which writes every float64 so that it is read back as the same bits."""
        arrays = {"position": self.position, "energy": self.score.energy, "mse": self.score.mse, "gradient": self.gradient}
        lists = {name: None if values is None else values.tolist() for name, values in arrays.items()}
        return lists | {"memory": {name: values.tolist() for name, values in self.memory.items()}}

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> State:
        """The state that `as_dict` wrote."""
        position, energy, mse = (np.array(record[name], dtype=np.float64) for name in ("position", "energy", "mse"))
        gradient = None if record["gradient"] is None else np.array(record["gradient"], dtype=np.float64)
        memory = {name: np.array(values, dtype=np.float64) for name, values in record["memory"].items()}
        return cls(position, Score(energy, mse), gradient, memory)


@dataclass(frozen=True)
class Info:
    """What one step did. The proposal is kept whether or not it was accepted."""

    proposal: np.ndarray  # (C, P)
    score: Score  # of the proposal
    probability: np.ndarray  # (C,), of acceptance
    is_accepted: np.ndarray  # (C,)


def evaluate(energy: Energy | EnergyWithGradient, position: np.ndarray) -> tuple[Score, np.ndarray | None]:
    """Scores and gradients with nothing but numbers in them.

    Where an energy or any part of its gradient is not finite the position is impossible: its energy is `inf` and its gradient 0. A
    kernel with gradients and one without then walk over the same law, and may share chains.
    """
    found = energy(position)
    score, gradient = (found, None) if isinstance(found, Score) else found
    energies, mse = (np.asarray(values, dtype=np.float64) for values in score)
    is_sound = np.isfinite(energies)
    if gradient is not None:
        gradient = np.asarray(gradient, dtype=np.float64)
        is_sound &= np.isfinite(gradient).all(axis=1)
        gradient = np.where(is_sound[:, None], gradient, 0.0)
    return Score(np.where(is_sound, energies, np.inf), np.where(np.isnan(mse), np.inf, mse)), gradient


def acceptance(
    current: np.ndarray, proposed: np.ndarray, temperature: float | np.ndarray, log_ratio: float | np.ndarray = 0.0
) -> np.ndarray:
    """Hastings' probability min(1, exp((current − proposed) / temperature + log_ratio)).

    Energies that are not finite are impossible: to one the probability is 0, away from one it is 1.

    Args:
        log_ratio: log q(x | y) − log q(y | x) for a proposal of y at x; 0 for a symmetric one. NaN is refused.
    """
    is_possible, was_possible = np.isfinite(proposed), np.isfinite(current)
    with np.errstate(invalid="ignore", over="ignore"):
        probability = np.exp(np.minimum(0.0, (current - proposed) / temperature + log_ratio))
    probability = np.where(was_possible, np.nan_to_num(probability, nan=0.0), 1.0)
    return np.where(is_possible, probability, 0.0)


def choose(is_new: np.ndarray, new: State, old: State) -> State:
    """Row by row the new state's position, score and gradient or the old one's; the memory is the old one's."""
    gradient = None if new.gradient is None else np.where(is_new[:, None], new.gradient, old.gradient)
    score = Score(*(np.where(is_new, *both) for both in zip(new.score, old.score, strict=True)))
    return State(np.where(is_new[:, None], new.position, old.position), score, gradient, old.memory)


class Kernel:
    """The step that all samplers share; a kernel says how it proposes and, where that is not symmetric, by what ratio.

    Everything that a kernel is told holds a row for each chain, temperature and size too.
    """

    energy: Energy | EnergyWithGradient

    def init(self, position: np.ndarray) -> State:
        """Chains standing at `position` `(C, P)`."""
        position = np.asarray(position, dtype=np.float64)
        return State(position, *evaluate(self.energy, position), self.memory(len(position)))

    def step(
        self, rngs: Rngs, state: State, *, temperature: float | np.ndarray = 1.0, size: float | np.ndarray = 1.0
    ) -> tuple[State, Info]:
        """Every chain once, at a temperature > 0 and with widths × `size`; either may differ from chain to chain, `(C,)`."""
        temperature, size = (np.broadcast_to(values, len(rngs)) for values in (temperature, size))
        position, choice = self.propose(rngs, state, temperature, size)
        proposed = State(position, *evaluate(self.energy, position))
        probability = self.probability(state, proposed, choice, temperature, size)
        is_accepted = np.array([rng.random() for rng in rngs]) < probability
        moved = replace(choose(is_accepted, proposed, state), memory=self.learn(state, choice, probability))
        return moved, Info(position, proposed.score, probability, is_accepted)

    def memory(self, chains: int) -> dict[str, np.ndarray]:
        """What chains carry that have not moved yet."""
        return {}

    def propose(self, rngs: Rngs, state: State, temperature: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, Any]:
        """Proposals `(C, P)`, and whatever the kernel wants back in `probability` and `learn`."""
        raise NotImplementedError

    def log_ratio(self, state: State, proposed: State, temperature: np.ndarray, size: np.ndarray) -> float | np.ndarray:
        """log q(x | y) − log q(y | x) of proposals y at x, `(C,)`."""
        return 0.0

    def probability(self, state: State, proposed: State, choice: Any, temperature: np.ndarray, size: np.ndarray) -> np.ndarray:
        """Probability `(C,)` that each proposal is accepted."""
        log_ratio = self.log_ratio(state, proposed, temperature, size)
        return acceptance(state.score.energy, proposed.score.energy, temperature, log_ratio)

    def learn(self, state: State, choice: Any, probability: np.ndarray) -> dict[str, np.ndarray]:
        """The memory after a step whose proposals had these probabilities of acceptance."""
        return state.memory
