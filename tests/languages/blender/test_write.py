"""The writer. Oracle: the reader, over random graphs of every node type, both versions and both forms."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.languages.blender.graphs import graphs, program
from vlcritic.languages.blender import read, write
from vlcritic.languages.blender.graph import CurvePoint, Graph, Link, Node, Ramp
from vlcritic.languages.blender.tables import VERSIONS, node_types
from vlcritic.languages.blender.write import canonical

any_graph = st.builds(dict, version=st.sampled_from(VERSIONS), has_output=st.booleans()).flatmap(lambda options: graphs(**options))
many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(any_graph, st.sampled_from(["named", "index"]))
def test_a_graph_survives_writing_and_reading(graph, form):
    assert read(write(graph, form=form)) == canonical(graph)


@many
@given(any_graph, st.sampled_from(["named", "index"]))
def test_writing_what_was_read_gives_the_same_text(graph, form):
    text = write(graph, form=form)
    assert write(read(text), form=form) == text


@many
@given(any_graph)
def test_all_digits_survive_where_they_are_asked_for(graph):
    for node in graph.nodes:
        node.inputs = {key: value + 1e-7 if isinstance(value, float) else value for key, value in node.inputs.items()}
    assert read(write(graph, digits=None)) == canonical(graph)


@many
@given(any_graph)
def test_nodes_come_before_those_they_take_from_unless_there_is_a_cycle(graph):
    ordered = canonical(graph)
    place = {node.name: number for number, node in enumerate(ordered.nodes)}
    reachable = {node.name for node in ordered.reachable()}
    assert [node.name in reachable for node in ordered.nodes] == sorted((node.name in reachable for node in ordered.nodes), reverse=True)
    into = {}
    for link in ordered.links:
        into.setdefault(link.target, set()).add(link.source)
    for name in reachable & set(into):
        for source in into[name]:
            assert place[source] > place[name] or _reaches(into, source, name)


def _reaches(into, start, end):
    """Whether `start` depends on `end`."""
    found, open_ends = set(), [start]
    while open_ends:
        name = open_ends.pop()
        if name == end:
            return True
        if name not in found:
            found.add(name)
            open_ends += into.get(name, ())
    return False


def small(**noise):
    nodes = [Node("x", "ShaderNodeTexNoise", **noise), Node("y", "ShaderNodeOutputMaterial")]
    return Graph(nodes, [Link("x", "Color", "y", "Displacement")])


def test_the_named_form_is_as_documented():
    graph = small(inputs={"Scale": 12.3456, "Detail": 0.12345, "Roughness": -0.00001}, settings={"noise_dimensions": "2D"})
    assert write(graph) == program(
        "",
        "# nodes",
        "material_output = nodes.new('ShaderNodeOutputMaterial')",
        "noise_texture = nodes.new('ShaderNodeTexNoise')",
        "",
        "# links",
        "links.new(noise_texture.outputs['Color'], material_output.inputs['Displacement'])",
        "",
        "# values",
        "noise_texture.inputs['Scale'].default_value = 12.3",
        "noise_texture.inputs['Detail'].default_value = 0.123",
        "noise_texture.inputs['Roughness'].default_value = 0.0",
        "noise_texture.noise_dimensions = '2D'",
    ).replace("    \n", "\n")


def test_a_name_that_two_sockets_have_gives_way_to_the_index():
    graph = Graph([Node("m", "ShaderNodeMath", inputs={"Value_001": 2.0})])
    assert "math.inputs[1].default_value = 2.0" in write(graph)


def test_a_socket_that_a_new_node_does_not_use_is_written_by_index():  # Blender 5: KeyError, key "W" not found
    assert "noise_texture.inputs[1].default_value = 2.0" in write(small(inputs={"W": 2.0}, settings={"noise_dimensions": "4D"}))


def test_the_index_form_says_whose_indices_they_are():
    assert write(small(), form="index").startswith("# Blender 5.0\n")
    assert "links.new(noise_texture.outputs[1], material_output.inputs[2])" in write(small(), form="index")


def test_a_value_that_rounds_to_the_default_is_not_written():
    assert "default_value" not in write(small(inputs={"Scale": 5.0004}))


def test_stops_that_are_not_in_order_keep_their_order():
    stops = [(0.9, (0.0, 0.0, 0.0, 1.0)), (0.1, (1.0, 0.0, 0.0, 1.0)), (0.5, (0.0, 1.0, 0.0, 1.0))]
    graph = Graph([Node("r", "ShaderNodeValToRGB", ramp=Ramp(stops))])
    assert read(write(graph)).nodes[0].ramp.stops == stops


def test_a_curve_left_of_its_default_ends_survives():
    points = [CurvePoint(x, 0.5, "VECTOR") for x in (-9.0, -8.0, -8.0, -7.0)]
    graph = Graph([Node("c", "ShaderNodeFloatCurve", curves=[points])])
    assert read(write(graph)).nodes[0].curves == [points]


def test_a_number_that_is_not_finite_is_refused():
    with pytest.raises(ValueError, match="finite"):
        write(small(inputs={"Scale": float("nan")}))


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="named, index"):
        write(small(), form="short")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_node_type_can_be_written(version):
    for idname in node_types(version):
        assert idname in write(Graph([Node("a", idname)], version=version))
