"""Forms: oracles are areas measured on a grid, the inverse map and finite differences."""

import numpy as np
import pytest

from vlcritic.data.glsl.distance import distance, grid
from vlcritic.data.glsl.sample import sample
from vlcritic.data.glsl.scene import KINDS, Shape
from vlcritic.search.structure.forms import TRAITS, coordinates, draw_traits, form_of, forms, is_sound, log_volume, params_of

SIZE = 0.13


def shapes(form, count=5):
    rng = np.random.default_rng(0)
    for _ in range(count):
        traits = draw_traits(rng, form[0])
        yield Shape(form[0], (0.0, 0.0), params_of(form, SIZE, traits)), traits


@pytest.mark.parametrize("form", forms())
def test_size_and_traits_come_back(form):
    for shape, traits in shapes(form):
        size, same = coordinates(shape)
        assert (form_of(shape), is_sound(shape)) == (form, True)
        assert (size, *same) == pytest.approx((SIZE, *traits), rel=1e-12)


@pytest.mark.parametrize("form", [form for form in forms() if form[0] != "annulus"])
def test_a_form_has_the_area_of_its_size(form):
    """4 s² on a grid of 256²: an edge is off by half a pixel of 33; corners take up to (4 − π) r², r ≤ 0.9 × the shorter half side."""
    slack = 0.2 if form[0] in ("rounded_box", "segment") else 0.04
    for shape, _ in shapes(form):
        area = (distance(shape, grid(256)) < 0).mean()
        assert (1 - slack) * 4 * SIZE**2 < area < 1.04 * 4 * SIZE**2


def test_an_annulus_fills_the_circle_of_its_size():
    (annulus, _), (circle, _) = next(shapes(("annulus", 0))), next(shapes(("circle", 0)))
    assert annulus.reach == pytest.approx(circle.reach, rel=1e-12)


@pytest.mark.parametrize("form", forms())
def test_the_volume_is_that_of_finite_differences(form):
    step = 1e-6
    for _, traits in shapes(form):
        point = np.array([SIZE, *traits])
        sides = np.eye(len(point)) * step
        columns = [np.subtract(params_of(form, *_split(point + d)), params_of(form, *_split(point - d))) / (2 * step) for d in sides]
        jacobian = np.stack(columns, axis=1)[: len(point)]  # a number of sides is no coordinate
        assert log_volume(form, SIZE, traits) == pytest.approx(np.log(abs(np.linalg.det(jacobian))), abs=1e-5)


def test_every_shape_of_the_sampler_is_sound_and_most_could_have_been_drawn():
    rng, inside = np.random.default_rng(1), []
    for _ in range(40):
        for shape in sample(rng, stage="booleans", kinds=KINDS).shapes:
            size, traits = coordinates(shape)
            assert params_of(form_of(shape), size, traits) == pytest.approx(shape.params, abs=1e-12)
            inside += [low <= value <= high for value, (low, high) in zip(traits, TRAITS.get(shape.kind, ()), strict=True)]
    assert len(inside) > 50
    assert np.mean(inside) > 0.97


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("circle", (0.0,)),
        ("box", (0.1, -0.1)),
        ("triangle", (0.1, 0.0)),
        ("segment", (0.0, 0.0, 0.03)),
        ("ngon", (0.1, 2.0)),
        ("star", (0.1, 0.0)),
    ],
)
def test_a_shape_without_a_size_is_not_sound(kind, params):
    assert not is_sound(Shape(kind, (0.0, 0.0), params))


def _split(point):
    return point[0], point[1:]
