"""Builds a graph of shader nodes in plain Python, checked against Blender's tables at every step.

    b = Builder()
    noise = b.noise(scale=4.0, detail=5.0)
    colour = b.ramp(noise.fac, [(0.3, (0.1, 0.05, 0.02)), (0.7, (0.6, 0.4, 0.2))])
    b.output(b.principled(base_color=colour, roughness=0.6, normal=b.bump(height=noise.fac, distance=0.02)))
    graph = b.finish()

A node is called by the short name in `NODES`. Its inputs and settings are keywords: Blender's identifier, or its name where that is
unique, in lower case with underscores; `None` leaves the default. Values without a keyword are inputs in Blender's order.
A node with one output is that output, of others the outputs are attributes: `noise.fac`, `noise.color`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from numbers import Real

from vlcritic.languages.blender.graph import CurvePoint, Graph, Link, Node, Ramp, Value
from vlcritic.languages.blender.tables import CURRENT, NodeType, Setting, Socket, node_types
from vlcritic.languages.blender.write import canonical

MAX_NODES = 30
"""Of a material, as in VLMaterial's data set."""

NODES = {
    "add_shader": "ShaderNodeAddShader",
    "brick": "ShaderNodeTexBrick",
    "bright_contrast": "ShaderNodeBrightContrast",
    "bump": "ShaderNodeBump",
    "checker": "ShaderNodeTexChecker",
    "combine_color": "ShaderNodeCombineColor",
    "combine_xyz": "ShaderNodeCombineXYZ",
    "coordinates": "ShaderNodeTexCoord",
    "diffuse": "ShaderNodeBsdfDiffuse",
    "emission": "ShaderNodeEmission",
    "fresnel": "ShaderNodeFresnel",
    "gamma": "ShaderNodeGamma",
    "glossy": "ShaderNodeBsdfAnisotropic",
    "gradient": "ShaderNodeTexGradient",
    "hue_saturation": "ShaderNodeHueSaturation",
    "invert": "ShaderNodeInvert",
    "layer_weight": "ShaderNodeLayerWeight",
    "magic": "ShaderNodeTexMagic",
    "map_range": "ShaderNodeMapRange",
    "mapping": "ShaderNodeMapping",
    "mix_shader": "ShaderNodeMixShader",
    "noise": "ShaderNodeTexNoise",
    "principled": "ShaderNodeBsdfPrincipled",
    "rgb_to_bw": "ShaderNodeRGBToBW",
    "separate_color": "ShaderNodeSeparateColor",
    "separate_xyz": "ShaderNodeSeparateXYZ",
    "voronoi": "ShaderNodeTexVoronoi",
    "wave": "ShaderNodeTexWave",
    "white_noise": "ShaderNodeTexWhiteNoise",
}


@dataclass(frozen=True)
class Out:
    """An output socket of a node of the graph."""

    node: str
    identifier: str
    type: str


class Made:
    """A node of several outputs, each an attribute: `noise.fac`."""

    def __init__(self, name: str, kind: NodeType):
        self._name, self._kind = name, kind

    def __getattr__(self, key: str) -> Out:
        socket = _socket(self._kind.outputs, key, self._kind.label)
        return Out(self._name, socket.identifier, socket.type)


