"""Every configuration names only options that its recipe knows, and says where its data and model come from."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import yaml
from transformers import AutoModelForImageTextToText, LlavaNextConfig, TrainingArguments
from trl import DPOConfig, GRPOConfig, ModelConfig, SFTConfig, TrlParser

from vlcritic.data.questions import FAMILIES

RECIPES = Path(__file__).resolve().parents[2] / "recipes"
CONFIGS = sorted((RECIPES / "configs").glob("*.yaml"))
CRITICS = [path for path in CONFIGS if path.stem.endswith("-critic")]
TRAINING = [path for path in CONFIGS if path not in CRITICS and not path.stem.endswith("-rollout")]


def recipe(stage: str):
    spec = importlib.util.spec_from_file_location(f"recipe_{stage}", RECIPES / f"{stage}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parsed(path: Path, tmp_path: Path):
    stage = path.stem.rsplit("-", 1)[1]
    script, config = {"sft": ("SFTArguments", SFTConfig), "dpo": ("DPOArguments", DPOConfig), "grpo": ("GRPOArguments", GRPOConfig)}[stage]
    on_cpu = ["--use_cpu", "true", "--bf16", "false", "--output_dir", str(tmp_path)]  # this machine need not have a GPU
    return TrlParser((getattr(recipe(stage), script), config, ModelConfig)).parse_args_and_config(["--config", str(path), *on_cpu])


def test_there_is_one_for_every_model_and_stage():
    models = ("nano", "qwen2-vl-7b", "qwen2.5-vl-7b")
    stages = [f"{model}-{stage}" for model in models for stage in ("sft", "rollout", "dpo", "grpo")]
    materials = [f"{model}-materials-sft" for model in (*models, "llava-next-8b")]
    materials += [f"{model}-materials-grpo" for model in ("nano", "qwen2.5-vl-7b")]
    assert [path.stem for path in CONFIGS] == sorted([*stages, *materials, "nano-critic", "qwen2.5-vl-7b-critic"])


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("path", [path for path in CONFIGS if "materials" in path.stem], ids=lambda path: path.stem)
def test_materials_are_asked_for_in_their_language(path, tmp_path):
    script_args, _, _ = parsed(path, tmp_path)
    assert (script_args.language, script_args.dataset_name) == ("blender", "runs/materials")


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_the_paper_s_model_has_the_paper_s_hyper_parameters(tmp_path):
    _, training_args, model_args = parsed(RECIPES / "configs/llava-next-8b-materials-sft.yaml", tmp_path)
    assert (model_args.lora_r, model_args.lora_alpha, model_args.lora_dropout) == (8, 32, 0.05)
    assert model_args.lora_modules_to_save == ["multi_modal_projector"] and not model_args.load_in_4bit
    batch = training_args.per_device_train_batch_size * training_args.gradient_accumulation_steps
    assert (8 * batch, training_args.num_train_epochs, training_args.learning_rate) == (32, 5, 1e-4)


def test_its_adapter_is_on_the_language_model_and_not_on_the_head_or_the_tower(tmp_path):
    """Oracle: the names of a LLaVA-NeXT of Llama's kind, without weights."""
    with torch.device("meta"):
        model = AutoModelForImageTextToText.from_config(
            LlavaNextConfig(text_config={"model_type": "llama", "num_hidden_layers": 1}, vision_config={"num_hidden_layers": 1})
        )
    pattern = yaml.safe_load((RECIPES / "configs/llava-next-8b-materials-sft.yaml").read_text())["lora_target_modules"]
    names = [name for name, module in model.named_modules() if isinstance(module, torch.nn.Linear)]
    taken = {name for name in names if re.fullmatch(pattern, name)}
    assert taken == {name for name in names if "language_model" in name} and len(taken) == 7


def test_rollouts_have_what_dpo_and_the_judge_ask_for():
    for path in set(CONFIGS) - set(TRAINING) - set(CRITICS):
        (args,) = TrlParser((recipe("rollout").RolloutArguments,)).parse_args_and_config(["--config", str(path)])
        dpo = yaml.safe_load(path.with_stem(path.stem.replace("rollout", "dpo")).read_text())
        assert (dpo["rollouts"], dpo["model_name_or_path"]) == (args.output_dir, args.model_name_or_path)
        assert args.num_generations > 1 and args.temperature > 0


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("path", TRAINING, ids=lambda path: path.stem)
def test_its_recipe_reads_it(path, tmp_path):
    script_args, training_args, model_args = parsed(path, tmp_path)
    assert model_args.model_name_or_path and script_args.dataset_name
    assert training_args.lr_scheduler_type in ("cosine", "constant", "constant_with_warmup")


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("path", [path for path in TRAINING if "7b" in path.stem], ids=lambda path: path.stem)
def test_the_7b_models_train_adapters_of_rank_16_on_4_bit_weights(path, tmp_path):
    _, _, model_args = parsed(path, tmp_path)
    assert (model_args.use_peft, model_args.lora_r, model_args.lora_alpha) == (True, 16, 32)
    assert (model_args.load_in_4bit, model_args.bnb_4bit_quant_type, model_args.use_bnb_nested_quant) == (True, "nf4", True)
    assert {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"} == set(model_args.lora_target_modules)


@pytest.mark.filterwarnings("ignore::FutureWarning")
@pytest.mark.parametrize("path", CRITICS, ids=lambda path: path.stem)
def test_the_critics_recipe_reads_its_configurations(path, tmp_path):
    on_cpu = ["--use_cpu", "true", "--bf16", "false", "--output_dir", str(tmp_path)]
    parser = TrlParser((recipe("critic").CriticArguments, TrainingArguments, ModelConfig))
    critic_args, training_args, model_args = parser.parse_args_and_config(["--config", str(path), *on_cpu])
    assert model_args.use_peft == ("7b" in path.stem) == model_args.load_in_4bit
    assert not training_args.remove_unused_columns, "the questions are no table"
    assert critic_args.side % (28 if "qwen" in path.stem else 64) == 0, "pictures need no resize"
    known = {"nano-critic": {"existence", "colour"}}  # what a nano model learns in its minutes
    assert set(critic_args.families) == known.get(path.stem, set(FAMILIES))


@pytest.mark.parametrize("path", sorted((RECIPES / "accelerate").glob("*.yaml")), ids=lambda path: path.stem)
def test_accelerate_reads_every_launch_file(path):
    from accelerate.commands.config.config_args import load_config_from_file

    config = load_config_from_file(str(path))
    assert config.num_processes == yaml.safe_load(path.read_text())["num_processes"]


def test_the_launch_file_for_cpus_starts_as_many_processes_as_it_says(tmp_path):
    script, launch_file = tmp_path / "script.py", RECIPES / "accelerate" / "cpu.yaml"
    script.write_text("from accelerate import PartialState\nprint('of', PartialState(cpu=True).num_processes, flush=True)")
    command = [sys.executable, "-m", "accelerate.commands.launch", "--config_file", str(launch_file), str(script)]
    done = subprocess.run(command, env=os.environ | {"OMP_NUM_THREADS": "1"}, capture_output=True, text=True, timeout=120)
    assert (done.stdout.count("of"), done.stdout.count("2")) == (2, 2), done.stderr[-2000:]  # lines of two processes may mix
