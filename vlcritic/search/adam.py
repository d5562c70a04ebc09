"""Adam with restarts: many descents along the gradient at once. An optimiser, not a sampler: no law is left alone.

A descent goes by Adam with a step size that falls along half a cosine. When it is over, or has not come down for a while, the chain
restarts: near its best where the descent found a new one, else near its start, twice as far out each time in a row. The best position of
each chain is kept, its start included, so the result is never worse than the start.

It shares the interface of the samplers: `init(position)`, `step(rngs, state)`, a state of plain arrays.

Source: Kingma & Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1; Loshchilov & Hutter 2017, "SGDR: Stochastic Gradient
Descent with Warm Restarts", eq. 5 with η_min = 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vlcritic.search.metropolis import EnergyWithGradient, Info, Rngs, Score, State, choose, evaluate
from vlcritic.search.random_walk import reflect

FIRST, SECOND = 0.9, 0.99  # decay of the means of gradients and of their squares; the paper's 0.999 remembers ten descents
TINY = 1e-12  # beside the root of the squares, so that a flat number stays; gradients are in units of energy per step size
STEEPEST = 1e100  # of a gradient: its square is still a number
PROGRESS = 1e-3  # a descent has come down, or found a new best, when the energy fell by this share


@dataclass(frozen=True)
class Adam:
    """Adam on the box, clipped at its walls, every number in units of its own step size.

    A position whose energy or gradient is not finite is refused: the chain stays, and halves its steps until the next restart.

    Attributes:
        low, high: bounds `(P,)`, finite.
        scale: step size of each number `(P,)`.
        rate: length of the first steps of a descent, in step sizes.
        period: steps of a descent.
        patience: steps without progress that end it early.
        spread: standard deviation of a restart, in step sizes.
    """

    energy: EnergyWithGradient
    low: np.ndarray
    high: np.ndarray
    scale: np.ndarray
    rate: float = 0.3
    period: int = 100
    patience: int = 30
    spread: float = 1.0

    def init(self, position: np.ndarray) -> State:
        """Chains standing at `position` `(C, P)`.

        Raises:
            TypeError: the energy gives no gradient.
        """
        position = np.asarray(position, dtype=np.float64)
        score, gradient = evaluate(self.energy, position)
        if gradient is None:
            raise TypeError("Adam: the energy gave no gradient; expected (Score, gradient (C, P))")
        zeros, ones = np.zeros(len(position)), np.ones(len(position))
        memory = {"start": position, "best": position, "best_energy": score.energy, "best_mse": score.mse}
        memory |= {"lowest": score.energy, "mark": score.energy}
        memory |= {"mean": np.zeros_like(gradient), "square": np.zeros_like(gradient), "shrink": ones}
        memory |= {name: zeros for name in ("count", "idle", "stalls")}
        return State(position, score, gradient, {f"adam/{name}": values for name, values in memory.items()})

    def step(
        self, rngs: Rngs, state: State, *, temperature: float | np.ndarray = 1.0, size: float | np.ndarray = 1.0
    ) -> tuple[State, Info]:
        """Every chain one step down or to its next start, with steps × `size`; `temperature` has no part in it."""
        size = np.broadcast_to(size, len(rngs))[:, None] * self.scale
        is_over = self._is_over(state)
        has_found = _is_progress(_of(state, "mark"), _of(state, "best_energy"))
        stalls = np.where(is_over, np.where(has_found, 0.0, _of(state, "stalls") + 1), _of(state, "stalls"))
        memory, down = self._down(state, size)
        position = np.where(is_over[:, None], self._fresh(rngs, state, is_over, stalls, size), down)
        proposed = State(position, *evaluate(self.energy, position))
        is_possible = np.isfinite(proposed.score.energy)
        memory = self._kept(memory, proposed, is_possible, is_over, stalls)
        moved = replace(choose(is_possible, proposed, state), memory={f"adam/{name}": values for name, values in memory.items()})
        return moved, Info(position, proposed.score, is_possible.astype(float), is_possible)

    def best(self, state: State) -> tuple[np.ndarray, Score]:
        """The positions `(C, P)` of least energy that each chain has seen, and their scores."""
        return _of(state, "best"), Score(_of(state, "best_energy"), _of(state, "best_mse"))

    def _is_over(self, state: State) -> np.ndarray:
        """Whether each chain's descent has ended, `(C,)`; where there is no energy none can begin."""
        is_late = (_of(state, "count") >= self.period) | (_of(state, "idle") >= self.patience)
        return is_late | np.isinf(state.score.energy)

    def _down(self, state: State, size: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
        """The memory with the gradient taken in, and Adam's next positions `(C, P)`."""
        gradient, count = np.clip(state.gradient, -STEEPEST, STEEPEST) * size, _of(state, "count")[:, None] + 1
        mean = FIRST * _of(state, "mean") + (1 - FIRST) * gradient
        square = SECOND * _of(state, "square") + (1 - SECOND) * gradient**2
        direction = mean / (1 - FIRST**count) / (np.sqrt(square / (1 - SECOND**count)) + TINY)
        cosine = 0.5 * (1 + np.cos(np.pi * np.minimum(count - 1, self.period) / self.period))
        length = self.rate * cosine * _of(state, "shrink")[:, None]
        memory = {name.removeprefix("adam/"): values for name, values in state.memory.items()} | {"mean": mean, "square": square}
        return memory, np.clip(state.position - length * size * direction, self.low, self.high)

    def _fresh(self, rngs: Rngs, state: State, is_over: np.ndarray, stalls: np.ndarray, size: np.ndarray) -> np.ndarray:
        """Where chains restart whose descent is over, `(C, P)`: near their best, or ever wider around their start after stalls."""
        noise = np.zeros_like(state.position)
        for chain in np.flatnonzero(is_over):
            noise[chain] = rngs[chain].standard_normal(noise.shape[1])
        middle = np.where(stalls[:, None] > 0, _of(state, "start"), _of(state, "best"))
        width = np.minimum(self.spread * size * 2.0 ** np.minimum(stalls, 60)[:, None], self.high - self.low)
        return reflect(middle + width * noise, self.low, self.high)

    def _kept(
        self, memory: dict[str, np.ndarray], proposed: State, is_possible: np.ndarray, is_over: np.ndarray, stalls: np.ndarray
    ) -> dict[str, np.ndarray]:
        """The memory after a step: descents that begin, progress, and bests."""
        energy, begins = proposed.score.energy, is_over & is_possible
        has_progress = _is_progress(memory["lowest"], energy)
        following = memory | {
            "count": memory["count"] + 1,
            "idle": np.where(has_progress, 0.0, memory["idle"] + 1),
            "lowest": np.where(has_progress, energy, memory["lowest"]),
            "shrink": np.where(is_possible, 1.0, 0.5) * memory["shrink"],
            "mark": np.where(is_over, memory["best_energy"], memory["mark"]),
        }
        fresh = {"count": 0.0, "idle": 0.0, "shrink": 1.0, "lowest": energy, "mean": 0.0, "square": 0.0}
        following |= {name: np.where(_like(begins, following[name]), value, following[name]) for name, value in fresh.items()}
        is_better = energy < memory["best_energy"]
        bests = {"best": proposed.position, "best_energy": energy, "best_mse": proposed.score.mse}
        following |= {name: np.where(_like(is_better, following[name]), value, following[name]) for name, value in bests.items()}
        return following | {"stalls": stalls}


def _is_progress(before: np.ndarray, energy: np.ndarray) -> np.ndarray:
    """Whether an energy fell by a share worth naming; from nothing possible to anything it did."""
    with np.errstate(invalid="ignore"):
        return before - energy > PROGRESS * np.abs(energy)


def _of(state: State, name: str) -> np.ndarray:
    """What the optimiser remembers under a name."""
    return state.memory[f"adam/{name}"]


def _like(flags: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Flags `(C,)` in a shape that spreads over `(C,)` or `(C, P)`."""
    return flags if values.ndim == 1 else flags[:, None]
