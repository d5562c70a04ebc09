"""The GRPO recipe as a user launches it: renders score the completions and can be seen, and the result loads."""

import json
import sys

import pytest
from datasets import load_dataset
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from transformers import AutoModelForImageTextToText, AutoProcessor

from tests.recipes.launching import launched
from vlcritic.images import load

pytestmark = [pytest.mark.training, pytest.mark.gl]


@pytest.fixture(scope="module")
def run(tiny_nano, tiny_data, tmp_path_factory):
    """Output folder of two steps of an untrained model, without LPIPS, which needs weights."""
    out = tmp_path_factory.mktemp("runs") / "grpo"
    recipe = [sys.executable, "recipes/grpo.py", "--config", "recipes/configs/nano-grpo.yaml"]
    paths = ["--model_name_or_path", str(tiny_nano), "--dataset_name", str(tiny_data), "--output_dir", str(out)]
    sizes = ["--max_steps", "2", "--per_device_train_batch_size", "4", "--num_generations", "2", "--max_completion_length", "8"]
    options = ["--terms", "pixel=0.3", "edge=0.2", "length=0:0.1@2", "--render_workers", "1", "--logging_steps", "1", "--save_steps", "2"]
    options += ["--report_to", "tensorboard"]
    command = [*recipe, *paths, *sizes, *options]
    done = launched(command)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "isolated by" in done.stdout
    return out


def test_every_term_is_logged_and_programs_that_do_not_compile_score_zero(run):
    log = json.loads((run / "checkpoint-2" / "trainer_state.json").read_text())["log_history"][0]
    assert {"reward/pixel/mean", "reward/edge/std", "reward/length/frac_zero", "reward/compile_rate", "reward/infra_failures"} <= set(log)
    assert log["reward/infra_failures"] == 0
    assert log["reward/compile_rate"] == 0 and log["rewards/render/mean"] == 0, "eight tokens of noise are no program"


def test_the_first_and_the_last_step_are_shown(run):
    assert load(run / "renders" / "step-000001.png").ndim == 3
    rows = load_dataset("parquet", data_files=str(run / "renders" / "step-*.parquet"), split="train")
    assert list(zip(rows["step"], rows["row"], rows["place"], strict=True)) == [(s, r, p) for s in (1, 2) for r in (0, 1) for p in (0, 1)]
    assert set(rows["error_kind"]) <= {"ExtractError", "CheckError", "CompileError"}
    assert {"term/pixel", "term/edge"} <= set(rows.column_names)
    assert 'href="step-000002.html"' in (run / "renders" / "index.html").read_text(encoding="utf-8")
    assert sum(cluster["count"] for cluster in json.loads((run / "renders" / "errors.json").read_text(encoding="utf-8"))) == 8


def test_tensorboard_has_the_sheets_beside_the_trainers_scalars(run):
    (log,) = (run / "runs").iterdir()
    assert "train/reward/compile_rate" in EventAccumulator(str(log)).Reload().Tags()["scalars"]
    assert [each.step for each in EventAccumulator(str(log / "renders")).Reload().Images("renders")] == [1, 2]


def test_the_result_is_a_model_directory_like_any_other(run):
    assert AutoModelForImageTextToText.from_pretrained(run).config.model_type == "qwen2_5_vl"
    assert AutoProcessor.from_pretrained(run).tokenizer.padding_side == "left"
