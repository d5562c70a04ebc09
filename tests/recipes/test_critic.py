"""The critic's recipe as a user launches it: it trains, goes on after kill -9 as if nothing had happened, and trains adapters."""

import sys

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForImageTextToText, AutoProcessor

from tests.recipes.launching import assert_same_weights, killed_at, launched
from vlcritic.cli import main
from vlcritic.critic import Critic

STEPS = 8

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """Directory of a nano model made for questions."""
    folder = tmp_path_factory.mktemp("critic") / "nano"
    assert main(["nano", "--questions", "--pretrain", "2", "--out", str(folder), "--json"]) == 0
    return folder


def command(model, out, *extra) -> list[str]:
    recipe = [sys.executable, "recipes/critic.py", "--config", "recipes/configs/nano-critic.yaml"]
    sizes = ["--max_steps", str(STEPS), "--save_steps", "2", "--per_device_train_batch_size", "4", "--logging_steps", "1"]
    return [*recipe, "--model_name_or_path", str(model), "--output_dir", str(out), *sizes, "--save_total_limit", "9", *extra]


def run(*arguments) -> None:
    done = launched(command(*arguments))
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def whole_run(model, tmp_path_factory):
    out = tmp_path_factory.mktemp("runs") / "whole"
    run(model, out)
    return out


def test_what_it_saves_is_a_critic(whole_run):
    critic = Critic.from_pretrained(whole_run)
    assert critic(torch.rand(2, 3, 64, 64), "Is there a red circle?").shape == (2,)


def test_after_kill_9_the_same_command_ends_with_the_same_weights(model, tmp_path, whole_run):
    out = tmp_path / "killed"
    written = killed_at(command(model, out), out / "checkpoint-2", steps=STEPS)
    run(model, out)
    assert (out / "checkpoint-2").stat().st_mtime == written, "it went on, and did not begin again"
    assert_same_weights(out, whole_run)


def test_an_adapter_is_trained_alone_where_peft_is_asked_for(model, tmp_path):
    adapter = ["--use_peft", "true", "--lora_target_modules", "q_proj", "v_proj", "--hint_weight", "0"]
    run(model, tmp_path, *adapter, "--max_steps", "3", "--save_steps", "3")
    adapter = load_file(tmp_path / "adapter_model.safetensors")
    assert adapter and all("lora_" in name for name in adapter)
    assert any(weights.abs().max() > 0 for name, weights in adapter.items() if "lora_B" in name), "the step moved it"


def test_the_audit_command_asks_it(whole_run, tmp_path, capsys):
    capsys.readouterr()
    out = tmp_path / "audit.json"
    assert main(["audit", "--critic", str(whole_run), "-n", "24", "--split", "train", "-o", str(out)]) == 0
    text = capsys.readouterr().out
    assert text.startswith("24 questions") and "closer" in text and "blind" in text
    assert '"by_family"' in out.read_text()
    assert AutoProcessor.from_pretrained(whole_run) and AutoModelForImageTextToText.from_pretrained(whole_run)
