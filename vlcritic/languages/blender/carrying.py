"""What of a material's nodes a program cannot say, in words, and a texture's own mapping as a node; runs inside Blender."""

from __future__ import annotations

import re

MAPPING = {"translation": "Location", "rotation": "Rotation", "scale": "Scale"}  # of a texture, and the inputs of a Mapping node
CUT = ("use_min", "use_max", "mapping_x", "mapping_y", "mapping_z", "mapping")  # of a texture's mapping, for which no node stands
CURVES = ("extend", "use_clip", "clip_min_x", "clip_min_y", "clip_max_x", "clip_max_y", "tone", "black_level", "white_level")
_NODE_PATH = re.compile(r'nodes\["((?:[^"\\]|\\.)*)"\]\.(.*)')


def losses(node, fresh) -> list[str]:
    """What the node has that a program does not say; `fresh` is a new one of its type. Colour mappings change nothing in Cycles."""
    curves, texture = getattr(node, "mapping", None), getattr(node, "texture_mapping", None)
    found = [f"the curves' {name} is {_words(curves, name)}" for name in _differing(CURVES, curves, getattr(fresh, "mapping", None))]
    if texture is not None:
        unlike = _differing(CUT, texture, fresh.texture_mapping)
        if not any(socket.identifier == "Vector" for socket in node.inputs):
            unlike += _differing(("vector_type", *MAPPING), texture, fresh.texture_mapping)
        found += [f"the texture mapping's {name} is {_words(texture, name)}" for name in unlike]
    return [f"{node.name}: {what}, which a program cannot say" for what in found]


def driven(tree) -> list[tuple[str, str]]:
    """Name of the node and words for everything in a tree that a driver or an animation moves: a program has the value that it has now."""
    animation = tree.animation_data
    if animation is None:
        return []
    paths = [curve.data_path for curve in animation.drivers]
    if animation.action is not None:
        paths += [
            curve.data_path
            for layer in animation.action.layers
            for strip in layer.strips
            for bag in strip.channelbags
            for curve in bag.fcurves
        ]
    found = [match for match in map(_NODE_PATH.match, dict.fromkeys(paths)) if match]
    names = [re.sub(r"\\(.)", r"\1", match[1]) for match in found]
    return [
        (name, f"{name}: {match[2]} is driven or animated; a program has the value of now")
        for name, match in zip(names, found, strict=True)
    ]


def texture_mapping(node, fresh) -> dict | None:
    """The type and inputs of a Mapping node that does in front of a texture what its own mapping does, to the bit; `None` for nothing."""
    ours, theirs = getattr(node, "texture_mapping", None), getattr(fresh, "texture_mapping", None)
    is_placed = any(socket.identifier == "Vector" and socket.enabled for socket in node.inputs)  # noise of a number alone is not
    if ours is None or not is_placed or not _differing(MAPPING, ours, theirs):
        return None
    moves = ours.vector_type in ("POINT", "TEXTURE")  # the others have no Location, and theirs is without effect
    inputs = {key: plain(getattr(ours, name)) for name, key in MAPPING.items() if moves or name != "translation"}
    return {"settings": {"vector_type": ours.vector_type}, "inputs": inputs}


def map_before(name: str, mapping: dict, graph: dict) -> None:
    """Put a Mapping node before the Vector of a texture, which without a link is where the point lies in its object's box."""
    nodes, links = graph["nodes"], graph["links"]
    taken = {each["name"] for each in nodes}
    between, before = (
        next(each for each in (stem, *(f"{stem}_{n}" for n in range(1, 1 + len(taken)))) if each not in taken)
        for stem in (f"{name}_mapping", f"{name}_place")
    )
    bare = {"outputs": {}, "ramp": None, "curves": None, "group": None}
    settings = {key: value for key, value in mapping["settings"].items() if value != "POINT"}
    nodes.append({"name": between, "idname": "ShaderNodeMapping", "inputs": mapping["inputs"], "settings": settings} | bare)
    into = [link for link in links if (link["target"], link["input"]) == (name, "Vector")]
    for link in into:
        link.update(target=between, input="Vector")
    if not into:
        nodes.append({"name": before, "idname": "ShaderNodeTexCoord", "inputs": {}, "settings": {}} | bare)
        links.append({"source": before, "output": "Generated", "target": between, "input": "Vector"})
    links.append({"source": between, "output": "Vector", "target": name, "input": "Vector"})


def _differing(names, ours, theirs) -> list[str]:
    """Those of the properties that are there and are not a new node's."""
    return [name for name in names if hasattr(ours, name) and plain(getattr(ours, name)) != plain(getattr(theirs, name))]


def _words(owner, name: str) -> str:
    value = plain(getattr(owner, name))
    return f"({', '.join(f'{each:.3g}' for each in value)})" if isinstance(value, list) else str(value)


def plain(value):
    """Numbers of the seven digits that a float has, lists of them, strings; `None` for anything else."""
    if isinstance(value, float):
        return float(f"{value:.7g}")
    if isinstance(value, (bool, int, str)):
        return value
    try:
        return [plain(each) for each in value]
    except TypeError:
        return None
