"""Graphs as artists make them → graphs as programs have them: groups expanded, reroutes and constants folded, only what shows kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vlcritic.languages.blender.graph import GROUP, Graph, Link, Node, Value
from vlcritic.languages.blender.tables import Socket, node_types

MAX_NODES = 30
"""Of a material of the data set; groups are expanded as far as it allows. Source: VLMaterial (ICLR 2025)."""

REROUTE, GROUP_INPUT, GROUP_OUTPUT = "NodeReroute", "NodeGroupInput", "NodeGroupOutput"
_CONSTANTS = {"ShaderNodeValue": ("Value", "VALUE"), "ShaderNodeRGB": ("Color", "RGBA")}  # its output, the inputs that may hold the same


def flatten(graph: Graph, groups: Mapping[str, Graph], *, most: int = MAX_NODES) -> Graph:
    """The graph without what its output does not need, reroutes and constants folded, and groups expanded, the smallest first,
    while it has at most so many nodes. A group that would be too many stays a node.

    Args:
        groups: the node groups by name.
        most: nodes.
    """
    graph = _folded(graph)
    while True:
        bigger = [
            _folded(_expanded(graph, node, groups[node.group])) for node in graph.nodes if node.idname == GROUP and node.group in groups
        ]
        fitting = [each for each in bigger if len(each.nodes) <= most]
        if not fitting:
            return graph
        graph = min(fitting, key=lambda each: len(each.nodes))


def _folded(graph: Graph) -> Graph:
    return _reachable(_without_constants(_without_reroutes(_reachable(graph))))


def _reachable(graph: Graph) -> Graph:
    nodes = graph.reachable()
    names = {node.name for node in nodes}
    return replace(graph, nodes=nodes, links=[link for link in graph.links if link.source in names and link.target in names])


def _without_reroutes(graph: Graph) -> Graph:
    """Links go straight from what feeds a chain of reroutes to what it feeds; one that nothing feeds is no link."""
    feeding = {link.target: link for link in graph.links}
    reroutes = {node.name for node in graph.nodes if node.idname == REROUTE}
    links = []
    for link in graph.links:
        source, seen = link, set()
        while source is not None and source.source in reroutes and source.source not in seen:
            seen.add(source.source)
            source = feeding.get(source.source)
        if source is not None and source.source not in reroutes and link.target not in reroutes:
            links.append(replace(link, source=source.source, output=source.output))
    return replace(graph, nodes=[node for node in graph.nodes if node.name not in reroutes], links=links)


def _without_constants(graph: Graph) -> Graph:
    """Numbers and colours of nodes that hold nothing else stand in the inputs that they feed, where these can hold them."""
    types = node_types(graph.version)
    nodes = {node.name: replace(node, inputs=dict(node.inputs)) for node in graph.nodes}
    links = []
    for link in graph.links:
        source, target = nodes[link.source], nodes[link.target]
        output, kind = _CONSTANTS.get(source.idname, (None, None))
        slot = types[target.idname].by_identifier["inputs"].get(link.input) if target.idname in types else None
        held = _held(source, output, graph.version) if kind is not None else None
        if held is not None and slot is not None and slot.type == kind and slot.default is not None and _fits(held, slot):
            target.inputs[link.input] = held
        else:
            links.append(link)
    return replace(graph, nodes=list(nodes.values()), links=links)


def _held(source: Node, output: str, version: str) -> Value:
    """What a node of a constant holds."""
    return source.outputs.get(output, node_types(version)[source.idname].output(output).default)


def _fits(value: Value, slot: Socket) -> bool:
    """Whether an input holds the value as it is: Blender would cut it to the bounds, which a link does not."""
    return all(slot.low <= number <= slot.high for number in (value if isinstance(value, tuple) else (value,)))


def _expanded(graph: Graph, group: Node, inner: Graph) -> Graph:
    """The graph with the nodes of one group in place of its node. Sockets of the group become reroutes, which fold away; one that
    nothing feeds is fed by a constant."""
    taken = {node.name for node in graph.nodes}
    names = {node.name: _fresh(f"{group.name}_{node.name}", taken) for node in inner.nodes}
    ports: dict[tuple[str, str], Node] = {}

    def port(side: str, identifier: str) -> str:
        """The reroute that stands for a socket of the group."""
        if (side, identifier) not in ports:
            ports[side, identifier] = Node(_fresh(f"{group.name}_{side}", taken), REROUTE)
        return ports[side, identifier].name

    ends = (
        {node.name for node in inner.nodes if node.idname == GROUP_INPUT},
        {node.name for node in inner.nodes if node.idname == GROUP_OUTPUT},
    )
    links = [_outer(link, group.name, port) for link in graph.links]
    links += [_inner(link, names, ends, port) for link in inner.links]
    made = [replace(node, name=names[node.name]) for node in inner.nodes if node.idname not in (GROUP_INPUT, GROUP_OUTPUT)]
    fed = {link.target for link in links}
    values = {("in", identifier): value for identifier, value in group.inputs.items()}
    values |= {("out", identifier): value for node in inner.nodes if node.name in ends[1] for identifier, value in node.inputs.items()}
    constants = [
        (_constant(_fresh(f"{group.name}_value", taken), value), ports[end])
        for end, value in values.items()
        if end in ports and ports[end].name not in fed and not isinstance(value, str)
    ]
    links += [Link(node.name, output, port.name, "Input") for (node, output), port in constants]
    kept = [node for node in graph.nodes if node.name != group.name]
    return replace(graph, nodes=[*kept, *made, *ports.values(), *(node for (node, _), _ in constants)], links=links)


def _outer(link: Link, group: str, port) -> Link:
    if link.source == group:
        link = replace(link, source=port("out", link.output), output="Output")
    if link.target == group:
        link = replace(link, target=port("in", link.input), input="Input")
    return link


def _inner(link: Link, names: dict[str, str], ends: tuple[set[str], set[str]], port) -> Link:
    inputs, outputs = ends
    source = (port("in", link.output), "Output") if link.source in inputs else (names[link.source], link.output)
    target = (port("out", link.input), "Input") if link.target in outputs else (names[link.target], link.input)
    return Link(*source, *target)


def _constant(name: str, value: Value) -> tuple[Node, str]:
    """A node that holds a value, and its output."""
    if not isinstance(value, tuple):
        return Node(name, "ShaderNodeValue", outputs={"Value": float(value)}), "Value"
    if len(value) == 4:
        return Node(name, "ShaderNodeRGB", outputs={"Color": value}), "Color"
    return Node(name, "ShaderNodeCombineXYZ", inputs=dict(zip("XYZ", value, strict=True))), "Vector"


def _fresh(name: str, taken: set[str]) -> str:
    """The name, or with a number where it is taken; it is taken now."""
    found, count = name, 0
    while found in taken:
        count += 1
        found = f"{name}_{count}"
    taken.add(found)
    return found
