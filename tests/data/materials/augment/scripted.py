"""A language model that a test makes up, behind a real HTTP server on loopback: answers, and the stage that they are asked for beside."""

import itertools
import json
import threading

from tests.critic.remote.server import _send
from tests.data.materials.drawn import GOOD, Painter, stage_of
from vlcritic.data.materials.augment import Plan, augment
from vlcritic.remote.endpoint import Endpoint
from vlcritic.remote.limits import Ledger

USAGE = {"prompt_tokens": 1000, "completion_tokens": 500}


def fence(*programs):
    return "\n".join(f"```python\n{program}```" for program in programs)


def raw(choices, usage=USAGE):
    """Whatever a test takes for choices, as a reply."""
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": choices} | ({"usage": usage} if usage else {})
    return lambda handler: _send(handler, 200, json.dumps(body).encode())


def chat(*texts, finish="stop", usage=USAGE):
    """One choice for each text."""
    message = [
        {"index": place, "finish_reason": finish, "message": {"role": "assistant", "content": text}} for place, text in enumerate(texts)
    ]
    return raw(message, usage)


class Writer:
    """A behaviour of the server: every completion is a material that nobody has seen. `is_deaf`: one completion, whatever `n` says."""

    def __init__(self, *, is_deaf=False, start=100):
        self.numbers, self.is_deaf, self.lock = itertools.count(start), is_deaf, threading.Lock()

    def __call__(self, body, number):
        n = 1 if self.is_deaf else body.get("n", 1)
        return chat(*(fence(self.program()) for _ in range(n)))

    def program(self):
        with self.lock:
            return GOOD.format(float(next(self.numbers)))


def sources(folder, count=4):
    """A stage of materials with scales 1, 2, 3 …"""
    return stage_of(folder, {f"s{number}": GOOD.format(number + 1.0) for number in range(count)})


def endpoint(url, *, prices=(0.0, 0.0), max_cost=None, max_requests=None, **settings):
    """One that waits little."""
    ledger = Ledger(prices, max_cost, max_requests)
    return Endpoint("m", url, **{"backoff_s": 0.01, "timeout_s": 60.0, "tries": 4, "ledger": ledger} | settings)


def run(folder, url, *, render=None, limits=None, **plan):
    """Augment `folder/sources` into `folder/out`: by default 3 pairs of 2 programs each."""
    inputs = folder / "sources"
    if not inputs.exists():
        sources(inputs)
    wanted = Plan(**{"pairs": 3, "per_pair": 2, "tries": 6, "concurrency": 2} | plan)
    model = endpoint(url, **limits or {})
    return augment([inputs], folder / "out", endpoint=model, render=render or Painter(), plan=wanted, progress=False)


def parents_in(body):
    """The two programs that a request shows."""
    shown = body["messages"][0]["content"].split("```python\n")[-2:]
    return [program.split("```")[0] for program in shown]
