"""Which numbers of a program move the picture, and how far each may go to change it by a given amount.

Two probes of each number, at h and −2h, show how the picture's mean square change grows: as h² for a colour, as h for an edge that
moves. Solving that power law for a wanted change gives step sizes that mean the same for a radius, a colour and an angle.
"""

from __future__ import annotations

import numpy as np

from vlcritic.languages.base import values
from vlcritic.search.energies import PictureEnergy
from vlcritic.search.random_walk import reflect

PROBE = 0.02  # of a literal's range
NARROWEST, WIDEST = 0.002, 0.25  # step sizes as shares of a literal's range
CELLS = 64  # at least, on the shorter side of the pictures that are compared


def step_sizes(energy: PictureEnergy, low: np.ndarray, high: np.ndarray, *, wanted: float | None = None) -> np.ndarray:
    """How far each number goes to change the picture by a mean square of `wanted`, within shares of its range; 0 where it changes nothing.

    Args:
        energy: knows the program, its numbers and the canvas.
        low, high: bounds of the numbers, `(P,)`.
        wanted: `None` for the picture's own mean square difference from the target.
    """
    numbers = np.array(values(energy.literals), dtype=np.float64)
    probe = PROBE * (high - low)
    moved = [reflect(numbers + shift, low, high) for shift in (probe, -2 * probe)]
    pictures = energy.residuals(np.concatenate([numbers[None], *(_one_by_one(numbers, each) for each in moved)]), CELLS)
    change = np.square(pictures[1:] - pictures[0]).mean(axis=1, dtype=np.float64)
    wanted = np.square(pictures[0]).mean(dtype=np.float64) if wanted is None else wanted
    near, far = change.reshape(2, len(numbers))
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.clip(np.log2(far / near), 1.0, 2.0)
        distance = probe * (wanted / near) ** (1 / np.where(np.isfinite(power), power, 1.0))
    sizes = np.clip(np.nan_to_num(distance, posinf=np.inf), NARROWEST * (high - low), WIDEST * (high - low))
    return np.where((near > 0) | (far > 0), sizes, 0.0)


def _one_by_one(numbers: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """The numbers with one of them moved, a row for each."""
    rows = np.tile(numbers, (len(numbers), 1))
    np.fill_diagonal(rows, moved)
    return rows
