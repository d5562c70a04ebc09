"""The child's side: open the renderer, shut oneself in, say hello, answer one frame with one, end when the input ends.

A child whose parent dies in mid-program is ended by a signal of the pipe, which reaches it inside a driver too; should another process
still hold the pipe open, its own alarm ends it a little after the deadline.
"""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import contextmanager

from vlcritic.errors import RendererError
from vlcritic.rendering import lockdown, messages

Answer = Callable[[dict, bytes], tuple[dict, bytes]]
PIPE_BYTES = 1 << 20  # a 256² picture in one go, where the kernel allows
_CORES = os.cpu_count() or 1


def serve(open_renderer: Callable[[], tuple[dict, Answer]]) -> None:
    """Run a child. `open_renderer` gives its hello and the function that answers a request; it may raise RendererError.

    The last two words of the command line are the isolation level and the memory limit in MB.
    """
    level, memory_mb = sys.argv[-2], int(sys.argv[-1])
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a driver prints must not stand in our frames
    _widen(answers)
    lockdown.limit(memory_mb=memory_mb)
    try:
        hello, answer = open_renderer()
        if level != "limits":
            # a GPU's driver opens its devices to write; who hands its pictures on in files must make them
            lockdown.refuse_system_calls(is_read_only=hello.get("on_cpu", False), makes_files=hello.get("makes_files", False))
    except (RendererError, OSError) as error:
        messages.send(answers, {"error": str(error)})
        return
    messages.send(answers, {**hello, "isolation": level, **_usage()})
    while True:
        try:
            header, payload = messages.receive(0)
        except EOFError:
            return
        with _bounded(header["alarm_s"]):
            reply, pixels = answer(header, payload)
        messages.send(answers, {**reply, **_usage()}, pixels)


@contextmanager
def _bounded(seconds: float):
    """End this process after so long, after as much CPU time on every core, or when the parent is gone."""
    lockdown.limit_cpu(seconds * _CORES)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    flags = fcntl.fcntl(0, fcntl.F_GETFL)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, flags | os.O_ASYNC)  # SIGIO, which ends us, when the pipe's other end closes
    yield
    fcntl.fcntl(0, fcntl.F_SETFL, flags)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _usage() -> dict:
    """CPU seconds so far, and memory in use now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu_s": used.ru_utime + used.ru_stime, "rss_mb": _rss_bytes() >> 20}


def _rss_bytes() -> int:
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except FileNotFoundError:  # not Linux: the peak, which macOS gives in bytes
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _widen(pipe: int) -> None:
    try:
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    except (OSError, AttributeError):
        pass  # an unprivileged user over its quota, or not Linux: the default of 64 KB works too
