"""Scenes as numbers without an order. Oracle: a scene written out by hand."""

import math

import numpy as np

from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.questions import draw
from vlcritic.data.questions.names import COLOURS, KINDS
from vlcritic.data.questions.vector import PLACE, PRESENT, SIZE, vector

RED, BLUE = COLOURS["red"], COLOURS["blue"]
SCENE = Scene((Shape("circle", (0.1, -0.2), (0.2,), colour=RED), Shape("circle", (-0.3, 0.3), (0.1,), colour=BLUE)), (0.0, 0.0, 0.1))


def numbers(index: int) -> list[float]:
    return vector(SCENE, draw(SCENE))[4 * index : 4 * index + 4]


def test_a_thing_that_is_there_once_has_place_and_size():
    np.testing.assert_allclose(numbers(0), [PRESENT, 0.1 * PLACE, -0.2 * PLACE, 0.05 * SIZE], atol=1e-12)  # red circle
    np.testing.assert_allclose(numbers(2), [PRESENT, -0.3 * PLACE, 0.3 * PLACE, -0.05 * SIZE], atol=1e-12)  # blue circle


def test_a_thing_that_is_there_twice_or_not_has_neither():
    circles, green = len(KINDS) * len(COLOURS), 1
    for index, count in ((circles, 2 * PRESENT), (green, 0.0)):
        row = numbers(index)
        assert row[0] == count and all(map(math.isnan, row[1:]))


def test_it_does_not_depend_on_the_order_of_the_shapes():
    turned = Scene(SCENE.shapes[::-1], SCENE.background)
    np.testing.assert_array_equal(vector(turned, draw(turned)), vector(SCENE, draw(SCENE)))


def test_it_ends_with_the_picture_in_coarse_cells():
    cells = np.reshape(vector(SCENE, draw(SCENE))[-192:], (8, 8, 3))
    np.testing.assert_allclose(cells[7, 7], draw(SCENE)[63, 63] / 255)
    assert np.argmax(cells[..., 0].max(axis=1)) in (4, 5, 6), "the red one lies low"
