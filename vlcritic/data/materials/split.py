"""The data set: materials of finished stages in train, validation and test, none of which has nearly been seen in training.

    OUT/data/{train,validation,test}-00000.parquet    columns image, program, uid (hash of the picture), id, origin
    OUT/manifest.json                                 options, counts, leaks, hash of each file; written last
    OUT/records.jsonl …                               the verdicts so far, as in every stage

The split is by material: a hash of its id orders all, of which a twentieth each is for validation and test. A variation goes where its
material goes, so held-out materials are tested on with their variations. What a model wrote (several parents) is for training alone, and
only where none of its parents is held out. Two materials of one family may be in different splits, as two programs of one artist may; what
is too alike is found by looking: a training picture goes where some held-out picture, variations included, has SSIM ≥ 0.8 and LPIPS ≤ 0.3.

Source: VLMaterial (ICLR 2025), its split and test of leakage.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import datasets

import vlcritic
from vlcritic.data.materials.leaks import HeldOut, has_lpips
from vlcritic.data.materials.store import Stage, image_path, read_stage, settings_of, write_file
from vlcritic.data.materials.work import BATCH, batches, progress_bar
from vlcritic.data.splits import SPLITS, TEST, VALIDATION
from vlcritic.data.store import write_shards
from vlcritic.errors import DataError
from vlcritic.images import from_png

FEATURES = datasets.Features({"image": datasets.Image()} | {name: datasets.Value("string") for name in ("program", "uid", "id", "origin")})

PARENT_HELD_OUT = "parent held out"
LEAK = "leak"


@dataclass(frozen=True)
class _Sample:
    """A material with its picture, where it lies, and the material that it is a variation of (itself, where of none)."""

    record: dict
    folder: Path
    material: str

    @property
    def id(self) -> str:
        return self.record["id"]

    @property
    def png(self) -> bytes:
        path = image_path(self.folder, self.id)
        try:
            return path.read_bytes()
        except OSError as error:
            raise DataError(f"{path}: {error.strerror}; split takes stages with pictures: run `filter` first") from error


def split(inputs: Sequence[str | Path], out: str | Path, *, seed: int = 0, lpips: bool = True, progress: bool = True) -> dict:
    """Write the data set of all accepted materials of some stages, and return its manifest.

    Args:
        inputs: folders of finished stages with pictures of one size; parents before or after their variations.
        out: a new folder, or one of the same settings and materials, which is continued.
        seed: another one holds out other materials.
        lpips: test leakage with LPIPS too, where its weights are; without, SSIM alone decides, and the manifest says so.

    Raises:
        DataError: an input is no finished stage, lacks a picture or a parent, or the folder holds something else.
    """
    samples = _samples(inputs)
    places = _places({sample.material for sample in samples.values() if sample.material}, seed)
    splits = {identity: _split_of(sample, samples, places) for identity, sample in samples.items()}
    theirs = {"inputs": [settings_of(folder) for folder in inputs], "samples": _digest(samples)}
    settings = {"stage": "split"} | theirs | {"seed": seed, "lpips": lpips and has_lpips()}
    with Stage(out, settings) as stage:
        held_out = HeldOut((from_png(samples[each].png) for each, place in splits.items() if place in SPLITS[1:]), with_lpips=lpips)
        todo = [samples[identity] for identity in samples if identity not in stage.done]
        with progress_bar(len(samples), "sample", progress, done=len(samples) - len(todo)) as bar:
            for batch in batches(todo, 4 * BATCH):
                _judge(stage, batch, splits, held_out)
                bar.update(len(batch))
        manifest = _finish(stage, samples, splits, {"leak_test": held_out.words})
        stage.finish(counts=manifest["counts"], leak_test=manifest["leak_test"])
        return manifest


def _samples(inputs: Sequence[str | Path]) -> dict[str, _Sample]:
    """Every accepted material by its id."""
    found: dict[str, tuple[dict, Path]] = {}
    for folder in map(Path, inputs):
        for record in read_stage(folder):
            found.setdefault(record["id"], (record, folder))
    if not found:
        raise DataError(f"{', '.join(map(str, inputs))}: no accepted material")
    return {identity: _Sample(record, folder, _material(record, found)) for identity, (record, folder) in found.items()}


def _digest(samples: Iterable[str]) -> str:
    """Which samples they are: others, of an input that has grown, are split otherwise, and what leaked before says nothing of them."""
    ids = sorted(samples)
    return f"{len(ids)}, {hashlib.blake2b(' '.join(ids).encode(), digest_size=8).hexdigest()}"


def _material(record: dict, found: dict[str, tuple[dict, Path]]) -> str:
    """The id of the material that a record is a variation of; `""` for what a model wrote from several."""
    while isinstance(record["origin"], str) and record["origin"] in found:
        record = found[record["origin"]][0]
    return "" if isinstance(record["origin"], list) else record["id"]


def _places(materials: Iterable[str], seed: int) -> dict[str, str]:
    """The split of every material. Three or more give at least one to each."""
    order = sorted(materials, key=lambda each: hashlib.blake2b(f"{seed}:{each}".encode(), digest_size=8).digest())
    test, validation = (max(round(share * len(order)), int(len(order) >= 3)) for share in (TEST, VALIDATION))
    names = ["test"] * test + ["validation"] * validation + ["train"] * len(order)
    return dict(zip(order, names, strict=False))


def _split_of(sample: _Sample, samples: dict[str, _Sample], places: dict[str, str]) -> str:
    """Its split, or why it is in none."""
    if sample.material:
        return places[sample.material]
    return "train" if all(place == "train" for place in _parents(sample.record, samples, places)) else PARENT_HELD_OUT


def _parents(record: dict, samples: dict[str, _Sample], places: dict[str, str]) -> Iterator[str]:
    """The splits of all materials that a record comes from. A parent that is not among the samples was held out by no one."""
    origins = record["origin"] if isinstance(record["origin"], list) else [record["origin"]]
    for origin in origins:
        if origin in places:
            yield places[origin]
        elif origin in samples:
            yield from _parents(samples[origin].record, samples, places)


def _judge(stage: Stage, batch: list[_Sample], splits: dict[str, str], held_out: HeldOut) -> None:
    """A record for each sample: a leak, without a parent, or good."""
    training = [sample for sample in batch if splits[sample.id] == "train"]
    leaks = {
        sample.id for sample, is_leak in zip(training, held_out.leaks([from_png(each.png) for each in training]), strict=True) if is_leak
    }
    for sample in batch:
        rejected = LEAK if sample.id in leaks else "" if splits[sample.id] in SPLITS else splits[sample.id]
        stage.add({"id": sample.id, "program": "", "origin": sample.record["origin"], "rejected": rejected})


def _finish(stage: Stage, samples: dict[str, _Sample], splits: dict[str, str], extra: dict) -> dict:
    """Write the shards, then the manifest."""
    good = [record["id"] for record in read_stage(stage.folder, is_finished=False) if record["id"] in samples]
    by_split = {name: [samples[identity] for identity in good if splits[identity] == name] for name in SPLITS}
    (stage.folder / "manifest.json").unlink(missing_ok=True)  # it says that the shards are whole
    files = {}
    for name in SPLITS:
        files |= write_shards(stage.folder, name, map(_row, by_split[name]), features=FEATURES)
    manifest = {
        "options": stage.settings,
        "language": "blender",
        "counts": {name: len(by_split[name]) for name in SPLITS},
        "rejected": {reason: count for reason, count in sorted(stage.tally.items()) if reason != "accepted"},
        "files": files,
        "versions": {"vlcritic": vlcritic.__version__, "datasets": datasets.__version__},
    } | extra
    write_file(stage.folder / "manifest.json", json.dumps(manifest, indent=2) + "\n")
    return manifest


def _row(sample: _Sample) -> dict:
    png, origin = sample.png, sample.record["origin"]
    uid = hashlib.blake2b(from_png(png).tobytes(), digest_size=8).hexdigest()
    origin = origin if isinstance(origin, str) else json.dumps(origin)
    return {"image": png, "program": sample.record["program"], "uid": uid, "id": sample.id, "origin": origin}
