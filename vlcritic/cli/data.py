"""Generate a data set of pictures with the programs that draw them, as a folder that `datasets.load_dataset` reads.

Every sample is rendered and checked, duplicates are dropped, and the splits share no parameter cell. A killed build goes on.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic.cli import GOOD, materials, print_json


def add_arguments(parser) -> None:
    """`glsl`, with the generator's options, and `materials`, with its stages."""
    kinds = parser.add_subparsers(dest="language", required=True)
    glsl = kinds.add_parser("glsl", help="flat shapes as GLSL shaders")
    glsl.add_argument("--stage", choices=["primitives", "booleans"], default="primitives")
    glsl.add_argument("--count", type=int, required=True, help="pictures in all; nine in ten are for training")
    glsl.add_argument("--seed", type=int, default=0)
    glsl.add_argument("--kinds", nargs="+", help="kinds of shapes; see vlcritic.data.glsl.sample")
    glsl.add_argument("--background", choices=["black", "random"], default="black")
    glsl.add_argument("--max-shapes", type=int, help="shapes of a scene at most")
    glsl.add_argument("--size", type=int, default=128, help="side of the pictures in pixels (128)")
    glsl.add_argument("--workers", type=int, help="renderer processes (as many as cores, at most 8)")
    glsl.add_argument("-o", "--out", type=Path, required=True, help="folder to write")
    glsl.add_argument("--json", action="store_true", help="print the manifest to stdout")
    materials.add_arguments(kinds.add_parser("materials", help="Blender materials, in stages", description=materials.__doc__))


def run(arguments) -> int:
    """Build the data set; a finished folder of the same options is left alone."""
    if arguments.language == "materials":
        return materials.run(arguments)
    from vlcritic.data.build import build

    names = ("stage", "count", "seed", "kinds", "background", "max_shapes", "size", "workers")
    options = {name: getattr(arguments, name) for name in names}
    manifest = build(arguments.out, **options, progress=not arguments.json)
    if arguments.json:
        print_json(manifest)
    else:
        counts = ", ".join(f"{count} {split}" for split, count in manifest["counts"].items())
        print(f"{arguments.out}: {counts}; rejected: {manifest['rejected'] or 'none'}")
    return GOOD
