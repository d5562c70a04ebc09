"""GLSL: Shadertoy-style fragment shaders. `GLSL` is the language; its parts are functions of this folder."""

from __future__ import annotations

from vlcritic.languages.glsl.check import check, uses_time
from vlcritic.languages.glsl.extract import extract
from vlcritic.languages.glsl.literals import literals
from vlcritic.languages.glsl.renderer import BACKENDS, GlslRenderer

__all__ = ["GLSL", "GlslRenderer", "check", "extract", "literals"]


class Glsl:
    """The language of `void mainImage(out vec4 fragColor, in vec2 fragCoord)`, as `vlcritic.languages.base.Language` asks."""

    name = "glsl"
    suffix = ".frag"
    backends = BACKENDS
    extract = staticmethod(extract)
    check = staticmethod(check)
    literals = staticmethod(literals)
    uses_time = staticmethod(uses_time)
    renderer = GlslRenderer

    @staticmethod
    def twin(source: str, **options):
        """The shader evaluated by torch, as `vlcritic.languages.glsl.twin.Twin` says; loads torch."""
        from vlcritic.languages.glsl.twin import Twin

        return Twin(source, **options)

    def __reduce__(self) -> str:
        return "GLSL"  # one language in every process, so that what is kept by language is found again


GLSL = Glsl()
