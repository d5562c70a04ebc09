"""Refinement: never worse, the same for the same seed, and nothing lost to a kill. The toy renderer is closed form; one test is on GLSL."""

import json

import numpy as np
import pytest

from tests.search.toy import DiscRenderer
from vlcritic.errors import CompileError
from vlcritic.search import refine
from vlcritic.search.annealing import geometric
from vlcritic.search.descent import Descent
from vlcritic.search.posterior import Posterior, bounds
from vlcritic.search.sensitivity import step_sizes
from vlcritic.types import Verdict

TARGET = "disc(0.1, -0.15; 0.2) colour(0.8, 0.4, 0.2)"
NEAR = "disc(0.02, -0.08; 0.24) colour(0.7, 0.5, 0.1)"
APART = "disc(-0.12, 0.07; 0.1) colour(0.5, 0.5, 0.5) idle 0.7"
FAR = "disc(-0.3, 0.3; 0.1) colour(0.5, 0.5, 0.5)"
SIZE = (32, 32)


def striped() -> np.ndarray:
    """The target with a stripe that no disc can draw: nothing ever is done, so the chains have to walk."""
    target = DiscRenderer()([TARGET], size=SIZE)[0]
    target[:, 3] = 200
    return target


class PixelJudge:
    """Total 1 − MSE: no torch."""

    def __init__(self, render):
        self.render = render

    def __call__(self, programs, targets):
        images = self.render(programs, size=targets[0].shape[:2])
        errors = [float(((image / 255 - target / 255) ** 2).mean()) for image, target in zip(images, targets, strict=True)]
        return [Verdict(program, {}, 1 - mse, mse=mse, image=image) for program, mse, image in zip(programs, errors, images, strict=True)]


def run(language, render, program=NEAR, *, target=None, **options):
    target = DiscRenderer()([TARGET], size=SIZE)[0] if target is None else target
    options = {"steps": 40, "judge": PixelJudge(DiscRenderer())} | options
    return refine(program, target, language=language, render=render, **options)


def test_a_shape_near_its_target_ends_on_it(language, render):
    found = run(language, render)
    assert found.before.mse > 0.01
    assert found.after.mse < 1e-5  # a fifth of the error of every channel one level off
    assert found.after.program == found.program


def test_a_shape_that_does_not_overlap_its_target_finds_it(language, render):
    found = run(language, render, APART, steps=120)
    assert found.after.mse < 1e-4


def test_a_number_that_changes_nothing_keeps_its_text(language, render):
    assert run(language, render, APART).program.endswith("idle 0.7")


def test_a_perfect_program_is_returned_as_it_is(language, render):
    found = run(language, render, TARGET)
    assert found.program == TARGET
    assert found.trace == []


def test_a_program_without_numbers_is_returned_as_it_is(language, render):
    fixed = type("Fixed", (), {"suffix": ".disc", "literals": staticmethod(lambda source: [])})()
    assert run(fixed, render).program == NEAR


def test_a_program_that_does_not_render_is_refused(language, render):
    with pytest.raises(CompileError):
        run(language, render, "broken " + NEAR)


def test_the_result_is_never_worse_in_the_judges_total(language, render):
    """A judge that likes nothing but the start: pixel error improves, its total does not, so the start wins."""

    def stubborn(programs, targets):
        return [Verdict(program, {}, float(index == 0), mse=0.1) for index, program in enumerate(programs)]

    assert run(language, render, judge=stubborn).program == NEAR


def test_of_candidates_with_one_total_the_least_error_wins(language, render):
    """A judge whose total is clipped to 0 for all: the pixel error still decides."""

    def clipped(programs, targets):
        return [Verdict(program, {}, 0.0, mse=verdict.mse) for program, verdict in zip(programs, pixels(programs, targets), strict=True)]

    pixels = PixelJudge(DiscRenderer())
    found = run(language, render, judge=clipped)
    assert found.after.mse < found.before.mse


def test_the_same_seed_gives_the_same_trace(language, render):
    first, second, other = (run(language, render, FAR, target=striped(), seed=seed, steps=8) for seed in (1, 1, 2))
    assert first.trace == second.trace
    assert first.trace != other.trace


