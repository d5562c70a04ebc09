"""What a collection of materials does with each node type: which sockets and settings it sets, and to what.

    {"version": "5.0", "materials": 12, "nodes": {"ShaderNodeTexNoise": {
        "count": 9,
        "inputs": {"Scale": {"count": 9, "min": 1.5, "max": 60.0, "linked": 0}},
        "settings": {"noise_dimensions": {"count": 4, "values": {"2D": 3, "4D": 1}}}}}}

Numbers of vectors and colours share one range. `count` says how often it is set, `linked` how often something flows in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vlcritic.languages.blender.graph import Graph, Node, Value
from vlcritic.languages.blender.tables import CURRENT


def signatures(graphs: Iterable[Graph]) -> dict:
    """The signatures of materials of the current version, as JSON."""
    nodes: dict[str, dict] = {}
    materials = 0
    for graph in graphs:
        materials += 1
        for node in graph.nodes:
            _count(nodes.setdefault(node.idname, {"count": 0, "inputs": {}, "outputs": {}, "settings": {}}), node)
        of = {node.name: node.idname for node in graph.nodes}
        for link in graph.links:
            _entry(nodes[of[link.target]]["inputs"], link.input)["linked"] += 1
    return {"version": CURRENT, "materials": materials, "nodes": {name: _sorted(nodes[name]) for name in sorted(nodes)}}


def observed(seen: dict, idname: str, side: str, key: str) -> tuple[float, float] | None:
    """The range of numbers that a socket or a setting was given, `None` where it never was."""
    entry = seen["nodes"].get(idname, {}).get(side, {}).get(key, {})
    return (entry["min"], entry["max"]) if "min" in entry else None


def _count(signature: dict, node: Node) -> None:
    signature["count"] += 1
    for side in ("inputs", "outputs", "settings"):
        for key, value in getattr(node, side).items():
            _add(_entry(signature[side], key), value)


def _entry(side: dict, key: str) -> dict:
    return side.setdefault(key, {"count": 0, "linked": 0})


def _add(entry: dict, value: Value) -> None:
    entry["count"] += 1
    if isinstance(value, (str, bool)):
        values = Counter(entry.get("values", {}))
        values[str(value)] += 1
        entry["values"] = dict(sorted(values.items()))
        return
    numbers = value if isinstance(value, tuple) else (value,)
    entry["min"], entry["max"] = min(*numbers, entry.get("min", numbers[0])), max(*numbers, entry.get("max", numbers[0]))


def _sorted(signature: dict) -> dict:
    return {"count": signature["count"]} | {side: dict(sorted(signature[side].items())) for side in ("inputs", "outputs", "settings")}
