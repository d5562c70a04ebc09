"""Oracle: the distance to a densely sampled outline, built from the definition of each kind."""

import numpy as np
import pytest

from tests.data.glsl.outlines import EXAMPLES, brute_force, outline
from vlcritic.data.glsl.distance import distance, group_distance
from vlcritic.data.glsl.scene import KINDS, Shape

EXACT = [shape for shape in EXAMPLES if shape.kind != "ellipse"]
ELLIPSE = next(shape for shape in EXAMPLES if shape.kind == "ellipse")
POINTS = np.random.default_rng(0).uniform(-0.5, 0.5, (300, 2))

named = pytest.mark.parametrize("shape", EXACT, ids=lambda shape: shape.kind)


def test_the_examples_hold_every_kind():
    assert {shape.kind for shape in EXAMPLES} == set(KINDS)


@named
def test_a_distance_is_that_to_the_nearest_outline_point_and_negative_inside(shape):
    # outline points are at most 0.0005 apart, and both signs must occur
    expected = brute_force(shape, POINTS)
    assert (expected < 0).any() and (expected > 0).any()
    np.testing.assert_allclose(distance(shape, POINTS), expected, atol=5e-4)


@named
def test_the_gradient_of_a_distance_has_length_one(shape):
    step = 1e-6
    slopes = [distance(shape, POINTS + step * axis) - distance(shape, POINTS - step * axis) for axis in np.eye(2)]
    np.testing.assert_allclose(np.hypot(*slopes) / (2 * step), 1.0, atol=1e-6)


def test_the_ellipse_has_the_right_sign_everywhere():
    np.testing.assert_array_equal(np.sign(distance(ELLIPSE, POINTS)), np.sign(brute_force(ELLIPSE, POINTS)))


@pytest.mark.parametrize("radii", [(0.12, 0.24), (0.28, 0.11), (0.05, 0.13)])
def test_the_ellipse_is_off_by_less_than_0_001_over_the_soft_edge(radii):
    shape = Shape("ellipse", (0.0, 0.0), radii)
    edge = outline(shape)[0][::20]
    outward = edge / np.square(radii)
    near = edge + np.random.default_rng(1).uniform(-0.01, 0.01, (len(edge), 1)) * outward / np.linalg.norm(outward, axis=1, keepdims=True)
    np.testing.assert_allclose(distance(shape, near), brute_force(shape, near), atol=1e-3)


def test_the_ellipse_is_too_short_by_a_third_at_most_far_outside():
    expected = brute_force(ELLIPSE, POINTS)
    ratio = (distance(ELLIPSE, POINTS) / expected)[expected > 0.01]
    assert ratio.min() > 2 / 3 and ratio.max() < 1.001


@pytest.mark.parametrize(
    ("operation", "inside", "outside"),
    [
        ("union", [(-0.2, 0.0), (0.2, 0.0)], [(0.0, 0.3)]),
        ("intersection", [(0.0, 0.0)], [(-0.2, 0.0), (0.2, 0.0)]),
        ("subtraction", [(-0.2, 0.0)], [(0.0, 0.0), (0.2, 0.0)]),
    ],
)
def test_an_operation_keeps_the_points_that_set_theory_keeps(operation, inside, outside):
    group = (Shape("circle", (-0.1, 0.0), (0.2,)), Shape("square", (0.1, 0.0), (0.2,), operation))
    assert (group_distance(group, np.array(inside)) < 0).all() and (group_distance(group, np.array(outside)) > 0).all()


def test_a_smooth_union_fills_the_gap_by_a_quarter_of_its_length():
    # two circles that touch in the origin: |a - b| = 0 there, so the blend is k/4 deep
    group = (Shape("circle", (-0.2, 0.0), (0.2,)), Shape("circle", (0.2, 0.0), (0.2,), "smooth_union", smoothness=0.08))
    assert group_distance(group, np.array([[0.0, 0.0]]))[0] == pytest.approx(-0.02)
