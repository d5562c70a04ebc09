"""`RemoteCritic`: asks a vision-language model behind an OpenAI-compatible endpoint whether something holds of pictures."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from vlcritic.critic.remote.batch import Batch
from vlcritic.critic.remote.readings import LogprobsMode, ScoreMode
from vlcritic.critic.remote.turns import as_views, turn
from vlcritic.remote.endpoint import Endpoint
from vlcritic.remote.limits import Ledger, Pace
from vlcritic.remote.loops import in_own_loop
from vlcritic.remote.replies import NoLogprobs
from vlcritic.rendering.cache import Cache, default_path

CLOSER = "Is picture A closer to the target than picture B?"
SAME = "Do picture A and picture B show the same?"

log = logging.getLogger("vlcritic.critic")


class RemoteCritic:
    """Log-odds of yes, in nats, for each item of a batch; `None` where the endpoint gave no answer. No gradient.

    Works in plain code and inside a running event loop (Jupyter): each batch runs in a loop and thread of its own. Every answer is kept
    on disk as it arrives, so that a run which was killed, or stopped by an error, pays only for what is missing. Picklable; limits and
    money are counted per process.

    Args:
        model: as the endpoint calls it.
        base_url: such as `http://localhost:8000/v1`; by default `$OPENAI_BASE_URL`, else OpenAI itself.
        api_key: by default `$OPENAI_API_KEY`, which, unlike an argument, is not pickled.
        mode: `"logprobs"` asks for one word and its probabilities; where the endpoint gives none, the critic says so once in the log and
            goes on in `"score"`, which asks for a number.
        scale: lowest and highest number of that: `(0, 100)`, `(1, 10)`.
        concurrency: requests of one batch under way at once.
        timeout_s: for one request.
        tries: how often an item is asked for at most; `backoff_s` before the second, doubled each time. `Retry-After` is heeded by all.
        max_wait_s: a longer `Retry-After` is a CriticError.
        requests_per_minute, tokens_per_minute: pace; by default none.
        prices: US dollars for a million prompt tokens and a million completion tokens.
        max_cost: US dollars that this critic may spend. Costs are foreseen from the largest so far, so only the first request can pass it.
        cache: a `Cache`, a file, or by default `answers.sqlite` beside the machine's cache of verdicts; in memory where
            `VLCRITIC_CACHE` is `off`.
        top_logprobs: candidates of the first token; 20 is what OpenAI and vLLM allow.
        options: parameters of the request to add or change, or with `None` to leave out:
            `{"max_tokens": None, "max_completion_tokens": 16}`.

    Attributes:
        mode: the one in use.
        failures: of the latest batch, why an item has no answer; `None` where it has one.
        spent: US dollars so far.

    Raises:
        CriticError: on a call; the endpoint cannot be used at all, or `max_cost` would be passed. What was answered is kept.
        ImportError: on a call; openai is not installed.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        mode: str = "logprobs",
        scale: tuple[int, int] = (0, 100),
        concurrency: int = 8,
        timeout_s: float = 60.0,
        tries: int = 6,
        backoff_s: float = 1.0,
        max_wait_s: float = 120.0,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        prices: tuple[float, float] | None = None,
        max_cost: float | None = None,
        cache: Cache | str | Path | None = None,
        top_logprobs: int = 20,
        options: dict | None = None,
    ):
        self._settings = {name: value for name, value in locals().items() if name != "self"}
        _check(mode, scale, concurrency, tries, prices, max_cost)
        self._modes = {"logprobs": LogprobsMode(top_logprobs), "score": ScoreMode(scale)}
        self.mode = mode
        self.concurrency = concurrency
        self.options = options or {}
        self.failures: list[str | None] = []
        self._cache = _open(cache)
        self._endpoint = Endpoint(
            model, base_url, api_key, timeout_s=timeout_s, tries=tries, backoff_s=backoff_s, max_wait_s=max_wait_s,
            requests=Pace(requests_per_minute), tokens=Pace(tokens_per_minute), ledger=Ledger(prices or (0.0, 0.0), max_cost),
        )  # fmt: skip

    @property
    def spent(self) -> float:
        """US dollars so far."""
        return self._endpoint.ledger.spent

    def __call__(self, images, question: str | Sequence[str]) -> list[float | None]:
        """Ask whether the answer to a question on pictures is yes.

        Args:
            images: a float tensor `(B, 3, H, W)` or, several views in one turn, `(B, V, 3, H, W)`, in [0, 1], sRGB; or for each item a
                uint8 picture `(H, W, 3)` or several.
            question: one for all, or one for each.

        Returns:
            log-odds of yes, in nats.
        """
        items = as_views(images)
        questions = [question] * len(items) if isinstance(question, str) else list(question)
        if len(questions) != len(items):
            raise ValueError(f"question: expected one, or one for each of {len(items)} items, got {len(questions)}")
        return self._ask([[*views, text] for views, text in zip(items, questions, strict=True)])

    def compare(self, targets, firsts, seconds, *, question: str = CLOSER) -> list[float | None]:
        """Log-odds, in nats, that the first picture is closer to its target than the second: asked in both orders and averaged.

        The average takes out what the model thinks of a place: its answer changes sign when the two are swapped, and equal pictures give 0.
        `None` where either order has no answer. `vlcritic.critic.tournament` plays over it:

            strengths = tournament([8] * groups, lambda pairs: critic.compare(
                [targets[g] for g, _, _ in pairs], [renders[g][i] for g, i, _ in pairs], [renders[g][j] for g, _, j in pairs]))

        Args:
            targets, firsts, seconds: as `images`; a target may also be a text.
            question: on "the target", "picture A" and "picture B"; yes must speak for A.
        """
        targets = [[one] if isinstance(one, str) else as_views([one])[0] for one in targets] if _has_texts(targets) else as_views(targets)
        firsts, seconds = as_views(firsts), as_views(seconds)
        if not len(targets) == len(firsts) == len(seconds):
            raise ValueError(f"expected as many targets, firsts and seconds, got {len(targets)}, {len(firsts)} and {len(seconds)}")
        prefixes = [["Target:", *target] for target in targets]
        return [None if None in pair else (pair[0] - pair[1]) / 2 for pair in self._in_both_orders(prefixes, firsts, seconds, question)]

    def same(self, images, targets, *, question: str = SAME) -> list[float | None]:
        """Log-odds, in nats, that two pictures show the same: asked in both orders and averaged; `None` where either has no answer.

        Args:
            images, targets: as `images`.
            question: on "picture A" and "picture B".
        """
        images, targets = as_views(images), as_views(targets)
        if len(images) != len(targets):
            raise ValueError(f"expected as many images as targets, got {len(images)} and {len(targets)}")
        pairs = self._in_both_orders([[]] * len(images), images, targets, question)
        return [None if None in pair else (pair[0] + pair[1]) / 2 for pair in pairs]

    def __getstate__(self) -> dict:
        return {"settings": self._settings, "mode": self.mode, "spent": self.spent}

    def __setstate__(self, state: dict) -> None:
        self.__init__(**state["settings"])
        self.mode = state["mode"]
        self._endpoint.ledger.spent = state["spent"]

    def _in_both_orders(self, prefixes: list[list], firsts: list[list], seconds: list[list], question: str) -> list[tuple]:
        """Two answers for each item: the first picture as A and the second as B, and swapped."""
        answers = self._ask(
            [
                [*prefix, "Picture A:", *one, "Picture B:", *other, question]
                for prefix, first, second in zip(prefixes, firsts, seconds, strict=True)
                for one, other in ((first, second), (second, first))
            ]
        )
        return list(zip(answers[::2], answers[1::2], strict=True))

    def _ask(self, items: list[list]) -> list[float | None]:
        """Answers to turns of pictures and texts, from a loop in a thread of its own."""
        if not items:
            return []
        answers, self.failures = in_own_loop(lambda stopped: self._answer(items, stopped))
        failed = [why for why in self.failures if why]
        if failed:
            log.warning("%s: %d of %d items have no answer; the first: %s", self._endpoint.base_url, len(failed), len(items), failed[0])
        return answers

    async def _answer(self, items: list[list], stopped: Callable[[], bool]) -> tuple[list[float | None], list[str | None]]:
        if self.mode == "score":
            return await self._answer_in(self._modes["score"], items, stopped)
        known = self._cache.get([self._key("no logprobs")])
        reason = "it said so before" if known else None
        if not known:
            try:
                return await self._answer_in(self._modes["logprobs"], items, stopped)
            except NoLogprobs as error:
                reason = str(error)
        log.warning("%s: model %r gives no logprobs (%s); asking for scores", self._endpoint.base_url, self._endpoint.model, reason)
        answers, failures = await self._answer_in(self._modes["score"], items, stopped)
        if any(answer is not None for answer in answers):  # else the fault was another, and logprobs are tried again
            self.mode = "score"
            self._cache.put({self._key("no logprobs"): reason.encode()})
        return answers, failures

    async def _answer_in(self, mode: LogprobsMode | ScoreMode, items: list[list], stopped: Callable[[], bool]):
        parameters = {name: value for name, value in (mode.parameters | self.options).items() if value is not None}
        turns = [turn(*parts[:-1], f"{parts[-1]}\n{mode.instruction}") for parts in items]
        keys = [self._key(parameters, one.content) for one in turns]
        batch = Batch(self._endpoint, self._cache, mode, parameters, stopped)
        await batch.run(dict(zip(keys, turns, strict=True)), self.concurrency)
        answers = [mode.read(batch.kept[key]) if key in batch.kept else None for key in keys]
        return answers, [batch.failed.get(key) for key in keys]

    def _key(self, *what) -> bytes:
        """What an answer depends on."""
        return hashlib.sha256(json.dumps([self._endpoint.base_url, self._endpoint.model, *what], sort_keys=True).encode()).digest()


