"""Preference pairs from judged samples: of two programs for one picture, the one that draws it better is preferred.

DPO (Rafailov et al. 2023, arXiv 2305.18290) compares sums over tokens, so that pairs whose better answer tends to be the longer one teach
length (Park et al. 2024, arXiv 2403.19159). Pairs are chosen here so that the lengths cancel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from datasets import Dataset, concatenate_datasets

from vlcritic.data.prompts import prompt_messages
from vlcritic.errors import DataError
from vlcritic.training.loss import NUMBER
from vlcritic.training.rollouts import Rollout, uids_of

NEAR = 0.02  # numbers as near as this are the same: a fiftieth of the canvas, five of 255 levels of a colour

Form = tuple[str, list[float]]
"""A program's text without its numbers and spacing, and the numbers."""


@dataclass(frozen=True)
class Pair:
    """Two samples for one picture; `longer` is by how many tokens the chosen completion is longer."""

    chosen: Rollout
    rejected: Rollout
    longer: int

    @property
    def gap(self) -> float:
        """By how much the chosen one's total is higher."""
        return self.chosen.total - self.rejected.total


def preference_pairs(
    rollouts: Iterable[Rollout], *, length: Callable[[str], int], margin: float = 0.05, per_picture: int = 4
) -> list[Pair]:
    """Pairs of samples whose totals are at least `margin` apart, the widest apart first, with lengths that cancel.

    A program that fails, or that its verdict flags, may be rejected and is never chosen. Samples without a verdict are in no pair.
    Programs that are the same but for numbers within `NEAR` count once, the best of them.

    Args:
        length: tokens of a completion, which DPO sums over.
        per_picture: pairs of one picture at most.

    Raises:
        DataError: no two samples of a picture make a pair.
    """
    if margin <= 0 or per_picture < 1:
        raise ValueError(f"expected margin > 0 and per_picture ≥ 1, got margin={margin}, per_picture={per_picture}")
    judged = sorted((rollout for rollout in rollouts if rollout.is_judged), key=lambda rollout: rollout.key)
    pictures = [distinct(list(samples)) for _, samples in groupby(judged, key=lambda rollout: rollout.uid)]
    candidates = [pair for samples in pictures for pair in _candidates(samples, margin, length)]
    if not candidates:
        raise DataError(
            f"rollouts: of {len(judged)} judged samples no two of a picture are {margin} apart with the better one rendering; "
            "lower --margin, or sample more programs, hotter, from a model whose programs render"
        )
    return balanced(candidates, per_picture=per_picture)


def distinct(rollouts: list[Rollout]) -> list[Rollout]:
    """The samples of one picture from the best, without those whose program is near an earlier one's."""
    kept: list[tuple[Rollout, Form]] = []
    for rollout in sorted(rollouts, key=lambda rollout: (-rollout.total, rollout.sample)):
        form = _form(rollout)
        if not any(_is_near(form, other) for _, other in kept):
            kept.append((rollout, form))
    return [rollout for rollout, _ in kept]


def balanced(candidates: list[Pair], *, per_picture: int) -> list[Pair]:
    """Pairs from the widest gap down, taken only while the lengths cancel.

    The sum of `longer` over the pairs taken never leaves ± the longest difference of a candidate, so that its mean is at most that over
    the number of pairs. A pair that would push it out waits for pairs that pull it back; where none come, it is left out. One pair of a
    picture at most is against a program that fails: their gaps are the widest, and the others say what a good picture is.
    """
    balance = _Balance(max(abs(pair.longer) for pair in candidates), per_picture)
    waiting = sorted(candidates, key=lambda pair: (-pair.gap, pair.chosen.key, pair.rejected.key))
    taken: list[Pair] = []
    while new := [pair for pair in waiting if balance.takes(pair)]:
        taken += new
        done = {id(pair) for pair in new}
        waiting = [pair for pair in waiting if id(pair) not in done]
    return taken


class _Balance:
    """What has been taken: how many pairs of each picture, and the sum of their lengths' differences."""

    def __init__(self, bound: int, per_picture: int):
        self.bound, self.per_picture = bound, per_picture
        self.total = 0
        self.pairs, self.against_failing = Counter(), Counter()

    def takes(self, pair: Pair) -> bool:
        """Whether there is room for the pair; it counts as taken then."""
        uid, is_against_failing = pair.chosen.uid, pair.rejected.error is not None
        is_full = self.pairs[uid] == self.per_picture or (is_against_failing and self.against_failing[uid])
        if is_full or abs(self.total + pair.longer) > self.bound:
            return False
        self.total += pair.longer
        self.pairs[uid] += 1
        self.against_failing[uid] += is_against_failing
        return True


def preference_dataset(pairs: list[Pair], data: Dataset, *, language: str = "glsl") -> Dataset:
    """The rows that TRL's `DPOTrainer` reads: `image`, `prompt`, `chosen`, `rejected`; and the totals of both programs.

    Args:
        data: with the pictures that the rollouts were made for.
        language: of the programs, which the prompt asks for.

    Raises:
        DataError: a picture is not among them.
    """
    places = {uid: place for place, uid in enumerate(uids_of(data))}
    if missing := {pair.chosen.uid for pair in pairs} - places.keys():
        raise DataError(f"rollouts: {len(missing)} of their pictures are not in the data, {min(missing)} for one; name their data")
    pictures = data.select([places[pair.chosen.uid] for pair in pairs]).select_columns(["image"])
    return concatenate_datasets([pictures, Dataset.from_list([_row(pair, language) for pair in pairs])], axis=1)


def summary(pairs: list[Pair]) -> str:
    """One line for people."""
    pictures = len({pair.chosen.uid for pair in pairs})
    failing = sum(pair.rejected.error is not None for pair in pairs)
    gap, longer = (sum(column) / len(pairs) for column in zip(*((pair.gap, pair.longer) for pair in pairs), strict=True))
    return (
        f"{len(pairs)} pairs of {pictures} pictures, {failing} against a program that fails; totals {gap:.3f} apart, "
        f"chosen longer by {longer:+.2f} tokens, in the mean"
    )


def _candidates(samples: list[Rollout], margin: float, length: Callable[[str], int]) -> list[Pair]:
    """Every pair of one picture's samples that may be learned from."""
    lengths = [length(rollout.completion) for rollout in samples]
    sized = list(zip(samples, lengths, strict=True))
    return [
        Pair(chosen, rejected, longer=long - short)
        for chosen, long in sized
        if chosen.error is None and not chosen.flags
        for rejected, short in sized
        if chosen.total - rejected.total >= margin
    ]


def _form(rollout: Rollout) -> Form:
    """Of a program; of the whole completion where it holds none."""
    text = rollout.completion if rollout.program is None else rollout.program
    return " ".join(NUMBER.sub("#", text).split()), [float(number) for number in NUMBER.findall(text)]


def _is_near(form: Form, other: Form) -> bool:
    """Whether the texts are the same and no number is further off than `NEAR`, to within rounding."""
    return form[0] == other[0] and all(abs(a - b) < NEAR + 1e-9 for a, b in zip(form[1], other[1], strict=True))


def _row(pair: Pair, language: str) -> dict:
    return {
        "prompt": prompt_messages(language=language),
        "chosen": [{"role": "assistant", "content": pair.chosen.completion}],
        "rejected": [{"role": "assistant", "content": pair.rejected.completion}],
        "chosen_total": pair.chosen.total,
        "rejected_total": pair.rejected.total,
    }
