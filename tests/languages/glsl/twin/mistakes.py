"""A small shader that is right or wrong. The tables are `mistakes_of_types` and `mistakes_of_names`."""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """A body of mainImage, on line 5, and text in front of it, on line 2.

    Attributes:
        lax: why OpenGL takes it though it is none of GLSL 3.30, as the twin says.
    """

    name: str
    body: str
    top: str = ""
    lax: str = ""

    @property
    def source(self) -> str:
        """The whole shader."""
        return f"// {self.name}\n{self.top}\n\nvoid mainImage(out vec4 o, in vec2 p) {{\n    {self.body}\n}}\n"
