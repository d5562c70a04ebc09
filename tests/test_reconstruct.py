"""Pictures to programs. Oracle: a generator of ours whose answers are known, judged by the exact renderer."""

import numpy as np
import pytest

from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.prompts import answer
from vlcritic.languages.glsl import GLSL
from vlcritic.reconstruct import judged_candidates, rank, reconstruct, refine_all
from vlcritic.rewards import Judge, PixelTerm
from vlcritic.types import Verdict


def disc(x, y, radius=0.2):
    return write(Scene((Shape("circle", (x, y), (radius,), colour=(0.9, 0.2, 0.1)),)))


class Generator:
    """Answers from a list: the first is the greedy one."""

    def __init__(self, answers):
        self.answers = answers

    def __call__(self, images, *, n=1, temperature=0.0, top_k=0, top_p=1.0, seed=0, progress=False):
        self.asked = [*getattr(self, "asked", ()), (len(images), n, temperature, top_k, top_p)]
        start = max(seed, 1)  # a later round's seed is what was asked before
        return [self.answers[:1] if temperature == 0 else self.answers[start : start + n] for _ in images]


@pytest.fixture(scope="module")
def render():
    with GLSL.renderer(size=64, workers=1) as renderer:
        yield renderer


@pytest.fixture(scope="module")
def judge(render):
    return Judge(GLSL, render=render, terms={PixelTerm(): 1.0})


@pytest.mark.gl
def test_the_best_candidate_is_kept_whatever_its_place(render, judge):
    (target,) = render([disc(0.1, 0.1)])
    answers = [answer(disc(-0.3, -0.3)), "no program at all", answer(disc(0.1, 0.1)), answer("void mainImage(")]
    (found,) = reconstruct([target], generator=Generator(answers), language=GLSL, render=render, judge=judge, n=4)
    assert found.best.mse == 0 and found.best.program == disc(0.1, 0.1)
    assert [verdict.is_valid for verdict in found.candidates] == [True, True, False, False]


@pytest.mark.gl
def test_no_more_is_asked_for_once_enough_render(render, judge):
    (target,) = render([disc(0.1, 0.1)])
    good, bad = answer(disc(0.1, 0.1)), "no program at all"
    generator = Generator([bad, bad, good, bad, good, good, good, good])
    sampling = {"temperature": 0.6, "top_k": 50, "top_p": 0.9}
    (found,) = judged_candidates(generator, [target], judge=judge, n=8, valid=2, **sampling)
    assert [verdict.is_valid for verdict in found] == [False, False, True, False, True, True]
    assert generator.asked == [(1, 1, 0.0, 0, 1.0), (1, 1, 0.6, 50, 0.9), (1, 2, 0.6, 50, 0.9), (1, 2, 0.6, 50, 0.9)]


@pytest.mark.gl
def test_a_picture_of_another_aspect_ratio_is_judged_on_its_own_canvas(render, judge):
    (target,) = render([disc(0.3, 0.1, radius=0.1)], size=(32, 96))
    (found,) = reconstruct(
        [target], generator=Generator([answer(disc(0.3, 0.1, radius=0.1))]), language=GLSL, render=render, judge=judge, n=1
    )
    assert found.best.image.shape == (32, 96, 3) and found.best.mse == 0


@pytest.mark.gl
def test_the_square_that_a_model_sees_and_the_canvas_are_drawn_by_one_program(render):
    from vlcritic.images import fit_square

    wide, square = (render([disc(0.3, 0.05, radius=0.1)], size=size)[0] for size in ((32, 96), (96, 96)))
    assert np.array_equal(fit_square(wide), square)


@pytest.mark.gl
def test_refinement_is_never_worse_and_mostly_exact(render, judge):
    (target,) = render([disc(0.1, 0.1)])
    answers = Generator([answer(disc(0.06, 0.14))])
    (found,) = reconstruct([target], generator=answers, language=GLSL, render=render, judge=judge, n=1, refine_steps=20)
    assert found.best.mse < 1e-4 < found.candidates[0].mse


@pytest.mark.gl
@pytest.mark.lpips
def test_many_are_refined_at_once_in_order_and_failures_stay(render, judge):
    targets = render([disc(0.1, 0.1), disc(-0.2, 0.0), disc(0.0, 0.2)])
    starts = judge([disc(0.12, 0.1), "void mainImage(", disc(0.0, 0.18)], targets)
    refined = refine_all(starts, targets, language=GLSL, judge=judge, steps=5, workers=2)
    assert refined[1] == starts[1]
    assert refined[0].mse < 0.25 * starts[0].mse and refined[2].mse < 0.25 * starts[2].mse


def test_ranking_drops_repeats_and_what_could_not_be_judged_and_puts_failures_last():
    good, better = Verdict("a", total=0.5), Verdict("b", total=0.9)
    failed = Verdict("c", total=0.0, error={"kind": "CompileError", "message": "", "line": 1})
    unknown = Verdict("d", total=None, error={"kind": "WorkerCrashed", "message": "", "line": None})
    assert rank([good, failed, better, good, unknown]) == [better, good, failed]
    assert rank([unknown]) == []
