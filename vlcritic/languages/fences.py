"""Fenced blocks in a model's answer, for every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlcritic.errors import ExtractError

MAX_COMPLETION = 1 << 20  # characters; a longer answer is refused before any pattern runs over it

_FENCE = re.compile(r"^[ \t]*```([^\n]*)$", re.MULTILINE)


def blocks(completion: str) -> Iterator[str]:
    """What stands between fences, in one pass. A fence with a word behind it opens a block, even inside another; a bare one closes it.

    A fence that never closes (an answer cut short) runs to the end, so that the compiler can say what is missing.
    """
    start = None
    for fence in _FENCE.finditer(completion):
        if start is not None:
            yield completion[start : fence.start()]
        start = fence.end() + 1 if start is None or fence[1].strip() else None
    if start is not None:
        yield completion[start:]


def program_in(completion: str, name: str, *, fence: str) -> str | None:
    """The last fenced block that speaks of `name`; `None` where bare code does, without any fence.

    Raises:
        ExtractError: neither, or an answer too long to look through.
    """
    if len(completion) > MAX_COMPLETION:
        raise ExtractError(f"completion: {len(completion):,} characters; at most {MAX_COMPLETION:,} are read")
    found = [block for block in blocks(completion) if name in block]
    if found:
        return found[-1].strip() + "\n"
    if name in completion and "```" not in completion:
        return None
    shown = completion.strip()[:60]
    raise ExtractError(
        f"no program: expected a ```{fence} block that defines {name}, got {shown!r}" if shown else "no program: empty completion"
    )
