"""What is folded away changes nothing; that pictures stay the same is tested with Blender in `test_transpile.py`."""

import pytest

from vlcritic.errors import CheckError
from vlcritic.languages.blender.folding import Group, folded
from vlcritic.languages.blender.graph import Graph, Link, Node

OUTPUT = Node("output", "ShaderNodeOutputMaterial")
DIFFUSE = Node("diffuse", "ShaderNodeBsdfDiffuse")
SHOWN = ("diffuse", "BSDF", "output", "Surface")


def of(*nodes: Node, links: list[tuple]) -> Graph:
    return Graph(list(nodes), [Link(*link) for link in links])


def inverting() -> Group:
    """A group that takes a colour and a factor, and gives the colour turned round by the factor."""
    nodes = Node("ins", "NodeGroupInput"), Node("outs", "NodeGroupOutput"), Node("invert", "ShaderNodeInvert")
    links = [("ins", "Socket_1", "invert", "Color"), ("ins", "Socket_2", "invert", "Fac"), ("invert", "Color", "outs", "Socket_3")]
    return Group(of(*nodes, links=links), {"Socket_1": "RGBA", "Socket_2": "VALUE"}, {"Socket_3": "RGBA"})


def using(name: str, **inputs) -> Node:
    return Node(name, "ShaderNodeGroup", inputs, group="Inverting")


def test_reroutes_become_links():
    nodes = Node("noise", "ShaderNodeTexNoise"), Node("first", "NodeReroute"), Node("second", "NodeReroute")
    links = [("noise", "Color", "first", "Input"), ("first", "Output", "second", "Input"), ("second", "Output", "diffuse", "Color"), SHOWN]
    graph = folded(of(OUTPUT, DIFFUSE, *nodes, links=links))
    assert [node.name for node in graph.nodes] == ["output", "diffuse", "noise"]
    assert Link("noise", "Color", "diffuse", "Color") in graph.links and len(graph.links) == 2


def test_constants_become_values_of_the_sockets_that_can_hold_them():
    value, color = (
        Node("value", "ShaderNodeValue", outputs={"Value": 0.3}),
        Node("rgb", "ShaderNodeRGB", outputs={"Color": (0.1, 0.2, 0.3, 1.0)}),
    )
    graph = folded(
        of(OUTPUT, DIFFUSE, value, color, links=[("value", "Value", "diffuse", "Roughness"), ("rgb", "Color", "diffuse", "Color"), SHOWN])
    )
    assert [node.name for node in graph.nodes] == ["output", "diffuse"]
    assert graph.node("diffuse").inputs == {"Roughness": 0.3, "Color": (0.1, 0.2, 0.3, 1.0)}


def test_a_number_is_a_grey_where_a_colour_is_wanted():
    graph = folded(
        of(OUTPUT, DIFFUSE, Node("value", "ShaderNodeValue", outputs={"Value": 0.3}), links=[("value", "Value", "diffuse", "Color"), SHOWN])
    )
    assert graph.node("diffuse").inputs == {"Color": (0.3, 0.3, 0.3, 1.0)}


@pytest.mark.parametrize(
    ("node", "output", "target", "input"),
    [
        (Node("constant", "ShaderNodeValue", outputs={"Value": 7.0}), "Value", "diffuse", "Roughness"),  # at most 1 fits in
        (Node("constant", "ShaderNodeRGB"), "Color", "diffuse", "Normal"),  # unlinked, it is the surface's own
        (Node("constant", "ShaderNodeRGB"), "Color", "diffuse", "Roughness"),
    ],
)
def test_a_constant_that_no_socket_can_hold_stays_a_node(node, output, target, input):
    graph = folded(of(OUTPUT, DIFFUSE, node, links=[("constant", output, target, input), SHOWN]))
    assert [each.name for each in graph.nodes] == ["output", "diffuse", "constant"]


def test_what_the_output_does_not_need_goes():
    graph = folded(of(OUTPUT, DIFFUSE, Node("idle", "ShaderNodeTexNoise"), links=[SHOWN]))
    assert [node.name for node in graph.nodes] == ["output", "diffuse"]


def test_a_group_is_put_in_the_place_of_its_node():
    links = [("noise", "Color", "group", "Socket_1"), ("group", "Socket_3", "diffuse", "Color"), SHOWN]
    graph = folded(
        of(OUTPUT, DIFFUSE, using("group", Socket_2=0.25), Node("noise", "ShaderNodeTexNoise"), links=links), {"Inverting": inverting()}
    )
    assert {node.name for node in graph.nodes} == {"output", "diffuse", "invert", "noise"}
    assert graph.node("invert").inputs == {"Fac": 0.25}
    assert {Link("noise", "Color", "invert", "Color"), Link("invert", "Color", "diffuse", "Color")} <= set(graph.links)


