"""Graph → program text, in one canonical way: the same graph always gives the same text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from vlcritic.languages.blender.graph import GROUP, CurvePoint, Graph, Link, Node, Ramp, Value
from vlcritic.languages.blender.ramps import default_curves, new_point
from vlcritic.languages.blender.tables import CURRENT, NodeType, Socket, has_name, node_types

FORMS = ("named", "index")

_HEAD = """import bpy

def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links
"""


def write(graph: Graph, *, form: str = "named", digits: int | None = 3) -> str:
    """The program that builds the graph; `read` gives `canonical(graph)` back.

    Args:
        graph: of any version; its nodes and sockets are those of its version's table.
        form: `"named"`: sockets by name where one alone has it and a new node uses it, else by index; `"index"`: all by index, under a
            comment that says whose indices they are.
        digits: decimals of numbers below 1 and significant digits of others; `None`: all there are.

    Raises:
        ValueError: a number that is not finite, or a form that there is none of.
        KeyError: a node type or socket that the version does not have.
    """
    if form not in FORMS:
        raise ValueError(f"form: expected one of {', '.join(FORMS)}, got {form!r}")
    graph = canonical(graph)
    writer = _Writer(graph, form, digits)
    sections = {"nodes": writer.nodes(), "links": writer.links(), "values": writer.values()}
    comment = f"# Blender {graph.version}\n" if form == "index" or graph.version != CURRENT else ""
    parts = [comment + _HEAD]
    for name, lines in sections.items():
        body = "".join(f"    {line}\n" for line in lines)
        parts += [f"\n    # {name}\n{body}"] if body else []
    return "".join(parts)


def canonical(graph: Graph) -> Graph:
    """The same graph in the order and with the names of the writer, without values that are defaults.

    Nodes come in reverse depth-first order from the output, then those that it does not depend on; links by target and its inputs.
    """
    types = node_types(graph.version)
    nodes = _ordered(graph, types)
    names = _names(nodes, types)
    place = {node.name: number for number, node in enumerate(nodes)}
    links = [replace(link, source=names[link.source], target=names[link.target]) for link in _sorted_links(graph, types, place)]
    return Graph([_plain(node, names[node.name], types[node.idname]) for node in nodes], links, graph.version)


class _Writer:
    def __init__(self, graph: Graph, form: str, digits: int | None):
        self._graph, self._form, self._digits = graph, form, digits
        self._types = node_types(graph.version)
        self._idnames = {node.name: node.idname for node in graph.nodes}

    def nodes(self) -> Iterator[str]:
        for node in self._graph.nodes:
            yield f"{node.name} = nodes.new('{node.idname}')"
            if node.group is not None:
                yield f"{node.name}.node_tree = bpy.data.node_groups[{node.group!r}]"

    def links(self) -> Iterator[str]:
        for link in self._graph.links:
            source = self._socket(link.source, "outputs", link.output)
            yield f"links.new({source}, {self._socket(link.target, 'inputs', link.input)})"

    def values(self) -> Iterator[str]:
        """Sockets before settings: Blender finds no socket by name that a setting has switched off."""
        for node in self._graph.nodes:
            known = self._types[node.idname]
            for side, values in (("inputs", node.inputs), ("outputs", node.outputs)):
                for identifier, value in values.items():
                    socket = known.by_identifier[side].get(identifier)
                    target = self._socket(node.name, side, identifier)
                    yield from self._assigned(f"{target}.default_value", value, socket and socket.default)
            for name, value in node.settings.items():
                yield from self._assigned(f"{node.name}.{name}", value, known.settings[name].default)
            if node.ramp is not None:
                yield from self._ramp(f"{node.name}.color_ramp", node.ramp)
            for number, (curve, straight) in enumerate(
                zip(node.curves or [], default_curves(node.idname, len(node.curves or [])), strict=True)
            ):
                yield from self._curve(f"{node.name}.mapping.curves[{number}].points", curve, straight)

    def _assigned(self, target: str, value: Value, default: Value | None) -> Iterator[str]:
        value = _rounded(value, self._digits)
        if value != default:
            yield f"{target} = {value!r}"

    def _socket(self, node: str, side: str, identifier: str) -> str:
        if self._idnames[node] == GROUP:
            return f"{node}.{side}{identifier if identifier.startswith('[') else f'[{identifier!r}]'}"
        return f"{node}.{side}[{self._key(getattr(self._types[self._idnames[node]], side), identifier)!r}]"

    def _key(self, sockets: tuple[Socket, ...], identifier: str) -> str | int:
        for index, socket in enumerate(sockets):
            if socket.identifier == identifier:
                return socket.name if self._form == "named" and has_name(sockets, socket) else index
        raise KeyError(identifier)

    def _ramp(self, target: str, ramp: Ramp) -> Iterator[str]:
        usual, digits = Ramp(), self._digits
        for name in ("interpolation", "color_mode", "hue_interpolation"):
            yield from self._assigned(f"{target}.{name}", getattr(ramp, name), getattr(usual, name))
        stops = [(_rounded(position, digits), _rounded(color, digits)) for position, color in ramp.stops]
        if len(stops) == 1:
            yield f"{target}.elements.remove({target}.elements[1])"
        is_sorted = all(left[0] <= right[0] for left, right in pairwise(stops))
        if not is_sorted:  # `new` sorts, so all stops are made before any is moved
            yield from [f"{target}.elements.new(1.0)"] * (len(stops) - 2)
        for number, (position, color) in enumerate(stops):
            start = usual.stops[number] if number < 2 else (1.0, None)
            if number > 1 and is_sorted:
                yield f"{target}.elements.new({position!r})"
            else:
                yield from self._assigned(f"{target}.elements[{number}].position", position, start[0])
            yield from self._assigned(f"{target}.elements[{number}].color", color, start[1])

    def _curve(self, target: str, curve: list[CurvePoint], straight: list[CurvePoint]) -> Iterator[str]:
        """The points between the ends are made, then those that are not in their place are moved."""
        points = [CurvePoint(_rounded(point.x, self._digits), _rounded(point.y, self._digits), point.handle) for point in curve]
        for point in points[1:-1]:
            yield f"{target}.new({point.x!r}, {point.y!r})"
            new_point(straight, point.x, point.y)
        for number, (point, so_far) in enumerate(zip(points, straight, strict=True)):
            yield from self._assigned(f"{target}[{number}].location", (point.x, point.y), (so_far.x, so_far.y))
            yield from self._assigned(f"{target}[{number}].handle_type", point.handle, "AUTO")


def _rounded(value: Value, digits: int | None) -> Value:
    """Numbers with so many decimals below 1, else so many significant digits."""
    if isinstance(value, tuple):
        return tuple([_rounded(each, digits) for each in value])
    if not isinstance(value, float):
        return value
    if value - value != 0:
        raise ValueError(f"graph: expected finite numbers, got {value}")
    if digits is None:
        return value + 0.0
    return (round(value, digits) if abs(value) < 1 else float(f"{value:.{digits}g}")) + 0.0  # + 0.0: no minus zero


def _ordered(graph: Graph, types: dict[str, NodeType]) -> list[Node]:
    """Reverse postorder: the output first, every node before those it takes from (cycles aside)."""
    nodes = {node.name: node for node in graph.nodes}
    into: dict[str, list[str]] = {}
    for link in reversed(_sorted_links(graph, types, {})):  # so that what flows into the first input is written first
        into.setdefault(link.target, []).append(link.source)
    output = graph.output()
    found, order = set(), []
    open_nodes = [(output.name, iter(into.get(output.name, ())))] if output else []
    found.update(name for name, _ in open_nodes)
    while open_nodes:
        name, sources = open_nodes[-1]
        following = next((source for source in sources if source not in found), None)
        if following is None:
            order.append(nodes[name])
            open_nodes.pop()
        else:
            found.add(following)
            open_nodes.append((following, iter(into.get(following, ()))))
    return order[::-1] + [node for node in graph.nodes if node.name not in found]


def _sorted_links(graph: Graph, types: dict[str, NodeType], place: dict[str, int]) -> list[Link]:
    """Links by target, then in the order of its inputs."""
    idnames = {node.name: node.idname for node in graph.nodes}

    def key(link: Link) -> tuple[int, int, str]:
        identifiers = [socket.identifier for socket in types[idnames[link.target]].inputs]
        return place.get(link.target, 0), identifiers.index(link.input) if link.input in identifiers else 0, link.input

    return sorted(graph.links, key=key)


def _names(nodes: list[Node], types: dict[str, NodeType]) -> dict[str, str]:
    """Short names from the labels, by the old names: `noise_texture`, `noise_texture_1`."""
    count: dict[str, int] = {}
    names = {}
    for node in nodes:
        name = re.sub(r"\W+", "_", types[node.idname].label.removesuffix(" (Legacy)").lower()).strip("_")
        number = count[name] = count.get(name, -1) + 1
        names[node.name] = f"{name}_{number}" if number else name
    return names


def _plain(node: Node, name: str, known: NodeType) -> Node:
    """The node with its values in the order of the table, without defaults; which output is active, their order says."""
    settings = {
        key: node.settings[key]
        for key, setting in known.settings.items()
        if key in node.settings and node.settings[key] != setting.default and key != "is_active_output"
    }
    curves = node.curves if node.curves != default_curves(node.idname, known.curves) else None
    inputs, outputs = _changed(node.inputs, known.inputs), _changed(node.outputs, known.outputs)
    return replace(node, name=name, settings=settings, inputs=inputs, outputs=outputs, curves=curves)


def _changed(values: dict[str, Value], sockets: tuple[Socket, ...]) -> dict[str, Value]:
    """Values that are not the defaults, in the order of the sockets; a group's sockets are unknown, and all kept in theirs."""
    if not sockets:
        return dict(values)
    return {
        each.identifier: values[each.identifier]
        for each in sockets
        if each.identifier in values and values[each.identifier] != each.default
    }
