"""Programs × targets → verdicts. The reward, the search, the audit and the command line all call this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from vlcritic.errors import ProgramError, RendererError
from vlcritic.images import fit_within, to_tensor
from vlcritic.languages.base import Language, Renderer
from vlcritic.rewards.terms import EdgeTerm, LpipsTerm, PixelTerm, Term
from vlcritic.types import Image, RenderResult, Verdict

BATCH = 16
"""Pairs scored at once, so that memory does not grow with the number of programs."""


def default_terms() -> dict[Term, float]:
    """LPIPS 0.5, pixels 0.3, edges 0.2.

    LPIPS leads because it agrees best with people and still tells two wrong pictures apart; but it forgives colour and small shifts.
    Pixels fix the colours and the last pixel of position, and give nothing to a picture no better than a constant, so an
    empty canvas keeps only its LPIPS share. Edges, blurred, see a contour that is near before the pixels overlap.
    """
    return {PixelTerm(): 0.3, EdgeTerm(): 0.2, LpipsTerm(): 0.5}


class Judge:
    """Renders programs and scores them against targets: `judge(programs, targets) -> list[Verdict]`.

    `total` is the weighted mean of the terms where the program renders, and `failure` where it does not. Where our own side failed it
    is `None`. Exceptions of a term are not caught.

    Args:
        language: whose programs are judged.
        render: its exact renderer; `None` opens `language.renderer()` on first use, which `close` ends.
        terms: what counts, with weights above 0, which need not sum to 1; `None` means `default_terms()`.
        failure: score of a program that does not render.
        max_side: a target with a longer side is shrunk to it before it is judged, and the program rendered at that size.
        device: where the terms are computed.
    """

    def __init__(
        self,
        language: Language,
        *,
        render: Renderer | None = None,
        terms: Mapping[Term, float] | None = None,
        failure: float = 0.0,
        max_side: int = 256,
        device: str = "cpu",
    ):
        self.language = language
        self.terms = dict(default_terms() if terms is None else terms)
        self.failure = failure
        self.max_side = max_side
        self.device = device
        self._render = render
        self._owns_render = render is None
        _check_terms(self.terms)

    def __call__(self, programs: Sequence[str], targets: Sequence[Image]) -> list[Verdict]:
        """Judge every program against its own target, a uint8 picture `(H, W, 3)`; sizes may differ."""
        return self._judge(list(programs), targets)

    def completions(self, completions: Sequence[str], targets: Sequence[Image]) -> list[Verdict]:
        """Judge the program inside every completion; one that holds none scores `failure`."""
        return self._judge([self._extracted(completion) for completion in completions], targets)

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

    def _judge(self, programs: list[str | ProgramError], targets: Sequence[Image]) -> list[Verdict]:
        if len(programs) != len(targets):
            raise ValueError(f"targets: expected one picture for each of the {len(programs)} programs, got {len(targets)}")
        targets = [fit_within(_picture(target), self.max_side) for target in targets]
        results = self._rendered(programs, [target.shape[:2] for target in targets])
        scores = self._scored(results, targets)
        return [self._verdict(*each) for each in zip(programs, results, scores, strict=True)]

    def _extracted(self, completion: str) -> str | ProgramError:
        try:
            return self.language.extract(completion)
        except ProgramError as error:
            return error

    def _refusal(self, program: str | ProgramError) -> ProgramError | None:
        """The error of a program that need not be rendered."""
        if isinstance(program, ProgramError):
            return program
        try:
            self.language.check(program)
        except ProgramError as error:
            return error

    def _rendered(self, programs: list[str | ProgramError], sizes: list[tuple[int, int]]) -> list[RenderResult]:
        """Every program at its size; the same program at the same size is rendered once."""
        results: dict = {(program, size): self._refusal(program) for program, size in zip(programs, sizes, strict=True)}
        for size in dict.fromkeys(sizes):
            waiting = [program for (program, at), refusal in results.items() if at == size and refusal is None]
            if waiting:
                drawn = self._renderer()(waiting, size=size)
                results.update(zip([(program, size) for program in waiting], drawn, strict=True))
        return [results[key] for key in zip(programs, sizes, strict=True)]

    def _renderer(self) -> Renderer:
        if self._render is None:
            self._render = self.language.renderer()
        return self._render

    def _scored(self, results: list[RenderResult], targets: list[Image]) -> list[dict[str, float] | None]:
        """Terms and `mse` of every render, `None` where there is none; the same pair is scored once."""
        keys = [(id(image), target.shape, target.tobytes()) for image, target in zip(results, targets, strict=True)]
        pairs = {key: pair for key, *pair in zip(keys, results, targets, strict=True) if isinstance(pair[0], np.ndarray)}
        scores: dict = {}
        for shape in dict.fromkeys(target.shape for _, target in pairs.values()):
            same_size = [key for key in pairs if key[1] == shape]
            for start in range(0, len(same_size), BATCH):
                batch = same_size[start : start + BATCH]
                scores.update(zip(batch, self._terms([pairs[key] for key in batch]), strict=True))
        return [scores.get(key) for key in keys]

    def _terms(self, pairs: list[list[Image]]) -> list[dict[str, float]]:
        """Terms and `mse` of pairs of one size, scored as a batch."""
        import torch

        from vlcritic.metrics.pixel import mse

        with torch.inference_mode():
            images, targets = (to_tensor(list(side)).to(self.device) for side in zip(*pairs, strict=True))
            columns = {term.__name__: term(images, targets).tolist() for term in self.terms}
            columns["mse"] = mse(images, targets).tolist()
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def _verdict(self, program: str | ProgramError, result: RenderResult, scores: dict[str, float] | None) -> Verdict:
        source = program if isinstance(program, str) else None
        if isinstance(result, ProgramError):
            return Verdict(source, total=self.failure, error=result.as_dict(), mse=1.0)
        if isinstance(result, RendererError):
            return Verdict(source, error=result.as_dict())
        terms = {name: value for name, value in scores.items() if name != "mse"}
        total = sum(weight * terms[term.__name__] for term, weight in self.terms.items()) / sum(self.terms.values())
        return Verdict(source, terms, total, mse=scores["mse"], image=result)


def _check_terms(terms: dict[Term, float]) -> None:
    names = [term.__name__ for term in terms]
    if not names or len(set(names)) != len(names) or "mse" in names:
        raise ValueError(f"terms: expected at least one, with different names, none of them 'mse', got {names}")
    if not all(weight > 0 for weight in terms.values()):
        raise ValueError(f"terms: expected weights above 0, got {list(terms.values())}; leave a term out instead")


def _picture(target: Image) -> Image:
    if not isinstance(target, np.ndarray) or target.dtype != np.uint8 or target.ndim != 3 or target.shape[2] != 3:
        got = f"{target.dtype} {target.shape}" if isinstance(target, np.ndarray) else type(target).__name__
        raise TypeError(f"targets: expected uint8 arrays (H, W, 3), got {got}; vlcritic.images.load and from_pil make them")
    return target
