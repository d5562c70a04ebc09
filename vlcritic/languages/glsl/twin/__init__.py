"""The twin of the GLSL renderer: the same text evaluated by torch, equal to OpenGL pixel by pixel and differentiable in its numbers.

    text → `tokens` → `preprocess` (macros) → `parser` (tree of `syntax`) → `expressions`, `statements`, `loops` (typed code) → `Twin`

A value is a flat list of *lanes*, one for each scalar component. A lane is a Python number where it is the same for every pixel, else a
tensor `(n, h, w)` in which each dimension is 1 or full: n sets of numbers, h × w pixels. What depends on x alone costs a row.
"""

from vlcritic.languages.glsl.twin.twin import Twin

__all__ = ["Twin"]