def test_two_uses_of_a_group_are_two_sets_of_nodes():
    links = [("one", "Socket_3", "two", "Socket_1"), ("two", "Socket_3", "diffuse", "Color"), SHOWN]
    first = using("one", Socket_1=(0.1, 0.2, 0.3, 1.0), Socket_2=1.0)
    graph = folded(of(OUTPUT, DIFFUSE, first, using("two", Socket_2=0.5), links=links), {"Inverting": inverting()})
    assert {node.name for node in graph.nodes} == {"output", "diffuse", "invert", "invert_1"}
    assert sorted(node.inputs.get("Fac") for node in graph.nodes if node.idname == "ShaderNodeInvert") == [0.5, 1.0]


def test_groups_in_groups_are_expanded_too():
    inside = of(
        Node("ins", "NodeGroupInput"),
        Node("outs", "NodeGroupOutput"),
        using("inner", Socket_2=0.5),
        links=[("ins", "Socket_1", "inner", "Socket_1"), ("inner", "Socket_3", "outs", "Socket_2")],
    )
    groups = {"Inverting": inverting(), "Outer": Group(inside, {"Socket_1": "RGBA"}, {"Socket_2": "RGBA"})}
    outer = Node("outer", "ShaderNodeGroup", {"Socket_1": (0.1, 0.2, 0.3, 1.0)}, group="Outer")
    graph = folded(of(OUTPUT, DIFFUSE, outer, links=[("outer", "Socket_2", "diffuse", "Color"), SHOWN]), groups)
    assert {node.name for node in graph.nodes} == {"output", "diffuse", "invert"}
    assert graph.node("invert").inputs == {"Fac": 0.5, "Color": (0.1, 0.2, 0.3, 1.0)}


def test_a_colour_that_goes_through_a_groups_number_socket_is_grey():
    """As Blender converts on the way in and out again."""
    through = of(Node("ins", "NodeGroupInput"), Node("outs", "NodeGroupOutput"), links=[("ins", "Socket_1", "outs", "Socket_2")])
    groups = {"Through": Group(through, {"Socket_1": "VALUE"}, {"Socket_2": "RGBA"})}
    nodes = Node("group", "ShaderNodeGroup", group="Through"), Node("noise", "ShaderNodeTexNoise")
    graph = folded(
        of(OUTPUT, DIFFUSE, *nodes, links=[("noise", "Color", "group", "Socket_1"), ("group", "Socket_2", "diffuse", "Color"), SHOWN]),
        groups,
    )
    assert {node.idname for node in graph.nodes} >= {"ShaderNodeRGBToBW"}


def test_a_constant_vector_does_not_become_the_surfaces_own():
    inside = of(
        Node("ins", "NodeGroupInput"),
        Node("outs", "NodeGroupOutput"),
        Node("noise", "ShaderNodeTexNoise"),
        links=[("ins", "Socket_1", "noise", "Vector"), ("noise", "Color", "outs", "Socket_2")],
    )
    group = Node("group", "ShaderNodeGroup", {"Socket_1": (0.1, 0.2, 0.3)}, group="Constant")
    groups = {"Constant": Group(inside, {"Socket_1": "VECTOR"}, {"Socket_2": "RGBA"})}
    graph = folded(of(OUTPUT, DIFFUSE, group, links=[("group", "Socket_2", "diffuse", "Color"), SHOWN]), groups)
    assert graph.node("noise_constant").inputs == {"X": 0.1, "Y": 0.2, "Z": 0.3}


def test_the_smallest_group_is_expanded_first_and_too_many_nodes_are_refused():
    links = [("one", "Socket_3", "two", "Socket_1"), ("two", "Socket_3", "diffuse", "Color"), SHOWN]
    with pytest.raises(CheckError, match=r"two: .*'Big' these are 33 nodes; at most 30"):
        nodes = [Node(f"invert_{number}", "ShaderNodeInvert") for number in range(30)]
        chain = [(f"invert_{number}", "Color", f"invert_{number + 1}", "Color") for number in range(29)]
        big = of(Node("outs", "NodeGroupOutput"), *nodes, links=[*chain, ("invert_29", "Color", "outs", "Socket_3")])
        groups = {"Inverting": inverting(), "Big": Group(big, {"Socket_1": "RGBA"}, {"Socket_3": "RGBA"})}
        folded(of(OUTPUT, DIFFUSE, using("one"), Node("two", "ShaderNodeGroup", group="Big"), links=links), groups)


def test_a_group_that_is_not_there_is_refused():
    with pytest.raises(CheckError, match="no node group 'Inverting'"):
        folded(of(OUTPUT, DIFFUSE, using("group"), links=[("group", "Socket_3", "diffuse", "Color"), SHOWN]))
