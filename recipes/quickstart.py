"""From nothing to a model that writes shaders, on this machine's CPU: data → nano → SFT → GRPO → refine → evaluate → report.

    make quickstart        (or: python recipes/quickstart.py [--out runs/quickstart])

Every stage is a command that you can run yourself; each is printed before it runs. A finished stage is not run again, an interrupted
one goes on where it was: run the same command again. The same recipes train a 7B model: see recipes/configs/.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path

# One thread a process: torch's idle threads spin, and with a renderer or a second process beside them a step takes several times as long
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--out", type=Path, default=Path("runs/quickstart"))
parser.add_argument("--scenes", type=int, default=20000, help="pictures in the data set (20000)")
parser.add_argument("--test", type=int, default=200, help="unseen pictures to evaluate on (200)")
parser.add_argument("--refine", type=int, default=60, help="refinement steps for each of them (60)")
arguments = parser.parse_args()
out, bin_folder = arguments.out, Path(sys.executable).parent
seconds_file = out / "seconds.json"
seconds = json.loads(seconds_file.read_text()) if seconds_file.exists() else {}


def stage(name: str, done: Path | None, command: str) -> None:
    """Run one stage unless its last file is there; the seconds of interrupted and killed runs are counted, to within 5."""
    if done is not None and done.exists():
        print(f"✓ {name}: {done} is there ({seconds.get(name, 0):.0f} s)", flush=True)
        return
    print(f"\n▶ {name}\n  {command}\n", flush=True)
    program, *words = shlex.split(command)
    process = subprocess.Popen([bin_folder / program, *words], env=os.environ | ENVIRONMENT)
    start, before, code = time.monotonic(), seconds.get(name, 0.0), None
    try:
        while code is None:
            try:
                code = process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                pass
            seconds[name] = before + time.monotonic() - start
            out.mkdir(parents=True, exist_ok=True)
            (out / ".seconds.part").write_text(json.dumps(seconds, indent=2) + "\n")
            (out / ".seconds.part").replace(seconds_file)
    except KeyboardInterrupt:
        process.wait()
        sys.exit(f"\ninterrupted in {name}; the same command goes on from here")
    if code:
        sys.exit(f"{name} ended with exit code {code}; the same command goes on from here")


with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
launch = f"accelerate launch --config_file recipes/accelerate/cpu.yaml --main_process_port {port}"
scenes = f"--count {arguments.scenes} --seed 0 --kinds circle square annulus box ellipse --background random --max-shapes 1"
models = f"--model sft={out}/sft --model grpo={out}/grpo"

stage("data", out / "data/manifest.json", f"vlcritic data glsl --stage primitives {scenes} -o {out}/data")
stage("weights", None, "vlcritic weights lpips")
stage("nano", out / "nano/config.json", f"vlcritic nano --data {out}/data --pretrain 3000 -o {out}/nano")
stage(
    "sft",
    out / "sft/model.safetensors",
    f"{launch} recipes/sft.py --config recipes/configs/nano-sft.yaml"
    f" --model_name_or_path {out}/nano --dataset_name {out}/data --output_dir {out}/sft",
)
stage(
    "grpo",
    out / "grpo/model.safetensors",
    f"{launch} recipes/grpo.py --config recipes/configs/nano-grpo.yaml"
    f" --model_name_or_path {out}/sft --dataset_name {out}/data --output_dir {out}/grpo",
)
stage(
    "evaluate",
    out / "report/summary.json",
    f"vlcritic evaluate {models} --data {out}/data -n {arguments.test} --refine {arguments.refine} -o {out}/report",
)

summary = json.loads((out / "report/summary.json").read_text()) | {"seconds": seconds}
(out / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")
print(f"\n{summary['table']}\n\n{sum(seconds.values()) / 60:.1f} minutes of compute; report: {out}/report/index.html")
