"""Materials out of a .blend file and into one; runs inside Blender.

    python -m vlcritic.languages.blender.blend read FILE.blend OUT.json
    python -m vlcritic.languages.blender.blend save FILE.blend IN.json

`read` opens the file without its scripts; `OUT.json` holds every material and every shader group as plain data of `Graph`. `IN.json` is one
material's: `save` shows it on a sphere in the scene of the data set.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

if not __package__:  # run as a file: vlcritic is where this file is, behind what the interpreter has of its own
    here = Path(__file__).resolve()
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() != here.parent] + [str(here.parents[3])]

import bpy

from vlcritic.languages.blender import bpy_graph


def read(blend: str, out: str) -> None:
    """The file's materials and groups as JSON."""
    bpy.ops.wm.open_mainfile(filepath=blend, load_ui=False, use_scripts=False)
    materials = {material.name: material.node_tree for material in bpy.data.materials if material.node_tree and not material.library}
    groups = {tree.name: tree for tree in bpy.data.node_groups if tree.bl_idname == "ShaderNodeTree"}
    described = {
        "materials": {name: tree_described(tree) for name, tree in materials.items()},
        "groups": {name: tree_described(tree) | sockets(tree) for name, tree in groups.items()},
    }
    Path(out).write_text(json.dumps(described), encoding="utf-8")


def tree_described(tree) -> dict:
    """A tree without what is switched off; group nodes with all their values."""
    _take_out_muted(tree)
    graph = bpy_graph.graph_of(tree)
    users = [node for node in tree.nodes if node.bl_idname != "NodeFrame"]
    for node, described in zip(users, graph["nodes"], strict=True):
        if node.bl_idname == "ShaderNodeGroup":
            values = [each for each in node.inputs if hasattr(each, "default_value")]
            described["inputs"] = {each.identifier: bpy_graph.plain(each.default_value) for each in values}
    return {"graph": graph}


def sockets(tree) -> dict:
    """The types of a group's sockets."""
    found: dict[str, dict[str, str]] = {"inputs": {}, "outputs": {}}
    for node in tree.nodes:
        ends = {"NodeGroupInput": ("inputs", node.outputs), "NodeGroupOutput": ("outputs", node.inputs)}.get(node.bl_idname)
        if ends:
            found[ends[0]] |= {socket.identifier: socket.type for socket in ends[1]}
    return found


def _take_out_muted(tree) -> None:
    """A muted link carries nothing; a muted node hands on what its internal links say."""
    for link in [link for link in tree.links if link.is_muted]:
        tree.links.remove(link)
    for node in [node for node in tree.nodes if node.mute]:
        for way in [way for way in node.internal_links if way.from_socket.is_linked]:
            for link in list(way.to_socket.links):
                tree.links.new(way.from_socket.links[0].from_socket, link.to_socket)
        tree.nodes.remove(node)  # where nothing was linked into it, what it fed gets its own value, as when it is drawn


def save(blend: str, described: str) -> None:
    """A new file with the material on a sphere."""
    from vlcritic.languages.blender import scene

    scene.Stage(preview="sphere", samples=64, engine="cycles")
    bpy.context.scene.render.engine = "CYCLES"
    material = bpy.data.materials.new("vlcritic")
    scene.with_nodes(material)
    material.node_tree.nodes.clear()
    refused = bpy_graph.build(json.loads(Path(described).read_text(encoding="utf-8")), material.node_tree)
    if refused:
        raise RuntimeError("; ".join(f"{node}: {what}" for node, what in refused))
    _arrange(material.node_tree)
    bpy.data.objects["sphere"].data.materials.append(material)
    bpy.ops.wm.save_as_mainfile(filepath=str(Path(blend).resolve()))


def _arrange(tree) -> None:
    """Nodes in columns, each left of all that it feeds."""
    column = {node.name: 0 for node in tree.nodes}
    for _ in tree.nodes:
        for link in tree.links:
            column[link.from_node.name] = max(column[link.from_node.name], column[link.to_node.name] + 1)
    rows: dict[int, int] = {}
    for node in tree.nodes:
        place = column[node.name]
        node.location = (-260.0 * place, -320.0 * rows.get(place, 0))
        rows[place] = rows.get(place, 0) + 1


if __name__ == "__main__":
    {"read": read, "save": save}[sys.argv[-3]](*sys.argv[-2:])
