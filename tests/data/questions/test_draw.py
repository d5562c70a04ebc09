"""The numpy picture of a scene is its program's. Oracle: the program's twin, which is proven equal to OpenGL."""

import numpy as np
import pytest

from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import KINDS, Scene, Shape
from vlcritic.data.glsl.shapes import shape_of_size
from vlcritic.data.questions import draw
from vlcritic.data.questions.scenes import scene_with
from vlcritic.images import from_tensor
from vlcritic.languages.glsl import GLSL


def twin_picture(scene: Scene, side: int):
    return from_tensor(GLSL.twin(write(scene))(size=side)[None])[0]


@pytest.mark.parametrize("side", [64, 50])
def test_a_scene_is_drawn_as_its_program_draws_it(side):
    for index in range(12):
        scene = scene_with(np.random.default_rng([1, index]))
        difference = np.abs(draw(scene, side=side).astype(int) - twin_picture(scene, side))
        assert difference.max() <= 1  # float32 there, float64 here: a level at most


@pytest.mark.parametrize("kind", KINDS)
def test_a_shape_of_any_kind_that_leaves_the_frame_is_drawn_as_its_program_draws_it(kind):
    rng = np.random.default_rng(2)
    for centre in ((0.4, -0.45), (-0.49, 0.1), (0.0, 0.0)):
        shape = shape_of_size(rng, kind, centre, 0.2)
        scene = Scene((Shape(kind, shape.centre, shape.params, colour=(0.9, 0.2, 0.4)),), (0.1, 0.1, 0.3))
        assert np.abs(draw(scene).astype(int) - twin_picture(scene, 64)).max() <= 1


def test_a_shape_outside_the_frame_changes_nothing():
    far = Shape("circle", (0.9, 0.0), (0.1,), colour=(1.0, 1.0, 1.0))
    assert draw(Scene((far,))).max() == 0


def test_joined_shapes_are_refused():
    joined = Shape("circle", (0.0, 0.0), (0.1,), "union")
    with pytest.raises(ValueError, match="union"):
        draw(Scene((joined,)))
