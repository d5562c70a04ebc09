""".blend → graph → program → .blend. Oracle: Blender's own picture of what the artist made."""

import subprocess
import sys

import numpy as np
import pytest

from vlcritic.errors import CompileError, DataError
from vlcritic.languages.blender import BLENDER, write
from vlcritic.languages.blender.flatten import flatten
from vlcritic.languages.blender.graph import Graph, Link, Node
from vlcritic.languages.blender.transpile import Transpiler


@pytest.fixture(scope="module")
def transpiler():
    with Transpiler() as made:
        yield made


@pytest.fixture(scope="module")
def artists(tmp_path_factory):
    """The bytes of a .blend made by hand, and Blender's picture of its material."""
    path = tmp_path_factory.mktemp("blend") / "iron.blend"
    command = [sys.executable, "-m", "tests.languages.blender.artist", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    digits = next(line for line in ran.stdout.splitlines() if len(line) == 2 * 32 * 32 * 3)
    return path.read_bytes(), np.frombuffer(bytes.fromhex(digits), np.uint8).reshape(32, 32, 3)


@pytest.mark.blender
def test_an_artists_material_survives_into_a_program_and_back_with_the_same_picture(artists, transpiler, render):
    blend, picture = artists
    ((graph, lost),) = transpiler.materials(blend).values()
    program = write(graph, digits=None)
    BLENDER.check(program)
    assert {node.idname for node in graph.nodes}.isdisjoint(
        {"ShaderNodeGroup", "NodeReroute", "ShaderNodeValue", "ShaderNodeTexMagic", "ShaderNodeHueSaturation"}
    )
    (ours,) = render([program])
    assert np.array_equal(ours, picture)
    again = transpiler.materials(transpiler.blend({"Rusty Iron": graph}))
    assert list(again) == ["Rusty Iron"] and write(again["Rusty Iron"].graph, digits=None) == program and lost == []


@pytest.mark.blender
def test_groups_that_would_be_too_many_nodes_stay(artists, transpiler):
    ((graph, _),) = transpiler.materials(artists[0], most=4).values()
    assert [node.group for node in graph.nodes if node.group] == ["Rough"]


@pytest.mark.blender
def test_what_is_no_blend_file_is_an_error_of_the_data(transpiler):
    with pytest.raises(DataError, match="cannot read"):
        transpiler.materials(b"no such thing")


@pytest.mark.blender
def test_what_blender_refuses_is_not_saved(transpiler):
    with pytest.raises(CompileError, match="ShaderNodeFoo"):
        transpiler.blend({"x": Graph([Node("f", "ShaderNodeFoo")])})


def test_reroutes_that_nothing_feeds_or_that_feed_themselves_are_no_links():
    nodes = [Node("out", "ShaderNodeOutputMaterial"), Node("e", "ShaderNodeEmission"), Node("a", "NodeReroute"), Node("b", "NodeReroute")]
    links = [Link("e", "Emission", "out", "Surface"), Link("a", "Output", "e", "Color"), Link("b", "Output", "a", "Input")]
    for loop in ([], [Link("a", "Output", "b", "Input")]):
        flat = flatten(Graph(nodes, links + loop), {})
        assert [node.name for node in flat.nodes] == ["out", "e"] and flat.links == links[:1]


def test_a_value_stands_where_a_number_is_wanted_and_stays_a_node_where_a_vector_is():
    nodes = [Node("out", "ShaderNodeOutputMaterial"), Node("n", "ShaderNodeTexNoise"), Node("v", "ShaderNodeValue", outputs={"Value": 2.0})]
    links = [Link("n", "Color", "out", "Surface"), Link("v", "Value", "n", "Scale"), Link("v", "Value", "n", "Vector")]
    flat = flatten(Graph(nodes, links), {})
    assert flat.node("n").inputs == {"Scale": 2.0} and flat.links == [links[0], links[2]] and not nodes[1].inputs


def test_a_value_that_the_input_would_cut_stays_a_node():
    nodes = [
        Node("out", "ShaderNodeOutputMaterial"),
        Node("b", "ShaderNodeBsdfPrincipled"),
        Node("v", "ShaderNodeValue", outputs={"Value": 1.5}),
    ]
    links = [Link("b", "BSDF", "out", "Surface"), Link("v", "Value", "b", "Roughness"), Link("v", "Value", "b", "IOR")]
    flat = flatten(Graph(nodes, links), {})
    assert Link("v", "Value", "b", "Roughness") in flat.links and flat.node("b").inputs == {"IOR": 1.5}
