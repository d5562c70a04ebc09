"""Pictures that need no model: the best constant and the nearest neighbour against brute force."""

import numpy as np
import pytest

from vlcritic.evaluation.baselines import black, mean_colour, nearest, nearest_looking


def pictures(seed: int, count: int, side: int = 24) -> list[np.ndarray]:
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 256, (count, 4, 4, 3), dtype=np.uint8)
    return [np.kron(each, np.ones((side // 4, side // 4, 1), np.uint8)) for each in small]


def squared_error(a, b) -> float:
    return ((a.astype(float) - b) ** 2).mean()


def test_black_has_the_size_of_its_target():
    assert [picture.shape for picture in black([np.ones((3, 5, 3), np.uint8)])] == [(3, 5, 3)]
    assert black(pictures(0, 1))[0].max() == 0


def test_no_other_constant_has_a_smaller_error_on_the_training_pictures():
    training = pictures(1, 6)
    constant = mean_colour([training[0]], training=training)[0].astype(int)
    error = np.mean([squared_error(constant, picture) for picture in training])
    for channel in range(3):
        for shift in (-1, 1):
            other = constant.copy()
            other[..., channel] += shift
            assert error <= np.mean([squared_error(other, picture) for picture in training])


def test_the_nearest_picture_is_that_of_an_exhaustive_search():
    training, targets = pictures(2, 60), pictures(3, 8)
    found = nearest(targets, training=training)
    for target, picture in zip(targets, found, strict=True):
        assert squared_error(picture, target) == min(squared_error(each, target) for each in training)


def test_a_training_picture_of_another_size_is_resized():
    assert nearest(pictures(0, 1, side=24), training=pictures(0, 3, side=48))[0].shape == (24, 24, 3)


@pytest.mark.lpips
def test_the_nearest_by_looks_is_the_same_texture_where_a_flat_picture_is_nearer_in_pixels():
    rng = np.random.default_rng(0)
    target, other = (rng.integers(0, 256, (64, 64, 3)).astype(np.uint8) for _ in range(2))
    training = [np.full_like(target, 127), other]
    assert np.array_equal(nearest([target], training=training)[0], training[0])
    assert np.array_equal(nearest_looking([target], training=training)[0], other)
