"""The published search: what it changes, by how much, and what it accepts. It keeps no law, and the test of laws says so."""

import colorsys

import numpy as np
import pytest

from tests.search.laws import Cut, kolmogorov_distance, limit, run, scored
from vlcritic.search.chains import generators
from vlcritic.search.fixed_acceptance import FixedAcceptance

COLOUR = np.array([2, 3, 4])


def kernel(numbers: int, *, energy=None, colours=(), low=-10.0, high=10.0) -> FixedAcceptance:
    flat = scored(lambda x: np.zeros(len(x)))
    return FixedAcceptance(energy or flat, np.full(numbers, low), np.full(numbers, high), colours)


def proposals(walk: FixedAcceptance, position, chains: int = 2000) -> np.ndarray:
    _, info = walk.step(generators(1, chains), walk.init(np.tile(np.array(position, dtype=float), (chains, 1))))
    return info.proposal


@pytest.mark.parametrize(("numbers", "changed"), [(1, 1), (2, 2), (5, 2), (20, 2), (30, 3), (100, 10)])
def test_a_tenth_of_the_numbers_change_and_two_at_least(numbers, changed):
    found = proposals(kernel(numbers), np.full(numbers, 0.5), chains=50)
    assert ((found != 0.5).sum(axis=1) == changed).all()


@pytest.mark.parametrize(("value", "reach"), [(2.0, 0.4), (-3.0, 0.6), (0.1, 0.05), (0.0, 0.05)])
def test_a_scalar_moves_evenly_by_a_fifth_and_at_least_by_a_twentieth(value, reach):
    found = proposals(kernel(1), [value])[:, 0]
    assert np.abs(found - value).max() <= reach + 1e-12
    assert kolmogorov_distance(found, lambda x: (x - value + reach) / (2 * reach)) < limit(2000)


def test_a_colour_takes_any_hue_and_moves_a_fifth_in_saturation_and_value():
    found = proposals(kernel(5, colours=(COLOUR,)), [1.0, 1.0, *colorsys.hsv_to_rgb(0.1, 0.5, 0.6)])[:, 2:]
    moved = found[(found != found[0]).any(axis=1) & (np.abs(found - colorsys.hsv_to_rgb(0.1, 0.5, 0.6)).max(axis=1) > 1e-9)]
    hue, saturation, value = np.array([colorsys.rgb_to_hsv(*colour) for colour in moved]).T
    assert len(moved) == pytest.approx(2000 * 2 / 3, abs=100)  # two of three parameters; the colour is one
    assert kolmogorov_distance(hue, lambda x: x) < limit(len(moved))
    assert kolmogorov_distance(saturation, lambda x: (x - 0.3) / 0.4) < limit(len(moved))
    assert kolmogorov_distance(value, lambda x: (x - 0.4) / 0.4) < limit(len(moved))


def test_alpha_is_a_scalar():
    found = proposals(kernel(4, colours=(np.arange(4),)), [0.5, 0.5, 0.5, 0.5], chains=50)
    assert (np.abs(found[:, 3] - 0.5) <= 0.1).all()


def test_a_number_beyond_a_bound_stops_at_it():
    found = proposals(kernel(1, low=0.0, high=1.0), [0.95])[:, 0]
    assert (found == 1.0).mean() == pytest.approx((0.19 - 0.05) / 0.38, abs=0.05)


def test_better_is_accepted_and_anything_else_one_time_in_twenty():
    """2,000 worse moves: the standard error of the share is 0.005."""
    walk = kernel(1, energy=scored(lambda x: 1e6 * np.abs(x[:, 0])))
    state = walk.init(np.full((4000, 1), 5.0))
    _, info = walk.step(generators(2, 4000), state, temperature=1e-9)
    is_better = info.proposal[:, 0] < 5.0
    assert info.is_accepted[is_better].all()
    assert info.is_accepted[~is_better].mean() == pytest.approx(0.05, abs=4 * 0.005)


def test_it_does_not_keep_the_law_that_the_samplers_keep():
    target, chains = Cut(), 400
    walk = FixedAcceptance(target.energy, np.array([target.low]), np.array([target.high]))
    draws = run(walk, target.draw(chains), steps=30).position[:, 0]
    assert kolmogorov_distance(draws, target.cdf) > 3 * limit(chains)
