"""The callback that shows what GRPO's rewards see, every few steps."""

from __future__ import annotations

import json
from pathlib import Path

from transformers import TrainerCallback

from vlcritic import images
from vlcritic.files import write_text
from vlcritic.training.renders.choice import Batch, shown_of
from vlcritic.training.renders.history import History
from vlcritic.training.renders.index_page import index_page
from vlcritic.training.renders.sheet import sheet
from vlcritic.training.renders.step_page import step_page
from vlcritic.training.renders.table import write_table
from vlcritic.training.renders.trackers import open_trackers


class RenderLog(TrainerCallback):
    """Shows targets, renders, differences, scores and errors in `<output_dir>/renders` and in the trackers of `report_to`.

    Of the first step, every `every` steps and the last:

    - `step-000010.png`: the sheet, which also goes to TensorBoard, wandb or trackio
    - `step-000010.parquet`: pictures, texts, scores and errors, for `datasets.load_dataset`
    - `step-000010.html`: the same to look at
    - `index.html` and `errors.json`: the run so far; its curves, steps, and errors clustered by message

    Every step adds a line to `history.jsonl`, so curves and counts miss none. Only the main process writes, of its own part of the batch.

    Args:
        reward: keeps the latest batch in `last_verdicts`, `last_targets` and `last_completions`, as `vlcritic.rewards.RenderReward` does.
        per_row: completions of one prompt, `num_generations`.
        every: steps between two pages.
        rows: prompts whose completions are all shown. The batch's best and worst render always are, and one of each cluster of errors.
    """

    def __init__(self, reward, *, per_row: int, every: int = 10, rows: int = 8):
        self.reward = reward
        self.per_row = per_row
        self.every = every
        self.rows = rows
        self._trackers: list = []
        self._history: History | None = None
        self._counted = None  # verdicts that are in the history already

    def on_train_begin(self, args, state, control, **kwargs):
        if state.is_world_process_zero:
            self._trackers = open_trackers(args)
            self._history = None  # of an earlier call of `train`

    def on_step_end(self, args, state, control, **kwargs):
        if not state.is_world_process_zero or not self.reward.last_verdicts:
            return
        folder, step = Path(args.output_dir) / "renders", state.global_step
        batch = Batch.of(self.reward)
        self._count(folder, step, batch)
        if step == 1 or step % self.every == 0 or step == state.max_steps:
            self._show(folder, step, batch)

    def on_train_end(self, args, state, control, **kwargs):
        for tracker in self._trackers:
            tracker.close()
        self._trackers = []

    def _count(self, folder: Path, step: int, batch: Batch) -> None:
        """Add the batch to the history, once: TRL may train several steps on one."""
        if self._history is None:
            self._history = History(folder / "history.jsonl")
        if batch.verdicts is not self._counted:
            self._history.add(step, batch)
            self._counted = batch.verdicts

    def _show(self, folder: Path, step: int, batch: Batch) -> None:
        shown = shown_of(batch, per_row=self.per_row, rows=self.rows)
        records, clusters = self._history.until(step), self._history.clusters(step)
        picture, name = sheet(shown), f"step-{step:06d}"
        images.save(picture, folder / f"{name}.png")
        write_table(folder / f"{name}.parquet", step=step, shown=shown, terms=_term_names(self.reward, batch))
        write_text(folder / f"{name}.html", step_page(step, shown, batch, previous=max(_steps_shown(folder, before=step), default=None)))
        write_text(folder / "index.html", index_page(folder.parent.name, _steps_shown(folder, before=step + 1), records, clusters))
        write_text(folder / "errors.json", json.dumps(clusters, indent=1, ensure_ascii=False) + "\n")
        for tracker in self._trackers:
            tracker.log(step, picture, clusters)


def _term_names(reward, batch: Batch) -> list[str]:
    """The names of all terms, also where nothing rendered."""
    terms = getattr(getattr(reward, "judge", None), "terms", ())
    return [term.__name__ for term in terms] or sorted({name for verdict in batch.verdicts for name in verdict.terms})


def _steps_shown(folder: Path, *, before: int) -> list[int]:
    """Steps below `before` that have a page on disk."""
    numbers = [path.stem.removeprefix("step-") for path in folder.glob("step-*.html")]
    return sorted(step for step in map(int, filter(str.isdecimal, numbers)) if step < before)
