"""Langevin moves: curved and walled laws, the folded density against quadrature, and the bugs that the same tests catch."""

import math

import numpy as np
import pytest

from tests.search.laws import Banana, TwoModes, kolmogorov_distance, limit, run, scored
from vlcritic.search import mala
from vlcritic.search.chains import generators
from vlcritic.search.mala import MALA

CHAINS, LIMIT = 400, limit(400)
BANANA = Banana()
STEEP, WIDTH = 5.0, 0.35  # energy 5 x on [0, 1]: the mass leans against one wall and a move reaches both
MANY = 2000  # chains against a wall, which tell a distance of 0.05
ZERO, ONE = np.zeros(1), np.ones(1)


def slope_law(x):
    return (1 - math.exp(-STEEP * x)) / (1 - math.exp(-STEEP))


def slope(kind=MALA, **options):
    return kind(scored(lambda x: STEEP * x[:, 0], lambda x: np.full_like(x, STEEP)), ZERO, ONE, np.array([WIDTH]), **options)


def slope_draws():
    shares = np.random.default_rng(1).random((MANY, 1))
    return -np.log(1 - shares * (1 - math.exp(-STEEP))) / STEEP


class Forgetful(MALA):
    """The classic bug: an unadjusted, asymmetric proposal under Metropolis' ratio."""

    def log_ratio(self, state, proposed, temperature, size):
        return 0.0


class Unfolded(MALA):
    """The classic bug: folded draws under the density of one Gaussian."""

    def _log_density(self, position, mean, width):
        return (-0.5 * ((position - mean) / width) ** 2).sum(axis=1)


def banana(kind=MALA, *, width=0.25, **options):
    return kind(BANANA.energy, BANANA.low, BANANA.high, np.full(2, width), **options)


@pytest.mark.parametrize("start", [BANANA.draw(CHAINS), np.tile([1.5, 0.0], (CHAINS, 1))], ids=["from the law", "from afar"])
def test_the_law_is_curved_where_the_energy_is(start):
    assert BANANA.distance(run(banana(), start, steps=120).position) < LIMIT


@pytest.mark.parametrize(("kind", "is_kept"), [(MALA, True), (Forgetful, False)])
def test_long_steps_keep_a_curved_law_only_with_the_ratio_of_hastings(kind, is_kept):
    distance = BANANA.distance(run(banana(kind, width=0.5, is_adaptive=False), BANANA.draw(CHAINS), steps=60).position)
    assert distance < LIMIT if is_kept else distance > 1.5 * LIMIT


@pytest.mark.parametrize("start", [slope_draws(), np.full((MANY, 1), 0.99)], ids=["from the law", "from afar"])
def test_the_law_leans_against_a_wall_as_the_energy_says(start):
    assert kolmogorov_distance(run(slope(), start, steps=40).position[:, 0], slope_law) < limit(MANY)


@pytest.mark.parametrize("kind", [Forgetful, Unfolded])
def test_a_wall_catches_a_ratio_that_forgets_the_drift_or_the_mirror_images(kind):
    draws = run(slope(kind, is_adaptive=False), slope_draws(), steps=20).position[:, 0]
    assert kolmogorov_distance(draws, slope_law) > 1.5 * limit(MANY)


def test_a_wall_that_holds_numbers_back_instead_of_folding_them_is_caught(monkeypatch):
    monkeypatch.setattr(mala, "reflect", np.clip)
    draws = run(slope(is_adaptive=False), slope_draws(), steps=20).position[:, 0]
    assert kolmogorov_distance(draws, slope_law) > 1.5 * limit(MANY)


def test_the_temperature_divides_gradient_and_energy_alike():
    """At temperature 2 the slope 5 has the law of the slope 2.5."""
    draws = run(slope(), np.full((MANY, 1), 0.5), steps=20, temperature=2.0).position[:, 0]
    assert kolmogorov_distance(draws, lambda x: (1 - math.exp(-2.5 * x)) / (1 - math.exp(-2.5))) < limit(MANY)


def test_energy_and_temperature_times_four_take_the_same_course():
    """Exact in binary. The ratio of Hastings would hide a drift by another temperature."""
    four = scored(lambda x: 4 * BANANA.energy(x)[0].energy, lambda x: 4 * BANANA.energy(x)[1])
    once, other = (MALA(energy, BANANA.low, BANANA.high, np.full(2, 0.25)) for energy in (BANANA.energy, four))
    start = BANANA.draw(20)
    assert (run(once, start, steps=20).position == run(other, start, steps=20, temperature=4.0).position).all()


