"""Build a data set: sample, render, check, split, store.

    OUT/data/{train,validation,test}-00000.parquet    columns image, program, scene (JSON), uid (hash of the picture)
    OUT/manifest.json                                 options, versions, counts, rejections, hash of each file; written last
    OUT/.partial/                                     blocks of an unfinished build; gone when it is finished

Attempt i depends on the seed and i alone. A build that was interrupted continues at its last whole block and ends with the same files.
"""

from __future__ import annotations

import hashlib
import io
import json
import platform
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import datasets
import numpy as np
from tqdm import tqdm

import vlcritic
from vlcritic.data.checks import rejection, without
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.sample import checked_options, sample
from vlcritic.data.glsl.scene import Scene
from vlcritic.data.splits import SPLITS, split_of
from vlcritic.data.store import read_block, write_block, write_shards
from vlcritic.errors import DataError, VlcriticError
from vlcritic.files import write_text
from vlcritic.images import to_pil
from vlcritic.languages.glsl.renderer import GlslRenderer
from vlcritic.rendering import default_workers
from vlcritic.types import Image

BLOCK = 500  # attempts that are rendered together


@dataclass(frozen=True)
class _Options:
    """All that the content of a data set depends on."""

    stage: str
    count: int
    seed: int
    kinds: tuple[str, ...]
    background: str
    max_shapes: int
    size: int

    def sample(self, attempt: int) -> Scene:
        """The scene of one attempt."""
        rng = np.random.default_rng([self.seed, attempt])
        return sample(rng, stage=self.stage, kinds=self.kinds, background=self.background, max_shapes=self.max_shapes)


def build(
    out: str | Path,
    *,
    count: int,
    stage: str = "primitives",
    seed: int = 0,
    kinds: Sequence[str] | None = None,
    background: str = "black",
    max_shapes: int | None = None,
    size: int = 128,
    workers: int | None = None,
    progress: bool = True,
) -> dict:
    """Write a data set of `count` different pictures to a folder, and return its manifest.

    Args:
        out: a new folder, an unfinished one of the same options (it is continued), or a finished one (it is left alone).
        stage, kinds, background, max_shapes: see `vlcritic.data.glsl.sample.sample`.
        size: side of the pictures in pixels.
        workers: renderer processes; the result does not depend on it.

    Raises:
        DataError: the folder holds something else, or the options leave no good scenes.
        ValueError: an option that cannot be.
    """
    kinds, max_shapes = checked_options(stage, kinds, background, max_shapes)
    if count < 1 or seed < 0:
        raise ValueError(f"expected count ≥ 1 and seed ≥ 0, got {count} and {seed}")
    options, out = _Options(stage, count, seed, kinds, background, max_shapes, size), Path(out)
    if (finished := _claim(out, options)) is not None:
        return finished
    with ExitStack() as stack:
        # a renderer of one process for each slice of a block: a scene and its variants meet the process that has compiled them
        open_one = partial(GlslRenderer, size=size, workers=1, timeout_s=30.0)
        renderers = [stack.enter_context(open_one()) for _ in range(workers or default_workers())]
        bar = stack.enter_context(tqdm(total=count, disable=not progress, unit="scene"))
        rows, tally = _collect(_blocks(out / ".partial", options, renderers), count, bar)
    return _finish(out, options, rows, tally)


def _claim(out: Path, options: _Options) -> dict | None:
    """Make the folder ours; its manifest where it is finished. Refuses one that holds anything else."""
    record, manifest, begun = _as_json(options), out / "manifest.json", out / ".partial" / "options.json"
    found = next((path for path in (manifest, begun) if path.is_file()), None)
    if found is None:
        if out.exists() and (not out.is_dir() or any(child.name != ".partial" for child in out.iterdir())):
            raise DataError(f"{out}: not empty, and no data set; name a new or an empty folder")
        write_text(begun, json.dumps(record))
        return None
    content = json.loads(found.read_text())
    there = content["options"] if found == manifest else content
    if differing := [f"{key} is {there.get(key)!r}, not {value!r}" for key, value in record.items() if there.get(key) != value]:
        raise DataError(f"{out}: holds a data set of other options ({'; '.join(differing)}); name another folder, or delete this one")
    if found == begun:
        return None
    shutil.rmtree(out / ".partial", ignore_errors=True)  # left where a build was killed after its last line
    return content


