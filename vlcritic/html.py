"""Pages that need nothing beside them: one HTML file with its style inside, no script, no request. Light or dark as the reader's system.

Every text that comes from outside goes through `html.escape`; each page also forbids scripts by its own policy.
"""

from __future__ import annotations

import base64
from html import escape

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
td small { display: block; font-size: 11.5px; line-height: 1.4; color: var(--soft); font-weight: 400; }
svg.chart { width: 100%; height: auto; margin-top: 8px; }
svg.chart text { fill: var(--soft); font-size: 12px; }
svg.chart .grid, svg.chart .base { stroke: var(--line); }
figure { margin: 0; flex: none; }
img { object-fit: contain; background: #000; outline: 1px solid var(--line); border-radius: 4px; display: block; }
details { margin-top: 12px; }
summary { cursor: pointer; font-size: 13px; color: var(--accent); }
pre { margin: 4px 0 0; padding: 12px; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; }
pre { font: 11.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
footer { margin-top: 64px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 13px; color: var(--soft); }
"""


def page(title: str, body: str, *, style: str = "", images: str = "data:") -> str:
    """A whole HTML document around a body that is HTML already.

    Args:
        style: rules that follow the shared ones.
        images: where pictures may come from, as a content security policy says it; `"data:"` allows those inside the page alone.
    """
    policy = f"default-src 'none'; img-src {images}; style-src 'unsafe-inline'"
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>'
    )
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n'


def section(title: str, text: str, content: str = "") -> str:
    """A heading and a paragraph, both plain text, and content that is HTML already."""
    return f"<h2>{escape(title)}</h2><p>{escape(text)}</p>{content}"


def picture(png: bytes, text: str) -> str:
    """A picture inside the page, from the bytes of its PNG; `text` says what it shows."""
    return f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}" alt="{escape(text)}">'
