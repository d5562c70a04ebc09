"""Graphs into Blender's node trees and out of them, as plain data (`Graph.as_dict`); runs inside Blender."""

from __future__ import annotations

import re

import bpy

from vlcritic.languages.blender import carrying
from vlcritic.languages.blender.carrying import plain
from vlcritic.languages.blender.tables import CURRENT

MATERIAL_OUTPUT = "ShaderNodeOutputMaterial"
TARGETS = ("CYCLES", "ALL", "EEVEE")  # as in graph.py, which Blender's process does not import
KEPT_OUT = {"ShaderNodeScript", "ShaderNodeTexIES"}  # they read code and files; the checks refuse them too
MAX_STOPS = 32  # of a colour ramp, as Blender has it
HOLDERS = {"ShaderNodeRGB", "ShaderNodeValue", "ShaderNodeNormal"}  # nodes whose output sockets hold a value
HIDDEN = {"is_active_output"}  # settings that say nothing of the look where there is one output


def build(graph: dict, tree) -> list[tuple[str, str]]:
    """Make a graph's nodes and links in an empty tree; what Blender refused, as (name of the node, what)."""
    refused: list[tuple[str, str]] = []
    made = {}
    for described in graph["nodes"]:
        try:
            made[described["name"]] = node = _new(described["idname"], tree)
        except RuntimeError as error:
            refused.append((described["name"], _words(error)))
            continue
        node.name = described["name"]
        refused += [(described["name"], what) for what in _fill(node, described)]
    for link in graph["links"]:
        if link["source"] in made and link["target"] in made:  # else it was said above
            refused += [(link["target"], what) for what in _connect(tree, made[link["source"]], made[link["target"]], link)]
    _choose_output(graph, made)
    return refused or _cycles(tree)


def _new(idname: str, tree):
    if idname in KEPT_OUT:
        raise RuntimeError(f"{idname} reads files, which a material of vlcritic may not")
    return tree.nodes.new(idname)


def _choose_output(graph: dict, made: dict) -> None:
    """Make the output that `Graph.output` means the one that every engine renders."""
    outputs = [node for node in graph["nodes"] if node["idname"] == MATERIAL_OUTPUT and node["name"] in made]
    outputs.sort(key=lambda node: (TARGETS.index(node["settings"].get("target", "ALL")), not node["settings"].get("is_active_output")))
    for described in outputs:
        made[described["name"]].target = "ALL"  # else one of EEVEE would go before it in EEVEE
    if outputs:
        made[outputs[0]["name"]].is_active_output = True


def _fill(node, described: dict) -> list[str]:
    """Settings first, since they decide which sockets there are."""
    refused = [_tried(setattr, node, name, value) for name, value in described["settings"].items()]
    for side in ("inputs", "outputs"):
        refused += [_tried(_set_socket, getattr(node, side), key, value) for key, value in described[side].items()]
    if described["ramp"]:
        refused.append(_tried(_set_ramp, node, described["ramp"]))
    if described["curves"]:
        refused.append(_tried(_set_curves, node, described["curves"]))
    if described["group"]:
        refused.append("a node group, which is not in the program")
    return [what for what in refused if what]


def _tried(do, *arguments) -> str | None:
    """What Blender says against it; `None` where it is done."""
    try:
        do(*arguments)
    except (AttributeError, IndexError, KeyError, RuntimeError, TypeError, ValueError, OverflowError) as error:  # bpy raises them all
        return _words(error)
    return None


def _words(error: Exception) -> str:
    words = str(error.args[0] if isinstance(error, KeyError) else error)
    return " ".join(words.removeprefix("Error: ").split())[:300]


def _socket(sockets, identifier: str):
    for socket in sockets:
        if socket.identifier == identifier:
            return socket
    raise KeyError(f"no socket {identifier!r} here; there are {', '.join(socket.identifier for socket in sockets) or 'none'}")


def _set_socket(sockets, identifier: str, value) -> None:
    _socket(sockets, identifier).default_value = value


