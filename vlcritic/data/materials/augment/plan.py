"""What is wanted of an augmentation."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Plan:
    """What is wanted.

    Attributes:
        count: accepted materials in all; rounds go on until there are so many. `None`: one round.
        pairs: of a round.
        per_pair: accepted materials that a pair gives at most.
        tries: programs of a pair that are looked at, at most.
        n: completions of a request at most. An endpoint that gives one whatever `n` says is asked more often.
        temperature, max_tokens: of a completion.
        options: parameters of the request to add or change, or with `None` to leave out:
            `{"max_tokens": None, "max_completion_tokens": 4096}`.
        concurrency: requests under way at once.
        seed: of the pairs.
    """

    count: int | None = None
    pairs: int = 500
    per_pair: int = 4
    tries: int = 20
    n: int = 4
    temperature: float = 1.0
    max_tokens: int = 2048
    options: dict = field(default_factory=dict)
    concurrency: int = 8
    seed: int = 0

    def __post_init__(self):
        least = dict.fromkeys(("pairs", "per_pair", "tries", "n", "max_tokens", "concurrency"), 1) | {"temperature": 0, "seed": 0}
        for name, low in least.items():
            if not getattr(self, name) >= low:
                raise ValueError(f"{name}: expected {low} or more, got {getattr(self, name)}")
        if self.count is not None and self.count < 1:
            raise ValueError(f"count: expected 1 or more, or None for one round, got {self.count}")

    def parameters(self, n: int) -> dict:
        """Of a request for `n` completions."""
        usual = {"temperature": self.temperature, "max_tokens": self.max_tokens} | ({"n": n} if n > 1 else {})
        return {name: value for name, value in (usual | self.options).items() if value is not None}

    def pair(self, index: int, sources: int) -> list[int]:
        """Which two of so many sources make a pair."""
        return np.random.default_rng([self.seed, index]).choice(sources, 2, replace=False).tolist()
