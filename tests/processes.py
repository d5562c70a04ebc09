"""Which child processes are left: every child is marked by a variable of the environment that it inherits."""

import os
import time
import uuid
from pathlib import Path

import pytest

MARK = "VLCRITIC_GL_TEST_MARK"  # variables of this kind reach a child


@pytest.fixture(scope="module")
def mark():
    """A word that only the children of this module's tests have in their environment."""
    with pytest.MonkeyPatch.context() as patch:
        word = uuid.uuid4().hex
        patch.setenv(MARK, word)
        yield word


def marked(word: str, *, gone_within_s: float = 0.0) -> list[int]:
    """The living processes that carry a mark, this one left out; waits a little for them to go."""
    deadline = time.monotonic() + gone_within_s
    while (found := _marked(word)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def _marked(word: str) -> list[int]:
    wanted = f"{MARK}={word}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue  # ended meanwhile, or another user's
    return [pid for pid in found if pid != os.getpid()]
