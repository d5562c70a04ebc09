"""Oracles: what was added, and the operating system's own locks and signals."""

import errno
import json
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from vlcritic.data.materials import store
from vlcritic.data.materials.store import Stage, image_path, read_stage
from vlcritic.errors import DataError
from vlcritic.images import load

SETTINGS = {"stage": "generate", "seed": 3}
PICTURE = np.arange(192, dtype=np.uint8).reshape(8, 8, 3)


def record(identity, rejected="", **more):
    return {"id": identity, "program": f"# {identity} ä\n", "origin": "wood", "rejected": rejected} | more


def files(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_records_and_pictures_come_back_as_they_were_added(tmp_path):
    with Stage(tmp_path / "out", SETTINGS) as stage:
        stage.add(record("a", tokens=12), PICTURE)
        stage.add(record("b", "flat"))
        summary = stage.finish(workers=2)
    assert list(read_stage(tmp_path / "out")) == [record("a", tokens=12)]
    assert [each["id"] for each in read_stage(tmp_path / "out", with_rejected=True)] == ["a", "b"]
    np.testing.assert_array_equal(load(image_path(tmp_path / "out", "a")), PICTURE)
    assert summary["accepted"] == 1 and summary["rejected"] == {"flat": 1} and summary["workers"] == 2
    assert json.loads((tmp_path / "out" / "summary.json").read_text()) == summary


def test_a_second_run_knows_what_is_done_and_counts_it(tmp_path):
    with Stage(tmp_path, SETTINGS) as stage:
        stage.add(record("a"))
    with Stage(tmp_path, SETTINGS) as stage:
        assert stage.done == {"a"} and stage.tally == {"accepted": 1}
        stage.add(record("b", "flat"))
        with pytest.raises(ValueError, match="there already"):
            stage.add(record("a"))
        assert stage.finish()["rejected"] == {"flat": 1}


def test_the_summary_is_there_exactly_when_the_stage_is_finished(tmp_path):
    with Stage(tmp_path, SETTINGS) as stage:
        stage.finish()
    with Stage(tmp_path, SETTINGS) as stage:
        stage.add(record("later"))
    with pytest.raises(DataError, match="not finished"):
        read_stage(tmp_path)
    assert [each["id"] for each in read_stage(tmp_path, is_finished=False)] == ["later"]


def test_other_settings_are_refused_with_the_difference_and_nothing_changes(tmp_path):
    with Stage(tmp_path, SETTINGS) as stage:
        stage.add(record("a"))
        stage.finish()
    before = files(tmp_path)
    with pytest.raises(DataError, match="other settings .*seed is 3, not 4"), Stage(tmp_path, SETTINGS | {"seed": 4}):
        pass
    assert files(tmp_path) == before


def test_a_folder_of_other_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(DataError, match="not empty"), Stage(tmp_path, SETTINGS):
        pass
    assert set(files(tmp_path)) == {"thesis.tex"}


def test_a_torn_last_line_is_dropped(tmp_path):
    with Stage(tmp_path, SETTINGS) as stage:
        stage.add(record("a"))
    with (tmp_path / "records.jsonl").open("a") as lines:
        lines.write('{"id": "b", "progr')
    assert [each["id"] for each in read_stage(tmp_path, is_finished=False)] == ["a"]
    with Stage(tmp_path, SETTINGS) as stage:
        assert stage.done == {"a"}
        stage.add(record("b"))
        stage.finish()
    assert [each["id"] for each in read_stage(tmp_path)] == ["a", "b"]


def test_a_damaged_line_in_the_middle_is_named(tmp_path):
    with Stage(tmp_path, SETTINGS) as stage:
        stage.add(record("a"))
    path = tmp_path / "records.jsonl"
    path.write_bytes(b'{"id": 3\n' + path.read_bytes())
    with pytest.raises(DataError, match="line 1 is damaged"), Stage(tmp_path, SETTINGS):
        pass


WORKER = """
import sys
from vlcritic.data.materials.store import Stage
with Stage(sys.argv[1], {"stage": "generate", "seed": 3}) as stage:
    number = len(stage.done)
    while True:
        stage.add({"id": f"n{number}", "program": "x" * 5000, "origin": "", "rejected": ""})
        number += 1
        print(number, flush=True)
"""


def start(folder):
    process = subprocess.Popen([sys.executable, "-c", WORKER, str(folder)], stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    return process


def test_a_second_pipeline_on_the_folder_is_refused_and_a_killed_one_leaves_it_free_with_all_it_added(tmp_path):
    process = start(tmp_path)
    with pytest.raises(DataError, match="another pipeline is at work"), Stage(tmp_path, SETTINGS):
        pass
    seen = int([process.stdout.readline() for _ in range(20)][-1])
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with Stage(tmp_path, SETTINGS) as stage:
        assert len(stage.done) >= seen
        stage.add(record("after"))
        stage.finish()
    read = [each["id"] for each in read_stage(tmp_path)]
    assert len(read) == len(set(read)) and read[-1] == "after" and read[:-1] == [f"n{number}" for number in range(len(read) - 1)]


@pytest.mark.parametrize("fails", ["os.write", "Path.write_bytes"])
def test_a_full_disk_says_what_to_do_and_the_same_run_goes_on(tmp_path, monkeypatch, fails):
    def full(target, data, *rest):
        if fails == "os.write":
            real(target, data[:5])  # a part still fits
        raise OSError(errno.ENOSPC, "No space left on device")

    with Stage(tmp_path, SETTINGS) as stage:
        stage.add(record("a"), PICTURE)
        real = os.write
        owner, name = (store.os, "write") if fails == "os.write" else (store.Path, "write_bytes")
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, full)
            with pytest.raises(OSError, match="No space left.*run the same command again"):
                stage.add(record("b"), PICTURE)
        assert stage.done == {"a"}
        stage.add(record("c"))
    with Stage(tmp_path, SETTINGS) as stage:
        assert stage.done == {"a", "c"}
        stage.add(record("b"), PICTURE)
        stage.finish()
    assert [each["id"] for each in read_stage(tmp_path)] == ["a", "c", "b"]
    assert not list(tmp_path.rglob(".*.part"))


@pytest.mark.parametrize("identity", ["../b", "a/b", "", ".hidden", "x" * 129])
def test_an_id_that_is_no_file_name_is_refused(tmp_path, identity):
    with Stage(tmp_path, SETTINGS) as stage, pytest.raises(ValueError, match="id: expected"):
        stage.add(record(identity))


def test_a_folder_without_a_stage_is_refused(tmp_path):
    with pytest.raises(DataError, match="no stage"):
        read_stage(tmp_path)
