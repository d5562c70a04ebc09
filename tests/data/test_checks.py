"""Oracle: scenes built so that one shape cannot be seen."""

from itertools import chain

import numpy as np
import pytest

from vlcritic.data.checks import LEAST_CHANGE, changed, rejection, without
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.languages.glsl import GlslRenderer
from vlcritic.languages.glsl.literals import lift

RED, BLUE = (0.9, 0.1, 0.2), (0.1, 0.2, 0.9)
DISC = Shape("circle", (0.0, 0.0), (0.2,), colour=RED)


def square(half, operation="draw", centre=(0.0, 0.0), colour=None, smoothness=0.0):
    return Shape("square", centre, (half,), operation, colour, smoothness)


@pytest.fixture(scope="module")
def reason():
    """Why a scene is rejected, from real renders."""
    with GlslRenderer(size=128, workers=1) as render:

        def judge(*shapes, is_framed=False):
            scene = Scene(shapes)
            others = without(scene)
            pictures = {name: render([write(each) for each in scenes]) for name, scenes in others.items()}
            return rejection(scene, render([write(scene)])[0], pictures, is_framed=is_framed)

        yield judge


@pytest.mark.gl
@pytest.mark.parametrize(
    ("expected", "shapes"),
    [
        (None, (DISC,)),
        (None, (DISC, square(0.1, colour=BLUE))),
        ("unseen shape", (DISC, square(0.3, colour=BLUE))),
        ("unseen shape", (Shape("circle", (0.0, 0.0), (0.2,), colour=(0.02, 0.0, 0.0)),)),
        (None, (DISC, square(0.15, "union", (0.2, 0.0)))),
        ("unseen union", (DISC, square(0.1, "union"))),
        (None, (DISC, square(0.1, "subtraction"))),
        ("unseen subtraction", (DISC, square(0.05, "subtraction", (0.3, 0.3)))),
        (None, (DISC, square(0.15, "intersection", (0.1, 0.0)))),
        ("unseen intersection", (DISC, square(0.3, "intersection"))),
        (None, (DISC, square(0.15, "smooth_union", (0.25, 0.0), smoothness=0.1))),
        ("unseen blend", (DISC, square(0.15, "smooth_union", (0.25, 0.0), smoothness=0.01))),
    ],
)
def test_a_shape_that_changes_nothing_is_found_and_named(expected, shapes, reason):
    assert reason(*shapes) == expected


@pytest.mark.gl
@pytest.mark.parametrize("kind", ["annulus", "segment"])
def test_an_intersection_with_a_thin_shape_is_left_out_whole(kind, reason):
    params = (0.15,) if kind == "annulus" else (0.2, 0.0, 0.05)
    assert reason(DISC, Shape(kind, (0.0, 0.0), params, "intersection")) is None


@pytest.mark.gl
def test_a_shape_at_the_border_is_refused_only_where_the_scene_must_keep_clear_of_it(reason):
    outside = Shape("circle", (0.35, 0.0), (0.2,), colour=RED)
    assert reason(outside) is None and reason(outside, is_framed=True) == "out of frame" and reason(DISC, is_framed=True) is None


def test_the_variants_of_a_scene_share_its_compiled_program():
    scene = Scene(
        (DISC, square(0.15, "intersection", (-0.1, 0.0)), square(0.1, "subtraction"), square(0.1, centre=(0.3, -0.3), colour=BLUE))
    )
    texts = {lift(write(each))[0] for each in (scene, *chain(*without(scene).values()))}
    assert len(texts) == 1


def test_a_pixel_counts_as_changed_where_any_channel_moves_by_more_than_eight_levels():
    picture, other = np.zeros((10, 10, 3), np.uint8), np.zeros((10, 10, 3), np.uint8)
    other[0, 0], other[1, 1] = (0, 8, 0), (0, 0, 9)
    assert changed(picture, other) == changed(other, picture) == 0.01 > LEAST_CHANGE
