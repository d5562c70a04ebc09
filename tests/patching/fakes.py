"""A package of two files that is installed nowhere but in a folder of the test, and a patch of it."""

import difflib
import hashlib

FILES = {"toy/a.py": b"A = 1\nB = 2\n", "toy/sub/b.py": b"def f():\n    return 'slow'\n"}
PATCHED = {"toy/a.py": b"A = 1\nB = 3\n", "toy/sub/b.py": b"def f():\n    return 'differentiable'\n"}
NAME = "toy-1.2-gradient"


def install(site, version="1.2.3", files=FILES):
    """The package in a folder, with its metadata, as a package manager leaves it."""
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    info = site / f"toy-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: toy\nVersion: {version}\n")


def patch_text(before=FILES, after=PATCHED, versions=">=1.2,<1.3"):
    """The text of the patch, as it lies in `patches/`."""
    head = f"Problem: it is slow,\n  and more.\nUpstream: none\nApplies to: toy {versions}\nRemove when: never\n\n"
    for path in before:
        for side, files in (("before:", before), ("after: ", after)):
            head += f"SHA-256 {side} {hashlib.sha256(files[path]).hexdigest()}  {path}\n"
    for path in before:
        sides = [side[path].decode().splitlines(keepends=True) for side in (before, after)]
        head += "".join(difflib.unified_diff(*sides, f"a/{path}", f"b/{path}"))
    return head


def contents(site, files=FILES):
    return {path: (site / path).read_bytes() for path in files}
