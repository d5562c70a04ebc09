import pytest

from vlcritic.rewards.alarms import Alarms


def watch(alarms, length, totals=(0.1, 0.9), groups="aa"):
    return alarms([length] * len(totals), totals, groups)


def test_programs_that_shrink_to_less_than_half_set_off_the_alarm_once(caplog):
    alarms = Alarms()
    rings = [watch(alarms, length)["alarm/length_collapse"] for length in [100] * 6 + [30] * 12]
    assert rings[:6] == [0.0] * 6 and rings[-1] == 1.0
    assert caplog.text.count("length_collapse") == 1


def test_steady_lengths_set_off_none():
    alarms = Alarms()
    assert not any(watch(alarms, length)["alarm/length_collapse"] for length in [100, 90, 110, 80, 120] * 6)


def test_groups_without_variance_are_counted_and_set_off_the_alarm():
    alarms = Alarms()
    mixed = watch(alarms, 9, totals=(0.5, 0.5, 0.1, 0.9), groups="aabb")
    assert (mixed["reward/zero_variance_groups"], mixed["alarm/zero_variance"]) == (0.5, 0.0)
    for _ in range(10):
        last = watch(alarms, 9, totals=(0.0, 0.0, 0.0, 0.0), groups="aabb")
    assert (last["reward/zero_variance_groups"], last["alarm/zero_variance"]) == (1.0, 1.0)


@pytest.mark.parametrize("totals", [(None, None), (0.5, None), ()])
def test_rows_that_nobody_judged_tell_nothing_and_the_keys_stay(totals):
    metrics = Alarms()([9] * len(totals), totals, "aa"[: len(totals)])
    assert metrics["reward/zero_variance_groups"] == 0.0 and len(metrics) == 4
