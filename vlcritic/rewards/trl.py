"""The judge as a reward function of TRL (1.16: `GRPOTrainer._calculate_rewards`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import fmean, pstdev

from vlcritic.errors import RendererError
from vlcritic.rewards.alarms import Alarms
from vlcritic.rewards.columns import targets_of
from vlcritic.rewards.judge import Judge
from vlcritic.rewards.judged import JudgedReward
from vlcritic.rewards.records import digest
from vlcritic.types import Image, Verdict


class RenderReward(JudgedReward):
    """One number for every completion: how well its program redraws the picture of its prompt. `None` where our own side failed.

    The target is the row's `image`, or the only one of its `images`; its reference for text terms the column `program`. A column
    `render` goes to the table of completions. Every call logs the same metrics, so that all ranks agree on the keys:

        reward/<term>/mean, /std, /frac_zero, reward/compile_rate    over the completions judged, a failed program counting 0
        reward/infra_failures, /flagged, /cache_hits, /seconds       of the whole batch
        reward/length, /zero_variance_groups, alarm/…                see `Alarms`

    Args:
        judge: what scores; `None` makes the default one for GLSL, with the machine's cache, on first use.
        max_infra_failures: part of a batch that may fail for our own reasons before the call raises.

    Attributes:
        last_completions, last_verdicts, last_targets: texts, verdicts and pictures of the latest call, for whoever wants to show them.

    Raises:
        RendererError: more than `max_infra_failures` of a batch failed for our own reasons, twice.
    """

    __name__ = "render"

    def __init__(self, judge: Judge | None = None, *, max_infra_failures: float = 0.5):
        super().__init__(judge)
        self.max_infra_failures = max_infra_failures
        self.alarms = Alarms()
        self._forget()

    def __call__(
        self,
        completions: list,
        *,
        image: list | None = None,
        images: list | None = None,
        program: list[str] | None = None,
        trainer_state=None,
        log_metric: Callable[[str, float], None] | None = None,
        log_extra: Callable[[str, list], None] | None = None,
        **columns,
    ) -> list[float | None]:
        start = time.perf_counter()
        self.last_targets = targets_of(image, images)
        judged = self._judged(completions, self.last_targets, program=program, trainer_state=trainer_state)
        self.last_completions, self.last_verdicts = judged
        self._refuse_broken_renderer()
        metrics = self._metrics() | {"reward/seconds": time.perf_counter() - start}
        if log_metric is not None:
            for name, value in metrics.items():
                log_metric(name, value)
        if log_extra is not None:
            log_extra("render", [_summary(verdict) for verdict in self.last_verdicts])
        return [verdict.total for verdict in self.last_verdicts]

    def _forget(self) -> None:
        self.last_completions: list[str] = []
        self.last_verdicts: list[Verdict] = []
        self.last_targets: list[Image] = []

    def __getstate__(self) -> dict:
        return self.__dict__ | {"last_completions": [], "last_verdicts": [], "last_targets": []}

    def _refuse_broken_renderer(self) -> None:
        failed = [verdict for verdict in self.last_verdicts if verdict.total is None]
        if len(failed) > self.max_infra_failures * len(self.last_verdicts):
            raise RendererError(
                f"{len(failed)} of {len(self.last_verdicts)} completions could not be judged for reasons that are not theirs "
                f"(at most {self.max_infra_failures:.0%} may); the first: {failed[0].error['message']}; run `vlcritic doctor`"
            )

    def _metrics(self) -> dict[str, float]:
        judged = [verdict for verdict in self.last_verdicts if verdict.total is not None]
        metrics = {}
        for term in self._judge().terms:
            values = [verdict.terms.get(term.__name__, 0.0) for verdict in judged] or [0.0]
            metrics[f"reward/{term.__name__}/mean"] = fmean(values)
            metrics[f"reward/{term.__name__}/std"] = pstdev(values)
            metrics[f"reward/{term.__name__}/frac_zero"] = fmean(value == 0 for value in values)
        shares = {
            "compile_rate": [verdict.is_valid for verdict in judged],
            "infra_failures": [verdict.total is None for verdict in self.last_verdicts],
            "flagged": [bool(verdict.flags) for verdict in self.last_verdicts],
            "cache_hits": [verdict.from_cache for verdict in self.last_verdicts],
        }
        metrics |= {f"reward/{name}": fmean(values or [0.0]) for name, values in shares.items()}
        lengths = [len(verdict.program or "") for verdict in self.last_verdicts]
        groups = [digest(target) for target in self.last_targets]
        return metrics | self.alarms(lengths, [verdict.total for verdict in self.last_verdicts], groups)


def _summary(verdict: Verdict) -> str:
    if verdict.error is not None:
        return f"{verdict.error['kind']}: {verdict.error['message']}"
    return ", ".join(f"{name} {value:.3f}" for name, value in verdict.terms.items())
