"""One child process that renders: launched by us in a session of its own, shut in, asked over pipes, killed at its deadline.

The child is a fresh interpreter (never a fork of a process that holds OpenGL, CUDA or bpy), and runs `vlcritic.rendering.serve`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from vlcritic.errors import RendererError, WorkerCrashed
from vlcritic.rendering import messages, sandbox

GRACE_S = 2.0  # how long after its deadline a child whose parent died ends itself, at the latest
STARVED = 0.2  # share of a deadline in CPU time, below which a program that computes on the CPU did not have its chance


class WorkerTimeout(Exception):
    """No answer at the deadline; the child has been killed.

    Args:
        is_starved: the child was stopped, or got less than `STARVED` of the deadline from the CPU: not the program's fault.
    """

    def __init__(self, *, is_starved: bool):
        super().__init__()
        self.is_starved = is_starved


class WorkerKilled(WorkerCrashed):
    """Somebody sent the child SIGKILL (an operator, the kernel short of memory), which no program can: not the program's fault."""


class Worker:
    """A child process that answers one request at a time; started on first use, started anew after it ended.

    A process that was forked from ours leaves our child alone and starts its own.

    Args:
        module: run as `python -m module`; calls `vlcritic.rendering.serve.serve`.
        command: finds the words that run it, where those are not this interpreter's `-m module`; asked at every start, on the machine
            where the child starts. May raise RendererError.
        arguments: its command line.
        settings: variables laid over the child's scrubbed environment.
        modes: more of them by name, for a child that does one thing faster at the expense of another; it starts in the first, and with
            `mode` in an answer asks to be renewed in another.
        start_timeout_s: how long the child may take to say hello.
        memory_mb: writable memory of the child at most.
        recycle_renders, recycle_mb: the child is renewed after so many answers, or when it holds so much memory.
        isolation: one of `sandbox.LEVELS`; `None` for what `sandbox.level()` finds.

    Attributes:
        hello: what the child said of itself at its start, its `isolation` among it.
        renders: requests that the running child has answered.
        rss_mb: memory that it held after the last one.
        mode: in which it was started, or will be.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[str] = (),
        *,
        command: Callable[[], Sequence[str]] | None = None,
        settings: dict | None = None,
        modes: dict[str, dict] | None = None,
        start_timeout_s: float = 60.0,
        memory_mb: int = 2048,
        recycle_renders: int = 10_000,
        recycle_mb: int = 1024,
        isolation: str | None = None,
    ):
        self.module = module
        self.command = command
        self.arguments = list(arguments)
        self.settings = settings or {}
        self.modes = modes or {"": {}}
        self.mode = self._wanted = next(iter(self.modes))
        self.start_timeout_s = start_timeout_s
        self.memory_mb = memory_mb
        self.recycle_renders, self.recycle_mb = recycle_renders, recycle_mb
        self.isolation = isolation
        self.hello: dict = {}
        self.renders = self.rss_mb = 0
        self._cpu_s = 0.0
        self._process: subprocess.Popen | None = None
        self._owner = 0  # the process that started it
        self._folder: str | None = None  # for its temporary files, where it has no private /tmp

    def request(self, header: dict, payload: bytes = b"", *, timeout_s: float) -> tuple[dict, bytes]:
        """The child's answer to one request.

        Raises:
            WorkerTimeout: none within `timeout_s`; the child and all that it started are dead.
            WorkerCrashed: the child died; WorkerKilled, where somebody killed it.
            RendererError: the child could not start.
        """
        self.start()
        deadline = time.monotonic() + timeout_s
        try:
            messages.send(self._process.stdin.fileno(), {**header, "alarm_s": timeout_s + GRACE_S}, payload, deadline=deadline)
            reply, pixels = messages.receive(self._process.stdout.fileno(), deadline=deadline)
        except TimeoutError:
            is_starved = self._is_starved(timeout_s)
            self.kill()
            raise WorkerTimeout(is_starved=is_starved) from None
        except (EOFError, OSError) as error:
            raise self._died("the renderer process died") from error
        self._note(reply)
        return reply, pixels

    def start(self) -> None:
        """Launch the child unless it runs and may go on, and wait for its hello. Raises RendererError where it says none."""
        is_due = self.renders >= self.recycle_renders or self.rss_mb > self.recycle_mb or self._wanted != self.mode
        if self._process is not None and self._owner == os.getpid() and not is_due:
            return
        self.kill()
        self.mode = self._wanted
        self._launch(self.isolation or sandbox.level())
        try:
            self.hello, _ = messages.receive(self._process.stdout.fileno(), deadline=time.monotonic() + self.start_timeout_s)
        except TimeoutError:
            self.kill()
            raise RendererError(f"{self.module}: silent for {self.start_timeout_s:g} s after its start; run `vlcritic doctor`") from None
        except EOFError as error:
            death = self._died("did not start")
            raise (death if isinstance(death, WorkerKilled) else RendererError(f"{death}; run `vlcritic doctor`")) from error
        if "error" in self.hello:
            self.kill()
            raise RendererError(self.hello["error"])
        self._note(self.hello)
        self.renders = 0

    def _launch(self, level: str) -> None:
        launch = self.command() if self.command else [sys.executable, "-m", self.module]
        words = [*launch, *self.arguments, level, str(self.memory_mb)]
        try:
            self._stderr = tempfile.TemporaryFile()
            self._folder = None if level == "bubblewrap" else tempfile.mkdtemp(prefix="vlcritic-")
            temporary = {"TMPDIR": self._folder} if self._folder else {}
            self._process = subprocess.Popen(
                sandbox.command(words, level=level),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                env=sandbox.environment() | temporary | self.settings | self.modes[self.mode],
                start_new_session=True,
            )
        except OSError as error:  # no file descriptors, no memory, no space, no folder to start in
            self._tidy()
            raise RendererError(f"{self.module}: cannot be launched ({error}); run `vlcritic doctor`") from error
        self._owner = os.getpid()

    def _note(self, reply: dict) -> None:
        """Keep the child's own account of its use, and its wish, out of the reply."""
        self.renders += 1
        self._cpu_s, self.rss_mb = reply.pop("cpu_s"), reply.pop("rss_mb")
        wanted = reply.pop("mode", self.mode)
        self._wanted = wanted if wanted in list(self.modes) else self.mode

    def _is_starved(self, timeout_s: float) -> bool:
        """Whether the child was kept from working: stopped, or without CPU time where it renders on the CPU."""
        states, used = _session(self._process.pid)
        on_cpu = self.hello.get("on_cpu", False)
        return "T" in states or (on_cpu and used - self._cpu_s < STARVED * timeout_s)

    def _died(self, what: str) -> WorkerCrashed:
        """The error for a child that died, with its exit status and the end of its stderr; it is cleared away."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        is_killed = self._process.poll() in (-signal.SIGKILL, 128 + signal.SIGKILL)  # bubblewrap's way to say the same
        self.kill()
        return (WorkerKilled if is_killed else WorkerCrashed)(f"{self.module}: {what} ({self._words})")

    def kill(self) -> None:
        """End the child and its whole process group at once; its temporary files go with it."""
        process, self._process = self._process, None
        if process is None:
            return
        if self._owner == os.getpid():
            self._words = _end(process, self._stderr)
            self._tidy()
        else:
            process.returncode = 0  # for the process that we were forked from to end, and to wait for
        for pipe in (process.stdin, process.stdout, self._stderr):
            pipe.close()

    def _tidy(self) -> None:
        """Remove what the child left: it may not delete files, and may have been killed."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __del__(self):
        self.kill()

    @property
    def pid(self) -> int | None:
        """Process id of the running child (of its bubblewrap, where it has one), `None` where none runs."""
        return self._process.pid if self._process else None


def _end(process: subprocess.Popen, stderr: IO[bytes]) -> str:
    """Kill a child's process group; the child's exit status and the end of its stderr."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    status = process.wait()
    stderr.seek(0)
    words = stderr.read()[-500:].decode(errors="replace").strip()
    return f"exit status {status}" + (f": {words}" if words else "")


def _session(leader: int) -> tuple[str, float]:
    """States of the processes of a session, and their CPU seconds together; nothing where the system has no /proc."""
    states, ticks = "", 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        if int(fields[3]) == leader:
            states += fields[0]
            ticks += int(fields[11]) + int(fields[12])
    return states, ticks / os.sysconf("SC_CLK_TCK")
