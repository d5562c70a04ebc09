"""Data sets on disk: parquet shards that appear whole or not at all, and loading them again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import datasets
import pyarrow
import pyarrow.parquet

from vlcritic.data.splits import SPLITS
from vlcritic.errors import DataError
from vlcritic.files import replacing

SHARD = 5000  # rows of a file

FEATURES = datasets.Features(
    {"image": datasets.Image(), "program": datasets.Value("string"), "scene": datasets.Value("string"), "uid": datasets.Value("string")}
)


def load(path: str | Path) -> datasets.DatasetDict:
    """A data set that `build` wrote, from its folder or a Hub id.

    Raises:
        DataError: no such data set, an unfinished one, or one without the columns `image` and `program`.
    """
    folder = Path(path)
    if folder.is_dir() and not (folder / "manifest.json").is_file():
        raise DataError(f"{folder}: no manifest.json, so no finished data set; build it, with the same options if it was interrupted")
    if not folder.is_dir() and (folder.exists() or folder.is_absolute() or str(path).count("/") != 1):
        raise DataError(f"{folder}: no such folder; expected a data set that `vlcritic.data.build` wrote, or a Hub id like user/name")
    try:
        loaded = datasets.load_dataset("parquet", data_files=_shards(folder)) if folder.is_dir() else datasets.load_dataset(str(path))
    except (OSError, ValueError, pyarrow.ArrowException, datasets.exceptions.DatasetsError) as error:
        raise DataError(f"{path}: not a readable data set ({error}); expected a folder or a Hub id of one") from error
    for split, part in loaded.items():
        if missing := {"image", "program"} - set(part.column_names):
            raise DataError(f"{path}: split {split} lacks the column {', '.join(sorted(missing))}; it has {', '.join(part.column_names)}")
    return loaded


def write_shards(out: Path, split: str, rows: Iterable[dict], *, features: datasets.Features = FEATURES) -> dict[str, str]:
    """Write the rows of a split, which need not be in memory together; SHA-256 by file name."""
    hashes, rows = {}, iter(rows)
    for stale in (out / "data").glob(f".{split}-*.part"):  # of a run that was killed; nobody uploads it
        stale.unlink()
    for index, shard in enumerate(iter(lambda: list(islice(rows, SHARD)), [])):
        path = out / "data" / f"{split}-{index:05d}.parquet"
        records = [{name: row[name] for name in features} | {"image": {"bytes": row["image"]}} for row in shard]
        with replacing(path) as partial:
            pyarrow.parquet.write_table(pyarrow.Table.from_pylist(records, schema=features.arrow_schema), partial)
        hashes[f"data/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return hashes


def write_block(path: Path, rows: list[dict]) -> None:
    """Write rows of plain values, all or nothing."""
    with replacing(path) as partial:
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), partial)


def read_block(path: Path) -> list[dict]:
    """The rows that `write_block` wrote."""
    return pyarrow.parquet.read_table(path).to_pylist()


def _shards(folder: Path) -> dict[str, list[str]]:
    """The files of every split that has some."""
    files = {split: sorted(str(file) for file in folder.glob(f"data/{split}-*.parquet")) for split in SPLITS}
    return {split: names for split, names in files.items() if names}
