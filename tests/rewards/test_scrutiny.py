"""Pictures and programs that would win without drawing. Oracle: hand-made pictures and tables."""

import numpy as np
import pytest

from vlcritic.rewards.scrutiny import embeds_picture, picture_flags

TABLE = "const float t[300] = float[300](" + ", ".join(f"0.{n % 90 + 10}" for n in range(300)) + ");\n"


def speckled(pixels, side=64):
    """Grey with so many white pixels."""
    picture = np.full((side, side, 3), 128, np.uint8)
    picture.reshape(-1, 3)[:pixels] = 255
    return picture


@pytest.mark.parametrize(("pixels", "flags"), [(0, ["constant"]), (1, ["constant"]), (8, ["constant"]), (20, []), (2048, [])])
def test_a_few_pixels_make_no_picture(pixels, flags):
    assert picture_flags([speckled(pixels)], speckled(1000)) == flags


def test_a_target_of_a_few_pixels_may_be_drawn_as_such():
    assert picture_flags([speckled(8)], speckled(8)) == []


@pytest.mark.parametrize(
    "padding", ["", "// lorem ipsum dolor sit amet\n" * 500, "/* " + "lorem ipsum " * 1000 + "*/"], ids=["none", "lines", "block"]
)
def test_a_table_is_found_under_any_comment(padding):
    assert embeds_picture(TABLE + padding)


def test_few_numbers_are_no_table():
    assert not embeds_picture("float x = 0.125;\n" * 90)
