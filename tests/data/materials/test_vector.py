"""Numbers of materials. Oracle: graphs written by hand."""

import numpy as np

from vlcritic.data.materials.vector import PRESENT, THUMBNAIL, vectors
from vlcritic.languages.blender.graph import Graph, Link, Node


def noise(scale: float, *, dimensions: str = "3D") -> Graph:
    nodes = [
        Node("material_output", "ShaderNodeOutputMaterial"),
        Node("emission", "ShaderNodeEmission"),
        Node("noise_texture", "ShaderNodeTexNoise", inputs={"Scale": scale}, settings={"noise_dimensions": dimensions}),
    ]
    links = [Link("emission", "Emission", "material_output", "Surface"), Link("noise_texture", "Color", "emission", "Color")]
    return Graph(nodes, links)


def flat(level: int):
    return np.full((32, 32, 3), level, np.uint8)


def test_what_all_programs_share_says_nothing_and_what_differs_is_told():
    rows = vectors([noise(2.0), noise(2.0, dimensions="2D")], [flat(0), flat(255)])
    traits = rows[:, : -3 * THUMBNAIL**2 - 3]
    assert sorted(map(tuple, traits.T.tolist())) == [(0, PRESENT), (PRESENT, 0)]
    assert (rows[:, traits.shape[1] : -3] == [[-1], [1]]).all() and (rows[:, -3:] == 0).all()


def test_numbers_are_standardised_logarithms_of_scales():
    rows = vectors([noise(1.0), noise(10.0), noise(100.0)], [flat(0)] * 3)
    assert np.allclose(rows[:, 0], [-(1.5**0.5), 0, 1.5**0.5])


def test_a_number_that_a_program_has_not_is_missing():
    other = Graph([Node("material_output", "ShaderNodeOutputMaterial")], [])
    rows = vectors([noise(1.0), noise(10.0), other], [flat(0)] * 3)
    is_missing = np.isnan(rows)
    assert is_missing[2].any() and not is_missing[:2].any()
