"""A critic as a reward function of TRL: what it says of the renders, alone or against each other.

    CriticReward(SameCritic(critic))            how sure it is that render and target show the same
    CriticReward(Ask(critic, "Is it a disc?"))   how sure it is of a yes
    TournamentReward(PairwiseCritic(critic))     how a completion's render fares against those of the same prompt
    CriticReward(RemoteCritic(…).same)           any endpoint: scores may be missing, and are then `None`

A program that does not render, or draws nothing, scores `failure`; where the renderer failed, the score is `None`. Where the critic
failed, it is the mean score of the renders of the same target, `None` if there is none: TRL adds up what rewards say and takes `None`
for 0, so beside another reward a critic that was silent once would be a critic that said no.
Programs are drawn by a `Judge`, whose cache a `RenderReward` beside this one shares: nothing is drawn twice.
"""

from __future__ import annotations

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from vlcritic.images import fit_within, resize, to_tensor
from vlcritic.rewards.columns import targets_of
from vlcritic.rewards.judge import Judge
from vlcritic.rewards.judged import JudgedReward
from vlcritic.rewards.records import digest
from vlcritic.rewards.scrutiny import GATED
from vlcritic.types import Image, Verdict

if TYPE_CHECKING:
    from torch import Tensor

CHUNK = 8  # conversations at once, of a critic that shares its device with the model in training
Scores = Sequence[float | None]  # or a tensor


class Ask:
    """One question about every render, whatever its target: `Ask(critic, question)(renders, targets) -> (B,)` log-odds."""

    def __init__(self, critic: Callable, question: str):
        self.critic, self.question = critic, question

    def __call__(self, renders: Tensor, targets: Tensor) -> Scores:
        return self.critic(renders, self.question)


class _RenderedReward(JudgedReward, ABC):
    """What both rewards share: completions are drawn, those with a picture are scored, and the same metrics are logged by every rank."""

    __name__ = "critic"

    def __init__(self, critic: Callable, *, judge: Judge | None = None, failure: float = 0.0, max_side: int = 256):
        super().__init__(judge)
        self.critic, self.failure, self.max_side = critic, failure, max_side

    def __call__(
        self,
        completions: list,
        *,
        image: list | None = None,
        images: list | None = None,
        program: list[str] | None = None,
        trainer_state=None,
        log_metric: Callable[[str, float], None] | None = None,
        **columns,
    ) -> list[float | None]:
        start = time.perf_counter()
        targets = [fit_within(target, self.max_side) for target in targets_of(image, images)]
        _, verdicts = self._judged(completions, targets, program=program, trainer_state=trainer_state)
        rewards: list[float | None] = [None if verdict.total is None else self.failure for verdict in verdicts]
        silent = rewards.count(None)
        for rows in _of_one_size(targets, [row for row, verdict in enumerate(verdicts) if _is_drawn(verdict)]):
            shown = [targets[row] for row in rows]
            renders = [resize(verdicts[row].image, targets[row].shape[:2]) for row in rows]
            keys = list(map(digest, shown))
            scores = self._scored(to_tensor(renders), to_tensor(shown), keys)
            silent += sum(score is None for score in scores)
            for row, score in zip(rows, _filled(scores, keys), strict=True):
                rewards[row] = score
        if log_metric is not None:
            for name, value in _metrics(rewards, silent, time.perf_counter() - start).items():
                log_metric(name, value)
        return rewards

    @abstractmethod
    def _scored(self, renders: Tensor, targets: Tensor, keys: list[bytes]) -> list[float | None]:
        """Scores of pictures `(B, 3, H, W)` of one size; targets with one key are the same."""


