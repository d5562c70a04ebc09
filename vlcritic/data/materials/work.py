"""How the stages work through much: in batches, so that a kill loses little, under a bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from tqdm import tqdm

BATCH = 32  # programs that are drawn together: all workers are busy, and a killed run repeats a few seconds

T = TypeVar("T")


def batches(things: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The things, so many at a time."""
    things = iter(things)
    while batch := list(islice(things, size)):
        yield batch


def progress_bar(total: int | None, unit: str, is_shown: bool, *, done: int = 0) -> tqdm:
    """A bar of tqdm, that says nothing where it is not shown."""
    return tqdm(total=total, initial=done, unit=unit, disable=not is_shown)
