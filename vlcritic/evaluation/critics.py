"""How often is a critic right, how sure may one be of it, and does it look at the pictures at all?

A critic answers questions about scenes that training never saw. They are asked once more negated, with the pictures in another order, and
with the pictures of other questions: who looks at the pictures is then right half of the time. Others come in wordings that are new to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from vlcritic.data.questions import FAMILIES, Question, Questions
from vlcritic.evaluation.intervals import Interval, proportion
from vlcritic.images import to_tensor

BINS = 10  # of the calibration error
Answering = Callable[[torch.Tensor, Sequence[str]], torch.Tensor]
"""Pictures `(B, V, 3, H, W)` and B questions to log-odds `(B,)`, as `vlcritic.critic.Critic`."""


@dataclass
class CriticAudit:
    """What a critic answered to n questions of unseen scenes.

    Attributes:
        families, answers, odds: of each question: its family, whether yes is right, and the critic's log-odds of yes.
        negated: log-odds of the opposite questions.
        swapped: log-odds with the pictures in another order, `None` where there is one picture.
        blind: log-odds with the pictures of another question of the family, `None` where there is no other.
        unseen: families, answers and log-odds of other questions in wordings that training never used.
    """

    families: list[str]
    answers: list[bool]
    odds: list[float]
    negated: list[float]
    swapped: list[float | None]
    blind: list[float | None]
    unseen: tuple[list[str], list[bool], list[float]]

    def summary(self) -> dict[str, Interval | dict[str, Interval] | float]:
        """Shares with Wilson's 95 % interval, and two numbers.

        `accuracy`, `by_family`; `unseen_wordings`, `unseen_by_family`; `negation`: the opposite question gets the opposite answer; `order`:
        the pictures in another order get the answer that follows; `blind`: right with other pictures; `calibration_error`: expected
        difference of confidence and accuracy over ten bins of confidence; `cross_entropy` in nats, 0.693 for who says one half.
        """
        right, unseen_families, unseen = self._right(self.odds), self.unseen[0], _right(self.unseen[2], self.unseen[1])
        follows = [
            None if other is None else (other > 0) == ((odds > 0) == (family == "same"))
            for family, odds, other in zip(self.families, self.odds, self.swapped, strict=True)
        ]
        return {
            "accuracy": proportion(right),
            "by_family": _by_family(self.families, right),
            "unseen_wordings": proportion(unseen),
            "unseen_by_family": _by_family(unseen_families, unseen),
            "negation": proportion([(odds > 0) != (other > 0) for odds, other in zip(self.odds, self.negated, strict=True)]),
            "order": proportion(follows),
            "blind": proportion(self._right(self.blind)),
            "calibration_error": calibration_error(self.odds, self.answers),
            "cross_entropy": float(np.logaddexp(0, np.where(self.answers, -1, 1) * np.array(self.odds)).mean()),
        }

    def as_dict(self) -> dict:
        """The summary as JSON."""
        return {"n": len(self.odds), **{name: _plain(value) for name, value in self.summary().items()}}

    def _right(self, odds: Sequence[float | None]) -> list[bool | None]:
        return _right(odds, self.answers)


def audit_critic(
    critic: Answering,
    *,
    n: int = 2400,
    seed: int = 0,
    split: str = "test",
    families: Sequence[str] = FAMILIES,
    side: int = 64,
    batch_size: int = 64,
    progress: bool = False,
) -> CriticAudit:
    """Ask a critic `n` questions of a split, and a quarter as many in unseen wordings.

    Args:
        seed: of the questions.
        side: of the pictures, in pixels.
        batch_size: conversations at once.
    """
    ask = _Asker(critic, side, batch_size, progress)
    questions = list(Questions(n, seed=seed, split=split, families=families))
    others = list(Questions(max(1, n // 4), seed=seed + 1, split=split, families=families, unseen=True))
    shown = _shuffled(questions, np.random.default_rng(seed))
    swapped = [each.swapped() for each in questions]
    turned = iter(ask([each for each in swapped if each is not None], "order"))
    asked = [each for each, other in zip(questions, shown, strict=True) if other is not None]
    blind = iter(ask(asked, "blind", shown=[each for each in shown if each is not None]))
    return CriticAudit(
        families=[each.family for each in questions],
        answers=[each.answer for each in questions],
        odds=ask(questions, "questions"),
        negated=ask([each.opposite() for each in questions], "negated"),
        swapped=[None if each is None else next(turned) for each in swapped],
        blind=[None if each is None else next(blind) for each in shown],
        unseen=([each.family for each in others], [each.answer for each in others], ask(others, "unseen wordings")),
    )


def calibration_error(odds: Sequence[float], answers: Sequence[bool], *, bins: int = BINS) -> float:
    """Expected calibration error: |confidence − accuracy| over equal bins of the confidence in the answer given, weighted by their sizes.

    Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", equation 3.
    """
    odds, answers = np.asarray(odds, float), np.asarray(answers, bool)
    confidence = 1 / (1 + np.exp(-np.abs(odds)))
    right = (odds > 0) == answers
    bin_of = np.minimum(((confidence - 0.5) * 2 * bins).astype(int), bins - 1)
    parts = [bin_of == index for index in range(bins)]
    return float(sum(part.mean() * abs(confidence[part].mean() - right[part].mean()) for part in parts if part.any()))


class _Asker:
    """Questions to log-odds, those with as many pictures together."""

    def __init__(self, critic: Answering, side: int, batch_size: int, progress: bool):
        self.critic, self.side, self.batch_size, self.progress = critic, side, batch_size, progress

    @torch.no_grad()
    def __call__(self, questions: Sequence[Question], name: str, *, shown: Sequence[Question] | None = None) -> list[float]:
        """Log-odds of each question, about its own pictures or those of the questions that are `shown` instead."""
        from tqdm import tqdm

        shown, odds = shown or questions, [0.0] * len(questions)
        for rows in tqdm(self._batches(questions), desc=name, disable=not self.progress):
            images = torch.stack([to_tensor(shown[row].images(side=self.side)) for row in rows])
            answers = self.critic(images, [questions[row].text for row in rows])
            for row, value in zip(rows, answers.tolist(), strict=True):
                odds[row] = value
        return odds

    def _batches(self, questions: Sequence[Question]) -> list[list[int]]:
        views = [len(each.scenes) for each in questions]
        alike = [[row for row, count in enumerate(views) if count == wanted] for wanted in sorted(set(views))]
        size = self.batch_size
        return [rows[start : start + size] for rows in alike for start in range(0, len(rows), size)]


def _shuffled(questions: Sequence[Question], rng: np.random.Generator) -> list[Question | None]:
    """For each question another one of its family, each once; `None` where it is alone."""
    shown: list[Question | None] = [None] * len(questions)
    for family in {each.family for each in questions}:
        rows = rng.permutation([row for row, each in enumerate(questions) if each.family == family])
        for row, other in zip(rows, np.roll(rows, 1), strict=True):
            shown[row] = questions[other] if other != row else None
    return shown


def _right(odds: Sequence[float | None], answers: Sequence[bool]) -> list[bool | None]:
    return [None if value is None else (value > 0) == answer for value, answer in zip(odds, answers, strict=True)]


def _by_family(families: Sequence[str], right: Sequence[bool]) -> dict[str, Interval]:
    return {
        name: proportion([flag for family, flag in zip(families, right, strict=True) if family == name]) for name in dict.fromkeys(families)
    }


def _plain(value):
    """Intervals as JSON."""
    if isinstance(value, Interval):
        return value.as_dict()
    return {name: _plain(each) for name, each in value.items()} if isinstance(value, dict) else value
