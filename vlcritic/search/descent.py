"""Levenberg–Marquardt on the difference from the target, coarse pictures first: a good place for chains to start from.

A sharp edge tells a derivative only about its own pixel. Block means of the difference widen it: in 16 × 16 cells a shape feels a
target several cells away. At the coarsest scale only places move (pairs of numbers), then everything but colours, then everything:
else a shape that is apart from its target shrinks or fades out instead of moving.

Derivatives are secants: one render for each number, all in one batch; the damped steps of one Jacobian are one more batch.

Source: Levenberg 1944; Marquardt 1963, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters", damped by the diagonal
of JᵀJ.
"""

from __future__ import annotations

import numpy as np

from vlcritic.search.posterior import DONE, Posterior, colours, halve, runs
from vlcritic.search.random_walk import reflect

NEAR = ((8, "places"), (16, "shapes"), (16, "all"), (32, "all"), (64, "all"))  # cells on the shorter side, and what moves
FAR = ((4, "places"), *NEAR)
DAMPING = (1e-3, 1e-2, 1e-1, 1.0)  # all tried at once, shares of the diagonal
ROUNDS = 3  # Jacobians at one scale, at most
REACH = 0.25  # a secant spans this share of a cell


def descend(posterior: Posterior, start: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The best position `(P,)` of the start and of one or two descents; the second begins coarser, where the first is not `DONE`."""
    found = [start]
    for coarse in (NEAR, FAR):
        found.append(_through(posterior, start, low, high, coarse))
        errors = posterior(np.stack(found)).mse
        if errors.min() < DONE:
            break
    return found[int(errors.argmin())]


def _through(posterior: Posterior, start: np.ndarray, low: np.ndarray, high: np.ndarray, coarse: tuple) -> np.ndarray:
    """Where one descent ends that goes through the coarse scales and then the full picture."""
    free, position, finest = _free(posterior), start, min(posterior.size)
    for cells, moving in (*(scale for scale in coarse if scale[0] < finest), (finest, "all")):
        position = _settle(posterior, position, low, high, cells, free[moving])
    return position


def _free(posterior: Posterior) -> dict[str, np.ndarray]:
    """Which numbers move, `(P,)` each: those of pairs; all but colours; all."""
    places = np.zeros(len(posterior.literals), dtype=bool)
    for run in runs(posterior.program, posterior.literals):
        places[run] = len(run) == 2
    is_colour = colours(posterior.program, posterior.literals)
    return {"places": places, "shapes": ~is_colour, "all": np.ones_like(places)}


def _settle(posterior: Posterior, position: np.ndarray, low: np.ndarray, high: np.ndarray, cells: int, free: np.ndarray) -> np.ndarray:
    """Where the free numbers come to rest at one scale, or stand after `ROUNDS` steps."""
    for _ in range(ROUNDS):
        moved = _step(posterior, position, low, high, cells, free)
        if moved is None:
            break
        position = moved
    return position


def _step(posterior: Posterior, position: np.ndarray, low: np.ndarray, high: np.ndarray, cells: int, free: np.ndarray) -> np.ndarray | None:
    """The best damped step of the free numbers at one scale, `None` where none is better than standing still."""
    moving = np.flatnonzero(free)
    if not len(moving):
        return None
    probes = np.tile(position, (len(moving), 1))
    probes[range(len(moving)), moving] = reflect(position + REACH / cells, low, high)[moving]
    here, *there = _differences(posterior, np.vstack([position, probes]), cells)
    shifts = probes[range(len(moving)), moving] - position[moving]
    jacobian = np.stack([(each - here) / shift if shift else np.zeros_like(here) for each, shift in zip(there, shifts, strict=True)])
    steps = np.zeros((len(DAMPING), len(position)))
    steps[:, moving] = _damped_steps(jacobian, here)
    candidates = np.clip(position + steps, low, high)
    errors = [float(np.dot(each, each)) for each in _differences(posterior, candidates, cells)]
    best = int(np.argmin(errors))
    return candidates[best] if errors[best] < 0.999 * float(np.dot(here, here)) else None


def _damped_steps(jacobian: np.ndarray, residual: np.ndarray) -> np.ndarray:
    """The step of each damping, a row each; numbers that change nothing stay."""
    normal, gradient = (jacobian @ jacobian.T).astype(np.float64), jacobian @ residual
    diagonal = np.maximum(normal.diagonal(), 1e-12)
    return np.stack([-np.linalg.solve(normal + np.diag(damping * diagonal), gradient) for damping in DAMPING])


def _differences(posterior: Posterior, positions: np.ndarray, cells: int) -> list[np.ndarray]:
    """Difference of each render from the target in cells, flat; 1 everywhere for a program that fails, worse than any picture."""
    worst = np.ones((*posterior.size, 3), np.float32)
    return [_in_cells(worst if each is None else each, cells).ravel() for each in posterior.differences(positions)]


def _in_cells(difference: np.ndarray, cells: int) -> np.ndarray:
    """Block means, halved until the shorter side holds fewer than 2 × `cells`."""
    while min(difference.shape[:2]) >= 2 * cells:
        difference = halve(difference)
    return difference
