"""What is rare in .blend files: read right, or said. Oracle: Blender's own pictures of what `corners.py` makes."""

import json
import subprocess
import sys

import numpy as np
import pytest

from vlcritic.cli import PROGRAM, main
from vlcritic.data.materials.analyze import analyze
from vlcritic.languages.blender.child import OLDEST
from vlcritic.languages.blender.tables import CURRENT
from vlcritic.languages.blender.transpile import Transpiler

pytestmark = pytest.mark.blender

LOST = {
    "mirrored": ["Noise Texture: the texture mapping's mapping_x is Y"],
    "curves": ["RGB Curves: the curves' extend is HORIZONTAL", "RGB Curves: the curves' black_level is (0.1, 0, 0)"],
    "driven": ["Emission: inputs[1].default_value is driven", "Emission: inputs[0].default_value is driven"],
    "displaced": ["the material's displacement_method is DISPLACEMENT"],
    "inside_a_group": ["Held: RGB Curves: the curves' extend is HORIZONTAL"],
}


@pytest.fixture(scope="module")
def corners(tmp_path_factory):
    """The file, and Blender's picture of each material."""
    path = tmp_path_factory.mktemp("blend") / "corners.blend"
    ran = subprocess.run([sys.executable, "-m", "tests.languages.blender.corners", str(path)], capture_output=True, text=True, check=True)
    pictures = json.loads(next(line for line in ran.stdout.splitlines() if line.startswith('{"plain"')))
    return path, {name: np.frombuffer(bytes.fromhex(digits), np.uint8).reshape(16, 16, 3) for name, digits in pictures.items()}


@pytest.fixture(scope="module")
def materials(corners):
    with Transpiler() as transpiler:
        return transpiler.materials(corners[0].read_bytes())


@pytest.mark.parametrize("name", ["plain", "mapped", "through_float", "through_vector", "muted", "two_outputs"])
def test_a_rare_thing_is_drawn_as_in_the_file(corners, materials, render, name):
    graph, lost = materials[name]
    (ours,) = render.graphs([graph], size=16)
    assert not lost and np.array_equal(ours, corners[1][name])


def test_what_a_graph_cannot_say_is_told_of_what_shows_alone(materials):
    assert {name for name, (_, lost) in materials.items() if lost} == LOST.keys()
    for name, starts in LOST.items():
        assert all(said.startswith(start) for said, start in zip(materials[name].lost, starts, strict=True))


def test_a_node_of_an_add_on_costs_its_own_material_alone(corners, tmp_path, capsys):
    assert main(["blend", str(corners[0]), "-o", str(tmp_path / "out"), "--json"]) == PROGRAM
    entries = {entry["material"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert entries.keys() == corners[1].keys()
    assert {name for name, entry in entries.items() if "error" in entry} == {"foreign"}
    assert "NodeUndefined" in entries["foreign"]["error"]["message"]
    assert {path.stem for path in (tmp_path / "out").iterdir()} == entries.keys() - {"foreign"}
    assert len(entries["curves"]["changes"]) == 2


def test_a_later_blender_s_materials_are_of_the_version_that_there_is_a_table_of():
    code = (
        "import warnings, types; warnings.simplefilter('ignore'); import bpy; from vlcritic.languages.blender import bpy_graph\n"
        "tree = bpy.data.materials.new('m').node_tree\n"
        "later = types.SimpleNamespace(types=bpy.types, data=bpy.data, app=types.SimpleNamespace(version=(5, 1, 0)))\n"
        "bpy_graph.bpy = later\n"
        "print('version', bpy_graph.graph_of(tree)['version'])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert f"version {CURRENT}" in ran.stdout and ".".join(map(str, OLDEST)) == CURRENT, ran.stderr


def test_the_collection_takes_none_that_lost_its_look(corners, tmp_path):
    summary = analyze([corners[0]], tmp_path / "out", progress=False)
    assert summary["rejected"] == {"non-shader node": 1, "cannot be carried over": len(LOST)}
    assert summary["accepted"] == len(corners[1]) - 1 - len(LOST)
