"""One request to an OpenAI-compatible endpoint: its tries and waits, what it may cost, and whose fault a failure is.

the endpoint's, for everything asked of it    CriticError, at once: refused, no key, no such model, no money left, cap reached
the endpoint's, for now                       tried again: 408, 409, 425, 429, 5xx, time-outs, broken connections, malformed answers
one item's                                    Failed: its tries are used up, or the endpoint will not look at this picture
"""

from __future__ import annotations

import asyncio
import email.utils
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from vlcritic.errors import CriticError, missing_extra
from vlcritic.remote.limits import Ledger, LimitReached, Pace
from vlcritic.remote.replies import Malformed, NoLogprobs, choice

OPENAI = "https://api.openai.com/v1"
LONGEST_BACKOFF_S = 60.0
LETTERS_A_TOKEN = 4  # rough; corrected by what the endpoint counts
_TICK_S = 0.05  # how soon a waiting request sees that the batch was stopped
_ADVICE = {
    401: "the API key was refused; pass api_key= or set OPENAI_API_KEY",
    402: "the account has no credit",
    404: "no such model, or no OpenAI-compatible API at this address; check model= and the end of base_url=, often /v1",
}  # of every request; other 4xx may be one picture's, once the endpoint has answered another
_FOR_NOW = {408, 409, 425, 429}


class Failed(Exception):
    """This item has no answer; others may."""


@dataclass(frozen=True)
class Turn:
    """One user turn.

    Attributes:
        content: text, or its parts as the API writes them, text and `image_url`.
        tokens: how many tokens it is, by a rough guess.
    """

    content: str | list[dict]
    tokens: float


