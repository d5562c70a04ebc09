"""A material as a typed graph: nodes with what they set, and links between their sockets. Plain data; Blender is not needed.

Sockets are named by Blender's *identifier*, which is unique within a node's inputs and within its outputs (`Value_001`, `A_Color`) where
names are not. Which identifiers there are depends on the Blender version, so a graph says whose sockets it names.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

Value = bool | int | float | str | tuple[float, ...]
"""What a socket or a setting holds: `(x, y, z)` a vector or rotation (radians), `(r, g, b, a)` a colour in linear light."""

MATERIAL_OUTPUT = "ShaderNodeOutputMaterial"
GROUP = "ShaderNodeGroup"

_TARGETS = ("CYCLES", "ALL", "EEVEE")  # of a material output, the first that there is goes before the others


@dataclass
class Ramp:
    """A colour ramp.

    Attributes:
        stops: position in [0, 1] and colour `(r, g, b, a)`, in the order of the ramp, at least one.
        interpolation: `LINEAR`, `EASE`, `B_SPLINE`, `CARDINAL`, `CONSTANT`.
        color_mode: `RGB`, `HSV`, `HSL`.
        hue_interpolation: `NEAR`, `FAR`, `CW`, `CCW`; used in HSV and HSL alone.
    """

    stops: list[tuple[float, tuple[float, float, float, float]]] = field(
        default_factory=lambda: [(0.0, (0.0, 0.0, 0.0, 1.0)), (1.0, (1.0, 1.0, 1.0, 1.0))]
    )
    interpolation: str = "LINEAR"
    color_mode: str = "RGB"
    hue_interpolation: str = "NEAR"


@dataclass
class CurvePoint:
    """A point of a curve; `handle` is `AUTO`, `AUTO_CLAMPED` or `VECTOR`."""

    x: float
    y: float
    handle: str = "AUTO"


@dataclass
class Node:
    """A node of a material.

    Attributes:
        name: the variable of the program; unique in the graph, a Python identifier.
        idname: Blender's type, `ShaderNodeTexNoise`.
        inputs: values set at input sockets, by identifier; sockets left at their default are not in it.
        outputs: values set at output sockets: of `ShaderNodeRGB`, `ShaderNodeValue`, `ShaderNodeNormal`.
        settings: the node's own properties that are set, `{"noise_dimensions": "2D"}`.
        ramp: the colour ramp of `ShaderNodeValToRGB`, else `None`.
        curves: the curves of the three curve nodes, a list of points each, left to right; `None` where untouched.
        group: name of the node tree of a `ShaderNodeGroup`.
    """

    name: str
    idname: str
    inputs: dict[str, Value] = field(default_factory=dict)
    outputs: dict[str, Value] = field(default_factory=dict)
    settings: dict[str, Value] = field(default_factory=dict)
    ramp: Ramp | None = None
    curves: list[list[CurvePoint]] | None = None
    group: str | None = None


@dataclass(frozen=True)
class Link:
    """From an output socket to an input socket, each a node's name and a socket's identifier."""

    source: str
    output: str
    target: str
    input: str


@dataclass
class Graph:
    """A material.

    Attributes:
        nodes: in the order of the program.
        links: in the order of the program; at most one into an input that is not a multi-input.
        version: of the Blender whose identifiers, settings and defaults are meant, one of `tables.VERSIONS`.
    """

    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    version: str = "5.0"

    def node(self, name: str) -> Node:
        """The node of that name. Raises KeyError."""
        for node in self.nodes:
            if node.name == name:
                return node
        raise KeyError(name)

    def output(self) -> Node | None:
        """The material output that Cycles renders, `None` where there is none.

        One whose target is Cycles goes before those of all engines; among equals the active one, else the first. One of EEVEE is taken
        where there is no other: Cycles would draw black, the renderer builds it for all.
        """
        outputs = [node for node in self.nodes if node.idname == MATERIAL_OUTPUT]
        return min(outputs, key=_preference) if outputs else None

    def reachable(self) -> list[Node]:
        """The nodes that the output depends on, itself included, in the order of `nodes`; none without an output."""
        output = self.output()
        into: dict[str, list[str]] = {}
        for link in self.links:
            into.setdefault(link.target, []).append(link.source)
        found, open_ends = set(), [output.name] if output else []
        while open_ends:
            name = open_ends.pop()
            if name not in found:
                found.add(name)
                open_ends += into.get(name, [])
        return [node for node in self.nodes if node.name in found]

    def as_dict(self) -> dict:
        """The graph as JSON carries it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: dict) -> Graph:
        """The graph that `as_dict` wrote, whether it went through JSON or not."""
        return cls([_node(node) for node in plain["nodes"]], [Link(**link) for link in plain["links"]], plain["version"])


def _preference(output: Node) -> tuple[int, bool]:
    return _TARGETS.index(output.settings.get("target", "ALL")), not output.settings.get("is_active_output")


def _node(plain: dict) -> Node:
    ramp, curves = plain["ramp"], plain["curves"]
    parts = {side: {name: _value(value) for name, value in plain[side].items()} for side in ("inputs", "outputs", "settings")}
    parts["ramp"] = ramp and Ramp(**ramp | {"stops": [(position, tuple(color)) for position, color in ramp["stops"]]})
    parts["curves"] = curves and [[CurvePoint(**point) for point in curve] for curve in curves]
    return Node(**plain | parts)


def _value(value) -> Value:
    return tuple(value) if isinstance(value, list) else value
