"""Levenberg–Marquardt on the difference from the target, coarse pictures first: a good place for chains to start from.

A sharp edge tells a derivative only about its own pixel. Block means of the difference widen it: in 16 × 16 cells a shape feels a
target several cells away. At the coarsest scale only places move (pairs of numbers), then everything but colours, then everything:
else a shape that is apart from its target shrinks or fades out instead of moving.

Derivatives are secants: one picture for each number, all in one batch; the damped steps of one Jacobian are one more batch.

Source: Levenberg 1944; Marquardt 1963, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters", damped by the diagonal
of JᵀJ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vlcritic.search.energies import DONE, PictureEnergy
from vlcritic.search.posterior import colours, runs
from vlcritic.search.random_walk import reflect

NEAR = ((8, "places"), (16, "shapes"), (16, "all"), (32, "all"), (64, "all"))  # cells on the shorter side, and what moves
FAR = ((4, "places"), *NEAR)
DAMPING = (1e-3, 1e-2, 1e-1, 1.0)  # all tried at once, shares of the diagonal
ROUNDS = 3  # Jacobians at one scale, at most
REACH = 0.25  # a secant spans this share of a cell


@dataclass(frozen=True)
class Descent:
    """What moves, and between which bounds.

    Attributes:
        energy: compares pictures.
        low, high: bounds `(P,)`.
    """

    energy: PictureEnergy
    low: np.ndarray
    high: np.ndarray

    def __call__(self, start: np.ndarray, scales: tuple = (NEAR, FAR)) -> tuple[list[np.ndarray], float]:
        """The way `(P,)` by `(P,)` of the best descent, and the MSE at its end on the whole target; the start, where that is best.

        Args:
            scales: of the descents; another one begins where those before are not done.
        """
        found = [([start], self.mse(start))]
        for coarse in scales:
            way = list(self.stages(start, coarse))
            found.append((way, self.mse(way[-1])))
            if found[-1][1] < DONE:
                break
        return min(found, key=lambda each: each[1])

    def stages(self, start: np.ndarray, coarse: tuple = NEAR) -> Iterator[np.ndarray]:
        """Where one descent stands after each scale, the whole picture last."""
        free, position, finest = _free(self.energy), start, min(self.energy.size)
        for cells, moving in (*(scale for scale in coarse if scale[0] < finest), (finest, "all")):
            position = self._settle(position, cells, free[moving])
            yield position

    def mse(self, position: np.ndarray) -> float:
        """Mean square difference from the whole target."""
        (residual,) = self.energy.residuals(position[None], min(self.energy.size))
        return float(np.dot(residual, residual)) / len(residual)

    def _settle(self, position: np.ndarray, cells: int, free: np.ndarray) -> np.ndarray:
        """Where the free numbers come to rest at one scale, or stand after `ROUNDS` steps."""
        moving = np.flatnonzero(free)
        if not len(moving):
            return position
        (here,) = self.energy.residuals(position[None], cells)
        for _ in range(ROUNDS):
            moved = self._step(position, here, cells, moving)
            if moved is None:
                break
            position, here = moved
        return position

    def _step(self, position: np.ndarray, here: np.ndarray, cells: int, moving: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """The best damped step of the moving numbers, and the residual there; `None` where none is better than standing still."""
        probes = np.tile(position, (len(moving), 1))
        probes[range(len(moving)), moving] = reflect(position + REACH / cells, self.low, self.high)[moving]
        shifts = probes[range(len(moving)), moving] - position[moving]
        jacobian = (self.energy.residuals(probes, cells) - here) / np.where(shifts, shifts, np.inf)[:, None].astype(np.float32)
        steps = np.zeros((len(DAMPING), len(position)))
        steps[:, moving] = damped_steps(jacobian, here)
        candidates = np.clip(position + steps, self.low, self.high)
        there = self.energy.residuals(candidates, cells)
        errors = np.einsum("ck,ck->c", there, there)
        best = int(np.argmin(errors))
        return (candidates[best], there[best]) if errors[best] < 0.999 * float(np.dot(here, here)) else None


def _free(energy: PictureEnergy) -> dict[str, np.ndarray]:
    """Which numbers move, `(P,)` each: those of pairs; all but colours; all."""
    places = np.zeros(len(energy.literals), dtype=bool)
    for run in runs(energy.program, energy.literals):
        places[run] = len(run) == 2
    is_colour = colours(energy.program, energy.literals)
    return {"places": places, "shapes": ~is_colour, "all": np.ones_like(places)}


def damped_steps(jacobian: np.ndarray, residual: np.ndarray, dampings: tuple[float, ...] = DAMPING) -> np.ndarray:
    """The step of each damping, a row each; numbers that change nothing stay."""
    normal, gradient = (jacobian @ jacobian.T).astype(np.float64), jacobian @ residual
    diagonal = np.maximum(normal.diagonal(), 1e-12)
    return np.stack([-np.linalg.solve(normal + np.diag(damping * diagonal), gradient) for damping in dampings])
