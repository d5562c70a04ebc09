"""Apply patches to installed packages, and take them back.

What is true of a file is read off its hash, never off a journal, so a run that was killed between two files leaves a state like any
other. Backups of all files are complete before the first one is changed. Files are replaced, never written into: package managers share
them between environments by hard links.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from vlcritic.errors import DataError
from vlcritic.patching import unified
from vlcritic.patching.description import Patch, PatchedFile

APPLICABLE, APPLIED, HALF_APPLIED = "applicable", "applied", "half applied"
NOT_INSTALLED, OTHER_VERSION, CHANGED = "not installed", "other version", "file changed"
BACKUPS = ".vlcritic-backups"  # in the folder of installed packages: <patch>/<path of the file>


@dataclass(frozen=True)
class Finding:
    """What a patch meets in a folder of installed packages: a `state`, `text` for a reader, and the `version` found, None where none is.

    `root` is that folder; `sides` says of each file, by its path, whether it is as `before` or `after` the patch, `changed` or `missing`.
    """

    patch: Patch
    state: str
    text: str
    version: str | None = None
    root: Path | None = None
    sides: dict[str, str] | None = None


def status(patch: Patch, *, site: Path | None = None) -> Finding:
    """How things stand with a patch in the folder `site` (by default, wherever Python finds the package)."""
    package = _distribution(patch.package, site)
    if package is None:
        where = f"in {site}" if site else "for this Python"
        return Finding(patch, NOT_INSTALLED, f"{patch.package} is not installed {where}")
    version, root = package.version, Path(str(package.locate_file("")))
    if not patch.versions.contains(version, prereleases=True):
        return Finding(patch, OTHER_VERSION, f"for {patch.package} {patch.versions}, found {version} in {root}", version, root)
    sides = {file.path: _side(file, root / file.path) for file in patch.files}
    return Finding(patch, *_state(sides, f"{patch.package} {version} in {root}"), version, root, sides)


def apply(patches: list[Patch], *, site: Path | None = None) -> list[Finding]:
    """Apply patches, all or, where one is refused beforehand, none; what is applied already stays. Returns how things stand now.

    Raises:
        DataError: a package is missing or of another version, or a file is neither as before nor as after its patch. Nothing was changed.
    """
    findings = [status(patch, site=site) for patch in patches]
    _refuse(findings, {APPLICABLE, APPLIED, HALF_APPLIED})
    prepared = [(finding, _patched(finding)) for finding in findings if finding.state != APPLIED]
    for finding, contents in prepared:
        for path, (before, _) in contents.items():
            _replace(_backup(finding, path), before)
        for path, (_, after) in contents.items():
            _replace(finding.root / path, after)
    return [_demand(patch, APPLIED, site) for patch in patches]


def revert(patches: list[Patch], *, site: Path | None = None) -> list[Finding]:
    """Take patches back, byte for byte, all or, where one is refused beforehand, none. Returns how things stand now.

    Raises:
        DataError: as of `apply`, or a backup is lost. Nothing was changed.
    """
    findings = [status(patch, site=site) for patch in patches]
    _refuse(findings, {APPLICABLE, APPLIED, HALF_APPLIED})
    for finding, contents in [(finding, _originals(finding)) for finding in findings]:
        for path, before in contents.items():
            _replace(finding.root / path, before)
        _demand(finding.patch, APPLICABLE, site)  # before the backups go
        for file in finding.patch.files:
            _partial(finding.root / file.path).unlink(missing_ok=True)  # of a run that was killed
        shutil.rmtree(finding.root / BACKUPS / finding.patch.name, ignore_errors=True)
        _remove_if_empty(finding.root / BACKUPS)
    return [_demand(patch, APPLICABLE, site) for patch in patches]


def _distribution(package: str, site: Path | None) -> metadata.Distribution | None:
    if site is not None and not site.is_dir():
        raise DataError(f"--site {site}: no such folder; expected one of installed packages, such as …/lib/python3.11/site-packages")
    where = {} if site is None else {"path": [str(site)]}
    return next(iter(metadata.distributions(name=package, **where)), None)


def _side(file: PatchedFile, path: Path) -> str:
    if not path.is_file():
        return "missing"
    digits = hashlib.sha256(path.read_bytes()).hexdigest()
    return {file.before: "before", file.after: "after"}.get(digits, "changed")


def _state(sides: dict[str, str], where: str) -> tuple[str, str]:
    """The state of all files together, and what to tell."""
    strange = [f"{path} ({side})" for path, side in sides.items() if side in ("changed", "missing")]
    if strange:
        return CHANGED, f"{where}: not as released: {', '.join(strange)}; reinstall the package to have it patched"
    patched = [path for path, side in sides.items() if side == "after"]
    if not patched:
        return APPLICABLE, where
    if len(patched) == len(sides):
        return APPLIED, where
    return HALF_APPLIED, f"{where}: {len(patched)} of {len(sides)} files; `apply` goes on, `revert` takes it back"


def _refuse(findings: list[Finding], fine: set[str]) -> None:
    refused = [f"{finding.patch.name}: {finding.state}: {finding.text}" for finding in findings if finding.state not in fine]
    if refused:
        raise DataError("nothing was changed: " + "\n  ".join(refused))


def _patched(finding: Finding) -> dict[str, tuple[bytes, bytes]]:
    """Content before and after of every file that is still as before."""
    contents = {}
    for file in finding.patch.files:
        if finding.sides[file.path] == "before":
            before = (finding.root / file.path).read_bytes()
            after = unified.apply(file.diff, before)
            _check(before, file.before, f"{finding.root / file.path}: changed in this moment")
            _check(after, file.after, f"{finding.patch.name}: the diff of {file.path} gives another file than its header says")
            contents[file.path] = before, after
    return contents


def _originals(finding: Finding) -> dict[str, bytes]:
    """What was backed up of every file that is as after."""
    contents = {}
    for file in finding.patch.files:
        if finding.sides[file.path] == "after":
            backup = _backup(finding, file.path)
            original = backup.read_bytes() if backup.is_file() else b""
            reinstall = f"pip install --force-reinstall --no-deps {finding.patch.package}=={finding.version}"
            _check(original, file.before, f"nothing was changed: {backup}: the backup is lost; run: {reinstall}")
            contents[file.path] = original
    return contents


def _demand(patch: Patch, state: str, site: Path | None) -> Finding:
    """How things stand, which must be `state`: what was written is read again."""
    finding = status(patch, site=site)
    if finding.state != state:
        raise DataError(f"{patch.name}: expected {state}, found {finding.state}: {finding.text}; is another process at work?")
    return finding


def _check(content: bytes, digits: str, complaint: str) -> None:
    if hashlib.sha256(content).hexdigest() != digits:
        raise DataError(complaint)


def _backup(finding: Finding, path: str) -> Path:
    return finding.root / BACKUPS / finding.patch.name / path


def _replace(path: Path, content: bytes) -> None:
    """A file with this content and the mode that it had; a reader sees the old one or the new one. Compiled copies of it go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = _partial(path)
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, partial)
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):  # one made with unchecked hashes would hide the new source
        compiled.unlink(missing_ok=True)
    os.replace(partial, path)


def _partial(path: Path) -> Path:
    return path.with_name(f".{path.name}.vlcritic-part")


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
