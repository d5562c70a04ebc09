"""`vlcritic data materials STAGE`: collect, generate, sift, augment, vary and split Blender materials.

Every stage writes a folder that the next one takes. The same command goes on where a killed one stopped.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from vlcritic.cli import GOOD, PROGRAM, augment, print_json

RENDER_TIMEOUT_S = 30.0


def add_arguments(materials) -> None:
    """A subcommand for each stage."""
    stages = materials.add_subparsers(dest="stage", required=True, metavar="STAGE")
    generate = _stage(stages, "generate", "materials of the procedural families", inputs=None)
    generate.add_argument("--count", type=int, required=True, help="materials; a larger one later goes on in the same folder")
    generate.add_argument("--seed", type=int, default=0)
    generate.add_argument("--families", nargs="+", metavar="FAMILY", help="see vlcritic.data.materials.families (all)")
    _add_picture(generate)
    analyze = _stage(stages, "analyze", "programs and .blend files as canonical programs", inputs="files, or folders of them")
    analyze.add_argument("--max-nodes", type=int, default=30, help="of a material, its groups expanded (30)")
    filter_ = _stage(stages, "filter", "what is short enough, draws something, and is new", inputs="folders of stages")
    filter_.add_argument("--tokenizer", metavar="MODEL", help="folder or Hub id; without one tokens are estimated by characters")
    filter_.add_argument("--max-tokens", type=int, default=2048, help="of prompt and program (2048)")
    _add_picture(filter_)
    augment.add_arguments(_stage(stages, "augment", "new materials by a language model", inputs="folders of stages with pictures"))
    vary = _stage(stages, "vary", "the same materials with other numbers", inputs="folders of stages with pictures")
    vary.add_argument("--per", type=int, default=10, help="variations of a material at most (10)")
    vary.add_argument("--seed", type=int, default=0)
    _add_picture(vary)
    split = _stage(stages, "split", "the data set that recipes train on", inputs="folders of stages with pictures")
    split.add_argument("--seed", type=int, default=0, help="another one holds out other materials (0)")
    split.add_argument("--no-lpips", action="store_true", help="test leakage by SSIM alone, which is quicker and drops more")


def run(arguments) -> int:
    """Run the stage; 1 where nothing was accepted."""
    summary = _RUN[arguments.stage](arguments)
    if arguments.json:
        print_json(summary)
    else:
        rejected = ", ".join(f"{count} {reason}" for reason, count in summary["rejected"].items())
        counts = summary.get("counts", {"accepted": summary.get("accepted")})
        print(f"{arguments.out}: {', '.join(f'{count} {name}' for name, count in counts.items())}; rejected: {rejected or 'none'}")
    return GOOD if summary.get("accepted", 1) else PROGRAM


def _stage(stages, name: str, summary: str, *, inputs: str | None):
    parser = stages.add_parser(name, help=summary, description=summary)
    if inputs is not None:
        parser.add_argument("inputs", nargs="+", type=Path, metavar="IN", help=inputs)
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder to write")
    parser.add_argument("--workers", type=int, help="processes (as many as cores, at most 8)")
    parser.add_argument("--json", action="store_true", help="print the summary to stdout")
    return parser


def _add_picture(parser) -> None:
    parser.add_argument("--size", type=int, default=128, help="side of the pictures in pixels (128)")
    parser.add_argument("--samples", type=int, default=4, help="paths a pixel (4)")


@contextmanager
def _drawing(arguments):
    """What every stage that draws takes: renderer, settings of its pictures, progress."""
    from vlcritic.languages.blender import BLENDER

    picture = {"size": arguments.size, "samples": arguments.samples}
    with BLENDER.renderer(**picture, workers=arguments.workers, timeout_s=RENDER_TIMEOUT_S) as render:
        yield {"render": render, "settings": picture, "progress": not arguments.json}


def _generate(arguments) -> dict:
    from vlcritic.data.materials.generate import generate

    with _drawing(arguments) as common:
        return generate(arguments.out, count=arguments.count, seed=arguments.seed, families=arguments.families, **common)


def _analyze(arguments) -> dict:
    from vlcritic.data.materials.analyze import analyze
    from vlcritic.rendering import default_workers

    workers = arguments.workers or default_workers()
    return analyze(arguments.inputs, arguments.out, max_nodes=arguments.max_nodes, workers=workers, progress=not arguments.json)


def _filter(arguments) -> dict:
    from vlcritic.data.materials.filter import filter

    with _drawing(arguments) as common:
        return filter(arguments.inputs, arguments.out, tokenizer=arguments.tokenizer, max_tokens=arguments.max_tokens, **common)


def _vary(arguments) -> dict:
    from vlcritic.data.materials.vary import vary

    with _drawing(arguments) as common:
        return vary(arguments.inputs, arguments.out, per=arguments.per, seed=arguments.seed, **common)


def _split(arguments) -> dict:
    from vlcritic.data.materials.split import split

    return split(arguments.inputs, arguments.out, seed=arguments.seed, lpips=not arguments.no_lpips, progress=not arguments.json)


_RUN = {"generate": _generate, "analyze": _analyze, "filter": _filter, "augment": augment.run, "vary": _vary, "split": _split}
