"""Search over the structure of canonical GLSL scenes: which shapes there are, of which kinds, joined by which operations.

`propose` gives neighbours of a scene, `search_structure` climbs over them, `StructureWalk` samples. Loads neither torch nor OpenGL.
"""

from vlcritic.search.structure.kernel import StructureWalk
from vlcritic.search.structure.search import Found, propose, search_structure

__all__ = ["Found", "StructureWalk", "propose", "search_structure"]
