"""Static checks. Oracle: hand-made cases; what Blender 5.0 says of a link is written beside it."""

import random
import re
import time

import pytest
from hypothesis import HealthCheck, given, settings

from tests.languages.blender.graphs import graphs, program
from tests.languages.blender.test_read import BAD_LINES, BSDF, NOISE, OUTPUT, RAMP
from vlcritic.errors import CheckError
from vlcritic.languages.blender import check, problems, write
from vlcritic.languages.blender.graph import Graph, Link, Node
from vlcritic.languages.blender.plain import plain
from vlcritic.languages.blender.problems import CODES, ERRORS, Fault
from vlcritic.languages.blender.statements import parse

SURFACE = "links.new(bsdf.outputs['BSDF'], out.inputs['Surface'])"
COLOR = "links.new(noise.outputs['Color'], bsdf.inputs['Base Color'])"
FINE = [OUTPUT, BSDF, NOISE, SURFACE, COLOR]


def codes(*lines):
    return [problem.code for problem in problems(program(*lines))]


def test_a_fine_program_has_no_problems():
    assert codes(*FINE) == []
    check(program(*FINE))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "no-output"),
        ([OUTPUT], "output-unlinked"),
        ([OUTPUT, BSDF, "links.new(bsdf.outputs['BSDF'], out.inputs['Displacement'])"], "type-mismatch"),
        ([*FINE, "links.new(bsdf.outputs['BSDF'], noise.inputs['Scale'])"], "type-mismatch"),
        ([*FINE, "links.new(noise.outputs['Color'], noise.inputs['Scale'])"], "cycle"),
        ([*FINE, "noise.inputs['Roughness'].default_value = 14.8"], "out-of-range"),
        (
            [
                *FINE,
                "noise.noise_dimensions = '1D'",
                "t = nodes.new('ShaderNodeTexCoord')",
                "links.new(t.outputs['UV'], noise.inputs['Vector'])",
            ],
            "hidden-socket",
        ),
        ([*FINE, "voronoi = nodes.new('ShaderNodeTexVoronoi')"], "unreachable-node"),
        ([*FINE, "g = nodes.new('ShaderNodeGroup')", "g.node_tree = bpy.data.node_groups['G']"], "missing-group"),
        ([*FINE, "noise.noise_dimension = '2D'"], "unknown-setting"),
        ([*FINE, "noise.noise_dimensions = '6D'"], "bad-enum"),
        ([*FINE, "noise.inputs['Size'].default_value = 1.0"], "unknown-socket"),
        ([*FINE, "n = nodes.new('ShaderNodeTexNoises')"], "unknown-node"),
        ([*FINE, "n = nodes.new('ShaderNodeTexImage')"], "forbidden"),
        ([*FINE, "noise.scale.x = open('a')"], "forbidden"),
        ([*FINE, "noise.inputs['Scale'].default_value = 2 * 3"], "syntax"),
        ([*FINE, "voronoi.feature = 'F1'"], "unknown-variable"),
        ([*FINE, "noise.mute = True"], "ignored-setting"),
        ([*FINE, "material.displacement_method = 'BOTH'"], "ignored-setting"),
        ([OUTPUT, "s = nodes.new('ShaderNodeEeveeSpecular')", "links.new(s.outputs['BSDF'], out.inputs['Surface'])"], "not-in-cycles"),
        ([*FINE, RAMP, "ramp.color_ramp.elements[5].position = 0.5"], "bad-ramp"),
    ],
)
def test_a_fault_has_its_code(lines, expected):
    found = codes(*lines)
    assert expected in found and set(found) <= set(CODES)
    if expected in ERRORS:
        with pytest.raises(CheckError, match=expected):
            check(program(*lines))
    else:
        check(program(*lines))


def test_a_color_may_go_into_a_shader_socket():  # Blender: it shines
    assert codes(OUTPUT, NOISE, "links.new(noise.outputs['Color'], out.inputs['Surface'])") == []


