"""Weights of terms that may change as training goes on: a number, or a function of the step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Weight = float | Callable[[int], float]


@dataclass(frozen=True)
class Linear:
    """A weight that goes from `start` to `end` over the first `steps` steps, and stays there."""

    start: float
    end: float
    steps: int

    def __post_init__(self):
        if not (self.start >= 0 and self.end >= 0 and self.steps >= 1):
            raise ValueError(f"weight: expected START:END@STEPS with ends of at least 0 and a step or more, got {self}")

    def __call__(self, step: int) -> float:
        share = min(1.0, max(0.0, step / self.steps))
        return self.start + share * (self.end - self.start)


def weight_at(weight: Weight, step: int) -> float:
    """The weight at a step. Raises ValueError below 0."""
    value = weight(step) if callable(weight) else weight
    if not value >= 0:
        raise ValueError(f"weight: expected at least 0, got {value} at step {step}")
    return value


def parse_weight(text: str) -> Weight:
    """`0.5`, or `0:0.2@500` for a weight that goes from 0 to 0.2 over 500 steps. Raises ValueError."""
    try:
        if "@" not in text:
            return float(text)
        ends, steps = text.split("@")
        start, end = map(float, ends.split(":"))
        return Linear(start, end, int(steps))
    except ValueError as error:
        raise ValueError(f"weight: expected a number, or START:END@STEPS like 0:0.2@500, got {text!r}") from error


def parse_terms(words: list[str], known: Mapping[str, Callable[[], object]]) -> dict:
    """Terms with their weights from words like `lpips=0.5`; a weight of 0 leaves a term out. Raises ValueError for an unknown name."""
    terms = {}
    for word in words:
        name, _, text = word.partition("=")
        if name not in known:
            raise ValueError(f"terms: expected NAME=WEIGHT with a name of {', '.join(sorted(known))}, got {word!r}")
        weight = parse_weight(text)
        if weight != 0:
            terms[known[name]()] = weight
    return terms
