"""Intervals: coverage on laws whose parameter is known, and closed forms."""

import numpy as np
import pytest

from vlcritic.evaluation.intervals import Interval, bootstrap, paired_difference, proportion

TRIALS = 250


def coverage(draw, true_value: float, interval) -> float:
    """Share of trials whose interval holds the true value."""
    rng = np.random.default_rng(11)
    found = [interval(draw(rng)) for _ in range(TRIALS)]
    return float(np.mean([each.low <= true_value <= each.high for each in found]))


# binomial standard error of a coverage of 0.95 over 250 trials: 0.014; three of them, and the bootstrap's own error at n = 60
@pytest.mark.parametrize(
    ("draw", "true_value", "statistic"),
    [
        (lambda rng: rng.normal(3.0, 2.0, 60), 3.0, np.mean),
        (lambda rng: rng.exponential(1.0, 60), 1.0, np.mean),
        (lambda rng: rng.exponential(1.0, 60), np.log(2), np.median),
    ],
    ids=["normal mean", "exponential mean", "exponential median"],
)
def test_a_95_per_cent_interval_holds_the_truth_about_95_times_in_100(draw, true_value, statistic):
    assert 0.90 <= coverage(draw, true_value, lambda values: bootstrap(values, statistic=statistic)) <= 0.99


def test_a_proportion_near_one_is_covered_although_most_samples_are_all_ones():
    assert coverage(lambda rng: rng.random(50) < 0.98, 0.98, proportion) >= 0.92


def test_all_of_100_is_not_certainty():
    """Wilson at k = n: low = n / (n + z²), z = 1.959964."""
    assert proportion([True] * 100).low == pytest.approx(100 / (100 + 1.959964**2), rel=1e-6)
    assert proportion([True] * 100).high == 1.0


def test_a_paired_interval_is_free_of_what_both_share():
    """Scenes differ by 10, systems by 0.1 with noise 0.05: unpaired, the interval of 50 would be some 5 wide."""
    rng = np.random.default_rng(0)
    scenes = rng.normal(0, 10, 50)
    found = paired_difference(scenes, scenes + 0.1 + rng.normal(0, 0.05, 50))
    assert 0.05 < found.low < 0.1 < found.high < 0.15


def test_the_interval_of_a_skewed_sample_leans_to_its_tail():
    values = np.random.default_rng(2).exponential(1.0, 30)
    found = bootstrap(values)
    assert found.high - found.value > found.value - found.low


def test_missing_values_are_left_out_on_both_sides_of_a_pair():
    assert bootstrap([1.0, None, 3.0]).n == 2
    assert bootstrap([1.0, None, 3.0]).value == 2.0
    assert paired_difference([1.0, None, 3.0, 5.0], [2.0, 1.0, None, 6.0]) == Interval(1.0, 1.0, 1.0, 2)


def test_no_values_give_no_interval():
    assert bootstrap([None]) == proportion([]) == Interval(None, None, None, 0)


def test_the_same_seed_gives_the_same_interval():
    values = np.random.default_rng(1).random(40)
    assert bootstrap(values, seed=1) == bootstrap(values, seed=1)
    assert bootstrap(values, seed=1) != bootstrap(values, seed=2)


def test_unpaired_lists_are_refused():
    with pytest.raises(ValueError, match="expected 2 values"):
        paired_difference([1.0, 2.0], [1.0])
