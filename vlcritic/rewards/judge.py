"""Programs × targets → verdicts. The reward, the search, the audit and the command line all call this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from vlcritic.errors import ProgramError, RendererError
from vlcritic.images import fit_within, resize, to_tensor
from vlcritic.languages.base import Language, Renderer
from vlcritic.rendering.cache import Cache
from vlcritic.rewards import records
from vlcritic.rewards.records import Record
from vlcritic.rewards.scrutiny import GATED, embeds_picture, hidden_views, picture_flags
from vlcritic.rewards.terms import EdgeTerm, LpipsTerm, PixelTerm, Term
from vlcritic.rewards.text_terms import TextTerm
from vlcritic.rewards.weights import Weight, weight_at
from vlcritic.types import Image, Verdict

BATCH = 16
"""Pairs scored at once, so that memory does not grow with the number of programs."""

Pair = tuple[str, bytes]
"""A program, and the digest of its target."""


def default_terms() -> dict[Term, Weight]:
    """LPIPS 0.5, pixels 0.3, edges 0.2.

    LPIPS leads because it agrees best with people and still tells two wrong pictures apart; but it forgives colour and small shifts.
    Pixels fix the colours and the last pixel of position, and give nothing to a picture no better than a constant. Edges, blurred, see
    a contour that is near before the pixels overlap.
    """
    return {PixelTerm(): 0.3, EdgeTerm(): 0.2, LpipsTerm(): 0.5}


class Judge:
    """Renders programs and scores them against targets: `judge(programs, targets) -> list[Verdict]`.

    `total` is the weighted mean of the terms where the program renders, and `failure` where it does not or where scrutiny finds that it
    draws nothing (`vlcritic.rewards.scrutiny`). Where our own side failed, twice, it is `None`. Exceptions of a term are not caught.

    Args:
        language: whose programs are judged.
        render: its exact renderer; `None` opens `language.renderer()` on first use, which `close` ends.
        terms: what counts, with weights: numbers of at least 0, or functions of the step (`vlcritic.rewards.weights`), which need not sum
            to 1; `None` means `default_terms()`.
        failure: score of a program that does not render.
        max_side: a target with a longer side is shrunk to it before it is judged, and the program rendered at that size.
        device: where the terms are computed.
        cache: where verdicts are kept and found again; `None` for nowhere. `vlcritic.rendering.cache.open_cache()` is the machine's.
    """

    def __init__(
        self,
        language: Language,
        *,
        render: Renderer | None = None,
        terms: Mapping[Term | TextTerm, Weight] | None = None,
        failure: float = 0.0,
        max_side: int = 256,
        device: str = "cpu",
        cache: Cache | None = None,
    ):
        self.language = language
        self.terms = dict(default_terms() if terms is None else terms)
        self.failure = failure
        self.max_side = max_side
        self.device = device
        self.cache = cache
        self._render = render
        self._owns_render = render is None
        self._prefix: bytes | None = None
        _check_terms(self.terms)

    def __call__(
        self, programs: Sequence[str], targets: Sequence[Image], *, references: Sequence[str] | None = None, step: int = 0
    ) -> list[Verdict]:
        """Judge every program against its own target, a uint8 picture `(H, W, 3)`; sizes may differ.

        Args:
            references: the data's own program of each target, which some text terms need.
            step: of the training, which weights may depend on.
        """
        return self._judge(list(programs), targets, [None] * len(programs), references, step)

    def completions(
        self, completions: Sequence[str], targets: Sequence[Image], *, references: Sequence[str] | None = None, step: int = 0
    ) -> list[Verdict]:
        """Judge the program inside every completion; one that holds none scores `failure`."""
        return self._judge([self._extracted(completion) for completion in completions], targets, completions, references, step)

    def close(self) -> None:
        """End the renderer, if this judge opened it; a later call opens a new one."""
        if self._owns_render and self._render is not None:
            self._render.close()
            self._render = None

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def __getstate__(self) -> dict:
        return self.__dict__ | ({"_render": None} if self._owns_render else {})

    def _judge(self, programs: list[str | ProgramError], targets, completions, references, step: int) -> list[Verdict]:
        if len(programs) != len(targets):
            raise ValueError(f"targets: expected one picture for each of the {len(programs)} programs, got {len(targets)}")
        if references is not None and len(references) != len(programs):
            raise ValueError(f"references: expected one for each of the {len(programs)} programs, got {len(references)}")
        pictures = _Pictures(self.max_side)
        digests = [pictures.add(target) for target in targets]
        pairs = [(program, key) for program, key in zip(programs, digests, strict=True) if isinstance(program, str)]
        found = self._records(list(dict.fromkeys(pairs)), pictures)
        rows = zip(programs, digests, completions, references or [None] * len(programs), strict=True)
        return [
            self._verdict(program, found.get((program, key)), completion, reference, step) for program, key, completion, reference in rows
        ]

    def _extracted(self, completion: str) -> str | ProgramError:
        try:
            return self.language.extract(completion)
        except ProgramError as error:
            return error

    def _records(self, pairs: list[Pair], pictures: _Pictures) -> dict[Pair, Record]:
        """What is known of every pair, from the cache or from the renderer, which is asked twice where our own side fails."""
        keys = self._keys(pairs)
        stored = self.cache.get(list(keys.values())) if keys else {}
        found = {pair: records.unpack(stored[key]) for pair, key in keys.items() if key in stored}
        for _ in range(2):
            waiting = [pair for pair in pairs if pair not in found or found[pair].is_ours]
            if waiting:
                found |= self._judged(waiting, pictures)
        fresh = {key: records.pack(found[pair]) for pair, key in keys.items() if key not in stored and found[pair].is_lasting}
        if fresh:
            self.cache.put(fresh)
        return found

    def _keys(self, pairs: list[Pair]) -> dict[Pair, bytes]:
        """Where each pair is kept; empty where there is no cache, or a renderer that does not say what its pictures depend on."""
        if self.cache is None or not pairs:
            return {}
        if self._prefix is None:
            try:
                version = getattr(self._renderer(), "version", None)
            except RendererError:
                return {}  # which the renderer will say again, of every program
            if version is None:
                return {}
            self._prefix = records.prefix(self.language.name, version, terms=self._picture_terms()) or b""
        return {pair: records.key(self._prefix, *pair) for pair in pairs} if self._prefix else {}

    def _judged(self, pairs: list[Pair], pictures: _Pictures) -> dict[Pair, Record]:
        """Draw and score pairs. A program is drawn once for each size of its targets."""
        drawn = self._drawn(pairs, pictures)
        judged = {pair: _failed(result) for pair, result in drawn.items() if not isinstance(result, list)}
        alive = {pair: result for pair, result in drawn.items() if isinstance(result, list)}
        flags = {(program, key): self._flags(program, result, pictures[key]) for (program, key), result in alive.items()}
        candidates = {pair: result if {"resolution", "time"} & set(flags[pair]) else result[:1] for pair, result in alive.items()}
        scores = self._scored([(pair, picture) for pair, result in candidates.items() for picture in result], pictures)
        for pair, result in alive.items():
            terms = {name: _worst(name, [row[name] for row in scores[pair]]) for name in scores[pair][0]}
            judged[pair] = Record(terms, terms.pop("mse"), flags=flags[pair], image=result[0])
        return judged

    def _drawn(self, pairs: list[Pair], pictures: _Pictures) -> dict[Pair, list[Image] | ProgramError | RendererError]:
        """The pictures of every pair's program on the canvas of its target, and on hidden ones where the renderer can."""
        jobs = {(program, pictures[key].shape[:2]): None for program, key in pairs}
        render = self._renderer()
        if hasattr(render, "views"):
            views = [self._views(program, size) for program, size in jobs]
            results = dict(zip(jobs, render.views([program for program, _ in jobs], views), strict=True))
        else:
            results = {job: [result] if isinstance(result, np.ndarray) else result for job, result in _by_size(render, list(jobs))}
        return {(program, key): results[program, pictures[key].shape[:2]] for program, key in pairs}

    def _views(self, program: str, size: tuple[int, int]) -> list:
        main = (*size, getattr(self._renderer(), "time_s", 0.0))
        return [main, *hidden_views(program, main, uses_time=getattr(self.language, "uses_time", _never)(program))]

    def _flags(self, program: str, drawn: list[Image], target: Image) -> list[str]:
        return picture_flags(drawn, target) + ["embedding"] * embeds_picture(program)

    def _renderer(self) -> Renderer:
        if self._render is None:
            self._render = self.language.renderer()
        return self._render

    def _scored(self, jobs: list[tuple[Pair, Image]], pictures: _Pictures) -> dict[Pair, list[dict[str, float]]]:
        """Terms and `mse` of pictures against the targets of their pairs, at each picture's own size, in batches of one size."""
        scores: dict = {pair: [] for pair, _ in jobs}
        for shape in dict.fromkeys(picture.shape for _, picture in jobs):
            same = [(pair, picture) for pair, picture in jobs if picture.shape == shape]
            for start in range(0, len(same), BATCH):
                batch = same[start : start + BATCH]
                rows = self._terms([picture for _, picture in batch], [resize(pictures[pair[1]], shape[:2]) for pair, _ in batch])
                for (pair, _), row in zip(batch, rows, strict=True):
                    scores[pair].append(row)
        return scores

    def _terms(self, drawn: list[Image], targets: list[Image]) -> list[dict[str, float]]:
        """Terms and `mse` of pairs of one size, scored as a batch."""
        import torch

        from vlcritic.metrics.pixel import mse

        with torch.inference_mode():
            drawn, targets = (to_tensor(side).to(self.device) for side in (drawn, targets))
            columns = {term.__name__: term(drawn, targets).tolist() for term in self._picture_terms()}
            columns["mse"] = mse(drawn, targets).tolist()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def _picture_terms(self) -> list[Term]:
        return [term for term in self.terms if not hasattr(term, "of_text")]

    def _verdict(self, program: str | ProgramError, record: Record | None, completion, reference, step: int) -> Verdict:
        if isinstance(program, ProgramError):
            return Verdict(None, total=self.failure, error=program.as_dict(), mse=1.0)
        seen = {"image": record.image, "flags": record.flags, "from_cache": record.from_cache}
        if record.error is not None:
            return Verdict(program, total=None if record.is_ours else self.failure, error=record.error, mse=record.mse, **seen)
        values = dict(record.terms)
        for term in self.terms:
            if hasattr(term, "of_text"):
                values[term.__name__] = term.of_text(program, completion=completion, reference=reference)
        total = self.failure if GATED & set(record.flags) else self._total(values, step)
        return Verdict(program, {term.__name__: values[term.__name__] for term in self.terms}, total, mse=record.mse, **seen)

    def _total(self, values: dict[str, float], step: int) -> float:
        weights = {term.__name__: weight_at(weight, step) for term, weight in self.terms.items()}
        if not sum(weights.values()) > 0:
            raise ValueError(f"terms: every weight is 0 at step {step}")
        return sum(weight * values[name] for name, weight in weights.items()) / sum(weights.values())


