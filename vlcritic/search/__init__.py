"""Search over the numbers of a program: descents and Markov chains, seen by its twin and judged by the exact renderer.

`refine(program, target, language=GLSL, render=…)` is the whole of it for most callers; `kernels` names the ways in which chains move.
`ascend(program, score, language=GLSL, render=…)` climbs any differentiable score of pictures instead, such as a critic's.
"""

from vlcritic.search.ascent import Ascent, ascend
from vlcritic.search.film import film, save_film
from vlcritic.search.refine import Refinement, refine

__all__ = ["Ascent", "Refinement", "ascend", "film", "refine", "save_film"]
