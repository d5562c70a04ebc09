"""Verdicts and batches for the tests of the render log: plain pictures of known levels, and an error."""

from html.parser import HTMLParser
from types import SimpleNamespace

import numpy as np

from vlcritic.training.renders.choice import Batch, shown_of
from vlcritic.types import Verdict

EVIL = "</pre><script>alert('<b>&amp;')</script>"


def plain(level: int, *, side: int = 20):
    return np.full((side, side, 3), level, np.uint8)


def drawn(level: int, total: float) -> Verdict:
    return Verdict("void", {"pixel": total, "edge": total / 2}, total, mse=0.1, image=plain(level))


def failed(message: str = "shader line 1: `x' undeclared\n  x", *, program: str = "bad") -> Verdict:
    return Verdict(program, total=0.0, error={"kind": "CompileError", "message": message, "line": 1}, mse=1.0)


LOST = Verdict("void", error={"kind": "WorkerCrashed", "message": "gone", "line": None})


def batch_of(*verdicts: Verdict, completions: list[str] | None = None) -> Batch:
    """A batch whose targets are black."""
    return Batch(completions or [f"text of {verdict.program}" for verdict in verdicts], [plain(0)] * len(verdicts), list(verdicts))


def all_of(batch: Batch, *, per_row: int = 2):
    """Every completion of a batch, to be shown."""
    return shown_of(batch, per_row=per_row, rows=len(batch.verdicts))


def rewarded(*verdicts: Verdict):
    """A reward that has just judged a batch."""
    batch = batch_of(*verdicts)
    return SimpleNamespace(last_verdicts=batch.verdicts, last_targets=batch.targets, last_completions=batch.completions)


class Page(HTMLParser):
    """Tags of a page, where its pictures and links lead, and the texts of its `pre` elements."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.links: list[str] = []
        self.listings: list[str] = []
        self.text = ""
        self._in_listing = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        values = dict(attributes)
        self.sources += [values["src"]] if tag == "img" else []
        self.links += [values["href"]] if tag == "a" else []
        if tag == "pre":
            self._in_listing = True
            self.listings.append("")

    def handle_endtag(self, tag):
        self._in_listing = self._in_listing and tag != "pre"

    def handle_data(self, data):
        self.text += data
        if self._in_listing:
            self.listings[-1] += data
