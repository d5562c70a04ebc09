"""Which completions of a batch are shown, and what there is to see of each: target, render, difference."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from vlcritic import images
from vlcritic.training.renders.clusters import label
from vlcritic.types import Image, Verdict

SIDE = 256  # longer side of a picture, at most
GAIN = 3  # differences are shown this many times brighter


@dataclass
class Batch:
    """The latest batch that a reward judged: completions, their targets and verdicts, in order."""

    completions: list[str]
    targets: list[Image]
    verdicts: list[Verdict]

    @classmethod
    def of(cls, reward) -> Batch:
        """What `reward` keeps in `last_completions`, `last_targets` and `last_verdicts`; without the first, programs stand in."""
        verdicts = reward.last_verdicts
        texts = getattr(reward, "last_completions", None) or [verdict.program or "" for verdict in verdicts]
        if not len(texts) == len(reward.last_targets) == len(verdicts):
            got = f"{len(texts)} completions, {len(reward.last_targets)} targets and {len(verdicts)} verdicts"
            raise ValueError(f"reward: expected as many of each, of the latest batch, got {got}")
        return cls(texts, reward.last_targets, verdicts)


class Picture:
    """A picture, and its PNG once somebody asks."""

    def __init__(self, image: Image):
        self.image = image

    @cached_property
    def png(self) -> bytes:
        return images.to_png(self.image, effort=1)  # a third of the time of the default, for files a tenth larger


@dataclass
class Shown:
    """A completion to look at.

    Attributes:
        row: its prompt, counted within the batch.
        place: its place among the completions of the prompt.
        target, render, difference: at the target's size, 256 pixels at most; the latter two `None` where nothing was drawn.
        marks: `"best"`, `"worst"`: what it is among all of the batch that rendered.
    """

    row: int
    place: int
    completion: str
    verdict: Verdict
    target: Picture
    render: Picture | None
    difference: Picture | None
    marks: list[str]

    @property
    def flags(self) -> list[str]:
        """What checks for reward hacking say of it."""
        return self.verdict.flags

    @property
    def is_from_cache(self) -> bool:
        """Whether its render was known already."""
        return self.verdict.from_cache


def shown_of(batch: Batch, *, per_row: int, rows: int) -> list[Shown]:
    """All completions of the first `rows` prompts, the best and the worst that rendered, and one of each cluster of errors; in order."""
    marks = _marks(batch.verdicts)
    targets: dict[tuple, Picture] = {}
    return [
        _shown(batch, index, divmod(index, per_row), marks.get(index, []), targets)
        for index in chosen(batch.verdicts, first=rows * per_row, also=marks)
    ]


def by_row(shown: list[Shown]) -> dict[int, list[Shown]]:
    """The completions of each prompt."""
    rows: dict[int, list[Shown]] = {}
    for each in shown:
        rows.setdefault(each.row, []).append(each)
    return rows


def chosen(verdicts: list[Verdict], *, first: int, also) -> list[int]:
    """Places of the `first` verdicts, of those in `also`, and of the first of each cluster of errors that none of these shows."""
    places = {*range(min(first, len(verdicts))), *also}
    seen = {label(verdicts[index].error) for index in places if verdicts[index].error is not None}
    for index, verdict in enumerate(verdicts):
        if verdict.error is not None and label(verdict.error) not in seen:
            seen.add(label(verdict.error))
            places.add(index)
    return sorted(places)


def _marks(verdicts: list[Verdict]) -> dict[int, list[str]]:
    """The best and the worst that rendered; nothing where they are equal."""
    drawn = [index for index, verdict in enumerate(verdicts) if verdict.is_valid and verdict.total is not None]
    ordered = sorted(drawn, key=lambda index: verdicts[index].total)
    if not ordered or verdicts[ordered[0]].total == verdicts[ordered[-1]].total:
        return {}
    return {ordered[-1]: ["best"], ordered[0]: ["worst"]}


def _shown(batch: Batch, index: int, where: tuple[int, int], marks: list[str], targets: dict[tuple, Picture]) -> Shown:
    target = _target(batch.targets[index], targets)
    image = batch.verdicts[index].image
    render = None if image is None else images.resize(image, target.image.shape[:2])
    apart = None if render is None else images.difference(render, target.image, gain=GAIN)
    pictures = [None if each is None else Picture(each) for each in (render, apart)]
    return Shown(*where, batch.completions[index], batch.verdicts[index], target, *pictures, marks)


def _target(image, known: dict[tuple, Picture]) -> Picture:
    """The target as shown; completions of one target share it."""
    image = images.from_pil(image) if hasattr(image, "convert") else image
    key = (image.shape, image.tobytes())
    if key not in known:
        known[key] = Picture(images.fit_within(image, SIDE))
    return known[key]
