"""Preference pairs. Oracles: the rules, checked on every pair; and for the balance, the bound that its docstring proves."""

import itertools

import numpy as np
import pytest
from datasets import Dataset

from vlcritic.errors import DataError
from vlcritic.images import from_pil, to_pil
from vlcritic.training.pairs import NEAR, balanced, distinct, preference_dataset, preference_pairs
from vlcritic.training.rollouts import Rollout

FAILED = {"kind": "CompileError", "message": "", "line": None}
NAMES = ("disc", "square", "ring", "star", "box", "cross", "gear", "heart")


def rollout(total, *, uid="a", sample=0, program="", error=None, flags=(), longer=0) -> Rollout:
    """A sample whose program is of its own kind unless it is given."""
    program = program or f"float {NAMES[sample]}();"
    return Rollout(uid, sample, f"{program}{' ' * longer}", program, total, error=error, flags=list(flags))


def pairs_of(rollouts, **options):
    """Every pair, as lengths are all the same."""
    return preference_pairs(rollouts, **({"length": lambda text: 1, "per_picture": 99} | options))


def totals(pairs) -> set:
    return {(pair.chosen.total, pair.rejected.total) for pair in pairs}


def random_rollouts(seed: int, *, pictures=60, tilt=0.0) -> list[Rollout]:
    """Eight samples a picture, a quarter of them failing; better ones are longer by `tilt` characters a unit of total, in the mean."""
    rng = np.random.default_rng(seed)
    made = []
    for picture, sample in itertools.product(range(pictures), range(8)):
        has_failed, total = rng.random() < 0.25, rng.random()
        longer = max(0, round(30 + tilt * total + 10 * rng.standard_normal()))
        made.append(
            rollout(0.0 if has_failed else total, uid=f"{picture}", sample=sample, error=FAILED if has_failed else None, longer=longer)
        )
    return made


def test_the_better_one_is_chosen_where_they_are_the_margin_apart():
    rollouts = [rollout(total, sample=sample) for sample, total in enumerate((0.1, 0.9, 0.5))]
    assert totals(pairs_of(rollouts, margin=0.4)) == {(0.9, 0.1), (0.9, 0.5), (0.5, 0.1)}
    assert totals(pairs_of(rollouts, margin=0.5)) == {(0.9, 0.1)}


def test_samples_of_different_pictures_are_never_compared():
    assert totals(pairs_of([rollout(0.9, uid=uid, sample=0) for uid in "ab"] + [rollout(0.5, uid="b", sample=1)])) == {(0.9, 0.5)}


def test_a_failing_program_is_rejected_and_never_chosen():
    rollouts = [rollout(0.2), rollout(0.5, sample=1, error=FAILED), rollout(0.0, sample=2, error=FAILED)]
    assert totals(pairs_of(rollouts)) == {(0.2, 0.0)}


def test_one_pair_of_a_picture_at_most_is_against_a_failing_program():
    rollouts = [rollout(0.0, uid=uid, sample=sample, error=FAILED) for uid in "ab" for sample in range(4)]
    rollouts += [rollout(0.9, uid=uid, sample=4) for uid in "ab"] + [rollout(0.5, uid="a", sample=5)]
    assert sorted((pair.chosen.uid, pair.gap) for pair in pairs_of(rollouts)) == [("a", 0.9 - 0.5), ("a", 0.9), ("b", 0.9)]


def test_a_flagged_program_is_never_chosen():
    assert totals(pairs_of([rollout(0.9, flags=["constant"]), rollout(0.5, sample=1), rollout(0.1, sample=2)])) == {(0.5, 0.1)}


def test_a_sample_without_a_verdict_is_in_no_pair():
    assert totals(pairs_of([rollout(0.9), rollout(None, sample=1), rollout(0.5, sample=2)])) == {(0.9, 0.5)}


@pytest.mark.parametrize(
    "second, is_same",
    [
        ("f(0.50, -0.2);", True),
        ("f(0.50,\n   -0.2);", True),
        (f"f({0.50 + NEAR:.2f}, -0.2);", True),
        ("f(0.53, -0.2);", False),
        ("g(0.50, -0.2);", False),
        ("f(0.50, 0.2);", False),
    ],
)
def test_programs_count_once_where_only_spacing_and_near_numbers_differ(second, is_same):
    kept = distinct([rollout(0.4, sample=1, program=second), rollout(0.5, program="f(0.50, -0.2);")])
    assert [each.total for each in kept] == ([0.5] if is_same else [0.5, 0.4])


