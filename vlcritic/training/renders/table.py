"""Shown completions as a parquet file that `datasets.load_dataset("parquet", data_files=…)` opens with its pictures."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pyarrow.parquet
from datasets import Features, Image, List, Value

from vlcritic.files import replacing
from vlcritic.training.renders.choice import Picture, Shown

TYPES = {
    "step": Value("int64"),
    "row": Value("int64"),
    "place": Value("int64"),
    "target": Image(),
    "render": Image(),
    "difference": Image(),
    "completion": Value("string"),
    "program": Value("string"),
    "total": Value("float64"),
    "mse": Value("float64"),
    "error_kind": Value("string"),
    "error_message": Value("string"),
    "error_line": Value("int64"),
    "flags": List(Value("string")),
    "from_cache": Value("bool"),
}


def write_table(path: Path, *, step: int, shown: list[Shown], terms: list[str]) -> None:
    """One row for each completion. A reader never sees half a file.

    Args:
        terms: names of the reward's terms, a column `term/<name>` each: the same in every file, whatever rendered.
    """
    features = Features(TYPES | {f"term/{name}": Value("float64") for name in terms})
    rows = [_row(step, each, terms) for each in shown]
    with replacing(path) as partial:
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=features.arrow_schema), partial)


def _row(step: int, shown: Shown, terms: list[str]) -> dict:
    verdict, error = shown.verdict, shown.verdict.error or {}
    pictures = {name: _stored(getattr(shown, name)) for name in ("target", "render", "difference")}
    return {
        **{"step": step, "row": shown.row, "place": shown.place, **pictures, "completion": shown.completion, "program": verdict.program},
        **{"total": verdict.total, "mse": verdict.mse, **{f"term/{name}": verdict.terms.get(name) for name in terms}},
        **{f"error_{key}": error.get(key) for key in ("kind", "message", "line")},
        **{"flags": shown.flags, "from_cache": shown.is_from_cache},
    }


def _stored(picture: Picture | None) -> dict | None:
    return None if picture is None else {"bytes": picture.png, "path": None}
