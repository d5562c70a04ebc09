"""The energy of a program's numbers by the exact renderer: write them, render, compare with the target at several scales.

A chain over this energy samples exp(−energy / temperature), uniform within the bounds of the literals: a posterior with a flat prior
and the picture error as negative log-likelihood. Block means are linear: one difference serves every scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

import numpy as np

from vlcritic.errors import ProgramError, RendererError
from vlcritic.images import resize
from vlcritic.languages.base import Renderer, substitute, values
from vlcritic.search.energies import COARSEST
from vlcritic.search.metropolis import Score
from vlcritic.types import Image, Literal, RenderResult


class Posterior:
    """A `PictureEnergy`: `(C, P)` positions to a `Score`.

    Args:
        program: the program whose literals move.
        literals: those that move; the others keep their text.
        target: the picture; renders are asked for at its size.
        render: the exact renderer.
        coarse: weight of all coarse scales together; the pixel error has weight 1.
        size: `(height, width)` that programs are drawn at, where that is not the target's own.
    """

    tries = 16
    running = nullcontext

    def __init__(
        self,
        program: str,
        literals: Sequence[Literal],
        target: Image,
        *,
        render: Renderer,
        coarse: float = 1.0,
        size: tuple[int, int] | None = None,
    ):
        self.program, self.literals, self.render, self.coarse = program, list(literals), render, coarse
        self.size, self.looked = size or target.shape[:2], 0
        self.target = resize(target, self.size).astype(np.float32)

    def programs(self, positions: np.ndarray) -> list[str]:
        """The text of every position, numbers rounded as they will be written."""
        return [self.text(position) for position in positions]

    def text(self, position: Sequence[float]) -> str:
        """The program with other numbers."""
        return substitute(self.program, self.literals, [float(value) for value in position])

    def __call__(self, positions: np.ndarray) -> Score:
        """Energy and pixel MSE of every position, `inf` where the program does not render.

        Raises:
            RendererError: our own side failed twice in a row.
        """
        scores = [self.score(difference) for difference in self.differences(positions)]
        return Score(*np.array(scores, dtype=np.float64).reshape(-1, 2).T)

    def differences(self, positions: np.ndarray) -> list[np.ndarray | None]:
        """Render − target, float32 `(H, W, 3)` in [−1, 1], of every position; `None` where the program does not render."""
        self.looked += len(positions)
        results = render_all(self.render, self.programs(positions), self.size)
        return [None if isinstance(result, ProgramError) else (result - self.target) / np.float32(255) for result in results]

    def residuals(self, positions: np.ndarray, cells: int) -> np.ndarray:
        """Differences from the target in block means, flat, `(C, K)`; 1 everywhere for a program that fails, worse than any picture."""
        worst = np.ones((*self.size, 3), np.float32)
        return np.stack([in_cells(worst if each is None else each, cells).ravel() for each in self.differences(positions)])

    def score(self, difference: np.ndarray | None) -> tuple[float, float]:
        """Energy and pixel MSE of one render."""
        if difference is None:
            return np.inf, np.inf
        mse, *coarser = pyramid_mse(difference)
        return mse + self.coarse * sum(coarser), mse


def pyramid_mse(difference: np.ndarray) -> list[float]:
    """Mean square of a difference `(H, W, 3)` in [−1, 1], and of its block means at 1/2, 1/4 … of the size, down to `COARSEST`."""
    levels = [mean_square(difference)]
    while min(difference.shape[:2]) >= 2 * COARSEST:
        difference = halve(difference)
        levels.append(mean_square(difference))
    return levels


def in_cells(difference: np.ndarray, cells: int) -> np.ndarray:
    """Block means, halved until the shorter side holds fewer than 2 × `cells`."""
    while min(difference.shape[:2]) >= 2 * cells:
        difference = halve(difference)
    return difference


def halve(picture: np.ndarray) -> np.ndarray:
    """Means of 2 × 2 blocks; an odd last row or column is left out."""
    height, width = picture.shape[0] // 2 * 2, picture.shape[1] // 2 * 2
    even, odd = picture[0:height:2, :width], picture[1:height:2, :width]
    rows = even + odd
    return (rows[:, 0::2] + rows[:, 1::2]) * np.float32(0.25)


def mean_square(values: np.ndarray) -> float:
    """Mean of the squares."""
    flat = values.ravel()
    return float(np.dot(flat, flat)) / flat.size


def render_all(render: Renderer, programs: list[str], size: tuple[int, int]) -> list[RenderResult]:
    """Every program drawn; those that our own side failed on are tried once more.

    Raises:
        RendererError: one of them failed on our side again.
    """
    results = render(programs, size=size)
    failed = [index for index, result in enumerate(results) if isinstance(result, RendererError)]
    if failed:
        for index, result in zip(failed, render([programs[index] for index in failed], size=size), strict=True):
            results[index] = result
            if isinstance(result, RendererError):
                raise result
    return results


def blocks(source: str, literals: Sequence[Literal]) -> tuple[np.ndarray, ...]:
    """Index arrays of literals that move together: each alone, and each run with only commas between, such as the three of a `vec3`."""
    alone = [np.array([index]) for index in range(len(literals))]
    return tuple(alone + [np.array(run) for run in runs(source, literals) if len(run) > 1])


def runs(source: str, literals: Sequence[Literal]) -> list[list[int]]:
    """Indices of the literals, in lists that only commas hold together."""
    found: list[list[int]] = []
    for index, literal in enumerate(literals):
        is_next = index > 0 and source[literals[index - 1].end : literal.start].strip() == ","
        if is_next:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def colours(source: str, literals: Sequence[Literal]) -> np.ndarray:
    """Whether each literal is part of a colour, `(P,)`: of three or four in a row, in [0, 1] or, where the language knows, of that unit."""
    is_colour = np.zeros(len(literals), dtype=bool)
    for run in runs(source, literals):
        is_colour[run] = len(run) in (3, 4) and all(_may_be_tint(literals[index]) for index in run)
    return is_colour


def _may_be_tint(literal: Literal) -> bool:
    return literal.unit == "COLOR" if literal.unit else 0 <= literal.value <= 1


def bounds(source: str, literals: Sequence[Literal]) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest value of each literal, `(P,)` each. Colours stay in [0, 1]: beyond, a canvas shows no difference."""
    numbers = np.array(values(literals), dtype=np.float64)
    low, high = (np.array([getattr(literal, side) for literal in literals], dtype=np.float64) for side in ("low", "high"))
    is_colour = colours(source, literals)
    return np.minimum(np.where(is_colour, 0.0, low), numbers), np.maximum(np.where(is_colour, 1.0, high), numbers)
