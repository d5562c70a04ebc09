"""A critic as a reward function of TRL: what it says of the renders, alone or against each other.

    CriticReward(SameCritic(critic))            how sure it is that render and target show the same
    CriticReward(Ask(critic, "Is it a disc?"))   how sure it is of a yes
    TournamentReward(PairwiseCritic(critic))     how a completion's render fares against those of the same prompt
    CriticReward(RemoteCritic(…).same)           any endpoint: scores may be missing, and are then `None`

A program that does not render, or draws nothing, scores `failure`; where the renderer or the critic failed, the score is `None`.
Programs are drawn by a `Judge`, whose cache a `RenderReward` beside this one shares: nothing is drawn twice.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

import numpy as np

from vlcritic.images import fit_within, resize, to_tensor
from vlcritic.rendering.cache import open_cache
from vlcritic.rewards.columns import targets_of, text_of
from vlcritic.rewards.judge import Judge
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


class _RenderedReward:
    """What both rewards share: completions are drawn, those with a picture are scored, and the same metrics are logged by every rank."""

    __name__ = "critic"

    def __init__(self, critic: Callable, *, judge: Judge | None = None, failure: float = 0.0, max_side: int = 256):
        self.critic, self.judge, self.failure, self.max_side = critic, judge, failure, max_side

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
        texts, step = [text_of(completion) for completion in completions], getattr(trainer_state, "global_step", 0)
        verdicts = self._judge().completions(texts, targets, references=program, step=step)
        drawn = [index for index, verdict in enumerate(verdicts) if _is_drawn(verdict)]
        rewards: list[float | None] = [None if verdict.total is None else self.failure for verdict in verdicts]
        pictures = [resize(verdicts[index].image, targets[index].shape[:2]) for index in drawn]
        for index, score in zip(drawn, self._scored(pictures, [targets[index] for index in drawn]), strict=True):
            rewards[index] = score
        if log_metric is not None:
            for name, value in _metrics(rewards, time.perf_counter() - start).items():
                log_metric(name, value)
        return rewards

    def _scored(self, renders: list[Image], targets: list[Image]) -> list[float | None]:
        raise NotImplementedError

    def _judge(self) -> Judge:
        if self.judge is None:
            from vlcritic.languages.glsl import GLSL

            self.judge = Judge(GLSL, cache=open_cache())
        return self.judge


class CriticReward(_RenderedReward):
    """Probability of yes, 1 / (1 + exp(−log-odds)), of what a critic says of render and target.

    Args:
        critic: `(renders, targets) -> (B,)` log-odds, of pictures `(B, 3, H, W)` in [0, 1]; entries may be `None`.
        judge: draws the programs; `None` makes one for GLSL, with the machine's cache, on first use.
        failure: reward of a program that does not render.
        max_side: pictures with a longer side are shrunk to it before the critic sees them.
    """

    def _scored(self, renders: list[Image], targets: list[Image]) -> list[float | None]:
        import torch

        scores: list[float | None] = [None] * len(renders)
        for rows in _of_one_size(targets):
            with torch.no_grad():
                odds = self.critic(to_tensor([renders[row] for row in rows]), to_tensor([targets[row] for row in rows]))
            for row, value in zip(rows, odds.tolist() if hasattr(odds, "tolist") else odds, strict=True):
                scores[row] = None if value is None or math.isnan(value) else _probability(value)
        return scores


class TournamentReward(_RenderedReward):
    """How each render fares against those of the same target: its mean chance to be the closer one, 0.5 for one alone.

    `None` where the critic answered none of its comparisons.

    Args:
        critic: `(targets, firsts, seconds) -> (B,)` log-odds that the first is closer, such as `PairwiseCritic`.
        judge, failure, max_side: as for `CriticReward`. Let `failure` stay below the chances of the worst render: 0 does.
    """

    def _scored(self, renders: list[Image], targets: list[Image]) -> list[float | None]:
        import torch

        from vlcritic.critic.tournament import tournament

        groups: dict[bytes, list[int]] = {}
        for row, target in enumerate(targets):
            groups.setdefault(digest(target), []).append(row)
        scores: list[float | None] = [0.5] * len(renders)
        for shape in dict.fromkeys(target.shape for target in targets):
            members = [rows for rows in groups.values() if targets[rows[0]].shape == shape]

            def compare(pairs: Sequence[tuple[int, int, int]], members=members) -> Tensor:
                """Log-odds of (group, first, second)."""
                firsts = [members[group][first] for group, first, _ in pairs]
                seconds = [members[group][second] for group, _, second in pairs]
                with torch.no_grad():  # entries may be None
                    return self.critic(
                        to_tensor([targets[row] for row in firsts]),
                        to_tensor([renders[row] for row in firsts]),
                        to_tensor([renders[row] for row in seconds]),
                    )

            for rows, standing in zip(members, tournament([len(rows) for rows in members], compare), strict=True):
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


def _of_one_size(targets: list[Image]) -> list[np.ndarray]:
    """Row numbers of the pictures of each size."""
    shapes = [target.shape for target in targets]
    return [np.array([row for row, other in enumerate(shapes) if other == shape]) for shape in dict.fromkeys(shapes)]


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0


def _metrics(rewards: list[float | None], seconds: float) -> dict[str, float]:
    known = [reward for reward in rewards if reward is not None] or [0.0]
    missing = fmean(reward is None for reward in rewards) if rewards else 0.0
    return {"critic/mean": fmean(known), "critic/std": pstdev(known), "critic/missing": missing, "critic/seconds": seconds}
