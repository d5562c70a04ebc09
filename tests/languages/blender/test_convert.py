"""The oracle is Blender 5.0 opening what Blender 3.4 saved; `blender_oracle.py` regenerates its answers, `converted/*.json`."""

import copy

import numpy as np
import pytest

from tests.languages.blender.materials import PROGRAMS, described, graphs
from vlcritic.languages.blender.check import check
from vlcritic.languages.blender.convert import convert
from vlcritic.languages.blender.graph import Graph, Link, Node
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.tables import CURRENT, OLD, node_types
from vlcritic.languages.blender.write import canonical, write

SAVED = graphs("3.4")
OPENED = graphs("5.0")

BLACK = (0.0, 0.0, 0.0, 1.0)
WHITE = (1.0, 1.0, 1.0, 1.0)


def of_old(*nodes: Node, links: list[tuple] = ()) -> tuple[Graph, list[str]]:
    """A small old graph, converted."""
    return convert(Graph(list(nodes), [Link(*link) for link in links], OLD))


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_old_program_is_read_as_blender_runs_it(name):
    graph = read(PROGRAMS[name])
    names = {node.name for node in graph.nodes}
    assert graph.version == OLD
    assert names == {node.name for node in SAVED[name].nodes}
    assert described(graph, names) == described(SAVED[name], names)


@pytest.mark.parametrize("name", SAVED)
def test_an_old_material_becomes_what_blender_makes_of_it(name):
    converted, _ = convert(SAVED[name])
    names = {node.name for node in SAVED[name].nodes}
    assert described(converted, names) == described(as_we_write_it(OPENED[name]), names)


def as_we_write_it(opened: Graph) -> Graph:
    """Blender's answer in our words. It keeps MixRGB, which it calls legacy; a black emission of the old default's strength; and the
    method of subsurface scattering where nothing scatters.
    """
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


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_converted_program_is_a_program_of_today(name):
    check(PROGRAMS[name])
    converted, _ = convert(read(PROGRAMS[name]))
    program = write(converted, digits=None)
    check(program)
    written = read(program)
    assert written.version == converted.version == CURRENT
    assert written == canonical(converted)


@pytest.mark.blender
def test_a_converted_material_is_drawn_as_the_one_that_blender_converts(render):
    """To the last bit, with MixRGB and all: what differs in the graphs makes no difference."""
    names = [name for name in SAVED if name != "35_volumes"]  # a cloud behind an open plane keeps Cycles busy for a minute
    ours = render.graphs([convert(SAVED[name])[0] for name in names])
    theirs = render.graphs([OPENED[name] for name in names])
    assert all(isinstance(picture, np.ndarray) for picture in ours)
    assert [name for name, mine, other in zip(names, ours, theirs, strict=True) if not np.array_equal(mine, other)] == []


def test_the_old_programs_hold_every_node_that_is_gone_or_has_changed():
    """But those that no program may hold, and those of worlds, lights, lines, attributes and particles."""
    used = {node.idname for graph in SAVED.values() for node in graph.nodes}
    old, new = node_types(OLD), node_types(CURRENT)
    changed = {name for name in old if name not in new or inputs_and_settings(old[name]) != inputs_and_settings(new[name])}
    elsewhere = {"ShaderNodeTexPointDensity", "ShaderNodeTexImage", "ShaderNodeOutputAOV", "ShaderNodeOutputLineStyle"}
    assert changed - elsewhere <= used


def inputs_and_settings(known) -> tuple:
    return tuple((socket.identifier, socket.type, socket.default) for socket in known.inputs), known.settings


def test_every_mode_of_a_node_that_is_gone_is_among_the_old_programs():
    modes = {
        ("ShaderNodeTexMusgrave", "musgrave_type"),
        ("ShaderNodeTexMusgrave", "musgrave_dimensions"),
        ("ShaderNodeBsdfGlossy", "distribution"),
        ("ShaderNodeMixRGB", "blend_type"),
        ("ShaderNodeTexSky", "sky_type"),
        ("ShaderNodeSubsurfaceScattering", "falloff"),
        ("ShaderNodeBsdfPrincipled", "subsurface_method"),
    }
    for idname, setting in modes:
        known = node_types(OLD)[idname].settings[setting]
        nodes = [node for graph in SAVED.values() for node in graph.nodes if node.idname == idname]
        assert {node.settings.get(setting, known.default) for node in nodes} == set(known.items), idname


def test_a_graph_of_today_stays_as_it_is():
    graph = convert(SAVED["44_principled_all_linked"])[0]
    again, said = convert(graph)
    assert again is graph
    assert said == []


def test_the_old_graph_is_left_alone():
    graph = SAVED["05_musgrave_all_linked"]
    before = copy.deepcopy(graph)
    convert(graph)
    assert graph == before