class _Memory:
    """A cache that goes with the process."""

    path = "memory"

    def __init__(self):
        self.entries: dict[bytes, bytes] = {}

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        return {key: self.entries[key] for key in keys if key in self.entries}

    def put(self, entries: dict[bytes, bytes]) -> None:
        self.entries |= entries


def _open(cache: Cache | str | Path | None) -> Cache | _Memory:
    if cache is None:
        path = default_path()
        return _Memory() if path is None else Cache(path.with_name("answers.sqlite"))
    return Cache(cache) if isinstance(cache, str | Path) else cache


def _has_texts(targets) -> bool:
    return not hasattr(targets, "detach") and any(isinstance(one, str) for one in targets)


def _check(mode, scale, concurrency, tries, prices, max_cost) -> None:
    if mode not in ("logprobs", "score"):
        raise ValueError(f"mode: expected 'logprobs' or 'score', got {mode!r}")
    if not scale[0] < scale[1]:
        raise ValueError(f"scale: expected the lowest and the highest number, got {scale}")
    if concurrency < 1 or tries < 1:
        raise ValueError(f"concurrency and tries: expected 1 or more, got {concurrency} and {tries}")
    if max_cost is not None and prices is None:
        raise ValueError("max_cost: needs prices=(dollars per million prompt tokens, per million completion tokens)")
