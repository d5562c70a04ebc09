"""A seat of the Ray pool: one actor with one worker, and a fresh actor after one that died."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from vlcritic.errors import RendererError
from vlcritic.rendering.pool import Answer, Request, answer
from vlcritic.rendering.worker import Worker

STARTS = 2  # of one seat in one batch, in vain


class Seat:
    """A place for one actor, which answers in the order in which it is asked. A fresh one follows one that died."""

    def __init__(self, make_worker: Callable[[], Worker], timeout_s: float, probe: Request | None):
        self.hello: dict = {}
        self.is_ready = False
        self.failures = 0  # starts in vain, one after the other
        self.asked: deque = deque()  # (ref, index of the request)
        self._arguments = make_worker, timeout_s, probe
        self._actor = None

    def open(self) -> None:
        """Ask Ray for an actor, and that for its child. Blocks for as long as the cluster's head is gone."""
        import ray

        # not Ray's own restarts: a seat must see a death to know what was lost, and a killed actor would stay dead
        options = {"num_cpus": 1, "max_restarts": 0, "scheduling_strategy": "SPREAD"}
        self._actor = ray.remote(_Renderer).options(**options).remote(*self._arguments)
        self._start = self._actor.start.remote()

    @property
    def is_wanting(self) -> bool:
        """Whether it has no actor and may have one: it did not fail too often."""
        return self._actor is None and self.failures < STARTS

    @property
    def next(self):
        """The ref of what the actor says next; `None` where it has nothing to say."""
        if self._actor is None:
            return None
        if not self.is_ready:
            return self._start
        return self.asked[0][0] if self.asked else None

    def ask(self, index: int, request: Request) -> None:
        self.asked.append((self._actor.answer.remote(*request), index))

    def take(self, said) -> list[int]:
        """Note what the actor said; the requests that are thereby off its hands. After an error the seat is empty."""
        if isinstance(said, RendererError):
            self.failures += not self.is_ready
            indices = [index for _, index in self.asked]
            self.close()
            return indices
        if not self.is_ready:
            self.is_ready, self.failures, self.hello = True, 0, said
            return []
        return [self.asked.popleft()[1]]

    def close(self) -> None:
        """Kill the actor; Ray kills the children of an actor that it kills."""
        import ray

        actor, self._actor = self._actor, None
        self.is_ready = False
        self.asked.clear()
        if actor is not None and ray.is_initialized():  # Ray ends the actors of a process that is gone
            try:
                ray.kill(actor)
            except ConnectionError:
                pass


class _Renderer:
    """The actor: one worker of its node."""

    def __init__(self, make_worker: Callable[[], Worker], timeout_s: float, probe: Request | None):
        self._worker = make_worker()
        self._options = {"timeout_s": timeout_s, "probe": probe}

    def start(self) -> dict | RendererError:
        try:
            self._worker.start()
        except RendererError as error:
            return error
        return self._worker.hello

    def answer(self, header: dict, payload: bytes) -> Answer:
        return answer(self._worker, (header, payload), **self._options)
