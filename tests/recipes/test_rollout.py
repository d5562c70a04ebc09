"""The rollout recipe as a user launches it: every sample of every picture once, through kill -9."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.recipes.launching import killed, launched
from vlcritic.training.rollouts import read_rollouts

PICTURES, SAMPLES, TOGETHER = 24, 4, 2  # in the data, of each, pictures in a batch

pytestmark = [pytest.mark.training, pytest.mark.gl]


def command(model, data, out, *extra) -> list[str]:
    recipe = [sys.executable, "recipes/rollout.py", "--config", "recipes/configs/nano-rollout.yaml"]
    paths = ["--model_name_or_path", str(model), "--dataset_name", str(data), "--output_dir", str(out)]
    sizes = ["--num_generations", str(SAMPLES), "--batch_size", str(SAMPLES * TOGETHER), "--max_completion_length", "64"]
    return [*recipe, *paths, *sizes, "--terms", "pixel=0.3", "edge=0.2", "--render_workers", "1", *extra]


def run(*arguments) -> subprocess.CompletedProcess:
    return launched(command(*arguments))


@pytest.fixture(scope="module")
def whole_run(tiny_nano, tiny_data, tmp_path_factory):
    out = tmp_path_factory.mktemp("runs") / "whole"
    done = run(tiny_nano, tiny_data, out)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "96 samples of 24 pictures; 0 of 96 render; mean total 0.000" in done.stdout, "an untrained model writes no program"
    return out


def test_every_sample_has_a_completion_and_a_verdict(whole_run):
    found = read_rollouts(whole_run)
    assert sorted(each.key for each in found) == sorted((str(uid), sample) for uid in range(PICTURES) for sample in range(SAMPLES))
    assert all(each.total == 0 and each.error["kind"] in ("ExtractError", "CheckError", "CompileError") for each in found)
    assert len({each.completion for each in found}) > 0.9 * len(found), "samples and batches have seeds of their own"
    settings = json.loads((whole_run / "settings.json").read_text())
    assert settings["terms"] == ["pixel=0.3", "edge=0.2"] and settings["n"] == SAMPLES and settings["temperature"] == 1.0


def test_after_kill_9_the_same_command_makes_what_an_unbroken_run_makes(tiny_nano, tiny_data, tmp_path, whole_run):
    out = tmp_path / "killed"
    store = out / "rank-00000.jsonl"
    lines = 2 * SAMPLES * TOGETHER
    killed(command(tiny_nano, tiny_data, out), lambda: store.exists() and store.read_bytes().count(b"\n") >= lines, pause_s=0.005)
    assert len(read_rollouts(out)) < PICTURES * SAMPLES, "the run ended before it was killed"
    with (out / "rank-00000.jsonl").open("a") as file:
        file.write('{"uid": "7", "sam')  # as a kill in the middle of a line leaves it
    done = run(tiny_nano, tiny_data, out)
    assert done.returncode == 0, done.stderr[-3000:]
    lines = [json.loads(line) for line in (out / "rank-00000.jsonl").read_text().splitlines()]
    assert set(Counter((line["uid"], line["sample"]) for line in lines).values()) == {1} and len(lines) == PICTURES * SAMPLES
    assert read_rollouts(out) == read_rollouts(whole_run)
