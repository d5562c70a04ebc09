"""Writes what a Blender knows of its shader nodes to a table, as JSON. Runs inside Blender, with nothing of vlcritic:

    python vlcritic/languages/blender/describe.py OUT.json                     where `import bpy` works
    blender -b --factory-startup -P vlcritic/languages/blender/describe.py -- OUT.json

Run it for a Blender that `tables/` does not know yet, and name the file after its version.
"""

import json
import sys

import bpy

UNUSABLE = {"ShaderNode", "ShaderNodeCustomGroup", "ShaderNodeTree"}
UNBOUNDED = 2147483647  # what Blender writes for "no bound" is the largest int or float
KINDS = ("BOOLEAN", "INT", "FLOAT", "STRING", "ENUM")


def main(out):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    material = bpy.data.materials.new("described")
    material.use_nodes = True
    tree = material.node_tree
    nodes = {}
    for idname in sorted(node_types()):
        try:
            node = tree.nodes.new(idname)
        except RuntimeError:
            continue  # a type that this Blender lists but no shader tree takes
        nodes[idname] = described(node)
        tree.nodes.remove(node)
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(node, allow_nan=False)}" for name, node in nodes.items())
    with open(out, "w", encoding="utf-8") as file:
        file.write(f'{{"version": {json.dumps(bpy.app.version_string)}, "nodes": {{\n{lines}\n}}}}\n')


def node_types():
    """Names of node classes that may go into a shader tree."""
    known = {name for name in dir(bpy.types) if name.startswith("ShaderNode")} - UNUSABLE
    return known | {"NodeReroute", "NodeFrame", "NodeGroupInput", "NodeGroupOutput"}


def described(node):
    ramp = getattr(node, "color_ramp", None)
    curves = getattr(node, "mapping", None)
    return {
        "label": node.bl_label,
        "inputs": [socket(each) for each in node.inputs],
        "outputs": [socket(each) for each in node.outputs],
        "settings": settings(node),
        "ramp": ramp is not None,
        "curves": len(curves.curves) if curves is not None and hasattr(curves, "curves") else 0,
        "input_switches": switches(node, node.inputs),
        "output_switches": switches(node, node.outputs),
    }


def switches(node, sockets):
    """By setting and item: identifiers of the sockets that are used with it and not with the default, or the other way round."""
    usual, found = enabled(sockets), {}
    for name, setting in settings(node).items():
        values = setting.get("items") or ([True, False] if setting["type"] == "BOOLEAN" else [])
        for value in values:
            try:
                setattr(node, name, value)
            except TypeError:
                continue  # an item that this type of material does not take
            changed = sorted(usual ^ enabled(sockets))
            if changed:
                found.setdefault(name, {})[str(value)] = changed
        if values:
            setattr(node, name, setting["default"])
    return found


def enabled(sockets):
    return {each.identifier for each in sockets if each.enabled}


def socket(each):
    found = {"identifier": each.identifier, "name": each.name, "type": each.type, "enabled": each.enabled}
    value = each.bl_rna.properties.get("default_value")
    if hasattr(each, "default_value") and value is not None and value.type != "POINTER":
        found["default"] = plain(each.default_value)
        if value.type in ("FLOAT", "INT"):
            found |= bounds(value)
    if each.is_multi_input:
        found["is_multi"] = True
    if getattr(each, "hide_value", False):
        found["hide_value"] = True
    return found


def settings(node):
    """The node's own properties that a program may set."""
    base = set(bpy.types.ShaderNode.bl_rna.properties.keys()) | set(bpy.types.Node.bl_rna.properties.keys())
    return {
        property.identifier: setting(node, property)
        for property in node.bl_rna.properties
        if property.identifier not in base and not property.is_readonly and property.type in KINDS
    }


def setting(node, property):
    found = {"type": property.type, "default": plain(getattr(node, property.identifier))}
    if property.type == "ENUM":
        found["items"] = [item.identifier for item in (property.enum_items_static or property.enum_items)]
    elif property.type in ("INT", "FLOAT"):
        found |= bounds(property)
    return found


def bounds(property):
    """Hard and soft bounds where there are some, and the unit: FACTOR, ANGLE, COLOR …"""
    ends = {"min": property.hard_min, "max": property.hard_max, "soft_min": property.soft_min, "soft_max": property.soft_max}
    return {name: plain(end) for name, end in ends.items() if abs(end) < UNBOUNDED} | {"unit": property.subtype}


def plain(value):
    """Numbers of six digits, as a list where there are several."""
    if isinstance(value, float):
        return float(f"{value:.7g}")
    if isinstance(value, (bool, int, str)) or value is None:
        return value
    return [plain(each) for each in value]


main(sys.argv[-1])
