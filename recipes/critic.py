"""Train a critic: a vision-language model learns to answer yes-or-no questions about renders, as its log-odds will be used.

The nano model on a laptop: build it, with a vision tower that has seen such scenes, then train it.

    vlcritic nano -o runs/nano-critic --questions --pretrain 2000
    OMP_NUM_THREADS=1 accelerate launch --config_file recipes/accelerate/cpu.yaml recipes/critic.py \\
        --config recipes/configs/nano-critic.yaml

Qwen2.5-VL-7B with QLoRA on one GPU:

    accelerate launch recipes/critic.py --config recipes/configs/qwen2.5-vl-7b-critic.yaml

The questions are made while it trains; `vlcritic audit --critic runs/critic` asks others. A second critic that only evaluates: other
`--seed`, other `--output_dir`, and better another model. The same command again goes on from the newest checkpoint.
Dependencies: pip install 'vlcritic' ('vlcritic[qlora]' for 4-bit weights).
"""

from dataclasses import dataclass, field

from accelerate import PartialState
from peft import get_peft_model, prepare_model_for_kbit_training
from transformers import AutoModelForImageTextToText, AutoProcessor, TrainingArguments
from trl import ModelConfig, TrlParser, get_peft_config, get_quantization_config

from vlcritic.data.questions import FAMILIES, LESSONS, Questions
from vlcritic.training.checkpoints import latest_checkpoint, weights_to_load
from vlcritic.training.critic import CriticTrainer, QuestionCollator
from vlcritic.training.tower import vision_tower


@dataclass
class CriticArguments:
    questions: int = field(default=1_000_000, metadata={"help": "Questions of an epoch."})
    families: list[str] = field(default_factory=lambda: list(FAMILIES), metadata={"help": "Kinds of questions."})
    side: int = field(default=64, metadata={"help": "Side of the pictures in pixels."})
    noise: float = field(default=0.0, metadata={"help": "Standard deviation of noise on the pixels, in [0, 1]."})
    mass_weight: float = field(default=0.1, metadata={"help": "Weight of the term that keeps the probability on yes and no."})
    matrix_lr: float | None = field(default=None, metadata={"help": "Learning rate of Muon for matrices; for small, new models."})
    lessons: bool = field(default=False, metadata={"help": "Begin with simple questions; for new models."})
    hint_weight: float = field(default=0.0, metadata={"help": "Weight of telling the numbers behind an answer; for new models."})
    freeze_vision: bool = field(default=False, metadata={"help": "Leave the vision tower as it is."})


def main(critic_args, training_args, model_args):
    # Go on from the newest checkpoint, if there is one
    checkpoint = training_args.resume_from_checkpoint or latest_checkpoint(training_args.output_dir)

    # Model: any directory or Hub id
    quantization = get_quantization_config(model_args)
    model = AutoModelForImageTextToText.from_pretrained(
        weights_to_load(model_args.model_name_or_path, checkpoint, is_adapter=model_args.use_peft),
        revision=model_args.model_revision,
        attn_implementation=model_args.attn_implementation,
        dtype=model_args.dtype,
        quantization_config=quantization,
        device_map={"": PartialState().local_process_index} if quantization else None,
    )
    processor = AutoProcessor.from_pretrained(model_args.model_name_or_path, revision=model_args.model_revision)
    if quantization:
        model = prepare_model_for_kbit_training(model, use_gradient_checkpointing=training_args.gradient_checkpointing)
    elif model_args.use_peft and training_args.gradient_checkpointing:
        model.enable_input_require_grads()
    if model_args.use_peft:
        model = get_peft_model(model, get_peft_config(model_args))
    if critic_args.freeze_vision:
        vision_tower(model).requires_grad_(False)

    # Data: made as it is needed, a function of the seed; already in random order
    training_args.train_sampling_strategy = "sequential"
    lessons = LESSONS if critic_args.lessons else ()
    questions = Questions(critic_args.questions, seed=training_args.seed, families=tuple(critic_args.families), lessons=lessons)

    # Trainer
    trainer = CriticTrainer(
        model=model,
        args=training_args,
        train_dataset=questions,
        data_collator=QuestionCollator(processor, side=critic_args.side, noise=critic_args.noise, hints=critic_args.hint_weight > 0),
        processing_class=processor,
        mass_weight=critic_args.mass_weight,
        matrix_lr=critic_args.matrix_lr,
        hint_weight=critic_args.hint_weight,
    )
    trainer.train(resume_from_checkpoint=checkpoint)

    # Save
    trainer.forget_hints()
    trainer.save_model(training_args.output_dir)
    if training_args.push_to_hub:
        trainer.push_to_hub()


if __name__ == "__main__":
    main(*TrlParser((CriticArguments, TrainingArguments, ModelConfig)).parse_args_and_config())
