"""What a system's answers are worth: a verdict, image metrics and parsed parameters for each sample, and their means with intervals.

A failure counts. Means over all samples give a program that did not render the worst value of each image metric; the ones whose names
say `_valid` leave failures out, and stand beside, never instead. A sample on which our own side failed is no sample: it is left out and
counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from vlcritic.data.glsl.parse import parse_scene
from vlcritic.data.glsl.scene import Scene
from vlcritic.evaluation.intervals import Interval, bootstrap, paired_difference, proportion
from vlcritic.evaluation.pictures import WORST, is_blank, picture_metrics
from vlcritic.evaluation.scenes import scene_measures
from vlcritic.types import Image, Verdict

FAILURES = {
    "extract": "ExtractError",
    "check": "CheckError",
    "compile": "CompileError",
    "timeout": "RenderTimeout",
    "crash": "RenderCrash",
    "nonfinite": "NonFiniteError",
}
"""Rates of failure, and the kind of error that each counts. `link` is a compile error of the linker."""

SHARES = ("renders", "blank", "link", *FAILURES, "count")
"""Measures that are 0 or 1: their intervals are Wilson's."""


@dataclass
class Sample:
    """One target and what was drawn for it.

    Attributes:
        verdict: of the judge; `program` is `None` for a baseline's picture.
        target: the picture that was asked for.
        measures: every number of this sample by name, `None` where it has none.
    """

    verdict: Verdict
    target: Image
    measures: dict[str, float | None] = field(default_factory=dict)


@dataclass
class Audit:
    """The samples of one system, in the order of the targets."""

    samples: list[Sample]

    def values(self, measure: str) -> list[float | None]:
        """One number of every sample."""
        return [sample.measures.get(measure) for sample in self.samples]

    @property
    def measures(self) -> list[str]:
        """Names of the measures, in the order in which they were taken."""
        return list(dict.fromkeys(name for sample in self.samples for name in sample.measures))

    @property
    def skipped(self) -> int:
        """Samples on which our own side failed."""
        return sum(not sample.measures for sample in self.samples)

    def summary(self) -> dict[str, Interval]:
        """Mean of each measure with its 95 % interval: Wilson's for shares, BCa bootstrap for the others; and `mse_median`."""
        means = {name: (proportion if name in SHARES else bootstrap)(self.values(name)) for name in self.measures}
        return means | {"mse_median": bootstrap(self.values("mse"), statistic=np.median)} if "mse" in means else means

    def as_dict(self) -> dict:
        """The audit as JSON, without its pictures."""
        samples = [sample.verdict.as_dict() | {"measures": sample.measures} for sample in self.samples]
        return {"summary": {name: each.as_dict() for name, each in self.summary().items()}, "skipped": self.skipped, "samples": samples}


def audit(
    programs: Sequence[str],
    targets: Sequence[Image],
    truths: Sequence[Scene] | None = None,
    *,
    judge: Callable[[Sequence[str], Sequence[Image]], list[Verdict]],
    lpips_net: str | None = "alex",
    style_net: str | None = None,
) -> Audit:
    """Judge programs against their targets and measure everything.

    For a model's completions: `audit_verdicts(judge.completions(completions, targets), targets, truths)`.
    """
    return audit_verdicts(judge(programs, targets), targets, truths, lpips_net=lpips_net, style_net=style_net)


def audit_verdicts(
    verdicts: Sequence[Verdict],
    targets: Sequence[Image],
    truths: Sequence[Scene] | None = None,
    *,
    lpips_net: str | None = "alex",
    style_net: str | None = None,
) -> Audit:
    """Measure what was judged already.

    Args:
        verdicts: of a judge, one for each target.
        truths: the scene of each target, where known: adds `count`, `kind` and the parameter errors of the parsed program.
        lpips_net: network of LPIPS; `None` leaves LPIPS out.
        style_net: network of the style score (`vlcritic.rewards.StyleTerm`, 1 best), for textures; `None` leaves it out.

    Raises:
        ValueError: not one verdict, or not one truth, for each target.
    """
    for name, values in (("verdicts", verdicts), ("truths", truths)):
        if values is not None and len(values) != len(targets):
            raise ValueError(f"{name}: expected {len(targets)}, one for each target, got {len(values)}")
    metrics = picture_metrics([verdict.image for verdict in verdicts], targets, lpips_net=lpips_net, style_net=style_net)
    left_out = {name for name, net in (("lpips", lpips_net), ("style", style_net)) if net is None}
    worst = {name: value for name, value in WORST.items() if name not in left_out}
    samples = [Sample(*each) for each in zip(verdicts, targets, strict=True)]
    for index, sample in enumerate(samples):
        if sample.verdict.is_valid or sample.verdict.total is not None:  # else our own side failed
            sample.measures = _measures(sample.verdict, metrics[index], worst)
            sample.measures |= _scene_measures(sample.verdict, truths[index]) if truths is not None else {}
    return Audit(samples)


def audit_pictures(
    pictures: Sequence[Image], targets: Sequence[Image], *, lpips_net: str | None = "alex", style_net: str | None = None
) -> Audit:
    """Measure pictures that no program drew, such as a baseline's: the image metrics alone."""
    if len(pictures) != len(targets):
        raise ValueError(f"pictures: expected {len(targets)}, one for each target, got {len(pictures)}")
    metrics = picture_metrics(pictures, targets, lpips_net=lpips_net, style_net=style_net)
    verdicts = [Verdict(None, mse=each["mse"], image=picture) for each, picture in zip(metrics, pictures, strict=True)]
    return Audit([Sample(*each) for each in zip(verdicts, targets, metrics, strict=True)])


def compare(first: Audit, second: Audit) -> dict[str, Interval]:
    """Paired difference `second − first` of every measure that both have, on the same targets in the same order.

    Raises:
        ValueError: the audits do not have the same targets.
    """
    targets = [[sample.target for sample in each.samples] for each in (first, second)]
    if len(targets[0]) != len(targets[1]) or not all(map(np.array_equal, *targets)):
        raise ValueError("second: expected an audit of the same targets in the same order as the first")
    return {name: paired_difference(first.values(name), second.values(name)) for name in first.measures if name in second.measures}


def _measures(verdict: Verdict, metrics: dict[str, float] | None, worst: dict[str, float]) -> dict[str, float | None]:
    """Rates of one sample, and its image metrics: the worst of each where there is no picture."""
    error = verdict.error or {}
    rates = {name: float(error.get("kind") == kind) for name, kind in FAILURES.items()}
    is_link = error.get("kind") == "CompileError" and error.get("stage") == "link"
    rates |= {"link": float(is_link), "compile": rates["compile"] - is_link}
    rates |= {"blank": None if verdict.image is None else float(is_blank(verdict.image))}
    valid = {f"{name}_valid": metrics[name] if metrics else None for name in worst}
    return {"renders": float(verdict.is_valid), **rates, "total": verdict.total, **(metrics or worst), **valid}


def _scene_measures(verdict: Verdict, truth: Scene) -> dict[str, float | None]:
    """Parsed parameters of one sample: a program that does not render, or is no canonical scene, has got none right."""
    return scene_measures(parse_scene(verdict.program) if verdict.is_valid and verdict.program else None, truth)
