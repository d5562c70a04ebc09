"""Charts as inline SVG, drawn from numbers alone: no script, no font, colours from the page's style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import floor, log10

DECADES = (-6, 0)  # MSE 1e-6 … 1
BINS = 36
WIDTH, LABEL, ROW = 820, 190, 46
PLOT = WIDTH - LABEL - 12


def mse_chart(stages: Mapping[str, Sequence[float | None]]) -> str:
    """A histogram of each stage's MSE on one logarithmic axis, a line at its median. Failures stand at 1."""
    height, label = ROW * len(stages) + 34, "Distribution of the MSE of each stage"
    present = {name: [value for value in values if value is not None] for name, values in stages.items()}
    rows = "".join(_row(index, name, values) for index, (name, values) in enumerate(present.items()))
    box = f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}"'
    return f'<svg class="chart" {box}>{_axis(ROW * len(stages))}{rows}</svg>'


def _row(index: int, name: str, values: list[float]) -> str:
    """Bars of one stage, above their base line."""
    base = ROW * (index + 1) - 6
    counts = [0] * BINS
    for value in values:
        counts[min(BINS - 1, floor(_share(value) * BINS))] += 1
    tallest, step = max([1, *counts]), PLOT / BINS
    bars = "".join(
        f'<rect x="{LABEL + place * step + 0.75:.1f}" y="{base - 32 * count / tallest:.1f}" width="{step - 1.5:.1f}" '
        f'height="{32 * count / tallest:.1f}" rx="1.5"><title>{count} of {len(values)}</title></rect>'
        for place, count in enumerate(counts)
        if count
    )
    label = f'<text x="{LABEL - 12}" y="{base - 4}" text-anchor="end" class="name">{escape(name)}</text>'
    line = f'<line x1="{LABEL}" x2="{WIDTH - 12}" y1="{base}" y2="{base}" class="base"/>'
    return f"{line}{bars}{_median(values, base)}{label}"


def _median(values: list[float], base: int) -> str:
    if not values:
        return ""
    ordered = sorted(values)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    x = LABEL + PLOT * _share(middle)
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{base - 36}" y2="{base + 3}" class="median"><title>median {middle:.2g}</title></line>'


def _axis(top: int) -> str:
    """A tick for each decade."""
    ticks = []
    for decade in range(DECADES[0], DECADES[1] + 1):
        x = LABEL + PLOT * (decade - DECADES[0]) / (DECADES[1] - DECADES[0])
        ticks.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{top}" class="grid"/>')
        ticks.append(f'<text x="{x:.1f}" y="{top + 20}" text-anchor="middle">{_power(decade)}</text>')
    return "".join(ticks)


def _power(decade: int) -> str:
    """`10⁻³`; the first tick holds everything below it."""
    if decade == 0:
        return "1"
    below = "≤ " if decade == DECADES[0] else ""
    return f'{below}10<tspan class="power" dy="-5">−{-decade}</tspan>'


def _share(value: float) -> float:
    """Place of an MSE on the axis, 0 to 1."""
    return min(1.0, max(0.0, (log10(max(value, 1e-30)) - DECADES[0]) / (DECADES[1] - DECADES[0])))
