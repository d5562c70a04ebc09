"""Strengths of n candidates from at most n·log2(n) pairwise comparisons, instead of the n(n - 1)/2 of a round robin.

A Swiss-system tournament: in every round those of the most equal standing meet, and nobody meets the same opponent twice. The standing, and
at the end the strengths, are the maximum a posteriori of a Bradley-Terry model fitted to the soft results so far.

Pairs are taken closest first, not from the top of the table down as chess does: told bare wins, 24 comparisons find all 40,320 orders of 8
this way, and two thirds of them the other, whose last pairs of a round lie far apart and teach nothing.

Sources: Bradley & Terry, "Rank Analysis of Incomplete Block Designs: I. The Method of Paired Comparisons", Biometrika 39 (1952), eq. 1;
the Swiss system as chess has it since Zürich 1895 (FIDE Handbook C.04.1: no second meeting, opponents of equal standing).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

PRIOR = 0.01  # precision of the strengths' normal prior, 1 / (10 nats)²; without one, a candidate that always wins is infinitely strong
_EQUAL = 9  # decimals in which strengths are compared: what differs below is rounding, and the order of the candidates decides

Pair = tuple[int, int, int]
"""Group, first candidate, second candidate: indices from 0."""


@dataclass(frozen=True)
class Standing:
    """What a tournament says of one group of n candidates.

    Attributes:
        strengths: float64 `(n,)`, in nats, mean 0: the log-odds that i beats j are `strengths[i] - strengths[j]`.
        rewards: float64 `(n,)` in [0, 1], 1 best: the mean over all others j of `sigmoid(strengths[i] - strengths[j])`, which is the
            chance to beat another candidate taken at random. 0.5 where all tie (and for a candidate alone); the mean is always 0.5.
        comparisons: how many were asked for.
        unknown: how many of them had no answer.
        known: int64 `(n,)`: how many of each candidate's comparisons had one. Where it is 0, the reward says nothing.
    """

    strengths: np.ndarray
    rewards: np.ndarray
    comparisons: int
    unknown: int
    known: np.ndarray


def tournament(counts: Sequence[int], compare: Callable[[list[Pair]], Sequence], *, rounds: int | None = None) -> list[Standing]:
    """Play a tournament in every group, all groups at once: each round is one call of `compare` with the pairs of all of them.

    Deterministic where `compare` is. A group of n plays at most `n * log2(n)` comparisons, whatever `rounds`: all pairs up to n = 6,
    24 of 28 for n = 8, 64 of 120 for n = 16.

    Args:
        counts: number of candidates in each group, 1 or more.
        compare: takes pairs `(group, first, second)`, gives for each the log-odds (nats) that the first is better: a sequence or a
            tensor `(pairs,)`. `None` or NaN is no answer, and counts for nobody. It should not favour a place: swap and average.
        rounds: at most so many rounds; by default as many as the bound allows, about 2·log2(n).

    Returns:
        A `Standing` for each group, in order.

    Raises:
        ValueError: a count below 1, or `compare` gave another number of results than pairs.
    """
    if any(count < 1 for count in counts):
        raise ValueError(f"counts: expected groups of 1 candidate or more, got {list(counts)}")
    groups = [_Group(count, rounds) for count in counts]
    while pairs := [(index, *pair) for index, group in enumerate(groups) for pair in group.next_round()]:
        for (index, first, second), answer in zip(pairs, _answers(compare(pairs), pairs), strict=True):
            groups[index].record(first, second, answer)
    return [group.standing() for group in groups]


def most_comparisons(count: int) -> int:
    """The bound: `floor(n * log2(n))`, and never more than there are pairs."""
    return min(math.floor(count * math.log2(count)), count * (count - 1) // 2)


def bradley_terry(count: int, firsts: Sequence[int], seconds: Sequence[int], log_odds: Sequence[float]) -> np.ndarray:
    """Strengths `(count,)`, mean 0, in nats: the maximum a posteriori of the Bradley-Terry model under a normal prior.

    Maximises `Σ p·log σ(d) + (1 - p)·log σ(-d) - PRIOR/2·Σ s²`, where `d = s[first] - s[second]` and `p = σ(log_odds)` is the soft
    result: strictly concave, so any results have exactly one answer, contradictory ones too. By Newton's method, steps halved until
    they gain.

    Source: Bradley & Terry 1952, eq. 1; the prior as in Caron & Doucet 2012 (arXiv:1011.1761), there a gamma, here a normal.
    """
    strengths = np.zeros(count)
    if not len(firsts):
        return strengths
    rows = np.arange(len(firsts))
    meets = np.zeros((len(firsts), count))
    meets[rows, firsts], meets[rows, seconds] = 1, -1
    log_odds = np.asarray(log_odds, dtype=np.float64)
    wins = _sigmoid(log_odds)

    def loss(at):
        gaps = meets @ at
        return np.sum(np.logaddexp(0, gaps) - wins * gaps) + PRIOR / 2 * at @ at

    for _ in range(100):
        expected = _sigmoid(meets @ strengths)
        slope = meets.T @ (expected - wins) + PRIOR * strengths
        curvature = meets.T @ (meets * (expected * (1 - expected))[:, None]) + PRIOR * np.eye(count)
        step = np.linalg.solve(curvature, slope)
        before = loss(strengths)
        while loss(strengths - step) > before and np.abs(step).max() > 1e-12:
            step /= 2
        strengths = strengths - step
        if np.abs(step).max() < 1e-12:
            break
    return strengths - strengths.mean()


class _Group:
    """One group's results so far, and who meets next."""

    def __init__(self, count: int, rounds: int | None):
        self.count = count
        self.rounds_left = math.inf if rounds is None else rounds
        self.strengths = np.zeros(count)
        self.met = np.eye(count, dtype=bool)
        self.played: list[tuple[int, int, float]] = []
        self.unknown = 0

    def next_round(self) -> list[tuple[int, int]]:
        """Pairs of the next round, as many as the bound leaves; none when the tournament is over."""
        left = most_comparisons(self.count) - len(self.played) - self.unknown
        if self.rounds_left <= 0 or left <= 0:
            return []
        self.rounds_left -= 1
        self.strengths = self._fit()
        return self._closest()[:left]

    def _closest(self) -> list[tuple[int, int]]:
        """Pairs of who has not met, the most equal first, among equals those who have played least; each candidate once."""
        firsts, seconds = np.nonzero(np.triu(~self.met))
        gaps = np.abs(self.strengths[firsts] - self.strengths[seconds]).round(_EQUAL)
        meetings = self.met.sum(axis=0)
        is_free = np.ones(self.count, dtype=bool)
        pairs = []
        for one in np.lexsort((seconds, firsts, meetings[firsts] + meetings[seconds], gaps)):
            first, second = int(firsts[one]), int(seconds[one])
            if is_free[first] and is_free[second]:
                is_free[[first, second]] = False
                pairs.append((first, second))
        return pairs

    def record(self, first: int, second: int, log_odds: float | None) -> None:
        """Write down a result."""
        self.met[first, second] = self.met[second, first] = True
        if log_odds is None:
            self.unknown += 1
        else:
            self.played.append((first, second, log_odds))

    def standing(self) -> Standing:
        strengths = self._fit()
        chances = _sigmoid(strengths[:, None] - strengths[None, :])
        rewards = (chances.sum(axis=1) - 0.5) / (self.count - 1) if self.count > 1 else np.array([0.5])
        known = np.bincount([one for first, second, _ in self.played for one in (first, second)], minlength=self.count)
        return Standing(strengths, rewards, len(self.played) + self.unknown, self.unknown, known)

    def _fit(self) -> np.ndarray:
        return bradley_terry(self.count, *(zip(*self.played, strict=True) if self.played else ((), (), ())))


def _answers(results: Sequence, pairs: list[Pair]) -> list[float | None]:
    """Results as numbers, NaN as None."""
    results = results.tolist() if hasattr(results, "tolist") else list(results)
    if len(results) != len(pairs):
        raise ValueError(f"compare: expected one log-odds for each of {len(pairs)} pairs, got {len(results)}")
    return [None if result is None or math.isnan(result) else float(result) for result in results]


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return np.exp(-np.logaddexp(0, -x))
