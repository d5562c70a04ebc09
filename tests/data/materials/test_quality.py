"""Oracles: pictures that are bad by construction, and families drawn by Blender."""

import numpy as np
import pytest

from tests.data.materials.drawn import blocks
from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families import generate
from vlcritic.data.materials.quality import flaw
from vlcritic.images import from_pil, to_pil

RAMP = np.tile(np.linspace(20, 230, 64, dtype=np.uint8)[:, None, None], (1, 64, 3))
NIGHT = np.zeros((64, 64, 3), np.uint8)


def test_a_picture_with_something_in_it_is_good():
    assert flaw(blocks(1)) == ""


@pytest.mark.parametrize("share, reason", [(0.92, "extreme"), (0.85, "")])
def test_nine_tenths_of_black_and_white_are_too_much(share, reason):
    image = blocks(2)
    image[: int(64 * share / 2)], image[int(64 * (1 - share / 2)) :] = 0, 255
    assert flaw(image) == reason


def test_one_colour_is_flat_whatever_single_pixels_say():
    image = np.full((64, 64, 3), 120, np.uint8)
    image[0, :8] = 255
    assert flaw(image) == "flat"


def test_a_range_in_one_channel_is_enough():
    image = np.full((64, 64, 3), 120, np.uint8)
    image[..., 2] = blocks(3)[..., 2]
    assert flaw(image) == ""


def test_slow_changes_are_low_in_detail_at_every_size():
    for side in (48, 64, 128, 256):
        assert flaw(from_pil(to_pil(RAMP).resize((side, side)))) == "low detail"


@pytest.mark.blender
def test_what_blender_draws_of_plain_and_faint_materials_is_bad_and_of_families_good(blender):
    plain, faint = Builder(), Builder()
    plain.output(plain.principled((0.5, 0.4, 0.2), roughness=0.2, metallic=1.0))
    noise = faint.noise(scale=3.0, detail=0.0)
    faint.output(faint.principled(faint.ramp(noise.fac, [(0.0, 0.45), (1.0, 0.55)])))
    families = [generate(name, np.random.default_rng(1)) for name in ("concrete", "night_sky", "marble", "checkerboard", "leather")]
    pictures = blender.graphs([plain.finish(), faint.finish(), *families])
    assert [flaw(picture) for picture in pictures] == ["low detail"] * 2 + [""] * 5
