"""Our reward in TRL's own command line, by its dotted path; no code of ours in the training loop.

    python examples/05_trl_reward.py          (after `make quickstart`; writes the data set that TRL reads, then runs `trl grpo`)

TRL wants a column `prompt`; every other column reaches the reward, which finds the target in `image`.
"""

import shlex
import subprocess
import sys
from pathlib import Path

from vlcritic.data.prompts import grpo_example
from vlcritic.data.store import load

data = Path("runs/examples/trl-data")
data.mkdir(parents=True, exist_ok=True)
rows = load("runs/quickstart/data")["train"].select(range(64))
rows.map(grpo_example).select_columns(["prompt", "image"]).to_parquet(str(data / "train.parquet"))

command = f"""
trl grpo --model_name_or_path runs/quickstart/sft --dataset_name {data} --output_dir runs/examples/trl-grpo
  --reward_funcs vlcritic.rewards.render_reward
  --max_steps 2 --per_device_train_batch_size 8 --num_generations 4 --max_completion_length 256
  --use_cpu true --bf16 false --gradient_checkpointing false --dtype float32 --report_to none --logging_steps 1
"""
print(command)
program, *words = shlex.split(command)
sys.exit(subprocess.run([Path(sys.executable).parent / program, *words]).returncode)
