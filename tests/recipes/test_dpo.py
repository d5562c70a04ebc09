"""The DPO recipe as a user launches it, on rollouts of known programs: it learns to prefer and goes on as if never stopped."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForImageTextToText, AutoProcessor

from tests.nano.conftest import sampled_programs
from tests.recipes.launching import launched
from vlcritic.data.prompts import answer
from vlcritic.training.rollouts import RolloutStore
from vlcritic.types import Verdict

STEPS = 4

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def tiny_rollouts(tmp_path_factory):
    """Folder of two samples for each picture of `tiny_data`: its own program, and another's."""
    folder, programs = tmp_path_factory.mktemp("rollouts"), sampled_programs(24)
    with RolloutStore(folder, n=2, settings={}) as store:
        for uid, program in enumerate(programs):
            verdicts = [Verdict(program, total=1.0), Verdict(programs[uid - 1], total=0.5)]
            store.append([str(uid)], [[answer(verdict.program) for verdict in verdicts]], verdicts)
    return folder


def run(model, data, rollouts, out, *extra) -> subprocess.CompletedProcess:
    recipe = [sys.executable, "recipes/dpo.py", "--config", "recipes/configs/nano-dpo.yaml"]
    paths = ["--model_name_or_path", str(model), "--dataset_name", str(data), "--rollouts", str(rollouts), "--output_dir", str(out)]
    sizes = ["--max_steps", str(STEPS), "--save_steps", "2", "--per_device_train_batch_size", "8", "--logging_steps", "1"]
    command = [*recipe, *paths, *sizes, "--warmup_steps", "1", "--learning_rate", "1e-3", *extra]
    return launched(command)


@pytest.fixture(scope="module")
def whole_run(tiny_nano, tiny_data, tiny_rollouts, tmp_path_factory):
    out = tmp_path_factory.mktemp("runs") / "whole"
    done = run(tiny_nano, tiny_data, tiny_rollouts, out)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "pairs of 24 pictures" in done.stdout or "pairs of 23 pictures" in done.stdout  # the balance may leave one out
    return out


def log_of(out: Path) -> list[dict]:
    return json.loads((out / f"checkpoint-{STEPS}" / "trainer_state.json").read_text())["log_history"][:STEPS]


def test_the_chosen_answers_become_likelier_beside_the_rejected_ones(whole_run):
    margins = [entry["rewards/margins"] for entry in log_of(whole_run)]
    assert abs(margins[0]) < 1e-4, "model and reference begin as one"
    assert margins[-1] > margins[0]


def test_the_result_is_a_model_directory_like_any_other(whole_run):
    assert AutoModelForImageTextToText.from_pretrained(whole_run).config.model_type == "qwen2_5_vl"
    assert AutoProcessor.from_pretrained(whole_run).tokenizer.padding_side == "left"


def test_a_run_that_goes_on_compares_with_where_it_began(tiny_nano, tiny_data, tiny_rollouts, tmp_path, whole_run):
    shutil.copytree(whole_run / "checkpoint-2", tmp_path / "stopped" / "checkpoint-2")
    done = run(tiny_nano, tiny_data, tiny_rollouts, tmp_path / "stopped")
    assert done.returncode == 0, done.stderr[-3000:]
    for entry, expected in zip(log_of(tmp_path / "stopped"), log_of(whole_run), strict=True):
        assert entry["rewards/margins"] == pytest.approx(expected["rewards/margins"], abs=1e-5)  # 0 in the third step, had it begun anew
    stopped, whole = (load_file(folder / "model.safetensors") for folder in (tmp_path / "stopped", whole_run))
    for name in whole:
        torch.testing.assert_close(stopped[name], whole[name], rtol=1e-5, atol=1e-6)
