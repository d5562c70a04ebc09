"""Oracles: an uninterrupted build, the renderer, and `datasets` itself."""

import hashlib
import json

import datasets
import numpy as np
import pytest

from vlcritic.data import build as builder
from vlcritic.data.build import build
from vlcritic.data.glsl.scene import Scene
from vlcritic.data.splits import SPLITS, cell_of
from vlcritic.data.store import load
from vlcritic.errors import DataError
from vlcritic.languages.glsl import GlslRenderer

pytestmark = pytest.mark.gl

OPTIONS = {"count": 60, "seed": 3, "size": 64, "progress": False}


@pytest.fixture(autouse=True)
def small_and_apart(monkeypatch, tmp_path_factory):
    """Blocks of 25 attempts, and no cache of the user's."""
    monkeypatch.setattr(builder, "BLOCK", 25)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A data set built in one go by one worker, and its manifest."""
    out = tmp_path_factory.mktemp("data") / "set"
    return out, build(out, workers=1, **OPTIONS)


def test_the_picture_of_a_row_is_what_its_program_draws(finished):
    rows = [row for part in load(finished[0]).values() for row in part]
    assert len(rows) == 60
    with GlslRenderer(size=64, workers=1) as render:
        for row, picture in zip(rows, render([row["program"] for row in rows]), strict=True):
            np.testing.assert_array_equal(np.asarray(row["image"]), picture)


def test_pictures_are_distinct_and_cells_are_in_one_split(finished):
    splits = load(finished[0])
    uids = [uid for part in splits.values() for uid in part["uid"]]
    assert len(set(uids)) == 60 and set(splits) <= set(SPLITS) and len(splits) > 1
    cells = [{cell_of(Scene.from_json(text)) for text in part["scene"]} for part in splits.values()]
    assert sum(map(len, cells)) == len(set().union(*cells))


def test_the_manifest_counts_and_hashes_what_is_there(finished):
    out, manifest = finished
    assert json.loads((out / "manifest.json").read_text()) == manifest
    assert {split: len(part) for split, part in load(out).items()} == {split: n for split, n in manifest["counts"].items() if n}
    assert {f"data/{path.name}" for path in (out / "data").iterdir()} == set(manifest["files"])
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest


def test_datasets_loads_the_folder_by_its_name_alone(finished):
    plain = datasets.load_dataset(str(finished[0]))
    assert {split: part["uid"][:] for split, part in plain.items()} == {split: part["uid"][:] for split, part in load(finished[0]).items()}
    assert plain["train"][0]["image"].size == (64, 64)


def test_an_interrupted_build_by_other_workers_ends_with_the_same_files(finished, tmp_path, monkeypatch):
    rows, calls = builder._rows, []

    def interrupted(*arguments):
        calls.append(arguments)
        if len(calls) > 3:
            raise KeyboardInterrupt
        return rows(*arguments)

    monkeypatch.setattr(builder, "_rows", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, workers=2, **OPTIONS)
    with pytest.raises(DataError, match="no manifest.json"):
        load(tmp_path)
    monkeypatch.setattr(builder, "_rows", rows)
    (block,) = (tmp_path / ".partial").glob("block-*.parquet")
    written = block.stat().st_mtime_ns
    monkeypatch.setattr(builder.shutil, "rmtree", lambda folder: calls.append(block.stat().st_mtime_ns))
    assert build(tmp_path, workers=2, **OPTIONS) == finished[1]
    assert calls[-1] == written  # the whole block was not made again


def test_a_finished_folder_is_left_alone(finished, monkeypatch):
    monkeypatch.setattr(builder, "_rows", None)
    assert build(finished[0], **OPTIONS) == finished[1]


def test_other_options_in_the_same_folder_are_refused_and_nothing_is_lost(finished):
    before = {path: path.read_bytes() for path in finished[0].rglob("*.*") if path.is_file()}
    with pytest.raises(DataError, match="holds a data set of other options .*seed is 3, not 4"):
        build(finished[0], **OPTIONS | {"seed": 4})
    assert before == {path: path.read_bytes() for path in finished[0].rglob("*.*") if path.is_file()}


def test_a_folder_of_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(DataError, match="not empty, and no data set"):
        build(tmp_path, **OPTIONS)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_the_same_attempt_again_is_a_duplicate_and_attempts_without_a_new_picture_end_the_build(tmp_path, monkeypatch):
    first = builder._Options.sample
    monkeypatch.setattr(builder._Options, "sample", lambda self, attempt: first(self, 0))
    with pytest.raises(DataError, match="gave no new picture .*'duplicate': 49"):
        build(tmp_path, **OPTIONS)


def test_another_seed_draws_other_pictures(finished, tmp_path):
    build(tmp_path, **OPTIONS | {"seed": 4, "count": 20})
    uids = {uid for part in load(tmp_path).values() for uid in part["uid"]}
    assert uids.isdisjoint(uid for part in load(finished[0]).values() for uid in part["uid"])


@pytest.mark.parametrize("path", ["/no/such/folder", "no-such-folder", "a/b/c"])
def test_a_path_without_a_data_set_is_refused(path):
    with pytest.raises(DataError, match="no such folder; expected a data set"):
        load(path)


def test_a_damaged_shard_is_a_data_error(finished, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "data" / "train-00000.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(DataError, match="not a readable data set"):
        load(tmp_path)


@pytest.mark.parametrize("options", [{"count": 0}, {"seed": -1}, {"stage": "triples"}])
def test_options_that_cannot_be_are_refused_before_anything_is_written(tmp_path, options):
    with pytest.raises(ValueError):
        build(tmp_path / "new", **OPTIONS | options)
    assert not (tmp_path / "new").exists()
