"""The energy of a program's numbers: closed forms on flat pictures, and what must be refused or raised."""

import numpy as np
import pytest

from vlcritic.errors import RendererError
from vlcritic.search.movable import movable
from vlcritic.search.posterior import Posterior, blocks, bounds, pyramid_mse

SOURCE = "disc(0.0, 0.0; 0.2) colour(0.8, 0.4, 0.2)"
START = [0.0, 0.0, 0.2, 0.8, 0.4, 0.2]


def posterior(language, render, *, program=SOURCE, target=SOURCE) -> Posterior:
    return Posterior(program, language.literals(program), render([target], size=(32, 32))[0], render=render)


def test_the_numbers_of_the_target_have_energy_zero(language, render):
    score = posterior(language, render)(np.array([START]))
    assert score.energy.tolist() == [0.0]
    assert score.mse.tolist() == [0.0]


def test_a_constant_difference_has_the_same_mean_square_at_every_scale():
    levels = pyramid_mse(np.full((32, 48, 3), 0.5, np.float32))
    assert levels == [0.25] * 5  # 32, 16, 8, 4 and 2 rows; exact in binary


def test_a_checkerboard_vanishes_from_the_first_coarse_scale_on():
    board = np.indices((16, 16)).sum(axis=0) % 2 * 2.0 - 1.0
    assert pyramid_mse(np.repeat(board[..., None], 3, axis=2).astype(np.float32)) == [1.0, 0.0, 0.0, 0.0]


def test_energy_tells_near_from_far_where_shapes_do_not_overlap(language, render):
    """Two small discs apart, moved by whole pixels: their pixel error is the same at every distance."""
    target = "disc(0.34375, 0.0; 0.08) colour(0.8, 0.4, 0.2)"
    near, far = [0.125, 0.0, 0.08, *START[3:]], [-0.34375, 0.0, 0.08, *START[3:]]
    score = posterior(language, render, target=target)(np.array([near, far]))
    assert score.mse[0] == pytest.approx(score.mse[1], rel=1e-3)
    assert score.energy[0] < 0.98 * score.energy[1]


def test_a_program_that_does_not_render_has_infinite_energy_and_its_neighbours_do_not(language, render):
    energy = posterior(language, render)
    energy.programs = lambda positions: ["broken", SOURCE]
    assert energy(np.zeros((2, 6))).energy.tolist() == [np.inf, 0.0]


def test_a_failure_of_our_own_is_tried_once_more(language, render):
    energy = posterior(language, render)
    render.failures = 1
    assert energy(np.array([START])).energy.tolist() == [0.0]


def test_a_second_failure_of_our_own_is_raised(language, render):
    energy = posterior(language, render)
    render.failures = 2
    with pytest.raises(RendererError, match="no OpenGL"):
        energy(np.array([START]))


def test_numbers_with_only_commas_between_them_move_together_and_alone(language):
    found = [block.tolist() for block in blocks(SOURCE, language.literals(SOURCE))]
    assert found == [[0], [1], [2], [3], [4], [5], [0, 1], [3, 4, 5]]


def test_a_colour_stays_where_the_canvas_can_show_it(language):
    low, high = bounds(SOURCE, language.literals(SOURCE))
    assert low.tolist() == [-1.0, -1.0, -1.0, 0.0, 0.0, 0.0]
    assert high.tolist() == [1.0] * 6


def test_a_canonical_scene_keeps_its_helpers_and_the_softness_of_its_edges():
    from vlcritic.data.glsl.program import write
    from vlcritic.data.glsl.scene import Scene, Shape
    from vlcritic.languages.glsl import GLSL

    program = write(Scene((Shape("annulus", (0.1, -0.2), (0.3,), colour=(0.9, 0.5, 0.25)),)))
    numbers = [literal.value for literal in movable(program, GLSL.literals(program))]
    assert numbers == [0.0, 0.0, 0.0, 0.1, -0.2, 0.3, 0.9, 0.5, 0.25, 1.0]


def test_a_program_of_any_other_kind_offers_all_its_floats(language):
    assert movable(SOURCE, language.literals(SOURCE)) == language.literals(SOURCE)
