"""A reward whose renderers and trainer are killed. Oracles: rectangles drawn by NumPy, and verdicts without a cache."""

import json
import signal
import subprocess
import sys

import pytest

from tests.adversarial.rectangles import SIDE, rectangle, rectangle_shader
from tests.processes import mark, marked  # noqa: F401 (a fixture)
from tests.rendering.test_faults import disturbed
from vlcritic.languages.glsl import GLSL
from vlcritic.rendering.cache import Cache
from vlcritic.rendering.pool import KILLS
from vlcritic.rewards import Judge, PixelTerm

pytestmark = pytest.mark.gl

BROKEN = [
    "float x;",
    "void mainImage(out vec4 c, in vec2 p) { c = nothing; }",
    "void mainImage(out vec4 c, in vec2 p) { c = vec4(sqrt(-iTime - 1.0)); }",
]
TRAINER = """
import json, os, sys
from tests.adversarial.rectangles import SIDE, rectangle, rectangle_shader
from tests.rewards.test_faults import BROKEN, judged, opened
path, first, last, is_hanging = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "True"
with opened() as render:
    print(json.dumps(judged(render, path, range(first, last))), flush=True)
    if is_hanging:
        loops = "for (int i = 0; i >= 0; i = (i + 1) % 7) for (int j = 0; j >= 0; j = (j + 1) % 5) c += sin(float(i * j) + p.x);"
        render([f"void mainImage(out vec4 c, in vec2 p) {{ {loops} }}"] * 8)
"""


def opened():
    """Every trainer with one deadline: a verdict given under another one is another entry of the cache."""
    return GLSL.renderer(size=SIDE, workers=2, timeout_s=30.0)


def judged(render, path, places):
    """Verdicts as JSON, and whether they came from the cache: rectangles, one in three held against another, and broken programs."""
    programs = [rectangle_shader(place) for place in places] + BROKEN
    targets = [rectangle(place if place % 3 else place + 1) for place in places] + [rectangle(0)] * len(BROKEN)
    judge = Judge(GLSL, render=render, terms={PixelTerm(): 1.0}, cache=Cache(path) if path else None)
    return [verdict.as_dict() | {"from_cache": verdict.from_cache} for verdict in judge(programs, targets)]


def without_origin(rows):
    return [{name: value for name, value in row.items() if name != "from_cache"} for row in rows]


def trainer(path, first, last, *, is_hanging=False):
    words = [sys.executable, "-c", TRAINER, str(path), str(first), str(last), str(is_hanging)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def truth():
    """What the judge says without a cache and without faults."""
    with opened() as render:
        return judged(render, None, range(30))


def test_renderers_killed_in_mid_batch_change_no_verdict(truth):
    with opened() as render:
        render.hello()
        with disturbed(render._pool, signal.SIGKILL, after_s=[0.1] + [0.4] * (KILLS - 2)) as hit:
            rows = []
            while len(hit) < 6 and len(rows) < 100:
                rows.append(judged(render, None, range(30)))
    assert len(hit) >= 6
    assert all(row == truth for row in rows)


def test_a_trainer_killed_in_mid_batch_leaves_no_process_and_a_cache_that_the_next_one_reads(truth, mark, tmp_path):  # noqa: F811
    path = tmp_path / "verdicts.sqlite"
    process = trainer(path, 0, 20, is_hanging=True)
    first = json.loads(process.stdout.readline())
    assert not any(row["from_cache"] for row in first)
    assert len(marked(mark)) >= 3, "the trainer and two renderers"
    process.kill()
    process.communicate()
    assert marked(mark, gone_within_s=10.0) == []
    with opened() as render:
        rows = judged(render, path, range(30))
    assert without_origin(rows) == without_origin(truth)
    assert [row["from_cache"] for row in rows] == [True] * 20 + [False] * 10 + [True] * len(BROKEN)


def test_two_trainers_on_one_cache_agree_with_the_truth(truth, tmp_path):
    path = tmp_path / "verdicts.sqlite"
    trainers = [trainer(path, 0, 24), trainer(path, 6, 30)]
    ours = [json.loads(process.communicate(timeout=120)[0]) for process in trainers]
    expected = without_origin(truth)
    assert without_origin(ours[0]) == expected[:24] + expected[30:]
    assert without_origin(ours[1]) == expected[6:]
    with opened() as render:
        rows = judged(render, path, range(30))
    assert all(row["from_cache"] for row in rows), "nothing is lost"
    assert without_origin(rows) == expected


def test_a_cache_file_of_noise_changes_no_verdict(truth, tmp_path):
    path = tmp_path / "verdicts.sqlite"
    path.write_bytes(b"noise" * 10_000)
    with opened() as render:
        assert [judged(render, path, range(30)) for _ in range(2)] == [truth, [row | {"from_cache": True} for row in truth]]