def test_answers_without_a_program_are_told_apart_by_their_words():
    empty = [Rollout("a", sample, text, total=0.0, error=FAILED) for sample, text in enumerate(("I cannot.", "I cannot.", "Well"))]
    assert [each.sample for each in distinct(empty)] == [0, 2]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("tilt", [0.0, 20.0, -20.0])
def test_the_lengths_cancel_whatever_the_better_programs_tend_to(seed, tilt):
    rollouts = random_rollouts(seed, tilt=tilt)
    pairs = preference_pairs(rollouts, length=len, per_picture=4)
    lengths = [(len(better.completion), len(worse.completion)) for better, worse in better_and_worse(rollouts)]
    assert abs(sum(pair.longer for pair in pairs)) <= max(abs(better - worse) for better, worse in lengths)
    assert len(pairs) > 60, "and not by leaving the pairs out"
    assert all(pair.longer == len(pair.chosen.completion) - len(pair.rejected.completion) for pair in pairs)
    if tilt:
        drift = sum(better - worse for better, worse in lengths) / len(lengths)
        assert abs(drift) > 5 * abs(np.mean([pair.longer for pair in pairs])), "all pairs would have taught length"


def better_and_worse(rollouts) -> list[tuple[Rollout, Rollout]]:
    """What the docstring of `preference_pairs` allows, by brute force, where all programs differ."""
    ordered = itertools.permutations(rollouts, 2)
    return [(a, b) for a, b in ordered if a.uid == b.uid and a.error is None and a.total - b.total >= 0.05]


def test_pairs_that_all_pull_one_way_are_left_out():
    pairs = [(rollout(0.9, uid=str(uid), longer=3), rollout(0.1, uid=str(uid), sample=1)) for uid in range(50)]
    kept = pairs_of(itertools.chain(*pairs), length=lambda text: text.count(" "))
    assert len(kept) == 1, "the bound is one difference"


def test_no_picture_has_more_pairs_than_asked_for_and_the_widest_come_first():
    pairs = preference_pairs(random_rollouts(0), length=lambda text: 1, per_picture=2)
    by_picture = itertools.groupby(sorted(pairs, key=lambda pair: pair.chosen.uid), key=lambda pair: pair.chosen.uid)
    assert {len(list(each)) for _, each in by_picture} == {2}
    assert [pair.gap for pair in pairs] == sorted((pair.gap for pair in pairs), reverse=True)


def test_the_same_pairs_come_from_any_order_of_the_rollouts():
    rollouts = random_rollouts(3)
    assert pairs_of(rollouts) == pairs_of(reversed(rollouts))


def test_balancing_takes_everything_that_is_even():
    rollouts = [rollout(total, sample=sample, program=f"f{sample}();") for sample, total in enumerate((0.1, 0.5, 0.9))]
    pairs = pairs_of(rollouts)
    assert balanced(pairs, per_picture=3) == pairs and len(pairs) == 3


def test_rollouts_without_a_pair_say_what_to_do():
    with pytest.raises(DataError, match="of 2 judged samples .*lower --margin"):
        pairs_of([rollout(0.5), rollout(0.5, sample=1), rollout(None, sample=2)])


def test_rows_hold_the_picture_of_their_rollouts_and_both_answers():
    pictures = {uid: np.full((8, 8, 3), 10 * level, np.uint8) for level, uid in enumerate("abc")}
    data = Dataset.from_list([{"image": to_pil(picture), "program": "", "uid": uid} for uid, picture in pictures.items()])
    pairs = pairs_of([rollout(0.9, uid=uid) for uid in "ca"] + [rollout(0.5, uid=uid, sample=1) for uid in "ca"])
    rows = preference_dataset(pairs, data)
    assert set(rows.column_names) == {"image", "prompt", "chosen", "rejected", "chosen_total", "rejected_total"}
    assert len(rows) == 2
    for row, pair in zip(rows, pairs, strict=True):
        assert (from_pil(row["image"]) == pictures[pair.chosen.uid]).all()
        assert row["chosen"] == [{"role": "assistant", "content": pair.chosen.completion}]
        assert row["rejected"] == [{"role": "assistant", "content": pair.rejected.completion}]
        assert [message["role"] for message in row["prompt"]] == ["system", "user"]
        assert (row["chosen_total"], row["rejected_total"]) == (0.9, 0.5)


def test_rollouts_of_another_data_set_are_refused():
    data = Dataset.from_list([{"image": to_pil(np.zeros((8, 8, 3), np.uint8)), "uid": "z"}])
    with pytest.raises(DataError, match="1 of their pictures are not in the data, a for one"):
        preference_dataset(pairs_of([rollout(0.9), rollout(0.5, sample=1)]), data)
