"""Which materials are the same: equal graphs, or pictures that are alike nearly everywhere.

Two pictures are duplicates where more than 95 % of their pixels differ by less than 0.02 in every channel. Comparing each with all would
take days, so what cannot be one is ruled out by small pictures first: a cell whose pixels agree but for a share f differs in its mean by
at most 0.02 + f, so the differences of 16 × 16 cells, less 0.02 each, are 0.05 at most on average. No duplicate escapes that; of 50,000
pictures it leaves a few to compare in full.

Source: VLMaterial (ICLR 2025), its filter's numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import PIL.Image

from vlcritic.errors import DataError
from vlcritic.images import to_pil
from vlcritic.languages.blender.graph import Graph, Node
from vlcritic.languages.blender.tables import node_types
from vlcritic.languages.blender.write import write
from vlcritic.types import Image

LEVELS = 5  # of 255: 0.02
SHARE = 0.95
CELLS = 16

_ROUNDING = 2  # levels that two means may be off by


def graph_key(graph: Graph) -> str:
    """A hash that two graphs share when they differ in names, order, idle nodes, or values that nothing reads."""
    reached = graph.reachable()
    names = {node.name for node in reached}
    links = [link for link in graph.links if link.source in names and link.target in names]
    linked = {(link.target, link.input) for link in links}
    nodes = [_heeded(node, linked, graph.version) for node in reached]
    return hashlib.blake2b(write(Graph(nodes, links, graph.version)).encode(), digest_size=12).hexdigest()


def _heeded(node: Node, linked: set[tuple[str, str]], version: str) -> Node:
    """The node without values under links, and of sockets that it surely does not use."""
    known = node_types(version)[node.idname]
    idle = {socket.identifier for socket in known.inputs if known.is_hidden("inputs", socket, node.settings)}
    inputs = {key: value for key, value in node.inputs.items() if (node.name, key) not in linked and key not in idle}
    settings = {key: value for key, value in node.settings.items() if key != "is_active_output"}
    return replace(node, inputs=inputs, settings=settings)


def are_alike(image: Image, other: Image) -> bool:
    """Whether two pictures of one size are duplicates."""
    within = (np.maximum(image, other) - np.minimum(image, other) <= LEVELS).all(axis=2)
    return np.count_nonzero(within) > SHARE * within.size


def require_one_size(*images: Image) -> None:
    """Raises DataError where pictures have several sizes."""
    if len(shapes := {image.shape[:2] for image in images}) > 1:
        sizes = " and ".join(f"{width}×{height}" for height, width in sorted(shapes))
        raise DataError(f"pictures of {sizes} pixels; give all stages the same --size")


def small(image: Image) -> np.ndarray:
    """Means of 16 × 16 cells of the picture, uint8 `(16, 16, 3)`: its perceptual hash."""
    return np.asarray(to_pil(image).resize((CELLS, CELLS), PIL.Image.Resampling.BOX))


class Seen:
    """Materials so far, to be asked whether a new one is among them.

    Args:
        load: the picture of an id.
    """

    def __init__(self, load: Callable[[str], Image]):
        self._load = load
        self._graphs: dict[str, str] = {}
        self._ids: list[str] = []
        self._first: Image | None = None
        self._small = np.empty((64, CELLS * CELLS, 3), np.uint8)
        self._means = np.empty((64, 3), np.float32)

    def add(self, identity: str, key: str, image: Image) -> None:
        """Remember a material by its id, graph and picture."""
        count = len(self._ids)
        self._first = image if self._first is None else self._first
        if count == len(self._small):
            self._small, self._means = (np.concatenate([each, np.empty_like(each)]) for each in (self._small, self._means))
        self._small[count] = small(image).reshape(-1, 3)
        self._means[count] = self._small[count].mean(axis=0)
        self._graphs[key] = identity
        self._ids.append(identity)

    def graph(self, key: str) -> str | None:
        """The id of the same graph, `None` where there is none."""
        return self._graphs.get(key)

    def picture(self, image: Image) -> str | None:
        """The id of the first picture that is alike, `None` where there is none. Raises DataError for one of another size."""
        if self._first is not None:
            require_one_size(self._first, image)
        return next((self._ids[place] for place in self._candidates(image) if are_alike(image, self._load(self._ids[place]))), None)

    def _candidates(self, image: Image) -> np.ndarray:
        """Places of the pictures that may be alike: whole means first, then cells."""
        count, cells = len(self._ids), small(image).reshape(-1, 3).astype(np.int16)
        allowed = LEVELS + 255 * (1 - SHARE)
        near = np.flatnonzero((np.abs(self._means[:count] - cells.mean(axis=0)) <= allowed + _ROUNDING).all(axis=1))
        apart = np.abs(self._small[near].astype(np.int16) - cells).max(axis=2)
        beyond = np.maximum(apart - LEVELS - _ROUNDING, 0).mean(axis=1)
        return near[beyond <= 255 * (1 - SHARE)]
