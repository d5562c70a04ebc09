"""Oracle: the scene that was written."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data.glsl.test_program import EXAMPLE
from vlcritic.data.glsl.parse import parse_scene
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.sample import sample
from vlcritic.data.glsl.scene import KINDS, Scene, Shape

SCENE = Scene((Shape("circle", (0.12, -0.2), (0.22,), colour=(0.9, 0.1, 0.25)),))


@given(seed=st.integers(0, 2**32), stage=st.sampled_from(["primitives", "booleans"]), background=st.sampled_from(["black", "random"]))
@settings(max_examples=60, deadline=None)
def test_what_was_written_is_read_back(seed, stage, background):
    scene = sample(np.random.default_rng(seed), stage=stage, kinds=KINDS, background=background, max_shapes=4)
    assert parse_scene(write(scene)) == scene


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.22", ".22"),
        ("0.22", "0.2200"),
        ("-0.20", "-2e-1"),
        ("0.22", "0.22f"),
        ("vec3(0.00, 0.00, 0.00)", "vec3(0)"),
        ("    float d", "\n\n\tfloat   d  "),
        ("    float d", "    // the circle; red\n    float d"),
        (", 0.22)", ",0.22 )"),
        ("smoothstep(0.0, 0.01, d)", "smoothstep(0.0, 0.0125, d)"),
    ],
)
def test_layout_and_number_format_do_not_matter(old, new):
    assert old in EXAMPLE
    assert parse_scene(EXAMPLE.replace(old, new)) == SCENE


def test_refined_numbers_keep_their_decimals():
    assert parse_scene(EXAMPLE.replace("0.22", "0.2213")).shapes[0].params == (0.2213,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.22", "r"),
        ("0.22", "0.22, 0.30"),
        ("circle(p", "blob(p"),
        ("    float d", "    color = color.bgr;\n    float d"),
        ("    color = mix(", "    d = circle(p, 0.10);\n    color = mix("),
        ("    color = mix(", "    // color = mix("),
        ("    vec3 color", "    // vec3 color"),
        ("vec3(0.90, 0.10, 0.25)", "vec3(0.90, 0.10)"),
        ("vec3(0.90, 0.10, 0.25)", "vec3(1.0 - 0.90, 0.10, 0.25)"),
        ("void mainImage", "void main"),
        ("vec2(0.12, -0.20)", "vec2(0.12, -0.20, 0.1)"),
    ],
)
def test_a_program_that_is_not_canonical_is_no_scene(old, new):
    assert old in EXAMPLE
    assert parse_scene(EXAMPLE.replace(old, new)) is None


@given(st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_any_text_is_a_scene_or_none(text):
    assert parse_scene("void mainImage(out vec4 c, in vec2 p) {" + text + "}") is None or "vec3" in text