class Endpoint:
    """One model behind one URL. Keeps no connection: `client()` opens some for a batch.

    Args:
        model: as the endpoint calls it.
        base_url: by default `$OPENAI_BASE_URL`, else OpenAI itself.
        api_key: by default `$OPENAI_API_KEY`, read when it is needed.
        timeout_s: for one request, from sending it to the last byte of the answer.
        tries: how often an item is asked for at most.
        backoff_s: before the second try; doubled for each further one, ± a quarter.
        max_wait_s: longest `Retry-After` that is waited for.
        requests, tokens: pace of each; by default none.
        ledger: what it may cost; by default anything.

    Attributes:
        faults: how many tries ended in which fault: a status, `malformed`, `timeout`, `connection`.
    """

    def __init__(
        self,
        model: str,
        base_url: str | None = None,
        api_key: str | None = None,
        *,
        timeout_s: float = 60.0,
        tries: int = 6,
        backoff_s: float = 1.0,
        max_wait_s: float = 120.0,
        requests: Pace | None = None,
        tokens: Pace | None = None,
        ledger: Ledger | None = None,
    ):
        self.model = model
        self.base_url = (base_url or os.environ.get("OPENAI_BASE_URL") or OPENAI).rstrip("/")
        if not self.base_url.startswith(("http://", "https://")):
            raise ValueError(f"base_url: expected http://… or https://…, got {self.base_url!r}")
        self.api_key = api_key
        self.timeout_s = timeout_s
        self.tries = tries
        self.backoff_s = backoff_s
        self.max_wait_s = max_wait_s
        self.requests, self.tokens, self.ledger = requests or Pace(None), tokens or Pace(None), ledger or Ledger((0.0, 0.0), None)
        self.has_answered = self.has_logprobs = False
        self.faults: Counter[str] = Counter()
        self._guess = 0.0  # largest quotient so far of the prompt tokens that the endpoint counted and those that we guessed
        self._paused_until = 0.0
        self._jitter = random.Random()  # its own: a wait must not move the state that training draws from

    def client(self):
        """An `openai.AsyncOpenAI` for the running loop, to be used in `async with`."""
        try:
            import openai
        except ImportError:
            raise missing_extra("openai", "openai") from None
        key = (self.api_key or os.environ.get("OPENAI_API_KEY") or "").strip()
        if not key:
            raise CriticError(
                f"{self.base_url}: no API key; pass api_key= or set OPENAI_API_KEY (any word where a server of your own asks for none)"
            )
        return openai.AsyncOpenAI(base_url=self.base_url, api_key=key, max_retries=0, timeout=self.timeout_s)

    async def ask(self, client, turn: Turn, parameters: dict, keep: Callable[[object], bytes], stopped: Callable[[], bool]) -> bytes:
        """What `keep` makes of the answer.

        Raises:
            CriticError: the endpoint cannot be used.
            NoLogprobs: it gives no probabilities, and never did.
            Failed: no answer for this item, or `stopped()` before there was one.
        """
        fault: Exception | None = None
        for number in range(self.tries):
            if number:
                await self._rest(self._backoff(number), stopped)
            try:
                reply = await self._send(client, turn, parameters, stopped)
                parameters = _warmer(parameters)  # where the likeliest answer is of no use, the next try draws another
                kept = keep(reply)
                self.has_logprobs = self.has_logprobs or "logprobs" in parameters
                return kept
            except NoLogprobs as error:
                if not self.has_logprobs:
                    raise
                fault = error
            except (Malformed, TimeoutError, self._openai_errors()) as error:
                self.faults[_kind(error)] += 1
                fault = self._refuse_for_good(error, parameters)
        if _is_refusal(fault):
            raise self._unreachable(fault)
        raise Failed(f"{self.tries} tries: {self._said(fault)}")

    async def _send(self, client, turn: Turn, parameters: dict, stopped: Callable[[], bool]) -> object:
        """One request, when its turn has come and its price is put aside; the reply as JSON."""
        prompt, completion = turn.tokens * (self._guess or 1), parameters.get("max_tokens") or parameters.get("max_completion_tokens") or 0
        completion *= parameters.get("n") or 1
        await self._wait_for_turn(prompt + completion, stopped)
        reserved = cost = self.ledger.price(prompt, completion)
        await self._reserve(reserved, stopped)
        try:
            async with asyncio.timeout(self.timeout_s):
                answer = await client.chat.completions.with_raw_response.create(
                    model=self.model, messages=[{"role": "user", "content": turn.content}], extra_body=parameters
                )
            reply = _json(answer.http_response.content)
            choice(reply)
            self.has_answered = True
            cost = self._count(reply, turn, prompt + completion, otherwise=cost)
            return reply
        except self._openai_errors() as error:
            if hasattr(error, "status_code") or _is_refusal(error):
                cost = 0.0  # what was refused costs nothing; what was cut off may be billed, and counts as expected
            raise
        finally:
            self.ledger.settle(reserved, cost)

    def _count(self, reply: dict, turn: Turn, booked: float, *, otherwise: float) -> float:
        """The price of a reply, by its own account of tokens; the guess and the pace learn from it."""
        usage = reply.get("usage") if isinstance(reply.get("usage"), dict) else {}
        prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
        if not isinstance(prompt, int) or not isinstance(completion, int):
            return otherwise
        self._guess = max(self._guess, prompt / turn.tokens)
        self.tokens.book(max(0.0, prompt + completion - booked))
        return self.ledger.price(prompt, completion)

    async def _wait_for_turn(self, tokens: float, stopped: Callable[[], bool]) -> None:
        is_open = False
        while not is_open:  # a pause that begins meanwhile gives the place away: nobody may start in a crowd when it ends
            await self._rest(self._paused_until - time.monotonic(), stopped)
            await self._rest(max(self.requests.book(1), self.tokens.book(tokens)), stopped)
            is_open = time.monotonic() >= self._paused_until

    async def _reserve(self, cost: float, stopped: Callable[[], bool]) -> None:
        while (is_reserved := self.ledger.reserve(cost)) is None:
            await self._rest(_TICK_S, stopped)
        if not is_reserved:
            raise LimitReached(f"{self.base_url}: {self.ledger.refusal(cost)}")

    async def _rest(self, seconds: float, stopped: Callable[[], bool]) -> None:
        end = time.monotonic() + seconds
        while not stopped():
            if (left := end - time.monotonic()) <= 0:
                return
            await asyncio.sleep(min(left, _TICK_S))
        raise Failed("stopped")

    def _backoff(self, number: int) -> float:
        return min(LONGEST_BACKOFF_S, self.backoff_s * 2 ** (number - 1)) * self._jitter.uniform(0.75, 1.25)

    def _refuse_for_good(self, error: Exception, parameters: dict) -> Exception:
        """The error, where it is worth another try.

        Raises:
            CriticError, NoLogprobs, Failed: it is not.
        """
        status = getattr(error, "status_code", None)
        if status is None:
            if _is_refusal(error) and not self.has_answered:
                raise self._unreachable(error) from error
            return error
        if "logprobs" in parameters and "logprob" in str(error) and not self.has_logprobs and status not in _ADVICE:
            raise NoLogprobs(self._said(error)) from error
        if status in _FOR_NOW or status >= 500:
            if getattr(error, "code", None) == "insufficient_quota":
                raise CriticError(f"{self.base_url}: {self._said(error)}; the account has no credit") from error
            self._pause(_retry_after(error.response.headers), error)
            return error
        if status in _ADVICE:
            raise CriticError(f"{self.base_url}: {self._said(error)}; model {self.model!r}: {_ADVICE[status]}") from error
        if self.has_answered or "content" in str(getattr(error, "code", "")):  # content_filter, content_policy_violation
            raise Failed(self._said(error)) from error
        raise CriticError(
            f"{self.base_url}: {self._said(error)}; model {self.model!r} takes the request otherwise, or no pictures; "
            "options= changes or (None) leaves out a parameter"
        ) from error

    def _pause(self, seconds: float, error: Exception) -> None:
        """Let every request wait, as the endpoint asks."""
        if seconds > self.max_wait_s:
            raise CriticError(
                f"{self.base_url}: {self._said(error)}; it asks to wait {seconds:.0f} s, max_wait_s is {self.max_wait_s:.0f}"
            ) from error
        self._paused_until = max(self._paused_until, time.monotonic() + seconds)

    def _unreachable(self, error: Exception) -> CriticError:
        return CriticError(f"{self.base_url}: {self._said(error)}; is the server up, and base_url= right?")

    def _said(self, error: Exception) -> str:
        if isinstance(error, TimeoutError) or type(error).__name__ == "APITimeoutError":
            return f"no answer within {self.timeout_s:g} s"
        cause = f" ({error.__cause__})" if error.__cause__ is not None and not hasattr(error, "status_code") else ""
        return f"{error}{cause}"[:400]

    @staticmethod
    def _openai_errors() -> type[Exception]:
        import openai

        return openai.APIError


def _is_refusal(error: Exception | None) -> bool:
    """Whether no connection could be made; by name, since openai 1 and 2 sit on httpx, 3 on httpx2."""
    return error is not None and type(error.__cause__).__name__ == "ConnectError"


def _kind(error: Exception) -> str:
    status = getattr(error, "status_code", None)
    if status is not None:
        return str(status)
    is_late = isinstance(error, TimeoutError) or "Timeout" in type(error).__name__
    return "malformed" if isinstance(error, Malformed) else "timeout" if is_late else "connection"


def _warmer(parameters: dict) -> dict:
    return parameters | {"temperature": 1} if parameters.get("temperature") == 0 else parameters


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise Malformed(f"expected JSON, got {content[:80]!r}") from error


def _retry_after(headers) -> float:
    """Seconds that a response asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110, 10.2.3); 0 for none."""
    try:
        if "retry-after-ms" in headers:
            return float(headers["retry-after-ms"]) / 1000
        return float(headers.get("retry-after", 0))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(headers["retry-after"]).timestamp() - time.time())
    except (KeyError, ValueError):
        return 0.0
