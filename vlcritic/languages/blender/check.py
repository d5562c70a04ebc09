"""Static checks: what need not be rendered to be wrong. Blender is not needed."""

from __future__ import annotations

from collections.abc import Iterator

from vlcritic.languages.blender.building import Builder
from vlcritic.languages.blender.graph import GROUP, Graph, Link, Node
from vlcritic.languages.blender.problems import CODES, ERRORS, WARNINGS, Problem
from vlcritic.languages.blender.read import build
from vlcritic.languages.blender.tables import NodeType, Setting, Socket, node_types
from vlcritic.languages.blender.tree import EEVEE_ONLY, FORBIDDEN

__all__ = ["CODES", "ERRORS", "WARNINGS", "Problem", "check", "problems"]

_REROUTE, _FRAME = "NodeReroute", "NodeFrame"


def check(source: str) -> None:
    """Refuse a material that Blender would refuse, or that would draw nothing. Raises CheckError with the line in `source` and a code."""
    for problem in problems(source):
        if problem.severity == "error":
            raise problem.error()


def problems(program: str | Graph, *, version: str | None = None) -> list[Problem]:
    """Everything that is wrong with a program or a graph: first what stands in its lines, then what the whole lacks.

    Args:
        program: text, or a graph, whose problems have no lines.
        version: as for `read`; a graph knows its own.
    """
    builder = None if isinstance(program, Graph) else build(program, version=version)
    graph = program if builder is None else builder.graph
    if builder is not None and (builder.is_cut or any(problem.code in ("syntax", "forbidden") for problem in builder.problems)):
        return builder.problems  # half of a graph: what is missing in it says nothing
    return ([] if builder is None else builder.problems) + list(_of_graph(graph, builder))


def _of_graph(graph: Graph, builder: Builder | None) -> Iterator[Problem]:
    types, lines = node_types(graph.version), builder.lines if builder else {}
    idnames = {node.name: node.idname for node in graph.nodes}
    for node in graph.nodes:
        problem = _of_node(node, types, graph.version)
        if problem:
            yield Problem(*problem, node.name, lines.get(node.name))
    if all(idname in types for idname in idnames.values()):
        yield from _of_links(graph, types, lines, idnames)
        yield from _of_values(graph, types, builder)
        yield from _of_whole(graph, lines)


def _of_node(node: Node, types: dict[str, NodeType], version: str) -> tuple[str, str] | None:
    if node.idname == GROUP:
        return "missing-group", f"{node.name} is the node group {node.group!r}, which a program does not bring along; write its nodes"
    if node.idname in FORBIDDEN:
        return "forbidden", f"{node.idname} needs {FORBIDDEN[node.idname]}"
    if node.idname not in types:
        return "unknown-node", f"Blender {version} has no node {node.idname!r}"
    return None


def _of_links(graph: Graph, types: dict[str, NodeType], lines: dict, idnames: dict[str, str]) -> Iterator[Problem]:
    """Shaders go into shader sockets alone; a colour in a shader socket shines, which is allowed."""
    shaders = _shader_outputs(graph, types, idnames)
    settings = {node.name: node.settings for node in graph.nodes}
    for link in graph.links:
        target = types.get(idnames.get(link.target, ""))
        if target is None or link.source not in idnames:
            yield Problem("unknown-variable", f"a link between {link.source} and {link.target}; one is no node", line=lines.get(link))
            continue
        socket = target.by_identifier["inputs"].get(link.input)
        if socket is None:
            if target.idname != GROUP:
                yield Problem("unknown-socket", f"{target.idname} has no input {link.input!r}", link.target, lines.get(link))
        elif (link.source, link.output) in shaders and socket.type != "SHADER" and target.idname != _REROUTE:
            message = f"a shader into {link.target}.{socket.name}, a {socket.type.lower()}; shaders go into shader sockets"
            yield Problem("type-mismatch", message, link.target, lines.get(link))
        elif target.is_hidden("inputs", socket, settings[link.target]) or _is_output_hidden(link, types[idnames[link.source]], settings):
            message = f"{link.source}.{link.output} to {link.target}.{socket.name}: with their settings one is not used"
            yield Problem("hidden-socket", message, link.target, lines.get(link))


