"""Programs sampled from a model, with their verdicts, in a folder that a killed run goes on from.

    settings.json      what made the rollouts; a run with other settings is refused
    rank-00000.jsonl   one sample a line; every process appends to a file of its own

A line that a kill cut short is dropped and its sample made again. A sample that could not be judged for reasons of our own stays in the
file, without a total, until a later run judges it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from vlcritic.errors import DataError
from vlcritic.files import write_text
from vlcritic.images import from_pil
from vlcritic.types import Verdict


@dataclass(frozen=True)
class Rollout:
    """One sample: a completion, and the verdict on the program in it.

    Attributes:
        uid: of the picture.
        sample: which of the picture's n samples, from 0.
        completion: what the model wrote.
        program, total, terms, mse, error: of the verdict; `total` is `None` where our own side failed.
        flags: what the verdict warns of, if it does.
    """

    uid: str
    sample: int
    completion: str
    program: str | None = None
    total: float | None = None
    terms: dict[str, float] = field(default_factory=dict)
    mse: float | None = None
    error: dict | None = None
    flags: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, uid: str, sample: int, completion: str, verdict: Verdict) -> Rollout:
        """The completion with its verdict, which loses its picture."""
        return cls(uid, sample, completion, **verdict.as_dict())

    @property
    def key(self) -> tuple[str, int]:
        """What there is one of."""
        return self.uid, self.sample

    @property
    def is_judged(self) -> bool:
        """Whether there is a total; a program that failed has one."""
        return self.total is not None


class RolloutStore:
    """A folder of rollouts that this process adds to.

    Args:
        folder: a new one, or one of the same settings, which is continued.
        n: samples of each picture.
        settings: all that the samples depend on, as JSON knows it.
        rank: number of this process; only one at a time may have it.

    Raises:
        DataError: the folder holds something else, rollouts of other settings, or another process has this rank.
    """

    def __init__(self, folder: str | Path, *, n: int, settings: Mapping, rank: int = 0):
        if n < 1:
            raise ValueError(f"n: expected at least 1 sample a picture, got {n}")
        self.folder, self.n = Path(folder), n
        _claim(self.folder, {"n": n, **settings})
        self._file = _open(self.folder / f"rank-{rank:05d}.jsonl")
        kept = {rollout.key: rollout.is_judged for rollout in read_rollouts(self.folder)}
        self._judged = {key for key, is_judged in kept.items() if is_judged}
        self._unjudged = kept.keys() - self._judged

    def finished(self, uids: Sequence[str]) -> int:
        """Samples of these pictures that have a verdict."""
        return sum(key in self._judged for key in self._keys(uids))

    def unfinished(self, uids: Sequence[str], *, size: int) -> list[list[str]]:
        """The pictures in batches of `size`, without the batches that are finished.

        A batch holds the same pictures whatever was done before, so that one which a kill interrupted is sampled again as it was.
        """
        batches = [list(uids[start : start + size]) for start in range(0, len(uids), size)]
        return [batch for batch in batches if self.finished(batch) < len(batch) * self.n]

    def append(self, uids: Sequence[str], completions: Sequence[Sequence[str]], verdicts: Sequence[Verdict]) -> int:
        """Keep the `n` completions of each picture with their verdicts, picture by picture; how many samples that finishes.

        Samples that have a verdict are left as they are.
        """
        keys, texts = self._keys(uids), [text for each in completions for text in each]
        made = [Rollout.of(*key, text, verdict) for key, text, verdict in zip(keys, texts, verdicts, strict=True)]
        new = [rollout for rollout in made if rollout.key not in self._judged]
        finished = {rollout.key for rollout in new if rollout.is_judged}
        self._write([rollout for rollout in new if rollout.is_judged or rollout.key not in self._unjudged])
        self._judged |= finished
        self._unjudged |= {rollout.key for rollout in new} - finished
        return len(finished)

    def close(self) -> None:
        """Let go of the folder."""
        self._file.close()

    def __enter__(self) -> RolloutStore:
        return self

    def __exit__(self, *exception) -> None:
        self.close()

    def _keys(self, uids: Sequence[str]) -> list[tuple[str, int]]:
        return [(uid, sample) for uid in uids for sample in range(self.n)]

    def _write(self, rollouts: list[Rollout]) -> None:
        self._file.write("".join(json.dumps(asdict(rollout)) + "\n" for rollout in rollouts).encode())
        self._file.flush()


def read_rollouts(folder: str | Path) -> list[Rollout]:
    """All rollouts of a folder, each sample once, by uid and number; one that was judged later counts as judged.

    Raises:
        DataError: no rollouts there, or a line is damaged.
    """
    folder = Path(folder)
    if not (folder / "settings.json").is_file():
        raise DataError(f"{folder}: no settings.json, so no rollouts; make them with recipes/rollout.py --output_dir {folder}")
    found: dict[tuple[str, int], Rollout] = {}
    for path in sorted(folder.glob("rank-*.jsonl")):
        for rollout in _lines(path):
            if rollout.is_judged or rollout.key not in found:
                found[rollout.key] = rollout
    return [found[key] for key in sorted(found)]


def uids_of(data) -> list[str]:
    """The `uid` of every row of a data set; where it has none, a hash of the row's picture, as `vlcritic.data.build` makes it."""
    if "uid" in data.column_names:
        return list(data["uid"])
    return [hashlib.blake2b(from_pil(picture).tobytes(), digest_size=8).hexdigest() for picture in data["image"]]


