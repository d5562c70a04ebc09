"""Recipes as a user launches them: a process of its own, which may be killed."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import load_file

REPOSITORY = Path(__file__).resolve().parents[2]
DEADLINE_S = 200


def environment() -> dict:
    """Of this process, with the checkout's package, one thread, and no Hub."""
    return os.environ | {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}


def launched(command: list[str]) -> subprocess.CompletedProcess:
    """What a recipe that was run to its end has said."""
    return subprocess.run(command, cwd=REPOSITORY, env=environment(), capture_output=True, text=True, timeout=250)


def killed(command: list[str], is_time: Callable[[], bool], *, pause_s: float = 0.01) -> None:
    """Launch a recipe and end it by SIGKILL as soon as it is time."""
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + DEADLINE_S
    while not is_time() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(pause_s)
    process.send_signal(signal.SIGKILL)
    process.wait()


def killed_at(command: list[str], checkpoint: Path, *, steps: int) -> float:
    """Kill a training once a checkpoint is written, and before its last one; when it was written."""
    state = checkpoint / "trainer_state.json"
    killed(command, state.exists)
    assert state.exists(), "the run ended or hung before its first checkpoints"
    assert not (checkpoint.parent / f"checkpoint-{steps}").exists(), "the run ended before it was killed"
    return checkpoint.stat().st_mtime


def assert_same_weights(folder: Path, other: Path) -> None:
    """Both folders hold the same model."""
    ours, theirs = (load_file(each / "model.safetensors") for each in (folder, other))
    for name in theirs:
        torch.testing.assert_close(ours[name], theirs[name], rtol=1e-5, atol=1e-6)  # equal to the bit where measured, on one thread
