"""An audit on disk: `audit.json` and two PNG files a sample, so that a report can be made again without a model or a renderer."""

from __future__ import annotations

import json
from pathlib import Path

from vlcritic.errors import DataError
from vlcritic.evaluation.audit import Audit, Sample
from vlcritic.files import write_text
from vlcritic.images import load, save
from vlcritic.types import Verdict


def save_audit(audit: Audit, folder: str | Path) -> None:
    """Write an audit; `audit.json` comes last, so a folder that has it is whole."""
    folder = Path(folder)
    for index, sample in enumerate(audit.samples):
        save(sample.target, folder / f"target-{index:05}.png")
        render = folder / f"render-{index:05}.png"
        if sample.verdict.image is None:
            render.unlink(missing_ok=True)  # of an earlier audit
        else:
            save(sample.verdict.image, render)
    write_text(folder / "audit.json", json.dumps(audit.as_dict(), indent=1))


def load_audit(folder: str | Path) -> Audit:
    """Read an audit that `save_audit` wrote.

    Raises:
        DataError: the folder holds none, or a damaged one.
    """
    path = Path(folder) / "audit.json"
    if not path.is_file():
        raise DataError(f"{path}: no such file; expected an audit, written by `vlcritic.evaluation.save_audit`")
    try:
        samples = json.loads(path.read_text(encoding="utf-8"))["samples"]
        return Audit([_sample(path.parent, index, record) for index, record in enumerate(samples)])
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: not an audit ({type(error).__name__}: {error}); delete the folder and run the audit again") from error


def _sample(folder: Path, index: int, record: dict) -> Sample:
    measures = record.pop("measures")
    path = folder / f"render-{index:05}.png"
    image = load(path) if path.exists() else None
    return Sample(Verdict(**record, image=image), load(folder / f"target-{index:05}.png"), measures)
