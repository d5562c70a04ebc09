"""What rewards of renders share: completions as TRL hands them over, judged; the judge is made on first use."""

from __future__ import annotations

from collections.abc import Sequence

from vlcritic.rendering.cache import open_cache
from vlcritic.rewards.columns import text_of
from vlcritic.rewards.judge import Judge
from vlcritic.types import Image, Verdict


class JudgedReward:
    """Base of rewards that look at what completions draw.

    Args:
        judge: draws and scores; `None` makes the default one for GLSL, with the machine's cache, on first use.
    """

    def __init__(self, judge: Judge | None):
        self.judge = judge

    def _judge(self) -> Judge:
        if self.judge is None:
            from vlcritic.languages.glsl import GLSL

            self.judge = Judge(GLSL, cache=open_cache())
        return self.judge

    def _judged(
        self, completions: list, targets: Sequence[Image], *, program: list[str] | None, trainer_state
    ) -> tuple[list[str], list[Verdict]]:
        """The texts of completions, and what the judge says of each at the trainer's step."""
        texts, step = [text_of(completion) for completion in completions], getattr(trainer_state, "global_step", 0)
        return texts, self._judge().completions(texts, targets, references=program, step=step)
