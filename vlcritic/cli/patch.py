"""Patch installed packages whose image processors break the gradient, or take that back.

A package of another version and a file that somebody changed are refused, and nothing is changed. What runs already keeps the old code.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic.cli import GOOD, print_json
from vlcritic.errors import DataError

MARKS = {"applied": "✓", "applicable": "·", "half applied": "!", "file changed": "!"}


def add_arguments(parser) -> None:
    """ACTION, NAME…, --site."""
    parser.add_argument("action", choices=["status", "apply", "revert"])
    parser.add_argument("names", nargs="*", metavar="NAME", help="patches, as `status` names them (all that fit)")
    parser.add_argument("--site", type=Path, help="folder of installed packages (where Python finds the package)")


def run(arguments) -> int:
    """Print a line, or an object, per patch."""
    from vlcritic.patching import NOT_INSTALLED, OTHER_VERSION, apply, available, revert, status

    patches = available(arguments.names)
    before = {patch.name: status(patch, site=arguments.site) for patch in patches}
    findings = list(before.values())
    if arguments.action != "status":
        if not arguments.names:  # all that fit
            patches = [patch for patch in patches if before[patch.name].state not in (NOT_INSTALLED, OTHER_VERSION)]
        if not patches:
            raise DataError("no patch fits: " + "; ".join(f"{found.patch.name}: {found.text}" for found in findings))
        findings = {"apply": apply, "revert": revert}[arguments.action](patches, site=arguments.site)
    entries = [_entry(found, is_changed=found.state != before[found.patch.name].state) for found in findings]
    print_json(entries) if arguments.json else print("\n".join(map(_line, entries)))
    return GOOD


def _entry(found, *, is_changed: bool) -> dict:
    patch = found.patch
    return {
        "name": patch.name,
        "state": found.state,
        "is_changed": is_changed,
        "text": found.text,
        "package": patch.package,
        "versions": str(patch.versions),
        "found": found.version,
        "files": found.sides or {},
        "problem": patch.problem,
        "remove_when": patch.remove_when,
    }


def _line(entry: dict) -> str:
    return f"{MARKS.get(entry['state'], '–')} {entry['name']}: {entry['state']}: {entry['text']}"
