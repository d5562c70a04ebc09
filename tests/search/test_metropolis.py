"""What all kernels share: impossible positions, states as JSON, chains that do not look at each other."""

import math

import numpy as np
import pytest

from tests.search.laws import TwoModes, kolmogorov_distance, limit, normal, run, scored, seen
from vlcritic.search.adam import Adam
from vlcritic.search.chains import generators
from vlcritic.search.fixed_acceptance import FixedAcceptance
from vlcritic.search.independence import Independence, Mixture, TruncatedMixture, Uniform
from vlcritic.search.mala import MALA
from vlcritic.search.metropolis import acceptance, evaluate
from vlcritic.search.random_walk import AdaptiveWalk, Proposal, RandomWalk
from vlcritic.search.tempering import Tempering

LOW, HIGH, SCALE = np.full(2, -2.0), np.full(2, 2.0), np.full(2, 0.3)
MOVES = Proposal(LOW, HIGH, SCALE, (np.array([0]), np.array([1]), np.array([0, 1])))
NEAR = TruncatedMixture(LOW, HIGH, np.array([[-1.0, 0.0], [0.9, 0.1]]), SCALE)


def kernels(energy) -> dict:
    """Every kernel there is, over one energy with gradients."""
    walk, mala, uniform = AdaptiveWalk(energy, MOVES), MALA(energy, LOW, HIGH, SCALE), Independence(energy, Uniform(LOW, HIGH))
    mixture = Mixture(energy, (walk, mala, Independence(energy, NEAR)), (0.5, 0.3, 0.2))
    single = {
        "random walk": RandomWalk(energy, MOVES),
        "adaptive walk": walk,
        "uniform": uniform,
        "mixture": mixture,
        "mala": mala,
        "adam": Adam(energy, LOW, HIGH, SCALE, period=4, patience=3),
        "fixed acceptance": FixedAcceptance(energy, LOW, HIGH),
    }
    ladder = np.array([1.0, 3.0, 9.0])
    return single | {"tempering": Tempering(mixture, ladder, is_adaptive=True)}


NAMES = list(kernels(None))


@pytest.mark.parametrize("name", NAMES)
def test_a_state_through_json_goes_on_bit_for_bit(name):
    kernel = kernels(TwoModes().energy)[name]
    assert seen(kernel, 6, [0.3, -0.2]) == seen(kernel, 6, [0.3, -0.2], through_json=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_chain_does_the_same_whatever_its_neighbours(name):
    kernel = kernels(TwoModes().energy)[name]
    assert seen(kernel, 3, [0.3, -0.2]) == seen(kernel, 21, [0.3, -0.2])


@pytest.mark.parametrize("name", NAMES)
def test_the_seed_decides_and_every_kernel_moves(name):
    kernel = kernels(TwoModes().energy)[name]
    ends = [run(kernel, np.tile([0.3, -0.2], (6, 1)), steps=15, seed=seed).position for seed in (1, 1, 2)]
    assert (ends[0] == ends[1]).all()
    assert name == "adam" or (ends[0] != ends[2]).any(axis=1).all()


def half_impossible(how: str):
    """Flat where x > 0; elsewhere the energy, or only its gradient, is not a number or infinite."""

    def energy(x):
        return np.where(x[:, 0] > 0, 0.0, {"nan": np.nan, "inf": np.inf}.get(how, 0.0))

    def gradient(x):
        return np.where((x[:, :1] > 0) | (how != "nan gradient"), 0.1 * x, np.nan)

    return scored(energy, gradient)


@pytest.mark.parametrize("how", ["nan", "inf", "nan gradient"])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_finite_is_never_accepted(name, how):
    kernel, rngs, refused = kernels(half_impossible(how))[name], generators(0, 12), 0
    state = kernel.init(np.full((12, 2), 0.04))
    for _ in range(30):
        state, info = kernel.step(rngs, state)
        refused += np.isinf(info.score.energy).sum()
        assert (state.position[:, 0] > 0).all()
        assert np.isfinite(state.score.energy).all()
    assert name == "adam" or refused > 5


@pytest.mark.parametrize("name", NAMES)
def test_a_chain_that_starts_where_nothing_is_possible_gets_out(name):
    state = run(kernels(half_impossible("nan"))[name], np.full((12, 2), -0.04), steps=60)
    assert (state.position[:, 0] > 0).all()


def test_an_energy_that_is_not_finite_is_infinite_and_has_no_gradient():
    energy, gradient = np.array([1.0, np.nan, -np.inf, 2.0]), np.array([[1.0, 2], [3, 4], [5, 6], [np.inf, 8]])
    score, slope = evaluate(scored(lambda x: energy, lambda x: gradient), np.zeros((4, 2)))
    assert score.energy.tolist() == [1.0, np.inf, np.inf, np.inf]
    assert score.mse.tolist() == [1.0, np.inf, -np.inf, 2.0]
    assert slope.tolist() == [[1, 2], [0, 0], [0, 0], [0, 0]]


@pytest.mark.parametrize(
    ("current", "proposed", "log_ratio", "probability"),
    [
        (0.0, 1.0, 0.25, math.exp(-1.75)),
        (1.0, 0.0, -3.0, math.exp(-1.0)),
        (0.0, 0.0, 5.0, 1.0),
        (0.0, 0.0, math.nan, 0.0),
        (0.0, 0.0, -math.inf, 0.0),
        (0.0, math.nan, 0.0, 0.0),
        (math.nan, 0.0, 0.0, 1.0),
    ],
)
def test_acceptance_takes_the_ratio_of_hastings_in(current, proposed, log_ratio, probability):
    assert acceptance(np.array([current]), np.array([proposed]), 0.5, log_ratio)[0] == pytest.approx(probability, abs=1e-15)


def test_every_chain_may_have_a_temperature_of_its_own():
    walk = RandomWalk(
        scored(lambda x: 0.5 * x[:, 0] ** 2), Proposal(np.array([-9.0]), np.array([9.0]), np.array([3.0]), (np.array([0]),), 1.0)
    )
    state = run(walk, np.zeros((400, 1)), steps=60, temperature=np.tile([0.25, 4.0], 200))
    cold, hot = state.position[::2, 0], state.position[1::2, 0]
    assert kolmogorov_distance(cold, lambda x: normal(x / 0.5)) < limit(200)
    assert kolmogorov_distance(hot, lambda x: normal(x / 2.0)) < limit(200)