class Builder:
    """A graph of Blender 5.0 in the making. Every mistake raises at once: an unknown node, socket, setting or value."""

    def __init__(self):
        self._graph = Graph(version=CURRENT)

    def __getattr__(self, short: str):
        if short not in NODES:
            raise AttributeError(f"{short!r} is no node of the builder; it has {', '.join(NODES)}, ramp, curves, math, vector_math, mix …")
        return partial(self.add, NODES[short])

    def add(self, idname: str, /, *values, **named) -> Out | Made:
        """A node of that type: its output, or the node where it has several."""
        made = self._made(idname, values, named)
        outputs = [socket for socket in node_types()[idname].outputs if socket.is_enabled]
        return Out(self._graph.nodes[-1].name, outputs[0].identifier, outputs[0].type) if len(outputs) == 1 else made

    def _made(self, idname: str, values: tuple, named: dict) -> Made:
        kind = node_types()[idname]
        if len(values) > len(kind.inputs):
            raise TypeError(f"{kind.label}: expected at most {len(kind.inputs)} inputs, got {len(values)}")
        node = Node(self._name(kind), idname)
        self._graph.nodes.append(node)
        for socket, value in zip(kind.inputs, values, strict=False):
            self._plug(node, socket, value)
        for key, value in named.items():
            if key in kind.settings:
                self._set(node, key, kind.settings[key], value)
            else:
                self._plug(node, _socket(kind.inputs, key, kind.label), value)
        return Made(node.name, kind)

    def ramp(self, fac: Out, stops, interpolation: str = "LINEAR") -> Out:
        """The colour of a ramp; stops are positions with colours, or with grey values."""
        made = self.add("ShaderNodeValToRGB", fac=fac)
        stops = [(rounded(place), _colour(colour)) for place, colour in stops]
        if stops != sorted(stops, key=lambda stop: stop[0]) or not all(0 <= place <= 1 for place, _ in stops):
            raise ValueError(f"stops: expected positions that rise from 0 to 1, got {[place for place, _ in stops]}")
        self._graph.nodes[-1].ramp = Ramp(stops, interpolation)
        return made.color

    def curves(self, color: Out, points) -> Out:
        """A colour through one curve for all channels, given by points `(x, y)`."""
        made = self.add("ShaderNodeRGBCurve", color=color)
        straight = [[CurvePoint(0.0, 0.0), CurvePoint(1.0, 1.0)] for _ in range(3)]
        self._graph.nodes[-1].curves = [*straight, [CurvePoint(rounded(x), rounded(y)) for x, y in points]]
        return made

    def math(self, operation: str, *values, **named) -> Out:
        """A number."""
        return self.add("ShaderNodeMath", *values, operation=operation, **named)

    def vector_math(self, operation: str, *values, **named) -> Out:
        """A vector, or a number for `LENGTH`, `DISTANCE` and `DOT_PRODUCT`."""
        made = self._made("ShaderNodeVectorMath", values, {"operation": operation} | named)
        return made.value if operation in ("LENGTH", "DISTANCE", "DOT_PRODUCT") else made.vector

    def mix(self, factor, a, b, blend: str = "MIX") -> Out:
        """A colour: `a` where the factor is 0, `b` blended over it where it is 1."""
        named = {"data_type": "RGBA", "blend_type": blend, "a_color": a, "b_color": b}
        return self._made("ShaderNodeMix", (factor,), named).result_color

    def mix_value(self, factor, a, b) -> Out:
        """A number between two."""
        return self._made("ShaderNodeMix", (factor,), {"a_float": a, "b_float": b}).result_float

    def mix_vector(self, factor, a, b) -> Out:
        """A vector between two."""
        named = {"data_type": "VECTOR", "a_vector": a, "b_vector": b}
        return self._made("ShaderNodeMix", (factor,), named).result_vector

    def output(self, surface: Out) -> None:
        """Makes a shader the material's surface."""
        self._made("ShaderNodeOutputMaterial", (), {"surface": surface})

    def finish(self) -> Graph:
        """The graph, with the names and in the order of its program.

        Raises:
            ValueError: it has no output, nodes that the output does not need, or more than `MAX_NODES`.
        """
        idle = {node.name for node in self._graph.nodes} - {node.name for node in self._graph.reachable()}
        if idle:
            raise ValueError(
                f"nodes that the output does not need: {', '.join(sorted(idle))}; call `output` last, link or leave out the rest"
            )
        if not 0 < len(self._graph.nodes) <= MAX_NODES:
            raise ValueError(f"expected 1 to {MAX_NODES} nodes, got {len(self._graph.nodes)}")
        return canonical(self._graph)

    def _name(self, kind: NodeType) -> str:
        same = sum(node.idname == kind.idname for node in self._graph.nodes)
        word = kind.label.lower().replace("/", " ").replace(" ", "_")
        return f"{word}_{same}" if same else word

    def _plug(self, node: Node, socket: Socket, value) -> None:
        if socket.identifier in node.inputs or any(
            (link.target, link.input) == (node.name, socket.identifier) for link in self._graph.links
        ):
            raise TypeError(f"{node.name}: {socket.identifier} is given twice")
        if isinstance(value, Out):
            if (value.type == "SHADER") != (socket.type == "SHADER"):
                raise TypeError(f"{node.name}: {socket.identifier} is of type {socket.type}, got {value.node}'s {value.type}")
            self._graph.links.append(Link(value.node, value.identifier, node.name, socket.identifier))
        elif value is not None:
            value = _fitting(socket, value, f"{node.name}: {socket.identifier}")
            if value != socket.default:
                node.inputs[socket.identifier] = value

    def _set(self, node: Node, key: str, setting: Setting, value) -> None:
        if value is None:
            return
        if setting.type == "ENUM" and value not in setting.items:
            raise ValueError(f"{node.name}: {key}: expected one of {', '.join(setting.items)}, got {value!r}")
        if setting.type == "FLOAT":
            value = rounded(value)
        if setting.type != "ENUM" and not setting.low <= value <= setting.high:
            raise ValueError(f"{node.name}: {key}: expected {setting.low:g} to {setting.high:g}, got {value!r}")
        if value != setting.default:
            node.settings[key] = value


def rounded(value: float) -> float:
    """A number as programs write it: 3 decimals below 1, else 3 significant digits."""
    return float(round(value, 3) if abs(value) < 1 else f"{value:.3g}") + 0.0  # + 0.0: no minus zero


def _socket(sockets: tuple[Socket, ...], key: str, label: str) -> Socket:
    """The socket of that identifier, else of that name where only one has it."""
    found = [socket for socket in sockets if _word(socket.identifier) == key] or [socket for socket in sockets if _word(socket.name) == key]
    if len(found) != 1:
        raise AttributeError(f"{label}: no socket {key!r} for certain; it has {', '.join(_word(socket.identifier) for socket in sockets)}")
    return found[0]


def _word(name: str) -> str:
    return name.lower().replace(" ", "_")


def _fitting(socket: Socket, value, what: str) -> Value:
    """The value rounded, as a colour, vector or number, whichever the socket holds."""
    if socket.type == "RGBA":
        return _colour(value)
    if isinstance(socket.default, tuple):
        if isinstance(value, Real) or len(value) != len(socket.default):
            raise TypeError(f"{what}: expected {len(socket.default)} numbers, got {value!r}")
        return tuple(rounded(each) for each in value)
    if not isinstance(value, Real):
        raise TypeError(f"{what}: expected a number or an output socket, got {value!r}")
    value = rounded(value)
    if not socket.low <= value <= socket.high:
        raise ValueError(f"{what}: expected {socket.low:g} to {socket.high:g}, got {value:g}")
    return value


def _colour(value) -> tuple[float, float, float, float]:
    """From `(r, g, b)` in linear light, or a grey value."""
    red, green, blue = (value,) * 3 if isinstance(value, Real) else value
    return (rounded(red), rounded(green), rounded(blue), 1.0)