def _is_output_hidden(link: Link, source: NodeType, settings: dict[str, dict]) -> bool:
    socket = source.by_identifier["outputs"].get(link.output)
    return socket is not None and source.is_hidden("outputs", socket, settings[link.source])


def _shader_outputs(graph: Graph, types: dict[str, NodeType], idnames: dict[str, str]) -> set[tuple[str, str]]:
    """The output sockets that carry shaders, through reroutes too."""
    outputs = {idname: [each.identifier for each in types[idname].outputs if each.type == "SHADER"] for idname in set(idnames.values())}
    found = {(name, output) for name, idname in idnames.items() for output in outputs[idname]}
    reroutes = [link for link in graph.links if idnames.get(link.target) == _REROUTE]
    grown = True
    while grown and reroutes:
        more = {(link.target, "Output") for link in reroutes if (link.source, link.output) in found}
        grown = not more <= found
        found |= more
    return found


def _of_values(graph: Graph, types: dict[str, NodeType], builder: Builder | None) -> Iterator[Problem]:
    for node in graph.nodes:
        if not node.inputs and not node.settings:
            continue
        known = types[node.idname]
        if known.switched_inputs:
            yield from _of_unused(node, known, builder)
        for key, value, slot in [
            *((each.identifier, node.inputs[each.identifier], each) for each in known.inputs if each.identifier in node.inputs),
            *((key, value, known.settings.get(key)) for key, value in node.settings.items()),
        ]:
            if slot is not None and not _is_within(value, slot):
                message = f"{node.name}.{key} = {value}; bounds are {slot.low:g} … {slot.high:g}"
                yield Problem("out-of-range", message, node.name, builder.line_of(node.name, key) if builder else None)


def _of_unused(node: Node, known: NodeType, builder: Builder | None) -> Iterator[Problem]:
    """Values in sockets of a new node that the settings switch off in the end; Blender 5 does not find these by their names."""
    for key in known.switched_inputs.intersection(node.inputs):
        if known.is_hidden("inputs", known.input(key), node.settings):
            line = builder.line_of(node.name, key) if builder else None
            yield Problem("hidden-socket", f"{node.name}.{key} is set, but not used with these settings", node.name, line)


def _is_within(value, slot: Socket | Setting) -> bool:
    if isinstance(value, (int, float)):
        return slot.low <= value <= slot.high
    return isinstance(value, str) or all(slot.low <= each <= slot.high for each in value)


def _of_whole(graph: Graph, lines: dict) -> Iterator[Problem]:
    output = graph.output()
    if output is None:
        yield Problem("no-output", "no material output; add nodes.new('ShaderNodeOutputMaterial') and link a shader to its Surface")
        return
    if not any(link.target == output.name and link.input in ("Surface", "Volume") for link in graph.links):
        message = f"nothing is linked to Surface or Volume of {output.name}; link a shader to it"
        yield Problem("output-unlinked", message, output.name, lines.get(output.name))
    reachable = {node.name for node in graph.reachable()}
    closing = _closing_link(graph.links, reachable)
    if closing is not None:
        message = f"{closing.target} takes from {closing.source}, which takes from it; break the circle"
        yield Problem("cycle", message, closing.target, lines.get(closing))
    for node in graph.nodes:
        if node.idname in EEVEE_ONLY and node.name in reachable:
            yield Problem("not-in-cycles", f"{node.idname} is of EEVEE alone; use another shader", node.name, lines.get(node.name))
        if node.name not in reachable and node.idname != _FRAME:
            yield Problem("unreachable-node", f"{output.name} does not depend on {node.name}", node.name, lines.get(node.name))


def _closing_link(links: list[Link], names: set[str]) -> Link | None:
    """A link of a circle among these nodes, `None` where there is none: nodes without open sources are taken away until none is left."""
    open_sources = dict.fromkeys(names, 0)
    onward: dict[str, list[str]] = {}
    for link in links:
        if link.source in names and link.target in names:
            open_sources[link.target] += 1
            onward.setdefault(link.source, []).append(link.target)
    ready = [name for name, count in open_sources.items() if not count]
    while ready:
        for target in onward.get(ready.pop(), ()):
            open_sources[target] -= 1
            if not open_sources[target]:
                ready.append(target)
    left = {name for name, count in open_sources.items() if count}
    return next((link for link in reversed(links) if link.source in left and link.target in left), None) if left else None
