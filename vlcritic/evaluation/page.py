"""What the report's page is made of: its own style, tables, pictures. `vlcritic.html` has what every page shares."""

from __future__ import annotations

from html import escape

from vlcritic import html
from vlcritic.images import to_png
from vlcritic.types import Image

STYLE = """
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 116px; }
tbody.baselines td { color: var(--soft); }
td.best { font-weight: 650; }
td.good { color: var(--good); font-weight: 600; }
td.bad { color: var(--bad); font-weight: 600; }
svg.chart rect { fill: var(--accent); opacity: 0.8; }
svg.chart .name { fill: var(--ink); font-size: 13px; }
svg.chart .power { font-size: 9px; }
svg.chart .median { stroke: var(--ink); stroke-width: 1.5; }
.sample { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin: 12px 0; }
.pictures { display: flex; gap: 18px; overflow-x: auto; align-items: flex-start; }
figcaption { font-size: 12.5px; margin-top: 6px; line-height: 1.4; }
figcaption span { color: var(--soft); display: block; }
.pair { display: flex; gap: 4px; }
img, .none { width: 128px; height: 128px; border-radius: 4px; display: block; }
.none { border: 1px dashed var(--line); color: var(--soft); font-size: 12px; padding: 8px; overflow: hidden; overflow-wrap: anywhere; }
.programs { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 14px; margin-top: 8px; font-size: 13px; }
"""


def page(title: str, body: str) -> str:
    """A whole HTML document around a body that is HTML already."""
    return html.page(title, body, style=STYLE)


def table(head: list[str], groups: list[tuple[str, list[list[str]]]]) -> str:
    """A table: plain texts as head, rows of cells (`cell` makes them) in groups, each with a class."""
    top = "".join(f"<th>{escape(text)}</th>" for text in head)
    bodies = "".join(f'<tbody class="{name}">{_rows(rows)}</tbody>' for name, rows in groups if rows)
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead>{bodies}</table></div>'


def _rows(rows: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(row)}</tr>" for row in rows)


def cell(text: str, *, below: str = "", kind: str = "") -> str:
    """A cell of plain text, with smaller text below."""
    small = f"<small>{escape(below)}</small>" if below else ""
    return f'<td class="{kind}">{escape(text)}{small}</td>' if kind else f"<td>{escape(text)}{small}</td>"


def picture(image: Image, text: str) -> str:
    """A picture inside the page."""
    return html.picture(to_png(image, effort=9), text)
