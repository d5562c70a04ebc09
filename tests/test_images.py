"""Conversions and differences of pictures. Oracle: arithmetic on small arrays, and PIL as the reader of PNG."""

import io

import numpy as np
import PIL.Image
import pytest

from vlcritic.images import difference, from_rgb, to_png, to_quick_png


@pytest.mark.parametrize("effort", [1, 9])
def test_a_png_holds_the_very_pixels(effort):
    image = np.random.default_rng(0).integers(0, 256, (7, 5, 3), dtype=np.uint8)
    assert (np.asarray(PIL.Image.open(io.BytesIO(to_png(image, effort=effort)))) == image).all()


@pytest.mark.parametrize("size", [(7, 5), (1, 1), (64, 300)])
def test_a_quick_png_holds_the_very_pixels(size):
    image = np.random.default_rng(0).integers(0, 256, (*size, 3), dtype=np.uint8)
    assert (np.asarray(PIL.Image.open(io.BytesIO(to_quick_png(image)))) == image).all()


def test_pictures_in_a_row_of_bytes_come_apart():
    one, other = from_rgb(bytearray(range(30)), [(2, 3), (4, 1)])
    assert one.tolist() == [[[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[9, 10, 11], [12, 13, 14], [15, 16, 17]]]
    assert other.shape == (4, 1, 3) and other[-1, 0].tolist() == [27, 28, 29]


def test_a_difference_is_absolute_and_brighter_up_to_white():
    image, target = np.array([[[10, 200, 0]]], np.uint8), np.array([[[30, 100, 0]]], np.uint8)
    assert difference(image, target).tolist() == difference(target, image).tolist() == [[[20, 100, 0]]]
    assert difference(image, target, gain=3).tolist() == [[[60, 255, 0]]]
