"""Moves: each has one that takes it back. Oracles: the scene before it, a histogram of draws."""

import itertools
from collections import Counter

import numpy as np
import pytest

from vlcritic.data.glsl.parse import parse_scene
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.sample import sample
from vlcritic.data.glsl.scene import KINDS, Scene, Shape
from vlcritic.search.structure.moves import MAX_SHAPES, WEIGHTS, Move, is_valid, make, moves
from vlcritic.search.structure.newcomers import draw_newcomer, log_newcomer
from vlcritic.search.structure.search import skeleton

RED, BLUE = (0.9, 0.1, 0.1), (0.1, 0.1, 0.9)
DISC = Shape("circle", (-0.2, 0.0), (0.1,), colour=RED)
CUT = Shape("square", (-0.15, 0.05), (0.05,), operation="subtraction")
STAR = Shape("star", (0.2, 0.1), (0.12, 0.06), colour=BLUE)


def scenes(count=60):
    rng = np.random.default_rng(0)
    return [sample(rng, stage="booleans", kinds=KINDS, max_shapes=int(rng.integers(2, 5))) for _ in range(count)]


def all_moves(scene):
    return [move for each in moves(scene).values() for move in each]


def test_every_move_has_its_reverse_among_the_moves_of_the_scene_it_leads_to():
    rng, made = np.random.default_rng(0), Counter()
    for scene in scenes(12):
        for move in all_moves(scene):
            outcome = make(rng, scene, move)
            assert outcome.scene != scene
            if all(shape.params[0] > 0.01 for shape in outcome.scene.shapes if shape.kind == "annulus"):
                there = moves(outcome.scene, max_shapes=MAX_SHAPES + 1)
                assert outcome.reverse in there[outcome.reverse.name], move
                back = make(rng, outcome.scene, outcome.reverse).scene
                assert _structure(back, move) == _structure(scene, move), move
                made[move.name] += 1
    assert set(made) == set(WEIGHTS)
    assert min(made.values()) > 10


def _structure(scene, move):
    """Forms and operations; operations alone after a drop, which a shape of any form takes back."""
    return [part[-1:] if move.name == "drop" else part for part in skeleton(scene)]


@pytest.mark.parametrize("name", ["add", "exchange"])
def test_what_draws_nothing_on_the_way_back_gives_the_very_scene_and_the_opposite_ratio(name):
    rng, tried = np.random.default_rng(0), 0
    for scene in scenes():
        for move in moves(scene).get(name, []):
            outcome = make(rng, scene, move)
            back = make(rng, outcome.scene, outcome.reverse)
            assert back.scene == scene
            assert back.reverse == move
            assert back.log_ratio == pytest.approx(-outcome.log_ratio, abs=1e-9)
            tried += 1
    assert tried > 50


def test_a_dropped_leader_leaves_its_colour_to_the_next_of_its_group():
    outcome = make(np.random.default_rng(0), Scene((DISC, CUT, STAR)), Move("drop", 0))
    assert [(shape.kind, shape.operation, shape.colour) for shape in outcome.scene.shapes] == [
        ("square", "draw", RED),
        ("star", "draw", BLUE),
    ]
    assert outcome.reverse == Move("add", 0, ("subtraction", True))


def test_an_exchange_in_a_group_leaves_colour_and_operation_in_their_places():
    (first, second, _) = make(np.random.default_rng(0), Scene((DISC, CUT, STAR)), Move("exchange", 1)).scene.shapes
    assert (first.kind, first.params, first.operation, first.colour) == ("square", (0.05,), "draw", RED)
    assert (second.kind, second.params, second.operation, second.colour) == ("circle", (0.1,), "subtraction", None)


def test_groups_exchange_whole():
    outcome = make(np.random.default_rng(0), Scene((DISC, CUT, STAR)), Move("exchange", 2))
    assert outcome.scene.shapes == (STAR, DISC, CUT)
    assert outcome.reverse == Move("exchange", 1)


def test_ways_in_are_as_many_as_the_formula_says():
    for scene in scenes():
        n, g = len(scene.shapes), len(scene.groups)
        ways = moves(scene)["add"]
        assert len(ways) == len(set(ways)) == 4 * n + (g + 1) + 4 * g


def test_a_full_scene_takes_no_shape_and_a_lonely_one_loses_none():
    full = Scene((DISC, *[CUT] * (MAX_SHAPES - 1)))
    assert "add" not in moves(full)
    assert set(moves(Scene((DISC,)))) == {"swap", "add"}


def test_equal_neighbours_are_not_exchanged():
    twin = Shape("circle", DISC.centre, DISC.params, operation="union")
    assert "exchange" not in moves(Scene((DISC, twin)))


def test_what_moves_make_is_read_back_from_its_program():
    rng, valid = np.random.default_rng(0), 0
    for scene in scenes(12):
        for move in all_moves(scene):
            made = make(rng, scene, move).scene
            if is_valid(made):
                assert skeleton(parse_scene(write(made))) == skeleton(made)
                valid += 1
    assert valid > 300


def test_newcomers_are_drawn_with_the_density_that_is_said():
    """Centre x and radius of circles among two models: χ² of 10,000 draws in 30 cells against the density in the middle of 9 × 9 parts of
    each cell, times that of forms. A true density exceeds the bound once in 1,000 seeds (Wilson–Hilferty); this seed is fixed."""
    models, kinds, rng = (DISC, STAR), ("circle", "star"), np.random.default_rng(3)
    draws = [shape for shape in (draw_newcomer(rng, models, kinds) for _ in range(10_000)) if shape.kind == "circle"]
    across, radii, parts = np.linspace(-0.6, 0.6, 7), np.linspace(0.04, 0.24, 6), 9
    seen, _, _ = np.histogram2d([shape.centre[0] for shape in draws], [shape.params[0] for shape in draws], bins=(across, radii))
    cells = itertools.product(itertools.pairwise(across), itertools.pairwise(radii))
    marginal = np.array([_mass(models, kinds, *sides, *lengths, parts) for sides, lengths in cells]).reshape(seen.shape)
    expected = 10_000 * marginal
    assert expected.sum() > 4000
    assert ((seen - expected) ** 2 / expected).sum() < 30 * (1 - 2 / 270 + 3.09 * np.sqrt(2 / 270)) ** 3


def _mass(models, kinds, left, right, low, high, parts) -> float:
    """Probability of circles in one cell: the density summed over it and over all heights."""

    def middles(a, b, count):
        return a + (b - a) * (np.arange(count) + 0.5) / count

    heights = middles(-0.7, 0.8, 15)
    points = [(x, y, r) for x in middles(left, right, parts // 3) for y in heights for r in middles(low, high, parts // 3)]
    total = sum(np.exp(log_newcomer(Shape("circle", (x, y), (r,)), models, kinds)) for x, y, r in points)
    return total * (right - left) * (high - low) * 1.5 / len(points)
