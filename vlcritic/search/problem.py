"""What a search is about: an energy, the numbers that move, their bounds and step sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vlcritic.languages.base import values
from vlcritic.search.energies import PictureEnergy
from vlcritic.search.posterior import blocks, bounds, colours
from vlcritic.search.sensitivity import step_sizes


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
        """Step sizes `(P,)`: each changes the picture by as much as it is off its target; 0 of a number that changes nothing."""
        return step_sizes(self.energy, self.low, self.high)

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
