"""What the language model is asked: two materials, the words of the whole data, and a third that is neither.

The part that all requests share comes first, so that an endpoint that keeps the beginning of prompts reads it once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vlcritic.data.materials.builder import MAX_NODES
from vlcritic.languages.blender.graph import Graph
from vlcritic.languages.blender.tables import NodeType, Socket, has_name, node_types
from vlcritic.remote.endpoint import LETTERS_A_TOKEN, Turn

RULES = f"""You design procedural materials for Blender. A material is a Python function that builds a graph of shader nodes. Below are all
node types that you may use, then two materials. Write a new one that could stand beside them.

Rules:
- New: another material than either, not one of them with other numbers. Take ideas from both, and add one of your own.
- Worth a look: on a flat square lit from above it must show a pattern with structure at more than one size, and more than one shade. No
  plain colour, no bare noise, nothing that is nearly black or white all over.
- At most {MAX_NODES} nodes, and no node that the output does not depend on.
- Only the node types, sockets and settings of the list. No image textures, no node groups, no files.
- Written as the examples are: `import bpy`, `def shader_material(material: bpy.types.Material):`, then nodes, links, and values that are
  not the default. No loops, no arithmetic, no helpers, no comments on your choices.
- Code only: a fenced block ```python … ``` that is complete in itself, and nothing around it.
"""

_TYPES = {"VALUE": "float", "INT": "int", "BOOLEAN": "bool", "RGBA": "color"}


def prompt(words: str, first: str, second: str) -> Turn:
    """The request for materials beside two programs.

    Args:
        words: from `vocabulary`.
    """
    fenced = "\n".join(f"Material {letter}:\n```python\n{program.strip()}\n```" for letter, program in (("A", first), ("B", second)))
    text = f"{RULES}\nNode types:\n{words}\n\n{fenced}\n\nThe new material:"
    return Turn(text, len(text) / LETTERS_A_TOKEN)


def vocabulary(graphs: Iterable[Graph]) -> str:
    """A line for each node type that occurs, with the sockets and settings that are linked or set somewhere."""
    used: dict[str, dict[str, set]] = defaultdict(lambda: {"inputs": set(), "outputs": set(), "settings": set()})
    for graph in graphs:
        idnames = {node.name: node.idname for node in graph.nodes}
        for node in graph.nodes:
            used[node.idname]["inputs"] |= node.inputs.keys()
            used[node.idname]["outputs"] |= node.outputs.keys()
            used[node.idname]["settings"] |= node.settings.keys()
        for link in graph.links:
            used[idnames[link.source]]["outputs"].add(link.output)
            used[idnames[link.target]]["inputs"].add(link.input)
    known = node_types()
    return "\n".join(_line(known[idname], used[idname]) for idname in sorted(used))


def _line(kind: NodeType, used: dict[str, set]) -> str:
    parts = {side: _sockets(getattr(kind, side), used[side]) for side in ("inputs", "outputs")}
    parts["settings"] = ", ".join(_setting(kind, name) for name in sorted(used["settings"]))
    parts["also"] = "color_ramp" if kind.has_ramp else "mapping.curves" if kind.curves else ""
    return " | ".join([kind.idname, *(f"{name}: {text}" for name, text in parts.items() if text)])


def _sockets(sockets: tuple[Socket, ...], used: set[str]) -> str:
    """Names, or indices where a name would not do, as the writer writes them."""
    return ", ".join(_socket(sockets, index) for index, socket in enumerate(sockets) if socket.identifier in used)


def _socket(sockets: tuple[Socket, ...], index: int) -> str:
    socket = sockets[index]
    kind = _TYPES.get(socket.type, socket.type.lower())
    return f"{socket.name!r} {kind}" if has_name(sockets, socket) else f"{index} {kind} ({socket.name})"


def _setting(kind: NodeType, name: str) -> str:
    setting = kind.settings[name]
    return f"{name} = {' or '.join(map(repr, setting.items))}" if setting.items else f"{name} ({setting.type.lower()})"
