"""What several commands share: reading programs and pictures."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from vlcritic import images
from vlcritic.errors import DataError
from vlcritic.files import write_text
from vlcritic.languages import NAMES, language, language_of
from vlcritic.languages.base import Language
from vlcritic.types import Image

MAX_BYTES = 64 << 20


def add_renderer(parser, *, languages: bool = True) -> None:
    """--renderer, and --language where the command takes programs of several."""
    parser.add_argument(
        "--renderer",
        choices=("opengl", "twin", "cycles", "eevee"),
        help="of GLSL: opengl, the exact one, or its twin on torch, which needs no OpenGL; of materials: cycles, or eevee on a GPU",
    )
    if languages:
        parser.add_argument("--language", choices=NAMES, help="of the programs (glsl; for a file, by its name: .py is blender)")


def language_for(arguments, *files: Path) -> Language:
    """The language of --language, else of the files, else GLSL. Raises ValueError where --renderer is another language's."""
    named = language(arguments.language) if getattr(arguments, "language", None) else None
    chosen = named or (language_of(files[0]) if files else language("glsl"))
    if arguments.renderer not in (None, *chosen.backends):
        raise ValueError(f"--renderer: expected {' or '.join(chosen.backends)} for {chosen.name}, got {arguments.renderer}")
    return chosen


def renderer_options(arguments, chosen: Language) -> dict:
    """Arguments of the language's renderer: the backend of --renderer, and the deadline of --timeout where one is given."""
    timeout_s = getattr(arguments, "timeout", None)
    return {"backend": arguments.renderer or chosen.backends[0]} | ({} if timeout_s is None else {"timeout_s": timeout_s})


def add_critic(parser) -> None:
    """--critic, --device."""
    parser.add_argument("--critic", required=True, metavar="MODEL", help="folder or Hub id of a vision-language model")
    parser.add_argument("--device", help="where it runs, such as cuda (cpu)")


def open_critic(arguments):
    """The critic of --critic."""
    from vlcritic.critic import Critic

    return Critic.from_pretrained(arguments.critic, device=arguments.device)


def read_program(path: Path) -> str:
    """A program's text; `-` reads stdin. Raises DataError where it is no text or no file."""
    if str(path) == "-":
        return sys.stdin.read()
    if not path.is_file():
        raise DataError(f"{path}: no such file; expected a program")
    if path.stat().st_size > MAX_BYTES:
        raise DataError(f"{path}: {path.stat().st_size:,} bytes; at most {MAX_BYTES:,} are read")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not a text file ({error.reason} at byte {error.start}); expected a program") from error


def comparison(target: Image, *renders: Image | None) -> Image:
    """Target, renders (black where there is none) and the last render's difference in a row."""
    shown = [np.zeros_like(target) if render is None else images.resize(render, target.shape[:2]) for render in renders]
    return images.side_by_side([target, *shown, images.difference(shown[-1], target)])


def write_json(path: Path, document) -> None:
    """A JSON file; a reader never sees half of it."""
    write_text(path, json.dumps(document, indent=2, ensure_ascii=False) + "\n")
