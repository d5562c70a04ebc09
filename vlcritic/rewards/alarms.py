"""How a run goes wrong without an error: programs that grow ever shorter, and groups in which every answer scores the same."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

FIRST = 5  # batches whose mean length is what later ones are held against
MEMORY = 0.8  # weight of the past in the running means
SHORT = 0.5  # of the first batches' length
ALIKE = 0.8  # share of groups without variance
SAME = 1e-6  # spread of totals that a group's advantage cannot use

log = logging.getLogger("vlcritic.rewards")


@dataclass
class Alarms:
    """Watches batches: `alarms(lengths, totals, groups) -> metrics`, the same keys every time; says in the log when one goes off.

    GRPO learns from differences within a group: where all totals are equal, nothing. Programs shorter than half of what they were at the
    start are the collapse that length-blind rewards invite.
    """

    first: list[float] = field(default_factory=list)
    length: float | None = None
    alike: float | None = None
    ringing: set[str] = field(default_factory=set)

    def __call__(self, lengths: Sequence[int], totals: Sequence[float | None], groups: Sequence) -> dict[str, float]:
        """One batch: characters of each program (0 for none), totals, and what each row's group is known by."""
        alike = _share_alike(totals, groups)
        mean = sum(lengths) / len(lengths) if lengths else 0.0
        if lengths:
            self.length = _running(self.length, mean)
            if len(self.first) < FIRST:
                self.first.append(mean)
        if alike is not None:
            self.alike = _running(self.alike, alike)
        is_short = len(self.first) == FIRST and self.length < SHORT * sum(self.first) / FIRST
        self._ring("length_collapse", is_short, "programs are less than half as long as at the start; a length or format term may help")
        is_alike = self.alike is not None and self.alike > ALIKE
        self._ring("zero_variance", is_alike, "in four groups of five all answers score the same, so nothing is learned from them")
        return {
            "reward/length": mean,
            "reward/zero_variance_groups": alike or 0.0,
            "alarm/length_collapse": float(is_short),
            "alarm/zero_variance": float(is_alike),
        }

    def _ring(self, name: str, is_on: bool, words: str) -> None:
        """A line in the log when an alarm goes off, not at every batch for which it lasts."""
        if is_on and name not in self.ringing:
            log.warning("alarm/%s: %s", name, words)
        self.ringing = self.ringing | {name} if is_on else self.ringing - {name}


def _running(before: float | None, value: float) -> float:
    return value if before is None else MEMORY * before + (1 - MEMORY) * value


def _share_alike(totals: Sequence[float | None], groups: Sequence) -> float | None:
    """Share of the groups of at least two judged rows whose totals are all equal; `None` without such a group."""
    by_group: dict = {}
    for total, group in zip(totals, groups, strict=True):
        if total is not None:
            by_group.setdefault(group, []).append(total)
    spreads = [max(values) - min(values) for values in by_group.values() if len(values) > 1]
    return sum(spread < SAME for spread in spreads) / len(spreads) if spreads else None