def test_a_shader_passes_through_a_reroute():
    through = ["r = nodes.new('NodeReroute')", "links.new(bsdf.outputs['BSDF'], r.inputs[0])"]
    assert codes(OUTPUT, BSDF, *through, "links.new(r.outputs[0], out.inputs['Surface'])") == []
    assert "type-mismatch" in codes(*FINE, *through, "links.new(r.outputs[0], bsdf.inputs['Roughness'])")


def test_every_fault_of_a_program_is_found_with_its_line():
    found = problems(
        program(*FINE, "noise.size = 1", "noise.inputs['Roughness'].default_value = 2.0", "noise.inputs[99].default_value = 1")
    )
    assert [(each.code, each.line, each.severity) for each in found] == [
        ("unknown-setting", 12, "error"),
        ("unknown-socket", 14, "error"),
        ("out-of-range", 13, "warning"),
    ]


def test_what_settings_switch_on_is_not_hidden():
    value = ["v = nodes.new('ShaderNodeValue')", "links.new(v.outputs[0], noise.inputs['W'])"]
    assert codes(*FINE, *value) == ["hidden-socket"]
    assert codes(*FINE, *value, "noise.noise_dimensions = '4D'") == []


def test_a_value_that_settings_switch_off_is_hidden_wherever_it_is_set():  # Blender 5: KeyError, key "Vector" not found
    value = "noise.inputs['Vector'].default_value = (1, 1, 1)"
    assert codes(*FINE, "noise.noise_dimensions = '1D'", value) == codes(*FINE, value, "noise.noise_dimensions = '1D'") == ["hidden-socket"]
    assert codes(*FINE, "noise.inputs['W'].default_value = 2.0", "noise.noise_dimensions = '4D'") == []


def test_an_output_that_settings_switch_off_is_hidden():
    link = ["m = nodes.new('ShaderNodeVectorMath')", "m.operation = 'LENGTH'", "links.new(m.outputs['Vector'], noise.inputs['Vector'])"]
    assert codes(*FINE, *link) == ["hidden-socket"]


def test_a_circle_that_the_output_does_not_see_is_no_error():
    assert "cycle" not in codes(*FINE, "v = nodes.new('ShaderNodeTexNoise')", "links.new(v.outputs['Color'], v.inputs['Scale'])")


def test_a_graph_is_checked_too():
    graph = Graph([Node("a", "ShaderNodeOutputMaterial"), Node("b", "Nonsense")], [Link("a", "x", "a", "y")])
    assert [problem.code for problem in problems(graph)] == ["unknown-node"]
    graph = Graph([Node("a", "ShaderNodeOutputMaterial")], [Link("b", "x", "a", "Surface"), Link("a", "x", "a", "Nonsense")])
    assert [problem.code for problem in problems(graph)] == ["unknown-variable", "unknown-socket", "cycle"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs(has_output=True))
def test_a_graph_has_the_problems_of_its_program(graph):
    assert sorted(problem.code for problem in problems(write(graph, digits=None))) == sorted(problem.code for problem in problems(graph))


# --- the short way to statements


def same(source):
    """Whether the short way, if it is taken, gives what `ast` gives."""
    short = plain(source)
    if short is None:
        return False
    full = parse(source)
    assert short.material == full.material
    assert [each[:3] for each in short.statements] == [each[:3] for each in full.statements]
    assert [repr(each[:3]) for each in short.statements] == [repr(each[:3]) for each in full.statements]  # 1 is not 1.0 nor True
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(graphs())
def test_the_short_way_gives_what_ast_gives(graph):
    for form in ("named", "index"):
        source = write(graph, form=form)
        assert same(source) or "\\" in source or "é" in source or '"' in source


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: line[:40])
def test_the_short_way_leaves_what_is_refused_to_ast(line):
    source = program(NOISE, line)
    try:
        parse(source)
    except Fault:
        assert plain(source) is None
    else:
        same(source)


