"""The samples of a report: which ones are shown, and each one's target, renders, differences and programs."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import numpy as np

from vlcritic.evaluation.audit import Audit, Sample
from vlcritic.evaluation.page import picture
from vlcritic.html import section
from vlcritic.images import difference, fit_within, resize
from vlcritic.types import Image

SHOWN = {"worst": 4, "random": 6, "best": 4}
AMPLIFIED = 3  # differences are shown this many times brighter
SIDE = 256  # longer side of a picture in the page, in its own pixels


def gallery(stages: Mapping[str, Audit]) -> str:
    """The samples as HTML, with the rule that chose them."""
    last = list(stages)[-1]
    rule = (
        f"Chosen by rule: ordered by the MSE of {last}, failures last, the {SHOWN['worst']} worst and the {SHOWN['best']} best; the random "
        f"ones are drawn from the others with seed 0. Beside each render, its difference from the target, {AMPLIFIED} times brighter."
    )
    groups = {name: places for name, places in chosen(stages[last].values("mse")).items() if places}
    cards = (f"<h3>{name.capitalize()}</h3>{''.join(_sample(stages, place) for place in places)}" for name, places in groups.items())
    return section("Samples", rule, "".join(cards))


def chosen(errors: list[float | None]) -> dict[str, list[int]]:
    """Places of the samples to show, none twice: the worst and the best by error, and random others. Equal errors go by place."""
    order = sorted((index for index, error in enumerate(errors) if error is not None), key=lambda index: errors[index])
    worst = order[::-1][: min(SHOWN["worst"], len(order) // 2)]
    best = order[: min(SHOWN["best"], len(order) - len(worst))]
    others = [index for index in range(len(errors)) if index not in worst and index not in best]
    drawn = np.random.default_rng(0).permutation(len(others))[: SHOWN["random"]]
    return {"worst": worst, "random": sorted(others[place] for place in drawn), "best": best}


def _sample(stages: Mapping[str, Audit], index: int) -> str:
    """One card: the pictures in a row, the programs folded below."""
    samples = {name: audit.samples[index] for name, audit in stages.items()}
    target = fit_within(next(iter(samples.values())).target, SIDE)
    figures = "".join(_figure(name, sample, target) for name, sample in samples.items())
    programs = "".join(_program(name, sample.verdict.program) for name, sample in samples.items())
    first = f"<figure>{picture(target, 'target')}<figcaption>target<span>sample {index}</span></figcaption></figure>"
    return (
        f'<section class="sample"><div class="pictures">{first}{figures}</div>'
        f'<details><summary>Programs</summary><div class="programs">{programs}</div></details></section>'
    )


def _program(name: str, program: str | None) -> str:
    return f"<div><b>{escape(name)}</b><pre>{escape(program or 'no program')}</pre></div>"


def _figure(name: str, sample: Sample, target: Image) -> str:
    """A render and its difference, or the error that stands in their place."""
    verdict, mse = sample.verdict, sample.measures.get("mse")
    if verdict.image is None:
        error = verdict.error or {"kind": "no picture", "message": ""}
        body = f'<div class="none"><b>{escape(error["kind"])}</b><br>{escape(error["message"][:160])}</div>'
    else:
        image = resize(verdict.image, target.shape[:2])
        apart = difference(image, target, gain=AMPLIFIED)
        body = picture(image, f"render of {name}") + picture(apart, f"difference of {name}")
    below = "left out: our renderer failed" if mse is None else f"MSE {mse:.2g}"
    return f'<figure><div class="pair">{body}</div><figcaption>{escape(name)}<span>{below}</span></figcaption></figure>'
