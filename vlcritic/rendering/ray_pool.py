"""The pool over more than one machine, on Ray: each actor holds one worker, on whatever node Ray gives it.

Every node needs vlcritic with the language's extra, in the Python that Ray runs there, and a client the same versions of Python and Ray.
A `runtime_env` is the user's business, through Ray's own settings. Programs and pixels travel as bytes.

A process knows one Ray (`ray_connection.py`); what one actor was asked, and who follows it when it dies, is `ray_seat.py`.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from vlcritic.errors import RendererError, missing_extra
from vlcritic.rendering.pool import PATIENCE_S, SPARES, Answer, Pool, Request, default_workers
from vlcritic.rendering.ray_connection import CONNECTION, LOCAL, check_address, name
from vlcritic.rendering.ray_seat import STARTS, Seat
from vlcritic.rendering.worker import Worker

DEPTH = 2  # requests outstanding at an actor: one that it renders, one that is on its way
RESUBMITS = 3
SILENCE_S = 120.0  # without any sign of any actor, deadlines aside: a child may take 60 s to start, twice
POLL_S = 10.0


def open_pool(
    renderers: str | None,
    make_worker: Callable[[], Worker],
    *,
    workers: int | None,
    timeout_s: float,
    probe: Request | None = None,
    patience_s: float = PATIENCE_S,
    spares: int = SPARES,
) -> Pool | RayPool:
    """The pool that `renderers` names.

    Args:
        renderers: `None` or "local" for child processes of this one, "ray" for a Ray of this machine, "ray://host:port" for a cluster
            through Ray Client, "ray:auto" or "ray:host:port" for the cluster to which this machine belongs.
        make_worker: builds a worker that has not started.
        workers: how many; `None`: one per core, at most 8, or of a cluster one per CPU.
        timeout_s: deadline of one request.
        probe: a harmless request, as for `Pool`.
        patience_s, spares: as for `Pool`; a cluster has no spares.
    """
    if renderers in LOCAL:
        own = {"workers": workers or default_workers(), "patience_s": patience_s, "spares": spares}
        return Pool(make_worker, timeout_s=timeout_s, probe=probe, **own)
    if renderers != "ray" and not renderers.startswith("ray:"):
        raise ValueError(f"renderers: expected 'local', 'ray', 'ray://host:port' or 'ray:auto', got {renderers!r}")
    address = renderers if renderers.startswith("ray://") else renderers.removeprefix("ray").removeprefix(":") or None
    return RayPool(make_worker, workers=workers, timeout_s=timeout_s, probe=probe, address=address)


class RayPool:
    """Warm workers on the nodes of a Ray cluster that answer a batch of requests, as `Pool` does.

    Args:
        make_worker: builds a worker that has not started; travels to the nodes by pickle.
        workers: actors in all; `None`: one per CPU of the cluster, shared out over the ranks of the training (`WORLD_SIZE`).
        timeout_s: deadline of one request.
        probe: a harmless request, as for `Pool`.
        address: `None` or "local" for a Ray of this machine alone, "ray://host:port", "auto" or "host:port" for a cluster.
    """

    def __init__(
        self,
        make_worker: Callable[[], Worker],
        *,
        workers: int | None = None,
        timeout_s: float,
        probe: Request | None = None,
        address: str | None = None,
    ):
        if find_spec("ray") is None:
            raise missing_extra("ray", "ray")
        if (workers is not None and workers < 1) or timeout_s <= 0:
            raise ValueError(f"expected workers ≥ 1 and timeout_s > 0, got {workers} and {timeout_s}")
        check_address(address)
        self.make_worker = make_worker
        self.workers = workers
        self.timeout_s = timeout_s
        self.probe = probe
        self.address = address
        self._seats: list[Seat] = []
        self._lock = threading.Lock()  # one batch at a time, as in Pool

    def map(self, requests: Sequence[Request]) -> list[Answer]:
        """Answer every request, in order. Nothing is raised for a request's sake: its error stands in its place."""
        with self._lock:
            batch = _Batch(requests)
            try:
                self._serve(batch)
            except RendererError as error:  # of the cluster, not of a request: what has no answer yet gets none
                batch.failure = error
                self._leave()
            except BaseException:
                self._leave()  # actors in mid-request would answer the next batch
                raise
            return batch.finished()

    def hello(self) -> dict:
        """What the first worker says of itself. Raises RendererError where it does not start."""
        with self._lock:
            try:
                self._join()
                return self._first_hello(self._seats[0])
            except BaseException:
                self._leave()
                raise

    def close(self) -> None:
        """End every actor and its child; the next batch starts new ones."""
        with self._lock:
            self._leave()

    def _join(self) -> None:
        """Connect, and lay out the seats; nothing where that is done."""
        if self._seats:
            return
        CONNECTION.open(self.address, cpus=self.workers or default_workers())
        import ray

        count = self.workers or max(1, int(ray.cluster_resources().get("CPU", 1)) // int(os.environ.get("WORLD_SIZE", 1)))
        self._seats = [Seat(self.make_worker, self.timeout_s, self.probe) for _ in range(count)]

    def _leave(self) -> None:
        """Kill the actors and disconnect; nothing where that is done."""
        seats, self._seats = self._seats, []
        for seat in seats:
            seat.close()
        if seats:
            CONNECTION.close()

    def _first_hello(self, seat: Seat) -> dict:
        seat.failures = 0
        while not seat.is_ready:
            self._open(seat)
            self._wait([seat.next])
            said = self._said(seat)
            seat.take(said)
            if seat.failures == STARTS:
                raise said
        return seat.hello

    def _serve(self, batch: _Batch) -> None:
        """Hand out requests and take answers until all are there, or no actor is left that starts."""
        if not batch.queue:
            return
        self._join()
        seats = self._seats[: len(batch.queue)]
        for seat in seats:
            seat.failures = 0
        while batch.is_open:
            for seat in seats:
                self._open(seat)
            batch.hand_out([seat for seat in seats if seat.is_ready])
            waiting = {seat.next: seat for seat in seats if seat.next is not None}
            if not waiting:
                return
            for ref in self._wait(list(waiting)):
                self._take(waiting[ref], batch)

    def _open(self, seat: Seat) -> None:
        """See to it that the seat has an actor, unless it failed too often."""
        if seat.is_wanting:
            if not CONNECTION.is_alive():
                raise self._failure("its head no longer answers")
            seat.open()

    def _wait(self, refs: list) -> list:
        """The refs that are there, at least one. Raises RendererError where the cluster is gone or silent."""
        import ray

        limit_s = SILENCE_S + DEPTH * 2 * self.timeout_s
        deadline = time.monotonic() + limit_s
        while time.monotonic() < deadline:
            try:
                ready, _ = ray.wait(refs, num_returns=1, timeout=POLL_S)
            except ConnectionError as error:
                raise self._failure(f"the connection ended: {error}") from error
            if ready:
                return ready
            if not CONNECTION.is_alive():
                raise self._failure("its head no longer answers")
        raise self._failure(f"no sign of any actor for {limit_s:g} s, perhaps it has no free CPU")

    def _take(self, seat: Seat, batch: _Batch) -> None:
        """Take what the seat's actor said; where it died or its child does not start, its requests go back to the queue."""
        said, was_ready = self._said(seat), seat.is_ready
        indices = seat.take(said)
        if not isinstance(said, RendererError):
            for index in indices:
                batch.finish(index, said)
        elif was_ready:
            batch.give_back(indices, said)
        else:
            batch.failure = said

    def _said(self, seat: Seat) -> dict | Answer:
        import ray
        from ray.exceptions import RayError, RayTaskError

        try:
            return ray.get(seat.next)
        except RayTaskError:
            raise  # a defect of ours in the actor's code
        except RayError as error:
            return self._failure(f"an actor ended: {' '.join(str(error).split())[-500:]}")
        except ConnectionError as error:
            raise self._failure(f"the connection ended: {error}") from error

    def _failure(self, what: str) -> RendererError:
        return RendererError(f"{name(self.address)}: {what}; see `ray status` there, or leave out --renderers to render on this machine")


class _Batch:
    """The requests of one call, those that wait, and the replies so far."""

    def __init__(self, requests: Sequence[Request]):
        self.requests = requests
        self.failure: RendererError | None = None  # of a cluster or an actor's start
        self.queue = deque(range(len(requests)))
        self._replies: list = [None] * len(requests)
        self._left = len(requests)
        self._resubmits = [0] * len(requests)

    @property
    def is_open(self) -> bool:
        return self._left > 0

    def hand_out(self, seats: list[Seat]) -> None:
        """Give every ready seat one request, then a second; towards the end none queues behind another that may hang."""
        for depth in range(1, DEPTH + 1):
            if depth > 1 and len(self.queue) <= len(seats):
                return
            for seat in seats:
                if self.queue and len(seat.asked) < depth:
                    index = self.queue.popleft()
                    seat.ask(index, self.requests[index])

    def finish(self, index: int, reply) -> None:
        self._replies[index] = reply
        self._left -= 1

    def give_back(self, indices: list[int], error: RendererError) -> None:
        """Queue what a seat lost. An actor answers in order, so only the first can be what ended it: that one is counted."""
        self._resubmits[indices[0]] += 1
        if self._resubmits[indices[0]] > RESUBMITS:
            self.finish(indices[0], error)
            indices = indices[1:]
        self.queue.extendleft(reversed(indices))

    def finished(self) -> list:
        """All replies; the batch's failure where there is none."""
        return [self.failure if reply is None else reply for reply in self._replies]
