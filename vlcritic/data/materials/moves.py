"""Variations of materials: the same graph with other numbers, as far from its parent as VLMaterial goes.

Of a material's parameters, those at their default are moved with probability 0.2, the others always:

    numbers, vectors    uniform within ± 25 % of the value, ± 0.05 at least, cut to what Blender's slider has or was ever seen
    colours             saturation, value and alpha within ± 0.5, any hue
    colour ramps        positions within ± 0.25, colours as colours
    curves              heights as numbers
    words, booleans     another with probability 0.25, but never what decides which sockets a node has or what its numbers mean

Trial t of a material depends on the seed, the material's id and t alone.

Source: VLMaterial (ICLR 2025), its augmentation of parameters and the numbers of its code.
"""

from __future__ import annotations

import colorsys
import hashlib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

import numpy as np

from vlcritic.data.materials.signatures import observed
from vlcritic.languages.blender.graph import CurvePoint, Graph, Node, Ramp, Value
from vlcritic.languages.blender.literals import USUAL
from vlcritic.languages.blender.tables import CURRENT, NodeType, Setting, Socket, node_types

DEFAULT_MOVES = 0.2
REACH, LEAST_REACH = 0.25, 0.05
COLOUR_REACH = 0.5
POSITION_REACH = 0.25
WORD_CHANGES = 0.25

UNBOUNDED = 1000.0  # a slider that ends further out has no end that means anything

MEANINGS = ("mode", "factor_mode", "vector_type", "target")
"""Settings that switch no socket and yet decide what a node's numbers mean, such as the model of a colour."""


def varied(graph: Graph, rng: np.random.Generator, seen: dict) -> Graph:
    """A variation of a material of the current version.

    Args:
        seen: `signatures` of the collection, for the ranges.
    """
    graph = deepcopy(graph)
    linked = {(link.target, link.input) for link in graph.links}
    for node in graph.nodes:
        _vary_node(node, {key for name, key in linked if name == node.name}, rng, seen)
    return graph


def generator(seed: int, identity: str, trial: int) -> np.random.Generator:
    """The random numbers of one trial."""
    return np.random.default_rng([seed, int.from_bytes(hashlib.blake2b(identity.encode(), digest_size=8).digest()), trial])


def _vary_node(node: Node, linked: set[str], rng: np.random.Generator, seen: dict) -> None:
    known = node_types(CURRENT)[node.idname]
    for socket in known.inputs:
        if socket.identifier in linked or socket.default is None or not _is_used(node, known, socket):
            continue
        _vary_slot(node.inputs, socket.identifier, socket, rng, observed(seen, node.idname, "inputs", socket.identifier))
    for name, setting in known.settings.items():
        if not _is_structural(known, name) and name != "is_active_output":
            _vary_slot(node.settings, name, setting, rng, observed(seen, node.idname, "settings", name))
    for key, value in node.outputs.items():
        node.outputs[key] = _moved(value, known.output(key), rng, observed(seen, node.idname, "outputs", key))
    if node.ramp is not None:
        node.ramp = _varied_ramp(node.ramp, rng)
    if node.curves is not None:
        node.curves = [_varied_curve(curve, rng, known) for curve in node.curves]


def _is_structural(known: NodeType, setting: str) -> bool:
    """Whether links and numbers would be void with another choice: it switches sockets on or off, or says what numbers mean."""
    return setting in MEANINGS or setting in known.input_switches or setting in known.output_switches


def _is_used(node: Node, known: NodeType, socket: Socket) -> bool:
    """Whether the node reads the socket; where that is not sure, whether somebody set it."""
    if socket.identifier in node.inputs:
        return not known.is_hidden("inputs", socket, node.settings)
    return known.is_used("inputs", socket, node.settings)


def _vary_slot(values: dict[str, Value], key: str, slot: Socket | Setting, rng: np.random.Generator, seen) -> None:
    """Move the value at a key of an input or a setting; a default only sometimes."""
    value = values.get(key, slot.default)
    if value == slot.default and rng.random() >= DEFAULT_MOVES:
        return
    value = _moved(value, slot, rng, seen)
    values.pop(key, None)
    if value != slot.default:
        values[key] = value


def _moved(value: Value, slot: Socket | Setting, rng: np.random.Generator, seen: tuple[float, float] | None) -> Value:
    if isinstance(value, (str, bool)):
        items = (False, True) if isinstance(value, bool) else getattr(slot, "items", ())
        return items[int(rng.integers(len(items)))] if items and rng.random() < WORD_CHANGES else value
    if slot.type == "RGBA":
        return _moved_colour(value, rng)
    low, high = _bounds(slot, seen)
    if isinstance(value, tuple):
        return tuple(_moved_number(each, rng, low, high) for each in value)
    number = _moved_number(value, rng, low, high)
    return round(number) if isinstance(value, int) else number


def _bounds(slot: Socket | Setting, seen: tuple[float, float] | None) -> tuple[float, float]:
    """The slider's range, or the usual one of a socket without, widened to what was seen, within what Blender takes."""
    low, high = slot.soft_low, slot.soft_high
    if isinstance(slot, Socket) and slot.name in USUAL and abs(high) > UNBOUNDED and not isinstance(slot.default, tuple):
        low, high = USUAL[slot.name]
    seen = seen or (low, high)
    return max(min(low, seen[0]), slot.low), min(max(high, seen[1]), slot.high)


def _moved_number(value: float, rng: np.random.Generator, low: float, high: float, reach: float = 0.0) -> float:
    reach = reach or max(REACH * abs(value), LEAST_REACH)
    return float(np.clip(rng.uniform(value - reach, value + reach), min(low, value), max(high, value)))


def _moved_colour(color: Sequence[float], rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Any hue; a value beyond 1 may stay as bright as it is."""
    _, saturation, value = colorsys.rgb_to_hsv(*(max(each, 0.0) for each in color[:3]))
    saturation = _moved_number(saturation, rng, 0.0, 1.0, COLOUR_REACH)
    value = _moved_number(value, rng, 0.0, 1.0, COLOUR_REACH)
    alpha = _moved_number(color[3], rng, 0.0, 1.0, COLOUR_REACH)
    return (*colorsys.hsv_to_rgb(float(rng.random()), min(saturation, 1.0), value), alpha)


def _varied_ramp(ramp: Ramp, rng: np.random.Generator) -> Ramp:
    """Other places and colours of the stops, which stay in the order of their places, as Blender keeps them."""
    stops = [(_moved_number(place, rng, 0.0, 1.0, POSITION_REACH), _moved_colour(color, rng)) for place, color in ramp.stops]
    return replace(ramp, stops=sorted(stops, key=lambda stop: stop[0]))


def _varied_curve(curve: list[CurvePoint], rng: np.random.Generator, known: NodeType) -> list[CurvePoint]:
    low = -1.0 if known.idname == "ShaderNodeVectorCurve" else 0.0
    return [replace(point, y=_moved_number(point.y, rng, low, 1.0)) for point in curve]
