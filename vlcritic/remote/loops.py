"""An event loop beside the caller's: work that waits for many answers, from plain code and from inside a running loop (Jupyter)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_own_loop(work: Callable[[Callable[[], bool]], Coroutine[None, None, T]]) -> T:
    """What the coroutine `work(stopped)` gives, from a loop in a thread of its own.

    On Ctrl-C `stopped()` becomes true, and the coroutine is waited for: it asks nothing new, and keeps what is on its way.
    """
    stop = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="remote") as thread:
        running = thread.submit(lambda: asyncio.run(work(stop.is_set)))
        try:
            return running.result()
        except BaseException:
            stop.set()
            raise
