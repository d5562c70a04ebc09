"""What an answer means. Oracles: closed forms."""

import math

import pytest

from vlcritic.critic.remote.readings import NEVER, log_odds, score, score_log_odds
from vlcritic.remote.replies import Malformed


def test_log_odds_sum_the_probabilities_of_all_forms():
    forms = [("Yes", 0.2), (" yes", 0.1), ("YES", 0.05), ("▁Yes", 0.05), ("Ġyes.", 0.1), ("No", 0.1), ("\nno", 0.1), ("**No**", 0.05)]
    others = [("Not", 0.1), ("None", 0.05), ("Yesterday", 0.05), ("", 0.05)]
    pairs = [(token, math.log(p)) for token, p in forms + others]
    assert log_odds(pairs) == pytest.approx(math.log(0.5 / 0.25))


def test_an_unlisted_side_is_bounded_by_the_least_likely_candidate():
    assert log_odds([("Yes", -0.1), ("The", -3.0), ("A", -4.0)]) == pytest.approx(3.9)
    assert log_odds([("The", -3.0), ("no", -0.1), ("A", -4.0)]) == pytest.approx(-3.9)


@pytest.mark.parametrize("never", [-9999.0, float("-inf")])
def test_never_is_finite(never):
    assert log_odds([("Yes", 0.0), ("No", never)]) == pytest.approx(-NEVER)


def test_neither_is_malformed_and_quotes_what_was_said():
    with pytest.raises(Malformed, match=r"'<think>'.*mode='score'"):
        log_odds([("<think>", -0.1)])


@pytest.mark.parametrize("text", ["85", " 85\n", "85.", "85.0", "Score: 85", "score:85", "85/100", "85 / 100", "85%", "85 %"])
def test_a_lone_number_is_a_score(text):
    assert score(text, (0, 100)) == 85


@pytest.mark.parametrize(
    "text",
    ["", None, "high", "101", "-5", "85 or 90", "about 85", "8/10", "85/1000", "8 5", "1e2", "85 points", "٨", "NaN", ["85"], "+85", ".5"],
)
def test_anything_else_is_malformed(text):
    with pytest.raises(Malformed):
        score(text, (0, 100))


def test_the_scale_decides_what_a_number_means():
    assert score("8/10", (1, 10)) == 8
    for text in ("0", "11", "8/100", "8%"):
        with pytest.raises(Malformed):
            score(text, (1, 10))


def test_scores_become_log_odds_that_are_odd_about_the_middle_rise_and_stay_finite():
    values = [score_log_odds(value, (0, 100)) for value in range(101)]
    assert values[50] == 0 and values == sorted(values) and len(set(values)) == 101
    assert values == pytest.approx([-value for value in values[::-1]])
    assert values[100] == pytest.approx(math.log(201)) and score_log_odds(10, (1, 10)) == pytest.approx(math.log(19))
