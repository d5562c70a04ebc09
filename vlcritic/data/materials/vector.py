"""Materials as rows of numbers, for a vision tower to learn to see: what a program is made of, its numbers, and the picture's colours.

A tower that can tell these from a picture gives a language model what it needs to write the program.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from vlcritic.images import resize
from vlcritic.languages.blender.graph import Graph, Node
from vlcritic.languages.blender.tables import node_types
from vlcritic.types import Image

RARE = 0.01  # share of programs below which a trait or a number is left out
THUMBNAIL = 8  # side in pixels
PRESENT = 2.0  # brings traits, most of which are absent, to a spread near 1


def vectors(graphs: Sequence[Graph], pictures: Sequence[Image]) -> np.ndarray:
    """Numbers `(N, D)` of materials and their renders, float32, each column of a spread near 1; NaN where a program has no such number.

    Traits, 0 or `PRESENT`: the node types, settings and links between types that are in at least a hundredth of the programs. Numbers:
    the inputs of a node type that is there once, logarithms of those without an upper bound, standardised. Colours: an 8 × 8 thumbnail, and
    the spread of each channel.
    """
    traits = [set(_traits(graph)) for graph in graphs]
    counts = Counter(trait for each in traits for trait in each)
    kept = sorted(trait for trait, count in counts.items() if RARE * len(graphs) <= count < len(graphs))
    columns = [[PRESENT * (trait in each) for trait in kept] for each in traits]
    thumbnails = np.stack([resize(picture, THUMBNAIL).astype(np.float32).ravel() for picture in pictures]) / 127.5 - 1
    spreads = np.stack([picture.std(axis=(0, 1)) for picture in pictures]) / 32
    return np.hstack([np.array(columns, np.float32).reshape(len(graphs), -1), _numbers(graphs), thumbnails, spreads]).astype(np.float32)


def _traits(graph: Graph) -> Iterator[str]:
    """What a program is made of, numbers aside."""
    types = {node.name: node.idname for node in graph.nodes}
    yield from types.values()
    for node in graph.nodes:
        yield from (f"{node.idname}.{name}={value}" for name, value in node.settings.items())
    for link in graph.links:
        yield f"{types[link.source]}.{link.output}>{types[link.target]}.{link.input}"


def _numbers(graphs: Sequence[Graph]) -> np.ndarray:
    """The inputs of node types that are there once, `(N, D)`."""
    rows = [dict(_inputs(graph)) for graph in graphs]
    counts = Counter(name for row in rows for name in row)
    kept = sorted(name for name, count in counts.items() if count >= max(2, RARE * len(graphs)))
    numbers = np.array([[row.get(name, math.nan) for name in kept] for row in rows], np.float64).reshape(len(graphs), -1)
    spread = np.nanstd(numbers, axis=0)
    varied = spread > 1e-6
    return ((numbers - np.nanmean(numbers, axis=0)) / np.where(varied, spread, 1))[:, varied]


def _inputs(graph: Graph) -> Iterator[tuple[str, float]]:
    """Each number of the inputs of a type that is there once, by name; logarithms where only the order of magnitude is bounded."""
    types = Counter(node.idname for node in graph.nodes)
    linked = {(link.target, link.input) for link in graph.links}
    for node in graph.nodes:
        if types[node.idname] == 1:
            yield from _of_node(node, linked)


def _of_node(node: Node, linked: set[tuple[str, str]]) -> Iterator[tuple[str, float]]:
    for socket in node_types()[node.idname].inputs:
        value = node.inputs.get(socket.identifier, socket.default)
        if (node.name, socket.identifier) in linked or value is None or isinstance(value, str):
            continue
        for place, number in enumerate(value if isinstance(value, tuple) else (value,)):
            is_scale = not math.isfinite(socket.high) and number > 0
            yield f"{node.idname}.{socket.identifier}.{place}", math.log(number) if is_scale else float(number)
    for place, (position, colour) in enumerate(node.ramp.stops if node.ramp else ()):
        yield f"{node.idname}.stop{place}", position
        yield from ((f"{node.idname}.stop{place}.{channel}", value) for channel, value in enumerate(colour[:3]))
