"""Many workers, one batch: every request gets an answer or an error in its own place, in order.

A program that hangs costs its deadline, not its neighbours': while one is overdue, a spare worker takes its place in the queue.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from vlcritic.errors import RenderCrash, RendererError, RenderTimeout, WorkerCrashed
from vlcritic.rendering.worker import Worker, WorkerKilled, WorkerTimeout

Request = tuple[dict, bytes]
Reply = tuple[dict, bytes]
Answer = Reply | RenderTimeout | RenderCrash | RendererError

SPARES = 4
KILLS = 8  # of a renderer at one request by somebody else, before it is given up
PATIENCE_S = 0.25  # most new shaders take 0.02 to 0.1 s, a spare 0.4 s to start
LOOK_S = 0.05  # between two looks at what is overdue


def default_workers() -> int:
    """Workers for this process: cores over ranks of this machine (`LOCAL_WORLD_SIZE`), 1 to 8."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(8, cores // int(os.environ.get("LOCAL_WORLD_SIZE", 1))))


class Pool:
    """Warm workers that answer a batch of requests. One batch at a time: a second caller waits.

    Args:
        make_worker: builds a worker that has not started.
        workers: how many.
        timeout_s: deadline of one request.
        probe: a harmless request; where it too ends a renderer, a crash is ours and not the program's.
        patience_s: a request that runs longer is overdue.
        spares: workers beyond the warm ones, started only while requests are overdue.
    """

    def __init__(
        self,
        make_worker: Callable[[], Worker],
        *,
        workers: int,
        timeout_s: float,
        probe: Request | None = None,
        patience_s: float = PATIENCE_S,
        spares: int = SPARES,
    ):
        if workers < 1 or timeout_s <= 0:
            raise ValueError(f"expected workers ≥ 1 and timeout_s > 0, got {workers} and {timeout_s}")
        self.timeout_s = timeout_s
        self.probe = probe
        self.workers = [make_worker() for _ in range(workers)]
        self.patience_s = patience_s
        self.spares = [make_worker() for _ in range(spares)]
        self._lock = threading.Lock()
        self._batch: _Batch | None = None  # the latest; one that was interrupted may still have requests under way

    def map(self, requests: Sequence[Request]) -> list[Answer]:
        """Answer every request, in order. Nothing is raised for a request's sake: its error stands in its place."""
        with self._alone():
            self._batch = batch = _Batch(self, requests)
            try:
                for worker in self.workers[: len(requests)]:
                    batch.employ(worker)
                while not batch.is_done(wait_s=LOOK_S):
                    if batch.is_held_up():
                        batch.employ(batch.free_spares.pop(), is_spare=True)
            finally:
                batch.drop()
            return batch.answers()

    def hello(self) -> dict:
        """What the first worker's child says of itself. Raises RendererError where it does not start."""
        with self._alone():
            self.workers[0].start()
            return self.workers[0].hello

    def close(self) -> None:
        """End every child; the next batch starts new ones."""
        with self._alone():
            for worker in (*self.workers, *self.spares):
                worker.kill()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Have the workers to oneself, once what an interrupted batch left at them is over: its answers must not reach another."""
        with self._lock:
            while self._batch is not None and not self._batch.is_done(wait_s=LOOK_S):
                pass
            self._batch = None
            yield


class _Batch:
    """Requests under way: a queue, the answers so far, and how long each worker has been at its request."""

    def __init__(self, pool: Pool, requests: Sequence[Request]):
        self.pool = pool
        self.requests = requests
        self.replies: list[Answer | None] = [None] * len(requests)
        self.queue = deque(range(len(requests)))
        self.failures: list[RendererError] = []
        self.defects: list[BaseException] = []  # of ours, in a thread
        self.free_spares = list(pool.spares)
        self.threads: list[threading.Thread] = []
        self.since: dict[Worker, float] = {}  # when the worker took its request
        self.lock = threading.Lock()

    def employ(self, worker: Worker, *, is_spare: bool = False) -> None:
        thread = threading.Thread(target=self._drain, args=(worker, is_spare), daemon=True)
        self.threads.append(thread)
        thread.start()

    def is_done(self, *, wait_s: float) -> bool:
        """Whether every thread has ended; waits for it a little."""
        end = time.monotonic() + wait_s
        for thread in self.threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self.threads)

    def is_held_up(self) -> bool:
        """Whether requests wait while more workers are overdue than spares are at work."""
        with self.lock:
            return bool(self.queue and self.free_spares) and self._overdue() > self._busy_spares()

    def drop(self) -> None:
        """Hand out no more requests."""
        with self.lock:
            self.queue.clear()

    def answers(self) -> list[Answer]:
        """An answer for every request. What went wrong in our own code is raised."""
        if self.defects:
            raise self.defects[0]
        return [self.failures[0] if reply is None else reply for reply in self.replies]

    def _overdue(self) -> int:
        now = time.monotonic()
        return sum(now - since > self.pool.patience_s for since in self.since.values())

    def _busy_spares(self) -> int:
        return len(self.pool.spares) - len(self.free_spares)

    def _drain(self, worker: Worker, is_spare: bool) -> None:
        """Answer requests until none is left; a worker that cannot start leaves the rest to its neighbours."""
        try:
            failure = self._answer_all(worker, is_spare)
            if failure is not None:
                self.failures.append(failure)
        except BaseException as defect:  # a thread must not swallow it: `answers` raises it where somebody sees it
            self.defects.append(defect)
            worker.kill()
        finally:
            with self.lock:
                self.since.pop(worker, None)
                if is_spare:
                    self.free_spares.append(worker)

    def _answer_all(self, worker: Worker, is_spare: bool) -> RendererError | None:
        failure = None
        while self.queue and (failure := _start(worker)) is None:  # or renew it: that is nobody's deadline
            index = self._next(worker, is_spare)
            if index is None:
                return None
            self.replies[index] = answer(worker, self.requests[index], timeout_s=self.pool.timeout_s, probe=self.pool.probe)
            with self.lock:
                del self.since[worker]
        return failure

    def _next(self, worker: Worker, is_spare: bool) -> int | None:
        """The next request's place; `None` for a spare too, once the hold-up is over."""
        with self.lock:
            if not self.queue or (is_spare and self._overdue() < self._busy_spares()):
                return None
            self.since[worker] = time.monotonic()
            return self.queue.popleft()


