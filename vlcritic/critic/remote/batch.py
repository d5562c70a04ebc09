"""The items of one batch, asked for side by side; each answer is kept as it arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from vlcritic.errors import CriticError
from vlcritic.remote.endpoint import Endpoint, Failed, Turn
from vlcritic.remote.replies import NoLogprobs


class Batch:
    """One batch's items, each asked for once: what is known, what failed, and what ended it early."""

    def __init__(self, endpoint: Endpoint, cache, mode, parameters: dict, interrupted: Callable[[], bool]):
        self.endpoint, self.cache, self.mode, self.parameters, self.interrupted = endpoint, cache, mode, parameters, interrupted
        self.kept: dict[bytes, bytes] = {}
        self.failed: dict[bytes, str] = {}
        self.ended_by: Exception | None = None

    async def run(self, turns: dict[bytes, Turn], concurrency: int) -> None:
        """Answer all turns. The first request to an endpoint goes alone: it tells whether there are logprobs, and what a picture costs."""
        self.kept = self.cache.get(list(turns))
        queue = iter([(key, one) for key, one in turns.items() if key not in self.kept])
        missing = len(turns) - len(self.kept)
        if missing:
            async with self.endpoint.client() as client:
                if not self.endpoint.has_answered:
                    await self._work(client, [next(queue)])
                await asyncio.gather(*(self._work(client, queue) for _ in range(min(concurrency, missing))))
        if isinstance(self.ended_by, CriticError) and self.kept:
            raise CriticError(
                f"{self.ended_by} ({len(self.kept)} of {len(turns)} answers are kept in {self.cache.path})"
            ) from self.ended_by
        if self.ended_by:
            raise self.ended_by

    def stopped(self) -> bool:
        """Whether nothing more is to be asked."""
        return self.ended_by is not None or self.interrupted()

    async def _work(self, client, queue) -> None:
        """Ask for one after the other; an error that concerns all ends the batch, once what is on its way has arrived."""
        for key, one in queue:
            if self.stopped():
                return
            try:
                kept = await self.endpoint.ask(client, one, self.parameters, self.mode.keep, self.stopped)
            except Failed as error:
                self.failed[key] = str(error)
            except (CriticError, NoLogprobs) as error:
                self.ended_by = self.ended_by or error
            else:
                self.kept[key] = kept
                await asyncio.to_thread(self.cache.put, {key: kept})
