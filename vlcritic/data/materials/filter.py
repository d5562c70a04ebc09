"""The materials of a stage that are worth learning from: short enough, drawn by Blender, a picture with something in it, and new.

The shortest programs come first, so that of two that are alike the longer is the one that goes.

Source: VLMaterial (ICLR 2025), its filter; see `quality` for what stands in the place of the JPEG's size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from vlcritic.data.materials.drawing import draw
from vlcritic.data.materials.sift import Sieve
from vlcritic.data.materials.store import Stage, read_stage, settings_of
from vlcritic.data.materials.work import batches, progress_bar
from vlcritic.data.prompts import answer, prompt_messages
from vlcritic.errors import DataError
from vlcritic.languages.base import Renderer
from vlcritic.languages.blender.read import read

MAX_TOKENS = 2048
CHARACTERS = 3  # of a program a token, where there is no tokenizer


def filter(
    inputs: Sequence[str | Path],
    out: str | Path,
    *,
    render: Renderer,
    tokenizer: str | None = None,
    max_tokens: int = MAX_TOKENS,
    settings: dict | None = None,
    progress: bool = True,
) -> dict:
    """Write a stage of the good materials of other stages with their pictures, and return its summary.

    Args:
        inputs: folders of finished stages.
        out: a new folder, or one of the same settings, which is continued.
        render: draws the programs.
        tokenizer: folder or Hub id of the model that will learn from them; without one, tokens are estimated by characters.
        max_tokens: of prompt and answer.
        settings: what the pictures depend on, such as size and samples.

    Raises:
        DataError: an input is no finished stage, or no tokenizer, or the folder holds something else.
        RendererError: nothing is drawn any more; what was done is kept.
    """
    count = token_counter(tokenizer)
    records = sorted((record for folder in inputs for record in read_stage(folder)), key=lambda each: (len(each["program"]), each["id"]))
    theirs = {"inputs": [settings_of(folder) for folder in inputs], "tokenizer": tokenizer, "max_tokens": max_tokens}
    with Stage(out, {"stage": "filter"} | theirs | (settings or {})) as stage:
        todo = [record for record in records if record["id"] not in stage.done]
        with progress_bar(len(records), "material", progress, done=len(records) - len(todo)) as bar:
            sieve = Sieve.of(stage)
            for batch in batches(todo):
                for record, picture in _filtered(batch, sieve, render, count, max_tokens):
                    stage.add(record, None if record["rejected"] else picture)
                    bar.update()
        return stage.finish(render, tokens_by=tokenizer or f"an estimate: characters / {CHARACTERS}")


def _filtered(
    batch: list[dict], sieve: Sieve, render: Renderer, count: Callable[[str], int], max_tokens: int
) -> Iterator[tuple[dict, object]]:
    """Each record with its number of tokens and reason, and its picture."""
    graphs = [read(record["program"]) for record in batch]
    tokens = [count(record["program"]) for record in batch]
    worth = [n <= max_tokens and not sieve.is_known(graph) for n, graph in zip(tokens, graphs, strict=True)]
    pictures = iter(draw(render, [record["program"] for record, is_worth in zip(batch, worth, strict=True) if is_worth]))
    for record, graph, n, is_worth in zip(batch, graphs, tokens, worth, strict=True):
        picture = next(pictures) if is_worth else "duplicate graph" if n <= max_tokens else "too many tokens"
        yield record | {"tokens": n, "rejected": sieve.sift(record["id"], graph, picture)}, picture


def token_counter(tokenizer: str | None) -> Callable[[str], int]:
    """Counts the tokens of prompt and answer. Raises DataError where there is no such tokenizer."""
    if tokenizer is None:
        return lambda program: len(conversation(program)) // CHARACTERS + 1
    from transformers import AutoTokenizer

    try:
        encode = AutoTokenizer.from_pretrained(tokenizer)
    except (OSError, ValueError) as error:
        raise DataError(f"{tokenizer}: no tokenizer ({error}); expected a folder or a Hub id of a model") from error
    return lambda program: len(encode(conversation(program))["input_ids"])


def conversation(program: str) -> str:
    """The words of prompt and answer, without the picture."""
    return "\n".join([*(message["content"] for message in prompt_messages(language="blender")), answer(program, language="blender")])
