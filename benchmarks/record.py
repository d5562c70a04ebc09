"""One measured figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Record:
    """A figure and what it is held against.

    Attributes:
        name, value, unit: what was measured.
        against: what it is compared with, measured in the same run; empty where it stands alone.
        ratio: value over the other's value; above 1 means that ours is larger.
        goal: what the ratio (or the value) should reach, in words.
    """

    name: str
    value: float
    unit: str
    against: str = ""
    ratio: float | None = None
    goal: str = ""
