"""The energy of a program's numbers by its twin: batches cost no text, no compiler and no process, and energies have gradients.

The same energy as `Posterior`. Walks see a canvas of at most `CANVAS` pixels on its shorter side, coarse scales of a descent at most
`SMALL`, the end of a descent the whole target. The twin does not round its pictures to 8 bits: they change with every number.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from functools import cache

import numpy as np
import torch
from torch.nn.functional import avg_pool2d

from vlcritic.images import resize
from vlcritic.languages.base import Twin, substitute
from vlcritic.search.energies import COARSEST
from vlcritic.search.metropolis import Score
from vlcritic.search.placed import Placed
from vlcritic.types import Image, Literal

CANVAS, SMALL = 128, 32  # pixels on the shorter side


class TwinPosterior:
    """A `PictureEnergy`, with gradients.

    Args:
        program: the program whose literals move.
        twin: the program's twin.
        literals: those that move, some of the twin's.
        target: the picture.
        coarse: weight of all coarse scales together; the pixel error has weight 1.
    """

    tries = 96

    def __init__(self, program: str, twin: Twin, literals: Sequence[Literal], target: Image, *, coarse: float = 1.0):
        self.program, self.twin, self.coarse, self.target = program, twin, coarse, target
        self.size, self.looked = target.shape[:2], 0
        self.literals = literals
        self._on = cache(self._target_on)

    @property
    def literals(self) -> list[Literal]:
        """The numbers that move."""
        return self._literals

    @literals.setter
    def literals(self, literals: Sequence[Literal]) -> None:
        self._literals, self._placed = list(literals), Placed(self.twin, literals)

    @contextmanager
    def running(self):
        """One thread for torch: pictures of 128² are too small to share out, and threads that wait take the cores from others.

        Measured beside other busy processes on two cores: 4 s against 44 for a refinement.
        """
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(threads)

    def __call__(self, positions: np.ndarray) -> Score:
        """Energy and pixel MSE of every position."""
        with torch.no_grad():
            return _score(*self._errors(torch.from_numpy(self._all(positions))))

    def text(self, position: Sequence[float]) -> str:
        """The program with other numbers."""
        return substitute(self.program, self.literals, [float(value) for value in position])

    def gradient(self, positions: np.ndarray) -> tuple[Score, np.ndarray]:
        """The score of every position and the gradient of its energy, `(C, P)`."""
        numbers = torch.from_numpy(self._all(positions)).requires_grad_()
        energy, mse = self._errors(numbers)
        (slope,) = torch.autograd.grad(energy.sum(), numbers)
        return _score(energy, mse), slope.numpy()[:, self._placed.places]

    def residuals(self, positions: np.ndarray, cells: int) -> np.ndarray:
        """Differences from the target in block means, flat, `(C, K)`."""
        with torch.no_grad():
            difference = self._differences(torch.from_numpy(self._all(positions)), max(SMALL, 2 * cells))
            while min(difference.shape[-2:]) >= 2 * cells:
                difference = avg_pool2d(difference, 2)
            return difference.flatten(1).numpy()

    def _all(self, positions: np.ndarray) -> np.ndarray:
        """Values of all literals, `(C, everything)`."""
        self.looked += len(positions)
        return self._placed(positions)

    def _target_on(self, side: int) -> torch.Tensor:
        """The target `(3, h, w)` with at most `side` pixels on the shorter side."""
        height, width = self.size
        scale = min(1.0, side / min(height, width))
        picture = self.target if scale == 1.0 else resize(self.target, (round(height * scale), round(width * scale)))
        return torch.from_numpy(picture.astype(np.float32) / np.float32(255)).permute(2, 0, 1)

    def _differences(self, numbers: torch.Tensor, side: int) -> torch.Tensor:
        target = self._on(side)
        return self.twin(numbers, size=tuple(target.shape[-2:])) - target

    def _errors(self, numbers: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        difference = self._differences(numbers, CANVAS)
        mse = difference.square().mean(dim=(1, 2, 3))
        energy = mse
        while min(difference.shape[-2:]) >= 2 * COARSEST:
            difference = avg_pool2d(difference, 2)
            energy = energy + self.coarse * difference.square().mean(dim=(1, 2, 3))
        return energy, mse


def _score(energy: torch.Tensor, mse: torch.Tensor) -> Score:
    return Score(*(part.detach().double().numpy() for part in (energy, mse)))
