"""Scenes as rows of numbers. Oracle: scenes written out by hand."""

import math

from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.glsl.vector import PLACE, SIZE, vector

DISC = Shape("circle", (0.1, -0.2), (0.25,), colour=(1.0, 0.5, 0.0))


def test_a_shape_is_its_presence_kind_place_size_and_colour():
    row = vector(Scene((DISC,), (0.2, 0.3, 0.4)), slots=1, kinds=("box", "circle"))
    assert row == [1.0, 0.0, 1.0, 0.1 * PLACE, -0.2 * PLACE, 0.25 * SIZE, 0.25 * SIZE, 1.0, 0.5, 0.0, 0.2, 0.3, 0.4]


def test_an_empty_slot_is_absent_and_unknown():
    row = vector(Scene((DISC,)), slots=2, kinds=("circle",))
    second = row[9:18]
    assert second[0] == 0.0 and all(math.isnan(number) for number in second[1:])


def test_every_scene_of_a_stage_has_a_row_of_the_same_length():
    joined = Shape("square", (0.0, 0.0), (0.1,), "union")
    assert len(vector(Scene((DISC, joined)))) == len(vector(Scene((DISC,)))) == len(vector(Scene((DISC, joined, joined))))
