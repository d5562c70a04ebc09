"""Graphs into Blender and out again. Oracle: the graph that went in, in the canonical writing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from vlcritic.languages.blender.convert import convert
from vlcritic.languages.blender.graph import CurvePoint, Graph, Link, Node, Ramp
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.write import write

pytestmark = pytest.mark.blender

PROGRAMS = sorted((Path(__file__).parent / "old_programs").glob("*.py"))


def through_blender(graphs):
    """What Blender refused, and what it holds then, of each graph."""
    command = [sys.executable, "-m", "tests.languages.blender.round_trip"]
    ran = subprocess.run(command, input=json.dumps([graph.as_dict() for graph in graphs]), capture_output=True, text=True, check=True)
    return [(refused, Graph.from_dict(graph)) for refused, graph in json.loads(ran.stdout.splitlines()[-1])]


def test_old_programs_come_out_of_blender_as_they_went_in():
    graphs = {path.stem: convert(read(path.read_text()))[0] for path in PROGRAMS}
    for (name, graph), (refused, held) in zip(graphs.items(), through_blender(list(graphs.values())), strict=True):
        assert not refused, f"{name}: {refused}"
        assert write(held) == write(graph), name


def test_ramps_curves_and_values_are_held_to_the_last_stop():
    red, blue = (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 0.5)
    ramps = [
        Ramp([(0.5, red)]),
        Ramp([(0.5, red), (0.5, blue), (0.5, red)]),
        Ramp([(k / 31, red) for k in range(32)], "CONSTANT", "HSV", "CW"),
    ]
    points = [CurvePoint(0.0, 0.2, "VECTOR"), CurvePoint(0.25, 0.5), CurvePoint(1.0, 0.75, "AUTO_CLAMPED")]
    nodes = [Node(f"ramp_{k}", "ShaderNodeValToRGB", ramp=ramp) for k, ramp in enumerate(ramps)]
    nodes += [Node("curve", "ShaderNodeFloatCurve", curves=[points]), Node("value", "ShaderNodeValue", outputs={"Value": 0.25})]
    graph = Graph([Node("out", "ShaderNodeOutputMaterial"), *nodes], [Link("ramp_0", "Color", "out", "Surface")])
    graph.links[:] = [Link("value", "Value", "ramp_0", "Fac")]
    ((refused, held),) = through_blender([graph])
    assert not refused and [node.curves for node in held.nodes[-2:]] == [[points], None] and held.links == graph.links
    for node, ramp in zip(held.nodes[1:4], ramps, strict=True):
        assert [color for _, color in node.ramp.stops] == [color for _, color in ramp.stops]
        assert [position for position, _ in node.ramp.stops] == pytest.approx([position for position, _ in ramp.stops], abs=1e-6)
        assert (node.ramp.interpolation, node.ramp.color_mode) == (ramp.interpolation, ramp.color_mode)


def test_a_ramp_without_stops_and_a_curve_of_one_point_are_refused():
    nodes = [Node("r", "ShaderNodeValToRGB", ramp=Ramp([])), Node("c", "ShaderNodeFloatCurve", curves=[[CurvePoint(0.0, 0.0)]])]
    ((refused, _),) = through_blender([Graph(nodes)])
    assert [name for name, _ in refused] == ["r", "c"]
