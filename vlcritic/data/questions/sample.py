"""One question with its pictures and its answer: a function of seed, split and index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from vlcritic.data.glsl.scene import Scene
from vlcritic.data.questions import comparing
from vlcritic.data.questions.asking import fact_of, scene_of
from vlcritic.data.questions.draw import SIDE, draw
from vlcritic.data.questions.facts import Fact
from vlcritic.data.questions.wordings import CANONICAL, WORDINGS, Wording
from vlcritic.data.splits import SPLITS, split_of
from vlcritic.types import Image

FAMILIES = tuple(WORDINGS)
NEGATED = 0.3  # share of questions that ask whether the fact is false

WEIGHTS = {"same": 2.0, "closer": 3.0}  # of the families; 1 for the others


@dataclass(frozen=True)
class Question:
    """A question about one picture or several.

    Attributes:
        text: the question.
        answer: whether yes is right.
        family: one of `FAMILIES`.
        scenes: one for each picture.
        negated: it asks whether `fact` is false.
        fact: what it asks about one scene; `None` where pictures are compared.
    """

    text: str
    answer: bool
    family: str
    scenes: tuple[Scene, ...]
    negated: bool
    fact: Fact | None = None

    def images(self, *, side: int = SIDE) -> list[Image]:
        """The pictures, `(side, side, 3)` each."""
        return [draw(scene, side=side) for scene in self.scenes]

    def opposite(self) -> Question:
        """The question whose answer is the opposite one: a negation of this one, or what it negates."""
        wording = next(each for each in WORDINGS[self.family] if each.negated != self.negated)
        return replace(self, text=wording(self.fact), answer=not self.answer, negated=wording.negated)

    def swapped(self) -> Question | None:
        """The question about the pictures in another order: of two the other way round, of three the candidates; `None` for one."""
        if self.family == "same":
            return replace(self, scenes=self.scenes[::-1])
        if self.family == "closer":
            return replace(self, scenes=(self.scenes[0], *self.scenes[:0:-1]), answer=not self.answer)
        return None


LESSONS = ((16_000, {"families": ("existence",), "simple": True}),)
"""What a model that knows nothing is asked first: how many questions, and options of `question`.

All families at once leave a nano model at chance for longer than this takes.
"""


def question(
    seed: int,
    index: int,
    *,
    split: str = "train",
    families: Sequence[str] = FAMILIES,
    simple: bool = False,
    unseen: bool = False,
) -> Question:
    """The question number `index`.

    Args:
        split: every scene of the question belongs to it (`vlcritic.data.splits.split_of`).
        families: to draw from, by `WEIGHTS`.
        simple: not negated, and every thing is named by one word.
        unseen: in a wording that training never uses.

    Raises:
        ValueError: no such split or family.
    """
    if split not in SPLITS:
        raise ValueError(f"split: expected one of {', '.join(SPLITS)}, got {split!r}")
    if not families or set(families) - set(FAMILIES):
        raise ValueError(f"families: expected some of {', '.join(FAMILIES)}, got {', '.join(families) or 'none'}")
    rng = np.random.default_rng([seed, SPLITS.index(split), index])
    weights = np.array([WEIGHTS.get(family, 1.0) for family in families])
    family = families[rng.choice(len(families), p=weights / weights.sum())]
    wording, answer = _wording(rng, family, 0.0 if simple else NEGATED, unseen), bool(rng.random() < 0.5)
    truth = answer != wording.negated
    if family in _COMPARISONS:
        scenes, fact = _COMPARISONS[family](rng, truth, lambda scene: split_of(scene) == split), None
    else:
        fact = fact_of(rng, family, simple=simple)
        while split_of(scene := scene_of(rng, fact, truth)) != split:
            pass
        scenes = (scene,)
    return Question(wording(fact), answer, family, scenes, wording.negated, fact)


_COMPARISONS = {"same": comparing.pair, "closer": comparing.triple}


def _wording(rng, family: str, negated_share: float, unseen: bool) -> Wording:
    negated = rng.random() < negated_share
    fitting = [each for each in WORDINGS[family] if each.unseen == unseen and each.negated == negated]
    if family in _COMPARISONS and not negated and rng.random() < CANONICAL:
        return fitting[0]
    return fitting[rng.integers(len(fitting))]


class Questions(Sequence):
    """A data set of questions, made when they are asked for: a map-style data set that any torch loader reads.

    Args:
        count: how many.
        lessons: the first ones are other questions (`LESSONS`); read them in order.
        options: of `question`.
    """

    def __init__(self, count: int, *, seed: int = 0, lessons: Sequence[tuple[int, dict]] = (), **options):
        self.count, self.seed, self.lessons, self.options = count, seed, lessons, options

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Question:
        if not 0 <= index < self.count:
            raise IndexError(index)
        end = 0
        for length, options in self.lessons:
            end += length
            if index < end:
                return question(self.seed, index, **self.options | options)
        return question(self.seed, index, **self.options)
