"""Independence moves and mixtures of kernels: their laws, and that the same tests catch a forgotten ratio."""

import math

import numpy as np
import pytest

from tests.search.laws import Cut, TwoModes, kolmogorov_distance, limit, normal, run, scored
from vlcritic.search.chains import generators
from vlcritic.search.independence import Independence, Mixture, TruncatedMixture, Uniform
from vlcritic.search.mala import MALA
from vlcritic.search.random_walk import Proposal, RandomWalk

CHAINS, LIMIT = 400, limit(400)
CUT, MODES = Cut(), TwoModes()
BOX = np.array([CUT.low]), np.array([CUT.high])
LIGHT = np.tile([-1.0, 0.0], (CHAINS, 1))  # all chains in the lighter mode
AROUND = TruncatedMixture(MODES.low, MODES.high, MODES.centres, np.full(2, 0.15), np.array([0.7, 0.3]))  # other weights and widths
SKEW = TruncatedMixture(*BOX, np.array([[0.9], [-0.2]]), np.array([[0.35], [0.6]]), np.array([0.7, 0.3]))
WALK = RandomWalk(MODES.energy, Proposal(MODES.low, MODES.high, np.full(2, 0.15), (np.array([0, 1]),), decades=0.5))


class Forgetful(Independence):
    """The classic bug: Metropolis' ratio for a proposal that is not symmetric."""

    def log_ratio(self, state, proposed, temperature, size):
        return 0.0


@pytest.mark.parametrize("law", [Uniform(*BOX), SKEW], ids=["uniform", "mixture"])
@pytest.mark.parametrize("start", [CUT.draw(CHAINS), np.full((CHAINS, 1), 1.9)], ids=["from the law", "from afar"])
def test_the_law_is_a_gaussian_cut_at_the_walls(law, start):
    state = run(Independence(CUT.energy, law), start, steps=30)
    assert kolmogorov_distance(state.position[:, 0], CUT.cdf) < LIMIT


@pytest.mark.parametrize("start", [MODES.draw(CHAINS), LIGHT], ids=["from the law", "from one mode"])
def test_moves_around_candidates_cross_between_modes_with_their_weights(start):
    state = run(Independence(MODES.energy, AROUND), start, steps=30)
    assert kolmogorov_distance(state.position[:, 0], MODES.cdf) < LIMIT
    assert kolmogorov_distance(state.position[:, 1], lambda y: normal(y / MODES.width)) < LIMIT


@pytest.mark.parametrize("law", [SKEW, AROUND], ids=["one number", "two modes"])
def test_without_the_ratio_of_hastings_the_law_is_another(law):
    target = CUT if law is SKEW else MODES
    state = run(Forgetful(target.energy, law), target.draw(4 * CHAINS), steps=15)
    assert kolmogorov_distance(state.position[:, 0], target.cdf) > 1.5 * limit(4 * CHAINS)


def test_a_small_step_does_not_cross():
    """The reason for these moves: the same test that they pass."""
    state = run(WALK, LIGHT[:100], steps=30)
    assert kolmogorov_distance(state.position[:, 0], MODES.cdf) > 0.5


def test_draws_of_a_mixture_follow_its_cut_gaussians():
    rng, law = np.random.default_rng(0), SKEW
    draws = np.array([law.draw(rng)[0] for _ in range(2000)])

    def cdf(x):
        parts = zip(law.weights, law.centres[:, 0], law.widths[:, 0], strict=True)
        sides = [(w, *(normal((v - c) / s) for v in (CUT.low, x, CUT.high))) for w, c, s in parts]
        return sum(w * (here - below) / (above - below) for w, below, here, above in sides)

    assert kolmogorov_distance(draws, cdf) < limit(2000)


def test_the_density_of_a_mixture_has_mass_one():
    """Midpoint rule of 4,000 cells: its error is below 1e-6. Constants are left out of the density: √2π for each number."""
    cells = CUT.low + (np.arange(4000) + 0.5) / 4000 * (CUT.high - CUT.low)
    mass = np.exp(SKEW.log_density(cells[:, None])).mean() * (CUT.high - CUT.low)
    assert mass == pytest.approx(math.sqrt(2 * math.pi), rel=1e-6)


def test_a_density_far_from_all_centres_is_still_a_number():
    law = TruncatedMixture(MODES.low, MODES.high, MODES.centres, np.full(2, 1e-3))
    assert law.log_density(np.array([[-1.0, 2.0]]))[0] == pytest.approx(-2e6 - math.log(1e-6) - math.log(2), rel=1e-9)


def test_a_number_that_cannot_move_stays_and_leaves_the_ratio_alone():
    law = TruncatedMixture(np.array([-1.0, 0.5]), np.array([1.0, 0.5]), np.array([[0.0, 0.5]]), np.array([0.3, 0.2]))
    assert law.draw(np.random.default_rng(0))[1] == 0.5
    alone = TruncatedMixture(np.array([-1.0]), np.array([1.0]), np.array([[0.0]]), np.array([0.3]))
    assert law.log_density(np.array([[0.4, 0.5]])) == pytest.approx(alone.log_density(np.array([[0.4]])), rel=1e-12)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"centres": np.array([[3.0, 0.0]])}, "clip them first"),
        ({"widths": np.array([0.1, 0.0])}, "above 0"),
        ({"weights": np.array([0.3, 0.3])}, "sum of 1"),
    ],
)
def test_a_law_that_cannot_be_is_refused(changes, message):
    fields = {"low": MODES.low, "high": MODES.high, "centres": MODES.centres, "widths": np.ones(2)} | changes
    with pytest.raises(ValueError, match=message):
        TruncatedMixture(**fields)


@pytest.mark.parametrize("start", [MODES.draw(CHAINS), LIGHT], ids=["from the law", "from one mode"])
def test_a_mixture_of_kernels_has_the_law_of_each(start):
    kernels = WALK, MALA(MODES.energy, MODES.low, MODES.high, np.full(2, 0.1)), Independence(MODES.energy, AROUND)
    state = run(Mixture(MODES.energy, kernels, (0.3, 0.4, 0.3)), start, steps=50)
    assert kolmogorov_distance(state.position[:, 0], MODES.cdf) < LIMIT
    assert kolmogorov_distance(state.position[:, 1], lambda y: normal(y / MODES.width)) < LIMIT


def test_a_mixture_picks_by_its_weights_and_teaches_only_whom_it_picked():
    """Of 4,000 picks the standard error is 32; what a kernel remembers counts its own."""
    flat = scored(lambda x: np.zeros(len(x)), np.zeros_like)
    kernel = MALA(flat, np.zeros(1), np.ones(1), np.ones(1))
    state = run(Mixture(flat, (kernel, kernel), (0.3, 0.7)), np.full((200, 1), 0.5), steps=20)
    first, second = (state.memory[f"{index}/mala/count"] for index in (0, 1))
    assert (first + second == 20).all()
    assert abs(first.sum() - 1200) < 4 * math.sqrt(4000 * 0.3 * 0.7)


def test_a_mixture_judges_all_its_proposals_in_one_call():
    calls = []
    energy = scored(lambda x: calls.append(len(x)) or np.zeros(len(x)))
    kernel = Mixture(energy, (Independence(None, Uniform(*BOX)), Independence(None, SKEW)), (0.5, 0.5))
    kernel.step(generators(0, 50), kernel.init(np.zeros((50, 1))))
    assert calls[0::2] == [50, 50]  # `scored` asks its formula twice


def test_weights_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="expected 1 with a sum of 1"):
        Mixture(CUT.energy, (Independence(CUT.energy, SKEW),), (0.5, 0.5))