def answer(worker: Worker, request: Request, *, timeout_s: float, probe: Request | None = None) -> Answer:
    """One answer, or whose fault it is that there is none.

    A crash, and a deadline missed by a child that was kept from working, are tried once more on a fresh child. A second crash is the
    program's fault unless the harmless `probe` ends a renderer too; a second starvation is ours. A child that somebody killed is nobody's
    fault, and does not count, up to `KILLS`.
    """
    kills = starved = crashes = 0
    while True:
        try:
            return worker.request(*request, timeout_s=timeout_s)
        except WorkerTimeout as timeout:
            if not timeout.is_starved:
                return RenderTimeout(f"still running after {timeout_s:g} s; killed. Look for a loop that does not end")
            starved += 1
            if starved > 1:
                return RendererError(f"no CPU time for the renderer within {timeout_s:g} s, twice; is this machine overloaded?")
        except WorkerKilled as kill:
            kills += 1
            if kills > KILLS:
                return WorkerCrashed(f"{kill}, {kills} times, by somebody else; is this machine out of memory?")
        except WorkerCrashed as crash:
            crashes += 1
            if crashes > 1:
                return _whose_crash(worker, crash, probe, timeout_s)
        except RendererError as error:
            return error


def _whose_crash(worker: Worker, crash: WorkerCrashed, probe: Request | None, timeout_s: float) -> RenderCrash | RendererError:
    if probe is not None:
        try:
            worker.request(*probe, timeout_s=timeout_s)
        except (WorkerTimeout, RendererError) as error:
            return WorkerCrashed(f"{crash}; and a harmless program fails as well ({error}): not this program's fault")
    return RenderCrash(f"ended two renderers: {crash}")


def _start(worker: Worker) -> RendererError | None:
    """Start the worker unless it runs, trying twice, or oftener where somebody kills it; what kept it from starting."""
    for attempt in range(KILLS):
        try:
            worker.start()
            return None
        except RendererError as error:
            failure = error
            if attempt > 0 and not isinstance(error, WorkerKilled):
                break
    return failure
