"""What every step of a run scored and which errors it saw: a line of `history.jsonl` each, kept through kills and resumes."""

from __future__ import annotations

import json
from pathlib import Path

from vlcritic.training.renders.choice import Batch
from vlcritic.training.renders.clusters import counted, label
from vlcritic.types import Verdict


class History:
    """The lines of a file, and those that are added.

    A step that is done again after a resume replaces its earlier line. A line that a kill cut short is left out.
    """

    def __init__(self, path: Path):
        self.path = path
        self._records: dict[int, dict] = {}
        self._examples: dict[str, dict] = {}
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        for line in text.split("\n"):  # `splitlines` would also split at what a program may hold, such as U+2028
            self._take(_record(line))
        self._starts_line = text.endswith("\n") or not text

    def add(self, step: int, batch: Batch) -> None:
        """Count a step's batch, and append its line."""
        record = {"step": step, **summary(batch.verdicts), "examples": self._new_examples(step, batch)}
        self._take(record)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(("" if self._starts_line else "\n") + json.dumps(record, ensure_ascii=False) + "\n")
        self._starts_line = True

    def until(self, step: int) -> list[dict]:
        """The records of the steps up to `step`, in order: later ones are of a run that was resumed from before them."""
        return [self._records[each] for each in sorted(self._records) if each <= step]

    def clusters(self, step: int) -> list[dict]:
        """The clusters of errors up to `step`, the most frequent first: kind, message, count, first and last step, and an example."""
        found: dict[str, dict] = {}
        for record in self.until(step):
            for name, count in record["errors"].items():
                cluster = found.setdefault(name, self._cluster(name, record["step"]))
                cluster["count"] += count
                cluster["last_step"] = record["step"]
        return sorted(found.values(), key=lambda cluster: -cluster["count"])

    def _cluster(self, name: str, step: int) -> dict:
        kind, _, message = name.partition(": ")
        return {"kind": kind, "message": message, "count": 0, "first_step": step, "last_step": step, "example": self._examples.get(name)}

    def _take(self, record: dict | None) -> None:
        if record is not None:
            self._examples = record.get("examples", {}) | self._examples
            self._records[record["step"]] = {key: value for key, value in record.items() if key != "examples"}

    def _new_examples(self, step: int, batch: Batch) -> dict[str, dict]:
        """The first error of each cluster that has no example yet."""
        examples: dict[str, dict] = {}
        for completion, verdict in zip(batch.completions, batch.verdicts, strict=True):
            if verdict.error is not None and (name := label(verdict.error)) not in self._examples | examples:
                error = {"message": verdict.error["message"], "line": verdict.error.get("line")}
                examples[name] = {"step": step, **error, "program": verdict.program, "completion": completion}
        return examples


def summary(verdicts: list[Verdict]) -> dict:
    """A batch in numbers: how many, how many were judged and rendered, mean reward, mean terms of what rendered, errors by cluster."""
    totals = [verdict.total for verdict in verdicts if verdict.total is not None]
    drawn = [verdict for verdict in verdicts if verdict.is_valid]
    names = dict.fromkeys(name for verdict in drawn for name in verdict.terms)
    return {
        "completions": len(verdicts),
        "judged": len(totals),
        "rendered": len(drawn),
        "reward": sum(totals) / len(totals) if totals else None,
        "terms": {name: sum(verdict.terms[name] for verdict in drawn) / len(drawn) for name in names},
        "errors": counted(verdict.error for verdict in verdicts if verdict.error is not None),
    }


def _record(line: str) -> dict | None:
    """A line's record; none where the line was cut short."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) and "step" in record and "errors" in record else None
