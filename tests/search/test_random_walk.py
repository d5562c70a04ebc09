"""The random walk leaves its law alone: oracles are closed forms and the Metropolis ratio itself."""

import math

import numpy as np
import pytest

from tests.search.laws import Cut, kolmogorov_distance, limit, normal, run
from vlcritic.search import random_walk
from vlcritic.search.chains import generators
from vlcritic.search.random_walk import Proposal, RandomWalk, Score, acceptance, reflect

CHAINS, STEPS = 400, 120
LIMIT = limit(CHAINS)


def kernel(energy, low, high, *, scale, blocks=None) -> RandomWalk:
    low, high, scale = (np.array(values, dtype=float) for values in (low, high, scale))
    blocks = blocks or tuple(np.array([index]) for index in range(len(low)))
    return RandomWalk(lambda position: Score(energy(position), energy(position)), Proposal(low, high, scale, blocks, decades=1.0))


def last_positions(walk: RandomWalk, start, *, temperature: float) -> np.ndarray:
    """Where independent chains stand after many steps: independent draws from the law."""
    rngs, state = generators(3, CHAINS), walk.init(np.tile(np.array(start, dtype=float), (CHAINS, 1)))
    for _ in range(STEPS):
        state, _ = walk.step(rngs, state, temperature=temperature)
    return state.position


def test_the_law_is_a_gaussian_truncated_by_the_bounds_at_the_given_temperature():
    walk = kernel(lambda x: x[:, 0] ** 2, [-0.3], [2.0], scale=[1.5])
    draws = last_positions(walk, [1.9], temperature=0.5)[:, 0]  # exp(−x² / 0.5): sigma 0.5
    below, above = normal(-0.3 / 0.5), normal(2.0 / 0.5)
    assert kolmogorov_distance(draws, lambda x: (normal(x / 0.5) - below) / (above - below)) < LIMIT


def test_the_law_of_two_numbers_moved_in_one_block_is_a_mixture_with_its_weights():
    def energy(x):
        left, right = (np.exp(-((x[:, 0] - c) ** 2 + x[:, 1] ** 2) / 0.08) for c in (-0.4, 0.4))
        return -np.log(0.25 * left + 0.75 * right + 1e-300)

    walk = kernel(energy, [-2, -2], [2, 2], scale=[1.0, 1.0], blocks=(np.array([0, 1]),))
    draws = last_positions(walk, [0.0, 0.0], temperature=1.0)

    def cdf(x):
        return 0.25 * normal((x + 0.4) / 0.2) + 0.75 * normal((x - 0.4) / 0.2)

    assert kolmogorov_distance(draws[:, 0], cdf) < LIMIT
    assert kolmogorov_distance(draws[:, 1], lambda y: normal(y / 0.2)) < LIMIT


def test_the_walk_is_uniform_up_to_its_walls_where_energy_is_flat():
    walk = kernel(lambda x: np.zeros(len(x)), [0.0], [1.0], scale=[0.8])
    draws = last_positions(walk, [0.01], temperature=1.0)[:, 0]
    assert kolmogorov_distance(draws, lambda x: x) < LIMIT


@pytest.mark.parametrize(("fold", "is_kept"), [(reflect, True), (np.clip, False)], ids=["folded", "held back"])
def test_a_walk_from_its_law_keeps_it_only_where_the_walls_fold(monkeypatch, fold, is_kept):
    monkeypatch.setattr(random_walk, "reflect", fold)
    target = Cut()
    walk = kernel(lambda x: target.energy(x)[0].energy, [target.low], [target.high], scale=[1.5])
    distance = kolmogorov_distance(run(walk, target.draw(CHAINS), steps=30).position[:, 0], target.cdf)
    assert distance < LIMIT if is_kept else distance > 1.5 * LIMIT


def test_a_proposal_is_as_likely_as_its_way_back():
    """Counts of moves a → near b and b → near a from a folded, many-width proposal; 5 standard errors of a difference of counts."""
    proposal = Proposal(np.array([0.0]), np.array([1.0]), np.array([0.7]), (np.array([0]),), decades=1.0)
    rng, tries, half = np.random.default_rng(0), 20_000, 0.03
    there = sum(abs(proposal(rng, np.array([0.03]))[0] - 0.3) < half for _ in range(tries))
    back = sum(abs(proposal(rng, np.array([0.3]))[0] - 0.03) < half for _ in range(tries))
    assert there > 300
    assert abs(there - back) < 5 * math.sqrt(there + back)


@pytest.mark.parametrize(
    ("current", "proposed", "temperature", "probability"),
    [
        (1.0, 0.5, 0.1, 1.0),
        (0.5, 1.0, 0.25, math.exp(-2)),
        (0.0, 1.0, 1e-9, 0.0),
        (0.5, math.inf, 1.0, 0.0),
        (math.inf, 0.5, 1.0, 1.0),
        (math.inf, math.inf, 1.0, 0.0),
    ],
)
def test_acceptance_is_the_metropolis_ratio(current, proposed, temperature, probability):
    assert acceptance(np.array([current]), np.array([proposed]), temperature)[0] == pytest.approx(probability, abs=1e-15)


def test_moves_are_accepted_as_often_as_their_ratio_says():
    """Mean of accepted − probability over 40,000 moves; its standard error is below 0.5 / 200."""
    walk = kernel(lambda x: np.abs(x[:, 0]), [-3], [3], scale=[2.0])
    rngs, state = generators(1, 400), walk.init(np.zeros((400, 1)))
    surplus = []
    for _ in range(100):
        state, info = walk.step(rngs, state, temperature=0.7)
        surplus.append((info.is_accepted - info.probability).mean())
    assert abs(np.mean(surplus)) < 4 * 0.5 / 200


def test_a_refused_proposal_is_kept_in_info_and_the_state_stays():
    def energy(x):
        return np.where(x[:, 0] == 0.5, 0.0, np.inf)

    walk = kernel(energy, [0], [1], scale=[0.2])
    state = walk.init(np.array([[0.5]]))
    moved, info = walk.step(generators(0, 1), state)
    assert moved.position.tolist() == [[0.5]]
    assert info.proposal[0, 0] != 0.5
    assert info.score.energy[0] == np.inf
    assert not info.is_accepted[0]


def test_a_chain_draws_the_same_whatever_its_neighbours():
    walk = kernel(lambda x: x[:, 0] ** 2, [-1], [1], scale=[0.5])

    def first_chain(chains: int) -> list[float]:
        rngs, state, seen = generators(5, chains), walk.init(np.full((chains, 1), 0.9)), []
        for _ in range(30):
            state, _ = walk.step(rngs, state, temperature=0.1)
            seen.append(state.position[0, 0])
        return seen

    assert first_chain(1) == first_chain(7)


@pytest.mark.parametrize(("value", "inside"), [(1.25, 0.75), (-0.25, 0.25), (2.25, 0.25), (-1.75, 0.25), (0.5, 0.5)])
def test_a_number_beyond_a_wall_comes_back_by_as_much(value, inside):
    assert reflect(np.array([value]), np.array([0.0]), np.array([1.0]))[0] == pytest.approx(inside, abs=1e-12)


def test_a_range_of_one_value_gives_that_value():
    assert reflect(np.array([7.0]), np.array([2.0]), np.array([2.0]))[0] == 2.0
