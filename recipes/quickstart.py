"""From nothing to a model that writes shaders, on this machine's CPU: data → nano → SFT → GRPO → refine → evaluate → report.

    make quickstart        (or: python recipes/quickstart.py [--out runs/quickstart])

Every stage is a command that you can run yourself; each is printed before it runs. A finished stage is not run again, an interrupted
one goes on where it was: run the same command again. The same recipes train a 7B model: see recipes/configs/.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from vlcritic.files import write_text

# One thread a process: torch's idle threads spin, and with a renderer or a second process beside them a step takes several times as long
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--out", type=Path, default=Path("runs/quickstart"))
parser.add_argument("--scenes", type=int, default=20000, help="pictures in the data set (20000)")
parser.add_argument("--test", type=int, default=200, help="unseen pictures to evaluate on (200)")
parser.add_argument("--refine", type=int, default=60, help="refinement steps for each of them (60)")
parser.add_argument(
    "--scale", type=float, default=1.0, help="of the training steps: 0.01 tries every stage in two minutes, and learns nothing"
)
arguments = parser.parse_args()
out, bin_folder = arguments.out, Path(sys.executable).parent
out.mkdir(parents=True, exist_ok=True)
lock = (out / ".lock").open("w")  # inherited by the stages: one that outlives a killed quickstart still holds it
try:
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError:
    sys.exit(f"{out}: another quickstart, or a stage of one that was killed, still works there; wait for it or end it first")
has_run = False  # a stage has run: what later ones made before is stale
seconds_file = out / "seconds.json"
seconds = json.loads(seconds_file.read_text()) if seconds_file.exists() else {}


def stage(name: str, command: str, *, makes: Path | None = None) -> None:
    """Run one stage unless it ended well before; `makes` is its folder. The seconds of killed runs count too, to within 5."""
    global has_run
    marker = out / f"{name}.done"
    is_done = marker.exists() and marker.read_text() == command and (makes is None or makes.exists())
    if is_done and not has_run:
        print(f"✓ {name} is done ({seconds.get(name, 0):.0f} s)", flush=True)
        return
    if makes is not None and (has_run or marker.exists()):  # made by another command, or from what has changed since
        shutil.rmtree(makes, ignore_errors=True)
        seconds.pop(name, None)
    marker.unlink(missing_ok=True)
    has_run = has_run or makes is not None
    print(f"\n▶ {name}\n  {command}\n", flush=True)
    program, *words = shlex.split(command)
    start, before, code = time.monotonic(), seconds.get(name, 0.0), None
    process = subprocess.Popen([bin_folder / program, *words], env=os.environ | ENVIRONMENT, pass_fds=[lock.fileno()])
    while code is None:
        try:
            code = process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            pass
        except KeyboardInterrupt:
            process.wait()
            sys.exit(f"\ninterrupted in {name}; the same command goes on from here")
        seconds[name] = before + time.monotonic() - start
        write_text(seconds_file, json.dumps(seconds, indent=2) + "\n")
    if code:
        sys.exit(f"{name} ended with exit code {code}; the same command goes on from here")
    marker.write_text(command)


pretraining, sft, grpo = (max(1, round(arguments.scale * steps)) for steps in (3000, 4400, 200))
launch = "accelerate launch --config_file recipes/accelerate/cpu.yaml"
scenes = f"--count {arguments.scenes} --seed 0 --kinds circle square annulus box ellipse --background random --max-shapes 1"
models = f"--model sft={out}/sft --model grpo={out}/grpo"

stage("data", f"vlcritic data glsl --stage primitives {scenes} -o {out}/data", makes=out / "data")
stage("weights", "vlcritic weights lpips")
stage("nano", f"vlcritic nano --data {out}/data --pretrain {pretraining} -o {out}/nano", makes=out / "nano")
stage(
    "sft",
    f"{launch} recipes/sft.py --config recipes/configs/nano-sft.yaml --max_steps {sft}"
    f" --model_name_or_path {out}/nano --dataset_name {out}/data --output_dir {out}/sft",
    makes=out / "sft",
)
stage(
    "grpo",
    f"{launch} recipes/grpo.py --config recipes/configs/nano-grpo.yaml --max_steps {grpo}"
    f" --model_name_or_path {out}/sft --dataset_name {out}/data --output_dir {out}/grpo",
    makes=out / "grpo",
)
stage(
    "evaluate",
    f"vlcritic evaluate {models} --data {out}/data -n {arguments.test} --candidates 8 --refine {arguments.refine} -o {out}/report",
    makes=out / "report",
)

summary = json.loads((out / "report/summary.json").read_text()) | {"seconds": seconds}
(out / "summary.json").write_text(json.dumps(summary, indent=2) + "\n")
print(f"\n{summary['table']}\n\n{sum(seconds.values()) / 60:.1f} minutes of compute; report: {out}/report/index.html")