class _Pictures:
    """Targets by digest, fitted to the judge's canvas; one that comes again and again is looked at once."""

    def __init__(self, max_side: int):
        self.max_side = max_side
        self._fitted: dict[bytes, Image] = {}
        self._seen: dict[int, tuple[Image, bytes]] = {}  # the array itself is kept, so that its id stays its own

    def add(self, target: Image) -> bytes:
        if id(target) not in self._seen:
            fitted = fit_within(_picture(target), self.max_side)
            key = records.digest(fitted)
            self._fitted[key] = fitted
            self._seen[id(target)] = target, key
        return self._seen[id(target)][1]

    def __getitem__(self, key: bytes) -> Image:
        return self._fitted[key]


def _by_size(render: Renderer, jobs: list[tuple[str, tuple[int, int]]]):
    """(job, result) of a renderer that draws one canvas at a time."""
    for size in dict.fromkeys(size for _, size in jobs):
        same = [job for job in jobs if job[1] == size]
        yield from zip(same, render([program for program, _ in same], size=size), strict=True)


def _failed(error: ProgramError | RendererError) -> Record:
    is_ours = isinstance(error, RendererError)
    return Record(error=error.as_dict(), mse=None if is_ours else 1.0, is_ours=is_ours)


def _worst(name: str, values: list[float]) -> float:
    return max(values) if name == "mse" else min(values)


def _never(program: str) -> bool:
    return False


def _check_terms(terms: dict) -> None:
    names = [term.__name__ for term in terms]
    if not names or len(set(names)) != len(names) or "mse" in names:
        raise ValueError(f"terms: expected at least one, with different names, none of them 'mse', got {names}")
    numbers = [weight for weight in terms.values() if not callable(weight)]
    if not all(weight > 0 for weight in numbers):
        raise ValueError(f"terms: expected weights above 0, got {numbers}; leave a term out instead")


def _picture(target: Image) -> Image:
    if not isinstance(target, np.ndarray) or target.dtype != np.uint8 or target.ndim != 3 or target.shape[2] != 3:
        got = f"{target.dtype} {target.shape}" if isinstance(target, np.ndarray) else type(target).__name__
        raise TypeError(f"targets: expected uint8 arrays (H, W, 3), got {got}; vlcritic.images.load and from_pil make them")
    return target
