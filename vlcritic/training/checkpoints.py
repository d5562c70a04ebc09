"""Which checkpoint a killed run goes on from."""

from __future__ import annotations

import json
from pathlib import Path


def latest_checkpoint(output_dir: str | Path) -> str | None:
    """The newest complete `checkpoint-<step>` folder of a run, `None` where there is none.

    A run that is killed while it saves leaves a folder without `trainer_state.json`, which the trainer writes last, or with half of it.
    """
    folders = [path for path in Path(output_dir).glob("checkpoint-*") if path.name[11:].isdigit()]
    complete = [path for path in folders if _is_complete(path)]
    return str(max(complete, key=lambda path: int(path.name[11:]))) if complete else None


def _is_complete(checkpoint: Path) -> bool:
    try:
        return "global_step" in json.loads((checkpoint / "trainer_state.json").read_text())
    except (OSError, ValueError):
        return False


def weights_to_load(model: str, checkpoint: str | None, *, is_adapter: bool) -> str:
    """Where a trainer should load its model from: the checkpoint that it resumes, where that holds whole weights.

    transformers 5.23 saves Qwen2.5-VL under its published parameter names and reads a resumed checkpoint under the internal ones: nothing
    matches, a warning is all, and training goes on from the first weights with the last optimizer state. `from_pretrained` translates.
    An adapter is not concerned: its base stays `model`.
    """
    return model if checkpoint is None or is_adapter else checkpoint


def weights_stamp(model: str) -> list[list]:
    """Name, size and time of the weight files of a model directory: others once it was trained again. Empty for a Hub id."""
    return [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in sorted(Path(model).glob("*.safetensors"))]
