"""Programs held against the true scene: the assignment against brute force, and measures of scenes that differ in one thing."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.evaluation.scenes import assignment, scene_measures

CIRCLE = Shape("circle", (0.2, 0.0), (0.15,), colour=(0.9, 0.1, 0.1))
SQUARE = Shape("square", (-0.2, 0.1), (0.12,), colour=(0.1, 0.2, 0.9))
TRUTH = Scene((SQUARE, CIRCLE))


@pytest.mark.parametrize(("rows", "columns"), [(0, 3), (1, 1), (2, 4), (4, 4), (5, 6)])
def test_the_assignment_costs_as_little_as_the_best_of_all(rows, columns):
    costs = np.random.default_rng(rows).random((rows, columns)).tolist()
    found = assignment(costs)
    assert len(set(found)) == rows
    least = min(sum(costs[row][column] for row, column in enumerate(order)) for order in permutations(range(columns), rows))
    assert sum(costs[row][column] for row, column in enumerate(found)) == pytest.approx(least, abs=1e-12)


def test_the_true_scene_has_no_error_in_any_order():
    exact = {"count": 1.0, "kind": 1.0, "centre_error": 0.0, "size_error": 0.0, "colour_error": 0.0}
    assert scene_measures(TRUTH, TRUTH) == exact
    assert scene_measures(Scene((CIRCLE, SQUARE)), TRUTH) == exact


def test_each_error_is_the_mean_over_the_matched_shapes():
    moved = replace(CIRCLE, centre=(0.23, 0.04), params=(0.17,), colour=(0.6, 0.1, 0.1))
    found = scene_measures(Scene((SQUARE, moved)), TRUTH)
    assert found["centre_error"] == pytest.approx(0.05 / 2)
    assert found["size_error"] == pytest.approx(0.02 / 2)
    assert found["colour_error"] == pytest.approx(0.1 / 2)


def test_a_wrong_kind_in_the_right_place_is_one_kind_wrong():
    found = scene_measures(Scene((SQUARE, replace(CIRCLE, kind="square"))), TRUTH)
    assert (found["kind"], found["count"]) == (0.5, 1.0)


@pytest.mark.parametrize("shapes", [(SQUARE,), (SQUARE, CIRCLE, CIRCLE, SQUARE)], ids=["missing", "invented"])
def test_missing_and_invented_shapes_cost_the_same_kinds(shapes):
    found = scene_measures(Scene(shapes), TRUTH)
    assert (found["kind"], found["count"], found["centre_error"]) == (0.5, 0.0, 0.0)


def test_a_joined_shape_has_the_colour_of_its_group():
    joined = Scene((SQUARE, replace(CIRCLE, operation="union", colour=None)))
    red = replace(CIRCLE, colour=SQUARE.colour)
    assert scene_measures(joined, Scene((SQUARE, red)))["colour_error"] == 0.0


def test_no_scene_has_nothing_right_and_no_error():
    assert scene_measures(None, TRUTH) == {"count": 0.0, "kind": 0.0, "centre_error": None, "size_error": None, "colour_error": None}
