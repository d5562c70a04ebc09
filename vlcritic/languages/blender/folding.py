"""What an artist's node tree has beside the material itself, folded away: reroutes, constants, node groups, nodes that nothing uses."""

from __future__ import annotations

from dataclasses import dataclass, field

from vlcritic.errors import CheckError
from vlcritic.languages.blender.graph import GROUP, Graph, Node, Value
from vlcritic.languages.blender.rewiring import Edit, Signal, Wire
from vlcritic.languages.blender.tables import Socket, node_types

MAX_NODES = 30
"""Of a material with its groups expanded. Source: VLMaterial (ICLR 2025)."""

REROUTE, INPUT, OUTPUT = "NodeReroute", "NodeGroupInput", "NodeGroupOutput"

LUMINANCE = (0.2126, 0.7152, 0.0722)  # of a colour where a number is wanted. Source: ITU-R BT.709


@dataclass
class Group:
    """A node group: its tree, with `NodeGroupInput` and `NodeGroupOutput`, and the types of its sockets by identifier."""

    graph: Graph
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)


def folded(graph: Graph, groups: dict[str, Group] | None = None, *, max_nodes: int = MAX_NODES) -> Graph:
    """The same material of nodes that a program may hold, as few as that takes.

    Groups are expanded smallest first. Reroutes become links, and constants of `ShaderNodeValue` and `ShaderNodeRGB` values of the
    sockets that they feed, where these can hold them; what the output does not depend on goes.

    Raises CheckError where a group is unknown, or would make more than `max_nodes` nodes.
    """
    edit, groups = Edit(graph), {name: _without_reroutes(group) for name, group in (groups or {}).items()}
    _fold_reroutes(edit)
    _drop_unused(edit)
    while nodes := [node for node in edit.graph.nodes if node.idname == GROUP]:
        node = min(nodes, key=lambda node: _size(node, groups))
        total = len(edit.graph.nodes) - 1 + _size(node, groups)
        if total > max_nodes:
            raise CheckError(f"{node.name}: with the nodes of its group {node.group!r} these are {total} nodes; at most {max_nodes}")
        _expand(edit, node, groups)
        _drop_unused(edit)
    _fold_constants(edit)
    _drop_unused(edit)
    return edit.graph


def _without_reroutes(group: Group) -> Group:
    edit = Edit(group.graph)
    _fold_reroutes(edit)
    return Group(edit.graph, group.inputs, group.outputs)


def _size(node: Node, groups: dict[str, Group]) -> int:
    if node.group not in groups:
        raise CheckError(f"{node.name}: there is no node group {node.group!r}")
    return sum(inner.idname not in (INPUT, OUTPUT) for inner in groups[node.group].graph.nodes)


def _fold_reroutes(edit: Edit) -> None:
    for node in [node for node in edit.graph.nodes if node.idname == REROUTE]:
        before = edit.incoming(node, "Input")
        for link in edit.targets(node):
            edit.put(edit.graph.node(link.target), link.input, before and Wire(before.source, before.output))
        edit.remove(node)


def _drop_unused(edit: Edit) -> None:
    used = {node.name for node in edit.graph.reachable()}
    for node in [node for node in edit.graph.nodes if node.name not in used]:
        edit.remove(node)


def _fold_constants(edit: Edit) -> None:
    """Numbers go into sockets of numbers and colours, colours into sockets of colours, where they are within the socket's bounds."""
    for node in [node for node in edit.graph.nodes if node.idname in ("ShaderNodeValue", "ShaderNodeRGB")]:
        output = node_types(edit.graph.version)[node.idname].outputs[0]
        value = node.outputs.get(output.identifier, output.default)
        for link in edit.targets(node):
            target = edit.graph.node(link.target)
            socket = node_types(edit.graph.version)[target.idname].input(link.input)
            if socket.type in ("VALUE", "RGBA") and (output.type, socket.type) != ("RGBA", "VALUE"):
                put = _converted(value, output.type, socket.type)
                if all(socket.low <= part <= socket.high for part in (put if isinstance(put, tuple) else (put,))):
                    edit.put(target, link.input, put)


