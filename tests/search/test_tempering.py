"""Parallel tempering: the product of all rungs' laws, crossings that one temperature does not make, ladders that even out."""

import math

import numpy as np
import pytest

from tests.search.laws import Cut, TwoModes, kolmogorov_distance, limit, normal, run, scored
from vlcritic.search import tempering
from vlcritic.search.chains import generators
from vlcritic.search.mala import MALA
from vlcritic.search.random_walk import Proposal, RandomWalk
from vlcritic.search.tempering import Tempering, evened, geometric_ladder, swap_probability

MODES, CUT = TwoModes(), Cut()
COLUMNS, LIMIT = 250, limit(250)
CROSSING = MALA(MODES.energy, MODES.low, MODES.high, np.full(2, 0.15))


def cut_kernel(ladder) -> Tempering:
    moves = Proposal(np.array([CUT.low]), np.array([CUT.high]), np.array([0.3]), (np.array([0]),), decades=0.5)
    return Tempering(RandomWalk(CUT.energy, moves), np.array(ladder))


def cut_distances(steps: int) -> list[float]:
    """From the law of every rung, a Gaussian of width × √T: how far each rung is from it after some steps."""
    ladder = [1.0, 16.0]
    laws = [Cut(width=CUT.width * math.sqrt(heat)) for heat in ladder]
    start = np.stack([law.draw(COLUMNS) for law in laws], axis=1).reshape(-1, 1)
    start[1::2] = start[1::2][::-1]  # `draw` repeats itself; columns are to be independent
    state = run(cut_kernel(ladder), start, steps=steps)
    return [kolmogorov_distance(state.position[rung::2, 0], law.cdf) for rung, law in enumerate(laws)]


def test_every_rung_keeps_its_law():
    assert max(cut_distances(21)) < LIMIT


def test_swaps_without_the_ratio_lose_it(monkeypatch):
    """The classic bug: rungs that always swap mix their laws."""
    monkeypatch.setattr(tempering, "swap_probability", lambda energy, temperature: np.ones((len(energy), 1)))
    assert max(cut_distances(21)) > 1.5 * LIMIT


@pytest.mark.parametrize("is_adaptive", [False, True])
def test_the_coldest_rung_finds_a_mode_that_it_did_not_start_in(is_adaptive):
    kernel = Tempering(CROSSING, geometric_ladder(4, 60.0), is_adaptive=is_adaptive)
    state = run(kernel, np.tile([-1.0, 0.0], (COLUMNS * 4, 1)), steps=160)
    cold = kernel.coldest(state.position)
    assert kolmogorov_distance(cold[:, 0], MODES.cdf) < LIMIT
    assert kolmogorov_distance(cold[:, 1], lambda y: normal(y / MODES.width)) < LIMIT


def test_one_temperature_does_not_find_it():
    state = run(CROSSING, np.tile([-1.0, 0.0], (100, 1)), steps=150)
    assert kolmogorov_distance(state.position[:, 0], MODES.cdf) > 0.5


def test_the_swap_probability_is_the_ratio_of_the_product_of_laws():
    """Oracle: the four terms of exp(−E/T) written out."""
    energy, heat = np.array([[1.0, 0.4], [0.2, 3.0]]), np.array([[1.0, 2.0], [0.5, 4.0]])

    def law(x, y, row):
        return math.exp(-x / heat[row, 0] - y / heat[row, 1])

    wanted = [min(1.0, law(y, x, row) / law(x, y, row)) for row, (x, y) in enumerate(energy)]
    assert swap_probability(energy, heat)[:, 0] == pytest.approx(wanted, rel=1e-12)
    assert wanted[0] == 1.0 > wanted[1]


def test_what_is_impossible_goes_up_and_never_down():
    energy = np.array([[math.inf, 1.0], [1.0, math.inf], [math.inf, math.inf]])
    assert swap_probability(energy, np.tile([1.0, 2.0], (3, 1)))[:, 0].tolist() == [1.0, 0.0, 0.0]


def test_even_and_odd_pairs_take_turns():
    """On the flat every swap is accepted: what starts at the bottom climbs a rung a step, and what is at the top comes down."""
    flat = RandomWalk(scored(lambda x: np.zeros(len(x))), Proposal(np.zeros(1), np.ones(1), np.ones(1), (np.array([0]),)))
    kernel, rngs = Tempering(flat, geometric_ladder(4, 8.0)), generators(0, 8)
    state = kernel.init(np.full((8, 1), 0.5))
    for step in range(4):
        state, info = kernel.step(rngs, state)
        assert info.is_swapped.tolist() == [[True, False, True] if step % 2 == 0 else [False, True, False]] * 2
        assert (info.swap_probability == 1).all()


