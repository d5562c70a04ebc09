"""Literals and choices. Oracle: hand-made cases, and `substitute`, whose result is read again."""

import pickle
from math import pi

import pytest
from hypothesis import HealthCheck, given, settings

from tests.languages.blender.graphs import graphs, program
from vlcritic.languages.base import substitute, values
from vlcritic.languages.blender import BLENDER, choices, choose, colors, literals, read, write

OUTPUT = "out = nodes.new('ShaderNodeOutputMaterial')"
NOISE = "noise = nodes.new('ShaderNodeTexNoise')"
LINK = "links.new(noise.outputs['Color'], out.inputs['Surface'])"
RGB = "rgb = nodes.new('ShaderNodeRGB')"
RAMP = "ramp = nodes.new('ShaderNodeValToRGB')"
RAMP_LINK = "links.new(ramp.outputs['Color'], out.inputs['Surface'])"


def of(*lines):
    return literals(program(OUTPUT, NOISE, LINK, *lines))


def test_a_literal_has_kind_bounds_and_unit():
    (scale, roughness) = of("noise.inputs['Scale'].default_value = 12.5", "noise.inputs['Roughness'].default_value = 14.8")
    assert (scale.value, scale.kind, scale.low, scale.high, scale.unit) == (12.5, "float", 0.0, 50.0, "NONE")
    assert (roughness.low, roughness.high, roughness.unit) == (0.0, 14.8, "FACTOR")  # Blender's bound, and the number itself


def test_angles_are_bounded_by_a_half_turn():
    lines = [
        "m = nodes.new('ShaderNodeMapping')",
        "links.new(m.outputs[0], noise.inputs['Vector'])",
        "m.inputs['Rotation'].default_value = (0, 1, -9)",
    ]
    assert [(each.low, each.high) for each in of(*lines)] == [(-pi, pi), (-pi, pi), (-9.0, pi)]


def test_an_integer_setting_is_an_int():
    lines = [
        OUTPUT,
        "t = nodes.new('ShaderNodeTexMagic')",
        "links.new(t.outputs['Color'], out.inputs['Surface'])",
        "t.turbulence_depth = 5",
    ]
    (depth,) = literals(program(*lines))
    assert (depth.value, depth.kind, depth.low, depth.high) == (5.0, "int", 0, 10)


def test_ramps_and_curves_have_literals():
    lines = [
        OUTPUT,
        RAMP,
        RAMP_LINK,
        "curve = nodes.new('ShaderNodeFloatCurve')",
        "links.new(curve.outputs[0], ramp.inputs['Fac'])",
        "e = ramp.color_ramp.elements.new(position=0.5)",
        "e.color = (0.1, 0.2, 0.3, 1.0)",
        "ramp.color_ramp.elements[0].position = 0.25",
        "ramp.color_ramp.elements[0].alpha = 0.75",
        "curve.mapping.curves[0].points.new(0.4, 0.6)",
        "curve.mapping.curves[0].points[0].location = (0.0, 0.05)",
    ]
    source = program(*lines)
    assert [each.value for each in literals(source)] == [0.5, 0.1, 0.2, 0.3, 1.0, 0.25, 0.75, 0.4, 0.6, 0.0, 0.05]
    assert colors(source) == [(1, 2, 3)]


def test_what_does_not_show_is_left_out():
    lines = [
        "other = nodes.new('ShaderNodeTexVoronoi')",
        "other.inputs['Scale'].default_value = 1.0",  # not reached
        "noise.inputs['Scale'].default_value = 2.0",  # overwritten
        "noise.inputs['Scale'].default_value = 3.0",
        "v = nodes.new('ShaderNodeValue')",
        "v.outputs[0].default_value = 4.0",
        "links.new(v.outputs[0], noise.inputs['Detail'])",
        "noise.inputs['Detail'].default_value = 5.0",  # linked
        "noise.inputs['W'].default_value = 5.5",  # switched off
        "noise.location = (6.0, 7.0)",
        "noise.width = 8.0",
    ]
    assert [each.value for each in of(*lines)] == [3.0, 4.0]


