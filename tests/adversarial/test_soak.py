"""Memory under many programs: a short `benchmarks.soak`. Oracle: what the processes hold at the start."""

import pytest

from benchmarks.soak import looks
from tests.adversarial.programs import shader
from vlcritic.languages.glsl import GLSL

pytestmark = pytest.mark.gl


def test_canvases_of_many_sizes_do_not_pile_up():
    """Each would hold 0.5 MB with its depth: 150 MB, if the ones that are not kept stayed."""
    with GLSL.renderer(workers=1) as render:
        held = []
        for first in (200, 300, 400):
            for side in range(first, first + 100):
                render([shader("c.r = 0.5;")], size=(side, 256))
            held.append(render._pool.workers[0].rss_mb)
    assert held[-1] - held[0] < 20


def test_children_and_parent_stay_flat_over_500_programs():
    with GLSL.renderer(size=64, workers=1, timeout_s=5.0) as render:
        seen = list(looks(render, count=500, side=64))
    warm, last = seen[len(seen) // 2], seen[-1]
    assert last.children_mb[0] - warm.children_mb[0] < 12  # 3 to 8 MB measured: 64 compiled programs are kept, of different sizes
    assert last.parent_mb - warm.parent_mb < 40
