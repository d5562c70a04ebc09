"""Musgrave textures as noise textures: Blender 4.1 folded the one into the other.

A Musgrave texture of `n` octaves is a noise of Detail `n - 1`, not normalised, whose Roughness is Lacunarity to the power of
minus Dimension.
"""

from __future__ import annotations

from vlcritic.languages.blender.graph import Node
from vlcritic.languages.blender.rewiring import Edit, Signal, Wire

MAX_DETAIL = 14.0
LEAST = 1e-5  # of Dimension and Lacunarity; Blender's own conversion writes -1e-5 into the nodes that it adds, and so do we

_ALWAYS_WHOLE = ("RIDGED_MULTIFRACTAL", "HETERO_TERRAIN")  # their first octave does not fade with a Detail below 1


def musgrave(edit: Edit, node: Node) -> None:
    """Make a noise texture of a Musgrave texture, with nodes before it where a linked socket has to be computed, and after it where
    less than one octave fades."""
    kind = node.settings.pop("musgrave_type", "FBM")
    detail, dimension, lacunarity = (edit.signal(node, name) for name in ("Detail", "Dimension", "Lacunarity"))
    edit.say(node, f"became ShaderNodeTexNoise, noise_type {kind}, not normalised; {_said(detail, dimension, lacunarity)}")
    edit.clear(node, "Dimension")
    node.idname = "ShaderNodeTexNoise"
    node.settings = {"noise_dimensions": node.settings.get("musgrave_dimensions", "3D"), "noise_type": kind, "normalize": False}
    if kind in _ALWAYS_WHOLE:
        _whole_octaves(edit, node, detail)
    else:
        _fading_octaves(edit, node, detail, lift=kind == "MULTIFRACTAL")
    _roughness(edit, node, dimension, lacunarity)


def _said(detail: Signal, dimension: Signal, lacunarity: Signal) -> str:
    if any(isinstance(signal, Wire) for signal in (detail, dimension, lacunarity)):
        return "added nodes compute Detail - 1 and Roughness = Lacunarity ** -Dimension"
    return f"Detail {detail:g} is one less, Dimension {dimension:g} and Lacunarity {lacunarity:g} make Roughness"


def _whole_octaves(edit: Edit, node: Node, detail: Signal) -> None:
    if isinstance(detail, Wire):
        is_above = _math(edit, node, "GREATER_THAN", detail, 1.0)
        less = _math(edit, node, "SUBTRACT", detail, is_above)
        edit.put(node, "Detail", _math(edit, node, "MINIMUM", less, MAX_DETAIL))
    else:
        edit.put(node, "Detail", min(detail - 1, MAX_DETAIL) if detail >= 1 else max(detail, 0.0))


def _fading_octaves(edit: Edit, node: Node, detail: Signal, *, lift: bool) -> None:
    """Below one octave the texture is multiplied by Detail, and a multifractal lifted by what is missing to 1."""
    targets = [(edit.graph.node(link.target), link.input) for link in edit.targets(node)]
    if isinstance(detail, Wire):
        less = _math(edit, node, "SUBTRACT", detail, 1.0)
        edit.put(node, "Detail", _math(edit, node, "MINIMUM", less, MAX_DETAIL))
        clamp = edit.add("ShaderNodeClamp", f"{node.name}_clamp", near=node, Value=detail)
        faded = _math(edit, node, "MULTIPLY", Wire(node.name, "Fac"), Wire(clamp.name, "Result"))
        missing = _math(edit, node, "SUBTRACT", 1.0, detail, use_clamp=True) if lift else None
    elif detail < 1:
        part = max(detail, 0.0)  # Blender's own conversion turns the texture upside down here; the old texture was flat
        edit.put(node, "Detail", 0.0)
        faded = _math(edit, node, "MULTIPLY", Wire(node.name, "Fac"), part)
        missing = 1 - part if lift else None
    else:
        edit.put(node, "Detail", min(detail - 1, MAX_DETAIL))
        return
    if missing is not None:
        faded = _math(edit, node, "ADD", faded, missing)
    for target, identifier in targets:
        edit.put(target, identifier, faded)


def _roughness(edit: Edit, node: Node, dimension: Signal, lacunarity: Signal) -> None:
    is_linked = isinstance(lacunarity, Wire), isinstance(dimension, Wire)
    base = _math(edit, node, "MAXIMUM", lacunarity, -LEAST) if is_linked[0] else max(lacunarity, LEAST)
    if is_linked[1]:
        least = _math(edit, node, "MAXIMUM", dimension, -LEAST)
        exponent = _math(edit, node, "MULTIPLY", least, -1.0)
    else:
        exponent = -max(dimension, LEAST)
    edit.put(node, "Lacunarity", base)
    edit.put(node, "Roughness", _math(edit, node, "POWER", base, exponent) if any(is_linked) else base**exponent)


def _math(edit: Edit, node: Node, operation: str, first: Signal, second: Signal, **settings: bool) -> Wire:
    added = edit.add(
        "ShaderNodeMath",
        f"{node.name}_{operation.lower()}",
        near=node,
        settings={"operation": operation} | settings,
        Value=first,
        Value_001=second,
    )
    return Wire(added.name, "Value")
