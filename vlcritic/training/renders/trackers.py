"""Sheets and counts of errors for the trackers in `report_to` that show pictures: TensorBoard, wandb, trackio."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

from vlcritic.types import Image

COLUMNS = ["count", "kind", "message", "first_step", "last_step"]
MOST = 30  # clusters in a tracker's table


def open_trackers(args) -> list:
    """A tracker for each name in `args.report_to` that can show pictures. Each has `log(step, sheet, clusters)` and `close()`.

    Raises:
        ImportError: one of them is not installed.
    """
    kinds = {"tensorboard": TensorBoard, "wandb": Media, "trackio": Media}
    return [kinds[name](name, args) for name in args.report_to or [] if name in kinds]


class TensorBoard:
    """Pictures and text beside the Trainer's scalars: `<log folder>/renders`.

    A folder of its own, because TensorBoard reads two growing files of one folder only with `--reload_multifile`.
    """

    def __init__(self, name: str, args):
        self._writer_class = _imported("torch.utils.tensorboard", package=name).SummaryWriter
        self._output = Path(args.output_dir)
        self._writer = None

    def log(self, step: int, sheet: Image, clusters: list[dict]) -> None:
        if self._writer is None:  # the Trainer has made its own folder by now
            self._writer = self._writer_class(log_dir=str(log_folder(self._output) / "renders"))
        self._writer.add_image("renders", sheet, step, dataformats="HWC")
        self._writer.add_text("renders/errors", _markdown(clusters[:MOST]), step)
        self._writer.flush()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


class Media:
    """wandb or trackio, in the run that the Trainer opened: one module has the same names as the other."""

    def __init__(self, name: str, args):
        self._module = _imported(name, package=name)

    def log(self, step: int, sheet: Image, clusters: list[dict]) -> None:
        picture = self._module.Image(sheet, caption=f"step {step}")
        rows = [[cluster[column] for column in COLUMNS] for cluster in clusters[:MOST]]
        errors = {"renders/errors": self._module.Table(columns=COLUMNS, data=rows)} if rows else {}
        self._module.log({"renders": picture, **errors, "train/global_step": step})

    def close(self) -> None:
        """Nothing: the run is the Trainer's."""


def log_folder(output: Path) -> Path:
    """Where the Trainer's TensorBoard writer writes: the folder of the newest event file under `runs`.

    The Trainer names it after the time and tells no callback.
    """
    if "TENSORBOARD_LOGGING_DIR" in os.environ:
        return Path(os.environ["TENSORBOARD_LOGGING_DIR"]).expanduser()
    events = [path for path in (output / "runs").rglob("events.out.tfevents.*") if path.parent.name != "renders"]
    return max(events, key=lambda path: path.stat().st_mtime).parent if events else output / "runs"


def _imported(module: str, *, package: str):
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(f"report_to: {package} is not installed; run: pip install {package}, or take it out of --report_to") from error


def _markdown(clusters: list[dict]) -> str:
    """A table of markdown; what a compiler said of a model's text stands in it as code."""
    if not clusters:
        return "no errors"
    head = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    return head + "\n".join(f"| {' | '.join(_cell(cluster[column]) for column in COLUMNS)} |" for cluster in clusters)


def _cell(value) -> str:
    text = str(value).replace("`", "'").replace("|", "¦").replace("\n", " ")
    return text if isinstance(value, int) else f"`{text}`"
