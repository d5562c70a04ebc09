"""What a search is about: an energy, the numbers that move, their bounds and step sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vlcritic.languages.base import values
from vlcritic.search.energies import PictureEnergy
from vlcritic.search.posterior import blocks, bounds, colours
from vlcritic.search.secants import Secants
from vlcritic.search.sensitivity import step_sizes

NEAR, NEAREST = 2.0, 0.5  # reach of a number that is no share: of its value, and at least


@dataclass(frozen=True)
class Problem:
    """The numbers of one program.

    Attributes:
        energy: of positions `(C, P)`.
        start: the program's own numbers `(P,)`.
        low, high: bounds `(P,)`.
    """

    energy: PictureEnergy
    start: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, energy: PictureEnergy) -> Problem:
        """The problem of an energy's literals."""
        return cls(energy, np.array(values(energy.literals), dtype=np.float64), *bounds(energy.program, energy.literals))

    @cached_property
    def scale(self) -> np.ndarray:
        """Step sizes `(P,)`: each changes the picture by as much as it is off its target; 0 of what changes nothing, 1 of words."""
        if not self.has_features:
            return step_sizes(self.energy, self.low, self.high)
        return np.where(self.counts > 0, 1.0, self.secants.sizes(self.reach))

    @property
    def has_features(self) -> bool:
        """Whether the energy is of a look, of which the numbers' secants are known."""
        return hasattr(self.energy, "features")

    @cached_property
    def secants(self) -> Secants:
        """How the look changes with each number, at the start."""
        return self.secants_at(self.start)

    def secants_at(self, position: np.ndarray) -> Secants:
        """How the look changes with each number."""
        return Secants.at(position, self.energy, self.low, self.high, self.reach)

    @property
    def counts(self) -> np.ndarray:
        """Of words, how many may stand there; 0 of numbers, `(P,)`."""
        return np.array([len(literal.items) for literal in self.energy.literals], dtype=int)

    @property
    def reach(self) -> np.ndarray:
        """Widths `(P,)` in which a number means something: the range of shares and colours, else what lies near it; 0 of words."""
        is_share = np.array([literal.unit in ("FACTOR", "COLOR") for literal in self.energy.literals], dtype=bool)
        width = self.high - self.low
        near = np.minimum(width, np.maximum(NEAR * np.abs(self.start), NEAREST))
        return np.where(self.counts > 0, 0.0, np.where(is_share, width, near))

    @property
    def is_free(self) -> np.ndarray:
        """Which numbers change the picture, `(P,)`."""
        return self.scale > 0

    @property
    def box(self) -> tuple[np.ndarray, np.ndarray]:
        """Bounds within which chains move: numbers that change nothing stay."""
        return np.where(self.is_free, self.low, self.start), np.where(self.is_free, self.high, self.start)

    @property
    def blocks(self) -> tuple[np.ndarray, ...]:
        """Index arrays of numbers that move together."""
        free = (block[self.is_free[block]] for block in blocks(self.energy.program, self.energy.literals))
        return tuple({tuple(block): block for block in free if len(block)}.values())

    @property
    def colours(self) -> tuple[np.ndarray, ...]:
        """Index arrays of the colours among them."""
        is_colour = colours(self.energy.program, self.energy.literals)
        return tuple(block for block in self.blocks if len(block) in (3, 4) and is_colour[block].all())
