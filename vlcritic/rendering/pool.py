"""Many workers, one batch: every request gets an answer or an error in its own place, in order."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence

from vlcritic.errors import RenderCrash, RendererError, RenderTimeout, WorkerCrashed
from vlcritic.rendering.worker import Worker, WorkerTimeout

Reply = tuple[dict, bytes]


def default_workers() -> int:
    """Workers for this process: cores over ranks of this machine (`LOCAL_WORLD_SIZE`), 1 to 8."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, cores // int(os.environ.get("LOCAL_WORLD_SIZE", 1))))


class Pool:
    """Warm workers that answer a batch of requests.

    Args:
        make_worker: builds a worker that has not started.
        workers: how many.
        timeout_s: deadline of one request.
    """

    def __init__(self, make_worker: Callable[[], Worker], *, workers: int, timeout_s: float):
        if workers < 1 or timeout_s <= 0:
            raise ValueError(f"expected workers ≥ 1 and timeout_s > 0, got {workers} and {timeout_s}")
        self.timeout_s = timeout_s
        self.workers = [make_worker() for _ in range(workers)]
        self._lock = threading.Lock()  # one batch at a time: a worker answers one caller

    def map(self, requests: Sequence[tuple[dict, bytes]]) -> list[Reply | RenderTimeout | RenderCrash | RendererError]:
        """Answer every request, in order. Nothing is raised for a request's sake: its error stands in its place."""
        replies: list = [None] * len(requests)
        queue = iter(range(len(requests)))
        take = threading.Lock()

        failures: list[RendererError] = []

        def drain(worker: Worker) -> None:
            failure = _start(worker)
            while failure is None:
                with take:
                    index = next(queue, None)
                if index is None:
                    return
                replies[index] = answer(worker, requests[index], self.timeout_s)
                if isinstance(replies[index], RendererError):
                    failure = _start(worker)  # a worker that cannot start again leaves the rest to its neighbours
            failures.append(failure)

        with self._lock:
            threads = [threading.Thread(target=drain, args=(worker,), daemon=True) for worker in self.workers[: len(requests)]]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return [failures[0] if reply is None else reply for reply in replies]

    def hello(self) -> dict:
        """What the first worker says of itself. Raises RendererError where it does not start."""
        self.workers[0].start()
        return self.workers[0].hello

    def close(self) -> None:
        """End every child; the next batch starts new ones."""
        with self._lock:
            for worker in self.workers:
                worker.kill()


def answer(worker: Worker, request: tuple[dict, bytes], timeout_s: float) -> Reply | RenderTimeout | RenderCrash | RendererError:
    """One answer. A crash is tried once more on a fresh child: twice, and the program is at fault."""
    try:
        try:
            return worker.request(*request, timeout_s=timeout_s)
        except WorkerCrashed:
            return worker.request(*request, timeout_s=timeout_s)
    except WorkerTimeout:
        return RenderTimeout(f"still running after {timeout_s:g} s; killed. Look for a loop that does not end")
    except WorkerCrashed as error:
        return RenderCrash(f"ended two fresh renderers: {error}")
    except RendererError as error:
        return error


def _start(worker: Worker) -> RendererError | None:
    """Start the worker unless it runs, trying twice; what kept it from starting."""
    for _ in range(2):
        try:
            worker.start()
            return None
        except RendererError as error:
            failure = error
    return failure
