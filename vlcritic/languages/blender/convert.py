"""Programs of Blender 3.3 and 3.4 as graphs of today's: other node types, other sockets, other defaults, the same picture.

What becomes of a node is what Blender 5.0 itself makes of it when it opens a file of 3.4, found out by opening such files
(`tests/languages/blender/blender_oracle.py`) and kept to by `test_convert.py`; where this module knows better, it says why.
"""

from __future__ import annotations

from collections.abc import Callable

from vlcritic.languages.blender.graph import Graph, Node, Value
from vlcritic.languages.blender.musgrave import musgrave
from vlcritic.languages.blender.principled import SUBSURFACE_METHODS, principled
from vlcritic.languages.blender.rewiring import Edit, Wire
from vlcritic.languages.blender.tables import CURRENT, OLD, node_types


def convert(graph: Graph) -> tuple[Graph, list[str]]:
    """The same material for the current Blender, and what had to be changed, a sentence each.

    What a node left at a default that has changed since is written out. A graph of the current version comes back as it is.
    """
    if graph.version == CURRENT:
        return graph, []
    edit = Edit(graph)
    for node in list(edit.graph.nodes):
        _write_out_defaults(edit, node)
        rule = _RULES.get(node.idname)
        if rule is not None:
            rule(edit, node)
    edit.graph.version = CURRENT
    for node in edit.graph.nodes:
        _drop_unknown(edit, node)
        _drop_defaults(node)
    return edit.graph, edit.said


def _write_out_defaults(edit: Edit, node: Node) -> None:
    """What is unset takes the old default where the new one is another."""
    old, new = node_types(OLD).get(node.idname), node_types(CURRENT).get(node.idname)
    if old is None or new is None:
        return
    for name, setting in old.settings.items():
        if name in new.settings and new.settings[name].default != setting.default:
            node.settings.setdefault(name, setting.default)
    known = {socket.identifier: socket.default for socket in new.inputs}
    for socket in old.inputs:
        is_other = socket.default is not None and known.get(socket.identifier, socket.default) != socket.default
        if is_other and edit.incoming(node, socket.identifier) is None:
            node.inputs.setdefault(socket.identifier, socket.default)


def _drop_unknown(edit: Edit, node: Node) -> None:
    """Settings, values and links that the current node does not know, each said."""
    known = node_types(CURRENT).get(node.idname)
    if known is None or node.group is not None:
        return
    for name, value in list(node.settings.items()):
        setting = known.settings.get(name)
        if setting is None or (setting.items and value not in setting.items):
            edit.say(node, f"{name} = {value!r} is gone, and has no successor")
            del node.settings[name]
    sockets = {socket.identifier for socket in known.inputs}
    for identifier in [identifier for identifier in node.inputs if identifier not in sockets]:
        edit.say(node, f"input {identifier!r} is gone, and its value {node.inputs[identifier]!r} with it")
        edit.clear(node, identifier)
    for link in [link for link in edit.graph.links if link.target == node.name and link.input not in sockets]:
        edit.say(node, f"input {link.input!r} is gone, and the link from {link.source} with it")
        edit.clear(node, link.input)


def _drop_defaults(node: Node) -> None:
    """What has become the default is not written."""
    known = node_types(CURRENT).get(node.idname)
    if known is None or node.group is not None:
        return
    defaults = {socket.identifier: socket.default for socket in known.inputs}
    node.inputs = {name: value for name, value in node.inputs.items() if defaults[name] != value}
    node.settings = {name: value for name, value in node.settings.items() if known.settings[name].default != value}


def _renamed(idname: str, *, inputs: dict[str, str] | None = None, outputs: dict[str, str] | None = None, **settings: Value) -> Callable:
    """A rule: the node goes on under another type, its sockets under other names."""

    def rule(edit: Edit, node: Node) -> None:
        edit.say(node, f"became {idname}" + "".join(f", {name} {value}" for name, value in settings.items()))
        node.idname = idname
        node.settings |= settings
        edit.rename_inputs(node, inputs or {})
        edit.rename_outputs(node, outputs or {})

    return rule


def _mix_rgb(edit: Edit, node: Node) -> None:
    if node.settings.pop("use_alpha", False):
        edit.say(node, "use_alpha is gone; no shader ever heeded it")
    is_clamped = node.settings.pop("use_clamp", False)
    _to_mix(edit, node)
    if is_clamped:
        node.settings["clamp_result"] = True


def _glossy(edit: Edit, node: Node) -> None:
    node.settings.setdefault("distribution", "GGX")
    _to_glossy(edit, node)
    _sharp(edit, node)