@pytest.mark.parametrize(
    "line",
    [
        *[
            "a.x = 007",
            "a.x = 1_000",
            "a.x = 1e400",
            "a.x = -0",
            "a.x = -0.0",
            "a.x = 1.",
            "a.x = .5",
            "a.x = 5E3",
            "a.x = (1, )",
            "a.x = ()",
        ],
        *[
            "a.x = True",
            "a.x = None",
            "a.if = 1",
            "None.x = 1",
            "class.x = 1",
            "a.x = 'b' 'c'",
            'a.x = "it\'s"',
            "a['b\"c'].x = 1",
            'a["b\'c"].x = 1',
        ],
        *[
            "a[-1].x = 1",
            "a['b]c'].x = 1",
            "a[00].x = 1",
            "a.x = b.new()",
            "a.x = b.new(1,2)",
            "a.x = b.new( 1)",
            "a.new(1).x = 2",
            "a.x.b",
            "'a'",
        ],
        *[
            "a.x = 1 # b",
            "a.x = '#'",
            "a.x = 'é'",
            "é.x = 1",
            "a.x = 1;b.x = 2",
            "a. x = 1",
            "a.x=1",
            " a.x = 1",
            "a.x = 1\t",
            "a.x = 1\r",
            "a.x = '\\n'",
        ],
        *[
            "a.x = (1, 2)\x0c",
            "# \\",
            "#é",
            "'''",
            "return",
            "pass",
            "a.x = (True, 1)",
            "a.x = (1, 2, 3, 4, 5)",
            "a.x = b",
            "print.x = 1",
            "a.x = [1, 2]",
        ],
    ],
)
def test_odd_lines_are_the_same_either_way(line):
    source = program("a = nodes", line)
    try:
        same(source)
    except Exception as error:  # ast refuses what the short way took
        raise AssertionError(line) from error


# --- speed and reach


def corrupted(source, rng):
    """The program with one fault of a kind that models make."""
    lines = source.splitlines()
    kind = rng.randrange(8)
    numbers = [
        index
        for index, line in enumerate(lines)
        if re.search([r"nodes\.new", r"\['", r"\['", r"links", r"=", r"nodes\.new", r"\(", r"links"][kind], line)
    ]
    index = rng.choice([number for number in numbers if number > 6])
    line = lines[index]
    lines[index] = [
        lambda: line.replace("ShaderNode", "ShaderNodes"),
        lambda: re.sub(r"\['(\w)", r"['Q\1", line, count=1),
        lambda: re.sub(r"\['[^']*'\]", "[77]", line, count=1),
        lambda: line.replace("outputs", "output"),
        lambda: line.replace("=", "=="),
        lambda: "",
        lambda: line.replace(")", "", 1),
        lambda: re.sub(r"\((\w+)\.outputs\[[^\]]*\]", "(principled_bsdf.outputs['BSDF']", line).replace(
            "inputs['Surface']", "inputs['Displacement']"
        ),
    ][kind]()
    return "\n".join(lines)


def test_corrupted_programs_are_refused_without_blender():
    rng = random.Random(0)
    source = program(*FINE).replace("bsdf ", "principled_bsdf ").replace("bsdf.", "principled_bsdf.")
    check(source)
    bad = [corrupted(source, rng) for _ in range(300)]
    assert sum(any(problem.severity == "error" for problem in problems(each)) for each in bad if each != source) >= 0.95 * sum(
        each != source for each in bad
    )


@pytest.mark.parametrize("line", ["links.new(n0.outputs['Color'], n0.inputs['Scale'])", "n0.inputs['Scale'].default_value = 2.0"])
def test_a_long_chain_is_checked_quickly(line):
    lines = [f"n{number} = nodes.new('ShaderNodeTexNoise')" for number in range(500)]
    links = [f"links.new(n{number + 1}.outputs['Color'], n{number}.inputs['Scale'])" for number in range(499)]
    start = time.process_time()
    problems(program(OUTPUT, *lines, *links, "links.new(n0.outputs['Color'], out.inputs['Surface'])", line))
    assert time.process_time() - start < 1
