"""Random graphs over the tables, and small programs, for the tests of this folder."""

from math import ceil, floor, isfinite

from hypothesis import strategies as st

from vlcritic.languages.blender.graph import MATERIAL_OUTPUT, CurvePoint, Graph, Link, Node, Ramp
from vlcritic.languages.blender.ramps import HANDLES, RAMP_ITEMS
from vlcritic.languages.blender.tables import CURRENT, node_types
from vlcritic.languages.blender.tree import FORBIDDEN

HEAD = """import bpy

def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links
"""


def program(*lines, comment=""):
    """A program of these lines."""
    return comment + HEAD + "".join(f"    {line}\n" for line in lines)


def rounded(number):
    """As the writer rounds."""
    return (round(number, 3) if abs(number) < 1 else float(f"{number:.3g}")) + 0.0


numbers = st.floats(-1000, 1000).map(rounded)
parts = st.floats(0, 1).map(rounded)


def values(slot):
    """Values that a socket or a setting may hold."""
    if slot.type == "ENUM":
        return st.sampled_from(slot.items or (slot.default,))
    if slot.unit == "COLOR":
        return st.tuples(*[parts] * len(slot.default))
    if isinstance(slot.default, tuple):
        return st.tuples(*[numbers] * len(slot.default))
    if isfinite(slot.low) and isfinite(slot.high) and slot.type in ("INT", "FLOAT"):
        return st.integers(ceil(slot.low), min(floor(slot.high), 1000)).map(int if slot.type == "INT" else float)
    kinds = {"BOOLEAN": st.booleans(), "INT": st.integers(0, 100), "STRING": st.text("abc_' \\\"é", max_size=8)}
    return kinds.get(slot.type, numbers)


def chosen(draw, slots):
    """Values for some of the slots, by key, none of them the default."""
    found = {}
    for key, slot in slots.items():
        if slot.default is not None and draw(st.integers(0, 3)) == 0:
            value = draw(values(slot))
            if value != slot.default:
                found[key] = value
    return found


@st.composite
def ramps(draw):
    stops = draw(st.lists(st.tuples(parts, st.tuples(*[parts] * 4)), min_size=1, max_size=6))
    if draw(st.booleans()):
        stops.sort(key=lambda stop: stop[0])
    if draw(st.booleans()):
        stops = [(stops[0][0], color) for _, color in stops]  # all in one place
    return Ramp(stops, **{name: draw(st.sampled_from(items)) for name, items in RAMP_ITEMS.items()})


@st.composite
def curves(draw, count):
    ends = st.builds(CurvePoint, parts, parts, st.sampled_from(HANDLES))
    return [sorted(draw(st.lists(ends, min_size=2, max_size=5)), key=lambda point: point.x) for _ in range(count)]


@st.composite
def nodes(draw, name, types):
    known = types[draw(st.sampled_from(sorted(set(types) - set(FORBIDDEN))))]
    outputs = known.outputs if known.idname in ("ShaderNodeRGB", "ShaderNodeValue", "ShaderNodeNormal") else ()
    return Node(
        name,
        known.idname,
        inputs=chosen(draw, {each.identifier: each for each in known.inputs}),
        outputs=chosen(draw, {each.identifier: each for each in outputs}),
        settings=chosen(draw, known.settings),
        ramp=draw(ramps()) if known.has_ramp else None,
        curves=draw(curves(known.curves)) if known.curves and draw(st.booleans()) else None,
        group=draw(st.text("ab '", min_size=1)) if known.idname == "ShaderNodeGroup" else None,
    )


@st.composite
def graphs(draw, version=CURRENT, size=8, has_output=False):
    """A graph of any nodes with any links, cycles and unreachable nodes included; where it `has_output`, that comes first and is linked."""
    types = node_types(version)
    made = [draw(nodes(f"n{number}", types)) for number in range(draw(st.integers(1, size)))]
    links = {}
    if has_output:
        made.insert(0, Node("out", MATERIAL_OUTPUT))
        if types[made[1].idname].outputs:
            links["out", "Volume"] = Link("n0", types[made[1].idname].outputs[0].identifier, "out", "Volume")
    for target in made:
        for socket in types[target.idname].inputs:
            source = draw(st.sampled_from(made))
            if types[source.idname].outputs and draw(st.integers(0, 2)) == 0:
                output = draw(st.sampled_from(types[source.idname].outputs))
                links[target.name, socket.identifier] = Link(source.name, output.identifier, target.name, socket.identifier)
    return Graph(made, list(links.values()), version)
