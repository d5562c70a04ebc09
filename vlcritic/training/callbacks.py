"""Seeing what GRPO's rewards see: a picture of targets and renders with their scores, every few steps."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import PIL.ImageDraw
from transformers import TrainerCallback

from vlcritic import images
from vlcritic.types import Image, Verdict

TILE = 96  # side of a tile, in pixels; its caption is below
CAPTION = 14


class RenderSheets(TrainerCallback):
    """Saves, every `every` steps, `renders/step-000010.png` and `.jsonl` beside it in the run's folder.

    A row of the sheet is a target and the renders of its completions, each with its total (or the kind of its error). A line of the
    JSONL is one completion: its row and place in the sheet, and its verdict. Only the main process writes.

    Args:
        reward: keeps the latest batch in `last_verdicts` and `last_targets`, as `vlcritic.rewards.RenderReward` does.
        per_row: completions of one prompt, `num_generations`.
        every: steps between two sheets.
        rows: prompts shown at most.
    """

    def __init__(self, reward, *, per_row: int, every: int = 10, rows: int = 8):
        self.reward = reward
        self.per_row = per_row
        self.every = every
        self.rows = rows

    def on_step_end(self, args, state, control, **kwargs):
        is_due = state.global_step == 1 or state.global_step % self.every == 0
        if is_due and state.is_world_process_zero and self.reward.last_verdicts:
            self._write(Path(args.output_dir) / "renders", f"step-{state.global_step:06d}")

    def _write(self, folder: Path, name: str) -> None:
        shown = slice(self.rows * self.per_row)
        verdicts = self.reward.last_verdicts[shown]
        targets = [images.from_pil(target) if hasattr(target, "convert") else target for target in self.reward.last_targets[shown]]
        images.save(contact_sheet(targets, verdicts, per_row=self.per_row), folder / f"{name}.png")
        lines = [
            {"row": index // self.per_row, "place": index % self.per_row, **verdict.as_dict()} for index, verdict in enumerate(verdicts)
        ]
        partial = folder / f".{name}.part"
        partial.write_text("".join(json.dumps(line) + "\n" for line in lines))
        partial.replace(folder / f"{name}.jsonl")


def contact_sheet(targets: list[Image], verdicts: list[Verdict], *, per_row: int) -> Image:
    """One row for each `per_row` verdicts: the target of the first, then the renders, captioned."""
    if len(targets) != len(verdicts) or not verdicts:
        raise ValueError(f"verdicts: expected one for each of {len(targets)} targets, and at least one, got {len(verdicts)}")
    rows = [_row(targets[start], verdicts[start : start + per_row], per_row) for start in range(0, len(verdicts), per_row)]
    return np.concatenate(rows)


def _row(target: Image, verdicts: list[Verdict], per_row: int) -> Image:
    tiles = [_tile(target, "target"), *(_tile(verdict.image, _caption(verdict)) for verdict in verdicts)]
    tiles += [_tile(None, "")] * (1 + per_row - len(tiles))
    return images.side_by_side(tiles)


def _caption(verdict: Verdict) -> str:
    if verdict.error is not None:
        return verdict.error["kind"]
    return f"{verdict.total:.3f}"


def _tile(image: Image | None, caption: str) -> Image:
    """A picture, or grey where there is none, over its caption."""
    tile = np.full((TILE + CAPTION, TILE, 3), 255, np.uint8)
    tile[:TILE] = 128 if image is None else images.fit_square(image, side=TILE)
    picture = images.to_pil(tile)
    PIL.ImageDraw.Draw(picture).text((2, TILE + 1), caption, fill=(0, 0, 0))
    return images.from_pil(picture)