def ramp_numbers(*lines):
    return [each.value for each in literals(program(OUTPUT, RAMP, RAMP_LINK, "e = ramp.color_ramp.elements", *lines))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["e[0].position = 0.1", "e[0].position = 0.3"], [0.3]),
        (["s = e.new(0.1)", "s.position = 0.3"], [0.3]),
        (["e[0].position = 0.1", "e.new(0.05)", "e[1].position = 0.3"], [0.05, 0.3]),  # e[0] became e[1]
        (["e[0].position = 0.1", "e[1].position = 0.3"], [0.1, 0.3]),
        (["e.new(0.6)", "e.new(0.5)", "e.remove(e[1])"], [0.6]),
        (["e[0].color = (0.1, 0.2, 0.3, 0.4)", "e[0].color[1] = 0.5", "e[0].alpha = 0.6"], [0.1, 0.3, 0.5, 0.6]),
        (["e[0].color[1] = 0.5", "e[0].color = (0.1, 0.2, 0.3, 0.4)"], [0.1, 0.2, 0.3, 0.4]),
        (["e.new(0.6).color = (0.1, 0.2, 0.3, 0.4)", "w = 0.5", "e[0].position = w"], [0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_of_a_ramp_what_is_overwritten_or_removed_is_left_out(lines, expected):
    assert ramp_numbers(*lines) == expected


def test_of_a_curve_and_a_vector_what_is_overwritten_or_removed_is_left_out():
    lines = ["c = nodes.new('ShaderNodeFloatCurve')", "links.new(c.outputs[0], noise.inputs['Scale'])", "p = c.mapping.curves[0].points"]
    lines += ["p.new(0.4, 0.6)", "p[1].location = (0.3, 0.5)", "p[1].location.x = 0.2", "p.new(0.7, 0.8)", "p.remove(p[2])"]
    lines += ["m = nodes.new('ShaderNodeMapping')", "links.new(m.outputs[0], noise.inputs['Vector'])"]
    lines += ["m.inputs['Scale'].default_value = (2, 3, 4)", "m.inputs['Scale'].default_value[-1] = 5"]
    assert [each.value for each in of(*lines)] == [0.5, 0.2, 2.0, 3.0, 5.0]


def test_numbers_are_found_behind_letters_of_several_bytes_and_in_other_line_ends():
    source = program(OUTPUT, "ä = nodes.new('ShaderNodeTexNoise')", "links.new(ä.outputs['Color'], out.inputs['Surface'])")
    source = (source + "    ä.inputs['Scale'].default_value = - 1.5 # é\n").replace("\n", "\r\n")
    (literal,) = literals(source)
    assert source[literal.start : literal.end] == literal.text == "- 1.5" and literal.value == -1.5


@pytest.mark.parametrize("value", ["[:] = (1.0, 0.5, 0.25, 1.0)", "[:3] = Color((1.0, 0.5, 0.25))", " = Vector([1.0, 0.5, 0.25, 1.0])"])
def test_numbers_in_a_vector_or_set_by_a_slice_are_found_where_they_stand(value):
    source = program(OUTPUT, RGB, "links.new(rgb.outputs[0], out.inputs[0])", f"rgb.outputs[0].default_value{value}")
    found = literals(source)[:3]
    assert [source[literal.start : literal.end] for literal in found] == ["1.0", "0.5", "0.25"]
    assert [literal.value for literal in found] == [1.0, 0.5, 0.25]


def test_substitution_changes_what_is_read():
    source = program(OUTPUT, NOISE, LINK, "noise.inputs['Scale'].default_value = -2", "noise.inputs['Roughness'].default_value = .5")
    assert read(substitute(source, literals(source), [3.25, 0.125])).node("noise").inputs == {"Scale": 3.25, "Roughness": 0.125}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(has_output=True))
def test_a_program_with_its_own_numbers_and_words_is_the_same_text(graph):
    source = write(graph)
    found, words = literals(source), choices(source)
    assert substitute(source, found, values(found)) == source
    assert choose(source, words, [word.value for word in words]) == source
    assert all(each.low <= each.value <= each.high and each.low < each.high for each in found)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(size=3, has_output=True))
def test_a_program_with_other_numbers_is_read(graph):
    source = write(graph)
    found = literals(source)
    changed = substitute(source, found, [(each.low + each.high) / 2 for each in found])
    again = literals(changed)
    assert [each.value for each in again] == pytest.approx([(each.low + each.high) / 2 for each in found], abs=0.51)


def test_choices_are_enumerations_and_booleans():
    source = program(OUTPUT, NOISE, LINK, "noise.noise_dimensions = '2D'", "noise.normalize = False")
    dimensions, normalize = choices(source)
    assert (dimensions.value, dimensions.items, dimensions.name, dimensions.node) == (
        "2D",
        ("1D", "2D", "3D", "4D"),
        "noise_dimensions",
        "noise",
    )
    assert (normalize.value, normalize.items) == (False, (False, True))
    assert read(choose(source, [dimensions, normalize], ["4D", True])).node("noise").settings == {"noise_dimensions": "4D"}


def test_a_choice_takes_its_own_items_alone():
    source = program(OUTPUT, NOISE, LINK, "noise.noise_dimensions = '2D'")
    with pytest.raises(ValueError, match="noise_dimensions may be 1D, 2D, 3D, 4D"):
        choose(source, choices(source), ["5D"])
    with pytest.raises(ValueError, match="expected 1"):
        choose(source, choices(source), [])


@pytest.mark.parametrize("source", ["", "no program", "def shader_material(material):\n    exec('1')\n"])
def test_a_text_that_is_no_program_has_no_numbers(source):
    assert literals(source) == choices(source) == colors(source) == []


def test_the_language_is_one_in_every_process():
    assert pickle.loads(pickle.dumps(BLENDER)) is BLENDER
