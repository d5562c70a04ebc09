"""Which numbers of a program move the picture, and how far each may go to change it by a given amount.

Two probes of each number, at h and −2h, show how the picture's mean square change grows: as h² for a colour, as h for an edge that
moves. Solving that power law for a wanted change gives step sizes that mean the same for a radius, a colour and an angle.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vlcritic.errors import ProgramError
from vlcritic.languages.base import Renderer, substitute, values
from vlcritic.search.posterior import bounds, mean_square, render_all
from vlcritic.search.random_walk import reflect
from vlcritic.types import Image, Literal

PROBE = 0.02  # of a literal's range
NARROWEST, WIDEST = 0.002, 0.25  # step sizes as shares of a literal's range


def step_sizes(
    program: str, literals: Sequence[Literal], picture: Image, *, render: Renderer, wanted: float, size: tuple[int, int]
) -> np.ndarray:
    """How far each number goes to change the picture by a mean square of `wanted`, within shares of its range; 0 where it changes nothing.

    Args:
        picture: the program's own render at `size`.
    """
    low, high = bounds(program, literals)
    numbers = np.array(values(literals), dtype=np.float64)
    probe = PROBE * (high - low)
    near, far = (_changes(program, literals, picture, reflect(numbers + shift, low, high), render, size) for shift in (probe, -2 * probe))
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.clip(np.log2(far / near), 1.0, 2.0)
        distance = probe * (wanted / near) ** (1 / np.where(np.isfinite(power), power, 1.0))
    sizes = np.clip(np.nan_to_num(distance, posinf=np.inf), NARROWEST * (high - low), WIDEST * (high - low))
    return np.where((near > 0) | (far > 0), sizes, 0.0)


def _changes(program, literals, picture, moved, render, size) -> np.ndarray:
    """Mean square change of the picture `(P,)` when each number alone takes its moved value; 0 where the program then fails."""
    numbers = values(literals)
    programs = [substitute(program, literals, [*numbers[:i], moved[i], *numbers[i + 1 :]]) for i in range(len(numbers))]
    return np.array([_change(result, picture) for result in render_all(render, programs, size)])


def _change(result, picture: Image) -> float:
    """Mean square difference in [0, 1] of a render from a picture; 0 for a program that failed."""
    if isinstance(result, ProgramError):
        return 0.0
    return mean_square((result.astype(np.float32) - picture) / np.float32(255))
