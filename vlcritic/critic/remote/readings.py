"""What comes back: a reply of the Chat Completions API → what is worth keeping of it → log-odds of yes, in nats."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence

from vlcritic.remote.replies import Malformed, NoLogprobs, choice

NEVER = -50.0  # nats; what endpoints write for "hardly ever" (-9999, -Infinity) is raised to it, so that every answer is finite


class LogprobsMode:
    """One token is asked for, with the log-probabilities of the likeliest: the answer is exact and continuous."""

    name = "logprobs"
    instruction = "Answer with only one word, Yes or No."

    def __init__(self, top_logprobs: int):
        self.parameters = {"temperature": 0, "max_tokens": 1, "logprobs": True, "top_logprobs": top_logprobs}

    def keep(self, reply: object) -> bytes:
        """The first token's candidates, as JSON `[[token, logprob], …]`.

        Raises:
            Malformed: no such thing in the reply, or neither yes nor no among them.
            NoLogprobs: the reply is whole and has no probabilities.
        """
        pairs = _candidates(choice(reply))
        if not pairs:
            raise NoLogprobs("its answer has no top_logprobs")
        log_odds(pairs)
        return json.dumps(pairs).encode()

    def read(self, kept: bytes) -> float:
        """Log-odds of yes from what was kept."""
        return log_odds(json.loads(kept))


class ScoreMode:
    """A number is asked for: coarse, but every endpoint can. Log-odds are those of the share of the scale, never infinite."""

    name = "score"
    parameters = {"temperature": 0, "max_tokens": 16}

    def __init__(self, scale: tuple[int, int]):
        self.scale = scale
        low, high = scale
        self.instruction = f"Answer with only one number, from {low} (certainly no) to {high} (certainly yes)."

    def keep(self, reply: object) -> bytes:
        """The answer's text.

        Raises:
            Malformed: it is not one number on the scale.
        """
        message = choice(reply).get("message")
        text = message.get("content") if isinstance(message, dict) else None
        score(text, self.scale)
        return text.encode()

    def read(self, kept: bytes) -> float:
        """Log-odds of yes from what was kept."""
        return score_log_odds(score(kept.decode(), self.scale), self.scale)


def log_odds(candidates: Sequence[Sequence]) -> float:
    """`log Σ p(yes forms) - log Σ p(no forms)` over the candidates `(token, logprob)` for one token.

    Forms differ in case, white space and punctuation: "Yes", " yes", "YES", "yes.", "▁No", "Ġno". A side that is not listed is given the
    probability of the least likely candidate, which it cannot exceed: the log-odds are then a bound, on the side of caution.

    Source: VQAScore (arXiv:2404.01291) reads one form; the sum over forms is ours.
    """
    listed = [(_word(token), max(logprob, NEVER)) for token, logprob in candidates]
    yes, no = ([logprob for word, logprob in listed if word == form] for form in ("yes", "no"))
    if not yes and not no:
        tokens = ", ".join(repr(token) for token, _ in candidates[:5])
        raise Malformed(f"neither yes nor no among the likely first words ({tokens} …); mode='score' may suit this model")
    least = min(logprob for _, logprob in listed)
    return _log_sum_exp(yes or [least]) - _log_sum_exp(no or [least])


def score(text: str | None, scale: tuple[int, int]) -> float:
    """The number that an answer consists of: "85", "85.", "Score: 85", "85/100", "85 %" on a scale to 100; nothing around it.

    Raises:
        Malformed: anything else, or beyond the scale.
    """
    low, high = scale
    end = rf"(?:\s*/\s*{high}|\s*%)?" if high == 100 else rf"(?:\s*/\s*{high})?"
    text = text if isinstance(text, str) else ""
    found = re.fullmatch(rf"\s*(?:score\s*:\s*)?([0-9]+(?:\.[0-9]+)?){end}\.?\s*", text, re.IGNORECASE)
    if not found or not low <= float(found[1]) <= high:
        raise Malformed(f"expected one number from {low} to {high}, got {text[:80]!r}")
    return float(found[1])


def score_log_odds(value: float, scale: tuple[int, int]) -> float:
    """`log(p / (1 - p))` with `p = (value - low + 1/2) / (high - low + 1)`: ±5.3 at the ends of 0 to 100, ±2.9 at those of 1 to 10.

    Source: the half a count at both ends is Haldane's and Anscombe's correction of the empirical logit (Anscombe 1956).
    """
    low, high = scale
    return math.log((value - low + 0.5) / (high - value + 0.5))


def _candidates(answer: dict) -> list[list]:
    """Token and log-probability of the first token's candidates; none where the endpoint gives none."""
    try:
        content = (answer.get("logprobs") or {}).get("content") or [{}]
        pairs = [[str(one["token"]), float(one["logprob"])] for one in content[0].get("top_logprobs") or []]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Malformed(f"expected logprobs.content[0].top_logprobs, got {json.dumps(answer.get('logprobs'))[:200]}") from error
    if any(math.isnan(logprob) for _, logprob in pairs):
        raise Malformed("a log-probability is NaN")
    return pairs


def _word(token: str) -> str:
    return token.replace("▁", " ").replace("Ġ", " ").replace("Ċ", " ").strip().strip(".,;:!?\"'*`()[]").casefold()


def _log_sum_exp(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))
