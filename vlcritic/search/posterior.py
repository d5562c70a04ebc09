"""The energy of a program's numbers: write them, render, compare with the target at several scales.

A chain over this energy samples exp(−energy / temperature), uniform within the bounds of the literals: a posterior with a flat prior and the picture
error as negative log-likelihood. Plain pixel error is flat where two shapes do not overlap; block means of the difference at ever coarser scales
still tell near from far, so a shape finds its way. Block means are linear: one difference serves every scale.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vlcritic.errors import ProgramError, RendererError
from vlcritic.images import resize
from vlcritic.languages.base import Renderer, substitute
from vlcritic.search.random_walk import Score
from vlcritic.types import Image, Literal, RenderResult

COARSEST = 4  # pixels on the shorter side of the last scale: 4 × 4 cells still say left from right


class Posterior:
    """Energy function over the numbers of one program against one target: `(C, P)` positions to a `Score`.

    Args:
        program: the program whose literals move.
        literals: those that move; the others keep their text.
        target: the picture; renders are asked for at its size.
        render: the exact renderer.
        coarse: weight of all coarse scales together; the pixel error has weight 1.
        size: `(height, width)` that programs are drawn at, where that is not the target's own.
    """

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
        self.size = size or target.shape[:2]
        self.target = resize(target, self.size).astype(np.float32)

    def programs(self, positions: np.ndarray) -> list[str]:
        """The text of every position, numbers rounded as they will be written."""
        return [substitute(self.program, self.literals, position.tolist()) for position in positions]

    def __call__(self, positions: np.ndarray) -> Score:
        """Energy and pixel MSE of every position, `inf` where the program does not render.

        Raises:
            RendererError: our own side failed twice in a row.
        """
        scores = [self.score(result) for result in render_all(self.render, self.programs(positions), self.size)]
        return Score(*np.array(scores, dtype=np.float64).reshape(-1, 2).T)

    def score(self, result: RenderResult) -> tuple[float, float]:
        """Energy and pixel MSE of one render."""
        if isinstance(result, ProgramError):
            return np.inf, np.inf
        mse, *coarser = pyramid_mse((result - self.target) / np.float32(255))
        return mse + self.coarse * sum(coarser), mse


def pyramid_mse(difference: np.ndarray) -> list[float]:
    """Mean square of a difference `(H, W, 3)` in [−1, 1], and of its block means at half the size, a quarter … down to `COARSEST` pixels."""
    levels = [mean_square(difference)]
    while min(difference.shape[:2]) >= 2 * COARSEST:
        difference = halve(difference)
        levels.append(mean_square(difference))
    return levels


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
    """Index arrays of the literals that belong together: each alone, and each run separated by commas only, such as the three of a `vec3`."""
    runs, run = [], [0]
    for index in range(1, len(literals)):
        between = source[literals[index - 1].end : literals[index].start]
        if between.strip() == ",":
            run.append(index)
        else:
            runs.append(run)
            run = [index]
    runs.append(run)
    alone = [np.array([index]) for index in range(len(literals))]
    return tuple(alone + [np.array(run) for run in runs if len(run) > 1])
