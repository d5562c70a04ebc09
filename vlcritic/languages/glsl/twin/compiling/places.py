"""Where a value stands that can be assigned to: lanes of a variable, some of them found only when the shader runs.

An index that differs from pixel to pixel is read by choosing among all elements, and written to all of them, each under the mask of
the pixels that mean it.
"""

from __future__ import annotations

from dataclasses import dataclass

from vlcritic.languages.glsl.twin.compiling.runtime import Code, Frame
from vlcritic.languages.glsl.twin.compiling.scope import Symbol
from vlcritic.languages.glsl.twin.lanes import Lanes
from vlcritic.languages.glsl.twin.types import Type


@dataclass(slots=True)
class Dynamic:
    """An index that is not known when the shader is compiled: element k lies k × `stride` lanes on."""

    index: Code
    length: int
    stride: int


@dataclass(slots=True)
class Place:
    """Lanes of a variable.

    Attributes:
        offsets: of each lane of the value in the variable, at index 0 of every dynamic index.
    """

    symbol: Symbol
    type: Type
    offsets: tuple[int, ...]
    dynamic: tuple[Dynamic, ...] = ()

    def part(self, type_: Type, offsets: tuple[int, ...]) -> Place:
        """The place of some lanes of this one."""
        return Place(self.symbol, type_, tuple(self.offsets[offset] for offset in offsets), self.dynamic)

    def element(self, type_: Type, dynamic: Dynamic) -> Place:
        """The place of the element at an index."""
        return Place(self.symbol, type_, self.offsets[: type_.lanes], (*self.dynamic, dynamic))

    def indices(self, frame: Frame) -> list:
        """The dynamic indices, evaluated once."""
        return [each.index(frame)[0] for each in self.dynamic]


def reader(place: Place, math: Lanes) -> Code:
    """Code for the value at a place."""
    slot, offsets, is_all = place.symbol.slot, place.offsets, place.offsets == tuple(range(place.symbol.type.lanes))
    if place.dynamic:
        return lambda frame: read(frame, place, place.indices(frame), math)
    if place.symbol.is_global:
        if is_all:
            return lambda frame: frame.run.globals[slot]
        return lambda frame: [frame.run.globals[slot][offset] for offset in offsets]
    if is_all:
        return lambda frame: frame.variables[slot]
    if len(offsets) == 1:
        (only,) = offsets
        return lambda frame: (frame.variables[slot][only],)

    def several(frame: Frame) -> list:
        lanes = frame.variables[slot]
        return [lanes[offset] for offset in offsets]

    return several


def read(frame: Frame, place: Place, indices: list, math: Lanes) -> list:
    """The value at a place whose dynamic indices are known."""
    symbol = place.symbol
    lanes = frame.run.globals[symbol.slot] if symbol.is_global else frame.variables[symbol.slot]
    return _chosen(lanes, place.offsets, list(zip(place.dynamic, indices, strict=True)), math, place.type.kinds)


def _chosen(lanes, offsets: tuple[int, ...], dynamic: list, math: Lanes, kinds: tuple[str, ...]) -> list:
    if not dynamic:
        return [lanes[offset] for offset in offsets]
    (each, index), *rest = dynamic
    if isinstance(index, int):
        shift = min(max(index, 0), each.length - 1) * each.stride
        return _chosen(lanes, tuple(offset + shift for offset in offsets), rest, math, kinds)
    chosen = _chosen(lanes, offsets, rest, math, kinds)
    for k in range(1, each.length):
        others = _chosen(lanes, tuple(offset + k * each.stride for offset in offsets), rest, math, kinds)
        here = math.equal(index, k)
        chosen = [math.select(here, other, old, kind) for other, old, kind in zip(others, chosen, kinds, strict=True)]
    return chosen


def choose(lanes: list, type_: Type, dynamic: Dynamic, index, math: Lanes) -> list:
    """The element at an index of a value that stands nowhere."""
    return _chosen(lanes, tuple(range(type_.lanes)), [(dynamic, index)], math, type_.kinds)


def write(frame: Frame, place: Place, indices: list, value: list, math: Lanes) -> None:
    """Assign, for the pixels of the frame's mask."""
    symbol = place.symbol
    slot, offsets, kinds = symbol.slot, place.offsets, place.type.kinds
    if symbol.is_global:
        store, mask = frame.run.globals, math.both(frame.base, frame.mask)
    else:
        store, mask = frame.variables, True if frame.born[slot] is frame.mask else frame.mask
    lanes = list(store[slot])
    if mask is True and not place.dynamic:
        for offset, new in zip(offsets, value, strict=True):
            lanes[offset] = new
    else:
        _merge(lanes, offsets, list(zip(place.dynamic, indices, strict=True)), value, mask, math, kinds)
    store[slot] = lanes


def _merge(lanes: list, offsets: tuple[int, ...], dynamic: list, value: list, mask, math: Lanes, kinds: tuple[str, ...]) -> None:
    if mask is False:
        return
    if not dynamic:
        for offset, new, kind in zip(offsets, value, kinds, strict=True):
            lanes[offset] = math.select(mask, new, lanes[offset], kind)
        return
    (each, index), *rest = dynamic
    for k in range(each.length):
        here = math.both(mask, math.equal(index, k)) if not isinstance(index, int) else (mask if index == k else False)
        _merge(lanes, tuple(offset + k * each.stride for offset in offsets), rest, value, here, math, kinds)
