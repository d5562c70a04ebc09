"""Audit models on unseen pictures: greedy answers, judged, with baselines and intervals. The last model also in full: several candidates,
the best kept, its numbers refined.

Writes index.html (tables, charts, samples), summary.json and the audit of each stage. A killed run goes on after its last finished stage.
"""

from __future__ import annotations

import json
from pathlib import Path

from vlcritic import images
from vlcritic.cli import GOOD, print_json
from vlcritic.cli.common import add_renderer, language_for, renderer_options, write_json
from vlcritic.errors import DataError, RendererError
from vlcritic.rendering.cache import open_cache
from vlcritic.rewards import Judge
from vlcritic.training.checkpoints import weights_stamp
from vlcritic.types import Verdict

RESERVED = {"refined", "black", "mean colour", "nearest training picture", "nearest by LPIPS"}
SHOWN = ("renders", "mse", "mse_median", "lpips", "style", "mask_iou", "count", "kind")


def add_arguments(parser) -> None:
    """--model, --data, -n, --refine, -o."""
    parser.add_argument(
        "--model", action="append", required=True, metavar="[NAME=]DIR", help="model directory or Hub id; repeat to compare"
    )
    parser.add_argument("--data", required=True, help="data set: folder or Hub id")
    parser.add_argument("--split", default="test")
    parser.add_argument("-n", type=int, default=200, help="pictures (200)")
    parser.add_argument("--candidates", type=int, default=1, metavar="K", help="also keep the best of K answers of the last model (1)")
    parser.add_argument("--refine", type=int, default=0, metavar="STEPS", help="also refine the last model's programs (0)")
    parser.add_argument("--chains", type=int, default=4, help="chains of the refinement (4)")
    add_renderer(parser)
    parser.add_argument("--max-new-tokens", type=int, default=512)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder to write")


def run(arguments) -> int:
    """Audit every stage, write the report, print the table."""
    models = [_named(model) for model in arguments.model]
    names = [name for name, _ in models]
    if len(set(names)) < len(names) or RESERVED & set(names):
        raise ValueError(
            f"--model: expected different names, none of {', '.join(sorted(RESERVED))}; got {', '.join(names)}; write NAME=DIR"
        )
    if arguments.n < 1:
        raise ValueError(f"-n: expected at least 1 picture, got {arguments.n}")
    language = language_for(arguments)
    data = _Data(arguments, style_net="vgg" if language.name == "blender" else None)
    _claim(arguments, [path for _, path in models])
    with language.renderer(**renderer_options(arguments, language)) as render:
        judge = Judge(language, render=render, cache=open_cache())
        stages = {
            name: _stage(arguments.out, name, lambda model=model: _audit_model(arguments, model, data, judge)) for name, model in models
        }
        last, model = models[-1]
        if arguments.candidates > 1:
            last = f"best of {arguments.candidates}"
            stages[last] = _stage(arguments.out, last, lambda: _audit_best(arguments, model, data, judge))
        if arguments.refine:
            stages["refined"] = _stage(arguments.out, "refined", lambda: _audit_refined(arguments, stages[last], data, judge))
    baselines = {name: _stage(arguments.out, name, make) for name, make in data.baselines().items()}
    summary = _report(arguments, stages, baselines)
    print_json(summary) if arguments.json else print(f"\n{summary['table']}\n\n{arguments.out}/index.html")
    return GOOD


def _named(model: str) -> tuple[str, str]:
    name, separator, path = model.partition("=")
    return (name, path) if separator and "/" not in name else (Path(model).name, model)


def _claim(arguments, models: list[str]) -> None:
    """Refuse a folder that holds the audit of something else; weights that were written since are something else."""
    record = {key: str(value) for key, value in vars(arguments).items() if key not in ("command", "json", "out")}
    record["weights"] = [[str(Path(model, name)), *stamp] for model in models for name, *stamp in weights_stamp(model)]
    path = arguments.out / "settings.json"
    if path.exists() and json.loads(path.read_text()) != record:
        raise DataError(f"{arguments.out}: holds an evaluation with other settings ({path}); name another folder or delete it")
    write_json(path, record)


class _Data:
    """The targets with their truths, and what the baselines need of the training pictures."""

    def __init__(self, arguments, *, style_net: str | None):
        from vlcritic.data.store import load

        self.style_net = style_net

        self.data = load(arguments.data)
        if arguments.split not in self.data or not len(self.data[arguments.split]):
            raise DataError(f"{arguments.data}: no split {arguments.split!r}; it has {', '.join(self.data)}")
        rows = self.data[arguments.split].select(range(min(arguments.n, len(self.data[arguments.split]))))
        self.targets = [images.from_pil(row["image"]) for row in rows]
        self.truths = _truths(rows)

    def audit(self, verdicts: list[Verdict]):
        """What verdicts of the targets are worth."""
        from vlcritic.evaluation import audit_verdicts

        return audit_verdicts(verdicts, self.targets, self.truths, style_net=self.style_net)

    def baselines(self) -> dict:
        """Audits of pictures that need no model, each made when it is asked for."""
        from vlcritic.evaluation import audit_pictures, baselines

        def against(pictures):
            return audit_pictures(pictures, self.targets, style_net=self.style_net)

        looking = {"nearest by LPIPS": lambda: against(baselines.nearest_looking(self.targets, training=self.training()))}
        return {
            "black": lambda: against(baselines.black(self.targets)),
            "mean colour": lambda: against(baselines.mean_colour(self.targets, training=self.training())),
            "nearest training picture": lambda: against(baselines.nearest(self.targets, training=self.training())),
        } | (looking if self.style_net else {})

    def training(self) -> list:
        """All pictures of the training split."""
        return [images.from_pil(picture) for picture in self.data["train"]["image"]]


