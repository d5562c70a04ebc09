"""Pairs of a program and a target → records: draw on every canvas, look for cheats, score the pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from vlcritic.errors import ProgramError, RendererError
from vlcritic.images import fit_within, resize, to_tensor
from vlcritic.languages.base import Language, Renderer
from vlcritic.rewards import records
from vlcritic.rewards.records import Record
from vlcritic.rewards.scrutiny import UNSTEADY, embeds_picture, hidden_views, picture_flags
from vlcritic.rewards.terms import Term
from vlcritic.types import Image

BATCH = 16
"""Pairs scored at once, so that memory does not grow with the number of programs."""

Pair = tuple[str, bytes]
"""A program, and the digest of its target."""

Drawn = list[Image] | ProgramError | RendererError
"""A program's pictures on the canvas of its target and on the hidden ones, or why there are none."""


class Targets:
    """Target pictures by digest, fitted to a canvas; one that comes again and again is looked at once."""

    def __init__(self, max_side: int):
        self.max_side = max_side
        self._fitted: dict[bytes, Image] = {}
        self._seen: dict[int, tuple[Image, bytes]] = {}  # the array itself is kept, so that its id stays its own

    def add(self, target: Image) -> bytes:
        """The digest of a target. Raises TypeError for what is no picture."""
        if id(target) not in self._seen:
            fitted = fit_within(_picture(target), self.max_side)
            digest = records.digest(fitted)
            self._fitted[digest] = fitted
            self._seen[id(target)] = target, digest
        return self._seen[id(target)][1]

    def __getitem__(self, digest: bytes) -> Image:
        return self._fitted[digest]


def score(
    pairs: Sequence[Pair], targets: Targets, *, language: Language, render: Renderer, terms: Sequence[Term], device: str = "cpu"
) -> dict[Pair, Record]:
    """What the renderer and the terms say of every pair."""
    drawn = _draw(pairs, targets, language=language, render=render)
    alive = {pair: pictures for pair, pictures in drawn.items() if isinstance(pictures, list)}
    flags = {(program, key): _flags(program, pictures, targets[key]) for (program, key), pictures in alive.items()}
    shown = {pair: pictures if UNSTEADY & set(flags[pair]) else pictures[:1] for pair, pictures in alive.items()}
    scores = _score_pictures([(pair, picture) for pair, pictures in shown.items() for picture in pictures], targets, terms, device)
    failed = {pair: _failed(error) for pair, error in drawn.items() if pair not in alive}
    return failed | {pair: _record(scores[pair], flags[pair], pictures[0]) for pair, pictures in alive.items()}


def _draw(pairs: Sequence[Pair], targets: Targets, *, language: Language, render: Renderer) -> dict[Pair, Drawn]:
    """The pictures of every pair. A program is drawn once for each size of its targets; on hidden canvases where the renderer can."""
    jobs = list(dict.fromkeys((program, targets[key].shape[:2]) for program, key in pairs))
    if hasattr(render, "views"):
        views = [_views(program, size, language, render) for program, size in jobs]
        results = dict(zip(jobs, render.views([program for program, _ in jobs], views), strict=True))
    else:
        results = {job: [result] if isinstance(result, np.ndarray) else result for job, result in _by_size(render, jobs)}
    return {(program, key): results[program, targets[key].shape[:2]] for program, key in pairs}


def _views(program: str, size: tuple[int, int], language: Language, render: Renderer) -> list:
    main = (*size, getattr(render, "time_s", 0.0))
    uses_time = hasattr(language, "uses_time") and language.uses_time(program)
    return [main, *hidden_views(program, main, uses_time=uses_time)]


def _by_size(render: Renderer, jobs: list[tuple[str, tuple[int, int]]]) -> Iterable:
    """(job, result) of a renderer that draws one canvas at a time."""
    for size in dict.fromkeys(size for _, size in jobs):
        same = [job for job in jobs if job[1] == size]
        yield from zip(same, render([program for program, _ in same], size=size), strict=True)


def _flags(program: str, pictures: list[Image], target: Image) -> list[str]:
    return picture_flags(pictures, target) + ["embedding"] * embeds_picture(program)


def _score_pictures(jobs: list[tuple[Pair, Image]], targets: Targets, terms: Sequence[Term], device: str) -> dict[Pair, list[dict]]:
    """Terms and `mse` of pictures against the targets of their pairs, each at its own size, in batches of one size."""
    scores: dict = {pair: [] for pair, _ in jobs}
    for shape in dict.fromkeys(picture.shape for _, picture in jobs):
        same = [(pair, picture) for pair, picture in jobs if picture.shape == shape]
        for start in range(0, len(same), BATCH):
            batch = same[start : start + BATCH]
            wanted = [resize(targets[key], shape[:2]) for (_, key), _ in batch]
            rows = _score_batch([picture for _, picture in batch], wanted, terms, device)
            for (pair, _), row in zip(batch, rows, strict=True):
                scores[pair].append(row)
    return scores


def _score_batch(pictures: list[Image], wanted: list[Image], terms: Sequence[Term], device: str) -> list[dict[str, float]]:
    import torch

    from vlcritic.metrics.pixel import mse

    with torch.inference_mode():
        drawn, targets = (to_tensor(side).to(device) for side in (pictures, wanted))
        columns = {term.__name__: term(drawn, targets).tolist() for term in terms}
        columns["mse"] = mse(drawn, targets).tolist()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _record(scores: list[dict[str, float]], flags: list[str], picture: Image) -> Record:
    """The worst of each score over the canvases that count."""
    terms = {name: min(row[name] for row in scores) for name in scores[0] if name != "mse"}
    return Record(terms, max(row["mse"] for row in scores), flags=flags, image=picture)


def _failed(error: ProgramError | RendererError) -> Record:
    is_ours = isinstance(error, RendererError)
    return Record(error=error.as_dict(), mse=None if is_ours else 1.0, is_ours=is_ours)


def _picture(target: Image) -> Image:
    if not isinstance(target, np.ndarray) or target.dtype != np.uint8 or target.ndim != 3 or target.shape[2] != 3:
        got = f"{target.dtype} {target.shape}" if isinstance(target, np.ndarray) else type(target).__name__
        raise TypeError(f"targets: expected uint8 arrays (H, W, 3), got {got}; vlcritic.images.load and from_pil make them")
    return target
