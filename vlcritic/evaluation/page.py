"""The report's page: one HTML file with its style inside, no script, no request. Light and dark follow the reader's system.

Every text that comes from outside goes through `html.escape`; the page also forbids scripts by its own policy.
"""

from __future__ import annotations

import base64
from html import escape
from io import BytesIO

from vlcritic.images import to_pil
from vlcritic.types import Image

STYLE = """
:root {
  color-scheme: light dark; --paper: #fcfcfb; --ink: #1c1d21; --soft: #6b6e76; --line: #e3e3e0; --card: #ffffff; --accent: #3556c8;
  --good: #1d7a46; --bad: #b3402e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #141518; --ink: #e9e9e6; --soft: #9b9ea7; --line: #2c2e34; --card: #1b1c20; --accent: #8fa5f5; --good: #6cc894; --bad: #ee9180;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 56px 28px 72px; }
h1 { font-size: 30px; line-height: 1.2; letter-spacing: -0.015em; margin: 0 0 6px; font-weight: 650; }
h2 { font-size: 19px; margin: 56px 0 4px; font-weight: 620; }
h3 { font-size: 14px; margin: 32px 0 10px; font-weight: 600; color: var(--soft); }
p { margin: 4px 0 16px; color: var(--soft); max-width: 74ch; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 9px 8px; white-space: nowrap; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 550; font-size: 13px; color: var(--soft); vertical-align: bottom; }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal; min-width: 116px; }
tbody.baselines td { color: var(--soft); }
td small { display: block; font-size: 11.5px; line-height: 1.4; color: var(--soft); font-weight: 400; }
td.best { font-weight: 650; }
td.good { color: var(--good); font-weight: 600; }
td.bad { color: var(--bad); font-weight: 600; }
svg.chart { width: 100%; height: auto; margin-top: 8px; }
svg.chart rect { fill: var(--accent); opacity: 0.8; }
svg.chart text { fill: var(--soft); font-size: 12px; }
svg.chart .name { fill: var(--ink); font-size: 13px; }
svg.chart .power { font-size: 9px; }
svg.chart .grid, svg.chart .base { stroke: var(--line); }
svg.chart .median { stroke: var(--ink); stroke-width: 1.5; }
.sample { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin: 12px 0; }
.pictures { display: flex; gap: 18px; overflow-x: auto; align-items: flex-start; }
figure { margin: 0; flex: none; }
figcaption { font-size: 12.5px; margin-top: 6px; line-height: 1.4; }
figcaption span { color: var(--soft); display: block; }
.pair { display: flex; gap: 4px; }
img, .none { width: 128px; height: 128px; border-radius: 4px; display: block; }
img { object-fit: contain; background: #000; outline: 1px solid var(--line); }
.none { border: 1px dashed var(--line); color: var(--soft); font-size: 12px; padding: 8px; overflow: hidden; overflow-wrap: anywhere; }
details { margin-top: 12px; }
summary { cursor: pointer; font-size: 13px; color: var(--accent); }
.programs { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 14px; margin-top: 8px; font-size: 13px; }
pre { margin: 4px 0 0; padding: 12px; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
pre { font: 11.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
footer { margin-top: 64px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 13px; color: var(--soft); }
"""

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def page(title: str, body: str) -> str:
    """A whole HTML document around a body that is HTML already."""
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<title>{escape(title)}</title>\n<style>{STYLE}</style>'
    )
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n'


def section(title: str, text: str, content: str = "") -> str:
    """A heading and a paragraph, both plain text, and content that is HTML already."""
    return f"<h2>{escape(title)}</h2><p>{escape(text)}</p>{content}"


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
    buffer = BytesIO()
    to_pil(image).save(buffer, format="PNG", optimize=True)
    data = base64.b64encode(buffer.getvalue()).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{escape(text)}">'
