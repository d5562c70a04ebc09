"""Which completions are shown, and that each is shown beside its own target."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.training.renders.examples import LOST, all_of, batch_of, drawn, failed, plain, rewarded
from vlcritic.images import to_pil
from vlcritic.training.renders.choice import SIDE, Batch, shown_of


def places(batch, *, rows: int = 1):
    return [(each.row, each.place, each.marks) for each in shown_of(batch, per_row=2, rows=rows)]


def test_the_first_prompts_are_shown_whole():
    assert places(batch_of(*[drawn(0, 0.5)] * 8), rows=3) == [(row, place, []) for row in range(3) for place in range(2)]


def test_the_best_and_the_worst_that_rendered_always_are():
    batch = batch_of(drawn(0, 0.5), failed(), drawn(0, 0.9), drawn(0, 0.4), drawn(0, 0.1))
    assert places(batch) == [(0, 0, []), (0, 1, []), (1, 0, ["best"]), (2, 0, ["worst"])]


def test_of_each_cluster_of_errors_one_is_shown():
    batch = batch_of(drawn(0, 0.5), failed("`x' undeclared"), failed("`y' undeclared"), failed("no"), failed("no"), LOST)
    assert places(batch) == [(0, 0, []), (0, 1, []), (1, 1, []), (2, 1, [])]


def test_equal_renders_are_neither_best_nor_worst():
    assert places(batch_of(*[drawn(0, 0.5)] * 4)) == [(0, 0, []), (0, 1, [])]


def test_the_difference_is_three_times_brighter():
    (shown,) = all_of(batch_of(drawn(20, 0.5)))
    assert (shown.difference.image == 60).all() and (shown.render.image == 20).all()


def test_a_render_has_its_targets_size_and_neither_is_over_256():
    batch = batch_of(drawn(20, 0.5))
    batch.targets = [plain(0, side=600)]
    (shown,) = all_of(batch)
    assert {each.image.shape for each in (shown.target, shown.render, shown.difference)} == {(SIDE, SIDE, 3)}


def test_equal_targets_are_one_picture_and_others_are_not():
    batch = batch_of(*[drawn(0, 0.5)] * 3)
    batch.targets = [plain(1), to_pil(plain(1)), plain(2)]
    first, second, third = (each.target for each in all_of(batch))
    assert first is second and third is not first and (third.image == 2).all()


def test_programs_stand_in_for_completions_that_a_reward_does_not_keep():
    reward = SimpleNamespace(last_verdicts=[drawn(0, 0.5), failed()], last_targets=[plain(0)] * 2)
    assert Batch.of(reward).completions == ["void", "bad"]


def test_a_reward_whose_lists_differ_in_length_is_refused():
    reward = rewarded(drawn(0, 0.5))
    reward.last_targets = []
    with pytest.raises(ValueError, match="1 completions, 0 targets and 1 verdicts"):
        Batch.of(reward)


def test_flags_and_the_cache_are_shown_where_a_verdict_has_them():
    verdict = drawn(0, 0.5)
    assert (all_of(batch_of(verdict))[0].flags, all_of(batch_of(verdict))[0].is_from_cache) == ([], False)
    verdict.flags, verdict.from_cache = ["copies"], True
    assert (all_of(batch_of(verdict))[0].flags, all_of(batch_of(verdict))[0].is_from_cache) == (["copies"], True)


def test_pictures_are_decoded_only_of_what_is_shown():
    class Lazy:
        terms, total, error, mse, program, is_valid = {"pixel": 0.5}, 0.5, None, 0.1, "void", True
        decoded = 0

        @property
        def image(self):
            Lazy.decoded += 1
            return np.zeros((20, 20, 3), np.uint8)

    shown_of(batch_of(*[Lazy() for _ in range(6)]), per_row=2, rows=1)
    assert Lazy.decoded == 2
