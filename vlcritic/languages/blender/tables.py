"""What a Blender version knows of its shader nodes: sockets, settings, defaults, bounds. `describe.py` wrote it in that Blender."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from vlcritic.languages.blender.graph import Value

FOLDER = Path(__file__).parent / "tables"

CURRENT = "5.0"
"""The version whose programs vlcritic writes and renders."""

OLD = "3.4"
"""The version that index programs of VLMaterial's time are read with; its shader nodes hold all of 3.3's, sockets in the same places."""

VERSIONS = (CURRENT, OLD)


@dataclass(frozen=True)
class Socket:
    """A socket of a node type.

    Attributes:
        identifier: unique among the node's inputs, or its outputs.
        name: what a program may write instead, where it is unique.
        type: `VALUE`, `INT`, `BOOLEAN`, `VECTOR`, `ROTATION`, `RGBA`, `SHADER`, `STRING`, `MATRIX`, `CUSTOM` …
        default: `None` where it holds no value (shaders).
        low, high: hard bounds, infinite where there are none; `soft_low`, `soft_high` those of the slider.
        unit: `NONE`, `FACTOR`, `ANGLE` (radians), `COLOR` (linear light), `DISTANCE` (metres), `EULER`, `XYZ`, `DIRECTION` …
        is_enabled: whether the node's default settings use it.
        is_multi: whether it takes several links.
    """

    identifier: str
    name: str
    type: str
    default: Value | None = None
    low: float = -float("inf")
    high: float = float("inf")
    soft_low: float = -float("inf")
    soft_high: float = float("inf")
    unit: str = "NONE"
    is_enabled: bool = True
    is_multi: bool = False


@dataclass(frozen=True)
class Setting:
    """A property of a node type: `type` is `BOOLEAN`, `INT`, `FLOAT`, `STRING` or `ENUM`, whose `items` are the allowed strings."""

    type: str
    default: Value
    items: tuple[str, ...] = ()
    low: float = -float("inf")
    high: float = float("inf")
    soft_low: float = -float("inf")
    soft_high: float = float("inf")
    unit: str = "NONE"


@dataclass(frozen=True)
class NodeType:
    """A node type: its sockets in Blender's order, its settings, whether it has a colour ramp, how many curves.

    `input_switches`: by setting and item (`"True"`, `"False"`), the inputs that it switches on or off against the default;
    `output_switches` alike.
    """

    idname: str
    label: str
    inputs: tuple[Socket, ...]
    outputs: tuple[Socket, ...]
    settings: dict[str, Setting]
    has_ramp: bool
    curves: int
    input_switches: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    output_switches: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def input(self, identifier: str) -> Socket:
        """The input of that identifier. Raises KeyError."""
        return self.by_identifier["inputs"][identifier]

    def output(self, identifier: str) -> Socket:
        """The output of that identifier. Raises KeyError."""
        return self.by_identifier["outputs"][identifier]

    def is_used(self, side: str, socket: Socket, settings: dict[str, Value]) -> bool:
        """Whether the node uses one of its `"inputs"` or `"outputs"` with these settings, whose switches are taken to add up."""
        switched = self._switched(side, settings) if settings else ()
        return socket.is_enabled != bool(sum(socket.identifier in each for each in switched) % 2)

    def is_hidden(self, side: str, socket: Socket, settings: dict[str, Value]) -> bool:
        """Whether the node surely does not use it.

        Nothing is sure where several settings switch sockets, nor of a socket that is off in a new node and that no setting alone switches
        on: two may, as with the vector factor of a Mix.
        """
        if self.is_used(side, socket, settings):
            return False
        return not settings or (socket.identifier in self._known[side] and len(self._switched(side, settings)) <= 1)

    def named(self, side: str, name: str) -> list[Socket]:
        """Its `"inputs"` or `"outputs"` of that name."""
        return self._by_name[side].get(name, [])

    @cached_property
    def by_identifier(self) -> dict[str, dict[str, Socket]]:
        """The `"inputs"` and `"outputs"` by identifier."""
        return {side: {socket.identifier: socket for socket in getattr(self, side)} for side in ("inputs", "outputs")}

    @cached_property
    def switched_inputs(self) -> frozenset[str]:
        """Identifiers of the inputs that a new node uses, and some settings hide."""
        switched = _switchable(self.input_switches)
        return frozenset(socket.identifier for socket in self.inputs if socket.is_enabled and socket.identifier in switched)

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        """Sockets of which the tables say when they are on: by themselves in a new node, or by a setting."""
        sides = {"inputs": self.input_switches, "outputs": self.output_switches}
        is_on = {side: {socket.identifier for socket in getattr(self, side) if socket.is_enabled} for side in sides}
        return {side: _switchable(switches) | is_on[side] for side, switches in sides.items()}

    @cached_property
    def unique(self) -> dict[str, dict[str, Socket]]:
        """The `"inputs"` and `"outputs"` whose names no other has, by name."""
        return {side: {name: each[0] for name, each in names.items() if len(each) == 1} for side, names in self._by_name.items()}

    @cached_property
    def _by_name(self) -> dict[str, dict[str, list[Socket]]]:
        found: dict[str, dict[str, list[Socket]]] = {"inputs": {}, "outputs": {}}
        for side, names in found.items():
            for socket in getattr(self, side):
                names.setdefault(socket.name, []).append(socket)
        return found

    def _switched(self, side: str, settings: dict[str, Value]) -> list[list[str]]:
        switches = self.input_switches if side == "inputs" else self.output_switches
        return [switches[name].get(str(value), []) for name, value in settings.items() if name in switches] if switches else []


def _switchable(switches: dict[str, dict[str, list[str]]]) -> frozenset[str]:
    return frozenset(name for items in switches.values() for names in items.values() for name in names)


@cache
def node_types(version: str = CURRENT) -> dict[str, NodeType]:
    """Every shader node type of a version, by idname. Raises ValueError for a version that there is no table of."""
    if version not in VERSIONS:
        raise ValueError(f"version: expected one of {', '.join(VERSIONS)}, got {version!r}")
    table = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return {idname: _node_type(idname, described) for idname, described in table["nodes"].items()}


def resolve(sockets: tuple[Socket, ...], key: str | int) -> Socket:
    """The socket that a program means by an index, or by a name: the first of that name, as Blender does, else of that identifier.

    Raises KeyError or IndexError.
    """
    if isinstance(key, int):
        if not 0 <= key < len(sockets):
            raise IndexError(key)
        return sockets[key]
    by_name = [socket for socket in sockets if socket.name == key]
    return by_name[0] if by_name else _find(sockets, key)


def has_name(sockets: tuple[Socket, ...], socket: Socket) -> bool:
    """Whether vlcritic writes the socket by name: it is the only one of that name, and Blender finds it in a new node."""
    return socket.is_enabled and sum(each.name == socket.name for each in sockets) == 1


def _find(sockets: tuple[Socket, ...], identifier: str) -> Socket:
    for socket in sockets:
        if socket.identifier == identifier:
            return socket
    raise KeyError(identifier)


def _node_type(idname: str, described: dict) -> NodeType:
    return NodeType(
        idname,
        described["label"],
        tuple(map(_socket, described["inputs"])),
        tuple(map(_socket, described["outputs"])),
        {name: _setting(setting) for name, setting in described["settings"].items()},
        described["ramp"],
        described["curves"],
        described["input_switches"],
        described["output_switches"],
    )


def _socket(described: dict) -> Socket:
    return Socket(
        described["identifier"],
        described["name"],
        described["type"],
        _value(described.get("default")),
        is_enabled=described["enabled"],
        is_multi=described.get("is_multi", False),
        **_bounds(described),
    )


def _setting(described: dict) -> Setting:
    return Setting(described["type"], _value(described["default"]), tuple(described.get("items", ())), **_bounds(described))


def _value(value) -> Value | None:
    return tuple(value) if isinstance(value, list) else value


def _bounds(described: dict) -> dict:
    names = {"min": "low", "max": "high", "soft_min": "soft_low", "soft_max": "soft_high", "unit": "unit"}
    return {ours: described[theirs] for theirs, ours in names.items() if theirs in described}
