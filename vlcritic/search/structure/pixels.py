"""What `search_structure` asks for, by pixels and by twins: energies of GLSL programs against a target, and descents of their numbers."""

from __future__ import annotations

import numpy as np

from vlcritic.errors import ProgramError
from vlcritic.languages.base import substitute
from vlcritic.languages.glsl import GLSL
from vlcritic.search.descent import Descent
from vlcritic.search.movable import movable
from vlcritic.search.problem import Problem
from vlcritic.search.twin_posterior import TwinPosterior
from vlcritic.types import Image

SHORT = ((16, "shapes"), (32, "all"))  # stages of a polish: at what side, and which numbers move


class Pixels:
    """Energies and descents against one target.

    Args:
        target: the picture.
        looked: pictures that were drawn so far.
    """

    def __init__(self, target: Image):
        self.target, self.looked = target, 0

    def score(self, programs: list[str]) -> np.ndarray:
        """Mean square error of each program on the whole target plus that of its block means, `inf` where it has no twin."""
        return np.array([self._energy(program) for program in programs])

    def polish(self, programs: list[str]) -> list[str]:
        """Each program after a descent of its numbers."""
        return [self._descended(program) for program in programs]

    def _energy(self, program: str) -> float:
        problem = self._problem(program)
        if problem is None:
            return np.inf
        with problem.energy.running():
            score = problem.energy(problem.start[None])
        self.looked += 1
        return float(score.energy[0])

    def _descended(self, program: str) -> str:
        problem = self._problem(program)
        if problem is None or not len(problem.start):
            return program
        with problem.energy.running():
            *_, last = Descent(problem.energy, problem.low, problem.high).stages(problem.start, SHORT)
        self.looked += problem.energy.looked
        return substitute(program, problem.energy.literals, last.tolist())

    def _problem(self, program: str) -> Problem | None:
        try:
            twin = GLSL.twin(program)
        except ProgramError:
            return None
        return Problem.of(TwinPosterior(program, twin, movable(program, GLSL.literals(program)), self.target))
