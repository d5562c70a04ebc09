"""Critics of the scripted server."""

from contextlib import ExitStack

import pytest

from tests.critic.remote.server import Server
from vlcritic.critic.remote import RemoteCritic


@pytest.fixture
def serve(monkeypatch):
    """`serve(behaviour)` opens a server that goes with the test."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as stack:
        yield lambda behaviour: stack.enter_context(Server(behaviour))


@pytest.fixture
def critic_of(tmp_path):
    """`critic_of(server, …)`: a critic that waits little and keeps its answers in the test's own folder."""

    def make(server, **settings):
        base = {"base_url": server if isinstance(server, str) else server.url, "api_key": "key", "backoff_s": 0.01, "timeout_s": 20.0}
        return RemoteCritic("m", **base | {"cache": tmp_path / "answers.sqlite"} | settings)

    return make
