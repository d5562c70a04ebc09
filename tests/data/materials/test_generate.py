"""Oracles: an uninterrupted run, the families themselves, Blender."""

import errno
import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from tests.data.materials.drawn import Dead, Painter, blocks
from vlcritic.cli import main
from vlcritic.data.materials import generate as generating
from vlcritic.data.materials import store
from vlcritic.data.materials.drawing import draw
from vlcritic.data.materials.families import FAMILIES
from vlcritic.data.materials.families import generate as make
from vlcritic.data.materials.generate import generate
from vlcritic.data.materials.store import image_path, read_stage
from vlcritic.errors import CheckError, CompileError, DataError, RenderCrash, RendererError, RenderTimeout, WorkerCrashed
from vlcritic.images import load
from vlcritic.languages.blender import write

OPTIONS = {"count": 50, "seed": 3, "progress": False}


def picky(program):
    """Some programs hang, some are refused, some draw nothing."""
    number = len(program) % 7
    return {0: RenderTimeout("slow"), 1: CompileError("no"), 2: np.zeros((64, 64, 3), np.uint8)}.get(number, blocks(program))


def records(folder):
    return list(read_stage(folder, with_rejected=True, is_finished=False))


def test_the_folder_holds_so_many_materials_of_the_families_with_their_pictures(tmp_path):
    summary = generate(tmp_path, render=Painter(), **OPTIONS)
    accepted = list(read_stage(tmp_path))
    assert len(accepted) == summary["accepted"] == 50 and summary["rejected"] == {}
    first = accepted[0]
    rng = np.random.default_rng([3, 0])
    assert first["origin"] == sorted(FAMILIES)[int(rng.integers(len(FAMILIES)))]
    assert first["program"] == write(make(first["origin"], rng))
    np.testing.assert_array_equal(load(image_path(tmp_path, first["id"])), blocks(first["program"]))


def test_reasons_are_counted_and_a_rejected_material_has_no_picture(tmp_path):
    summary = generate(tmp_path, render=Painter(picky), **OPTIONS)
    counted = {}
    for record in records(tmp_path):
        counted[record["rejected"]] = counted.get(record["rejected"], 0) + 1
        assert image_path(tmp_path, record["id"]).exists() == (not record["rejected"])
    assert counted.pop("") == 50 and counted == summary["rejected"] and {"timeout", "refused", "extreme"} == set(counted)


def test_a_run_that_the_renderer_ended_goes_on_and_ends_as_an_unbroken_one(tmp_path):
    generate(tmp_path / "whole", render=Painter(), **OPTIONS)
    with pytest.raises(RendererError, match="no Blender"):
        generate(tmp_path / "broken", render=Dead(RendererError("no Blender"), after=32), **OPTIONS)
    assert len(records(tmp_path / "broken")) == 32
    with pytest.raises(DataError, match="not finished"):
        read_stage(tmp_path / "broken")
    generate(tmp_path / "broken", render=Painter(), **OPTIONS)
    assert records(tmp_path / "broken") == records(tmp_path / "whole")


def test_a_larger_count_goes_on_in_the_same_folder_and_other_options_do_not(tmp_path):
    generate(tmp_path / "small", render=Painter(), **OPTIONS | {"count": 20})
    generate(tmp_path / "small", render=Painter(), **OPTIONS)
    generate(tmp_path / "large", render=Painter(), **OPTIONS)
    assert records(tmp_path / "small") == records(tmp_path / "large")
    with pytest.raises(DataError, match="seed is 3, not 4"):
        generate(tmp_path / "small", render=Painter(), **OPTIONS | {"seed": 4})


def test_a_finished_folder_is_left_alone(tmp_path):
    first = generate(tmp_path, render=Painter(), **OPTIONS)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    assert generate(tmp_path, render=None, **OPTIONS) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == before


def test_a_full_disk_ends_the_run_and_with_room_it_goes_on_as_an_unbroken_one(tmp_path, monkeypatch):
    generate(tmp_path / "whole", render=Painter(), **OPTIONS)
    write, written = store.Path.write_bytes, []

    def full(path, data):
        written.append(path)
        if len(written) > 40:
            write(path, data[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(store.Path, "write_bytes", full)
        with pytest.raises(OSError, match="run the same command again"):
            generate(tmp_path / "full", render=Painter(), **OPTIONS)
    kept = records(tmp_path / "full")
    assert len(kept) > 30 and all(load(image_path(tmp_path / "full", record["id"])).shape for record in kept)
    generate(tmp_path / "full", render=Painter(), **OPTIONS)
    assert records(tmp_path / "full") == records(tmp_path / "whole")


def test_pictures_that_are_alike_are_dropped_and_without_new_ones_the_run_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(generating, "FRUITLESS", 20)
    with pytest.raises(DataError, match="gave no new material .*duplicate picture"):
        generate(tmp_path, render=Painter(lambda program: blocks(0)), **OPTIONS)


@pytest.mark.parametrize("options", [{"count": 0}, {"seed": -1}, {"families": ["plutonium"]}])
def test_options_that_cannot_be_are_refused_before_anything_is_written(tmp_path, options):
    with pytest.raises(ValueError):
        generate(tmp_path / "new", render=Painter(), **OPTIONS | options)
    assert not (tmp_path / "new").exists()


def test_errors_have_words_and_ours_is_asked_again():
    once = WorkerCrashed("killed")
    answers = {"a": [RenderTimeout("")], "b": [RenderCrash("")], "c": [CheckError("")], "d": [once, blocks(1)], "e": [once, once]}

    def render(programs):
        return [answers[each].pop(0) if each in answers else blocks(each) for each in programs]

    assert [each if isinstance(each, str) else "picture" for each in draw(render, list("abcde"))] == [
        "timeout", "crash", "check", "picture", "renderer",
    ]  # fmt: skip


def command(folder, *more):
    return ["data", "materials", "generate", "--count", "6", "--size", "48", "--samples", "1", "--workers", "1", "-o", str(folder), *more]


def test_without_blender_the_command_says_so_and_writes_nothing_that_it_would_have_to_take_back(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("VLCRITIC_BLENDER", "/nowhere/blender")
    assert main(command(tmp_path, "--json")) == 3
    printed = json.loads(capsys.readouterr().out)
    assert printed["error"]["kind"] == "RendererError" and "/nowhere/blender" in printed["error"]["message"]
    assert records(tmp_path) == []


@pytest.mark.blender
def test_a_killed_command_goes_on_and_ends_as_an_unbroken_one(tmp_path, blender):
    monkeys = {"families": ["brick", "plaid"], "seed": 0, "progress": False, "settings": {"size": 48, "samples": 1}}
    generate(tmp_path / "whole", count=33, render=blender, **monkeys)
    line = command(tmp_path / "killed", "--families", "brick", "plaid")
    line[line.index("6")] = "33"
    process = subprocess.Popen([sys.executable, "-m", "vlcritic", *line], start_new_session=True, stderr=subprocess.DEVNULL)
    path, deadline = tmp_path / "killed" / "records.jsonl", time.monotonic() + 90
    while not (path.exists() and path.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    generate(tmp_path / "killed", count=33, render=blender, **monkeys)
    assert records(tmp_path / "killed") == records(tmp_path / "whole")
    assert "Blender 5" in json.loads((tmp_path / "whole" / "summary.json").read_text())["versions"]["renderer"]
    for record in read_stage(tmp_path / "whole"):
        np.testing.assert_array_equal(*(load(image_path(tmp_path / name, record["id"])) for name in ("whole", "killed")))