def batch_seed(seed: int, uids: Sequence[str]) -> int:
    """Seed of a batch of pictures: another for every seed and first picture, the same in every run."""
    return int.from_bytes(hashlib.blake2b(f"{seed} {uids[0]}".encode(), digest_size=4).digest(), "big")


def summary(rollouts: Sequence[Rollout]) -> str:
    """One line for people: how many, how many render, how good they are, and how many still want a verdict."""
    judged = [rollout for rollout in rollouts if rollout.is_judged]
    rendered = sum(rollout.error is None for rollout in judged)
    mean = sum(rollout.total for rollout in judged) / max(1, len(judged))
    pictures = len({rollout.uid for rollout in rollouts})
    text = f"{len(rollouts)} samples of {pictures} pictures; {rendered} of {len(judged)} render; mean total {mean:.3f}"
    if waiting := len(rollouts) - len(judged):
        text += f"; {waiting} without a verdict, for no fault of theirs: run the same command again"
    return text


def _claim(folder: Path, settings: dict) -> None:
    """Make the folder ours. All processes of a run may do so at once: they write the same."""
    path, wanted = folder / "settings.json", json.loads(json.dumps(settings))
    if not path.is_file():
        if folder.exists() and (not folder.is_dir() or not all(_is_ours(child) for child in folder.iterdir())):
            raise DataError(f"{folder}: not empty, and no rollouts; name a new or an empty folder")
        write_text(path, json.dumps(wanted, indent=2) + "\n")
    there = json.loads(path.read_text())
    keys = [key for key in there | wanted if there.get(key) != wanted.get(key)]
    if differing := [f"{key} is {there.get(key)!r}, not {wanted.get(key)!r}" for key in keys]:
        raise DataError(f"{folder}: holds rollouts of other settings ({'; '.join(differing)}); name another folder, or delete this one")


def _is_ours(path: Path) -> bool:
    """Whether a file is of a folder of rollouts, by its name."""
    return path.name.startswith(("settings.json", ".settings.json.", "rank-"))


def _open(path: Path):
    """The file to append to, locked, without the line that a kill cut short."""
    file = path.open("a+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise DataError(f"{path}: another process writes it; wait for that run or end it") from None
    except OSError:
        pass  # a file system without locks
    file.seek(0)
    file.truncate(file.read().rfind(b"\n") + 1)
    return file


def _lines(path: Path) -> Iterator[Rollout]:
    """The rollouts of a file; what follows its last line end was cut short."""
    for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
        try:
            yield Rollout(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise DataError(f"{path}, line {number}: not a rollout ({error}); delete the line, and run the recipe again") from error
