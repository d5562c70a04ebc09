"""Search over the numbers of a program: Metropolis–Hastings judged by the exact renderer.

`refine(program, target, language=GLSL)` is the whole of it for most callers. Loads neither torch nor OpenGL.
"""

from vlcritic.search.refine import Refinement, refine

__all__ = ["Refinement", "refine"]
