"""The reader. Oracle: what Blender 3.4 and 5.0 did with the same lines (written beside each case), and hand-made programs."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.languages.blender.graphs import HEAD, program
from vlcritic.errors import CheckError
from vlcritic.languages.blender import literals, problems, read, write
from vlcritic.languages.blender.graph import CurvePoint, Link
from vlcritic.languages.blender.write import canonical

OUTPUT = "out = nodes.new('ShaderNodeOutputMaterial')"
NOISE = "noise = nodes.new('ShaderNodeTexNoise')"
RAMP = "ramp = nodes.new('ShaderNodeValToRGB')"
CURVE = "curve = nodes.new('ShaderNodeFloatCurve')"
BSDF = "bsdf = nodes.new('ShaderNodeBsdfPrincipled')"
BLACK, WHITE, RED = (0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 1.0, 1.0), (1.0, 0.0, 0.0, 1.0)


def built(*lines, **options):
    return read(program(*lines), **options)


def stops(*lines):
    return built(RAMP, *lines).node("ramp").ramp.stops


def points(*lines):
    curves = built(CURVE, *lines).node("curve").curves
    return curves and [(point.x, point.y) for point in curves[0]]


# --- nodes, links, values


def test_nodes_links_and_values_are_read_by_name():
    graph = built(
        OUTPUT,
        NOISE,
        "links.new(noise.outputs['Color'], out.inputs['Displacement'])",
        "noise.inputs['Scale'].default_value = -2",
        "noise.noise_dimensions = '2D'",
    )
    assert graph.version == "5.0"
    assert [node.idname for node in graph.nodes] == ["ShaderNodeOutputMaterial", "ShaderNodeTexNoise"]
    assert graph.node("noise").inputs == {"Scale": -2.0} and graph.node("noise").settings == {"noise_dimensions": "2D"}
    assert graph.links == [Link("noise", "Color", "out", "Displacement")]


def test_a_link_may_be_written_from_input_to_output():
    graph = built(OUTPUT, NOISE, "links.new(out.inputs['Displacement'], noise.outputs['Color'])")
    assert graph.links == [Link("noise", "Color", "out", "Displacement")]


def test_a_later_link_into_an_input_takes_the_place_of_the_former():
    first, second = "links.new(noise.outputs['Color'], out.inputs[2])", "links.new(noise.outputs['Factor'], out.inputs[2])"
    assert built(OUTPUT, NOISE, first, second, version="5.0").links == [Link("noise", "Fac", "out", "Displacement")]


def test_the_later_assignment_wins_and_a_default_is_not_kept():
    assert built(NOISE, "noise.inputs['Scale'].default_value = 1.0", "noise.inputs['Scale'].default_value = 5.0").nodes[0].inputs == {}


def test_an_index_may_count_from_the_end():
    assert built(NOISE, "noise.inputs[-1].default_value = 1.5", version="5.0").nodes[0].inputs == {"Distortion": 1.5}


def test_one_component_may_be_set():
    graph = built(BSDF, "bsdf.inputs['Base Color'].default_value[0] = 0.25", "bsdf.inputs['Base Color'].default_value[-1] = 0.5")
    assert graph.nodes[0].inputs == {"Base Color": (0.25, 0.8, 0.8, 0.5)}


def test_outputs_of_color_and_value_nodes_hold_values():
    graph = built("v = nodes.new('ShaderNodeValue')", "v.outputs[0].default_value = 3.5", NOISE, "noise.outputs[0].default_value = 3.5")
    assert [node.outputs for node in graph.nodes] == [{"Value": 3.5}, {}]


def test_a_name_that_two_sockets_have_means_the_first():
    assert built("m = nodes.new('ShaderNodeMath')", "m.inputs['Value'].default_value = 2").nodes[0].inputs == {"Value": 2.0}


@pytest.mark.parametrize(
    ("lines", "version", "expected"),
    [
        (["m.data_type = 'RGBA'"], "5.0", ("A_Color", "Result_Color")),
        (["m.data_type = 'VECTOR'"], "5.0", ("A_Vector", "Result_Vector")),
        ([], "5.0", ("A_Float", "Result_Float")),
        (["m.data_type = 'RGBA'"], "3.4", ("A_Float", "Result_Float")),
    ],
)
def test_a_name_means_the_socket_that_the_settings_switch_on_in_blender_5_and_the_first_in_blender_3(lines, version, expected):
    graph = built("m = nodes.new('ShaderNodeMix')", *lines, "links.new(m.outputs['Result'], m.inputs['A'])", version=version)
    assert (graph.links[0].input, graph.links[0].output) == expected


def test_an_identifier_is_read_where_no_socket_has_that_name():
    assert built("m = nodes.new('ShaderNodeMath')", "m.inputs['Value_001'].default_value = 2").nodes[0].inputs == {"Value_001": 2.0}


def test_a_reroute_takes_any_value():  # Blender: its sockets have the type of what is linked
    assert built("r = nodes.new('NodeReroute')", "r.inputs[0].default_value = 0.5").nodes[0].inputs == {}


def test_a_group_is_named():
    graph = built("g = nodes.new('ShaderNodeGroup')", "g.node_tree = bpy.data.node_groups['Wood']", "g.inputs[1].default_value = 0.5")
    assert graph.nodes[0].group == "Wood" and graph.nodes[0].inputs == {"[1]": 0.5}


def test_a_variable_that_is_bound_again_leaves_its_first_node_in_the_graph():
    graph = built(NOISE, NOISE, "noise.inputs['Scale'].default_value = 1.0")
    assert [(node.name, node.inputs) for node in graph.nodes] == [("noise", {}), ("noise_1", {"Scale": 1.0})]


# --- ways to write the same


@pytest.mark.parametrize(
    "source",
    [
        program("tree = material.node_tree", "n = tree.nodes.new(type='ShaderNodeTexNoise')", "n.inputs['Scale'].default_value = 2.0"),
        program("n = material.node_tree.nodes.new('ShaderNodeTexNoise')", "s = n.inputs['Scale']", "s.default_value = 2.0", "return"),
        program("n: bpy.types.Node = nodes.new('ShaderNodeTexNoise')", "n.inputs['Scale'].default_value = +2", "return material"),
        program("nodes.new('ShaderNodeTexNoise')", "nodes['Noise Texture'].inputs['Scale'].default_value = 2.0"),
        program("n = m = nodes.new('ShaderNodeTexNoise')".replace("n = ", ""), "n = m", "n.inputs['Scale'].default_value = 2.0"),
        "def shader_material(mat):\n  '''A doc.'''\n  import bpy\n"
        "  n = mat.node_tree.nodes.new('ShaderNodeTexNoise')\n  n.inputs['Scale'].default_value=2e0\n",
        program("n = nodes.new('ShaderNodeTexNoise')", "n.inputs['Scale'].default_value = 2.0")
        + "\nshader_material(bpy.data.materials['M'])\n",
        program("n = nodes.new('ShaderNodeTexNoise')", "n.inputs['Scale'].default_value = 2.0").replace(
            ": bpy.types.Material):", ") -> None:"
        )
        + "\nmat = bpy.data.materials.new(name='M')\nshader_material(mat)\n",
        program("nodes.clear()", "n = nodes.new('ShaderNodeTexNoise')", "n.inputs['Scale'].default_value = (\n        2.0\n    )", "pass"),
        program("nodes.remove(nodes['Principled BSDF'])", "n = nodes.new('ShaderNodeTexNoise')", "n.inputs['Scale'].default_value = 2.0"),
        program(
            "nodes.remove(nodes.get('Material Output'))", "n = nodes.new('ShaderNodeTexNoise')", "n.inputs['Scale'].default_value = 2.0"
        ),
    ],
)
def test_other_ways_to_write_it_give_the_same_graph(source):
    (node,) = read(source).nodes
    assert (node.idname, node.inputs) == ("ShaderNodeTexNoise", {"Scale": 2.0})


@pytest.mark.parametrize(
    "line",
    [
        "noise.location = (-300, 200)",
        "noise.location.x = 5",
        "noise.label = 'Grain'",
        "noise.name = 'Grain'",
        "noise.width = 240",
        "noise.hide = True",
        "noise.select = False",
        "noise.parent = frame",
        "noise.color = (0.1, 0.2, 0.3)",
        "noise.use_custom_color = True",
        "noise.inputs['W'].hide_value = True",
        "noise.mute = False",
        "nodes.active = noise",
        "material.name = 'Oak'",
        "material.blend_method = 'BLEND'",
        "material.cycles.displacement_method = 'BOTH'",
        "material.node_tree.update()",
        "# a comment",
        "'a string'",
    ],
)
def test_what_only_the_editor_shows_is_ignored(line):
    without, found = (built("frame = nodes.new('NodeFrame')", NOISE, each) for each in ("pass", line))
    assert found == without


def test_a_program_may_use_the_nodes_that_use_nodes_makes():
    graph = built("bsdf = nodes['Principled BSDF']", "bsdf.inputs['Roughness'].default_value = 0.1", NOISE)
    assert [node.name for node in graph.nodes] == ["material_output", "principled_bsdf", "noise"]
    assert graph.links == [Link("principled_bsdf", "BSDF", "material_output", "Surface")]


def test_the_nodes_of_use_nodes_are_no_part_of_a_program_that_does_not_name_them():
    assert [node.name for node in built(NOISE).nodes] == ["noise"]


def test_clear_removes_every_node_and_link():
    graph = built(OUTPUT, NOISE, "links.new(noise.outputs['Color'], out.inputs['Displacement'])", "nodes.clear()", BSDF)
    assert [node.name for node in graph.nodes] == ["bsdf"] and graph.links == []


def test_a_removed_node_cannot_be_used():
    with pytest.raises(CheckError, match="line 9: unknown-variable: noise: this node was removed"):
        built(NOISE, "nodes.remove(noise)", "noise.noise_dimensions = '2D'")


# --- outputs: what Blender's get_output_node("CYCLES") gave

TWO = ["a = nodes.new('ShaderNodeOutputMaterial')", "b = nodes.new('ShaderNodeOutputMaterial')"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "a"),
        (["b.is_active_output = True"], "b"),
        (["b.is_active_output = True", "a.is_active_output = True"], "a"),
        (["a.is_active_output = True", "b.is_active_output = True"], "b"),
        (["b.is_active_output = True", "b.is_active_output = False"], "a"),
        (["b.is_active_output = True", "a.target = 'CYCLES'"], "a"),
        (["a.is_active_output = True", "a.target = 'EEVEE'"], "b"),
        (["a.target = 'EEVEE'", "b.target = 'EEVEE'", "b.is_active_output = True"], "b"),
        (["a.target = 'CYCLES'", "b.target = 'CYCLES'"], "a"),
    ],
)
def test_the_output_that_cycles_renders_is_chosen_by_target_then_by_activity(lines, expected):
    graph = built(*TWO, *lines)
    assert graph.output().name == expected
    assert canonical(graph).output() == canonical(graph).nodes[0], "the writer puts it first"


# --- versions


@pytest.mark.parametrize(
    ("lines", "version"),
    [
        ([NOISE, "noise.inputs['Scale'].default_value = 1.0"], "5.0"),
        ([NOISE, "noise.inputs[2].default_value = 1.0"], "3.4"),  # vlcritic would write the name
        (["m = nodes.new('ShaderNodeMath')", "m.inputs[1].default_value = 1.0"], "5.0"),  # it would not: three are called Value
        ([OUTPUT, NOISE, "links.new(noise.outputs[1], out.inputs[2])"], "3.4"),
        (["m = nodes.new('ShaderNodeTexMusgrave')"], "3.4"),
        ([BSDF, "bsdf.inputs['Specular'].default_value = 0.1"], "3.4"),
        ([BSDF, "bsdf.inputs['Coat Weight'].default_value = 0.1", "bsdf.inputs[2].default_value = 0.2"], "5.0"),
        ([NOISE, "noise.noise_type = 'RIDGED_MULTIFRACTAL'"], "5.0"),
        ([NOISE, "links.new(noise.outputs['Fac'], noise.inputs['Scale'])"], "5.0"),  # an identifier in 5.0, a name in 3.4
    ],
)
def test_the_version_is_found_out(lines, version):
    assert built(*lines).version == version


def test_a_comment_says_the_version():
    lines = [NOISE, "noise.inputs[8].default_value = 1.5"]
    assert read(program(*lines, comment="# Blender 5.0\n")).nodes[0].inputs == {"Distortion": 1.5}
    assert read(program(*lines, comment="# Blender 4.2\n")).version == "5.0"
    with pytest.raises(CheckError, match="unknown-socket"):
        read(program(*lines, comment="# Blender 3.3\n"))


def test_the_caller_may_say_the_version():
    assert built(NOISE, "noise.inputs[5].default_value = 1.5", version="3.4").nodes[0].inputs == {"Distortion": 1.5}
    assert built(NOISE, "noise.inputs[5].default_value = 1.5", version="5.0").nodes[0].inputs == {"Lacunarity": 1.5}
    with pytest.raises(ValueError, match="5.0, 3.4"):
        built(NOISE, version="2.8")


# --- ramps: what Blender printed


def test_a_new_stop_is_sorted_in_and_moves_the_indices():
    lines = ["ramp.color_ramp.elements.new(0.5)", "ramp.color_ramp.elements[1].color = (1.0, 0.0, 0.0, 1.0)"]
    assert stops(*lines) == [(0.0, BLACK), (0.5, RED), (1.0, WHITE)]


def test_a_new_stop_has_the_color_that_was_there():
    assert stops("ramp.color_ramp.elements.new(0.25)")[1] == (0.25, (0.25, 0.25, 0.25, 1.0))


def test_stops_are_sorted_by_new_alone():
    moved = ["ramp.color_ramp.elements[0].position = 0.9", "ramp.color_ramp.elements[1].position = 0.2"]
    assert stops(*moved) == [(0.9, BLACK), (0.2, WHITE)]
    assert stops(*moved, "ramp.color_ramp.elements.new(0.5)") == [(0.2, WHITE), (0.5, BLACK), (0.9, BLACK)]


def test_a_new_stop_goes_behind_those_in_its_place():
    lines = [
        "ramp.color_ramp.elements.new(0.5)",
        "ramp.color_ramp.elements[1].color = (1, 0, 0, 1)",
        "e = ramp.color_ramp.elements.new(0.5)",
    ]
    assert stops(*lines, "e.color = (0, 0, 0, 1)") == [(0.0, BLACK), (0.5, RED), (0.5, BLACK), (1.0, WHITE)]


def test_positions_and_colors_are_cut_as_blender_cuts_them():
    lines = ["ramp.color_ramp.elements[1].position = 1.5", "ramp.color_ramp.elements[0].color = (3, -1, 0, 5)"]
    assert stops(*lines) == [(0.0, (3.0, 0.0, 0.0, 5.0)), (1.0, WHITE)]


def test_a_ramp_may_lose_all_stops_but_one():
    remove = "ramp.color_ramp.elements.remove(ramp.color_ramp.elements[0])"
    assert stops(remove) == [(1.0, WHITE)]
    with pytest.raises(CheckError, match="at least one stop"):
        stops(remove, remove)


def test_a_ramp_has_32_stops_at_most():
    assert len(stops(*["ramp.color_ramp.elements.new(0.5)"] * 30)) == 32
    with pytest.raises(CheckError, match="at most 32"):
        stops(*["ramp.color_ramp.elements.new(0.5)"] * 31)


def test_a_ramp_and_its_stops_may_have_variables():
    lines = ["cr = ramp.color_ramp", "cr.interpolation = 'EASE'", "last = cr.elements[-1]", "last.alpha = 0.5", "last.color[0] = 0.25"]
    assert stops(*lines) == [(0.0, BLACK), (1.0, (0.25, 1.0, 1.0, 0.5))]


# --- curves: what Blender printed


def test_a_new_point_goes_before_the_first_to_its_right():
    assert points("curve.mapping.curves[0].points.new(0.3, 0.7)", "curve.mapping.update()") == [(0.0, 0.0), (0.3, 0.7), (1.0, 1.0)]


def test_points_are_sorted_by_update():
    lines = ["c = curve.mapping.curves[0]", "c.points.new(0.3, 0.7)", "c.points[0].location = (0.5, 0.1)", "c.points.new(0.4, 0.2)"]
    assert points(*lines, "c.points[0].handle_type = 'VECTOR'") == [(0.3, 0.7), (0.4, 0.2), (0.5, 0.1), (1.0, 1.0)]
    handles = built(CURVE, *lines, "c.points[0].handle_type = 'VECTOR'").node("curve").curves[0]
    assert handles[1] == CurvePoint(0.4, 0.2, "VECTOR")  # it stood first when the line was run


def test_a_curve_that_is_as_new_is_none():
    assert points("curve.mapping.curves[0].points[0].location = (0.0, 0.0)") is None


def test_a_curve_keeps_two_points():
    with pytest.raises(CheckError, match="at least two points"):
        points("curve.mapping.curves[0].points.remove(curve.mapping.curves[0].points[0])")


# --- what models write and Blender takes

EMISSION = ["e = nodes.new('ShaderNodeEmission')", "links.new(e.outputs[0], out.inputs[0])"]


@pytest.mark.parametrize(
    "loop",
    [
        "for node in nodes:\n        nodes.remove(node)",
        "for n in list(nodes): nodes.remove(n)",
        "for n in material.node_tree.nodes[:]: material.node_tree.nodes.remove(n)",
        "while nodes: nodes.remove(nodes[0])",
        "while len(nodes) > 0: nodes.remove(nodes[0])",
        "while len(nodes): nodes.remove(nodes[0])",
    ],
)
def test_a_loop_that_removes_every_node_clears(loop):
    assert [node.name for node in built(NOISE, loop, OUTPUT).nodes] == ["out"]


@pytest.mark.parametrize(
    "loop",
    [
        "for node in nodes: links.remove(node)",
        "for node in nodes: nodes.remove(noise)",
        "for node in nodes: nodes.remove(node.parent)",
        "for node in nodes: nodes.remove(node, node)",
        "for node in sorted(nodes): nodes.remove(node)",
        "for node in nodes: nodes.remove(node); open('a')",
        "while nodes: nodes.remove(nodes[1])",
        "while links: nodes.remove(nodes[0])",
        "while not nodes: nodes.remove(nodes[0])",
    ],
)
def test_any_other_loop_is_refused(loop):
    with pytest.raises(CheckError, match="syntax|forbidden"):
        built(NOISE, loop)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["e.inputs[0].default_value[:] = (1, 0, 0, 1)"], {"Color": RED}),
        (["e.inputs[0].default_value[:3] = (1, 0, 0)"], {"Color": RED}),
        (["e.inputs[0].default_value[:3] = mathutils.Color((1, 0, 0))"], {"Color": RED}),
        (["e.inputs[0].default_value = Vector((1, 0, 0, 1))"], {"Color": RED}),
        (["red = Vector([1, 0, 0, 1])", "e.inputs[0].default_value = red"], {"Color": RED}),
        (["red = (1, 0, 0, 1)", "much = 2.5", "e.inputs[0].default_value = red", "e.inputs[1].default_value = much"], None),
        (["nodes.active = e", "nodes.active.inputs[1].default_value = 2.5"], {"Strength": 2.5}),
        (["nodes[1].inputs[1].default_value = 2.5", "nodes[-2].inputs[0].default_value = (1, 0, 0, 1)"], None),
        (["k = links.new(e.outputs[0], out.inputs[0])", "k.from_node.inputs[1].default_value = 2.5"], {"Strength": 2.5}),
        (["links[0].from_node.inputs[1].default_value = 2.5"], {"Strength": 2.5}),
        (
            [
                "e.inputs[0]",
                "e",
                "e.outputs['Emission']",
                "print = e",
                "x = 5",
                "nodes.get('Emission').outputs[0]",
                "y = nodes.get('Emission').inputs",
            ],
            {},
        ),
    ],
)
def test_a_value_is_set_by_any_way_to_it(lines, expected):
    graph = built("nodes.clear()", OUTPUT, *EMISSION, "c = nodes.new('ShaderNodeTexCoord')", "c.object = None", *lines, version="5.0")
    assert graph.node("e").inputs == ({"Color": RED, "Strength": 2.5} if expected is None else expected)


def test_what_a_call_makes_needs_no_variable():
    lines = ["nodes.clear()", OUTPUT, RAMP, "links.new(out.inputs['Displacement'], nodes.new('ShaderNodeTexNoise').outputs['Color'])"]
    lines += ["ramp.color_ramp.elements.new(position=.75).color = (1, 0, 0, 1)", "ramp.color_ramp.elements.new(0.25).position = 0.5"]
    graph = built(*lines)
    assert [link.source for link in graph.links] == ["node"] and len(graph.nodes) == 3
    assert [stop[0] for stop in graph.node("ramp").ramp.stops] == [0.0, 0.5, 0.75, 1.0] and graph.node("ramp").ramp.stops[2][1] == RED


def test_links_are_removed_by_index_and_by_variable():
    lines = ["nodes.clear()", OUTPUT, *EMISSION, NOISE, "k = links.new(noise.outputs[0], e.inputs[0])"]
    assert [link.source for link in built(*lines, "links.remove(links[0])").links] == ["noise"]
    assert [link.source for link in built(*lines, "links.remove(k)").links] == ["e"]
    with pytest.raises(CheckError, match="takes a link that is there"):
        built(*lines, "links.remove(k)", "links.remove(k)")


def test_a_curve_may_be_initialized():
    assert points("curve.mapping.initialize()", "curve.mapping.update()") is None


@pytest.mark.parametrize("line", ["import math", "from mathutils import Vector, Color", "import bpy, math"])
def test_an_import_that_is_not_used_is_nothing(line):
    assert built(line, NOISE) == read(f"{line}\n{program(NOISE)}") == built(NOISE)
    with pytest.raises(CheckError, match="expected a number"):
        built(line, NOISE, "noise.inputs['Scale'].default_value = math.pi")


def test_what_says_nothing_of_the_picture_is_taken():
    lines = ["material.blend_method = 'BLEND'", "material.use_backface_culling = True", "material.diffuse_color = (1, 0, 0, 1)"]
    assert built(*lines, "material.displacement_method = 'BOTH'", "material.cycles.displacement_method = 'BOTH'", NOISE) == built(NOISE)


# --- refusals


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["a = nodes.new('ShaderNodeTexNois')"], "line 7: unknown-node: .*did you mean ShaderNodeTexNoise"),
        (["a = nodes.new('ShaderNodeTexImage')"], "line 7: forbidden: .*image file"),
        (["a = nodes.new('ShaderNodeScript')"], "forbidden: .*script"),
        ([NOISE, "noise.inputs['Size'].default_value = 1.0"], r"line 8: unknown-socket: .*'Size'\]; it has 0 Vector, 1 W, 2 Scale"),
        ([NOISE, "noise.inputs[99].default_value = 1.0"], "unknown-socket"),
        ([NOISE, "noise.operation = 'ADD'"], "unknown-setting: .*it has noise_dimensions, noise_type"),
        ([NOISE, "noise.noise_dimensions = '5D'"], "bad-enum: .*allowed are 1D, 2D, 3D, 4D"),
        ([NOISE, "noise.inputs['Scale'].default_value = (1.0, 2.0)"], "type-mismatch: .*expected a number"),
        ([NOISE, "noise.inputs['Scale'].default_value = 'big'"], "type-mismatch"),
        ([NOISE, "noise.inputs['Scale'].default_value = 1e999"], "type-mismatch"),
        ([NOISE, "noise.inputs['Scale'].default_value = 0x" + "f" * 5000], "a huge number"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value = (1.0, 0.5, 0.2)"], "expected 4 numbers"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value = 0.5"], "expected 4 numbers"),
        ([OUTPUT, "out.inputs['Surface'].default_value = 0.5"], "holds no value"),
        (["m = nodes.new('ShaderNodeMath')", "m.use_clamp = 2"], "expected True or False"),
        ([NOISE, "links.new(noise.outputs[0], noise.outputs[1])"], "type-mismatch: a link from outputs to outputs"),
        ([NOISE, "links.new(noise, noise.inputs[1])"], "is no socket"),
        (["links.new(a.outputs[0], b.inputs[0])"], "unknown-variable: a is not bound"),
        ([RAMP, "ramp.color_ramp.elements[2].position = 0.5"], "bad-ramp: .*there are 2"),
        ([RAMP, "ramp.color_ramp.elements[0].color = (1.0, 1.0, 1.0)"], "expected 4 numbers"),
        (["material.use_nodes = False"], "use_nodes"),
        (["bpy = nodes"], "forbidden"),
        (["bpy.context.scene.frame_end = 5"], "forbidden"),
        (["scale = 5.0", "scale.x = 1"], "scale is not bound to a node"),
        (["red = (1, 0, 0, 1)", NOISE, "noise.inputs['Scale'].default_value = red"], "expected a number"),
        (["red = (1, 0, 0, 1)", NOISE, "noise.inputs['Scale'].default_value = red[0]"], "part of a value"),
        ([NOISE, "noise.inputs['Scale'].default_value[:] = (1, 2)"], "expected a number"),
        ([NOISE, "noise.inputs['Scale'].default_value[:] = 1"], "syntax"),
        ([NOISE, "noise.inputs['Scale'].default_value[:2] = (1, 2)"], "no vector"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value[:3] = (1, 0.5)"], "syntax"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value[1:3] = (1, 0.5)"], "syntax"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value = Vector(1, 0.5, 0, 1)"], "forbidden"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value = Vector((1, 0.5, 0, 1)).xyz"], "forbidden|syntax"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value = Color((1, 0.5, 0, 1))"], "forbidden"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value[:2.0] = (1, 0.5)"], "syntax"),
        (["x = 0.5", BSDF, "bsdf.inputs['Base Color'].default_value[:2] = (x, 0.5)"], "where a number is expected"),
        (["undefined.thing.__class__[:0] = ()"], "syntax|forbidden"),
        ([NOISE, "noise.location[:17] = (" + "0, " * 17 + ")"], "syntax|items"),
        ([RAMP, "ramp.color_ramp.elements.new(0.5).color[:3] = (1, 0.2, 0.3)"], "syntax"),
        ([BSDF, "bsdf.inputs['Base Color'].default_value = tuple((1, 0.5, 0, 1))"], "forbidden"),
        ([NOISE, "noise.inputs[0:2].x = (1, 2)"], "syntax"),
        ([NOISE, "noise.inputs['Size']"], "unknown-socket"),
        (["noise.inputs"], "unknown-variable"),
        (["links.foo = 3"], "unknown-setting: material.node_tree.links.foo is not known"),
        (["material.bar = 'x'"], "unknown-setting"),
        (["nodes.new = 4"], "unknown-setting: nodes.new is not set"),
        (["q = material.node_tree.foo"], "unknown-setting"),
        (["nodes.active.mute = True"], "unknown-variable: nodes.active; no line sets it"),
        (["nodes.active = 5"], "nodes.active is a node"),
        ([NOISE, "nodes[0].mute = True"], "unknown-variable: .*use_nodes makes"),
        (["nodes.clear()", NOISE, "nodes[1].mute = True"], "there are 1"),
        (["nodes.clear()", NOISE, "links[0].is_muted = True"], "there are 0"),
        ([NOISE, "k = links.new(noise.outputs[0], noise.inputs[2])", "k.is_muted = True"], "unknown-setting: a link's 'is_muted'"),
        ([NOISE, "links.remove(noise)"], "takes a link"),
        ([NOISE, "noise.object = None"], "forbidden"),
        (["nodes.get('a').inputs.get('b')"], "give that a name first"),
        (["nodes" + ".new('a')" * 3000], "nested too deep"),
    ],
)
def test_what_blender_would_refuse_is_a_check_error_that_says_what_is_allowed(lines, message):
    with pytest.raises(CheckError, match=message):
        built(*lines)


def test_a_check_error_has_line_and_code():
    with pytest.raises(CheckError) as caught:
        built(NOISE, "noise.inputs['Size'].default_value = 1.0")
    assert caught.value.as_dict()["line"] == 8 and caught.value.as_dict()["code"] == "unknown-socket"


BAD_LINES = [
    "__import__('os').system('id')",
    "x = ().__class__.__bases__[0].__subclasses__()",
    "nodes.__class__.__init__.__globals__['x'] = 1",
    "noise.inputs[0].default_value = (lambda: 1)()",
    "noise.inputs[0].default_value = [i for i in range(3)]",
    "noise.inputs[0].default_value = {**{}}",
    "noise.label = f'{nodes}'",
    "noise.inputs['Scale'].default_value = (x := 5)",
    "noise.inputs['Scale'].default_value = 10**10**10",
    "noise.inputs['Scale'].default_value = 1 if material else 2",
    "noise.inputs['Scale'].default_value += 1",
    "links.new(*[1, 2])",
    "links.new(**{})",
    "class A: pass",
    "def f(): pass",
    "async def f(): pass",
    "exec('1')",
    "eval('1')",
    "open('/etc/passwd')",
    "bpy.ops.wm.quit_blender()",
    "bpy.ops.object.new()",
    "bpy.data.images.new('a', 1, 1)",
    "bpy.utils.update()",
    "import os",
    "from os import system",
    "import bpy as nodes",
    "for i in range(10): pass",
    "while True: pass",
    "with open('a') as f: pass",
    "try: pass\n    except: pass",
    "global nodes",
    "del nodes",
    "assert False",
    "raise SystemExit",
    "yield 1",
    "return exec('1')",
    "a = b = nodes",
    "a, b = nodes",
    "nodes[0:5]",
    "nodes[nodes].x = 1",
    "noise.inputs[open('a')].default_value = 1",
    "getattr(nodes, 'new')('ShaderNodeTexNoise')",
    "print('a')",
    "noise.inputs[0].default_value = 1j",
    "noise.label = b'x'",
    "noise.inputs[0].default_value = " + "(" * 190 + "1" + ")" * 190,
    "noise.inputs['Scale'].default_value = " + "-" * 60_000 + "1",
    "noise.inputs['Scale'].default_value = " + "not " * 15_000 + "1",
    "noise.inputs['Scale'].default_value = " + "9" * 5000,
    "a" + ".a" * 30_000 + " = 1",
    "a" + "[0]" * 20_000 + " = 1",
    "a" + "()" * 30_000,
    "x = " + "(" * 5000,
    "x = " + "f(" * 150 + ")" * 150,
    "match nodes:\n        case _: pass",
    "type X = int",
    "nodes.new('ShaderNodeTexNoise') = 5",
    "ｎodes.x.y = open('a')",
    "'\\N{BULLET}' ; exec('1')",
]


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: line[:40])
def test_anything_else_is_refused_quickly_and_never_run(line):
    source = program(NOISE, line).replace("BULLET", "LATIN SMALL LETTER A")
    start = time.process_time()
    with pytest.raises(CheckError):
        read(source)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "source",
    [
        "",
        "   \n",
        "\0",
        HEAD + "    \0\n",
        HEAD + "    # \ud800\n",
        "shader_material",
        "def shader_material(): pass",
        "def shader_material(material, *args): pass",
        "def shader_material(material=open('a')): pass",
        "@exec\ndef shader_material(material): pass",
        "def shader_material(material): pass\ndef shader_material(material): pass",
        "def other(material): pass",
        "class shader_material: pass",
        "shader_material = lambda material: 1",
        "exec('1')\ndef shader_material(material): pass",
        "def shader_material(material): pass\nshader_material(exec('1'))",
        "def shader_material(material): pass\nshader_material(bpy.ops.wm.new())",
        "def shader_material(material): pass\nx = bpy.app.handlers",
        "import bpy, os\ndef shader_material(material): pass",
        HEAD + "    n = nodes.new('ShaderNodeValue')\n" * 200_000,
        "(" * 1_000_000,
        "1 " * 1_000_000,
        "def shader_material(material):\n" + "".join(" " * depth + "if 1:\n" for depth in range(1, 300)) + " " * 300 + "pass",
    ],
    ids=lambda source: repr(source[:40]),
)
def test_a_text_that_is_no_program_is_refused_quickly(source):
    start = time.process_time()
    with pytest.raises(CheckError):
        read(source)
    assert time.process_time() - start < 0.5


_WORDS = "inputs outputs new remove get clear color_ramp elements mapping curves points location default_value position color alpha x name"
_keys = st.sampled_from(["[0]", "[1]", "[-1]", "[9]", "['Scale']", "['Noise Texture']", "['Principled BSDF']", "['B']"])
_steps = st.one_of(_keys, st.sampled_from([f".{word}" for word in (_WORDS + " interpolation node_tree nodes links mute parent").split()]))
_roots = st.sampled_from("noise ramp curve out nodes links material bpy new e None".split())
_paths = st.builds(lambda root, steps: root + "".join(steps), _roots, st.lists(_steps, max_size=6))
_literals = st.sampled_from(
    ["1", "0.5", "-3", "(0.1, 0.2)", "(1, 2, 3)", "(0, 0, 0, 1)", "'RGB'", "True", "None", "'ShaderNodeTexNoise'", "()"]
)
_values = st.recursive(
    st.one_of(_literals, _paths),
    lambda inner: st.builds(lambda path, inside: f"{path}({', '.join(inside)})", _paths, st.lists(inner, max_size=3)),
    max_leaves=5,
)
_lines = st.one_of(st.builds("{} = {}".format, _paths, _values), _values, st.builds("{}(a={})".format, _paths, _values))
_likely = st.sampled_from(
    [
        "e = ramp.color_ramp.elements.new(0.5)",
        "ramp.color_ramp.elements.remove(e)",
        "curve.mapping.curves[0].points.new(0.5, 0.1)",
        "curve.mapping.curves[0].points.remove(curve.mapping.curves[0].points[1])",
        "nodes.remove(noise)",
        "nodes.clear()",
        "new = noise",
        "new(1)",
        "new = nodes",
        "nodes.remove(nodes.get(nodes.get(a=1)))",
        "e = nodes['Principled BSDF'].inputs[0]",
        "links.new(noise.outputs[0], e)",
        "noise.name = 'B'",
        "e = (0, 1, 0, 1)",
        "e = nodes.new('ShaderNodeRGB').outputs[0]",
        "e = links.new(e, nodes.new('ShaderNodeMix').inputs[e])",
        "links.remove(e)",
        "e.from_node.name = 'C'",
        "nodes.active = noise",
        "nodes.active",
        "ramp.color_ramp.elements.new(0.5).color = e",
        "curve.mapping.curves[0].points.new(0.5, e).location.x = 0.1",
        "for e in nodes: nodes.remove(e)",
        "nodes[0].inputs[0].default_value[:] = (1, 2)",
        "noise.inputs[0].default_value[:3] = Vector((1, 2, 3))",
        "links.remove(links[-1])",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(_lines, _likely), max_size=8))
def test_nothing_but_a_graph_or_a_check_error_comes_of_any_lines(lines):
    source = program(OUTPUT, NOISE, RAMP, CURVE, *lines)
    problems(source)
    literals(source)
    try:
        graph = read(source)
    except CheckError:
        return
    assert read(write(graph, digits=None)) == canonical(graph)


def test_an_annotation_is_not_run():
    assert read(program("n: exec('1') = nodes.new('ShaderNodeTexNoise')").replace("bpy.types.Material", "open('a')")).nodes[0].name == "n"


def test_python_warns_of_nothing(recwarn):
    with pytest.raises(CheckError):
        built(NOISE, "noise.label = '\\d'", "noise.x = 1if 1else 2")
    assert not recwarn.list


def test_a_variable_may_have_any_letters():
    assert built("größe = nodes.new('ShaderNodeTexNoise')").nodes[0].name == "größe"


@pytest.mark.parametrize(
    "lines",
    [
        [f"nodes.new('ShaderNodeTexNoisy{number}')" for number in range(1600)],
        ["a = nodes.new('ShaderNodeBsdfPrincipled')", *(f"a.inputs['b{number}'].default_value = 1" for number in range(1500))],
        [*(f"a{number} = nodes" for number in range(1500)), *(f"z{number}.x = 1" for number in range(1500))],
        [CURVE, "c = curve.mapping.curves[0].points", *["c.new(0.5, 0.5)", "curve.mapping.update()"] * 1200],
        [NOISE, "a0 = noise.inputs", *(f"a{number + 1} = a{number}.x" for number in range(2500))],
        [NOISE, "a = noise.inputs", *["a = a" + ".x" * 15] * 1200],
        [NOISE, *["noise.name = 'Q'", "noise = nodes.new('ShaderNodeMath')"] * 900],
        ["nodes.clear()", *["nodes.new('ShaderNodeMath')", "nodes[0].hide = True"] * 800],
    ],
    ids=["unknown nodes", "unknown sockets", "unbound", "points", "aliases", "long aliases", "names", "indices"],
)
def test_no_text_of_faults_takes_long_to_check(lines):
    source = program(*lines)
    assert len(source) < 65_536
    start = time.process_time()
    problems(source)
    assert time.process_time() - start < 0.3


def test_the_checks_stop_after_twenty_faults():
    assert len(problems(program(*[f"z{number}.x = 1" for number in range(50)]))) == 20


def test_the_largest_program_is_read_quickly():
    lines = ["n = nodes.new('ShaderNodeTexNoise')"] * 1500
    start = time.process_time()
    assert len(built(*lines).nodes) == 1500
    assert time.process_time() - start < 0.5
