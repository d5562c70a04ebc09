"""What a search asks of an energy, whichever renderer is behind it, and the scales at which pictures are compared."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import numpy as np

from vlcritic.search.metropolis import Score
from vlcritic.types import Literal

DONE = 1e-6  # MSE of a picture in which one channel value of 16 is off by one level of 8 bits: nothing is left to find
COARSEST = 2  # cells on the shorter side of the last scale: quadrants still say left from right


class PictureEnergy(Protocol):
    """Energies of positions `(C, P)` of a program's numbers against one target.

    The energy is the picture error plus the errors of block means at ever coarser scales. Plain pixel error is flat where two shapes do
    not overlap; block means still tell near from far, so a shape finds its way.

    Attributes:
        program, literals: whose numbers move, and which.
        size: `(height, width)` of the target, at which a descent ends.
        looked: positions that were looked at so far.
        tries: small pictures that are cheap enough to draw for a guess.
    """

    program: str
    literals: Sequence[Literal]
    size: tuple[int, int]
    looked: int
    tries: int

    def running(self) -> AbstractContextManager:
        """What a search stands in while it asks."""

    def __call__(self, positions: np.ndarray) -> Score:
        """Energy and pixel MSE of every position, `inf` where the program does not render."""

    def text(self, position: Sequence[float]) -> str:
        """The program of one position `(P,)`."""

    def residuals(self, positions: np.ndarray, cells: int) -> np.ndarray:
        """Differences from the target in block means, about `cells` to 2 × `cells` on the shorter side, flat: float32 `(C, K)`."""
