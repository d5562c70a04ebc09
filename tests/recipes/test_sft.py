"""The SFT recipe as a user launches it: it trains, and goes on after kill -9 as if nothing had happened."""

import json
import sys
from pathlib import Path

import pytest
from transformers import AutoModelForImageTextToText, AutoProcessor

from tests.recipes.launching import assert_same_weights, killed_at, launched

STEPS = 12

pytestmark = pytest.mark.training


def command(model, data, out, *extra) -> list[str]:
    recipe = [sys.executable, "recipes/sft.py", "--config", "recipes/configs/nano-sft.yaml"]
    paths = ["--model_name_or_path", str(model), "--dataset_name", str(data), "--output_dir", str(out)]
    sizes = ["--max_steps", str(STEPS), "--save_steps", "2", "--per_device_train_batch_size", "4", "--logging_steps", "1"]
    return [*recipe, *paths, *sizes, "--warmup_steps", "1", "--save_total_limit", "9", *extra]


def run(*arguments) -> str:
    done = launched(command(*arguments))
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr


def state_of(out: Path) -> dict:
    return json.loads((out / f"checkpoint-{STEPS}" / "trainer_state.json").read_text())


@pytest.fixture(scope="module")
def whole_run(tiny_nano, tiny_data, tmp_path_factory):
    out = tmp_path_factory.mktemp("runs") / "whole"
    run(tiny_nano, tiny_data, out)
    return out


def test_the_loss_falls_and_the_result_loads(whole_run):
    losses = [entry["loss"] for entry in state_of(whole_run)["log_history"] if "loss" in entry]
    assert len(losses) == STEPS and losses[-1] < losses[0]
    assert AutoProcessor.from_pretrained(whole_run).tokenizer.padding_side == "left"
    assert AutoModelForImageTextToText.from_pretrained(whole_run).config.model_type == "qwen2_5_vl"


def test_after_kill_9_the_same_command_ends_with_the_same_weights(tiny_nano, tiny_data, tmp_path, whole_run):
    out = tmp_path / "killed"
    written = killed_at(command(tiny_nano, tiny_data, out), out / "checkpoint-4", steps=STEPS)
    (out / "checkpoint-99").mkdir()  # as a kill in the middle of saving leaves it
    run(tiny_nano, tiny_data, out)
    assert (out / "checkpoint-4").stat().st_mtime == written, "it went on, and did not begin again"
    assert_same_weights(out, whole_run)
