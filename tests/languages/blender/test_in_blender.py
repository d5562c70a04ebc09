"""Programs mean to the reader what they do in Blender. Oracle: Blender, which runs programs of our own writer, and odd edits."""

import json
import random
import subprocess
import sys
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.languages.blender.graphs import graphs, program
from vlcritic.languages.blender import read, write
from vlcritic.languages.blender.ramps import HANDLES, RAMP_ITEMS

SKIPPED = {"ShaderNodeGroup", "NodeGroupInput", "NodeGroupOutput", "NodeFrame", "NodeReroute", "ShaderNodeOutputWorld"}
OUTSIDE = {"label_size", "is_active_output"}  # what the editor alone shows, and what Blender chooses itself

SCRIPT = """
import json, sys
import bpy

def plain(value):
    return list(value) if hasattr(value, "__len__") and not isinstance(value, str) else value

def described(node):
    ramp, curves = getattr(node, "color_ramp", None), getattr(getattr(node, "mapping", None), "curves", None)
    if curves:
        node.mapping.update()
    return {
        "idname": node.bl_idname,
        "inputs": {s.identifier: plain(s.default_value) for s in node.inputs if hasattr(s, "default_value")},
        "outputs": {s.identifier: plain(s.default_value) for s in node.outputs if hasattr(s, "default_value")},
        "settings": {key: value for key in node.bl_rna.properties.keys() if type(value := getattr(node, key)) in (str, int, float, bool)},
        "stops": ramp and [[stop.position, list(stop.color)] for stop in ramp.elements],
        "ways": ramp and {"interpolation": ramp.interpolation, "color_mode": ramp.color_mode, "hue_interpolation": ramp.hue_interpolation},
        "curves": curves and [[[*point.location, point.handle_type] for point in curve.points] for curve in curves],
    }

found = []
for text in json.load(sys.stdin):
    material = bpy.data.materials.new("m")
    tree = material.node_tree
    tree.nodes.clear()
    names = {}
    exec(text, names)
    names["shader_material"](material)
    place = {node.name: number for number, node in enumerate(tree.nodes)}
    links = [[place[l.from_node.name], l.from_socket.identifier, place[l.to_node.name], l.to_socket.identifier] for l in tree.links]
    found.append({"nodes": [described(node) for node in tree.nodes], "links": sorted(links)})
    bpy.data.materials.remove(material)
print("FOUND" + json.dumps(found))
"""


def in_blender(texts):
    """What Blender holds after each program."""
    run = subprocess.run([sys.executable, "-c", SCRIPT], input=json.dumps(texts), capture_output=True, text=True, timeout=250)
    assert "FOUND" in run.stdout, run.stderr[-3000:]
    return json.loads(run.stdout.split("FOUND")[1])


def random_programs(count):
    texts = []

    @seed(0)
    @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None)
    @given(graphs(has_output=True))
    def collect(graph):
        if not SKIPPED & {node.idname for node in graph.nodes}:
            texts.extend(write(graph, form=form) for form in ("named", "index"))

    collect()
    return texts


def odd_edits(count):
    """Stops and points that are made, moved, coloured and removed in any order."""
    rng = random.Random(0)
    for _ in range(count):
        lines = ["r = nodes.new('ShaderNodeValToRGB')", "c = nodes.new(type='ShaderNodeFloatCurve')", "e = r.color_ramp"]
        lines += [f"e.{name} = {rng.choice(items)!r}" for name, items in RAMP_ITEMS.items() if rng.random() < 0.4]
        stops = points = 2
        for _ in range(rng.randint(1, 12)):
            stop, point, x, y = (
                rng.randrange(stops),
                rng.randrange(points),
                rng.choice([0.0, 0.5, 1.0, round(rng.random(), 3)]),
                rng.random(),
            )
            kind = rng.randrange(7)
            lines.append(
                [
                    f"e.elements.new({x})",
                    f"e.elements[{stop}].position = {x}",
                    f"e.elements[{stop}].color = ({x}, {y:.3f}, 0.5, 1)",
                    f"e.elements.remove(e.elements[{stop}])" if stops > 1 else "pass",
                    f"c.mapping.curves[0].points.new({x}, {y:.3f})",
                    f"c.mapping.curves[0].points[{point}].location = ({x}, {y:.3f})",
                    f"c.mapping.curves[0].points[{point}].handle_type = {rng.choice(HANDLES)!r}",
                ][kind]
            )
            stops += (kind == 0) - (kind == 3 and stops > 1)
            points += kind == 4
        yield program(*lines)


