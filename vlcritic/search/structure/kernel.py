"""Reversible-jump Metropolis–Hastings over the structure of scenes, many chains in one call.

The law is exp(−energy / temperature): counting measure over structures (number of shapes, forms, operations), Lebesgue measure over the
numbers of the scene, on the scenes that `is_valid` holds for. It is the law of `random_walk`, so both kernels may take turns.

A sort of move is chosen by its weight among those that the scene has, then one of that sort, all alike. The ratio counts what there was
to choose from before and after.

Source: Hastings 1970, equation 6; Green 1995, equation 7.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from vlcritic.data.glsl.scene import KINDS, Scene
from vlcritic.search.random_walk import Rngs
from vlcritic.search.structure.moves import MAX_SHAPES, WEIGHTS, Move, is_valid, make, moves

Energy = Callable[[list[Scene]], np.ndarray]
"""Energies of scenes, `inf` where one is impossible."""


@dataclass(frozen=True)
class State:
    """Where the chains stand, and the energy there, which is dear to compute."""

    scenes: tuple[Scene, ...]
    energy: np.ndarray  # (C,)


@dataclass(frozen=True)
class Info:
    """What one step did. The proposal is kept whether or not it was accepted."""

    scenes: tuple[Scene, ...]  # proposed
    moves: tuple[Move, ...]
    energy: np.ndarray  # (C,), of the proposals; inf for those that are not valid, which are not rendered
    log_hastings: np.ndarray  # (C,), log of the ratio of proposal densities, back over there
    probability: np.ndarray  # (C,), of acceptance
    is_accepted: np.ndarray  # (C,)


@dataclass(frozen=True)
class StructureWalk:
    """The kernel.

    Attributes:
        energy: of valid scenes.
        kinds: forms of these are proposed; a shape of another kind is not touched by swaps, since none would bring it back.
        weights: of the sorts of moves; 0 leaves one out.
    """

    energy: Energy
    kinds: Sequence[str] = KINDS
    max_shapes: int = MAX_SHAPES
    weights: dict[str, float] = field(default_factory=lambda: dict(WEIGHTS))

    def init(self, scenes: Sequence[Scene]) -> State:
        """Chains standing at `scenes`.

        Raises:
            ValueError: one of them is not valid, so the law gives it nothing.
        """
        if wrong := [index for index, scene in enumerate(scenes) if not is_valid(scene, max_shapes=self.max_shapes)]:
            raise ValueError(f"scenes: {wrong[0]} has a shape out of frame or of no size, or not 1 to {self.max_shapes} shapes")
        return State(tuple(scenes), np.asarray(self.energy(list(scenes)), dtype=np.float64))

    def step(self, rngs: Rngs, state: State, *, temperature: float = 1.0) -> tuple[State, Info]:
        """Every chain once, at a temperature > 0."""
        proposals = [self._proposal(rng, scene) for rng, scene in zip(rngs, state.scenes, strict=True)]
        scenes, chosen, ratios = zip(*proposals, strict=True)
        energy, log_hastings = self._energies(scenes), np.array(ratios)
        probability = acceptance(state.energy, energy, log_hastings, temperature)
        is_accepted = np.array([rng.random() for rng in rngs]) < probability
        moved = tuple(new if accepted else old for new, old, accepted in zip(scenes, state.scenes, is_accepted, strict=True))
        return State(moved, np.where(is_accepted, energy, state.energy)), Info(
            scenes, chosen, energy, log_hastings, probability, is_accepted
        )

    def _proposal(self, rng: np.random.Generator, scene: Scene) -> tuple[Scene, Move, float]:
        """One proposal of one chain, its move and its Hastings ratio."""
        there = self._moves(scene)
        names, chances = list(there), np.array([self.weights[name] for name in there])
        name = names[rng.choice(len(names), p=chances / chances.sum())]
        move = there[name][rng.integers(len(there[name]))]
        outcome = make(rng, scene, move, kinds=self.kinds)
        back = self._log_chance(self._moves(outcome.scene), outcome.reverse)
        return outcome.scene, move, back - self._log_chance(there, move) + outcome.log_ratio

    def _moves(self, scene: Scene) -> dict[str, list[Move]]:
        found = moves(scene, kinds=self.kinds, max_shapes=self.max_shapes)
        return {name: each for name, each in found.items() if self.weights[name] > 0}

    def _log_chance(self, found: dict[str, list[Move]], move: Move) -> float:
        """Log probability of choosing a move among those found."""
        if move not in found.get(move.name, ()):
            return -np.inf
        return float(np.log(self.weights[move.name] / sum(self.weights[name] for name in found) / len(found[move.name])))

    def _energies(self, scenes: Sequence[Scene]) -> np.ndarray:
        """Energy of each scene; those that are not valid are not asked for."""
        energy = np.full(len(scenes), np.inf)
        places = [index for index, scene in enumerate(scenes) if is_valid(scene, max_shapes=self.max_shapes)]
        if places:
            energy[places] = self.energy([scenes[index] for index in places])
        return energy


def acceptance(current: np.ndarray, proposed: np.ndarray, log_hastings: np.ndarray, temperature: float) -> np.ndarray:
    """min(1, exp((current − proposed) / temperature + log_hastings)); 0 for an infinite proposal."""
    with np.errstate(invalid="ignore"):
        probability = np.exp(np.minimum(0.0, (current - proposed) / temperature + log_hastings))
    return np.where(np.isinf(proposed), 0.0, np.where(np.isinf(current), 1.0, probability))
