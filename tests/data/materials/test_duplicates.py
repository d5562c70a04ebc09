"""Oracles: graphs that Blender draws the same by construction, and a comparison of every pair in full."""

from itertools import combinations

import numpy as np
import pytest

from tests.data.materials.drawn import GOOD, blocks
from vlcritic.data.materials.duplicates import Seen, are_alike, graph_key, small
from vlcritic.languages.blender import read


def key(source):
    return graph_key(read(source, version="5.0"))


PROGRAM = GOOD.format(3.0)


@pytest.mark.parametrize(
    "other",
    [
        PROGRAM.replace("noise_texture", "n"),
        PROGRAM.replace("    # links\n", "    idle = nodes.new('ShaderNodeTexVoronoi')\n"),
        PROGRAM + "    principled_bsdf.inputs['Base Color'].default_value = (1.0, 0.0, 0.0, 1.0)\n",
        PROGRAM + "    noise_texture.inputs['Detail'].default_value = 2.0\n",
        PROGRAM + "    noise_texture.inputs['W'].default_value = 7.0\n",
        PROGRAM.replace("3.0", "3.0004"),
    ],
    ids=["names", "idle node", "value under a link", "default", "hidden socket", "fourth digit"],
)
def test_what_does_not_matter_does_not_change_the_key(other):
    assert key(other) == key(PROGRAM)


@pytest.mark.parametrize(
    "other",
    [
        PROGRAM.replace("3.0", "3.01"),
        PROGRAM.replace("outputs['Color']", "outputs['Fac']"),
        PROGRAM + "    noise_texture.noise_dimensions = '2D'\n",
        PROGRAM.replace("inputs['Base Color']", "inputs['Emission Color']"),
    ],
)
def test_what_matters_does(other):
    assert key(other) != key(PROGRAM)


def test_a_value_that_another_setting_would_use_does_not_matter_and_one_in_use_does():
    flat = PROGRAM + "    noise_texture.noise_dimensions = '2D'\n"
    assert key(flat + "    noise_texture.inputs['W'].default_value = 7.0\n") == key(flat)
    moving = PROGRAM + "    noise_texture.noise_dimensions = '4D'\n"
    assert key(moving + "    noise_texture.inputs['W'].default_value = 7.0\n") != key(moving)


def test_a_socket_that_two_settings_together_switch_on_matters():
    mix = PROGRAM + "    m = nodes.new('ShaderNodeMix')\n    links.new(m.outputs[1], principled_bsdf.inputs['Normal'])\n"
    mix += "    m.data_type = 'VECTOR'\n    m.factor_mode = 'NON_UNIFORM'\n"
    first, second = (key(f"{mix}    m.inputs[1].default_value = ({red}, 0.2, 0.3)\n") for red in (0.1, 0.9))
    assert first != second


def test_alike_means_more_than_95_percent_of_pixels_within_5_levels_in_every_channel():
    image = blocks(1, side=80) // 2 + 20
    within = image + np.array([5, 0, 5], np.uint8)
    assert are_alike(image, within) and not are_alike(image, image + np.array([0, 6, 0], np.uint8))
    for changed, is_alike in ((319, True), (320, False)):
        other = within.copy()
        other.reshape(-1, 3)[:changed] += 60
        assert are_alike(image, other) == is_alike


def neighbours(rng, image):
    """The picture with small changes everywhere and large ones in some places, up to beyond what is alike."""
    other = image.astype(int) + rng.integers(-6, 7, image.shape) * rng.integers(0, 2)
    share = rng.uniform(0, 0.08)
    if rng.random() < 0.5:
        other[: int(len(other) * share)] = rng.integers(0, 256, 3)
    else:
        other[rng.random(image.shape[:2]) < share] = 255
    return other.clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("side", [16, 50])
def test_small_pictures_let_no_duplicate_escape(side):
    rng = np.random.default_rng(side)
    pictures = [rng.integers(0, 256, (side, side, 3)).astype(np.uint8) for _ in range(8)]
    pictures += [neighbours(rng, pictures[rng.integers(8)]) for _ in range(72)]
    expected, found = [], []
    for number, image in enumerate(pictures):
        seen = Seen(lambda identity: pictures[int(identity)])
        for earlier in range(number):
            seen.add(str(earlier), "", pictures[earlier])
        expected.append(next((str(n) for n in range(number) if are_alike(image, pictures[n])), None))
        found.append(seen.picture(image))
    assert found == expected and 12 < sum(each is not None for each in found) < 70


def test_of_many_pictures_few_are_loaded():
    loaded = []
    seen = Seen(lambda identity: loaded.append(identity) or blocks(identity))
    for number in range(500):
        seen.add(str(number), str(number), blocks(number))
    assert seen.picture(blocks("new")) is None and seen.picture(blocks(77)) == "77"
    assert len(loaded) <= 3
    assert small(blocks(0)).shape == (16, 16, 3) and all(are_alike(*pair) is False for pair in combinations(map(blocks, range(5)), 2))
