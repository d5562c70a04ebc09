"""Assignments to a node: sockets, settings, ramp stops, curve points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vlcritic.languages.blender.graph import GROUP, CurvePoint, Node
from vlcritic.languages.blender.problems import Fault, shown, some
from vlcritic.languages.blender.ramps import HANDLES, MAX_POINTS, MAX_STOPS, RAMP_ITEMS, default_curves, new_point, new_stop
from vlcritic.languages.blender.statements import Path, Statement
from vlcritic.languages.blender.tables import Setting, Socket
from vlcritic.languages.blender.values import converted, number, numbers, replaced

if TYPE_CHECKING:
    from vlcritic.languages.blender.building import Builder

COSMETIC = frozenset(
    "location location_absolute label name width width_hidden height hide select parent color use_custom_color show_options show_preview"
    " show_texture warning_propagation".split()
)
"""Properties of a node that change how it looks in the editor alone."""

_COSMETIC_SOCKET = frozenset(["hide", "hide_value", "name", "show_expanded", "enabled", "description", "display_shape"])
_VALUED_OUTPUTS = frozenset(["ShaderNodeRGB", "ShaderNodeValue", "ShaderNodeNormal"])
_FILES = frozenset(["image", "script", "filepath", "ies", "object", "particle_system", "bytecode", "texture_mapping", "color_mapping"])
_IGNORED_CURVES = {"use_clip": True, "extend": "EXTRAPOLATED", "tone": "STANDARD"}

POSITION = Setting("FLOAT", 0.0, low=0.0, high=1.0, soft_low=0.0, soft_high=1.0, unit="FACTOR")
COLOR = Setting("FLOAT", (0.0, 0.0, 0.0, 1.0), low=0.0, soft_low=0.0, soft_high=1.0, unit="COLOR")
ALPHA = Setting("FLOAT", 1.0, low=0.0, high=1.0, soft_low=0.0, soft_high=1.0, unit="FACTOR")
LOCATION = Setting("FLOAT", (0.0, 0.0), soft_low=0.0, soft_high=1.0)
VECTOR_LOCATION = Setting("FLOAT", (0.0, 0.0), soft_low=-1.0, soft_high=1.0)


class Written(NamedTuple):
    """A value that a statement wrote: of which node, into what; `index` is the component where only one was written.

    `what` is the same for all that write the same value: `(node, is an output, key)`, `(node, stop, name)`, `(node, point, name)`.
    """

    node: Node
    name: str
    slot: Socket | Setting
    statement: Statement
    what: tuple
    index: int | None = None


def assign(builder: Builder, node: Node, steps: tuple, value: object, statement: Statement) -> None:
    """Carry out `node.steps = value`. Raises Fault."""
    first = steps[0]
    if first == "inputs" or first == "outputs":
        _assign_socket(builder, node, steps, value, statement)
    elif first == "color_ramp" and node.ramp is not None:
        _assign_ramp(builder, node, steps, value, statement)
    elif first == "mapping" and builder.types[node.idname].curves:
        _assign_curves(builder, node, steps, value, statement)
    elif first in builder.types[node.idname].settings:
        slot = builder.types[node.idname].settings[first]
        _store(builder, node, node.settings, first, slot, (steps[1:], value), statement)
        if first == "is_active_output" and value:
            builder.activate(node)
    elif first == "node_tree" and node.idname == GROUP:
        node.group = _group(value)
    elif first == "mute":
        if value is not False:
            builder.warn("ignored-setting", f"{node.name}.mute; leave the node out instead", node)
    elif first in COSMETIC:
        if first == "name":
            builder.rename(node, value)
    elif first == "object" and value is None and steps == ("object",) and node.idname == "ShaderNodeTexCoord":
        pass  # it has none
    elif first in _FILES:
        raise Fault("forbidden", f"{node.name}.{first}: a program has no files, objects or texture mappings; use nodes")
    else:
        names = some(builder.types[node.idname].settings, 40) or "none"
        raise Fault("unknown-setting", f"{node.idname} has no {shown(first)}; it has {names}")


def _group(value: object) -> str:
    match value:
        case ("bpy", "data", "node_groups", (str() as name,)):
            return name
    raise Fault("missing-group", f"node_tree = {shown(value)}; expected bpy.data.node_groups['name']")


def _assign_socket(builder: Builder, node: Node, steps: tuple, value: object, statement: Statement) -> None:
    if len(steps) < 3 or type(steps[1]) is not tuple:
        raise Fault("syntax", f"{node.name}.{steps[0]}: expected {node.name}.{steps[0]}[0].default_value")
    side, (key,), what = steps[:3]
    socket = builder.resolve(node, side, key)
    if what == "default_value":
        if node.idname == "NodeReroute" and type(value) is not tuple:
            return  # its sockets take the type of what is linked, which holds a value of its own
        if side == "inputs":
            _store(builder, node, node.inputs, socket.identifier, socket, (steps[3:], value), statement)
        elif node.idname in _VALUED_OUTPUTS:
            _store(builder, node, node.outputs, socket.identifier, socket, (steps[3:], value), statement)
    elif what not in _COSMETIC_SOCKET:
        raise Fault("unknown-setting", f"a socket has no {shown(what)}; set default_value")


def _store(builder: Builder, node: Node, into: dict, key: str, slot: Socket | Setting, setting: tuple, statement: Statement) -> None:
    """Keep a value, or a component of one, unless it is the default."""
    (steps, value), index = setting, None
    if steps:
        index = _index(steps, key)
        if not isinstance(slot.default, tuple):
            raise Fault("type-mismatch", f"{key}[{index}]; it is no vector or colour")
        value = replaced(into.get(key, slot.default), index, value, key)
    value = converted(slot, value, key)
    if value == slot.default:
        into.pop(key, None)
    else:
        into[key] = value
    builder.written.append(Written(node, key, slot, statement, (node.name, into is node.outputs, key), index))


def _index(steps: tuple, name: str) -> int:
    """The component that `[i]` or `.x`, at the end of a path, means."""
    if len(steps) == 1 and type(steps[0]) is tuple and type(steps[0][0]) is int:
        return steps[0][0]
    if len(steps) == 1 and steps[0] in ("x", "y", "z"):
        return "xyz".index(steps[0])
    raise Fault("syntax", f"nothing stands behind {name} but a component: [0]")


def _keep(builder: Builder, node: Node, name: str, slot: Setting, statement: Statement, of: object, index: int | None = None) -> None:
    """Note what was written of a ramp or a curve, one of its stops or points; a call amid a line is no statement of its own."""
    if statement is not None:
        builder.written.append(Written(node, name, slot, statement, (node.name, of, name), index))


def _stops(builder: Builder, node: Node) -> list[object]:
    """What the stops of a ramp are known by, in their order."""
    return builder.stops.setdefault(node.name, [object() for _ in node.ramp.stops])


def _at(items: list, steps: tuple, what: str) -> int:
    """The index of a stop, curve or point, from 0. Raises Fault."""
    key = steps[0][0] if steps and type(steps[0]) is tuple else None
    if type(key) is not int or not -len(items) <= key < len(items):
        raise Fault("bad-ramp", f"{what}[{shown(key)}]; there are {len(items)}, counted from 0")
    return key % len(items)


def _assign_ramp(builder: Builder, node: Node, steps: tuple, value: object, statement: Statement) -> None:
    ramp = node.ramp
    if len(steps) == 2 and steps[1] in RAMP_ITEMS:
        items = RAMP_ITEMS[steps[1]]
        setattr(ramp, steps[1], converted(Setting("ENUM", items[0], items), value, steps[1]))
        _keep(builder, node, steps[1], Setting("ENUM", items[0], items), statement, "ramp")
        return
    if len(steps) < 4 or steps[1] != "elements" or steps[3] not in ("position", "color", "alpha"):
        raise Fault(
            "unknown-setting", "of a ramp, interpolation, color_mode, hue_interpolation and elements[i].position, color, alpha are set"
        )
    place = _at(ramp.stops, steps[2:], "elements")
    position, color = ramp.stops[place]
    index = _index(steps[4:], steps[3]) if len(steps) > 4 else None
    if steps[3] == "position" and index is None:
        position = _cut(builder, node, number(value, "position"), POSITION, "position")
    elif steps[3] == "color":
        color = numbers(value, 4, "color") if index is None else replaced(color, index, value, "color")
        color = tuple([max(0.0, each) for each in color])
    elif index is None:
        color = (*color[:3], _cut(builder, node, number(value, "alpha"), ALPHA, "alpha"))
    ramp.stops[place] = position, color
    stop = _stops(builder, node)[place]
    if steps[3] == "alpha":
        builder.written.append(Written(node, "alpha", ALPHA, statement, (node.name, stop, "color"), 3))
    else:
        _keep(builder, node, steps[3], POSITION if steps[3] == "position" else COLOR, statement, stop, index)


def _cut(builder: Builder, node: Node, value: float, slot: Setting, name: str) -> float:
    """The number within its bounds, as Blender stores it; a warning where that changes it."""
    if slot.low <= value <= slot.high:
        return value
    builder.warn("out-of-range", f"{name} {value:g} is cut to {slot.low:g} … {slot.high:g}", node)
    return min(max(value, slot.low), slot.high)


def edit_ramp(builder: Builder, place: tuple, arguments: list, statement: Statement) -> tuple:
    """Carry out `elements.new(position)` or `elements.remove(element)`. The steps to the stop that is new. Raises Fault."""
    ramp = place[0].ramp
    if ramp is None or place[2:] not in (("elements", "new"), ("elements", "remove")) or len(arguments) != 1:
        raise Fault("bad-ramp", "of a colour ramp, elements.new(position) and elements.remove(element) are called")
    if place[3] == "new":
        if len(ramp.stops) >= MAX_STOPS:
            raise Fault("bad-ramp", f"a ramp has at most {MAX_STOPS} stops")
        position = _cut(builder, place[0], number(arguments[0], "position"), POSITION, "position")
        stops = _stops(builder, place[0])
        stops[:] = [stops[index] for index in sorted(range(len(stops)), key=lambda index: ramp.stops[index][0])]  # as new_stop sorts
        at = new_stop(ramp, position)
        stops.insert(at, object())
        _keep(builder, place[0], "position", POSITION, statement, stops[at])
        return "color_ramp", "elements", (at,)
    at = _member(builder, place[:3], arguments[0], ramp.stops)
    stop = _stops(builder, place[0]).pop(at)
    builder.gone[stop] = ramp.stops.pop(at)
    if not ramp.stops:
        raise Fault("bad-ramp", "a ramp keeps at least one stop")
    return ("color_ramp",)


def _member(builder: Builder, parent: tuple, argument: object, items: list) -> int:
    """The index of the stop or point that `remove` is given."""
    where = builder.place(argument) if type(argument) is Path else ()
    if tuple(where[:-1]) != tuple(parent):
        raise Fault("bad-ramp", "remove takes one of the same ramp or curve: elements.remove(elements[1])")
    return _at(items, where[-1:], str(parent[-1]))


def _curve(builder: Builder, node: Node, steps: tuple) -> list[CurvePoint]:
    """The curve of `mapping.curves[i].points …`; the node has curves of its own from now on."""
    if len(steps) < 4 or steps[1] != "curves" or steps[3] != "points":
        raise Fault("unknown-setting", "of curves, mapping.curves[i].points[j].location and handle_type are set")
    if node.curves is None:
        node.curves = default_curves(node.idname, builder.types[node.idname].curves)
    return node.curves[_at(node.curves, steps[2:], "curves")]


def _assign_curves(builder: Builder, node: Node, steps: tuple, value: object, statement: Statement) -> None:
    if len(steps) == 2:
        if value != _IGNORED_CURVES.get(steps[1], value):
            builder.warn("ignored-setting", f"mapping.{steps[1]} = {shown(value)}; curves are cut and go straight on at their ends", node)
        return
    curve = _curve(builder, node, steps)
    point = curve[_at(curve, steps[4:], "points")]
    what = steps[5] if len(steps) > 5 else None
    if what == "handle_type":
        point.handle = converted(Setting("ENUM", "AUTO", HANDLES), value, "handle_type")
        _keep(builder, node, what, Setting("ENUM", "AUTO", HANDLES), statement, id(point))
    elif what == "location":
        index = _index(steps[6:], what) if len(steps) > 6 else None
        at = numbers(value, 2, what) if index is None else replaced((point.x, point.y), index, value, what)
        point.x, point.y = at
        _keep(builder, node, what, _location(node), statement, id(point), index)
    elif what != "select":
        raise Fault("unknown-setting", "of a curve's point, location and handle_type are set")


def _location(node: Node) -> Setting:
    return VECTOR_LOCATION if node.idname == "ShaderNodeVectorCurve" else LOCATION


def edit_curves(builder: Builder, place: tuple, arguments: list, statement: Statement) -> tuple:
    """Carry out `mapping.update()`, `points.new(x, y)` or `points.remove(point)`. The steps to the point that is new. Raises Fault."""
    node, steps = place[0], place[1:]
    if not builder.types[node.idname].curves:
        raise Fault("unknown-setting", f"{node.idname} has no curves")
    if steps == ("mapping", "initialize"):  # tables for its evaluation; Blender does so itself
        return steps[:1]
    if steps == ("mapping", "update"):
        for curve in node.curves or []:
            curve.sort(key=lambda point: point.x)
        return steps[:1]
    curve = _curve(builder, node, steps)
    if steps[4:] == ("new",) and len(arguments) == 2:
        if len(curve) >= MAX_POINTS:
            raise Fault("bad-ramp", f"a curve has at most {MAX_POINTS} points here")
        at = new_point(curve, *numbers(tuple(arguments), 2, "points.new"))
        _keep(builder, node, "location", _location(node), statement, id(curve[at]))
        return (*steps[:4], (at,))
    if steps[4:] != ("remove",) or len(arguments) != 1:
        raise Fault("bad-ramp", "of a curve, points.new(x, y) and points.remove(point) are called")
    if len(curve) <= 2:
        raise Fault("bad-ramp", "a curve keeps at least two points")
    point = curve.pop(_member(builder, place[:5], arguments[0], curve))
    builder.gone[id(point)] = point  # kept, so that no other has its id
    return steps[:1]


def finished_curves(node: Node) -> list[list[CurvePoint]] | None:
    """The node's curves from left to right; `None` where they are as new."""
    for curve in node.curves:
        curve.sort(key=lambda point: point.x)
    return None if node.curves == default_curves(node.idname, len(node.curves)) else node.curves
