"""Reinforcement learning from renders: the model's programs are drawn, and the pictures score them.

The nano model on a laptop, after `recipes/sft.py`:

    OMP_NUM_THREADS=1 accelerate launch --config_file recipes/accelerate/cpu.yaml recipes/grpo.py --config recipes/configs/nano-grpo.yaml

Qwen2.5-VL-7B with QLoRA on one GPU, and LoRA over ZeRO-2 on several:

    accelerate launch recipes/grpo.py --config recipes/configs/qwen2.5-vl-7b-grpo.yaml --dataset_name runs/data
    accelerate launch --config_file recipes/accelerate/zero2.yaml recipes/grpo.py \\
        --config recipes/configs/qwen2.5-vl-7b-grpo.yaml --load_in_4bit false

The data is a folder or a Hub id with columns `image` and `program`.
What the rewards see appears in `<output_dir>/renders/index.html` as the run goes.
The same command again goes on from the newest checkpoint.
Dependencies: pip install 'vlcritic[glsl,lpips]' ('vlcritic[qlora]' for 4-bit weights, 'vlcritic[ray]' for `--renderers ray`).
"""

from dataclasses import dataclass, field

from accelerate import PartialState
from transformers import AutoProcessor
from trl import GRPOConfig, GRPOTrainer, ModelConfig, ScriptArguments, TrlParser, get_peft_config, get_quantization_config

from vlcritic.data.prompts import grpo_example
from vlcritic.data.store import load
from vlcritic.languages import language
from vlcritic.rendering.cache import open_cache
from vlcritic.rewards import TERMS, Judge, RenderReward, parse_terms
from vlcritic.rewards.critic import load_reward
from vlcritic.training.adapters import whole_model
from vlcritic.training.checkpoints import latest_checkpoint, weights_to_load
from vlcritic.training.renders import RenderLog


@dataclass
class GRPOArguments(ScriptArguments):
    language: str = field(default="glsl", metadata={"help": "Of the programs: 'glsl' or 'blender'."})
    terms: list[str] | None = field(
        default=None,
        metadata={
            "help": f"Terms of the reward with weights: NAME=WEIGHT or NAME=START:END@STEPS; of {', '.join(TERMS)}. None: the language's."
        },
    )
    failure: float = field(default=0.0, metadata={"help": "Reward of a program that does not render."})
    renderer: str | None = field(
        default=None, metadata={"help": "GLSL: 'opengl' or 'twin', which needs no OpenGL; materials: 'cycles' or 'eevee'. None: the first."}
    )
    renderers: str | None = field(
        default=None, metadata={"help": "Where programs are rendered: local processes by default, 'ray' or ray://host:port."}
    )
    render_workers: int | None = field(default=None, metadata={"help": "Renderer processes on each rank; none: one per core, at most 8."})
    critic: str | None = field(
        default=None, metadata={"help": "Critic that judges beside the terms: a folder or Hub id of a vision-language model."}
    )
    critic_mode: str = field(
        default="same", metadata={"help": "'same': do render and target show the same? 'tournament': which of a group is closer?"}
    )
    critic_weight: float = field(default=1.0, metadata={"help": "Weight of the critic's reward; that of the terms is 1."})
    sheet_steps: int = field(default=10, metadata={"help": "Steps between two pages of renders."})


def main(script_args, training_args, model_args):
    # Go on from the newest checkpoint, if there is one
    checkpoint = training_args.resume_from_checkpoint or latest_checkpoint(training_args.output_dir)

    # Model: any directory, LoRA folder of `recipes/sft.py` or Hub id. Completions start where prompts end, so these are padded left
    with PartialState().main_process_first():
        model = whole_model(model_args.model_name_or_path, dtype=model_args.dtype)
    training_args.model_init_kwargs = {
        "revision": model_args.model_revision,
        "attn_implementation": model_args.attn_implementation,
        "dtype": model_args.dtype,
        **(training_args.model_init_kwargs or {}),
    }
    processor = AutoProcessor.from_pretrained(
        model,
        revision=model_args.model_revision,
        trust_remote_code=training_args.trust_remote_code,
        padding_side="left",
    )

    # Data
    prompts = {"language": script_args.language}
    dataset = load(script_args.dataset_name)[script_args.dataset_train_split].map(grpo_example, fn_kwargs=prompts)

    # Reward: a program that does not render scores 0, one that does the weighted mean of its terms
    terms = parse_terms(script_args.terms, TERMS) if script_args.terms else None
    programs = language(script_args.language)
    options = {"backend": script_args.renderer or programs.backends[0], "renderers": script_args.renderers}
    with programs.renderer(workers=script_args.render_workers, **options) as render:
        found = render.hello()  # without one the run ends here, before the model is loaded
        PartialState().print(f"renderers: {found['device']}, isolated by {found['isolation']}")
        judge = Judge(programs, render=render, terms=terms, failure=script_args.failure, cache=open_cache())
        rewards = [RenderReward(judge)]
        if script_args.critic is not None:
            local = training_args.per_device_train_batch_size * training_args.steps_per_generation
            if script_args.critic_mode == "tournament" and local % training_args.num_generations:
                raise ValueError(
                    f"critic_mode tournament: expected all {training_args.num_generations} completions of a prompt on one process, "
                    f"got {local} a process; make per_device_train_batch_size × steps_per_generation a multiple of num_generations"
                )
            rewards.append(load_reward(script_args.critic, script_args.critic_mode, judge=judge, device=PartialState().device))
            training_args.reward_weights = [1.0, script_args.critic_weight]

        # Trainer
        trainer = GRPOTrainer(
            model=weights_to_load(model, checkpoint, is_adapter=model_args.use_peft),
            reward_funcs=rewards,
            args=training_args,
            train_dataset=dataset,
            processing_class=processor,
            quantization_config=get_quantization_config(model_args),
            peft_config=get_peft_config(model_args),
            callbacks=[RenderLog(rewards[0], per_row=training_args.num_generations, every=script_args.sheet_steps)],
        )
        trainer.train(resume_from_checkpoint=checkpoint)

    # Save
    trainer.save_model(training_args.output_dir)
    if training_args.push_to_hub:
        trainer.push_to_hub(dataset_name=script_args.dataset_name)


if __name__ == "__main__":
    main(*TrlParser((GRPOArguments, GRPOConfig, ModelConfig)).parse_args_and_config())
