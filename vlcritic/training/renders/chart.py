"""The reward and the compile rate over a run's steps, as inline SVG: no script, and no more points than fit, however long the run."""

from __future__ import annotations

from html import escape

POINTS = 160  # of a curve, at most; each is the mean of its steps
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 1060, 210, 36, 10, 26
PLOT, TALL = WIDTH - LEFT - 10, HEIGHT - TOP - BOTTOM
CURVES = {"reward": "reward", "compile rate": "compiles"}  # name: class

STYLE = """
svg.chart polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
svg.chart .reward { stroke: var(--accent); }
svg.chart .compiles { stroke: var(--good); }
svg.chart circle { fill: var(--card); stroke-width: 2; }
svg.chart .hover { fill: transparent; }
svg.chart .hover:hover { fill: var(--ink); opacity: 0.07; }
.legend { display: flex; gap: 20px; font-size: 13px; color: var(--soft); }
.legend i { display: inline-block; width: 14px; height: 3px; border-radius: 2px; margin-right: 7px; vertical-align: middle; }
.legend .reward { background: var(--accent); }
.legend .compiles { background: var(--good); }
"""


def curves(records: list[dict]) -> str:
    """The curves of the history's records, with a legend; the numbers appear under the pointer."""
    points = binned([(record["step"], record["reward"], compile_rate(record)) for record in records])
    first, last = points[0][0], points[-1][0]
    places = [LEFT + PLOT * ((step - first) / (last - first) if last > first else 0.5) for step, *_ in points]
    lines = "".join(_curve(kind, places, [point[1 + index] for point in points]) for index, kind in enumerate(CURVES.values()))
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="reward and compile rate of each step"'
    legend = "".join(f'<span><i class="{kind}"></i>{name}</span>' for name, kind in CURVES.items())
    return f'<div class="legend">{legend}</div><svg class="chart" {box}>{_axes(first, last)}{lines}{_hovers(places, points)}</svg>'


def compile_rate(record: dict) -> float | None:
    """Part of the completions judged that rendered."""
    return record["rendered"] / record["judged"] if record["judged"] else None


def binned(points: list[tuple]) -> list[tuple]:
    """At most `POINTS` tuples: means of consecutive ones, `None` left out of them."""
    size = -(-len(points) // POINTS)
    groups = [points[start : start + size] for start in range(0, len(points), size)]
    return [tuple(mean(column) for column in zip(*group, strict=True)) for group in groups]


def mean(values) -> float | None:
    """Mean of the values that are not `None`."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def number(value: float | None) -> str:
    """Three digits, or a dash."""
    return "–" if value is None else f"{value:.3f}"


def _height(value: float) -> float:
    return TOP + TALL * (1 - min(1.0, max(0.0, value)))


def _curve(kind: str, places: list[float], values: list[float | None]) -> str:
    known = [(x, _height(value)) for x, value in zip(places, values, strict=True) if value is not None]
    if not known:
        return ""
    (x, y), line = known[-1], " ".join(f"{x:.1f},{y:.1f}" for x, y in known)
    return f'<polyline class="{kind}" points="{line}"/><circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'


def _axes(first: float, last: float) -> str:
    levels = "".join(
        f'<line class="grid" x1="{LEFT}" x2="{LEFT + PLOT}" y1="{_height(value):.1f}" y2="{_height(value):.1f}"/>'
        f'<text x="{LEFT - 8}" y="{_height(value) + 4:.1f}" text-anchor="end">{value:g}</text>'
        for value in (0, 0.25, 0.5, 0.75, 1)
    )
    ends = [(LEFT, "start", first), (LEFT + PLOT, "end", last)] if last > first else [(LEFT + PLOT / 2, "middle", first)]
    return levels + "".join(f'<text x="{x}" y="{HEIGHT - 6}" text-anchor="{side}">step {step:.0f}</text>' for x, side, step in ends)


def _hovers(places: list[float], points: list[tuple]) -> str:
    """A strip for each point, which says its numbers under the pointer."""
    wide = PLOT / len(places)
    texts = [escape(f"step {step:.0f}: reward {number(reward)}, compile rate {number(rate)}") for step, reward, rate in points]
    return "".join(
        f'<rect class="hover" x="{x - wide / 2:.1f}" y="{TOP}" width="{wide:.1f}" height="{TALL}"><title>{text}</title></rect>'
        for x, text in zip(places, texts, strict=True)
    )
