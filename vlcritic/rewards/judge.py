"""Programs × targets → verdicts. The reward, the search, the audit and the command line all call this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vlcritic.errors import ProgramError, RendererError
from vlcritic.languages.base import Language, Renderer
from vlcritic.rendering.cache import Cache
from vlcritic.rewards import records
from vlcritic.rewards.records import Record
from vlcritic.rewards.scoring import Pair, Targets, score
from vlcritic.rewards.scrutiny import GATED
from vlcritic.rewards.style_terms import StyleTerm
from vlcritic.rewards.terms import EdgeTerm, LpipsTerm, PixelTerm, Term
from vlcritic.rewards.text_terms import TextTerm
from vlcritic.rewards.weights import Weight, weight_at
from vlcritic.types import Image, Verdict


def default_terms(language: str = "glsl") -> dict[Term, Weight]:
    """LPIPS 0.5, pixels 0.3, edges 0.2; of materials LPIPS 0.5, style 0.3, pixels 0.2.

    LPIPS leads because it agrees best with people and still tells two wrong pictures apart; but it forgives colour and small shifts.
    Pixels fix the colours and the last pixel of position, and give nothing to a picture no better than a constant. Edges, blurred, see
    a contour that is near before the pixels overlap. A material's details may lie anywhere, so its style counts in place of its edges, by
    the network that LPIPS has loaded anyway.
    """
    if language == "blender":
        return {PixelTerm(): 0.2, LpipsTerm(): 0.5, StyleTerm("alex", scale=3.5): 0.3}
    return {PixelTerm(): 0.3, EdgeTerm(): 0.2, LpipsTerm(): 0.5}


class Judge:
    """Renders programs and scores them against targets: `judge(programs, targets) -> list[Verdict]`.

    `total` is the weighted mean of the terms where the program renders, and `failure` where it does not or where scrutiny finds that it
    draws nothing (`vlcritic.rewards.scrutiny`). Where our own side failed, twice, it is `None`. Exceptions of a term are not caught.

    Args:
        language: whose programs are judged.
        render: its exact renderer; `None` opens `language.renderer()` on first use, which `close` ends.
        terms: what counts, with weights: numbers of at least 0, or functions of the step (`vlcritic.rewards.weights`), which need not sum
            to 1; `None` means the language's `default_terms`.
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
        self.terms = dict(default_terms(language.name) if terms is None else terms)
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
        pictures = Targets(self.max_side)
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

    def _records(self, pairs: list[Pair], targets: Targets) -> dict[Pair, Record]:
        """What is known of every pair, from the cache or from the renderer, which is asked twice where our own side fails."""
        keys = self._keys(pairs)
        stored = self.cache.get(list(keys.values())) if keys else {}
        found = {pair: records.unpack(stored[key]) for pair, key in keys.items() if key in stored}
        for _ in range(2):
            waiting = [pair for pair in pairs if pair not in found or found[pair].is_ours]
            if waiting:
                found |= score(
                    waiting,
                    targets,
                    language=self.language,
                    render=self._renderer(),
                    terms=self._picture_terms(),
                    device=self.device,
                )
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

    def _renderer(self) -> Renderer:
        if self._render is None:
            self._render = self.language.renderer()
        return self._render

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


def _check_terms(terms: dict) -> None:
    names = [term.__name__ for term in terms]
    if not names or len(set(names)) != len(names) or "mse" in names:
        raise ValueError(f"terms: expected at least one, with different names, none of them 'mse', got {names}")
    numbers = [weight for weight in terms.values() if not callable(weight)]
    if not all(weight > 0 for weight in numbers):
        raise ValueError(f"terms: expected weights above 0, got {numbers}; leave a term out instead")
