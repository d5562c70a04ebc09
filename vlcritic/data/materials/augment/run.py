"""`augment`: rounds of pairs are asked for side by side, while what came is verified; a killed run pays for nothing twice.

Which materials make pair i depends on the seed and i alone. Answers are on disk before they are verified, verdicts as they fall: a later
run verifies what is left of the answers, and asks only for pairs that have neither enough accepted programs nor enough tries.

Source: VLMaterial (ICLR 2025): pairs, 4 accepted of at most 20 tried, 500 pairs a round.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tqdm import tqdm

from vlcritic.data.materials.augment.completions import Candidate, Completions, choices_of
from vlcritic.data.materials.augment.plan import Plan
from vlcritic.data.materials.augment.prompt import prompt, vocabulary
from vlcritic.data.materials.augment.sources import digest, sieve_of, sources_of, unfitness
from vlcritic.data.materials.augment.verifier import Verifier
from vlcritic.data.materials.store import Stage, read_stage
from vlcritic.data.materials.work import progress_bar
from vlcritic.errors import CriticError, DataError, RendererError
from vlcritic.languages.base import Renderer
from vlcritic.languages.blender.read import read
from vlcritic.remote.endpoint import Endpoint, Failed
from vlcritic.remote.limits import LimitReached
from vlcritic.remote.loops import in_own_loop

GIVE_UP = 8  # requests in a row, each with all its tries, after which the endpoint is taken to be down

log = logging.getLogger("vlcritic.data")


def augment(
    inputs: Sequence[str | Path],
    out: str | Path,
    *,
    endpoint: Endpoint,
    render: Renderer,
    plan: Plan | None = None,
    tokenizer: str | None = None,
    settings: dict | None = None,
    progress: bool = True,
) -> dict:
    """Write a stage of new materials, and return its summary. Its `ended` says by what: `count`, `pairs`, or `limit` of money or requests.

    Args:
        inputs: folders of finished stages with pictures, drawn as `render` draws.
        out: a new folder, or one of the same materials, plan, model and settings, which is continued.
        endpoint: the language model, with the limits of all runs of this folder. On this machine it may go without a key.
        tokenizer: folder or Hub id of the model that will learn from them, as for `filter`.
        settings: what the pictures depend on, such as size and samples.

    Raises:
        DataError: the folders are not what they must be, or a whole round gave nothing new.
        CriticError: the endpoint cannot be used, or does not answer any more; what came is kept.
        RendererError: nothing is drawn any more; what came is kept.
    """
    plan = plan or Plan()
    sources, pictures = sources_of(inputs)
    _no_key_for_ourselves(endpoint)
    pinned = {name: getattr(plan, name) for name in ("per_pair", "tries", "temperature", "max_tokens", "options", "seed")}
    drawn_from = digest([[record["id"], record["program"]] for record in sources])
    named = {"stage": "augment", "sources": drawn_from, "model": endpoint.model, "tokenizer": tokenizer} | pinned | (settings or {})
    with Stage(out, named) as stage, Completions(stage.folder, f"l{digest(stage.settings)}") as completions:
        endpoint.ledger.requests, endpoint.ledger.spent = completions.requests, completions.spent
        run = _Run(plan, endpoint, sources, stage, completions)
        verifier = Verifier(stage, sieve_of(sources, pictures, stage), render, unfitness(sources, tokenizer), run.is_enough)
        with progress_bar(plan.count or plan.pairs * plan.per_pair, "material", progress, done=stage.tally["accepted"]) as bar:
            try:
                in_own_loop(lambda stopped: run.go(verifier, bar, stopped))
            finally:
                completions.close_account(requests=endpoint.ledger.requests, spent=endpoint.ledger.spent)
        return stage.finish(**run.account())


@dataclass
class _Pair:
    """How far a pair is."""

    index: int
    parents: list[dict]
    waiting: list[Candidate] = field(default_factory=list)
    tried: int = 0
    accepted: int = 0
    is_given_up: bool = False  # for this run


class _Run:
    def __init__(self, plan: Plan, endpoint: Endpoint, sources: Sequence[dict], stage: Stage, completions: Completions):
        self.plan, self.endpoint, self.sources, self.stage, self.completions = plan, endpoint, sources, stage, completions
        self.n, self.unanswered, self.in_a_row = plan.n, 0, 0
        self.ended_by: Exception | None = None
        self.words = vocabulary(read(record["program"]) for record in sources)
        self.accepted_before = {record["id"] for record in read_stage(stage.folder, is_finished=False)}
        self.asked: set[int] = set(completions.places)

    async def go(self, verifier: Verifier, bar: tqdm, interrupted: Callable[[], bool]) -> None:
        """All rounds."""
        self.verifier, self.bar, self.interrupted, self.first = verifier, bar, interrupted, asyncio.Lock()
        async with self.endpoint.client() as self.client:
            verifying = asyncio.create_task(self.verifier.work())
            try:
                for start in itertools.count(0, self.plan.pairs):
                    await self._round(range(start, start + self.plan.pairs))
                    if self.plan.count is None or self.is_enough() or self.is_stopped():
                        break
            finally:
                verifying.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await verifying
        if isinstance(self.ended_by, CriticError) and not isinstance(self.ended_by, LimitReached):
            raise self._with_advice(self.ended_by) from self.ended_by
        if self.ended_by and not isinstance(self.ended_by, LimitReached):
            raise self.ended_by

    def is_enough(self) -> bool:
        """Whether nothing more is wanted, verdicts neither."""
        return self.interrupted() or (self.plan.count is not None and self.stage.tally["accepted"] >= self.plan.count)

    def is_stopped(self) -> bool:
        """Whether nothing more is to be asked."""
        return self.ended_by is not None or self.is_enough()

    def account(self) -> dict:
        """What the summary says beside counts."""
        ended = "limit" if self.ended_by else "pairs" if self.plan.count is None else "count"
        return {
            "ended": ended,
            "pairs": len(self.asked),
            "completions": self.completions.count,
            "requests": self.endpoint.ledger.requests,
            "spent": round(self.endpoint.ledger.spent, 6),
            "unanswered": self.unanswered,
            "faults": dict(sorted(self.endpoint.faults.items())),
            "not_drawn": self.verifier.ours,
        } | ({"limit": str(self.ended_by)} if self.ended_by else {})

    async def _round(self, indices: range) -> None:
        pairs = [self._pair(index) for index in indices]
        queue = iter(pairs)
        await asyncio.gather(*(self._work(queue) for _ in range(min(self.plan.concurrency, len(pairs)))))
        if not self.is_stopped() and not any(pair.accepted or pair.is_given_up for pair in pairs):
            tally, path = dict(self.stage.tally), self.completions.path
            raise DataError(f"{len(pairs)} pairs gave nothing new ({tally}); look at {path}, and ask another model")

    def _pair(self, index: int) -> _Pair:
        """A pair as earlier runs left it."""
        pair = _Pair(index, [self.sources[place] for place in self.plan.pair(index, len(self.sources))])
        for candidate in self.completions.candidates(index):
            if candidate.id in self.stage.done:
                pair.tried += 1
                pair.accepted += candidate.id in self.accepted_before
            else:
                pair.waiting.append(candidate)
        return pair

    async def _work(self, queue: Iterator[_Pair]) -> None:
        """One pair after the other."""
        for pair in queue:
            try:
                await self._fill(pair)
            except (RendererError, OSError) as error:  # what is on its way is still kept
                self.ended_by = self.ended_by or error
                return

    async def _fill(self, pair: _Pair) -> None:
        """Ask and verify until the pair has given what it can."""
        while not self.is_enough() and not self._is_done(pair):
            if not pair.waiting:
                if self.is_stopped():
                    return
                pair.waiting = await self._ask(pair)
            await self._verify(pair)

    def _is_done(self, pair: _Pair) -> bool:
        return pair.is_given_up or pair.accepted >= self.plan.per_pair or pair.tried >= self.plan.tries

    async def _verify(self, pair: _Pair) -> None:
        """As many candidates as may still be accepted."""
        room = min(self.plan.per_pair - pair.accepted, self.plan.tries - pair.tried)
        batch, pair.waiting = pair.waiting[:room], pair.waiting[room:]
        if batch:
            accepted = await self.verifier.verify(batch, [record["id"] for record in pair.parents])
            pair.tried += len(batch)
            pair.accepted += accepted
            self.bar.update(accepted)
            self.bar.set_postfix_str(f"{self.stage.tally.total()} tried, ${self.endpoint.ledger.spent:.2f}", refresh=False)

    async def _ask(self, pair: _Pair) -> list[Candidate]:
        """New candidates; none where the request failed or nothing more may be asked."""
        try:
            choices = json.loads(await self._send(pair))
        except Failed as error:
            self._failed(pair, error)
            return []
        except CriticError as error:
            if self.n > 1 and getattr(error.__cause__, "status_code", None) in (400, 422):  # some take no `n`
                log.warning("%s; asking for one completion at a time", error)
                self.n = 1
            else:
                self.ended_by = self.ended_by or error
            return []
        self.in_a_row = 0
        self.asked.add(pair.index)
        ledger = self.endpoint.ledger
        return await asyncio.to_thread(self.completions.add, pair.index, choices, requests=ledger.requests, spent=ledger.spent)

    async def _send(self, pair: _Pair) -> bytes:
        """The answer's choices. While the endpoint has not answered yet, one request goes alone: it tells what is wrong."""
        async with self.first:
            if not self.endpoint.has_answered:
                return await self._request(pair)
        return await self._request(pair)

    async def _request(self, pair: _Pair) -> bytes:
        turn = prompt(self.words, *(record["program"] for record in pair.parents))
        n = min(self.n, self.plan.per_pair - pair.accepted, self.plan.tries - pair.tried)
        keep = partial(choices_of, n=n)
        return await self.endpoint.ask(self.client, turn, self.plan.parameters(n), keep, self.is_stopped)

    def _failed(self, pair: _Pair, error: Failed) -> None:
        if self.is_stopped():
            return
        pair.is_given_up = True
        self.unanswered += 1
        self.in_a_row += 1
        if self.in_a_row >= GIVE_UP:
            self.ended_by = CriticError(f"{self.endpoint.base_url}: {self.in_a_row} requests in a row were not answered; the last: {error}")

    def _with_advice(self, error: Exception) -> CriticError:
        kept = f"{self.stage.tally['accepted']} materials and {sum(map(len, self.completions.places.values()))} answers"
        return CriticError(f"{error} ({kept} are kept in {self.stage.folder}; the same command goes on from there)")


def _no_key_for_ourselves(endpoint: Endpoint) -> None:
    """A server on this machine need not ask for a key; the client library wants some word."""
    host = urlsplit(endpoint.base_url).hostname or ""
    has_key = endpoint.api_key or os.environ.get("OPENAI_API_KEY", "").strip()
    if not has_key and (host in ("localhost", "::1") or host.startswith("127.")):
        endpoint.api_key = "none"
