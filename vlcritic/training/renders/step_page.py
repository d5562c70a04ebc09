"""One step as a page: each prompt's target, and its completions with render, difference, scores, error and program.

What a model or a compiler wrote is escaped.
"""

from __future__ import annotations

from html import escape

from vlcritic.html import page, picture
from vlcritic.training.renders.chart import compile_rate, number
from vlcritic.training.renders.choice import GAIN, Batch, Picture, Shown, by_row
from vlcritic.training.renders.history import summary

STYLE = """
main { max-width: 1400px; padding-top: 32px; }
nav { display: flex; gap: 20px; font-size: 13.5px; margin-bottom: 28px; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
.prompt { display: grid; grid-template-columns: 148px 1fr; gap: 24px; border-top: 1px solid var(--line); padding: 22px 0; }
.target { position: sticky; top: 16px; align-self: start; }
.target img { width: 148px; height: 148px; }
.target figcaption { font-size: 13px; margin-top: 8px; font-weight: 600; }
.target small { display: block; font-weight: 400; color: var(--soft); }
.completions { display: grid; grid-template-columns: repeat(auto-fill, minmax(244px, 1fr)); gap: 14px; align-items: start; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px; min-width: 0; }
article.best { border-color: var(--good); box-shadow: 0 0 0 1px var(--good); }
article:has(details[open]) { grid-column: 1 / -1; }
article header { display: flex; align-items: baseline; gap: 6px; margin-bottom: 9px; flex-wrap: wrap; }
article header b { font-size: 17px; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
article header b.failed { color: var(--bad); font-size: 14px; }
article header span { margin-left: auto; color: var(--soft); font-size: 12px; }
.badge { font-size: 11px; padding: 0 7px; border-radius: 9px; border: 1px solid var(--line); color: var(--soft); }
.badge.best { color: var(--good); border-color: var(--good); }
.badge.worst, .badge.flag { color: var(--bad); border-color: var(--bad); }
.pair { display: flex; gap: 5px; }
.pair img { width: 108px; height: 108px; }
.none { border: 1px dashed var(--line); border-radius: 4px; height: 108px; padding: 8px 10px; overflow: auto; }
.none { font: 11px/1.45 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--soft); }
.terms { display: grid; grid-template-columns: auto 1fr auto; gap: 3px 9px; align-items: center; font-size: 12px; margin-top: 10px; }
.terms { color: var(--soft); font-variant-numeric: tabular-nums; max-width: 300px; }
.terms div { height: 5px; border-radius: 3px; background: var(--line); overflow: hidden; }
.terms i { display: block; height: 100%; background: var(--accent); }
.texts { display: flex; flex-wrap: wrap; gap: 0 18px; }
details { margin-top: 8px; min-width: 0; }
details[open] { flex-basis: 100%; }
mark { background: none; color: var(--bad); font-weight: 700; }
@media (max-width: 620px) { .prompt { grid-template-columns: 1fr; } .target { position: static; } }
"""

LEGEND = f"In each pair, left the render, right its difference from the target, {GAIN} times brighter."


def step_page(step: int, shown: list[Shown], batch: Batch, *, previous: int | None = None) -> str:
    """The page of a step; `previous` is the step whose page lies before it."""
    name = f"step-{step:06d}"
    links = [("index.html", "← All steps"), *([] if previous is None else [(f"step-{previous:06d}.html", f"Step {previous}")])]
    files = [(f"{name}.png", "Sheet"), (f"{name}.parquet", "Parquet")]
    nav = "".join(f'<a href="{link}">{text}</a>' for link, text in links + files)
    rows = "".join(_prompt(row, each) for row, each in by_row(shown).items())
    body = f"<nav>{nav}</nav><h1>Step {step}</h1><p>{_summary(batch, len(shown))}</p>{rows}"
    return page(f"Step {step}", body, style=STYLE)


def _summary(batch: Batch, count: int) -> str:
    """The batch in a sentence."""
    record = summary(batch.verdicts)
    parts = [f"reward {number(record['reward'])}", f"compile rate {number(compile_rate(record))}"]
    parts += [f"{name} {number(value)}" for name, value in record["terms"].items()]
    ours = record["completions"] - record["judged"]
    parts += [f"{ours} not judged, our own failure"] if ours else []
    return escape(f"{', '.join(parts)}. {count} of {record['completions']} completions are shown. {LEGEND}")


def _prompt(row: int, shown: list[Shown]) -> str:
    """A target, and its completions beside it."""
    target = picture(shown[0].target.png, f"target of prompt {row}")
    plural = "s" if len(shown) > 1 else ""
    caption = f"<figcaption>Prompt {row}<small>{len(shown)} completion{plural} shown</small></figcaption>"
    cards = "".join(_card(each) for each in shown)
    return f'<section class="prompt"><figure class="target">{target}{caption}</figure><div class="completions">{cards}</div></section>'


def _card(shown: Shown) -> str:
    """A completion."""
    kind = ' class="best"' if "best" in shown.marks else ""
    return f"<article{kind}>{_header(shown)}{_pictures(shown)}{_terms(shown)}{_texts(shown)}</article>"


def _header(shown: Shown) -> str:
    verdict = shown.verdict
    is_scored = verdict.error is None
    score = f"<b>{number(verdict.total)}</b>" if is_scored else f'<b class="failed">{escape(verdict.error["kind"])}</b>'
    badges = [(mark, mark) for mark in shown.marks] + [("flag", flag) for flag in shown.flags]
    badges += [("cache", "known render")] if shown.is_from_cache else []
    texts = "".join(f'<em class="badge {kind}">{escape(str(text))}</em>' for kind, text in badges)
    return f"<header>{score}{texts}<span>{_outcome(shown)}</span></header>"


def _outcome(shown: Shown) -> str:
    """What stands at the right of the head: the error's size, or what the failure scored."""
    verdict = shown.verdict
    if verdict.error is None:
        return "" if verdict.mse is None else f"MSE {verdict.mse:.2g}"
    return "not judged" if verdict.total is None else f"scores {verdict.total:g}"


def _pictures(shown: Shown) -> str:
    if shown.verdict.error is not None:
        return f'<div class="none">{escape(shown.verdict.error["message"])}</div>'
    pictures = [("render", shown.render), ("difference", shown.difference)]
    return f'<div class="pair">{"".join(_picture(name, each) for name, each in pictures)}</div>'


def _picture(name: str, each: Picture | None) -> str:
    return f'<div class="none">no {name}</div>' if each is None else picture(each.png, name)


def _terms(shown: Shown) -> str:
    bars = "".join(
        f'<span>{escape(name)}</span><div><i style="width:{100 * min(1.0, max(0.0, value)):.1f}%"></i></div><span>{number(value)}</span>'
        for name, value in shown.verdict.terms.items()
    )
    return f'<div class="terms">{bars}</div>' if bars else ""


def _texts(shown: Shown) -> str:
    """The program and, where there is more to it, the completion, folded."""
    program, parts = shown.verdict.program, []
    if program is not None:
        parts.append(f"<details><summary>Program</summary><pre>{_program(program, shown.verdict.error)}</pre></details>")
    if program is None or shown.completion.strip() != program.strip():
        parts.append(f"<details><summary>Completion</summary><pre>{escape(shown.completion)}</pre></details>")
    return f'<div class="texts">{"".join(parts)}</div>'


def _program(program: str, error: dict | None) -> str:
    """The program, with the line of its error marked."""
    marked = (error or {}).get("line")
    lines = [escape(line) for line in program.split("\n")]
    return "\n".join(f"<mark>{line}</mark>" if number == marked else line for number, line in enumerate(lines, 1))