def _sharp(edit: Edit, node: Node) -> None:
    """A perfectly smooth surface is one of no roughness now."""
    if node.settings.get("distribution") == "SHARP":
        edit.say(node, "distribution SHARP is gone; it became GGX with Roughness 0")
        node.settings["distribution"] = "GGX"
        edit.put(node, "Roughness", 0.0)


def _noise(edit: Edit, node: Node) -> None:
    """Noise kept Roughness within [0, 1], and no longer does."""
    roughness = edit.signal(node, "Roughness")
    if isinstance(roughness, Wire):
        clamp = edit.add("ShaderNodeClamp", f"{node.name}_roughness", near=node, Value=roughness)
        edit.put(node, "Roughness", Wire(clamp.name, "Result"))
        edit.say(node, f"Roughness goes through {clamp.name}, as noise no longer clamps it itself")
    elif not 0 <= roughness <= 1:
        edit.put(node, "Roughness", min(max(roughness, 0.0), 1.0))
        edit.say(node, f"Roughness {roughness:g} became {node.inputs['Roughness']:g}, which noise clamped it to")


def _bump(edit: Edit, node: Node) -> None:
    node.inputs["Filter Width"] = 1.0
    edit.say(node, "Filter Width is 1, as it always was")


def _subsurface(edit: Edit, node: Node) -> None:
    was = node.settings.get("falloff", "RANDOM_WALK")
    node.settings["falloff"] = SUBSURFACE_METHODS.get(was, was)
    if was == "RANDOM_WALK_FIXED_RADIUS":
        edit.say(node, "falloff RANDOM_WALK_FIXED_RADIUS is called RANDOM_WALK now")
    if was == "RANDOM_WALK":
        edit.say(node, "falloff RANDOM_WALK is called RANDOM_WALK_SKIN now")


def _sky(edit: Edit, node: Node) -> None:
    if node.settings.get("sky_type") == "NISHITA":
        node.settings["sky_type"] = "SINGLE_SCATTERING"
        edit.say(node, "sky_type NISHITA is called SINGLE_SCATTERING now")
    if "dust_density" in node.settings:
        node.settings["aerosol_density"] = node.settings.pop("dust_density")
        edit.say(node, "dust_density is called aerosol_density now")


def _point_density(edit: Edit, node: Node) -> None:
    fed = ", ".join(f"{link.target}.{link.input}" for link in edit.graph.links if link.source == node.name)
    edit.say(node, "is gone from Blender, and has no successor" + f"; what it fed keeps its own value: {fed}" * bool(fed))
    edit.remove(node)


_to_mix = _renamed(
    "ShaderNodeMix",
    inputs={"Fac": "Factor_Float", "Color1": "A_Color", "Color2": "B_Color"},
    outputs={"Color": "Result_Color"},
    data_type="RGBA",
)
_to_glossy = _renamed("ShaderNodeBsdfAnisotropic")
_RGB = {"R": "Red", "G": "Green", "B": "Blue"}
_HSV = {"H": "Red", "S": "Green", "V": "Blue"}

_RULES: dict[str, Callable[[Edit, Node], None]] = {
    "ShaderNodeBsdfAnisotropic": _sharp,
    "ShaderNodeBsdfGlass": _sharp,
    "ShaderNodeBsdfGlossy": _glossy,
    "ShaderNodeBsdfPrincipled": principled,
    "ShaderNodeBsdfRefraction": _sharp,
    "ShaderNodeBsdfVelvet": _renamed("ShaderNodeBsdfSheen", inputs={"Sigma": "Roughness"}, distribution="ASHIKHMIN"),
    "ShaderNodeBump": _bump,
    "ShaderNodeCombineHSV": _renamed("ShaderNodeCombineColor", inputs=_HSV, mode="HSV"),
    "ShaderNodeCombineRGB": _renamed("ShaderNodeCombineColor", inputs=_RGB, outputs={"Image": "Color"}, mode="RGB"),
    "ShaderNodeMixRGB": _mix_rgb,
    "ShaderNodeSeparateHSV": _renamed("ShaderNodeSeparateColor", outputs=_HSV, mode="HSV"),
    "ShaderNodeSeparateRGB": _renamed("ShaderNodeSeparateColor", inputs={"Image": "Color"}, outputs=_RGB, mode="RGB"),
    "ShaderNodeSubsurfaceScattering": _subsurface,
    "ShaderNodeTexMusgrave": musgrave,
    "ShaderNodeTexNoise": _noise,
    "ShaderNodeTexPointDensity": _point_density,
    "ShaderNodeTexSky": _sky,
}
