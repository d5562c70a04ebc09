"""The program in a model's answer: a fenced block, or bare code with prose around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlcritic.errors import ExtractError

MAX_COMPLETION = 1 << 20  # characters; a longer answer is refused before any pattern runs over it

_FENCE = re.compile(r"^[ \t]*```([^\n]*)$", re.MULTILINE)
_CODE_LINE = re.compile(
    r"^[ \t]*(?:#|//|/\*|(?:const|uniform|precision|struct|void|bool|u?int|float|[biu]?vec[234]|mat[234](?:x[234])?)\b)",
    re.MULTILINE,
)


def extract(completion: str) -> str:
    """The shader in `completion`: the last fenced block that defines `mainImage`, else bare code that does.

    A fence that never closes (an answer cut short) runs to the end, so that the compiler can say what is missing.

    Raises:
        ExtractError: neither.
    """
    if len(completion) > MAX_COMPLETION:
        raise ExtractError(f"completion: {len(completion):,} characters; at most {MAX_COMPLETION:,} are read")
    blocks = [block for block in _blocks(completion) if "mainImage" in block]
    if blocks:
        return blocks[-1].strip() + "\n"
    if "mainImage" in completion and "```" not in completion:
        return _bare(completion)
    shown = completion.strip()[:60]
    raise ExtractError(
        f"no program: expected a ```glsl block that defines mainImage, got {shown!r}" if shown else "no program: empty completion"
    )


def _blocks(completion: str) -> Iterator[str]:
    """What stands between fences, in one pass. A fence with a word behind it opens a block, even inside another; a bare one closes it."""
    start = None
    for fence in _FENCE.finditer(completion):
        if start is not None:
            yield completion[start : fence.start()]
        start = fence.end() + 1 if start is None or fence[1].strip() else None
    if start is not None:
        yield completion[start:]


def _bare(completion: str) -> str:
    """From the first line that looks like code to the last closing brace."""
    name = completion.index("mainImage")
    first = _CODE_LINE.search(completion)
    start = first.start() if first and first.start() < name else completion.rfind("\n", 0, name) + 1
    end = completion.rfind("}") + 1
    return completion[start : end if end > start else len(completion)].strip() + "\n"
