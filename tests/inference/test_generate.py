"""Asking a model. Oracle: the nano architecture itself, whose greedy answer does not depend on its neighbours in a batch."""

import numpy as np
import pytest

from tests.nano.conftest import tiny_nano  # noqa: F401
from vlcritic.inference import Generator

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def generator(tiny_nano):  # noqa: F811
    return Generator(tiny_nano, max_new_tokens=8, batch_size=4)


@pytest.fixture(scope="module")
def pictures():
    return list(np.random.default_rng(0).integers(0, 256, (5, 40, 60, 3), dtype=np.uint8))


def test_every_picture_gets_n_answers(generator, pictures):
    answers = generator(pictures, n=3, temperature=1.0)
    assert [len(each) for each in answers] == [3] * 5


def test_a_greedy_answer_does_not_depend_on_the_batch(generator, pictures):
    together = generator(pictures)
    assert together == [generator([picture])[0] for picture in pictures]


def test_samples_depend_on_the_seed_alone(generator, pictures):
    first, again, other = (generator(pictures[:2], n=4, temperature=1.0, seed=seed) for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("options", [{"n": 0}, {"n": 2}, {"temperature": -1.0}])
def test_impossible_options_are_refused(generator, pictures, options):
    with pytest.raises(ValueError, match="expected n"):
        generator(pictures, **options)


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ValueError, match="vision-language model"):
        Generator(tmp_path)