def compared(text, theirs):
    graph = read(text)
    place = {node.name: number for number, node in enumerate(graph.nodes)}
    assert [node.idname for node in graph.nodes] == [node["idname"] for node in theirs["nodes"]]
    assert sorted([place[link.source], link.output, place[link.target], link.input] for link in graph.links) == theirs["links"]
    for node, other in zip(graph.nodes, theirs["nodes"], strict=True):
        for part in ("inputs", "outputs", "settings"):
            for key, value in getattr(node, part).items():
                if key not in OUTSIDE and key in other[part]:
                    assert _is_near(other[part][key], value), (node.idname, key)
        if node.ramp is not None:
            ramp = asdict(node.ramp)
            assert [_flat(stop) for stop in other["stops"]] == [pytest.approx(_flat(stop), abs=1e-5) for stop in ramp.pop("stops")]
            assert ramp == other["ways"]
        for mine, curve in zip(node.curves or [], other["curves"] or [], strict=node.curves is not None):
            assert [point[:2] for point in curve] == [pytest.approx([point.x, point.y], abs=1e-6) for point in mine]
            assert [point[2] for point in curve] == [point.handle for point in mine]


def _is_near(theirs, mine):
    if isinstance(mine, (str, bool)):
        return theirs == mine
    return _flat(theirs) == pytest.approx(_flat(mine), rel=1e-6, abs=1e-6)  # Blender keeps 32 bits


def _flat(value):
    if not isinstance(value, (list, tuple)):
        return value
    return [part for each in value for part in (_flat(each) if isinstance(each, (list, tuple)) else [each])]


@pytest.mark.blender
def test_what_the_writer_writes_does_in_blender_what_the_reader_says():
    texts = random_programs(60)
    assert len(texts) > 20
    for text, theirs in zip(texts, in_blender(texts), strict=True):
        compared(text, theirs)


@pytest.mark.blender
def test_stops_and_points_are_where_blender_puts_them():
    texts = list(odd_edits(150))
    for text, theirs in zip(texts, in_blender(texts), strict=True):
        compared(text, theirs)


@pytest.mark.blender
def test_vectors_and_slices_set_what_blender_sets():
    nodes = ["b = nodes.new('ShaderNodeBsdfPrincipled')", "m = nodes.new('ShaderNodeMapping')", "r = nodes.new('ShaderNodeValToRGB')"]
    colours = ["[:3] = (0.1, 0.2, 0.3)", "[:4] = (0.1, 0.2, 0.3, 0.4)", "[:] = [0.1, 0.2, 0.3, 0.4]", "[:2] = mathutils.Vector((0.1, 0.2))"]
    vectors = [" = Vector((1, 2, 3))", " = mathutils.Euler((1, 2, 3))", "[:2] = (1, 2)", "[:] = Vector((1, 2, 3))"]
    lines = [f"b.inputs['Base Color'].default_value{each}" for each in colours]
    lines += [f"r.color_ramp.elements[1].color{each}" for each in colours]
    lines += [f"r.color_ramp.elements.new(0.5).color{each}" for each in (" = (0.1, 0.2, 0.3, 1)", "[:] = (0.1, 0.2, 0.3, 1)")]
    lines += [f"m.inputs[{socket}].default_value{each}" for socket in (1, 2, 3) for each in vectors]
    texts = [program("import mathutils", "from mathutils import Vector", "nodes.clear()", *nodes, line) for line in lines]
    for text, theirs in zip(texts, in_blender(texts), strict=True):
        assert sum(bool(node.inputs) or node.ramp is not None and node.ramp.stops[1][1] != (1, 1, 1, 1) for node in read(text).nodes) == 1
        compared(text, theirs)
