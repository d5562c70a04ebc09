"""Material programs for benchmarks: six looks of 6 to 12 nodes, written by hand, in as many variants as are wanted."""

from __future__ import annotations

from vlcritic.languages.blender.graph import Graph, Link, Node, Ramp
from vlcritic.languages.blender.write import write

DARK, LIGHT = (0.08, 0.03, 0.01, 1.0), (0.6, 0.35, 0.15, 1.0)


def materials(count: int) -> list[str]:
    """So many different programs."""
    looks = (_wood, _marble, _rust, _bricks, _scales, _car_paint)
    return [write(looks[number % len(looks)](1.0 + number / count)) for number in range(count)]


def _material(nodes: dict[str, Node | str], links: str) -> Graph:
    """Nodes by name, a string for one at its defaults, and links as `a.Output>b.Input` between spaces; `~` stands for a space."""
    made = [Node(name, f"ShaderNode{node}") if isinstance(node, str) else node for name, node in nodes.items()]
    for name, node in zip(nodes, made, strict=True):
        node.name = name
    ends = [[end.replace("~", " ").split(".") for end in link.split(">")] for link in links.split()]
    return Graph(made, [Link(*source, *target) for source, target in ends])


def _node(kind: str, settings: dict | None = None, ramp: Ramp | None = None, **inputs) -> Node:
    values = {name.replace("_", " "): value for name, value in inputs.items()}
    return Node("", f"ShaderNode{kind}", inputs=values, settings=settings or {}, ramp=ramp)


def _ramp(*stops) -> Node:
    return _node("ValToRGB", ramp=Ramp(list(stops)))


_SURFACE = "bsdf.BSDF>out.Surface"
_BUMP = "bump.Normal>bsdf.Normal"


def _wood(x: float) -> Graph:
    nodes = {
        "out": "OutputMaterial", "bsdf": _node("BsdfPrincipled", Roughness=0.45), "ramp": _ramp((0.2, DARK), (0.8, LIGHT)),
        "wave": _node("TexWave", {"wave_type": "RINGS"}, Scale=2 * x, Distortion=6 * x, Detail=4.0),
        "map": _node("Mapping", Scale=(1.0, 4.0, 1.0)),
        "uv": "TexCoord", "bump": _node("Bump", Strength=0.2), "noise": _node("TexNoise", Scale=40 * x, Detail=8.0),
    }  # fmt: skip
    return _material(nodes, f"{_SURFACE} ramp.Color>bsdf.Base~Color wave.Fac>ramp.Fac map.Vector>wave.Vector uv.UV>map.Vector "
                            f"noise.Fac>bump.Height map.Vector>noise.Vector {_BUMP}")  # fmt: skip


def _marble(x: float) -> Graph:
    nodes = {
        "out": "OutputMaterial", "bsdf": _node("BsdfPrincipled", Roughness=0.1),
        "ramp": _ramp((0.4, (0.9, 0.9, 0.88, 1.0)), (0.6, (0.1, 0.1, 0.12, 1.0))),
        "fine": _node("TexNoise", Scale=3 * x, Detail=15.0, Distortion=1.2), "uv": "TexCoord",
        "coarse": _node("TexNoise", Scale=1.5 * x, Detail=4.0),
    }  # fmt: skip
    return _material(nodes, f"{_SURFACE} ramp.Color>bsdf.Base~Color fine.Fac>ramp.Fac coarse.Color>fine.Vector uv.UV>coarse.Vector")


def _rust(x: float) -> Graph:
    nodes = {
        "out": "OutputMaterial", "bsdf": "BsdfPrincipled", "mask": _ramp((0.45, (0.0, 0.0, 0.0, 1.0)), (0.55, (1.0, 1.0, 1.0, 1.0))),
        "noise": _node("TexNoise", Scale=4 * x, Detail=12.0), "color": _ramp((0.0, DARK), (1.0, (0.5, 0.15, 0.03, 1.0))),
        "grain": _node("TexNoise", Scale=30 * x, Detail=6.0), "cells": _node("TexVoronoi", Scale=12 * x),
        "bump": _node("Bump", Strength=0.5),
        "invert": _node("Math", {"operation": "SUBTRACT"}, Value=1.0), "uv": "TexCoord",
    }  # fmt: skip
    return _material(nodes, f"{_SURFACE} color.Color>bsdf.Base~Color grain.Fac>color.Fac noise.Fac>mask.Fac mask.Color>bsdf.Roughness "
                            f"mask.Color>invert.Value_001 invert.Value>bsdf.Metallic "
                            f"cells.Distance>bump.Height uv.UV>cells.Vector {_BUMP}")  # fmt: skip


def _bricks(x: float) -> Graph:
    nodes = {
        "out": "OutputMaterial", "bsdf": _node("BsdfPrincipled", Roughness=0.9), "uv": "TexCoord", "bump": _node("Bump", Strength=0.8),
        "brick": _node("TexBrick", Color1=(0.5, 0.12, 0.06, 1.0), Color2=(0.35, 0.08, 0.04, 1.0), Scale=4 * x),
        "noise": _node("TexNoise", Scale=25 * x, Detail=8.0), "add": _node("Math", {"operation": "MULTIPLY"}),
    }  # fmt: skip
    return _material(nodes, f"{_SURFACE} brick.Color>bsdf.Base~Color uv.UV>brick.Vector uv.UV>noise.Vector noise.Fac>add.Value "
                            f"brick.Fac>add.Value_001 add.Value>bump.Height {_BUMP}")  # fmt: skip


def _scales(x: float) -> Graph:
    nodes = {
        "out": "OutputMaterial", "bsdf": _node("BsdfPrincipled", Roughness=0.3), "uv": "TexCoord",
        "bump": _node("Bump", {"invert": True}),
        "cells": _node("TexVoronoi", Scale=8 * x, Randomness=0.4),
        "edges": _node("TexVoronoi", {"feature": "DISTANCE_TO_EDGE"}, Scale=8 * x),
        "ramp": _ramp((0.1, (0.02, 0.1, 0.04, 1.0)), (0.9, (0.2, 0.6, 0.2, 1.0))), "hue": _node("HueSaturation", Saturation=1.2),
    }  # fmt: skip
    return _material(nodes, f"{_SURFACE} hue.Color>bsdf.Base~Color ramp.Color>hue.Color cells.Distance>ramp.Fac edges.Distance>bump.Height "
                            f"uv.UV>cells.Vector uv.UV>edges.Vector {_BUMP}")  # fmt: skip


def _car_paint(x: float) -> Graph:
    nodes = {
        "out": "OutputMaterial",
        "bsdf": _node("BsdfPrincipled", Coat_Weight=1.0, Metallic=0.6, Roughness=0.35), "weight": _node("LayerWeight", Blend=0.3),
        "ramp": _ramp((0.0, (0.4, 0.0, 0.02, 1.0)), (1.0, (0.05, 0.0, 0.1, 1.0))), "flakes": _node("TexVoronoi", Scale=150 * x),
        "bump": _node("Bump", Strength=0.15),
    }  # fmt: skip
    return _material(nodes, f"{_SURFACE} ramp.Color>bsdf.Base~Color weight.Facing>ramp.Fac flakes.Color>bump.Height {_BUMP}")