class CriticReward(_RenderedReward):
    """Probability of yes, 1 / (1 + exp(−log-odds)), of what a critic says of render and target.

    Args:
        critic: `(renders, targets) -> (B,)` log-odds, of pictures `(B, 3, H, W)` in [0, 1]; entries may be `None`.
        judge: draws the programs; `None` makes one for GLSL, with the machine's cache, on first use.
        failure: reward of a program that does not render.
        max_side: pictures with a longer side are shrunk to it before the critic sees them.
    """

    def _scored(self, renders: Tensor, targets: Tensor, keys: list[bytes]) -> list[float | None]:
        import torch

        with torch.no_grad():
            odds = self.critic(renders, targets)
        odds = odds.tolist() if hasattr(odds, "tolist") else odds
        return [None if value is None or math.isnan(value) else _probability(value) for value in odds]


class TournamentReward(_RenderedReward):
    """How each render fares against those of the same target: its mean chance to be the closer one, 0.5 for one alone.

    Args:
        critic: `(targets, firsts, seconds) -> (B,)` log-odds that the first is closer, such as `PairwiseCritic`; entries may be `None`.
        judge, failure, max_side: as for `CriticReward`. Let `failure` stay below the chances of the worst render: 0 does.
    """

    def _scored(self, renders: Tensor, targets: Tensor, keys: list[bytes]) -> list[float | None]:
        import torch

        from vlcritic.critic.tournament import tournament

        groups = [[row for row, other in enumerate(keys) if other == key] for key in dict.fromkeys(keys)]

        def compare(pairs: Sequence[tuple[int, int, int]]) -> Scores:
            """Log-odds of (group, first, second)."""
            firsts = [groups[group][first] for group, first, _ in pairs]
            seconds = [groups[group][second] for group, _, second in pairs]
            with torch.no_grad():
                return self.critic(targets[firsts], renders[firsts], renders[seconds])

        scores: list[float | None] = [None] * len(keys)
        for rows, standing in zip(groups, tournament(list(map(len, groups)), compare), strict=True):
            for row, reward, known in zip(rows, standing.rewards, standing.known, strict=True):
                scores[row] = float(reward) if known or len(rows) == 1 else None
        return scores


def load_reward(name: str, mode: str, *, judge: Judge, device=None) -> CriticReward | TournamentReward:
    """The reward of a critic in a folder or on the Hub, in mode `same` or `tournament`. Raises ValueError for another mode."""
    from vlcritic.critic import Critic, PairwiseCritic, SameCritic

    if mode not in ("same", "tournament"):
        raise ValueError(f"critic_mode: expected 'same' or 'tournament', got {mode!r}")
    critic = Critic.from_pretrained(name, device=device, chunk=CHUNK)
    if mode == "same":
        return CriticReward(SameCritic(critic), judge=judge)
    return TournamentReward(PairwiseCritic(critic), judge=judge)


def _is_drawn(verdict: Verdict) -> bool:
    return verdict.total is not None and verdict.error is None and not GATED & set(verdict.flags)


def _of_one_size(targets: list[Image], rows: list[int]) -> list[list[int]]:
    """The rows in lists of targets of one size."""
    found: dict[tuple[int, ...], list[int]] = {}
    for row in rows:
        found.setdefault(targets[row].shape, []).append(row)
    return list(found.values())


def _filled(scores: Sequence[float | None], keys: Sequence[bytes]) -> list[float | None]:
    """Scores in which a missing one is the mean of those with its key, where there are some."""
    known: dict[bytes, list[float]] = {}
    for score, key in zip(scores, keys, strict=True):
        if score is not None:
            known.setdefault(key, []).append(score)
    return [fmean(known[key]) if score is None and key in known else score for score, key in zip(scores, keys, strict=True)]


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0


def _metrics(rewards: list[float | None], silent: int, seconds: float) -> dict[str, float]:
    """`critic/missing`: share of the batch without a score of its own."""
    known = [reward for reward in rewards if reward is not None] or [0.0]
    missing = silent / len(rewards) if rewards else 0.0
    return {"critic/mean": fmean(known), "critic/std": pstdev(known), "critic/missing": missing, "critic/seconds": seconds}
