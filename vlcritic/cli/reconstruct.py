"""Write programs for pictures: the model proposes, every candidate is rendered and judged, the best is refined.

Writes a folder per picture with program.frag (program.py for a material), render.png, comparison.png (target | render | difference) and
verdict.json, and summary.json for all. A picture that cannot be read has an error in its place; the others are not lost.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

from vlcritic import images
from vlcritic.cli import GOOD, OURS, PROGRAM, USAGE, print_json
from vlcritic.cli.common import add_renderer, comparison, language_for, renderer_options, write_json
from vlcritic.errors import DataError
from vlcritic.rendering.cache import open_cache
from vlcritic.rewards import Judge

MAX_NEW_TOKENS = {"glsl": 1024, "blender": 2048}  # as long as a program of the data set


def add_arguments(parser) -> None:
    """IMG…, --model, -n, --valid, --temperature, --top-k, --top-p, --refine, -o."""
    parser.add_argument("images", type=Path, nargs="+", metavar="IMG", help="pictures of any size and aspect ratio")
    parser.add_argument("--model", required=True, help="model directory or Hub id")
    parser.add_argument("-n", type=int, help="candidates for each picture at most (8; materials 20)")
    parser.add_argument("--valid", type=int, metavar="K", help="ask for no more once K of them render (materials 4)")
    parser.add_argument("--temperature", type=float, help="of the sampled candidates; the first is greedy (1.0; materials 0.6)")
    parser.add_argument("--top-k", type=int, help="sample among this many tokens, 0 for all (0; materials 50)")
    parser.add_argument("--top-p", type=float, help="sample among the likeliest tokens that make up this probability (1.0; materials 0.9)")
    parser.add_argument("--refine", type=int, default=0, metavar="STEPS", help="refine the best candidate so many steps (0)")
    add_renderer(parser)
    parser.add_argument("--max-new-tokens", type=int, help="of a candidate (1024; materials 2048)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder to write")


def run(arguments) -> int:
    """Reconstruct every picture. The exit code is that of the worst entry."""
    from vlcritic.inference import Generator
    from vlcritic.reconstruct import SAMPLING, reconstruct

    entries: list[dict] = [{"image": str(path)} for path in arguments.images]
    pictures = [_picture(path, entry) for path, entry in zip(arguments.images, entries, strict=True)]
    readable = [place for place, picture in enumerate(pictures) if picture is not None]
    folders = _folders(arguments.out, [arguments.images[place] for place in readable])
    language = language_for(arguments)
    most = arguments.max_new_tokens if arguments.max_new_tokens is not None else MAX_NEW_TOKENS[language.name]
    generator = Generator(arguments.model, max_new_tokens=most, language=language.name)
    with language.renderer(**renderer_options(arguments, language)) as render:
        judge = Judge(language, render=render, cache=open_cache())
        found = reconstruct(
            [pictures[place] for place in readable],
            generator=generator,
            language=language,
            render=render,
            judge=judge,
            **SAMPLING[language.name] | _given(arguments),
            refine_steps=arguments.refine,
            seed=arguments.seed,
            folders=[folder / "refine" for folder in folders],
            progress=not arguments.json,
        )
    for place, folder, reconstruction in zip(readable, folders, found, strict=True):
        entries[place] |= _write(folder, pictures[place], reconstruction, f"program{language.suffix}")
    write_json(arguments.out / "summary.json", entries)
    print_json(entries) if arguments.json else print("\n".join(map(_line, entries)))
    return max(map(_code, entries))


def _given(arguments) -> dict:
    """What the command line says of the sampling."""
    wanted = {name: getattr(arguments, name) for name in ("n", "valid", "temperature", "top_k", "top_p")}
    return {name: value for name, value in wanted.items() if value is not None}


def _picture(path: Path, entry: dict):
    try:
        return images.load(path)
    except DataError as error:
        entry["error"] = {"kind": "DataError", "message": str(error), "line": None}
    return None


def _folders(out: Path, paths: list[Path]) -> list[Path]:
    """A folder for each picture, named after it; equal names are numbered."""
    folders: list[Path] = []
    for path in paths:
        numbered = (out / (path.stem if number == 1 else f"{path.stem}-{number}") for number in count(1))
        folders.append(next(folder for folder in numbered if folder not in folders))
    return folders


def _write(folder: Path, target, reconstruction, name: str) -> dict:
    """Program, render, comparison and verdict of one picture; its entry."""
    best = reconstruction.best
    for stale in (name, "render.png", "comparison.png"):  # of an earlier run, which this one may not write again
        (folder / stale).unlink(missing_ok=True)
    if best is None:
        return {"error": {"kind": "RendererError", "message": "no candidate could be judged; run `vlcritic doctor`", "line": None}}
    entry = {"folder": str(folder), "file": str(folder / name), "candidates": len(reconstruction.candidates)} | best.as_dict()
    write_json(folder / "verdict.json", entry | {"all": [verdict.as_dict() for verdict in reconstruction.candidates]})
    if best.program is not None:
        (folder / name).write_text(best.program, encoding="utf-8")
    if best.image is not None:
        images.save(best.image, folder / "render.png")
        images.save(comparison(images.resize(target, best.image.shape[:2]), best.image), folder / "comparison.png")
    return entry


def _code(entry: dict) -> int:
    if entry["error"] is None:
        return GOOD
    return {"DataError": USAGE, "RendererError": OURS}.get(entry["error"]["kind"], PROGRAM)


def _line(entry: dict) -> str:
    if entry["error"] is not None:
        return f"{entry['image']}: {entry['error']['kind']}: {entry['error']['message']}"
    return f"{entry['image']}: mse {entry['mse']:.5f}, total {entry['total']:.4f}: {entry['file']}"
