"""All hostile programs in one batch, a healthy neighbour behind each. Oracles: the verdicts in `programs.py`, rectangles drawn by NumPy."""

import time
from typing import NamedTuple

import numpy as np
import pytest

from tests.adversarial.programs import ANSWERS, HOSTILE, PICTURE
from tests.adversarial.rectangles import SIDE, rectangle, rectangle_shader
from tests.processes import mark, marked  # noqa: F401 (a fixture)
from vlcritic.languages.glsl import GLSL
from vlcritic.languages.glsl.renderer import BACKENDS
from vlcritic.rewards import Judge, PixelTerm
from vlcritic.types import Verdict

pytestmark = pytest.mark.gl

TIMEOUT_S = 1.0
ROWS = [*HOSTILE, *ANSWERS]


class Outcome(NamedTuple):
    hostile: dict[str, Verdict]
    neighbours: list[Verdict]
    seconds: float
    left: list[int]


@pytest.fixture(scope="module", params=BACKENDS)
def outcome(request, mark):  # noqa: F811
    """What the judge says of all of them, in one call; how long it takes, and which processes it leaves."""
    texts, targets = [], []
    for place, row in enumerate(ROWS):
        texts += [f"```glsl\n{row.text}\n```" if row in HOSTILE else row.text, rectangle_shader(place)]
        targets += [gradient(), rectangle(place)]
    with GLSL.renderer(size=SIDE, workers=2, timeout_s=TIMEOUT_S, backend=request.param) as render:
        render.hello()
        start = time.monotonic()
        verdicts = Judge(GLSL, render=render, terms={PixelTerm(): 1.0}).completions(texts, targets)
        seconds = time.monotonic() - start
        assert marked(mark), "or the search for processes finds nothing"
    names = [row.name for row in ROWS]
    return Outcome(dict(zip(names, verdicts[::2], strict=True)), verdicts[1::2], seconds, marked(mark, gone_within_s=2.0))


def gradient():
    """`programs.GRADIENT`, drawn by NumPy."""
    at = (np.arange(SIDE) + 0.5) / SIDE
    colours = np.stack([*np.broadcast_arrays(at[None, :], at[::-1, None]), np.full((SIDE, SIDE), 0.5)], axis=-1)
    return np.round(255 * colours).astype(np.uint8)


def test_there_are_enough_and_no_two_are_the_same():
    assert len(HOSTILE) >= 100 and len(ANSWERS) >= 20
    assert len({row.name for row in ROWS}) == len({row.text for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_a_hostile_program_gets_a_verdict_that_is_right_for_it(outcome, row):
    verdict = outcome.hostile[row.name]
    kind = verdict.error["kind"] if verdict.error else PICTURE
    assert kind in row.kinds.split(), f"{kind} ({(verdict.error or {}).get('message')}): {row.why}"
    if kind == PICTURE:
        assert row.flag in ["", *verdict.flags]
        assert 0 <= verdict.total <= row.at_most
    else:
        assert verdict.total == 0


def test_every_healthy_neighbour_scores_exactly_one(outcome):
    others = {place: verdict for place, verdict in enumerate(outcome.neighbours) if verdict.total != 1.0 or verdict.flags}
    assert not others, {ROWS[place].name: verdict.as_dict() for place, verdict in others.items()}


def test_no_process_is_left(outcome):
    assert outcome.left == []


def test_the_batch_is_done_in_bounded_time(outcome):
    assert outcome.seconds < 60  # some 40 programs use up their deadline of 1 s, on two workers and up to four spares
