"""The child process that reads and writes .blend files, as `child.py` is run. No script that a file brings along is run.

One frame in, one out: `{"do": "read"}` and the bytes of a file → JSON of its materials and node groups; `{"do": "write"}` and JSON of
graphs by name → the bytes of a file, whose first material the data set's plane wears.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

if not __package__:  # as in child.py
    here = Path(__file__).resolve()
    sys.path[:] = [path for path in sys.path if Path(path or ".").resolve() != here.parent] + [str(here.parents[3])]

from vlcritic.languages.blender.child import load_bpy
from vlcritic.rendering.serve import serve

COLUMN, ROW = 260, 320  # between nodes, in Blender's units of its node editor


def open_blender() -> tuple[dict, object]:
    """Blender's hello, and the function that answers a request. Raises RendererError where there is no Blender that will do."""
    bpy = load_bpy()
    file = str(Path(tempfile.mkdtemp(prefix="vlcritic-")) / "materials.blend")

    def answer(header: dict, payload: bytes) -> tuple[dict, bytes]:
        if header["do"] == "read":
            Path(file).write_bytes(payload)
            return _read(bpy, file)
        refused = _write(bpy, json.loads(payload), file)
        return {"refused": refused}, b"" if refused else Path(file).read_bytes()

    _write(bpy, {}, file)  # what Blender loads on first use, it loads before we are shut in
    return {"blender": f"Blender {bpy.app.version_string}", "on_cpu": True, "makes_files": True}, answer


def _read(bpy, file: str) -> tuple[dict, bytes]:
    from vlcritic.languages.blender import bpy_graph

    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.preferences.filepaths.use_scripts_auto_execute = False
    try:
        with bpy.data.libraries.load(file) as (there, wanted):  # data alone: nothing is evaluated, so no driver runs either
            wanted.materials = there.materials
    except OSError as error:
        return {"unreadable": " ".join(str(error).split()).replace(file, "it")}, b""
    materials = {each.name: _material(each) for each in bpy.data.materials if each.node_tree and not each.is_grease_pencil}
    groups = {each.name: bpy_graph.graph_of(each) for each in bpy.data.node_groups if each.bl_idname == "ShaderNodeTree"}
    return {}, json.dumps({"materials": materials, "groups": groups}).encode()


def _material(material) -> dict:
    """The graph of a material, whose own way to displace it cannot say."""
    from vlcritic.languages.blender import bpy_graph

    graph = bpy_graph.graph_of(material.node_tree)
    if material.displacement_method != "BUMP":
        ends = [link["target"] for link in graph["links"] if link["input"] == "Displacement"]
        words = f"the material's displacement_method is {material.displacement_method}; a program's displacement is a bump"
        graph["lost"] += [(end, words) for end in ends]
    return graph


def _write(bpy, graphs: dict, file: str) -> list:
    from vlcritic.languages.blender import bpy_graph, scene

    stage = scene.Stage(preview="plane", samples=64, engine="cycles")
    refused = []
    for name, graph in graphs.items():
        material = bpy.data.materials.new(name)
        material.use_fake_user = True  # else only what an object wears is saved
        scene.with_nodes(material)
        material.node_tree.nodes.clear()
        refused += [(f"{name}, {node}", what) for node, what in bpy_graph.build(graph, material.node_tree)]
        _lay_out(graph, material.node_tree)
    stage.leave(next(iter(bpy.data.materials), None))
    bpy.ops.wm.save_as_mainfile(filepath=file, compress=True)
    return refused


def _lay_out(graph: dict, tree) -> None:
    """Put each node a column left of the leftmost node that it feeds."""
    columns = {node["name"]: 0 for node in graph["nodes"]}
    for _ in graph["nodes"]:  # long enough for the longest chain, and ends where there is a cycle
        for link in graph["links"]:
            columns[link["source"]] = max(columns[link["source"]], columns[link["target"]] + 1)
    filled: dict[int, int] = {}
    for name, column in columns.items():
        if name in tree.nodes:
            tree.nodes[name].location = -COLUMN * column, -ROW * filled.get(column, 0)
            filled[column] = filled.get(column, 0) + 1


if __name__ == "__main__":
    serve(open_blender)
