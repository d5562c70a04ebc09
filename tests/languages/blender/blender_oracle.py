"""What Blender itself makes of the old programs: the fixtures of `test_convert.py`. Run from the root of the repository:

    python tests/languages/blender/blender_oracle.py OLD_BLENDER NEW_PYTHON

`OLD_BLENDER` is the executable of a Blender 3.4; it runs every program of `old_programs/` (ours, written by hand) and saves them all as one
file. `NEW_PYTHON` is a Python with the `bpy` wheel of the current Blender; it opens that file, which brings old nodes up to date. Either
writes what it sees: `converted/3.4.json` and `converted/5.0.json` hold every material's nodes, with what is not at its default, and links.
"""

import json
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIXTURES = HERE / "converted"
TABLES = HERE.parents[2] / "vlcritic" / "languages" / "blender" / "tables"


def main(old_blender, new_python):
    with tempfile.TemporaryDirectory() as folder:
        saved = os.path.join(folder, "old.blend")
        subprocess.run([old_blender, "-b", "--factory-startup", "-P", __file__, "--", "save", saved], check=True)
        subprocess.run([new_python, __file__, "--", "open", saved], check=True)


def save(path):
    """In the old Blender: every program as a material, its nodes called as its variables are."""
    import bpy

    for material in list(bpy.data.materials):
        bpy.data.materials.remove(material)
    for program in sorted((HERE / "old_programs").glob("*.py")):
        material = bpy.data.materials.new(program.stem)
        material.use_fake_user = True
        material.use_nodes = True
        material.node_tree.nodes.clear()
        for variable, node in variables(runpy.run_path(str(program))["shader_material"], material).items():
            node.name = variable
    bpy.ops.wm.save_as_mainfile(filepath=path)
    write("3.4")


def variables(function, material):
    """The nodes that a program binds to variables, by name."""
    bound = {}

    def on_event(frame, event, _):
        if event == "return" and frame.f_code is function.__code__:
            bound.update(frame.f_locals)

    sys.setprofile(on_event)
    function(material)
    sys.setprofile(None)
    return {name: value for name, value in bound.items() if hasattr(value, "bl_idname") and hasattr(value, "outputs")}


def open_(path):
    """In the current Blender: the file's materials, brought up to date."""
    import bpy

    bpy.ops.wm.open_mainfile(filepath=path)
    write("5.0")


def write(version):
    """This Blender's materials to the fixture of its version."""
    import bpy

    known = json.loads((TABLES / f"{version}.json").read_text(encoding="utf-8"))["nodes"]
    materials = {material.name: described(material.node_tree, known) for material in bpy.data.materials if material.node_tree}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(material)}" for name, material in materials.items())
    FIXTURES.mkdir(exist_ok=True)
    (FIXTURES / f"{version}.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def described(tree, known):
    """A node tree as the arguments of `Node` and `Link`."""
    links = [[link.from_node.name, link.from_socket.identifier, link.to_node.name, link.to_socket.identifier] for link in tree.links]
    return {"nodes": [node_described(node, known[node.bl_idname]) for node in tree.nodes], "links": links}


def node_described(node, known):
    found = {"name": node.name, "idname": node.bl_idname}
    found["inputs"] = changed_values([each for each in node.inputs if not each.is_linked], known["inputs"])
    own = {name: plain(getattr(node, name)) for name in known["settings"]}
    found["settings"] = {name: value for name, value in own.items() if is_other(value, known["settings"][name]["default"])}
    if node.bl_idname in ("ShaderNodeRGB", "ShaderNodeValue", "ShaderNodeNormal"):
        found["outputs"] = changed_values(node.outputs[:1], known["outputs"])
    if known["ramp"]:
        ramp = node.color_ramp
        stops = [[plain(stop.position), plain(stop.color)] for stop in ramp.elements]
        found["ramp"] = [stops, ramp.interpolation, ramp.color_mode, ramp.hue_interpolation]
    if known["curves"]:
        found["curves"] = [[[*plain(point.location), point.handle_type] for point in curve.points] for curve in node.mapping.curves]
    return {name: value for name, value in found.items() if value}


def changed_values(sockets, known):
    """The values of sockets that are not at their default."""
    defaults = {each["identifier"]: each.get("default") for each in known}
    values = {each.identifier: plain(each.default_value) for each in sockets if hasattr(each, "default_value")}
    return {name: value for name, value in values.items() if is_other(value, defaults[name])}


def is_other(value, default):
    if isinstance(value, list):
        return any(is_other(*pair) for pair in zip(value, default, strict=True))
    return abs(value - default) > 1e-6 * max(1.0, abs(default)) if isinstance(value, float) else value != default


def plain(value):
    """Numbers of seven digits, as a list where there are several."""
    if isinstance(value, float):
        return float(f"{value:.7g}")
    if isinstance(value, (bool, int, str)) or value is None:
        return value
    return [plain(each) for each in value]


if __name__ == "__main__":
    if "--" in sys.argv:
        {"save": save, "open": open_}[sys.argv[-2]](sys.argv[-1])
    elif len(sys.argv) == 3:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