def _expand(edit: Edit, node: Node, groups: dict[str, Group]) -> None:
    """Put a group's nodes in the place of the node that uses it."""
    group = groups[node.group]
    into = {(link.target, link.input): link for link in group.graph.links}
    inner = {each.name: each for each in group.graph.nodes}
    names = {each.name: edit.copy(each, near=node).name for each in inner.values() if each.idname not in (INPUT, OUTPUT)}

    def signal(name: str, identifier: str) -> tuple[Signal | None, list[str]]:
        """What an input inside gets from inside or outside, and the types that it goes through on its way."""
        link = into.get((name, identifier))
        if link is None:
            return inner[name].inputs.get(identifier), []
        if inner[link.source].idname != INPUT:
            return Wire(names[link.source], link.output), [_type(edit, groups, names[link.source], link.output)]
        given = edit.incoming(node, link.output)
        via = group.inputs[link.output]
        if given is not None:
            return Wire(given.source, given.output), [_type(edit, groups, given.source, given.output), via]
        return node.inputs.get(link.output), [via]

    for target, identifier in list(into):
        if target in names:
            _feed(edit, groups, edit.graph.node(names[target]), identifier, *signal(target, identifier))
    ends = [each.name for each in inner.values() if each.idname == OUTPUT]
    for link in edit.targets(node):
        given, types = signal(ends[0], link.output) if ends else (None, [])
        _feed(edit, groups, edit.graph.node(link.target), link.input, given, [*types, group.outputs[link.output]])
    edit.remove(node)


def _feed(edit: Edit, groups: dict[str, Group], target: Node, identifier: str, signal: Signal | None, types: list[str]) -> None:
    """Feed an input with what came through sockets of these types; where they cost it colour, a node that costs it the same."""
    end = _socket(groups, edit.graph, target, identifier)
    if isinstance(signal, Wire):
        edit.put(target, identifier, _narrowed(edit, target, signal, [*types, end.type]))
        return
    if signal is not None and types:
        for before, after in zip(types, [*types[1:], end.type], strict=True):
            signal = _converted(signal, before, after)
    if signal is not None and end.is_implicit and end.type == "VECTOR":  # unlinked, it would get the surface's own
        made = edit.add("ShaderNodeCombineXYZ", f"{target.name}_constant", near=target, **dict(zip("XYZ", signal, strict=True)))
        signal = Wire(made.name, "Vector")
    edit.put(target, identifier, signal)


def _narrowed(edit: Edit, near: Node, wire: Wire, types: list[str]) -> Wire:
    """The wire behind conversions to a number that are not the last one: Blender makes a colour grey by itself at the end."""
    for place in range(1, len(types) - 1):
        before, after = types[place - 1], types[place]
        loses = after == "VALUE" and types[place + 1] != "VALUE"
        turns = types[place + 1] == "VALUE" and {before, after} == {"RGBA", "VECTOR"}
        kind = before if loses else after if turns else None
        if kind == "RGBA":
            wire = Wire(edit.add("ShaderNodeRGBToBW", f"{near.name}_grey", near=near, Color=wire).name, "Val")
        elif kind == "VECTOR":
            third = (1 / 3, 1 / 3, 1 / 3)
            settings = {"operation": "DOT_PRODUCT"}
            mean = edit.add("ShaderNodeVectorMath", f"{near.name}_mean", near=near, settings=settings, Vector=wire, Vector_001=third)
            wire = Wire(mean.name, "Value")
    return wire


def _converted(value: Value, before: str, after: str) -> Value:
    """A constant as a socket of another type gets it."""
    if before == after or not isinstance(value, (int, float, tuple)):
        return value
    if isinstance(value, tuple) and after == "VALUE":
        weights = LUMINANCE if before == "RGBA" else (1 / 3, 1 / 3, 1 / 3)
        return sum(weight * part for weight, part in zip(weights, value, strict=False))
    parts = tuple(value[:3]) if isinstance(value, tuple) else (float(value),) * 3
    return {"VECTOR": parts, "RGBA": (*parts, 1.0)}.get(after, value)


def _type(edit: Edit, groups: dict[str, Group], name: str, output: str) -> str:
    node = edit.graph.node(name)
    if node.idname == GROUP:
        return groups[node.group].outputs[output]
    return node_types(edit.graph.version)[node.idname].output(output).type


def _socket(groups: dict[str, Group], graph: Graph, node: Node, identifier: str) -> Socket:
    if node.idname == GROUP:
        return Socket(identifier, identifier, groups[node.group].inputs[identifier])
    return node_types(graph.version)[node.idname].input(identifier)
