"""The folder of a stage of the materials' pipeline. A killed run loses at most what it was doing, and nothing is done twice.

    OUT/settings.json     what the content depends on; a run with other settings is refused
    OUT/records.jsonl     a line of JSON for each material that was looked at, accepted or not, in the order of the work
    OUT/images/ID.png     its picture, where it has one; written before the line
    OUT/lock              held while a pipeline works here
    OUT/summary.json      counts, seconds, versions; there exactly when the stage is finished

A record is `{"id", "program", "origin", "rejected", …}`: the canonical program with named sockets, where it came from (a family, a file,
or the ids of its parents), why it is no good (`""`: it is good), and what else the stage found out.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import platform
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import vlcritic
from vlcritic.errors import DataError
from vlcritic.files import replacing
from vlcritic.images import to_png
from vlcritic.languages.base import Renderer
from vlcritic.types import Image

_ID = re.compile(r"[A-Za-z0-9_.-]{1,128}")
_OURS = {"settings.json", "records.jsonl", "images", "lock", "summary.json"}


class Stage:
    """The folder of one stage, ours alone in `with`.

    Args:
        out: a new or an empty folder, or one of the same settings, which is continued.
        settings: all that the content depends on, as JSON.

    Attributes:
        done: ids that have a record.
        tally: how many records each reason rejected; `"accepted"` for the good ones.

    Raises:
        DataError: on entering: the folder holds something else, other settings, or another pipeline is at work in it.
        OSError: from `add` and `finish`: the disk is full or fails; what was added before is kept.
    """

    def __init__(self, out: str | Path, settings: dict):
        self.folder = Path(out)
        self.settings = json.loads(json.dumps(settings))
        self.done: set[str] = set()
        self.tally: Counter = Counter()
        self._one_at_a_time = threading.Lock()
        self._lock = self._records = None

    def __enter__(self) -> Stage:
        self._refuse_strangers()
        with _room(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self._lock = _locked(self.folder)
            self._claim()
            self._open_records()
        except BaseException:
            self.__exit__()
            raise
        self._began = time.monotonic()
        return self

    def __exit__(self, *exception) -> None:
        for descriptor in (self._records, self._lock):
            if descriptor is not None:
                os.close(descriptor)
        self._records = self._lock = None

    def add(self, record: dict, image: Image | None = None) -> None:
        """Keep a record, and its picture before it: both or neither. Any thread may."""
        _check(record)
        with self._one_at_a_time, _room(self.folder):
            if record["id"] in self.done:
                raise ValueError(f"record {record['id']} is there already; ask `done` first")
            (self.folder / "summary.json").unlink(missing_ok=True)
            if image is not None:
                (self.folder / "images").mkdir(exist_ok=True)
                _write(image_path(self.folder, record["id"]), to_png(image))
            self._append(json.dumps(record, ensure_ascii=False) + "\n")
            self._count(record)

    def finish(self, render: Renderer | None = None, **extra) -> dict:
        """The summary, written where something has changed: counts, seconds of this run, versions, and what else is given."""
        path = self.folder / "summary.json"
        if path.is_file():  # nothing was added since
            return json.loads(path.read_text(encoding="utf-8"))
        summary = {
            "settings": self.settings,
            "accepted": self.tally["accepted"],
            "rejected": {reason: self.tally[reason] for reason in sorted(self.tally) if reason != "accepted"},
            "seconds": round(time.monotonic() - self._began, 1),
            "versions": {
                "vlcritic": vlcritic.__version__,
                "python": platform.python_version(),
                "renderer": getattr(render, "version", None),
            },
        } | extra
        write_file(path, json.dumps(summary, indent=2) + "\n")
        return summary

    def _refuse_strangers(self) -> None:
        """A folder with files that are not ours is left alone."""
        if self.folder.exists() and not self.folder.is_dir():
            raise DataError(f"{self.folder}: a file; expected a folder to write, new or of the same settings")
        if self.folder.is_dir() and not (self.folder / "settings.json").is_file():
            strange = [child.name for child in self.folder.iterdir() if child.name not in _OURS and not child.name.startswith(".")]
            if strange:
                raise DataError(f"{self.folder}: not empty ({strange[0]} …), and no stage; name a new or an empty folder")

    def _claim(self) -> None:
        path = self.folder / "settings.json"
        if not path.is_file():
            write_file(path, json.dumps(self.settings, indent=2) + "\n")
        there, here = settings_of(self.folder), self.settings
        names = sorted(there.keys() | here.keys())
        differing = [f"{name} is {there.get(name)!r}, not {here.get(name)!r}" for name in names if there.get(name) != here.get(name)]
        if differing:
            raise DataError(f"{self.folder}: holds a stage of other settings ({'; '.join(differing)}); name another folder, or delete it")

    def _open_records(self) -> None:
        """Read what is there, and cut off the torn end that a killed run left."""
        self.done, self.tally = set(), Counter()
        path = self.folder / "records.jsonl"
        self._records = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        whole = 0
        for record, end in _lines(path):
            self._count(record)
            whole = end
        if whole < os.fstat(self._records).st_size:
            os.ftruncate(self._records, whole)

    def _count(self, record: dict) -> None:
        self.done.add(record["id"])
        self.tally[record["rejected"] or "accepted"] += 1

    def _append(self, line: str) -> None:
        """The whole line, or none of it."""
        before, data = os.fstat(self._records).st_size, line.encode()
        try:
            while data:
                data = data[os.write(self._records, data) :]
        except BaseException:
            os.ftruncate(self._records, before)
            raise


def read_stage(folder: str | Path, *, with_rejected: bool = False, is_finished: bool = True) -> Iterator[dict]:
    """The accepted records of a stage, in its order.

    Args:
        with_rejected: the others too.
        is_finished: refuse a stage that has not been finished.

    Raises:
        DataError: no stage, an unfinished one, a damaged one, or a data set that `split` wrote, where a finished stage is wanted.
    """
    folder = Path(folder)
    if settings_of(folder).get("stage") == "split" and is_finished:
        raise DataError(f"{folder}: a data set that `split` wrote, which has no programs by line; give the stages that it was made of")
    if is_finished and not (folder / "summary.json").is_file():
        raise DataError(f"{folder}: not finished (no summary.json); run the command that writes it again: it goes on where it stopped")
    return (record for record, _ in _lines(folder / "records.jsonl") if with_rejected or not record["rejected"])


def is_stage(folder: str | Path) -> bool:
    """Whether the folder is one of a stage."""
    return (Path(folder) / "settings.json").is_file()


def settings_of(folder: str | Path) -> dict:
    """The settings of a stage. Raises DataError where there is none."""
    path = Path(folder) / "settings.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"{folder}: no stage of `vlcritic data materials` (no settings.json)") from error
    except ValueError as error:
        raise DataError(f"{path}: damaged ({error}); delete the folder and run the command again") from error


def image_path(folder: str | Path, identity: str) -> Path:
    """Where the picture of a record lies."""
    return Path(folder) / "images" / f"{identity}.png"


def write_file(path: Path, text: str) -> None:
    """Write a text file, all or nothing. Raises OSError, with what to do where the disk is full."""
    with _room(path.parent):
        _write(path, text.encode())


def _write(path: Path, data: bytes) -> None:
    with replacing(path) as partial:
        partial.write_bytes(data)


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """Says what to do where the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        kept = "what was finished is kept; free some space and run the same command again"
        raise OSError(error.errno, f"{folder}: {os.strerror(error.errno)}: {kept}") from error


def _locked(folder: Path) -> int:
    """A descriptor that holds the folder's lock until it is closed, or its process ends however it may."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise DataError(f"{folder}: another pipeline is at work here; wait for it, or name another folder") from error
    return descriptor


def _lines(path: Path) -> Iterator[tuple[dict, int]]:
    """Every whole line as a record, and where it ends in the file."""
    if not path.is_file():
        return
    end = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.endswith(b"\n"):
                return
            end += len(line)
            try:
                record = json.loads(line)
                _check(record)
            except (ValueError, TypeError) as error:
                raise DataError(f"{path}: line {number} is damaged ({error}); delete that line, and the material is done again") from error
            yield record, end


def _check(record: dict) -> None:
    """Raises ValueError for what is no record."""
    if missing := {"id", "program", "origin", "rejected"} - record.keys():
        raise ValueError(f"record without {', '.join(sorted(missing))}")
    if not _ID.fullmatch(record["id"]) or record["id"].startswith("."):
        raise ValueError(f"id: expected up to 128 letters, digits, '-', '_' and '.', got {record['id']!r}")
