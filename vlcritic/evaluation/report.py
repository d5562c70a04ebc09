"""An audit of every stage as one page: how good, how sure, and what it looks like.

Sections: the headline table, baselines first; the numbers read back from the programs; failures by kind; paired differences; the
distribution of the MSE; samples: target, each stage's render, its amplified difference and the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from vlcritic.evaluation.audit import FAILURES, Audit, compare
from vlcritic.evaluation.charts import mse_chart
from vlcritic.evaluation.gallery import gallery
from vlcritic.evaluation.intervals import Interval
from vlcritic.evaluation.page import cell, page, table
from vlcritic.html import section

HEADLINE = {
    "renders": ("renders", "↑"),
    "mse": ("MSE", "↓"),
    "mse_median": ("median MSE", "↓"),
    "lpips": ("LPIPS", "↓"),
    "style": ("style", "↑"),
    "ssim": ("SSIM", "↑"),
    "mask_iou": ("mask IoU", "↑"),
    "count": ("count", "↑"),
    "kind": ("kinds", "↑"),
}
PARAMETERS = {
    "centre_error": ("centre", "↓"),
    "size_error": ("size", "↓"),
    "colour_error": ("colour", "↓"),
    "mse_valid": ("MSE, rendered only", "↓"),
}
PER_CENT = {"renders", "count", "kind", "blank", "link", *FAILURES}

SCORES = (
    "Means with 95 % intervals; the best stage of each column is bold. A program that does not render counts as the worst value: MSE 1, "
    "LPIPS 1, SSIM 0, IoU 0, no shape right. Count: as many shapes as in the truth; kinds: share of shapes of the right kind."
)
READ_BACK = (
    "Shapes matched to the true ones with the least total cost. Centre and size in units of the canvas’s longer side, colour per channel "
    "in [0, 1]. Only programs that render and can be read count here: read it beside the table above."
)
PAIRED = "Paired, sample by sample: what makes a scene hard cancels. Coloured where the interval leaves out zero."
HISTOGRAM = "The MSE on a logarithmic axis, a line at the median. A program that does not render stands at 1."
FOOTER = (
    "Intervals cover 95 %: Wilson’s for shares, bias-corrected bootstrap (2,000 resamples) for the rest. A sample on which the renderer "
    "itself failed is left out of n."
)


def write_report(
    out: str | Path,
    stages: Mapping[str, Audit],
    *,
    baselines: Mapping[str, Audit] | None = None,
    title: str = "vlcritic report",
    notes: str = "",
) -> Path:
    """Write `index.html` into a folder and give its path. The file needs nothing beside it, and no network.

    Args:
        stages: audits of the same targets, in the order in which the stages follow each other: `{"SFT": …, "GRPO": …, "refined": …}`.
        baselines: audits of pictures that need no model.
        notes: a paragraph under the title: data, model, commands.

    Raises:
        ValueError: no stage, or stages of different targets.
    """
    if not stages:
        raise ValueError("stages: expected at least one audit, got none")
    baselines = baselines or {}
    parts = [
        f"<h1>{escape(title)}</h1><p>{escape(notes)}</p>",
        section("Scores", SCORES, _summaries(HEADLINE, [("baselines", baselines), ("stages", stages)])),
        _parameters(stages),
        _failures(stages),
        _differences(stages, baselines),
        section("Error of each sample", HISTOGRAM, mse_chart({name: each.values("mse") for name, each in {**baselines, **stages}.items()})),
        gallery(stages),
        f"<footer>{escape(FOOTER)}</footer>",
    ]
    path = Path(out) / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(title, "\n".join(parts)), encoding="utf-8")
    return path


def _parameters(stages: Mapping[str, Audit]) -> str:
    if not any(value is not None for audit in stages.values() for value in audit.values("centre_error")):
        return ""
    return section("Read back from the programs", READ_BACK, _summaries(PARAMETERS, [("stages", stages)]))


def _failures(stages: Mapping[str, Audit]) -> str:
    """Rates of the failures that happened at all."""
    names = {name: (name, "") for name in (*FAILURES, "link", "blank") if any(any(audit.values(name)) for audit in stages.values())}
    if not names:
        return section("Failures", "None: every program of every stage rendered, and none was blank.")
    return section("Failures", "Share of samples. A blank picture renders, in one colour.", _summaries(names, [("stages", stages)]))


def _summaries(names: Mapping[str, tuple[str, str]], groups: list[tuple[str, Mapping[str, Audit]]]) -> str:
    """A row for each audit, a column for each measure that any has."""
    summaries = {name: audit.summary() for _, audits in groups for name, audit in audits.items()}
    shown = {key: text for key, text in names.items() if any(key in each and each[key].n for each in summaries.values())}
    stages = dict(groups)["stages"]
    best = {key: _best([summaries[name].get(key) for name in stages], arrow) for key, (_, arrow) in shown.items()}
    rows = []
    for group, audits in groups:
        lines = []
        for name, audit in audits.items():
            intervals = {key: summaries[name].get(key) for key in shown}
            cells = [_interval_cell(key, each, best[key] if group == "stages" else None) for key, each in intervals.items()]
            lines.append([cell(name), _count_cell(audit, next(each.n for each in intervals.values() if each)), *cells])
        rows.append((group, lines))
    return table(["", "n", *(" ".join(text).strip() for text in shown.values())], rows)


def _best(intervals: list[Interval | None], arrow: str) -> float | None:
    """The best value of a column; none where there is nothing to compare."""
    values = [each.value for each in intervals if each is not None and each.value is not None]
    return None if len(values) < 2 or not arrow else (max if arrow == "↑" else min)(values)


def _count_cell(audit: Audit, n: int) -> str:
    """Samples behind the first column."""
    return cell(str(n), below=f"{audit.skipped} left out" if audit.skipped else "")


def _interval_cell(key: str, interval: Interval | None, best: float | None) -> str:
    if interval is None or interval.value is None:
        return cell("–")
    low, high = _number(key, interval.low), _number(key, interval.high)
    return cell(_number(key, interval.value), below=f"{low} – {high}", kind="best" if interval.value == best else "")


def _number(key: str, value: float, *, signed: bool = False) -> str:
    """Per cent for shares, else three or four digits, with a true minus."""
    plus = "+" if signed and value > 0 else ""
    if key in PER_CENT:
        text = f"{100 * value:.1f}%"
    elif abs(value) >= 1e-4:
        text = f"{value:.4f}" if abs(value) < 0.1 else f"{value:.3f}"
    else:
        text = f"{value:.0e}" if value else "0"
    return plus + text.replace("e-0", "e-").replace("-", "−")


def _differences(stages: Mapping[str, Audit], baselines: Mapping[str, Audit]) -> str:
    """Each stage against the one before, and the last against the first and against every baseline."""
    names, audits = list(stages), {**baselines, **stages}
    pairs = list(zip(names, names[1:], strict=False)) + [(name, names[-1]) for name in baselines]
    if len(names) > 2:
        pairs.insert(len(names) - 1, (names[0], names[-1]))
    if not pairs:
        return ""
    keys = [key for key in HEADLINE if any(key in audit.measures for audit in stages.values())]
    found = [(f"{second} − {first}", compare(audits[first], audits[second])) for first, second in pairs]
    rows = [[cell(name), *(_difference_cell(key, differences.get(key)) for key in keys)] for name, differences in found]
    return section("Differences", PAIRED, table(["", *(" ".join(HEADLINE[key]) for key in keys)], [("differences", rows)]))


def _difference_cell(key: str, interval: Interval | None) -> str:
    if interval is None or interval.value is None:
        return cell("–")
    kind = "good" if (interval.value > 0) == (HEADLINE[key][1] == "↑") else "bad"
    is_sure = interval.low > 0 or interval.high < 0
    low, high = (_number(key, value, signed=True) for value in (interval.low, interval.high))
    return cell(_number(key, interval.value, signed=True), below=f"{low} … {high}", kind=kind if is_sure else "")