def _set_ramp(node, ramp: dict) -> None:
    """Set the stops by index, not by `elements.new(position)` alone, which sorts them and so may not keep equal positions apart."""
    stops, elements = ramp["stops"], node.color_ramp.elements
    if not 1 <= len(stops) <= MAX_STOPS:
        raise ValueError(f"a colour ramp of {len(stops)} stops; Blender takes 1 to {MAX_STOPS}")
    while len(elements) > len(stops):
        elements.remove(elements[-1])
    while len(elements) < len(stops):
        elements.new(1.0)
    for element, (position, color) in zip(elements, stops, strict=True):
        element.position, element.color = position, color
    for name in ("color_mode", "interpolation", "hue_interpolation"):
        setattr(node.color_ramp, name, ramp[name])


def _set_curves(node, curves: list) -> None:
    if len(curves) != len(node.mapping.curves):
        raise ValueError(f"{len(curves)} curves; this node has {len(node.mapping.curves)}")
    for curve, points in zip(node.mapping.curves, curves, strict=True):
        _set_curve(curve.points, points)
    node.mapping.update()


def _set_curve(points, described: list) -> None:
    if len(described) < 2:
        raise ValueError(f"a curve of {len(described)} points; Blender takes 2 or more")
    while len(points) > len(described):
        points.remove(points[-1])
    while len(points) < len(described):
        points.new(1.0, 1.0)
    for point, wanted in zip(points, described, strict=True):
        point.location, point.handle_type = (wanted["x"], wanted["y"]), wanted["handle"]


def _connect(tree, source, target, link: dict) -> list[str]:
    try:
        output, input = _socket(source.outputs, link["output"]), _socket(target.inputs, link["input"])
        made = tree.links.new(output, input)
    except (KeyError, RuntimeError) as error:
        return [_words(error)]
    return [] if made is not None and _is_valid(made) else [f"Blender does not link {_ends(link['source'], output, input)}"]


def _is_valid(link) -> bool:
    """Whether Blender has no objection; a link at a socket that the settings switch off is one without effect."""
    return link.is_valid or not (link.from_socket.enabled and link.to_socket.enabled)


def _ends(source: str, output, input) -> str:
    return f"{source}'s {output.name} ({output.type}) to {input.name} ({input.type})"


def _cycles(tree) -> list[tuple[str, str]]:
    """Links that Blender came to object to when it had all: those that close a cycle."""
    return [
        (link.to_node.name, f"depends on itself through {_ends(link.from_node.name, link.from_socket, link.to_socket)}")
        for link in tree.links
        if not _is_valid(link)
    ]


def graph_of(tree) -> dict:
    """A node tree as a graph's plain data: what is not at its default, whatever the nodes are. Frames are left out.

    Nodes of an add-on that is not here are there by type and name alone. `lost` is what a graph cannot say: name of the node, and words.
    """
    nodes = [node for node in tree.nodes if node.bl_idname != "NodeFrame"]
    names = _names(nodes)
    links = [_link(link, names) for link in tree.links if not link.is_muted and not link.to_node.mute]
    graph = {"nodes": [], "links": [link for link in links if link], "version": CURRENT, "lost": []}
    with _Scratch() as fresh:
        for node in nodes:
            _describe(node, names[node.name], fresh(node.bl_idname), graph)
        for node in nodes:
            if not node.mute and (mapping := carrying.texture_mapping(node, fresh(node.bl_idname))):
                carrying.map_before(names[node.name], mapping, graph)
    outputs = [node for node in nodes if node.bl_idname == MATERIAL_OUTPUT]
    shown = tree.get_output_node("CYCLES") if len(outputs) > 1 else None
    for described in graph["nodes"]:
        if shown is not None and described["name"] == names[shown.name]:
            described["settings"]["is_active_output"] = True
    graph["lost"] += [(names[name], what) for name, what in carrying.driven(tree) if name in names]
    return graph


def _describe(node, name: str, fresh, graph: dict) -> None:
    """Add a node to a graph, and what is lost of it."""
    if fresh is None:
        bare = {"inputs": {}, "outputs": {}, "settings": {}, "ramp": None, "curves": None, "group": None}
        graph["nodes"].append({"name": name, "idname": node.bl_idname} | bare)
        return
    graph["nodes"].append(_described(node, name, fresh))
    if not node.mute:
        graph["lost"] += [(name, what) for what in carrying.losses(node, fresh)]


