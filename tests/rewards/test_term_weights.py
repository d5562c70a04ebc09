import pytest

from vlcritic.rewards import TERMS, Linear, PixelTerm, parse_terms
from vlcritic.rewards.weights import weight_at


def test_a_linear_weight_goes_from_start_to_end_and_stays():
    weight = Linear(0.0, 0.2, 100)
    assert [weight_at(weight, step) for step in (0, 50, 100, 1000)] == pytest.approx([0.0, 0.1, 0.2, 0.2])


def test_terms_are_read_from_words_and_a_weight_of_zero_leaves_one_out():
    terms = parse_terms(["pixel=0.3", "edge=0", "length=0:0.2@500"], TERMS)
    assert {term.__name__: weight for term, weight in terms.items()} == {"pixel": 0.3, "length": Linear(0.0, 0.2, 500)}


@pytest.mark.parametrize("word", ["pixel", "pixel=", "pixel=much", "pixel=0:1", "pixel=1@2", "beauty=1"])
def test_words_that_are_no_terms_are_refused(word):
    with pytest.raises(ValueError, match="expected"):
        parse_terms([word], TERMS)


def test_a_weight_below_zero_is_refused():
    with pytest.raises(ValueError, match="at step 9"):
        weight_at(lambda step: 1.0 - step, 9)
    for ends in ((1.0, -1.0, 10), (0.0, 1.0, 0)):
        with pytest.raises(ValueError, match="ends of at least 0"):
            Linear(*ends)
    assert PixelTerm().__name__ in TERMS
