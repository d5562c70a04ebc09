"""`GlslRenderer(backend="twin")`: the renderer's contract kept by torch. Oracles: closed forms, and faults that we cause ourselves."""

import os
import pickle
import signal
import threading
import time
from functools import partial

import numpy as np
import pytest

from vlcritic.errors import CheckError, CompileError, NonFiniteError, RenderCrash, RenderTimeout
from vlcritic.languages.glsl import GLSL, GlslRenderer
from vlcritic.languages.glsl import renderer as module
from vlcritic.rendering import Worker
from vlcritic.rendering.cache import Cache
from vlcritic.rewards import Judge, PixelTerm


@pytest.fixture(scope="module")
def render():
    with GlslRenderer(size=16, workers=1, timeout_s=1.5, backend="twin") as renderer:
        yield renderer


def shader(body, top=""):
    start = f"{top}void mainImage(out vec4 fragColor, in vec2 fragCoord) {{\n    vec3 c = vec3(0.2);"
    return f"{start}\n    {body}\n    fragColor = vec4(c, 1.0);\n}}\n"


SLOW = shader("for (int i = 0; i >= 0; i = (i + 1) % 7) for (int j = 0; j >= 0; j = (j + 1) % 5) c.r += sin(float(i * j)) * 1e-9;")


def test_every_kind_of_program_gets_its_own_answer_in_its_own_place(render):
    programs = {
        shader("c = vec3(fragCoord / iResolution.xy, 1.0);"): np.ndarray,
        shader("c = smin(c);"): CompileError,
        shader("while (true) c += 0.1;"): CheckError,
        shader("c = vec3(iTime / iTime);"): NonFiniteError,
        SLOW: RenderTimeout,
        shader(""): np.ndarray,
    }
    results = render(list(programs))
    assert [type(result) for result in results] == list(programs.values())
    x, y = (np.arange(16) + 0.5) / 16, 1 - (np.arange(16) + 0.5) / 16
    assert np.abs(results[0][..., 0] - 255 * x[None, :]).max() <= 0.51 and np.abs(results[0][..., 1] - 255 * y[:, None]).max() <= 0.51
    assert (results[-1] == 51).all() and results[1].line == 3 and results[4].line == 3


def test_a_program_that_runs_too_long_costs_no_restart(render):
    render.hello()
    before = render._pool.workers[0].pid
    (result,) = render([SLOW])
    assert isinstance(result, RenderTimeout) and render._pool.workers[0].pid == before


def test_views_are_drawn_at_their_own_sizes_and_times(render):
    (pictures,) = render.views([shader("c = vec3(iTime / 2.0);")], [[(3, 5, 0.0), (8, 2, 1.0)]])
    assert [picture.shape for picture in pictures] == [(3, 5, 3), (8, 2, 3)] and [int(p.max()) for p in pictures] == [0, 128]


def test_a_worker_killed_in_mid_program_loses_nothing():
    with GlslRenderer(size=16, workers=1, timeout_s=1.5, backend="twin") as renderer:
        renderer.hello()
        worker = renderer._pool.workers[0]
        first = worker.pid
        threading.Timer(0.5, os.killpg, (first, signal.SIGKILL)).start()  # with what shuts it in
        start = time.monotonic()
        slow, good = renderer([SLOW, shader("")])
        assert isinstance(slow, RenderTimeout) and (good == 51).all()
        assert worker.pid != first and time.monotonic() - start > 0.5 + 0.8 * 1.5  # begun again, for its whole time


def test_a_program_that_ends_two_renderers_is_at_fault(monkeypatch, tmp_path):
    """A child that dies at a word: what a bug of the twin, or of torch, would be."""
    fake = tmp_path / "dying_twin.py"
    fake.write_text(
        "import os\nfrom vlcritic.languages.glsl.twin import child\nfrom vlcritic.rendering.serve import serve\n"
        "def opened():\n    hello, answer = child.open_twin()\n"
        "    return hello, lambda header, payload: os._exit(3) if b'die' in payload else answer(header, payload)\nserve(opened)\n"
    )
    worker = partial(Worker, "dying_twin", settings={"PYTHONPATH": str(tmp_path)}, isolation="limits")  # which sees our /tmp
    monkeypatch.setattr(module, "_twin_worker", worker)
    with GlslRenderer(size=16, workers=1, timeout_s=5, backend="twin") as renderer:
        dead, good = renderer([shader("// die"), shader("")])
    assert isinstance(dead, RenderCrash) and "exit status 3" in str(dead) and (good == 51).all()


def test_hello_and_version_name_the_twin_and_its_torch(render):
    import torch

    assert render.hello()["device"].startswith(f"twin · torch {torch.__version__} on ") and render.hello()["isolation"]
    assert render.version.startswith("twin · torch")


def test_a_copy_draws_by_the_twin_too(render):
    with pickle.loads(pickle.dumps(render)) as copy:
        assert copy.version == render.version and (copy([shader("")])[0] == 51).all()


def test_another_backend_is_a_usage_error():
    with pytest.raises(ValueError, match="opengl, twin, got 'vulkan'"):
        GlslRenderer(backend="vulkan")


@pytest.mark.gl
def test_verdicts_of_the_twin_and_of_opengl_are_kept_apart(render, tmp_path):
    program, target = shader("c = vec3(0.4);"), np.full((16, 16, 3), 102, np.uint8)
    cache = Cache(tmp_path / "verdicts.sqlite")
    with GlslRenderer(size=16, workers=1) as exact:
        assert exact.version != render.version
        for renderer, is_known in ((exact, False), (render, False), (exact, True), (render, True)):
            (verdict,) = Judge(GLSL, render=renderer, terms={PixelTerm(): 1.0}, cache=cache)([program], [target])
            assert verdict.from_cache is is_known and verdict.mse == 0.0