def test_on_the_flat_every_move_is_accepted():
    """A fold without drift is symmetric: the ratio is 1, up to rounding."""
    kernel = MALA(scored(lambda x: np.zeros(len(x)), np.zeros_like), np.zeros(3), np.ones(3), np.array([0.1, 0.5, 9.0]))
    _, info = kernel.step(generators(0, 200), kernel.init(np.full((200, 3), 0.03)))
    assert info.probability.min() > 1 - 1e-12


@pytest.mark.parametrize(("at", "width"), [(0.02, 0.5), (0.7, 0.2), (0.999, 0.03)])
def test_proposals_follow_the_density_that_the_ratio_uses(at, width):
    """Quadrature by midpoints: the mass is 1, and the drawn proposals have the cumulative sum as their law."""
    kernel, chains = slope(is_adaptive=False), 2000
    state, cells = kernel.init(np.full((chains, 1), at)), (np.arange(4000) + 0.5) / 4000
    size = np.full(chains, width / WIDTH)
    draws, _ = kernel.propose(generators(2, chains), state, np.ones(chains), size)
    widths = kernel._width(state, size)[:1]
    mean = kernel._mean(state, widths, np.ones(chains))[:1]
    density = np.exp(kernel._log_density(cells[:, None], mean, widths)) / (width * math.sqrt(2 * math.pi))
    assert density.mean() == pytest.approx(1.0, abs=1e-5)
    cumulative = np.cumsum(density) / len(cells)
    assert kolmogorov_distance(draws[:, 0], lambda x: np.interp(x, cells, cumulative)) < limit(chains)


@pytest.mark.parametrize("factor", [0.02, 30.0])
def test_the_step_size_finds_the_wanted_acceptance(factor):
    """A Gaussian of width 0.14 in 5 numbers; several standard errors of 50 steps of 60 chains, and what is left to adapt."""
    energy = scored(lambda x: 25 * (x**2).sum(axis=1), lambda x: 50 * x)
    kernel = MALA(energy, np.full(5, -2.0), np.full(5, 2.0), np.full(5, 0.14 * factor))
    rngs = generators(4, 60)
    state, rates = kernel.init(np.random.default_rng(0).normal(0, 0.14, (60, 5))), []
    for _ in range(250):
        state, info = kernel.step(rngs, state)
        rates.append(info.probability.mean())
    assert np.mean(rates[-50:]) == pytest.approx(0.574, abs=0.04)


def test_a_frozen_step_size_stays():
    state = run(slope(is_adaptive=False), np.full((3, 1), 0.5), steps=5)
    assert state.memory["mala/log_scale"].tolist() == [0.0] * 3


def test_a_cliff_throws_no_chain_out_of_the_box():
    kernel = MALA(scored(lambda x: 1e300 * x[:, 0], lambda x: np.full_like(x, 1e308)), ZERO, ONE, np.array([0.4]))
    state = run(kernel, np.full((20, 1), 0.5), steps=20, temperature=1e-5)
    assert ((state.position >= 0) & (state.position <= 1)).all()


def test_a_number_that_cannot_move_stays_and_leaves_the_ratio_alone():
    energy = scored(lambda x: STEEP * x[:, 0], lambda x: np.array([[STEEP, 0.0]]).repeat(len(x), axis=0))
    kernel = MALA(energy, np.array([0.0, 0.4]), np.array([1.0, 0.4]), np.full(2, WIDTH))
    state = run(kernel, np.column_stack([slope_draws(), np.full(MANY, 0.4)]), steps=10)
    assert (state.position[:, 1] == 0.4).all()
    assert kolmogorov_distance(state.position[:, 0], slope_law) < limit(MANY)


def test_an_energy_without_gradients_is_refused():
    kernel = MALA(scored(lambda x: x[:, 0]), ZERO, ONE, ONE)
    with pytest.raises(TypeError, match="gave no gradient"):
        kernel.step(generators(0, 1), kernel.init(np.zeros((1, 1))))


@pytest.mark.parametrize("law", [BANANA, TwoModes()], ids=["banana", "two modes"])
def test_the_gradients_of_these_laws_are_those_of_their_energies(law):
    """Central differences; the ratio of Hastings would hide a wrong gradient."""
    at, h = np.random.default_rng(0).uniform(-0.5, 0.5, (5, 2)), 1e-5
    _, gradient = law.energy(at)
    for number, shift in enumerate(np.eye(2) * h):
        secant = (law.energy(at + shift)[0].energy - law.energy(at - shift)[0].energy) / (2 * h)
        assert gradient[:, number] == pytest.approx(secant, rel=1e-5, abs=1e-5)
