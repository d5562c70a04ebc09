"""The oracle is Blender 5.0 opening what Blender 3.4 saved; `blender_oracle.py` regenerates its answers, `converted/*.json`."""

import copy

import pytest

from tests.languages.blender.materials import described, graphs
from vlcritic.languages.blender.convert import convert
from vlcritic.languages.blender.graph import MATERIAL_OUTPUT, Graph, Link, Node
from vlcritic.languages.blender.tables import OLD, node_types

SAVED = graphs("3.4")
OPENED = graphs("5.0")

BLACK = (0.0, 0.0, 0.0, 1.0)


def of_old(*nodes: Node, links: list[tuple] = ()) -> tuple[Graph, list[str]]:
    """A small old graph, converted."""
    return convert(Graph(list(nodes), [Link(*link) for link in links], OLD))


@pytest.mark.parametrize("name", SAVED)
def test_an_old_material_becomes_what_blender_makes_of_it(name):
    converted, _ = convert(SAVED[name])
    names = {node.name for node in SAVED[name].nodes}
    assert described(converted, names) == described(as_we_write_it(OPENED[name]), names)


def as_we_write_it(opened: Graph) -> Graph:
    """Blender's answer in our words. It keeps MixRGB, which it calls legacy; a black emission of the old default's strength; and a method of
    subsurface scattering where nothing scatters."""
    graph = copy.deepcopy(opened)
    into = {(link.target, link.input) for link in graph.links}
    for node in graph.nodes:
        is_dark = node.inputs.get("Emission Color") == BLACK and (node.name, "Emission Strength") not in into
        if node.idname == "ShaderNodeBsdfPrincipled" and is_dark:
            del node.inputs["Emission Color"]
            node.inputs.pop("Emission Strength", None)
        scatters = "Subsurface Weight" in node.inputs or (node.name, "Subsurface Weight") in into
        if node.idname == "ShaderNodeBsdfPrincipled" and not scatters:
            node.settings.pop("subsurface_method", None)
        if node.idname == "ShaderNodeMixRGB":
            graph.links = [mix_link(link, node.name) for link in graph.links]
            node.idname = "ShaderNodeMix"
            node.inputs = {MIX_INPUTS[name]: value for name, value in node.inputs.items()}
            node.settings = {"data_type": "RGBA"} | {MIX_SETTINGS.get(name, name): value for name, value in node.settings.items()}
            node.settings.pop("use_alpha", None)
    return graph


MIX_INPUTS = {"Fac": "Factor_Float", "Color1": "A_Color", "Color2": "B_Color"}
MIX_SETTINGS = {"use_clamp": "clamp_result"}


def mix_link(link: Link, name: str) -> Link:
    output = "Result_Color" if link.source == name else link.output
    return Link(link.source, output, link.target, MIX_INPUTS.get(link.input, link.input) if link.target == name else link.input)
