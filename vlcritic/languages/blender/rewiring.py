"""Changing a graph: what feeds a socket, what to feed it instead, nodes added, sockets renamed."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from vlcritic.languages.blender.graph import Graph, Link, Node, Value
from vlcritic.languages.blender.tables import node_types


@dataclass(frozen=True)
class Wire:
    """The output of a node, where a socket is fed by one and not by a value."""

    node: str
    output: str


Signal = Value | Wire
"""What a socket gets."""


class Edit:
    """A graph that is being changed, and what was said about the changes.

    Args:
        graph: left as it is; `self.graph` is a copy.
    """

    def __init__(self, graph: Graph):
        self.graph = copy.deepcopy(graph)
        self.said: list[str] = []
        self._types = node_types(graph.version)
        self._names = {node.name for node in graph.nodes}
        self._into = {(link.target, link.input): link for link in self.graph.links}

    def say(self, node: Node, text: str) -> None:
        """Note a change: `brick (ShaderNodeTexBrick): text`."""
        self.said.append(f"{node.name} ({node.idname}): {text}")

    def incoming(self, node: Node, identifier: str) -> Link | None:
        """The link into an input, `None` where there is none."""
        return self._into.get((node.name, identifier))

    def signal(self, node: Node, identifier: str) -> Signal | None:
        """What an input gets: a wire, else its value, else its default in the graph's version."""
        link = self.incoming(node, identifier)
        if link is not None:
            return Wire(link.source, link.output)
        if identifier in node.inputs:
            return node.inputs[identifier]
        return self._types[node.idname].input(identifier).default

    def put(self, node: Node, identifier: str, signal: Signal | None) -> None:
        """Feed an input; a wire takes the place of an older one, and `None` leaves the input at its default."""
        self.clear(node, identifier)
        if isinstance(signal, Wire):
            link = Link(signal.node, signal.output, node.name, identifier)
            self.graph.links.append(link)
            self._into[node.name, identifier] = link
        elif signal is not None:
            node.inputs[identifier] = signal

    def clear(self, node: Node, identifier: str) -> None:
        """Leave an input at its default, unlinked."""
        node.inputs.pop(identifier, None)
        link = self._into.pop((node.name, identifier), None)
        if link is not None:
            self.graph.links.remove(link)

    def rename_inputs(self, node: Node, names: dict[str, str]) -> None:
        """Give inputs other identifiers, values and links with them."""
        kept = {names.get(identifier, identifier): value for identifier, value in node.inputs.items()}
        node.inputs = kept
        self._relink(lambda link: Link(link.source, link.output, link.target, names.get(link.input, link.input)), target=node.name)

    def rename_outputs(self, node: Node, names: dict[str, str]) -> None:
        """Give outputs other identifiers, links with them."""
        self._relink(lambda link: Link(link.source, names.get(link.output, link.output), link.target, link.input), source=node.name)

    def targets(self, node: Node) -> list[Link]:
        """The links out of a node."""
        return [link for link in self.graph.links if link.source == node.name]

    def add(self, idname: str, name: str, *, near: Node, settings: dict[str, Value] | None = None, **inputs: Signal) -> Node:
        """A new node behind `near`, its inputs fed; `name` gets a number where it is taken."""
        node = Node(self._unused(name), idname, settings=dict(settings or {}))
        self.graph.nodes.insert(self.graph.nodes.index(near) + 1, node)
        for identifier, signal in inputs.items():
            self.put(node, identifier, signal)
        return node

    def remove(self, node: Node) -> None:
        """Drop a node and its links; what it fed falls back to its own values."""
        self.graph.nodes.remove(node)
        self.graph.links = [link for link in self.graph.links if node.name not in (link.source, link.target)]
        self._into = {(link.target, link.input): link for link in self.graph.links}

    def _unused(self, name: str) -> str:
        number, free = 0, name
        while free in self._names:
            number += 1
            free = f"{name}_{number}"
        self._names.add(free)
        return free

    def _relink(self, changed, *, source: str | None = None, target: str | None = None) -> None:
        self.graph.links = [changed(link) if source == link.source or target == link.target else link for link in self.graph.links]
        self._into = {(link.target, link.input): link for link in self.graph.links}
