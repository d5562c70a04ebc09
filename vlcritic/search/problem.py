"""What a search is about: an energy, the numbers that move, their bounds and step sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vlcritic.languages.base import values
from vlcritic.search.energies import PictureEnergy
from vlcritic.search.posterior import blocks, bounds, colours
from vlcritic.search.sensitivity import step_sizes


@dataclass(frozen=True)
class Problem:
    """The numbers of one program that change its picture.

    Attributes:
        energy: of positions `(C, P)`.
        start: the program's own numbers `(P,)`.
        low, high: bounds `(P,)`.
        scale: step sizes `(P,)`, which change the picture alike.
    """

    energy: PictureEnergy
    start: np.ndarray
    low: np.ndarray
    high: np.ndarray
    scale: np.ndarray

    @classmethod
    def of(cls, energy: PictureEnergy) -> Problem:
        """The problem of an energy's literals, of which those that change nothing are dropped.

        A step size changes the picture by as much as it is off its target.
        """
        program, literals = energy.program, energy.literals
        scale = step_sizes(energy, *bounds(program, literals)) if literals else np.zeros(0)
        energy.literals = [literal for literal, size in zip(literals, scale, strict=True) if size > 0]
        start = np.array(values(energy.literals), dtype=np.float64)
        return cls(energy, start, *bounds(program, energy.literals), scale[scale > 0])

    @property
    def blocks(self) -> tuple[np.ndarray, ...]:
        """Index arrays of numbers that move together."""
        return blocks(self.energy.program, self.energy.literals)

    @property
    def colours(self) -> tuple[np.ndarray, ...]:
        """Index arrays of the colours among them."""
        is_colour = colours(self.energy.program, self.energy.literals)
        return tuple(block for block in self.blocks if len(block) > 1 and is_colour[block].all())