def test_old_defaults_are_written_out_and_new_ones_are_not():
    graph, said = of_old(
        Node("fresnel", "ShaderNodeFresnel"),
        Node("glass", "ShaderNodeBsdfGlass", {"IOR": 1.5}),
        Node("warm", "ShaderNodeBlackbody", {"Temperature": 6500.0}),
    )
    assert [node.inputs for node in graph.nodes] == [{"IOR": 1.45}, {}, {}]
    assert said == []


def test_every_change_names_the_node_and_what_became_of_it():
    _, said = convert(SAVED["08_glossy_distributions"])
    assert "glossy_bsdf (ShaderNodeBsdfGlossy): became ShaderNodeBsdfAnisotropic" in said
    assert "glossy_bsdf (ShaderNodeBsdfAnisotropic): distribution SHARP is gone; it became GGX with Roughness 0" in said


@pytest.mark.parametrize(
    ("socket", "value", "word"),
    [
        ("Transmission Roughness", 0.3, "Transmission Roughness is gone"),
        ("Sheen Tint", 0.9, "Sheen Tint is gone"),
        ("Subsurface Color", (0.1, 0.2, 0.3, 1.0), "Subsurface Color is gone"),
    ],
)
def test_what_cannot_be_carried_over_is_said(socket, value, word):
    graph, said = of_old(Node("paint", "ShaderNodeBsdfPrincipled", {socket: value}))
    assert len(said) == 1
    assert said[0].startswith("paint (ShaderNodeBsdfPrincipled): ") and word in said[0]
    assert graph.node("paint").inputs == {"IOR": 1.45}


def test_a_link_into_a_socket_that_is_gone_is_said():
    nodes = Node("specular", "ShaderNodeEeveeSpecular"), Node("shade", "ShaderNodeAmbientOcclusion")
    graph, said = of_old(*nodes, links=[("shade", "AO", "specular", "Ambient Occlusion")])
    assert graph.links == []
    assert said == ["specular (ShaderNodeEeveeSpecular): input 'Ambient Occlusion' is gone, and the link from shade with it"]


def test_a_node_without_successor_is_taken_out_and_said():
    nodes = Node("cloud", "ShaderNodeTexPointDensity"), Node("diffuse", "ShaderNodeBsdfDiffuse", {"Roughness": 0.3})
    graph, said = of_old(*nodes, links=[("cloud", "Density", "diffuse", "Roughness")])
    assert [node.name for node in graph.nodes] == ["diffuse"]
    assert graph.links == []
    assert len(said) == 1 and "diffuse.Roughness" in said[0]


def test_a_black_emission_needs_no_words_and_a_lit_one_keeps_its_strength():
    graph, _ = of_old(
        Node("dark", "ShaderNodeBsdfPrincipled", {"Emission Strength": 7.0}),
        Node("lit", "ShaderNodeBsdfPrincipled", {"Emission": (1.0, 1.0, 1.0, 1.0)}),
    )
    assert graph.node("dark").inputs == {"IOR": 1.45}
    assert graph.node("lit").inputs == {"IOR": 1.45, "Emission Strength": 1.0}


def test_a_musgrave_of_less_than_no_octave_is_flat_and_not_upside_down():
    """Where Blender multiplies by a Detail of -1, the old texture was 0."""
    nodes = Node("musgrave", "ShaderNodeTexMusgrave", {"Detail": -1.0}), Node("diffuse", "ShaderNodeBsdfDiffuse")
    graph, _ = of_old(*nodes, links=[("musgrave", "Fac", "diffuse", "Roughness")])
    assert graph.node("musgrave_multiply").inputs == {"Value_001": 0.0}


def test_a_tint_under_a_mixed_subsurface_is_of_the_mix():
    """Where Blender tints by the value that lies unused under the link."""
    nodes = (
        Node("skin", "ShaderNodeBsdfPrincipled", {"Subsurface": 0.4, "Specular Tint": 1.0}),
        Node("freckles", "ShaderNodeTexNoise"),
    )
    graph, _ = of_old(*nodes, links=[("freckles", "Color", "skin", "Base Color")])
    into = {(link.target, link.input): link.source for link in graph.links}
    assert into["skin_mix_1", "B_Color"] == into["skin", "Base Color"] == "skin_mix"
    assert graph.node("skin_mix_1").inputs == {"Factor_Float": 1.0, "A_Color": WHITE}


def test_a_name_that_is_taken_gets_a_number():
    nodes = Node("skin", "ShaderNodeBsdfPrincipled", {"Subsurface": 0.4}), Node("skin_mix", "ShaderNodeTexNoise")
    graph, _ = of_old(*nodes, links=[("skin_mix", "Color", "skin", "Base Color")])
    assert [node.name for node in graph.nodes] == ["skin", "skin_mix_1", "skin_mix"]
