"""Supervised fine-tuning: a vision-language model learns to write the program of a picture.

The nano model on a laptop, on the data and from the model that README's first two commands make:

    OMP_NUM_THREADS=1 accelerate launch --config_file recipes/accelerate/cpu.yaml recipes/sft.py --config recipes/configs/nano-sft.yaml

Qwen2.5-VL-7B with QLoRA on one GPU, and LoRA over ZeRO-3 on several:

    accelerate launch recipes/sft.py --config recipes/configs/qwen2.5-vl-7b-sft.yaml --dataset_name runs/data
    accelerate launch --config_file recipes/accelerate/zero3.yaml recipes/sft.py \\
        --config recipes/configs/qwen2.5-vl-7b-sft.yaml --load_in_4bit false

The data is a folder or a Hub id with columns `image` and `program`. The same command again goes on from the newest checkpoint.
Dependencies: pip install 'vlcritic' ('vlcritic[qlora]' for 4-bit weights).
"""

from dataclasses import dataclass, field

from transformers import AutoProcessor
from trl import ModelConfig, ScriptArguments, SFTConfig, TrlParser, get_peft_config, get_quantization_config

from vlcritic.data.prompts import sft_example
from vlcritic.data.store import load
from vlcritic.training.checkpoints import latest_checkpoint, weights_to_load
from vlcritic.training.loss import TokenWeightedLoss
from vlcritic.training.sft import TokenWeightedTrainer
from vlcritic.training.tower import vision_tower


@dataclass
class SFTArguments(ScriptArguments):
    language: str = field(default="glsl", metadata={"help": "Of the programs: 'glsl' or 'blender'."})
    prose_weight: float = field(default=0.2, metadata={"help": "Weight of a token before the code fence."})
    code_weight: float = field(default=5.0, metadata={"help": "Weight of a token from the code fence on."})
    number_weight: float = field(default=5.0, metadata={"help": "Weight of a token of a number in the code."})
    freeze_vision: bool = field(default=False, metadata={"help": "Leave the vision tower as it is."})


def main(script_args, training_args, model_args):
    # Go on from the newest checkpoint, if there is one
    checkpoint = training_args.resume_from_checkpoint or latest_checkpoint(training_args.output_dir)

    # Model: any directory or Hub id; the trainer loads it
    training_args.model_init_kwargs = {
        "revision": model_args.model_revision,
        "attn_implementation": model_args.attn_implementation,
        "dtype": model_args.dtype,
        **(training_args.model_init_kwargs or {}),
    }
    processor = AutoProcessor.from_pretrained(
        model_args.model_name_or_path, revision=model_args.model_revision, trust_remote_code=training_args.trust_remote_code
    )

    # Data
    dataset = load(script_args.dataset_name).map(sft_example, fn_kwargs={"language": script_args.language})

    # Trainer
    trainer = TokenWeightedTrainer(
        model=weights_to_load(model_args.model_name_or_path, checkpoint, is_adapter=model_args.use_peft),
        args=training_args,
        train_dataset=dataset[script_args.dataset_train_split],
        eval_dataset=dataset[script_args.dataset_test_split] if training_args.eval_strategy != "no" else None,
        processing_class=processor,
        quantization_config=get_quantization_config(model_args),
        peft_config=get_peft_config(model_args),
        token_loss=TokenWeightedLoss(
            processor.tokenizer,
            prose=script_args.prose_weight,
            code=script_args.code_weight,
            number=script_args.number_weight,
        ),
    )
    if script_args.freeze_vision:
        vision_tower(trainer.model).requires_grad_(False)
    trainer.train(resume_from_checkpoint=checkpoint)

    # Save
    trainer.save_model(training_args.output_dir)
    if training_args.push_to_hub:
        trainer.push_to_hub(dataset_name=script_args.dataset_name)


if __name__ == "__main__":
    main(*TrlParser((SFTArguments, SFTConfig, ModelConfig)).parse_args_and_config())
