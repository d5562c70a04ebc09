"""The energy of a material's numbers and words: write them, render them small, and see how far the look is from the target's.

A material has no twin, and a render is what costs. Pictures are drawn with a shorter side of at most `SIDE`; texts that are equal, of
words that stayed or of chains in one place, are drawn once in a batch. Where the stops of a ramp change places, they are written in
rising order: the energy does not depend on which stop is which, so walks need not know.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vlcritic.errors import ProgramError
from vlcritic.images import fit_within
from vlcritic.languages.base import Renderer
from vlcritic.search.looks import Look
from vlcritic.search.metropolis import Score
from vlcritic.search.posterior import Posterior, render_all
from vlcritic.types import Image, Literal

SIDE = 64  # pixels on the longer side: 0.03 s a render on one core, a quarter of 128²'s


class Appearance(Posterior):
    """A `PictureEnergy` whose error, by which records are kept, is its energy.

    Args:
        look: of `looks.LOOKS`.
        ordered: index tuples of literals that are written in rising order.
    """

    def __init__(
        self,
        program: str,
        literals: Sequence[Literal],
        target: Image,
        *,
        render: Renderer,
        look: str = "mix",
        ordered: Sequence[tuple[int, ...]] = (),
        side: int = SIDE,
    ):
        target = fit_within(target, side)
        super().__init__(program, literals, target, render=render)
        self.look, self.ordered = Look(look, target), ordered

    def text(self, position: Sequence[float]) -> str:
        """The program of a position, stops in order."""
        numbers = np.array(position, dtype=np.float64)
        for group in self.ordered:
            numbers[list(group)] = np.sort(numbers[list(group)])
        return super().text(numbers)

    def __call__(self, positions: np.ndarray) -> Score:
        """Energy of every position, twice; `inf` where the program does not render."""
        energies = self._by_program(positions, lambda pictures: self.look.energies(pictures)[:, None], np.inf)[:, 0]
        return Score(energies, energies)

    def features(self, positions: np.ndarray) -> np.ndarray:
        """Differences of the look from the target's, `(C, K)`; NaN for a program that does not render."""
        return self._by_program(positions, self.look.features, np.nan)

    def _by_program(self, positions: np.ndarray, measure, failed: float) -> np.ndarray:
        """What `measure` says of the pictures of each position, `(C, K)`."""
        texts = [self.text(position) for position in positions]
        unique = list(dict.fromkeys(texts))
        self.looked += len(unique)
        drawn = zip(unique, render_all(self.render, unique, self.size), strict=True)
        pictures = {text: picture for text, picture in drawn if not isinstance(picture, ProgramError)}
        if not pictures:
            return np.full((len(texts), 1), failed)
        rows = dict(zip(pictures, measure(list(pictures.values())), strict=True))
        nothing = np.full_like(next(iter(rows.values())), failed)
        return np.stack([rows.get(text, nothing) for text in texts])
