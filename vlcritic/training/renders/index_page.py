"""The run so far as a page: curves, the steps that have pages, and errors by cluster. What a model or a compiler wrote is escaped."""

from __future__ import annotations

from html import escape

from vlcritic.html import page, section
from vlcritic.training.renders import chart
from vlcritic.training.renders.chart import compile_rate, curves, mean, number

NEWEST = 8  # steps with a thumbnail
MOST = 40  # clusters in the page; `errors.json` has all
RECENT = 10  # steps that the numbers at the top are means of

STYLE = """
a { color: var(--accent); text-decoration: none; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 24px 0 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px; }
.tile b { display: block; font-size: 25px; font-weight: 620; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.tile span { font-size: 12.5px; color: var(--soft); }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px 8px; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 14px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; color: var(--ink); display: block; }
.card:hover { border-color: var(--accent); }
.card img { width: 100%; height: 176px; object-fit: cover; object-position: left top; background: #fff; border-radius: 0; outline: none; }
.card div { padding: 9px 13px; font-size: 12.5px; color: var(--soft); border-top: 1px solid var(--line); }
.card b { color: var(--ink); font-size: 14px; font-weight: 620; display: block; }
.chips { display: flex; flex-wrap: wrap; gap: 5px; margin-top: 16px; max-height: 190px; overflow: auto; }
.chips a { font-size: 12px; padding: 1px 9px; border: 1px solid var(--line); border-radius: 9px; font-variant-numeric: tabular-nums; }
td { font-size: 13.5px; }
th:nth-child(3), td:nth-child(3) { text-align: left; white-space: normal; width: 100%; overflow-wrap: anywhere; }
td div { width: 96px; }
td i { display: block; height: 5px; margin-top: 8px; border-radius: 3px; background: var(--bad); opacity: 0.75; min-width: 2px; }
td code { font: 12.5px/1.5 ui-monospace, Menlo, Consolas, monospace; }
td details { margin-top: 2px; }
.kind { color: var(--bad); font-weight: 600; }
"""

STEPS = "The newest first. Behind each: targets, and completions with render, difference and scores."
ERRORS = "Messages without places, names (‹name›) and numbers (#), counted over all steps. Each has the first one seen as an example."
OPEN = 'datasets.load_dataset("parquet", data_files="step-*.parquet")'


def index_page(name: str, steps: list[int], records: list[dict], clusters: list[dict]) -> str:
    """The index.

    Args:
        name: of the run.
        steps: those that have a page.
        records, clusters: what the history knows.
    """
    parts = [
        f"<h1>{escape(name)}</h1><p>What the reward sees: targets, renders, scores and errors of the run’s steps.</p>{_tiles(records)}",
        section("Reward and compile rate", _span(records), f'<div class="panel">{curves(records)}</div>'),
        section("Steps", STEPS, _steps(steps, records)),
        _errors(clusters),
        f"<footer>Pictures, texts and scores as a table: <code>{escape(OPEN)}</code></footer>",
    ]
    return page(f"{name}: renders", "\n".join(parts), style=chart.STYLE + STYLE, images="'self' file: data:")


def _span(records: list[dict]) -> str:
    size = -(-len(records) // chart.POINTS)
    every = f"Each point is the mean of {size} steps" if size > 1 else "Each point is a step"
    return f"{every}: mean reward of its completions, and the part of those that rendered."


def _tiles(records: list[dict]) -> str:
    """The newest numbers."""
    recent = records[-RECENT:]
    over = f"mean of {len(recent)} steps" if len(recent) > 1 else "first step"
    completions = sum(record["completions"] for record in records)
    ours = completions - sum(record["judged"] for record in records)
    tiles = [
        (str(records[-1]["step"]), "step"),
        (number(mean(record["reward"] for record in recent)), f"reward, {over}"),
        (number(mean(compile_rate(record) for record in recent)), f"compile rate, {over}"),
        (f"{completions:,}", "completions"),
        (f"{ours:,}", "not judged: our own failures"),
    ]
    return f'<div class="tiles">{"".join(f"<div class=tile><b>{value}</b><span>{text}</span></div>" for value, text in tiles)}</div>'


def _steps(steps: list[int], records: list[dict]) -> str:
    """Thumbnails of the newest, links to all."""
    known = {record["step"]: record for record in records}
    cards = "".join(_card(step, known.get(step)) for step in reversed(steps[-NEWEST:]))
    chips = "".join(f'<a href="step-{step:06d}.html">{step}</a>' for step in reversed(steps[:-NEWEST]))
    return f'<div class="cards">{cards}</div>' + (f'<div class="chips">{chips}</div>' if chips else "")


def _card(step: int, record: dict | None) -> str:
    text = f"reward {number(record['reward'])} · compiles {number(compile_rate(record))}" if record else "trained on an earlier batch"
    image = f'<img src="step-{step:06d}.png" loading="lazy" alt="sheet of step {step}">'
    return f'<a class="card" href="step-{step:06d}.html">{image}<div><b>Step {step}</b>{text}</div></a>'


def _errors(clusters: list[dict]) -> str:
    if not clusters:
        return section("Errors", "None: every program rendered.")
    rows = "".join(_cluster(cluster, clusters[0]["count"]) for cluster in clusters[:MOST])
    more = f"<p>And {len(clusters) - MOST} rarer ones in <code>errors.json</code>.</p>" if len(clusters) > MOST else ""
    head = "<thead><tr><th>count</th><th></th><th>message</th><th>steps</th></tr></thead>"
    return section("Errors", ERRORS, f'<div class="wide"><table>{head}<tbody>{rows}</tbody></table></div>{more}')


def _cluster(cluster: dict, most: int) -> str:
    first, last = cluster["first_step"], cluster["last_step"]
    bar = f'<div><i style="width:{100 * cluster["count"] / most:.0f}%"></i></div>'
    message = f'<span class="kind">{escape(cluster["kind"])}</span> <code>{escape(cluster["message"])}</code>{_example(cluster["example"])}'
    span = f"{first}" if first == last else f"{first} – {last}"
    return f"<tr><td>{cluster['count']:,}</td><td>{bar}</td><td>{message}</td><td>{span}</td></tr>"


def _example(example: dict | None) -> str:
    if example is None:
        return ""
    text = example["program"] or example["completion"]
    return (
        f"<details><summary>Example, of step {example['step']}</summary>"
        f"<pre>{escape(example['message'])}</pre><pre>{escape(text)}</pre></details>"
    )
