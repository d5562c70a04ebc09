"""The energy of a program's numbers by its twin: batches cost no text, no compiler and no process, and energies have gradients.

The same energy as `Posterior`, on a canvas that may be smaller: the picture error and the errors of block means at ever coarser scales.
The twin does not round its pictures to 8 bits, so they change with every change of a number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn.functional import avg_pool2d

from vlcritic.images import resize
from vlcritic.languages.base import Twin, values
from vlcritic.search.posterior import COARSEST
from vlcritic.search.metropolis import Score
from vlcritic.types import Image, Literal


class TwinPosterior:
    """Energy function over the numbers of one program against one target: `(C, P)` positions to a `Score`.

    Args:
        program: the program whose literals move.
        twin: the program's twin.
        literals: those that move, some of the twin's.
        target: the picture.
        size: `(height, width)` of the canvas.
        coarse: weight of all coarse scales together; the pixel error has weight 1.
    """

    def __init__(self, program: str, twin: Twin, literals: Sequence[Literal], target: Image, *, size: tuple[int, int], coarse: float = 1.0):
        self.program, self.twin, self.literals, self.size, self.coarse = program, twin, list(literals), size, coarse
        everything = {literal.start: place for place, literal in enumerate(twin.literals)}
        self._places = torch.tensor([everything[literal.start] for literal in self.literals], dtype=torch.long)
        self._values = torch.tensor(values(twin.literals), dtype=torch.float64)
        picture = resize(target, size).astype(np.float32) / np.float32(255)
        self.target = torch.from_numpy(picture).permute(2, 0, 1)

    def __call__(self, positions: np.ndarray) -> Score:
        """Energy and pixel MSE of every position."""
        with torch.no_grad():
            return Score(*(part.double().numpy() for part in self._scores(self._differences(torch.from_numpy(positions)))))

    def differences(self, positions: np.ndarray) -> list[np.ndarray]:
        """Picture − target, float32 `(H, W, 3)` in [−1, 1], of every position."""
        with torch.no_grad():
            return list(self._differences(torch.from_numpy(positions)).permute(0, 2, 3, 1).numpy())

    def gradient(self, positions: np.ndarray) -> tuple[Score, np.ndarray]:
        """The score of every position and the gradient of its energy, `(C, P)`."""
        moving = torch.from_numpy(positions).requires_grad_()
        energy, mse = self._scores(self._differences(moving))
        (slope,) = torch.autograd.grad(energy.sum(), moving)
        return Score(energy.detach().double().numpy(), mse.detach().double().numpy()), slope.numpy()

    def _differences(self, positions: torch.Tensor) -> torch.Tensor:
        numbers = self._values.repeat(len(positions), 1).index_copy(1, self._places, positions)
        return self.twin(numbers, size=self.size) - self.target

    def _scores(self, difference: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        mse = difference.square().mean(dim=(1, 2, 3))
        energy = mse
        while min(difference.shape[-2:]) >= 2 * COARSEST:
            difference = avg_pool2d(difference, 2)
            energy = energy + self.coarse * difference.square().mean(dim=(1, 2, 3))
        return energy, mse