def test_a_swap_carries_position_score_and_gradient_and_leaves_what_was_learned():
    kernel, ladder = MALA(CUT.energy, np.array([CUT.low]), np.array([CUT.high]), np.ones(1)), np.array([1.0, 50.0])
    tempered, rngs, swaps = Tempering(kernel, ladder), generators(3, 40), 0
    state = tempered.init(np.linspace(-0.2, 1.9, 40)[:, None])
    for _ in range(20):
        inner, _ = kernel.step(rngs_like(rngs), state, temperature=np.exp(state.memory["tempering/log_ladder"]))
        state, info = tempered.step(rngs, state)
        for column, is_swapped in enumerate(info.is_swapped[:, 0]):
            rows = 2 * column + (np.array([1, 0]) if is_swapped else np.array([0, 1]))
            swaps += is_swapped
            for values, before in (
                (state.position, inner.position),
                (state.score.energy, inner.score.energy),
                (state.gradient, inner.gradient),
            ):
                assert (values[2 * column : 2 * column + 2] == before[rows]).all()
        assert (state.memory["mala/log_scale"] == inner.memory["mala/log_scale"]).all()
    assert swaps > 20


def rngs_like(rngs):
    """Generators that will draw the same numbers."""
    copies = generators(0, len(rngs))
    for copy, rng in zip(copies, rngs, strict=True):
        copy.bit_generator.state = rng.bit_generator.state
    return copies


def test_all_rungs_are_judged_in_one_call():
    calls = []
    flat = scored(lambda x: calls.append(len(x)) or np.zeros(len(x)))
    kernel = Tempering(RandomWalk(flat, Proposal(np.zeros(1), np.ones(1), np.ones(1), (np.array([0]),))), geometric_ladder(3, 4.0))
    kernel.step(generators(0, 12), kernel.init(np.zeros((12, 1))))
    assert calls[0::2] == [12, 12]  # `scored` asks its formula twice


def test_a_column_does_the_same_whatever_its_neighbours():
    kernel = Tempering(CROSSING, geometric_ladder(3, 9.0), is_adaptive=True)
    few, many = (run(kernel, np.tile([-1.0, 0.0], (3 * columns, 1)), steps=10) for columns in (1, 4))
    assert (few.position == many.position[:3]).all()
    assert (few.memory["tempering/log_ladder"] == many.memory["tempering/log_ladder"][:3]).all()


def test_a_geometric_ladder_rises_by_equal_ratios():
    assert geometric_ladder(4, 27.0) == pytest.approx([1.0, 3.0, 9.0, 27.0], rel=1e-12)
    assert geometric_ladder(1, 27.0).tolist() == [1.0]


def test_on_a_gaussian_an_uneven_ladder_becomes_geometric():
    """A Gaussian has the same heat capacity at every temperature, so equal swap rates mean equal ratios."""
    energy = scored(lambda x: 0.5 * (x**2).sum(axis=1), lambda x: x)
    kernel = Tempering(MALA(energy, np.full(2, -99.0), np.full(2, 99.0), np.ones(2)), np.array([1.0, 1.3, 2.0, 64.0]), is_adaptive=True)
    state = run(kernel, np.zeros((4 * 40, 2)), steps=400)
    ladders = np.exp(state.memory["tempering/log_ladder"].reshape(-1, 4))
    assert (ladders[:, 0] == 1.0).all()
    assert ladders[:, 3] == pytest.approx(64.0, rel=1e-9)
    assert np.exp(np.log(ladders).mean(axis=0)) == pytest.approx([1, 4, 16, 64], rel=0.15)  # 0.1 of a gap, what is left to adapt


def test_a_ladder_moves_less_and_less():
    log_ladder, probability = np.log([[1.0, 2.0, 4.0, 8.0]] * 2), np.array([[1.0, 0.0, 0.5]] * 2)
    first, late = evened(log_ladder, np.array([0.0, 1e6]), probability) - log_ladder
    assert first[1] > 0.2
    assert 0 < late[1] < 1e-3
    assert first[[0, 3]].tolist() == late[[0, 3]].tolist() == pytest.approx([0, 0], abs=1e-12)


def test_chains_that_do_not_fill_the_ladder_are_refused():
    with pytest.raises(ValueError, match="a multiple of 2 chains"):
        cut_kernel([1.0, 4.0]).init(np.zeros((3, 1)))