def _as_json(options: _Options) -> dict:
    """The options as they are read back from JSON."""
    return json.loads(json.dumps(asdict(options)))


def _blocks(folder: Path, options: _Options, renderers: list[GlslRenderer]) -> Iterator[list[dict]]:
    """Attempts in blocks, without end: read where an earlier run wrote them, else made and written."""
    index = 0
    while True:
        path = folder / f"block-{index:05d}.parquet"
        if not path.is_file():
            write_block(path, _attempts(options, range(index * BLOCK, (index + 1) * BLOCK), renderers))
        yield read_block(path)
        index += 1


def _attempts(options: _Options, attempts: range, renderers: list[GlslRenderer]) -> list[dict]:
    """One row for each attempt, a slice of them to each renderer."""
    slices = [attempts[len(attempts) * i // len(renderers) : len(attempts) * (i + 1) // len(renderers)] for i in range(len(renderers))]
    with ThreadPoolExecutor(len(renderers)) as threads:
        return [row for rows in threads.map(partial(_rows, options), slices, renderers) for row in rows]


def _rows(options: _Options, attempts: range, render: GlslRenderer) -> list[dict]:
    """One row for each attempt; a rejected one holds the reason and no picture."""
    scenes = [options.sample(attempt) for attempt in attempts]
    variants = [without(scene) for scene in scenes]
    every = [each for scene, taken in zip(scenes, variants, strict=True) for each in (scene, *chain(*taken.values()))]
    pictures = iter(_rendered([write(scene) for scene in every], render))
    rows = []
    for scene, taken in zip(scenes, variants, strict=True):
        picture = next(pictures)
        others = {name: [next(pictures) for _ in many] for name, many in taken.items()}
        rows.append(_row(scene, picture, rejection(scene, picture, others, is_framed=options.stage == "booleans")))
    return rows


def _rendered(programs: list[str], render: GlslRenderer) -> list[Image]:
    """The pictures. An error is raised: a program of ours that does not render is a defect, not a sample."""
    pictures = render(programs)
    for picture in pictures:
        if isinstance(picture, VlcriticError):
            raise picture
    return pictures


def _row(scene: Scene, picture: Image, rejected: str | None) -> dict:
    if rejected:
        return {"image": b"", "program": "", "scene": "", "uid": "", "split": "", "rejected": rejected}
    png = io.BytesIO()
    to_pil(picture).save(png, format="PNG")
    uid = hashlib.blake2b(picture.tobytes(), digest_size=8).hexdigest()
    row = {"image": png.getvalue(), "program": write(scene), "scene": scene.to_json(), "uid": uid}
    return row | {"split": split_of(scene), "rejected": ""}


def _collect(blocks: Iterator[list[dict]], count: int, bar: tqdm) -> tuple[list[dict], Counter]:
    """The first `count` rows of distinct pictures, and how often each reason rejected one."""
    rows: dict[str, dict] = {}
    tally: Counter = Counter()
    for block in blocks:
        before = len(rows)
        for row in block:
            reason = row["rejected"] or ("duplicate" if row["uid"] in rows else "")
            tally[reason or "accepted"] += 1
            if not reason:
                rows[row["uid"]] = row
            if len(rows) == count:
                break
        bar.update(len(rows) - before)
        if len(rows) == count:
            break
        if len(rows) == before:
            raise DataError(f"{BLOCK} attempts gave no new picture ({dict(tally)}); allow more kinds or shapes")
    return list(rows.values()), tally


def _finish(out: Path, options: _Options, rows: list[dict], tally: Counter) -> dict:
    """Write the shards, then the manifest, and drop the blocks."""
    by_split = {split: [row for row in rows if row["split"] == split] for split in SPLITS}
    files = {name: digest for split in SPLITS for name, digest in write_shards(out, split, by_split[split]).items()}
    manifest = {
        "options": _as_json(options),
        "counts": {split: len(by_split[split]) for split in SPLITS},
        "rejected": {reason: tally[reason] for reason in sorted(tally) if reason != "accepted"},
        "files": files,
        "versions": {"vlcritic": vlcritic.__version__, "datasets": datasets.__version__, "python": platform.python_version()},
    }
    write_text(out / "manifest.json", json.dumps(manifest, indent=2) + "\n")
    shutil.rmtree(out / ".partial")
    return manifest
