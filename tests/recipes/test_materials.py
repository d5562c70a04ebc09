"""Materials from nothing to a report, as a user launches it: generate → split → nano → SFT → GRPO → evaluate, a few steps of each."""

import json
import sys

import pytest
from transformers import AutoConfig

from tests.recipes.launching import launched
from vlcritic.cli import main

pytestmark = [pytest.mark.training, pytest.mark.blender, pytest.mark.lpips]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("materials")


@pytest.fixture(scope="module")
def data(folder):
    families = ["brick", "wood_rings", "brushed_metal", "marble"]
    words = ["--count", "40", "--size", "32", "--samples", "1", "--families", *families, "--workers", "1"]
    assert main(["data", "materials", "generate", *words, "-o", str(folder / "generated"), "--json"]) == 0
    assert main(["data", "materials", "split", str(folder / "generated"), "-o", str(folder / "data"), "--workers", "1", "--json"]) == 0
    return folder / "data"


@pytest.fixture(scope="module")
def nano(folder, data):
    assert main(["nano", "--data", str(data), "--pretrain", "2", "-o", str(folder / "nano"), "--json"]) == 0
    return folder / "nano"


def recipe(name, model, data, out, *words):
    command = [sys.executable, f"recipes/{name}.py", "--config", f"recipes/configs/nano-materials-{name}.yaml"]
    paths = ["--model_name_or_path", str(model), "--dataset_name", str(data), "--output_dir", str(out)]
    done = launched([*command, *paths, "--max_steps", "2", "--logging_steps", "1", "--save_steps", "2", *words])
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads((out / "checkpoint-2" / "trainer_state.json").read_text())["log_history"]


@pytest.fixture(scope="module")
def sft(folder, data, nano):
    log = recipe("sft", nano, data, folder / "sft", "--per_device_train_batch_size", "4", "--warmup_steps", "1")
    assert [entry["step"] for entry in log if "loss" in entry] == [1, 2]
    return folder / "sft"


def test_the_model_for_materials_sees_in_fine_patches(nano):
    vision = AutoConfig.from_pretrained(nano).vision_config
    assert (vision.patch_size, vision.spatial_merge_size) == (8, 2)


def test_grpo_opens_blender_and_has_the_terms_of_materials(folder, data, sft):
    words = ["--per_device_train_batch_size", "4", "--num_generations", "2", "--max_completion_length", "8", "--warmup_steps", "1"]
    log = recipe("grpo", sft, data, folder / "grpo", *words)[0]
    assert log["reward/infra_failures"] == 0 and log["reward/compile_rate"] == 0, "eight tokens of noise are no program"
    assert {"reward/lpips/mean", "reward/style/mean"} <= set(log)


def test_a_model_that_has_learnt_nothing_fails_beside_its_baselines(folder, data, sft, capsys):
    capsys.readouterr()
    words = ["--model", f"sft={sft}", "--data", str(data), "--split", "train", "-n", "2", "--candidates", "2", "--max-new-tokens", "8"]
    assert main(["evaluate", "--language", "blender", *words, "-o", str(folder / "report"), "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["stages"]["sft"]["renders"]["value"] == 0 and summary["stages"]["sft"]["style"]["value"] == 0
    assert any("style" in name or "LPIPS" in name for name in summary["baselines"])