def _truths(rows) -> list | None:
    """The scene behind each picture, where the data set tells."""
    from vlcritic.data.glsl.scene import Scene

    return [Scene.from_json(text) for text in rows["scene"]] if "scene" in rows.column_names else None


def _stage(out: Path, name: str, make):
    """The audit of a stage: read where an earlier run finished it, else made and saved."""
    from vlcritic.evaluation import load_audit, save_audit

    folder = out / "audits" / name.replace(" ", "-")
    if (folder / "audit.json").exists():
        return load_audit(folder)
    audit = make()
    save_audit(audit, folder)
    return audit


def _audit_model(arguments, model: str, data: _Data, judge: Judge):
    from vlcritic.inference import Generator

    generator = Generator(model, max_new_tokens=arguments.max_new_tokens, language=judge.language.name)
    answers = [answer for (answer,) in generator(data.targets, seed=arguments.seed, progress=not arguments.json)]
    return data.audit(judge.completions(answers, data.targets))


def _audit_best(arguments, model: str, data: _Data, judge: Judge):
    """The best of several answers to each picture, by the judge's total: the greedy one and samples as the language asks for."""
    from vlcritic.inference import Generator
    from vlcritic.reconstruct import SAMPLING, reconstruct

    generator = Generator(model, max_new_tokens=arguments.max_new_tokens, batch_size=64, language=judge.language.name)
    sampling = SAMPLING[judge.language.name] | {"n": arguments.candidates, "valid": None}
    options = {**sampling, "seed": arguments.seed, "progress": not arguments.json}
    found = reconstruct(data.targets, generator=generator, language=judge.language, judge=judge, **options)
    nothing = Verdict(None, error=RendererError("no candidate could be judged; run `vlcritic doctor`").as_dict())
    return data.audit([each.best or nothing for each in found])


def _audit_refined(arguments, audit, data: _Data, judge: Judge):
    from vlcritic.reconstruct import refine_all

    verdicts = refine_all(
        [sample.verdict for sample in audit.samples],
        data.targets,
        language=judge.language,
        judge=judge,
        steps=arguments.refine,
        chains=arguments.chains,
        seed=arguments.seed,
        out=arguments.out / "refine",
        renderer=renderer_options(arguments, judge.language),
        progress=not arguments.json,
    )
    return data.audit(verdicts)


def _report(arguments, stages: dict, baselines: dict) -> dict:
    """Write index.html and summary.json; the summary."""
    from vlcritic.evaluation import compare, write_report

    count = len(next(iter(stages.values())).samples)
    notes = f"{count} pictures of the split {arguments.split!r} of {arguments.data}; models by greedy decoding."
    write_report(arguments.out, stages, baselines=baselines, notes=notes)
    every = {**baselines, **stages}
    summary = {"n": count, "stages": _numbers(stages), "baselines": _numbers(baselines)}
    names = list(stages)
    pairs = [*zip(names, names[1:], strict=False), *((baseline, stage) for baseline in baselines for stage in names)]
    summary["paired"] = {
        f"{second} − {first}": {
            name: interval.as_dict() for name, interval in compare(every[first], every[second]).items() if name in SHOWN
        }
        for first, second in pairs
    }
    summary["table"] = _table({name: audit.summary() for name, audit in every.items()})
    write_json(arguments.out / "summary.json", summary)
    return summary


def _numbers(audits: dict) -> dict:
    return {name: {key: interval.as_dict() for key, interval in audit.summary().items()} for name, audit in audits.items()}


def _table(summaries: dict) -> str:
    """The headline as text: a row for each stage, value and 95 % interval of each measure."""
    width = max(map(len, summaries)) + 2
    shown = [name for name in SHOWN if any(name in summary for summary in summaries.values())]
    lines = [" " * width + "".join(f"{name:<26}" for name in shown)]
    for name, summary in summaries.items():
        cells = (_cell(summary.get(key)) for key in shown)
        lines.append(f"{name:<{width}}" + "".join(f"{text:<26}" for text in cells))
    return "\n".join(line.rstrip() for line in lines)


def _cell(interval) -> str:
    if interval is None or interval.value is None:
        return "–"
    return f"{interval.value:.4f} [{interval.low:.4f}, {interval.high:.4f}]"
