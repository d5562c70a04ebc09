"""Direct preference optimisation: of two programs for a picture, the model learns to prefer the one that draws it better.

The nano model on a laptop, after `recipes/rollout.py`:

    OMP_NUM_THREADS=1 accelerate launch --config_file recipes/accelerate/cpu.yaml recipes/dpo.py --config recipes/configs/nano-dpo.yaml \\
        --rollouts runs/rollouts --dataset_name runs/data --margin 0.05 --per_picture 4

Qwen2.5-VL-7B with QLoRA on one GPU, and LoRA over ZeRO-2 on several:

    accelerate launch recipes/dpo.py --config recipes/configs/qwen2.5-vl-7b-dpo.yaml --dataset_name runs/data
    accelerate launch --config_file recipes/accelerate/zero2.yaml recipes/dpo.py \\
        --config recipes/configs/qwen2.5-vl-7b-dpo.yaml --load_in_4bit false

The rollouts are a folder that `recipes/rollout.py` wrote, from this model; the data is the one whose pictures it was shown.
The same command again goes on from the newest checkpoint.
Dependencies: pip install 'vlcritic' ('vlcritic[qlora]' for 4-bit weights).
"""

from dataclasses import dataclass, field

from accelerate import PartialState
from transformers import AutoProcessor
from trl import DPOConfig, DPOTrainer, ModelConfig, ScriptArguments, TrlParser, get_peft_config, get_quantization_config
from trl.trainer.utils import create_model_from_path

from vlcritic.data.store import load
from vlcritic.training.adapters import whole_model
from vlcritic.training.checkpoints import latest_checkpoint, weights_to_load
from vlcritic.training.pairs import preference_dataset, preference_pairs, summary
from vlcritic.training.rollouts import read_rollouts


@dataclass
class DPOArguments(ScriptArguments):
    language: str = field(default="glsl", metadata={"help": "Of the programs: 'glsl' or 'blender'."})
    rollouts: str = field(default="runs/rollouts", metadata={"help": "Folder of `recipes/rollout.py`."})
    margin: float = field(default=0.05, metadata={"help": "By how much the total of the chosen program must be higher."})
    per_picture: int = field(default=4, metadata={"help": "Pairs of one picture at most."})


def main(script_args, training_args, model_args):
    # Go on from the newest checkpoint, if there is one
    checkpoint = training_args.resume_from_checkpoint or latest_checkpoint(training_args.output_dir)

    # Model: any directory, LoRA folder of `recipes/sft.py` or Hub id. TRL pads prompts left and completions right
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

    # Reference: the model before the first step. TRL takes it from where the weights come from, which is a checkpoint where a run goes on
    is_resumed = checkpoint is not None and not model_args.use_peft
    reference = create_model_from_path(model, **{"device_map": None, **training_args.model_init_kwargs}) if is_resumed else None

    # Data
    pairs = preference_pairs(
        read_rollouts(script_args.rollouts),
        length=lambda text: len(processor.tokenizer(text).input_ids),
        margin=script_args.margin,
        per_picture=script_args.per_picture,
    )
    if PartialState().is_main_process:
        print(summary(pairs), flush=True)
    data = load(script_args.dataset_name)[script_args.dataset_train_split]
    dataset = preference_dataset(pairs, data, language=script_args.language)

    # Trainer
    trainer = DPOTrainer(
        model=weights_to_load(model, checkpoint, is_adapter=model_args.use_peft),
        ref_model=reference,
        args=training_args,
        train_dataset=dataset,
        processing_class=processor,
        quantization_config=get_quantization_config(model_args),
        peft_config=get_peft_config(model_args),
    )
    trainer.train(resume_from_checkpoint=checkpoint)

    # Save
    trainer.save_model(training_args.output_dir)
    if training_args.push_to_hub:
        trainer.push_to_hub(dataset_name=script_args.dataset_name)


if __name__ == "__main__":
    main(*TrlParser((DPOArguments, DPOConfig, ModelConfig)).parse_args_and_config())
