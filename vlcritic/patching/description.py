"""A patch's header: what it is for, what it applies to, and the hash of every file before and after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet

import vlcritic
from vlcritic.errors import DataError
from vlcritic.patching.unified import FileDiff, parse

FIELDS = ("Problem", "Upstream", "Applies to", "Remove when")
FIELD = re.compile(r"^([A-Z][\w -]*):[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
HASH = re.compile(r"^SHA-256 (before|after): +([0-9a-f]{64}) +(\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class PatchedFile:
    """One file of a patch: its diff, and the SHA-256 of its bytes `before` and `after`, in hexadecimal digits."""

    diff: FileDiff
    before: str
    after: str

    @property
    def path(self) -> str:
        """Relative to the folder of installed packages, with `/`."""
        return self.diff.path


@dataclass(frozen=True)
class Patch:
    """A patch of the `versions` of a `package`. `name` is its file's name without `.patch`."""

    name: str
    package: str
    versions: SpecifierSet
    problem: str
    upstream: str
    remove_when: str
    files: tuple[PatchedFile, ...]


def read(path: Path) -> Patch:
    """The patch in a file. Raises DataError where header and diff are not complete and of the same files."""
    try:
        header, diffs = parse(path.read_bytes())
        fields = {name: " ".join(text.split()) for name, text in FIELD.findall(header)}
        missing = [name for name in FIELDS if not fields.get(name)]
        if missing:
            raise DataError(f"header without {', '.join(missing)}")
        requirement = Requirement(fields["Applies to"])
        hashes = {(file, side): digits for side, digits, file in HASH.findall(header)}
        if hashes.keys() != {(diff.path, side) for diff in diffs for side in ("before", "after")}:
            raise DataError("expected `SHA-256 before` and `SHA-256 after` of every file of the diff, and of no other")
    except (DataError, InvalidRequirement, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}") from error
    files = tuple(PatchedFile(diff, hashes[diff.path, "before"], hashes[diff.path, "after"]) for diff in diffs)
    problem, upstream, _, remove_when = (fields[name] for name in FIELDS)
    return Patch(path.stem, requirement.name, requirement.specifier, problem, upstream, remove_when, files)


def available(names: list[str] | None = None) -> list[Patch]:
    """The patches that came with vlcritic, by name; with `names`, those. Raises ValueError for a name that none has."""
    paths = {path.stem: path for path in sorted(folder().glob("*.patch"))}
    chosen = [name.removesuffix(".patch") for name in names] if names else list(paths)
    unknown = [name for name in chosen if name not in paths]
    if unknown:
        raise ValueError(f"no patch {', '.join(unknown)}; expected one of {', '.join(paths)}")
    return [read(paths[name]) for name in dict.fromkeys(chosen)]


def folder() -> Path:
    """Where the patches lie: beside the package in a checkout, else where the wheel has put them (`share/vlcritic/patches`)."""
    root, share = Path(vlcritic.__file__).resolve().parents[1], Path("share/vlcritic/patches")
    if (root / "setup.cfg").is_file():
        return root / "patches"
    listed = (Path(file.locate()).parent for file in metadata.files("vlcritic") or () if file.match(f"{share}/*.patch"))
    for place in (*listed, root / share):  # the second is that of `pip install --target`
        if place.is_dir():
            return place.resolve()
    raise DataError("the patches of this installation are gone; run: pip install --force-reinstall --no-deps vlcritic")