def test_a_killed_run_resumed_ends_with_the_bytes_of_one_never_stopped(language, tmp_path):
    whole = DiscRenderer()
    run(language, whole, FAR, target=striped(), out=tmp_path / "whole", steps=24)
    for stop in (whole.rendered // 3, whole.rendered // 2):
        with pytest.raises(KeyboardInterrupt):
            run(language, DiscRenderer(stop_after=stop), FAR, target=striped(), out=tmp_path / "killed", steps=24)
    assert (tmp_path / "killed" / "best.disc").exists()
    run(language, DiscRenderer(), FAR, target=striped(), out=tmp_path / "killed", steps=24)
    for name in ("best.disc", "trace.jsonl"):
        assert (tmp_path / "whole" / name).read_bytes() == (tmp_path / "killed" / name).read_bytes()


@pytest.mark.parametrize("target", [None, striped()], ids=["done early", "all steps"])
def test_a_finished_run_is_not_run_again(language, render, tmp_path, target):
    first = run(language, render, target=target, out=tmp_path, steps=20)
    trace, again = (tmp_path / "trace.jsonl").read_bytes(), DiscRenderer()
    assert run(language, again, target=target, out=tmp_path, steps=20).program == first.program
    assert (tmp_path / "trace.jsonl").read_bytes() == trace
    assert again.rendered < render.rendered


def test_a_folder_of_another_refinement_is_refused(language, render, tmp_path):
    run(language, render, out=tmp_path, steps=10)
    with pytest.raises(ValueError, match="another refinement"):
        run(language, render, out=tmp_path, steps=11)


def test_the_trace_says_what_was_proposed_and_its_best_is_the_result(language, render, tmp_path):
    found = run(language, render, FAR, target=striped(), out=tmp_path, steps=8)
    rows = [json.loads(line) for line in (tmp_path / "trace.jsonl").read_text().splitlines()]
    assert rows == found.trace
    assert {row["kind"] for row in rows} == {"descent", "walk"}
    # `after` is in float64 and the search in float32
    assert min(row["mse"] for row in rows) == pytest.approx(found.after.mse, rel=1e-4)


def test_a_step_size_changes_the_picture_by_the_wanted_amount(language, render):
    """Oracle: the render itself. Colour grows as h², position as h; both land within a factor of 2.5."""
    wanted, literals = 0.003, language.literals(NEAR)
    picture = render([NEAR], size=(64, 64))[0]
    posterior = Posterior(NEAR, literals, picture, render=render)
    sizes = step_sizes(posterior, *bounds(NEAR, literals), wanted=wanted)
    for index, number in enumerate([0.02, -0.08, 0.24, 0.7, 0.5, 0.1]):
        moved = Posterior(NEAR, [literals[index]], picture, render=render)(np.array([[number + sizes[index]]]))
        assert wanted / 2.5 < moved.mse[0] < wanted * 2.5


def test_descent_follows_a_target_several_cells_away(language, render):
    literals = language.literals(NEAR)
    posterior = Posterior(NEAR, literals, render([TARGET], size=SIZE)[0], render=render)
    start = np.array([literal.value for literal in literals])
    way, mse = Descent(posterior, *bounds(NEAR, literals))(start)
    assert np.abs(way[-1] - [0.1, -0.15, 0.2, 0.8, 0.4, 0.2]).max() < 0.02
    assert mse == pytest.approx(posterior(way[-1][None]).mse[0], rel=1e-4)


def test_a_geometric_schedule_halves_the_logarithm():
    assert geometric(0.0, 4.0, 0.25) == 4.0
    assert geometric(0.5, 4.0, 0.25) == pytest.approx(1.0, rel=1e-12)
    assert geometric(1.0, 4.0, 0.25) == pytest.approx(0.25, rel=1e-12)


@pytest.mark.gl
def test_a_perturbed_glsl_scene_is_recovered_to_a_hundredth():
    from vlcritic.data.glsl.parse import parse_scene
    from vlcritic.data.glsl.program import write
    from vlcritic.data.glsl.scene import Scene, Shape
    from vlcritic.languages.glsl import GLSL

    def scene(x, y, size, colour) -> str:
        return write(Scene((Shape("circle", (x, y), (size,), colour=colour),)))

    with GLSL.renderer(size=64, workers=1) as render:
        target = render([scene(0.1, -0.12, 0.2, (0.9, 0.3, 0.1))])[0]
        start = scene(0.02, -0.05, 0.24, (0.8, 0.4, 0.2))
        found = refine(start, target, language=GLSL, render=render, judge=PixelJudge(render), steps=20)
    (shape,) = parse_scene(found.program).shapes
    assert np.abs(np.array([*shape.centre, *shape.params, *shape.colour]) - [0.1, -0.12, 0.2, 0.9, 0.3, 0.1]).max() < 0.01
    assert found.after.mse < 0.01 * found.before.mse
