"""Candidates → records: read, checked, brought to canonical form, drawn and sifted, in batches, one batch at a time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from vlcritic.data.materials.analyze import examine
from vlcritic.data.materials.augment.completions import Candidate
from vlcritic.data.materials.drawing import draw
from vlcritic.data.materials.sift import Sieve
from vlcritic.data.materials.store import Stage
from vlcritic.data.materials.work import BATCH
from vlcritic.languages.base import Renderer
from vlcritic.languages.blender.read import read
from vlcritic.types import Image

OURS = "renderer"  # drawing's word for what is not the program's fault: it is no verdict, and a later run asks again


@dataclass(frozen=True)
class Submission:
    """Candidates of one pair, the ids of the pair, and where the verdicts go: how many were accepted."""

    candidates: list[Candidate]
    parents: list[str]
    verdict: asyncio.Future


class Verifier:
    """What is submitted from many tasks is verified together; each waits for its own verdict.

    Args:
        unfit: why a canonical program is none of this collection, `""` where it may be.
        is_enough: whether no more are wanted; what has not been verified then stays as it is.

    Attributes:
        ours: how many could not be drawn for reasons of ours, in this run.
    """

    def __init__(self, stage: Stage, sieve: Sieve, render: Renderer, unfit: Callable[[str], str], is_enough: Callable[[], bool]):
        self._stage, self._sieve, self._render, self._unfit, self._is_enough = stage, sieve, render, unfit, is_enough
        self._waiting: asyncio.Queue[Submission] = asyncio.Queue()
        self._fault: Exception | None = None
        self.ours = 0

    async def verify(self, candidates: list[Candidate], parents: list[str]) -> int:
        """How many of them were accepted. Raises what ended the verifier: RendererError, OSError."""
        if self._fault is not None:
            raise self._fault
        submission = Submission(candidates, parents, asyncio.get_running_loop().create_future())
        self._waiting.put_nowait(submission)
        return await submission.verdict

    async def work(self) -> None:
        """Verify what comes, until cancelled."""
        while True:
            batch = [await self._waiting.get()]
            while not self._waiting.empty() and sum(len(one.candidates) for one in batch) < BATCH:
                batch.append(self._waiting.get_nowait())
            try:
                if self._fault is None:
                    accepted = await asyncio.to_thread(self._judge, batch)
            except Exception as error:  # the tasks that wait must learn of it, whatever it is: they raise it
                self._fault = error
            for place, submission in enumerate(batch):
                if self._fault is not None:
                    submission.verdict.set_exception(self._fault)
                else:
                    submission.verdict.set_result(accepted[place])

    def _judge(self, batch: list[Submission]) -> list[int]:
        """How many of each submission are accepted; every verdict is in the stage."""
        if self._is_enough():
            return [0] * len(batch)
        examined = {one.id: self._examine(one) for submission in batch for one in submission.candidates}
        places = {identity: program for identity, (program, reason) in examined.items() if not reason}
        pictures = dict(zip(places, draw(self._render, list(places.values())), strict=True))
        tally: Counter[int] = Counter()
        for place, submission in enumerate(batch):
            for candidate in submission.candidates:
                if self._is_enough():
                    break
                tally[place] += self._record(candidate, submission.parents, *examined[candidate.id], pictures.get(candidate.id))
        return [tally[place] for place in range(len(batch))]

    def _examine(self, candidate: Candidate) -> tuple[str, str]:
        """The canonical program, and why it need not be drawn."""
        if candidate.fault:
            return "", candidate.fault
        program, reason = examine(candidate.program)
        reason = reason or self._unfit(program)
        if not reason and self._sieve.is_known(read(program)):
            reason = "duplicate graph"
        return program, reason

    def _record(self, candidate: Candidate, parents: list[str], program: str, reason: str, picture: Image | str | None) -> bool:
        """Whether it is accepted."""
        if not reason:
            if isinstance(picture, str) and picture == OURS:
                self.ours += 1
                return False
            reason = self._sieve.sift(candidate.id, read(program), picture)
        record = {"id": candidate.id, "program": program or candidate.program, "origin": parents, "rejected": reason}
        self._stage.add(record, None if reason or isinstance(picture, str) else picture)
        return not reason
