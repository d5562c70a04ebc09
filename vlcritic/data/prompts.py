"""What the model is asked and what it answers: one wording a language, for training and inference."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_CALL = re.compile(r"\bd = .*?(\w+)\(p - ")


@dataclass(frozen=True)
class Wording:
    """How programs of a language are asked for.

    Attributes:
        question: of the user, beside the picture.
        fence: tag of the answer's block.
        system: the system message, empty for none.
        prose: what stands before the block, of a program.
    """

    question: str
    fence: str
    system: str = ""
    prose: Callable[[str], str] = lambda program: ""


def _shapes(program: str) -> str:
    """`2 shapes: circle, square.`, the kinds in the order of the program."""
    kinds = _CALL.findall(program)
    return f"{len(kinds)} shape{'s' * (len(kinds) != 1)}: {', '.join(kinds)}.\n"


WORDINGS = {
    "glsl": Wording(
        "Write the program of this picture.",
        "glsl",
        "You see a picture. Name its shapes in one line, then write a GLSL program that draws it, in a ```glsl fence.",
        _shapes,
    ),
    # VLMaterial's task (ICLR 2025): the same request, and code alone in return
    "blender": Wording("Write a Python function with the Blender API that creates a material node graph for this image.", "python"),
}
"""By the language's name."""


def prompt_messages(*, language: str = "glsl", image=None) -> list[dict]:
    """The prompt as chat messages.

    Without an image the contents are strings, to which TRL adds the image of the row's `image` column; with one (a PIL picture), the
    messages are those that TRL makes of them, ready for `processor.apply_chat_template`.

    Raises:
        ValueError: no such language.
    """
    wording = _wording(language)
    system = [] if not wording.system else [{"role": "system", "content": wording.system}]
    if image is None:
        return [*system, {"role": "user", "content": wording.question}]
    question = [{"type": "image", "image": image}, {"type": "text", "text": wording.question}]
    parts = [message | {"content": [{"type": "text", "text": message["content"]}]} for message in system]
    return [*parts, {"role": "user", "content": question}]


def answer(program: str, *, language: str = "glsl") -> str:
    """The answer that a model learns to give: the language's line of prose, where it has one, then the program in a fence."""
    wording = _wording(language)
    return f"{wording.prose(program)}```{wording.fence}\n{program.strip()}\n```"


def sft_example(row: Mapping, *, language: str = "glsl") -> Mapping:
    """The row with the `prompt` and `completion` that TRL's `SFTTrainer` reads beside `image`; a function for `Dataset.map`."""
    completion = [{"role": "assistant", "content": answer(row["program"], language=language)}]
    return row | {"prompt": prompt_messages(language=language), "completion": completion}


def grpo_example(row: Mapping, *, language: str = "glsl") -> Mapping:
    """The row with the `prompt` that TRL's `GRPOTrainer` reads beside `image`; its other columns reach the reward."""
    return row | {"prompt": prompt_messages(language=language)}


def _wording(language: str) -> Wording:
    if language not in WORDINGS:
        raise ValueError(f"language: expected one of {', '.join(WORDINGS)}, got {language!r}")
    return WORDINGS[language]
