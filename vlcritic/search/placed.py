"""All numbers of a twin, of which a search moves some."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vlcritic.languages.base import Twin, values
from vlcritic.types import Literal


class Placed:
    """Positions of the literals that move, put among the twin's other numbers.

    Args:
        literals: those that move, some of the twin's.

    Attributes:
        places: where they stand among the twin's, `(P,)`.
    """

    def __init__(self, twin: Twin, literals: Sequence[Literal]):
        everything = {literal.start: place for place, literal in enumerate(twin.literals)}
        self.places = np.array([everything[literal.start] for literal in literals], dtype=int)
        self._numbers = np.array(values(twin.literals), dtype=np.float64)

    def __call__(self, positions: np.ndarray) -> np.ndarray:
        """Values of all the twin's literals, `(C, everything)`, for positions `(C, P)`."""
        numbers = np.tile(self._numbers, (len(positions), 1))
        numbers[:, self.places] = positions
        return numbers
