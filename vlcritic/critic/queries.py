"""Several questions about the same pictures: asked, weighted, calibrated and logged separately.

One question that asks two things at once cannot say which of them fails; two can, and each may have a weight that changes as
optimisation goes on. A question with a negation is asked both ways, and half the difference counts: a critic that says yes to everything
then says nothing.

Source: VLM3D (arXiv:2511.14271) asks for content and geometry in one prompt; here they are two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch

Weight = float | Callable[[int], float]


class Asked(Protocol):
    """What answers: `Critic`, or a critic around one."""

    def __call__(self, images: torch.Tensor, question: str | Sequence[str]) -> torch.Tensor: ...


@dataclass(frozen=True)
class Query:
    """A question with a name and a weight.

    Attributes:
        name: key in logs.
        question: answered yes by a good picture.
        negation: its opposite, answered no by a good picture; `None` to ask one way only.
        weight: a number, or a function of the step.
    """

    name: str
    question: str
    negation: str | None = None
    weight: Weight = 1.0


def semantic(prompt: str, *, weight: Weight = 1.0) -> Query:
    """Whether the pictures show what a prompt says."""
    yes = f'Do the pictures show "{prompt}", with nothing of it missing and nothing else in its place?'
    no = f'Does something of "{prompt}" miss in the pictures, or stand something else in its place?'
    return Query("semantic", yes, no, weight)


def spatial(*, weight: Weight = 1.0) -> Query:
    """Whether several views show one sound object: no duplicate faces, no broken or intersecting surfaces, no floating parts."""
    yes = "Do the pictures show one object of sound geometry from all sides, without duplicate faces, broken surfaces or floating parts?"
    no = "Do the pictures show duplicate faces, broken or intersecting surfaces, or floating parts?"
    return Query("spatial", yes, no, weight)


@dataclass
class Answers:
    """What a critic says to several queries.

    Attributes:
        total: weighted mean of the log-odds, `(B,)`.
        log_odds: of each query, by name, `(B,)` each, calibrated where it has a negation.
        yes_bias: of each query with a negation: half the sum of both log-odds, `(B,)`, 0 for a critic that contradicts itself nowhere.
    """

    total: torch.Tensor
    log_odds: dict[str, torch.Tensor]
    yes_bias: dict[str, torch.Tensor]

    def metrics(self, prefix: str = "critic") -> dict[str, float]:
        """Means over the batch, for a log: `critic/<name>`, `critic/<name>/yes_bias`, `critic/total`."""
        found = {f"{prefix}/{name}": odds.mean().item() for name, odds in self.log_odds.items()}
        found |= {f"{prefix}/{name}/yes_bias": bias.mean().item() for name, bias in self.yes_bias.items()}
        return found | {f"{prefix}/total": self.total.mean().item()}


class Queries:
    """A critic that is asked several things: `queries(images, step=0) -> Answers`.

    Raises:
        ValueError: no query, or two of one name.
    """

    def __init__(self, critic: Asked, queries: Sequence[Query]):
        names = [query.name for query in queries]
        if not names or len(set(names)) < len(names):
            raise ValueError(f"queries: expected one or more, of different names, got {names}")
        self.critic, self.queries = critic, tuple(queries)

    def __call__(self, images: torch.Tensor, *, step: int = 0) -> Answers:
        """Answers about pictures `(B, 3, H, W)` or `(B, V, 3, H, W)`; a query of weight 0 is not asked.

        Raises:
            ValueError: a weight below 0, or all of them 0.
        """
        weights = {query.name: _weight(query, step) for query in self.queries}
        if not sum(weights.values()):
            raise ValueError(f"queries: expected a weight above 0 at step {step}, all are 0")
        odds, bias = {}, {}
        for query in self.queries:
            if weights[query.name]:
                odds[query.name], leaning = self._answered(images, query)
                if leaning is not None:
                    bias[query.name] = leaning
        total = sum(weights[name] * value for name, value in odds.items()) / sum(weights.values())
        return Answers(total, odds, bias)

    def _answered(self, images: torch.Tensor, query: Query) -> tuple[torch.Tensor, torch.Tensor | None]:
        yes = self.critic(images, query.question)
        if query.negation is None:
            return yes, None
        no = self.critic(images, query.negation)
        return (yes - no) / 2, (yes + no) / 2


def _weight(query: Query, step: int) -> float:
    value = query.weight(step) if callable(query.weight) else query.weight
    if not value >= 0:
        raise ValueError(f"query {query.name}: expected a weight of at least 0, got {value} at step {step}")
    return value