def _link(link, names: dict[str, str]) -> dict | None:
    """A link as plain data; through nodes that are muted it comes from what they let pass, and where that is nothing there is none."""
    socket = link.from_socket
    for _ in names:
        if not socket.node.mute:
            ends = {"source": names[socket.node.name], "output": socket.identifier}
            return ends | {"target": names[link.to_node.name], "input": link.to_socket.identifier}
        passed = [each.from_socket for each in socket.node.internal_links if each.to_socket == socket]
        if not passed or not passed[0].links:
            return None
        socket = passed[0].links[0].from_socket
    return None  # muted nodes in a circle


def _names(nodes) -> dict[str, str]:
    """Blender's names as Python identifiers, each once: `Noise Texture.001` → `noise_texture_001`."""
    names: dict[str, str] = {}
    for node in nodes:
        stem = name = re.sub(r"\W+", "_", node.name.lower(), flags=re.ASCII).strip("_") or "node"
        stem = name = f"node_{stem}" if stem[0].isdigit() else stem
        count = 0
        while name in names.values():
            count += 1
            name = f"{stem}_{count}"
        names[node.name] = name
    return names


class _Scratch:
    """New nodes to compare with, in a tree that goes with it."""

    def __enter__(self):
        self._material = bpy.data.materials.new("scratch")
        if self._material.node_tree is None:
            self._material.use_nodes = True
        self._fresh: dict = {}
        return self._node

    def _node(self, idname: str):
        """A new node; `None` where Blender makes none of that type, which an add-on that is not here brought along."""
        if idname not in self._fresh:
            try:
                self._fresh[idname] = self._material.node_tree.nodes.new(idname)
            except RuntimeError:
                self._fresh[idname] = None
        return self._fresh[idname]

    def __exit__(self, *exception) -> None:
        bpy.data.materials.remove(self._material)


def _described(node, name: str, fresh) -> dict:
    ramp, curves = getattr(node, "color_ramp", None), getattr(getattr(node, "mapping", None), "curves", None)
    was = None if curves is None else _curves(fresh.mapping.curves)
    tree = getattr(node, "node_tree", None)
    return {
        "name": name,
        "idname": node.bl_idname,
        "inputs": _values(node.inputs, fresh.inputs),
        "outputs": _values(node.outputs, fresh.outputs) if node.bl_idname in HOLDERS else {},
        "settings": _settings(node, fresh),
        "ramp": _ramp(ramp) if ramp else None,
        "curves": _curves(curves) if curves is not None and _curves(curves) != was else None,
        "group": tree.name if tree else None,
    }


def _values(sockets, fresh) -> dict:
    """Values that are not the default's, by identifier. Sockets that hold pointers (shaders have none) are left out."""
    found = {}
    defaults = {socket.identifier: plain(socket.default_value) for socket in fresh if hasattr(socket, "default_value")}
    for socket in sockets:
        if hasattr(socket, "default_value"):
            value = plain(socket.default_value)
            if value is not None and value != defaults.get(socket.identifier):
                found[socket.identifier] = value
    return found


def _settings(node, fresh) -> dict:
    base = set(bpy.types.ShaderNode.bl_rna.properties.keys()) | set(bpy.types.Node.bl_rna.properties.keys()) | HIDDEN
    found = {}
    for property in node.bl_rna.properties:
        name = property.identifier
        if name not in base and not property.is_readonly and property.type in ("BOOLEAN", "INT", "FLOAT", "STRING", "ENUM"):
            value = plain(getattr(node, name))
            if value is not None and value != plain(getattr(fresh, name)):
                found[name] = value
    return found


def _ramp(ramp) -> dict:
    stops = [(plain(element.position), plain(element.color)) for element in ramp.elements]
    return {
        "stops": stops,
        "interpolation": ramp.interpolation,
        "color_mode": ramp.color_mode,
        "hue_interpolation": ramp.hue_interpolation,
    }


def _curves(curves) -> list:
    return [
        [{"x": plain(point.location[0]), "y": plain(point.location[1]), "handle": point.handle_type} for point in curve.points]
        for curve in curves
    ]
