"""The old programs, and what Blender says they are: the fixtures that `blender_oracle.py` writes, as graphs."""

import json
from pathlib import Path

from vlcritic.languages.blender.graph import MATERIAL_OUTPUT, CurvePoint, Graph, Link, Node, Ramp

FOLDER = Path(__file__).parent
PROGRAMS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / "old_programs").glob("*.py"))}


def graphs(version: str) -> dict[str, Graph]:
    """Every old program as Blender 3.4 builds it, or as Blender 5.0 opens the file that 3.4 saved."""
    fixture = json.loads((FOLDER / "converted" / f"{version}.json").read_text(encoding="utf-8"))
    return {name: _graph(material, version) for name, material in fixture.items()}


def _graph(material: dict, version: str) -> Graph:
    nodes = [_node(**node) for node in material["nodes"]]
    outputs = [node for node in nodes if node.idname == MATERIAL_OUTPUT]
    if len(outputs) == 1:
        outputs[0].settings.pop("is_active_output")  # Blender says so of the only one, a program need not
    return Graph(nodes, [Link(*link) for link in material["links"]], version)


def _node(name, idname, inputs=None, outputs=None, settings=None, ramp=None, curves=None) -> Node:
    values = [{key: _value(value) for key, value in (values or {}).items()} for values in (inputs, outputs, settings)]
    ramp = ramp and Ramp([(position, tuple(color)) for position, color in ramp[0]], *ramp[1:])
    curves = curves and [[CurvePoint(*point) for point in curve] for curve in curves]
    return Node(name, idname, *values, ramp, curves)


def _value(value):
    return tuple(value) if isinstance(value, list) else value


def described(graph: Graph, names: set[str]) -> dict[str, dict]:
    """What each of the named nodes is, and what feeds it: an output of a named node, or the whole expression of nodes that have no name of
    their own. Links in another order and helpers called otherwise make no difference; numbers are rounded to five digits."""
    into = {(link.target, link.input): link for link in graph.links}
    nodes = {node.name: node for node in graph.nodes}

    def one(node: Node) -> dict:
        fed = {input: source(link) for (target, input), link in into.items() if target == node.name}
        values = {name: rounded(value) for name, value in node.inputs.items() if name not in fed}
        return {"idname": node.idname, "settings": rounded(node.settings), "values": values, "fed": fed, **others(node)}

    def source(link: Link):
        return (link.source if link.source in names else one(nodes[link.source]), link.output)

    return {name: one(nodes[name]) for name in sorted(names & set(nodes))}


def others(node: Node) -> dict:
    """Outputs, ramp and curves, where there are some; curves that were never touched are not told from straight lines."""
    curves = [[(rounded(point.x), rounded(point.y), point.handle) for point in curve] for curve in node.curves or []]
    ramp = node.ramp and (rounded(node.ramp.stops), node.ramp.interpolation, node.ramp.color_mode, node.ramp.hue_interpolation)
    is_straight = all(len(curve) == 2 and {(x, y) for x, y, _ in curve} in ({(0, 0), (1, 1)}, {(-1, -1), (1, 1)}) for curve in curves)
    return {"outputs": rounded(node.outputs), "ramp": ramp, "curves": [] if is_straight else curves}


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(rounded(each) for each in value)
    return float(f"{value:.5g}") + 0.0 if isinstance(value, float) else value
