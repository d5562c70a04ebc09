"""Oracles: Blender's tables for what is valid, Blender itself for what is seen."""

import json
import subprocess
import sys
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from vlcritic.data.materials.builder import MAX_NODES, NODES
from vlcritic.data.materials.families import FAMILIES, generate, sample
from vlcritic.languages.blender import read, write
from vlcritic.languages.blender.check import problems
from vlcritic.languages.blender.tables import CURRENT

SEEDS = range(20)
TYPES = {*NODES.values(), "ShaderNodeOutputMaterial", "ShaderNodeValToRGB", "ShaderNodeRGBCurve"}
TYPES |= {"ShaderNodeMath", "ShaderNodeVectorMath", "ShaderNodeMix"}


@cache
def materials(family):
    return made(family, SEEDS)


def made(family, seeds):
    return [generate(family, np.random.default_rng(seed)) for seed in seeds]


def structure(graph):
    """What is left of a graph without its numbers."""
    return tuple((node.name, node.idname) for node in graph.nodes), tuple(graph.links)


def test_there_are_at_least_40_families_named_after_their_functions():
    assert len(FAMILIES) >= 40
    assert all(name == family.__name__ and family.__doc__ for name, family in FAMILIES.items())


@pytest.mark.parametrize("family", FAMILIES)
def test_every_material_is_one_that_the_tables_allow(family):
    for graph in materials(family):
        assert not problems(graph)  # no unknown word, no value out of range, no cycle, nothing unreachable
        assert graph.version == CURRENT
        assert {node.idname for node in graph.nodes} <= TYPES
        assert len(graph.nodes) <= MAX_NODES


@pytest.mark.parametrize("family", FAMILIES)
def test_a_materials_program_is_read_as_the_same_material(family):
    for graph in materials(family):
        assert read(write(graph)) == graph == read(write(graph, form="index"))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_varies_in_numbers_and_in_structure_by_its_generator_alone(family):
    graphs = materials(family)
    assert graphs == made(family, SEEDS)
    assert len({write(graph) for graph in graphs}) == len(graphs)
    assert len({structure(graph) for graph in graphs}) >= 2


def test_samples_come_from_every_family_and_say_which():
    rng, again = np.random.default_rng(0), np.random.default_rng(0)
    drawn = [sample(rng) for _ in range(600)]
    assert {name for name, _ in drawn} == set(FAMILIES)
    assert drawn[:20] == [sample(again) for _ in range(20)]


def test_an_unknown_family_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="family: expected one of wood_planks, .*, got 'wood'"):
        generate("wood", np.random.default_rng(0))


def test_generating_loads_neither_torch_nor_bpy():
    code = "import vlcritic.data.materials.families, sys; print(sorted({'torch', 'bpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.blender
def test_blender_uses_every_socket_that_a_family_sets():
    graphs = [graph for family in FAMILIES for graph in materials(family)[:8]]
    sent = json.dumps([graph.as_dict() for graph in graphs])
    command = [sys.executable, "-W", "ignore", Path(__file__).with_name("hidden.py")]
    said = subprocess.run(command, input=sent, capture_output=True, text=True, check=True, timeout=300).stdout
    assert [what for found in json.loads(said.splitlines()[-1]) for what in found] == []


@pytest.fixture(scope="module")
def pictures():
    """One picture of every family, 48 × 48, float32 in [0, 1]."""
    from vlcritic.languages.blender.renderer import BlenderRenderer

    with BlenderRenderer(size=48, samples=2, workers=1, timeout_s=60) as render:
        drawn = render.graphs([generate(family, np.random.default_rng(1)) for family in FAMILIES])
    return {family: np.asarray(picture, np.float32) / 255 for family, picture in zip(FAMILIES, drawn, strict=True)}


@pytest.mark.blender
def test_every_family_shows_more_than_a_blank(pictures):
    """Thresholds of VLMaterial's data set: at most 90 % of values in the outer hundredths, and a channel that spans 0.05."""
    for family, picture in pictures.items():
        assert ((picture < 0.01).mean() <= 0.9) and ((picture > 0.99).mean() <= 0.9), family
        assert np.ptp(picture, axis=(0, 1)).max() >= 0.05, family


@pytest.mark.blender
def test_no_two_families_look_alike(pictures):
    """A material drawn with 3 samples instead of 2 differs from itself by up to 0.055 (brushed metal); concrete and plaster, the closest
    pair, differ by 0.080."""
    apart = {pair: np.abs(pictures[pair[0]] - pictures[pair[1]]).mean() for pair in combinations(pictures, 2)}
    closest = min(apart, key=apart.get)
    assert apart[closest] > 0.065, closest
