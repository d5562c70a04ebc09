"""What comes back from the Chat Completions API: a reply, or something that is none."""

from __future__ import annotations

import json


class Malformed(Exception):
    """The endpoint answered, but not what was asked."""


class NoLogprobs(Exception):
    """The endpoint gives no probabilities of tokens."""


def choice(reply: object) -> dict:
    """The reply's first choice.

    Raises:
        Malformed: there is none; some gateways write their errors into a reply that says 200.
    """
    if isinstance(reply, dict) and isinstance(reply.get("choices"), list) and reply["choices"] and isinstance(reply["choices"][0], dict):
        return reply["choices"][0]
    raise Malformed(f"expected a chat completion, got {json.dumps(reply)[:200]}")
