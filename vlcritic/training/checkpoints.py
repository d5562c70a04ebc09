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
