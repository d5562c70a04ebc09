"""Unified diffs, applied strictly: every line that a hunk names stands at the place it names, or nothing is applied.

No fuzz, no offsets, no files that appear or vanish. Works on bytes, so line endings and encodings stay as they are.
Source: the format as GNU diffutils 3.10 describes it, "Detailed Description of Unified Format".
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from vlcritic.errors import DataError

RANGES = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
NO_NEWLINE = b"\\ No newline at end of file"


@dataclass(frozen=True)
class Hunk:
    """Lines `old`, from line `start` (counted from 0) of a file, become `new`; `line` is the hunk's own line in its patch, from 1."""

    start: int
    old: tuple[bytes, ...]
    new: tuple[bytes, ...]
    line: int


@dataclass(frozen=True)
class FileDiff:
    """The hunks of one file, top to bottom; `path` is relative, with `/`, without `a/` and `b/`."""

    path: str
    hunks: tuple[Hunk, ...]


def parse(patch: bytes) -> tuple[str, tuple[FileDiff, ...]]:
    """The text before the first diff, and the diffs. Raises DataError, with the line, where the patch is not what it must be."""
    lines = io.BytesIO(patch).readlines()
    first = next((number for number, line in enumerate(lines) if line.startswith(b"--- ")), len(lines))
    diffs, at = [], first
    while at < len(lines):
        diff, at = _file(lines, at)
        diffs.append(diff)
    paths = [diff.path for diff in diffs]
    if not diffs or len(set(paths)) < len(paths):
        raise DataError(f"patch: expected a diff of one or more different files, got {paths}")
    return b"".join(lines[:first]).decode("utf-8"), tuple(diffs)


def apply(diff: FileDiff, content: bytes) -> bytes:
    """The file's new content. Raises DataError where a line is not the one that the diff names."""
    lines, patched, at = io.BytesIO(content).readlines(), [], 0
    for hunk in diff.hunks:
        end = hunk.start + len(hunk.old)
        if hunk.start < at or tuple(lines[hunk.start : end]) != hunk.old:
            raise DataError(f"{diff.path}: lines {hunk.start + 1} to {end} are not those of the hunk in line {hunk.line} of the patch")
        patched += [*lines[at : hunk.start], *hunk.new]
        at = end
    patched += lines[at:]
    if not all(line.endswith(b"\n") for line in patched[:-1]):
        raise DataError(f"{diff.path}: the patch takes the newline of a line that is not the last")
    return b"".join(patched)


def _file(lines: list[bytes], at: int) -> tuple[FileDiff, int]:
    """The diff of the file whose `---` stands in line `at`, and the line behind it."""
    names = [_path(lines, at, b"--- ", b"a/"), _path(lines, at + 1, b"+++ ", b"b/")]
    if names[0] != names[1]:
        raise DataError(f"patch, line {at + 1}: expected the same file twice, got {names[0]} and {names[1]}")
    at, hunks, shift = at + 2, [], 0
    while at < len(lines) and lines[at].startswith(b"@@"):
        hunk, start_of_new, at = _hunk(lines, at)
        if start_of_new != hunk.start + shift:
            raise DataError(f"patch, line {hunk.line}: the hunk's new place does not follow from the hunks before it")
        shift += len(hunk.new) - len(hunk.old)
        hunks.append(hunk)
    if not hunks:
        raise DataError(f"patch, line {at + 1}: expected a hunk of {names[0]}, `@@ -l,n +l,n @@`")
    return FileDiff(names[0], tuple(hunks)), at


def _path(lines: list[bytes], at: int, mark: bytes, prefix: bytes) -> str:
    line = lines[at].rstrip(b"\n") if at < len(lines) else b""
    name = line.removeprefix(mark).split(b"\t")[0]
    path = PurePosixPath(name.removeprefix(prefix).decode("utf-8"))
    if not line.startswith(mark) or not name.startswith(prefix) or path.is_absolute() or ".." in path.parts or "\\" in str(path):
        raise DataError(f"patch, line {at + 1}: expected `{(mark + prefix).decode()}PATH`, a file of the package, got {line.decode()!r}")
    return str(path)


def _hunk(lines: list[bytes], at: int) -> tuple[Hunk, int, int]:
    """The hunk whose `@@` stands in line `at`, where its new lines start (from 0), and the line behind it."""
    ranges, head = RANGES.match(lines[at]), at
    if ranges is None:
        raise DataError(f"patch, line {at + 1}: expected `@@ -l,n +l,n @@`, got {lines[at].decode()!r}")
    old_line, old_count, new_line, new_count = (1 if number is None else int(number) for number in ranges.groups())
    sides: dict[str, list[bytes]] = {"old": [], "new": []}
    at += 1
    while len(sides["old"]) < old_count or len(sides["new"]) < new_count:
        line = lines[at] if at < len(lines) else b""
        at += 1
        touched = {b" ": ("old", "new"), b"-": ("old",), b"+": ("new",)}.get(line[:1])
        if touched is None or not line.endswith(b"\n"):
            raise DataError(f"patch, line {at}: expected a line of the hunk in line {head + 1}, got {line.decode()!r}")
        is_last = at < len(lines) and lines[at].startswith(NO_NEWLINE)
        at += is_last
        for side in touched:
            sides[side].append(line[1:-1] if is_last else line[1:])
    if (len(sides["old"]), len(sides["new"])) != (old_count, new_count):
        raise DataError(f"patch, line {head + 1}: the hunk has more lines than its head says")
    start = old_line - (old_count > 0)  # a range without lines names the line before it
    return Hunk(start, tuple(sides["old"]), tuple(sides["new"]), head + 1), new_line - (new_count > 0), at
