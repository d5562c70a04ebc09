"""Audits of critics whose answers are known: one that knows the truth, one that guesses, one that says yes."""

import numpy as np
import pytest
import torch

from vlcritic.data.questions import FAMILIES, Questions
from vlcritic.evaluation.critics import audit_critic, calibration_error
from vlcritic.images import to_tensor

N = 96
SPLIT = "train"  # scenes of the test split are a twentieth, and take twenty times as long to find


class Oracle:
    """Knows the answers to the audit's questions by their text and pictures; of other pairs, whether the two were asked together."""

    def __init__(self):
        self.known = {}
        asked = [*Questions(N, split=SPLIT), *Questions(N // 4, seed=1, split=SPLIT, unseen=True)]
        for each in asked:
            for one in (each, each.opposite(), each.swapped()):
                if one is not None:
                    self.known[one.text, self.key(to_tensor(one.images()))] = one.answer

    @staticmethod
    def key(images: torch.Tensor) -> bytes:
        return (images * 255).round().byte().numpy().tobytes()

    def __call__(self, images, questions):
        answers = [self.known.get((text, self.key(views))) for text, views in zip(questions, images, strict=True)]
        return torch.tensor([{True: 4.0, False: -4.0, None: np.nan}[answer] for answer in answers])


@pytest.fixture(scope="module")
def of_oracle():
    return audit_critic(Oracle(), n=N, split=SPLIT)


def test_who_knows_the_truth_is_right_in_every_respect(of_oracle):
    summary = of_oracle.summary()
    for name in ("accuracy", "negation", "order", "unseen_wordings"):
        assert summary[name].value == 1.0, name
    assert set(summary["by_family"]) == set(FAMILIES)
    assert all(each.value == 1.0 for each in summary["by_family"].values())
    assert summary["accuracy"].n == N and summary["unseen_wordings"].n == N // 4
    assert summary["order"].n == sum(family in ("same", "closer") for family in of_oracle.families) > 10
    assert summary["cross_entropy"] == pytest.approx(np.log1p(np.exp(-4)))
    assert summary["calibration_error"] == pytest.approx(1 - 1 / (1 + np.exp(-4)))


def test_blind_questions_show_the_pictures_of_other_questions(of_oracle):
    blind = [odds for odds, family in zip(of_oracle.blind, of_oracle.families, strict=True) if family not in ("same", "closer")]
    assert np.isnan(blind).mean() > 0.9  # the oracle never saw such a pair, but that a question may be asked twice


def test_a_question_that_is_alone_in_its_family_has_no_other_pictures():
    audit = audit_critic(lambda images, questions: torch.ones(len(questions)), n=1, split=SPLIT, families=("colour",))
    assert audit.blind == [None] and audit.summary()["blind"].n == 0 and audit.summary()["accuracy"].n == 1


def test_who_always_says_yes_is_right_half_of_the_time_and_never_consistent():
    audit = audit_critic(lambda images, questions: torch.full((len(images),), 2.0), n=N, split=SPLIT, families=["existence", "closer"])
    summary = audit.summary()
    assert summary["accuracy"].value == np.mean(audit.answers) and 0.35 < summary["accuracy"].value < 0.65
    assert summary["negation"].value == 0.0 and summary["order"].value == 0.0
    assert summary["blind"].value == summary["accuracy"].value


def test_an_audit_is_a_function_of_its_seed_and_of_the_split():
    def brightness(images, questions):
        return images.mean(dim=(1, 2, 3, 4)) - 0.1

    first, again, other = (audit_critic(brightness, n=12, seed=seed, split=SPLIT) for seed in (0, 0, 1))
    assert first == again != other
    assert audit_critic(brightness, n=4, families=["existence"]).odds != first.odds[:4], "of the test split"


def test_the_calibration_error_is_that_of_a_table_made_by_hand():
    """Four answers given with 0.9, three of them right; two with 0.6, one right: (4·|0.9 − 0.75| + 2·|0.6 − 0.5|) / 6."""
    nine, six = np.log(9), np.log(1.5)
    odds, answers = [nine, nine, -nine, -nine, six, -six], [True, True, False, True, True, True]
    assert calibration_error(odds, answers) == pytest.approx((4 * 0.15 + 2 * 0.1) / 6)
