"""The scripted server."""

from contextlib import ExitStack

import pytest

from tests.critic.remote.server import Server


@pytest.fixture
def serve(monkeypatch):
    """`serve(behaviour)` opens a server that goes with the test."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as stack:
        yield lambda behaviour, **where: stack.enter_context(Server(behaviour, **where))
