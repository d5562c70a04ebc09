"""The node tree of a material as Blender keeps it: nodes by variable, by name and by number, and their links."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

from vlcritic.languages.blender import tables
from vlcritic.languages.blender.graph import GROUP, MATERIAL_OUTPUT, Graph, Link, Node, Ramp
from vlcritic.languages.blender.problems import Fault, Problem, shown, some

EEVEE_ONLY = frozenset(["ShaderNodeShaderToRGB", "ShaderNodeEeveeSpecular"])
"""Shaders that Cycles draws white or black."""

FORBIDDEN = {
    "ShaderNodeTexImage": "an image file",
    "ShaderNodeTexEnvironment": "an image file",
    "ShaderNodeTexIES": "a light file",
    "ShaderNodeTexPointDensity": "a point cloud",
    "ShaderNodeScript": "a script",
}
_MADE_BY_USE_NODES = {"Principled BSDF": "ShaderNodeBsdfPrincipled", "Material Output": MATERIAL_OUTPUT}


class Tree:
    """The nodes and links that a program has made so far.

    Attributes:
        graph: what `finish` made of them.
        types: of nodes, by idname.
        problems: what went wrong, in order.
        lines: the line of each node, by name, and of each link.
    """

    def __init__(self, version: str):
        self.graph = Graph(version=version)
        self.types = tables.node_types(version)
        self.problems: list[Problem] = []
        self.lines: dict[str | Link, int] = {}
        self._line = 0  # of the statement that is carried out
        self._alive: dict[str, Node] = {}
        self._taken: dict[str, int] = {}  # names of nodes, removed ones too, and the last number given to each
        self._labels: dict[str, Node | None] = dict.fromkeys(_MADE_BY_USE_NODES)  # names in Blender; None: not yet in the graph
        self._numbers: dict[str, int] = {}  # the last number given to each label
        self._links: dict[object, Link] = {}  # by what they go into
        self._active: Node | None = None
        self._is_own = False  # since it was cleared, all that is in the tree is the program's own

    def finish(self) -> None:
        """Put all nodes and links into the graph."""
        self.graph.nodes, self.graph.links = list(self._alive.values()), list(self._links.values())

    def clear(self) -> None:
        """Remove all, the nodes of `use_nodes` too."""
        for each in (self._alive, self._labels, self._links):
            each.clear()
        self._is_own = True

    def remove(self, node: Node) -> None:
        """Remove a node and its links."""
        del self._alive[node.name]
        self._labels = {label: each for label, each in self._labels.items() if each is not node}
        self._links = {into: link for into, link in self._links.items() if node.name not in (link.source, link.target)}

    def connect(self, link: Link, into: tables.Socket) -> None:
        """Add a link; an input that takes one alone loses its former."""
        key = link if into.is_multi else (link.target, link.input)
        self._links.pop(key, None)
        self._links[key] = link
        self.lines[link] = self._line

    def disconnect(self, link: Link | None) -> None:
        """Remove a link. Raises Fault."""
        for key in (link, link and (link.target, link.input)):
            if link is not None and self._links.get(key) == link:
                del self._links[key]
                return
        raise Fault("unknown-variable", "links.remove takes a link that is there: link = links.new(…), then links.remove(link)")

    def resolve(self, node: Node, side: str, key: int | str) -> tables.Socket:
        """The socket that a program means; by name, in Blender 5, the first that the node uses as it is now. Raises Fault.

        Where the node uses none of that name Blender 5 raises KeyError. Here the line is taken, since models set values before settings
        and after, and the checks warn of sockets that the settings hide in the end.
        """
        if node.idname == GROUP:
            return tables.Socket(f"[{key}]" if isinstance(key, int) else key, str(key), "GROUP")
        known = self.types[node.idname]
        if key in known.unique[side]:
            return known.unique[side][key]
        sockets = getattr(known, side)
        try:
            named = known.named(side, key) if type(key) is str else ()
            if len(named) > 1 and self.graph.version != tables.OLD:
                return next((each for each in named if known.is_used(side, each, node.settings)), named[0])
            if named:
                return named[0]
            return tables.resolve(sockets, key + len(sockets) if isinstance(key, int) and key < 0 else key)
        except LookupError:
            names = some((f"{index} {socket.name}" for index, socket in enumerate(sockets)), 40) or "none"
            raise Fault("unknown-socket", f"{node.idname} has no {side}[{shown(key)}]; it has {names}") from None

    def activate(self, output: Node) -> None:
        """Only one output is the active one."""
        for node in self._alive.values():
            if node.idname == output.idname and node is not output:
                node.settings.pop("is_active_output", None)

    def rename(self, node: Node, label: object) -> None:
        """A node's name in Blender, by which `nodes[name]` finds it."""
        self._labels = {name: each for name, each in self._labels.items() if each is not node}
        self._labels[_free(str(label), self._labels, self._numbers, ".{:03d}")] = node

    def active_node(self) -> Node:
        """What `nodes.active` is. Raises Fault."""
        if self._active is None or self._active.name not in self._alive:
            raise Fault("unknown-variable", "nodes.active; no line sets it")
        return self._active

    def numbered(self, things: dict, index: object, name: str):
        """The node or link of that index, where the nodes of `use_nodes` are not among them."""
        if not self._is_own:
            raise Fault("unknown-variable", f"{name}[{shown(index)}] may be of those that use_nodes makes; give yours a variable")
        if type(index) is not int or not -len(things) <= index < len(things):
            raise Fault("unknown-variable", f"{name}[{shown(index)}]; there are {len(things)}")
        return list(things.values())[index]

    def new_node(self, idname: str, name: str) -> Node:
        """Add a node of a type, its name as near to the one that is asked for as can be. Raises Fault."""
        if idname in FORBIDDEN:
            raise Fault("forbidden", f"{idname} needs {FORBIDDEN[idname]}; a program has none; compute the picture")
        known = self.types.get(idname)
        if known is None:
            is_first = not any(problem.code == "unknown-node" for problem in self.problems)  # a search takes a millisecond
            near = _near(idname[:60], self.graph.version) if is_first else None
            hint = f"; did you mean {near}?" if near else ""
            raise Fault("unknown-node", f"Blender {self.graph.version} has no node {idname[:60]!r}{hint}")
        return self._add(idname, name, known.label)

    def _add(self, idname: str, name: str, label: str) -> Node:
        node = Node(_free(name, self._taken, self._taken), idname, ramp=Ramp() if self.types[idname].has_ramp else None)
        self._taken.setdefault(node.name, 0)
        self._alive[node.name] = node
        self._labels[_free(label, self._labels, self._numbers, ".{:03d}")] = node
        self.lines[node.name] = self._line
        return node

    def labelled(self, label: object) -> Node:
        """The node of that name in Blender, or of that index. What `use_nodes` makes is in the graph once the program names it."""
        if type(label) is int:
            return self.numbered(self._alive, label, "nodes")
        if label not in self._labels:
            raise Fault("unknown-variable", f"nodes[{shown(label)}]; there are {some(self._labels)}")
        if self._labels[label] is None:
            self._add_defaults()
        return self._labels[label]

    def _add_defaults(self) -> None:
        """Put the nodes of `use_nodes` before all others, output first, and their link."""
        later, self._alive = self._alive, {}
        for label, idname in reversed(_MADE_BY_USE_NODES.items()):
            if self._labels.get(label, 0) is None:
                del self._labels[label]
                self._add(idname, label.lower().replace(" ", "_"), label)
        made = list(self._alive)
        self._alive |= later
        if len(made) == 2:
            link = Link(made[1], "BSDF", made[0], "Surface")
            self._links = {(link.target, link.input): link} | self._links


@lru_cache(256)
def _near(idname: str, version: str) -> str | None:
    """The node type that is spelled most like it."""
    return next(iter(get_close_matches(idname, tables.node_types(version), 1)), None)


def _free(name: str, taken: Collection[str], numbers: dict[str, int], pattern: str = "_{}") -> str:
    """The name, or with the next number behind it that makes it new."""
    free = name
    while free in taken:
        numbers[name] = numbers.get(name, 0) + 1
        free = name + pattern.format(numbers[name])
    return free
