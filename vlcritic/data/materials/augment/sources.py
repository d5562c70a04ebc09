"""The materials that an augmentation starts from: what they are, what new ones must differ from, and what they must stay within."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from vlcritic.data.materials.duplicates import Seen
from vlcritic.data.materials.filter import MAX_TOKENS, token_counter
from vlcritic.data.materials.sift import Sieve
from vlcritic.data.materials.store import Stage, image_path, read_stage
from vlcritic.errors import DataError
from vlcritic.images import load
from vlcritic.languages.blender.read import read
from vlcritic.types import Image


def sources_of(inputs: Sequence[str | Path]) -> tuple[list[dict], dict[str, Path]]:
    """The accepted records of all inputs, and where the picture of each lies."""
    records = {record["id"]: (record, image_path(folder, record["id"])) for folder in inputs for record in read_stage(folder)}
    if len(records) < 2:
        raise DataError(f"{', '.join(map(str, inputs))}: {len(records)} accepted materials; a pair takes two")
    if missing := next((path for _, path in records.values() if not path.is_file()), None):
        raise DataError(f"{missing}: no such picture; augment takes stages with pictures: run `filter` first")
    return [record for record, _ in records.values()], {identity: path for identity, (_, path) in records.items()}


def digest(content: object) -> str:
    """A short hash of what JSON can write."""
    return hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=6).hexdigest()


def sieve_of(sources: Sequence[dict], pictures: dict[str, Path], stage: Stage) -> Sieve:
    """What new materials must differ from: the sources, and what was accepted here."""

    def picture(identity: str) -> Image:
        return load(pictures.get(identity, image_path(stage.folder, identity)))

    sieve = Sieve(Seen(picture))
    for record in itertools.chain(sources, read_stage(stage.folder, is_finished=False)):
        sieve.remember(record["id"], read(record["program"]), picture(record["id"]))
    return sieve


def unfitness(sources: Sequence[dict], tokenizer: str | None) -> Callable[[str], str]:
    """A function that says why a canonical program is none of this collection, `""` where it may be."""
    count = token_counter(tokenizer)
    idnames = {node.idname for record in sources for node in read(record["program"]).nodes}

    def why(program: str) -> str:
        if any(node.idname not in idnames for node in read(program).nodes):
            return "unseen node"
        return "too many tokens" if count(program) > MAX_TOKENS else ""

    return why
