"""What the model is asked and what it answers: one wording for training and inference."""

from __future__ import annotations

import re
from collections.abc import Mapping

SYSTEM = "You see a picture. Name its shapes in one line, then write a GLSL program that draws it, in a ```glsl fence."
QUESTION = "Write the program of this picture."

_CALL = re.compile(r"\bd = .*?(\w+)\(p - ")


def prompt_messages(*, language: str = "glsl", image=None) -> list[dict]:
    """The prompt as chat messages.

    Without an image the contents are strings, to which TRL adds the image of the row's `image` column; with one (a PIL picture), the
    messages are those that TRL makes of them, ready for `processor.apply_chat_template`.
    """
    if language != "glsl":
        raise ValueError(f"language: expected 'glsl', got {language!r}")
    if image is None:
        return [{"role": "system", "content": SYSTEM}, {"role": "user", "content": QUESTION}]
    question = [{"type": "image", "image": image}, {"type": "text", "text": QUESTION}]
    return [{"role": "system", "content": [{"type": "text", "text": SYSTEM}]}, {"role": "user", "content": question}]


def answer(program: str) -> str:
    """The answer that a model learns to give: `2 shapes: circle, square.`, then the program in a fence."""
    kinds = _CALL.findall(program)
    return f"{len(kinds)} shape{'s' * (len(kinds) != 1)}: {', '.join(kinds)}.\n```glsl\n{program.strip()}\n```"


def sft_example(row: Mapping) -> Mapping:
    """The row with the `prompt` and `completion` that TRL's `SFTTrainer` reads beside `image`; a function for `Dataset.map`."""
    return row | {"prompt": prompt_messages(), "completion": [{"role": "assistant", "content": answer(row["program"])}]}


def grpo_example(row: Mapping) -> Mapping:
    """The row with the `prompt` that TRL's `GRPOTrainer` reads beside `image`; its other columns reach the reward."""
    return row | {"prompt": prompt_messages()}
