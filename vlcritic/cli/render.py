"""Draw a program with the exact renderer."""

from __future__ import annotations

from pathlib import Path

from vlcritic import images
from vlcritic.cli import GOOD, print_json
from vlcritic.cli.common import add_renderer, language_for, read_program, renderer_options


def add_arguments(parser) -> None:
    """FILE, -o, --size, --timeout."""
    parser.add_argument("file", type=Path, help="the program, or - for stdin")
    parser.add_argument("-o", "--out", type=Path, required=True, help="picture to write (.png, .jpg, .webp)")
    parser.add_argument("--size", type=int, nargs="+", default=[256], metavar="N", help="side, or height and width, in pixels")
    parser.add_argument("--time", type=float, help="iTime of a GLSL program in seconds (0)")
    add_renderer(parser)
    parser.add_argument("--timeout", type=float, help="deadline in seconds (5, materials 30)")


def run(arguments) -> int:
    """Render; a ProgramError or RendererError is raised to the caller."""
    if len(arguments.size) > 2:
        raise ValueError(f"--size: expected one or two numbers, got {len(arguments.size)}")
    size = arguments.size[0] if len(arguments.size) == 1 else tuple(arguments.size)
    source = read_program(arguments.file)
    language = language_for(arguments, arguments.file)
    if arguments.time is not None and language.name != "glsl":
        raise ValueError(f"--time: expected with a GLSL program alone, got {arguments.file} of the language {language.name}")
    options = renderer_options(arguments, language) | ({} if arguments.time is None else {"time_s": arguments.time})
    with language.renderer(size=size, workers=1, **options) as render:
        (result,) = render([source])
    if isinstance(result, Exception):
        raise result
    images.save(result, arguments.out)
    if arguments.json:
        print_json({"out": str(arguments.out), "height": result.shape[0], "width": result.shape[1]})
    return GOOD
