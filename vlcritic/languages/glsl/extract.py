"""The program in a model's answer: a fenced block, or bare code with prose around it."""

from __future__ import annotations

import re

from vlcritic.languages.fences import program_in

_CODE_LINE = re.compile(
    r"^[ \t]*(?:#|//|/\*|(?:const|uniform|precision|struct|void|bool|u?int|float|[biu]?vec[234]|mat[234](?:x[234])?)\b)",
    re.MULTILINE,
)


def extract(completion: str) -> str:
    """The shader in `completion`: the last fenced block that defines `mainImage`, else bare code that does.

    Raises:
        ExtractError: neither.
    """
    return program_in(completion, "mainImage", fence="glsl") or _bare(completion)


def _bare(completion: str) -> str:
    """From the first line that looks like code to the last closing brace."""
    name = completion.index("mainImage")
    first = _CODE_LINE.search(completion)
    start = first.start() if first and first.start() < name else completion.rfind("\n", 0, name) + 1
    end = completion.rfind("}") + 1
    return completion[start : end if end > start else len(completion)].strip() + "\n"
