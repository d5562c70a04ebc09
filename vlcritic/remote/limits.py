"""How often an endpoint may be asked, and for how much money. Both are counted per critic and process, and safe under threads."""

from __future__ import annotations

import threading
import time

from vlcritic.errors import CriticError


class LimitReached(CriticError):
    """The next request would pass a limit that was set: money, or their number."""


class Pace:
    """Spreads requests, or tokens, evenly over time: in any minute at most `per_minute`, and the last one's own size more.

    Args:
        per_minute: `None` is no limit.
    """

    def __init__(self, per_minute: float | None):
        self.per_minute = per_minute
        self._free_at = 0.0
        self._lock = threading.Lock()

    def book(self, amount: float) -> float:
        """Take the next free place on the time line, as long as `amount` needs; gives the seconds until it begins."""
        if self.per_minute is None:
            return 0.0
        with self._lock:
            start = max(time.monotonic(), self._free_at)
            self._free_at = start + 60 * amount / self.per_minute
            return start - time.monotonic()


class Ledger:
    """Money in US dollars: what was spent, what requests on their way are expected to cost, and the cap on their sum.

    Args:
        prices: of a million prompt tokens and of a million completion tokens.
        cap: `None` is no cap.
        max_requests: how many may be sent, further tries included; `None` is no limit.
    """

    def __init__(self, prices: tuple[float, float], cap: float | None, max_requests: int | None = None):
        self.prices = prices
        self.cap = cap
        self.max_requests = max_requests
        self.spent = 0.0
        self.requests = 0
        self._on_the_way: list[float] = []
        self._lock = threading.Lock()

    def price(self, prompt_tokens: float, completion_tokens: float) -> float:
        """What so many tokens cost."""
        return (prompt_tokens * self.prices[0] + completion_tokens * self.prices[1]) / 1e6

    def reserve(self, cost: float) -> bool | None:
        """Put `cost` aside: True where it was, False where it would pass the cap, None where that depends on what is on its way."""
        with self._lock:
            if self._has_no_request_left():
                return False
            if self.cap is None or self.spent + sum(self._on_the_way) + cost <= self.cap:
                self._on_the_way.append(cost)
                self.requests += 1
                return True
            return None if self._on_the_way else False

    def refusal(self, cost: float) -> str:
        """Why a request of that price may not be sent, and how to go on."""
        if self._has_no_request_left():
            return f"{self.requests} requests were sent, max_requests is {self.max_requests}; raise max_requests= to go on"
        return (
            f"the next request, at about ${cost:.6f}, would pass max_cost: ${self.spent:.6f} of ${self.cap:.6f} are spent; "
            "raise max_cost= to go on"
        )

    def settle(self, reserved: float, cost: float) -> None:
        """What was reserved came to `cost`."""
        with self._lock:
            self._on_the_way.remove(reserved)
            self.spent += cost

    def _has_no_request_left(self) -> bool:
        return self.max_requests is not None and self.requests >= self.max_requests
