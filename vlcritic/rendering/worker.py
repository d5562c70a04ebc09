"""One child process that renders: launched by us in a session of its own, asked over pipes, killed at its deadline.

The child is a fresh interpreter (never a fork of a process that holds OpenGL, CUDA or bpy). It says hello with one frame,
then answers each frame with one. It ends when its input ends, and by its own alarm where its parent has died in mid-program.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from vlcritic.errors import RendererError, WorkerCrashed
from vlcritic.rendering import messages

GRACE_S = 2.0  # how long after its deadline a child whose parent died ends itself


class WorkerTimeout(Exception):
    """No answer at the deadline; the child has been killed. Whose fault it is, the caller knows."""


class Worker:
    """A child process that answers one request at a time; started on first use, started anew after it ended.

    Args:
        module: run as `python -m module`.
        arguments: its command line.
        environment: variables laid over ours.
        start_timeout_s: how long the child may take to say hello.
    """

    def __init__(self, module: str, arguments: Sequence[str] = (), *, environment: dict | None = None, start_timeout_s: float = 60.0):
        self.module = module
        self.arguments = list(arguments)
        self.environment = environment or {}
        self.start_timeout_s = start_timeout_s
        self.hello: dict = {}
        self._process: subprocess.Popen | None = None

    def request(self, header: dict, payload: bytes = b"", *, timeout_s: float) -> tuple[dict, bytes]:
        """The child's answer to one request.

        Raises:
            WorkerTimeout: none within `timeout_s`; the child and all that it started are dead.
            WorkerCrashed: the child died.
            RendererError: the child could not start.
        """
        self.start()
        deadline = time.monotonic() + timeout_s
        try:
            frame = messages.encode({**header, "alarm_s": timeout_s + GRACE_S}, payload)
            messages.send(self._process.stdin.fileno(), frame, deadline=deadline)
            return messages.receive(self._process.stdout.fileno(), deadline=deadline)
        except TimeoutError:
            self.kill()
            raise WorkerTimeout from None
        except (EOFError, OSError) as error:
            raise WorkerCrashed(f"{self.module}: the renderer process died ({self._last_words()})") from error

    def start(self) -> None:
        """Launch the child unless it runs, and wait for its hello. Raises RendererError where it says none."""
        if self._process is not None:
            return
        self._stderr = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-m", self.module, *self.arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env={**os.environ, **self.environment},
            start_new_session=True,
        )
        try:
            self.hello, _ = messages.receive(self._process.stdout.fileno(), deadline=time.monotonic() + self.start_timeout_s)
        except TimeoutError:
            self.kill()
            raise RendererError(f"{self.module}: silent for {self.start_timeout_s:g} s after its start; run `vlcritic doctor`") from None
        except EOFError as error:
            raise RendererError(f"{self.module}: did not start ({self._last_words()}); run `vlcritic doctor`") from error
        if "error" in self.hello:
            self.kill()
            raise RendererError(self.hello["error"])

    def _last_words(self) -> str:
        """Exit status and end of stderr of a child that died; it is cleared away."""
        self.kill(wait_s=1.0)
        return self._words

    def kill(self, *, wait_s: float = 0.0) -> None:
        """End the child and its whole process group at once; one that is ending anyway gets `wait_s` to do so."""
        process, self._process = self._process, None
        if process is None:
            return
        if wait_s:
            _wait_quietly(process, wait_s)
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        status = process.wait()
        self._stderr.seek(0)
        words = self._stderr.read()[-500:].decode(errors="replace").strip()
        self._words = f"exit status {status}" + (f": {words}" if words else "")
        for pipe in (process.stdin, process.stdout, self._stderr):
            pipe.close()

    def __del__(self):
        self.kill()

    @property
    def pid(self) -> int | None:
        """Process id of the running child, `None` where none runs."""
        return self._process.pid if self._process else None


def _wait_quietly(process: subprocess.Popen, wait_s: float) -> None:
    try:
        process.wait(wait_s)
    except subprocess.TimeoutExpired:
        pass
