"""The words of GLSL that are no names.

Source: GLSL 3.30 specification, 3.6 (keywords), the words reserved for the future included.
"""

from __future__ import annotations

from vlcritic.languages.glsl.twin.types import NAMED

PRECISIONS = frozenset(("lowp", "mediump", "highp"))

_KEYWORDS = """
    attribute const uniform varying layout centroid flat smooth noperspective in out inout invariant
    break continue do for while switch case default if else discard return true false struct precision
"""
_FUTURE = """
    common partition active asm class union enum typedef template this packed goto inline noinline volatile public static extern external
    interface long short double half fixed unsigned superp input output filter sizeof cast namespace using row_major
    hvec2 hvec3 hvec4 dvec2 dvec3 dvec4 fvec2 fvec3 fvec4 image1DShadow image2DShadow image1DArrayShadow image2DArrayShadow
    sampler3DRect samplerCubeShadow sampler1DShadow sampler2DShadow sampler1DArrayShadow sampler2DArrayShadow sampler2DRectShadow
"""
_SHAPES = ("1D", "2D", "3D", "Cube", "1DArray", "2DArray", "CubeArray", "2DRect", "Buffer", "2DMS", "2DMSArray")
_RESOURCES = {f"{kind}{resource}{shape}" for kind in ("", "i", "u") for resource in ("image", "sampler") for shape in _SHAPES}
_DOUBLES = {f"d{name}" for name in NAMED if name.startswith("mat")}

RESERVED = frozenset({*_KEYWORDS.split(), *_FUTURE.split(), *PRECISIONS, *NAMED} | _RESOURCES | _DOUBLES)
"""No variable, function or structure has one of these names."""

NOT_CALLED = RESERVED - NAMED.keys() | {"void"}
"""Nor do they stand before a parenthesis in an expression; names of types do."""
