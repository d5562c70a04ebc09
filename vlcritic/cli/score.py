"""Judge programs against a picture, as the reward does. Prints one entry per file, in order; an error takes its entry's place."""

from __future__ import annotations

from pathlib import Path

from vlcritic import images
from vlcritic.cli import GOOD, OURS, PROGRAM, USAGE, print_json
from vlcritic.cli.common import add_renderer, language_for, read_program, renderer_options
from vlcritic.errors import DataError
from vlcritic.rendering.cache import open_cache
from vlcritic.rewards import DEFAULT_TERMS, TERMS, Judge, parse_terms


def add_arguments(parser) -> None:
    """FILE…, --target."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="programs; a model's whole answer is read too")
    parser.add_argument("--target", type=Path, required=True, help="the picture")
    parser.add_argument("--terms", nargs="+", metavar="NAME=WEIGHT", help=f"of {', '.join(TERMS)}; by default {' '.join(DEFAULT_TERMS)}")
    parser.add_argument("--reference", type=Path, help="the picture's own program, which the term length needs")
    add_renderer(parser)
    parser.add_argument("--timeout", type=float, help="deadline of one program in seconds (5, materials 30)")


def run(arguments) -> int:
    """Score every file. The exit code is that of the worst entry."""
    target = images.load(arguments.target)
    entries: list[dict] = [{"file": str(path)} for path in arguments.files]
    texts = [_text(path, entry) for path, entry in zip(arguments.files, entries, strict=True)]
    readable = [place for place, text in enumerate(texts) if text is not None]
    terms = parse_terms(arguments.terms, TERMS) if arguments.terms else None
    references = [read_program(arguments.reference)] * len(readable) if arguments.reference else None
    language = language_for(arguments, *arguments.files)
    with language.renderer(**renderer_options(arguments, language)) as render:
        judge = Judge(language, render=render, terms=terms, cache=open_cache())
        verdicts = judge.completions([texts[place] for place in readable], [target] * len(readable), references=references)
    for place, verdict in zip(readable, verdicts, strict=True):
        entries[place] |= {key: value for key, value in verdict.as_dict().items() if key != "program"}
    if arguments.json:
        print_json(entries)
    else:
        for entry in entries:
            print(_line(entry))
    return max(_code(entry) for entry in entries)


def _text(path: Path, entry: dict) -> str | None:
    try:
        return read_program(path)
    except DataError as error:
        entry["error"] = {"kind": "DataError", "message": str(error), "line": None}
    return None


def _code(entry: dict) -> int:
    """0 rendered, 1 the program's fault, 2 no readable file, 3 ours."""
    if entry["error"] is None:
        return GOOD
    if entry["error"]["kind"] == "DataError":
        return USAGE
    return OURS if entry["total"] is None else PROGRAM


def _line(entry: dict) -> str:
    if entry["error"] is not None:
        return f"{entry['file']}: {entry['error']['kind']}: {entry['error']['message']}"
    terms = "  ".join(f"{name} {value:.4f}" for name, value in entry["terms"].items())
    flags = "".join(f"  [{flag}]" for flag in entry["flags"])
    return f"{entry['file']}: total {entry['total']:.4f}  mse {entry['mse']:.5f}  {terms}{flags}"
