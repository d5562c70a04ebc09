"""The GRPO recipe with a critic beside the render reward, as a user launches it."""

import json
import sys

import pytest

from tests.critic.conftest import nano_folder  # noqa: F401
from tests.recipes.launching import launched

pytestmark = [pytest.mark.training, pytest.mark.gl]


def run(tiny_nano, tiny_data, out, *options, launcher=()):
    recipe = [sys.executable, *launcher, "recipes/grpo.py", "--config", "recipes/configs/nano-grpo.yaml", "--output_dir", str(out)]
    paths = ["--model_name_or_path", str(tiny_nano), "--dataset_name", str(tiny_data)]
    sizes = ["--max_steps", "1", "--per_device_train_batch_size", "4", "--num_generations", "2", "--max_completion_length", "8"]
    terms = ["--terms", "pixel=1", "--render_workers", "1", "--logging_steps", "1", "--save_steps", "1"]
    return launched([*recipe, *paths, *sizes, *terms, *map(str, options)])


def test_a_critic_is_a_reward_beside_the_renders(tiny_nano, tiny_data, nano_folder, tmp_path):  # noqa: F811
    done = run(tiny_nano, tiny_data, tmp_path, "--critic", nano_folder, "--critic_mode", "tournament", "--critic_weight", 0.5)
    assert done.returncode == 0, done.stderr[-3000:]
    log = json.loads((tmp_path / "checkpoint-1" / "trainer_state.json").read_text())["log_history"][0]
    assert {"rewards/render/mean", "rewards/critic/mean", "critic/missing", "critic/seconds"} <= set(log)
    assert log["critic/missing"] == 0 and log["rewards/critic/mean"] == 0, "eight tokens of noise are no program"


def test_a_tournament_needs_all_completions_of_a_prompt_on_one_process(tiny_nano, tiny_data, nano_folder, tmp_path):  # noqa: F811
    launcher = ["-m", "accelerate.commands.launch", "--config_file", "recipes/accelerate/cpu.yaml"]
    sizes = ["--per_device_train_batch_size", "1", "--steps_per_generation", "3"]  # two processes of three completions, by twos
    options = ["--critic", nano_folder, "--critic_mode", "tournament", *sizes]
    done = run(tiny_nano, tiny_data, tmp_path, *options, launcher=launcher)
    assert done.returncode != 0 and "expected all 2 completions of a prompt on one process, got 3 a process" in done.stderr


def test_an_unknown_mode_is_refused(tiny_nano, tiny_data, nano_folder, tmp_path):  # noqa: F811
    done = run(tiny_nano, tiny_data, tmp_path, "--critic", nano_folder, "--critic_mode", "vote")
    assert done.returncode != 0 and "expected 'same' or 'tournament', got 'vote'" in done.stderr
