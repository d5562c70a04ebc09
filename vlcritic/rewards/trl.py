"""The judge as a reward function of TRL (1.16: `GRPOTrainer._calculate_rewards`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from vlcritic import images
from vlcritic.errors import RendererError
from vlcritic.rewards.judge import Judge
from vlcritic.types import Image, Verdict


class RenderReward:
    """One number for every completion: how well its program redraws the picture of its prompt. `None` where our own side failed.

    The target is the row's `image`, or the only one of its `images`. Every call logs the same metrics, so that all ranks agree on the
    keys: `reward/<term>` (mean over the completions judged, a failed program counting 0), `reward/compile_rate` and
    `reward/infra_failures` (both parts of the batch), and a column `render` for the table of completions.

    Args:
        judge: what scores; `None` makes the default one for GLSL on first use.
        max_infra_failures: part of a batch that may fail for our own reasons before the call raises.

    Attributes:
        last_verdicts: of the latest call, for whoever wants to show them.
        last_targets: the pictures that they were judged against, as they came.

    Raises:
        RendererError: more than `max_infra_failures` of a batch failed for our own reasons.
    """

    __name__ = "render"

    def __init__(self, judge: Judge | None = None, *, max_infra_failures: float = 0.5):
        self.judge = judge
        self.max_infra_failures = max_infra_failures
        self.last_verdicts: list[Verdict] = []
        self.last_targets: list[Image] = []

    def __call__(
        self,
        completions: list,
        *,
        image: list | None = None,
        images: list | None = None,
        log_metric: Callable[[str, float], None] | None = None,
        log_extra: Callable[[str, list], None] | None = None,
        **columns,
    ) -> list[float | None]:
        self.last_targets = _targets(image, images)
        self.last_verdicts = self._judge().completions([_text(completion) for completion in completions], self.last_targets)
        self._refuse_broken_renderer()
        if log_metric is not None:
            for name, value in self._metrics().items():
                log_metric(name, value)
        if log_extra is not None:
            log_extra("render", [_summary(verdict) for verdict in self.last_verdicts])
        return [verdict.total for verdict in self.last_verdicts]

    def __getstate__(self) -> dict:
        return self.__dict__ | {"last_verdicts": [], "last_targets": []}

    def _judge(self) -> Judge:
        if self.judge is None:
            from vlcritic.languages.glsl import GLSL

            self.judge = Judge(GLSL)
        return self.judge

    def _refuse_broken_renderer(self) -> None:
        failed = [verdict for verdict in self.last_verdicts if verdict.total is None]
        if len(failed) > self.max_infra_failures * len(self.last_verdicts):
            raise RendererError(
                f"{len(failed)} of {len(self.last_verdicts)} completions could not be judged for reasons that are not theirs "
                f"(at most {self.max_infra_failures:.0%} may); the first: {failed[0].error['message']}; run `vlcritic doctor`"
            )

    def _metrics(self) -> dict[str, float]:
        judged = [verdict for verdict in self.last_verdicts if verdict.total is not None]
        values = {f"reward/{name}": [verdict.terms.get(name, 0.0) for verdict in judged] for name in self._names()}
        values["reward/compile_rate"] = [float(verdict.is_valid) for verdict in judged]
        values["reward/infra_failures"] = [float(verdict.total is None) for verdict in self.last_verdicts]
        return {name: sum(column) / max(1, len(column)) for name, column in values.items()}

    def _names(self) -> list[str]:
        return [term.__name__ for term in self._judge().terms]


def _targets(image: list | None, images: list | None) -> list[Image]:
    column = image if image is not None else images
    if column is None:
        raise ValueError("dataset: expected a column `image` or `images` with the target pictures, got neither")
    return [_picture(row) for row in column]


def _picture(row) -> Image:
    """A dataset's picture, of PIL, an array, a path, or a list of one of these."""
    if isinstance(row, list | tuple) and len(row) == 1:
        return _picture(row[0])
    if isinstance(row, np.ndarray):
        return row
    if isinstance(row, str | Path):
        return images.load(row)
    if hasattr(row, "convert"):
        return images.from_pil(row)
    got = f"a list of {len(row)}" if isinstance(row, list | tuple) else type(row).__name__
    raise TypeError(f"image: expected one picture a row (PIL, uint8 array or path), got {got}")


def _text(completion: str | list[dict]) -> str:
    """The words of a completion, plain or a list of messages whose content is a string or a list of parts."""
    if isinstance(completion, str):
        return completion
    contents = [message.get("content") or "" for message in completion if message["role"] == "assistant"]
    return "".join(content if isinstance(content, str) else _joined(content) for content in contents)


def _joined(parts: list[dict]) -> str:
    return "".join(part["text"] for part in parts if part.get("type") == "text")


def _summary(verdict: Verdict) -> str:
    if verdict.error is not None:
        return f"{verdict.error['kind']}: {verdict.error['message']}"
    return ", ".join(f"{name} {value:.3f}" for name, value in verdict.terms.items())
