"""The numbers behind answers. Oracle: the scene, read by hand, and the answer itself, whose sign the margin gives."""

import numpy as np
import pytest

from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.questions import Question, Questions, draw, gap, hints
from vlcritic.data.questions.facts import Beside, Count, Larger
from vlcritic.data.questions.hints import COUNT, COUNTED, MARGIN, TRUTH
from vlcritic.data.questions.names import Thing

RED, BLUE = (0.90, 0.12, 0.12), (0.15, 0.25, 0.90)
SCENE = Scene((Shape("circle", (-0.2, 0.1), (0.2,), colour=RED), Shape("square", (0.25, -0.1), (0.15,), colour=BLUE)))


def asked(fact) -> np.ndarray:
    return hints(Question("?", bool(fact(SCENE)), "relation", (SCENE,), False, fact))


def test_the_things_that_a_fact_names_are_told():
    numbers = asked(Beside(Thing("circle"), "left of", Thing(None, "blue")))
    np.testing.assert_allclose(numbers[:7], [0.3, -0.8, 0.4, 0.6, 0.8, -0.76, -0.76])
    np.testing.assert_allclose(numbers[7:14], [0.3, 1.0, -0.4, 0.0, -0.7, -0.5, 0.8], atol=1e-12)
    assert numbers[MARGIN] == pytest.approx(4 * 0.45) and numbers[TRUTH] == 1


def test_what_is_not_there_or_there_twice_has_no_place():
    numbers = asked(Count(Thing("triangle"), 2))
    assert numbers[0] == pytest.approx(-0.7) and np.isnan(numbers[1:7]).all()
    assert numbers[COUNTED] == -2 and numbers[TRUTH] == -1
    assert asked(Count(Thing(), 2))[0] == pytest.approx(1.3)


def test_sizes_are_compared_by_the_logarithm_of_their_ratio():
    numbers = asked(Larger(Thing("square"), "larger", Thing("circle")))
    assert numbers[MARGIN] == pytest.approx(2 * np.log(0.15 / 0.2))


@pytest.mark.parametrize("family", ["relation", "size", "place"])
def test_the_margin_has_the_sign_of_the_truth(family):
    for question in Questions(80, seed=5, families=(family,)):
        numbers, truth = hints(question), question.answer != question.negated
        assert numbers.shape == (COUNT,)
        assert numbers[TRUTH] == (1 if truth else -1)
        if not np.isnan(numbers[MARGIN]):
            assert (numbers[MARGIN] > 0) == truth


def test_compared_pictures_tell_their_gaps():
    for question in Questions(20, seed=5, families=("closer",)):
        first, second = (gap(draw(question.scenes[0]), draw(other)) + 1e-3 for other in question.scenes[1:])
        numbers = hints(question)
        np.testing.assert_allclose(numbers[17:], [1.2 * np.log10(first) + 2, 1.2 * np.log10(second) + 2, 2 * np.log10(second / first)])
        assert np.isnan(numbers[:17]).all()
        assert (numbers[19] > 0) == (question.answer != question.negated)
