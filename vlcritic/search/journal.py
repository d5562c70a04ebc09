"""What a refinement leaves on disk, so that a killed run loses nothing and the same command goes on where it stopped.

    best.<suffix>   the best program so far, rewritten whole whenever it improves
    trace.jsonl     one line for each step and chain
    state.json      chains, generators and bests after some step, rewritten whole

A resumed run takes the steps after `state.json` again, from the same generators, and so ends with the bytes of one that never stopped.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from vlcritic.files import write_text
from vlcritic.search.chains import Best, Rngs
from vlcritic.search.legs import Course
from vlcritic.search.metropolis import State
from vlcritic.types import Image


class Journal:
    """The files of one refinement.

    Args:
        out: the folder, made where it is missing.
        key: says which refinement this is; `key_of` makes one.
        suffix: file name ending of a program.

    Raises:
        ValueError: the folder holds another refinement.
    """

    def __init__(self, out: str | Path, *, key: str, suffix: str):
        self.out, self.key = Path(out), key
        self.out.mkdir(parents=True, exist_ok=True)
        self.best_path, self.trace_path, self.state_path = (self.out / name for name in (f"best{suffix}", "trace.jsonl", "state.json"))
        self.saved = json.loads(self.state_path.read_text("utf-8")) if self.state_path.exists() else None
        if self.saved and self.saved["key"] != key:
            raise ValueError(
                f"out: {self.out} holds another refinement (program, target or settings differ); name another folder or delete it"
            )
        self.rows = self.saved["rows"] if self.saved else 0
        write_text(self.trace_path, "".join(json.dumps(row) + "\n" for row in self.trace()[: self.rows]))  # later steps are taken again

    def load(self, rngs: Rngs) -> Course | None:
        """Where the run stopped, with the generators set as they were; `None` for a new run."""
        if self.saved is None:
            return None
        for rng, state in zip(rngs, self.saved["rngs"], strict=True):
            rng.bit_generator.state = state
        best = Best(*(np.array(self.saved[name], dtype=np.float64) for name in ("best_position", "best_mse")))
        polished = np.array(self.saved["polished"], dtype=np.float64)
        state = self.saved["state"] and State.from_dict(self.saved["state"])
        return Course(self.saved["step"], state, best, polished, self.saved["polished_mse"], self.saved["heat"], self.saved["looked"])

    def save(self, course: Course, rngs: Rngs) -> None:
        """Keep where the run stands."""
        record = {
            "key": self.key,
            "rows": self.rows,
            "step": course.step,
            "heat": course.heat,
            "looked": course.looked,
            "state": course.state and course.state.as_dict(),
            "best_position": course.best.position.tolist(),
            "best_mse": course.best.mse.tolist(),
            "polished": course.polished.tolist(),
            "polished_mse": course.polished_mse,
            "rngs": [rng.bit_generator.state for rng in rngs],
        }
        write_text(self.state_path, json.dumps(record))

    def save_best(self, program: str) -> None:
        """Keep the best program."""
        write_text(self.best_path, program)

    def append(self, rows: list[dict]) -> None:
        """Add lines to the trace."""
        with self.trace_path.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
        self.rows += len(rows)

    def trace(self) -> list[dict]:
        """Every line of the trace; half a line, left by a kill, ends it."""
        rows = []
        for line in self.trace_path.read_text(encoding="utf-8").splitlines() if self.trace_path.exists() else ():
            try:
                rows.append(json.loads(line))
            except ValueError:
                break
        return rows


def key_of(program: str, target: Image, **settings) -> str:
    """Fingerprint of a refinement: its program, target and settings."""
    text = json.dumps([program, list(target.shape), settings], sort_keys=True)
    return hashlib.sha256(text.encode() + np.ascontiguousarray(target).tobytes()).hexdigest()
