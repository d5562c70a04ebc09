"""The words that a model may use are those of the data. Oracle: Blender's tables, and the writer's own names of sockets."""

import re

import numpy as np

from tests.data.materials.drawn import GOOD
from vlcritic.data.materials.augment.prompt import prompt, vocabulary
from vlcritic.data.materials.families import FAMILIES, generate
from vlcritic.languages.blender import read, write


def lines(graphs):
    return dict(line.split(" | ", 1) for line in vocabulary(graphs).splitlines())


def test_only_what_occurs_is_listed():
    words = lines([read(GOOD.format(6.0))])
    assert words.pop("ShaderNodeTexNoise") == "inputs: 'Scale' float | outputs: 'Color' color"
    assert words.pop("ShaderNodeBsdfPrincipled") == "inputs: 'Base Color' color | outputs: 'BSDF' shader"
    assert words.pop("ShaderNodeOutputMaterial") == "inputs: 'Surface' shader"
    assert words == {}


def test_settings_come_with_their_items_and_ramps_are_told():
    program = GOOD.format(6.0).replace(
        "    # values\n", "    ramp = nodes.new('ShaderNodeValToRGB')\n    noise_texture.noise_dimensions = '2D'\n"
    )
    words = lines([read(program)])
    assert "settings: noise_dimensions = '1D' or '2D' or '3D' or '4D'" in words["ShaderNodeTexNoise"]
    assert words["ShaderNodeValToRGB"] == "also: color_ramp"


def test_sockets_are_named_as_programs_name_them():
    graphs = [generate(family, np.random.default_rng(1)) for family in FAMILIES]
    words = lines(graphs)
    for graph in graphs:
        idnames = {node.name: node.idname for node in read(write(graph)).nodes}
        for name, side, key in re.findall(r"(\w+)\.(inputs|outputs)\[([^\]]+)\]", write(graph)):
            (listed,) = [part for part in words[idnames[name]].split(" | ") if part.startswith(side)]
            assert f" {key} " in listed.replace(",", " ")[len(side) :], (idnames[name], side, key)


def test_requests_begin_alike_and_end_with_the_pair():
    one, other = (prompt("WORDS", GOOD.format(first), GOOD.format(second)) for first, second in ((1.0, 2.0), (3.0, 4.0)))
    common = one.content[: one.content.index("Material A:")]
    assert other.content.startswith(common) and "WORDS" in common and "30 nodes" in common
    assert one.content.index(GOOD.format(1.0)) < one.content.index(GOOD.format(2.0))
    assert one.tokens == len(one.content) / 4
