"""Oracles: the numpy twin of every helper, and the text of the documented example."""

import re

import numpy as np
import pytest

from tests.data.glsl.outlines import EXAMPLES
from vlcritic.data.glsl.distance import distance, grid, group_distance
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.sample import sample
from vlcritic.data.glsl.scene import KINDS, Scene, Shape
from vlcritic.languages.glsl import GLSL, GlslRenderer

EXAMPLE = """\
float circle(vec2 p, float radius) {
    return length(p) - radius;
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / max(iResolution.x, iResolution.y);
    vec3 color = vec3(0.00, 0.00, 0.00);
    float d = circle(p - vec2(0.12, -0.20), 0.22);
    color = mix(vec3(0.90, 0.10, 0.25), color, smoothstep(0.0, 0.01, d));
    fragColor = vec4(color, 1.0);
}
"""


@pytest.fixture(scope="module")
def render():
    with GlslRenderer(size=96, workers=1) as renderer:
        yield renderer


def test_the_documented_example_is_written_as_documented():
    assert write(Scene((Shape("circle", (0.12, -0.2), (0.22,), colour=(0.9, 0.1, 0.25)),))) == EXAMPLE


def test_helpers_stand_in_one_order_whatever_the_shapes_do():
    shapes = [Shape(kind, (0.0, 0.0), (0.2,), colour=(1.0, 1.0, 1.0)) for kind in ("annulus", "circle")]
    for scene in (Scene(tuple(shapes)), Scene(tuple(shapes[::-1]))):
        assert re.findall(r"float (\w+)\(vec2", write(scene)) == ["circle", "annulus"]


def test_a_negative_zero_is_written_as_zero():
    assert "-0.00" not in write(Scene((Shape("circle", (-0.001, -0.0), (0.2,), colour=(1.0, 1.0, 1.0)),)))


def test_every_written_program_passes_the_static_check():
    for seed in range(20):
        GLSL.check(write(sample(np.random.default_rng(seed), stage="booleans", background="random")))


@pytest.mark.gl
@pytest.mark.parametrize("shape", EXAMPLES, ids=lambda shape: shape.kind)
def test_a_helper_measures_what_its_numpy_twin_measures_inside_and_out(shape, render):
    # the distance itself as a grey: 0.5 + d, to one level of 255
    program = write(Scene((Shape(shape.kind, shape.centre, shape.params, colour=(1.0, 1.0, 1.0)),)))
    program = re.sub(r"color = mix\(.*\);", "color = vec3(0.5 + d);", program)
    expected = 255 * np.clip(0.5 + distance(shape, grid(96)), 0, 1)
    assert np.abs(render([program])[0][..., 0] - expected).max() <= 1.0


@pytest.mark.gl
@pytest.mark.parametrize(("stage", "kinds"), [("primitives", KINDS), ("booleans", None)])
def test_a_scene_is_drawn_as_its_distances_say(stage, kinds, render):
    scenes = [sample(np.random.default_rng(seed), stage=stage, kinds=kinds, background="random") for seed in range(12)]
    for scene, picture in zip(scenes, render([write(scene) for scene in scenes]), strict=True):
        assert np.abs(255 * _painted(scene, 96) - picture).max() <= 1.01  # one level of rounding


def _painted(scene: Scene, side: int) -> np.ndarray:
    picture = np.ones((side, side, 3)) * scene.background
    for group in scene.groups:
        t = np.clip(group_distance(group, grid(side)) / 0.01, 0, 1)[..., None]
        picture += (1 - t * t * (3 - 2 * t)) * (np.array(group[0].colour) - picture)
    return picture
