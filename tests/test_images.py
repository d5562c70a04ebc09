"""Conversions and differences of pictures. Oracle: arithmetic on small arrays, and PIL as the reader of PNG."""

import io

import numpy as np
import PIL.Image
import pytest

from vlcritic.images import difference, to_png


@pytest.mark.parametrize("effort", [1, 9])
def test_a_png_holds_the_very_pixels(effort):
    image = np.random.default_rng(0).integers(0, 256, (7, 5, 3), dtype=np.uint8)
    assert (np.asarray(PIL.Image.open(io.BytesIO(to_png(image, effort=effort)))) == image).all()


def test_a_difference_is_absolute_and_brighter_up_to_white():
    image, target = np.array([[[10, 200, 0]]], np.uint8), np.array([[[30, 100, 0]]], np.uint8)
    assert difference(image, target).tolist() == difference(target, image).tolist() == [[[20, 100, 0]]]
    assert difference(image, target, gain=3).tolist() == [[[60, 255, 0]]]
