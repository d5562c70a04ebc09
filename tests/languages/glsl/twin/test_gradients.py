"""Gradients of lanes, and soft edges. Oracles: finite differences in float64, closed forms."""

import numpy as np
import pytest
import torch

from vlcritic.languages.glsl.twin.builtins import resolve
from vlcritic.languages.glsl.twin.lanes import Lanes
from vlcritic.languages.glsl.twin.types import FLOAT, vector

SMOOTH = {
    **{name: [(-0.7, 0.7)] for name in "neg abs fract sin cos tan asin acos atan sinh cosh tanh asinh atanh exp exp2".split()},
    **{name: [(0.2, 3.0)] for name in ("sqrt", "inversesqrt", "log", "log2")},
    "acosh": [(1.2, 3.0)],
    **{name: [(-2.0, 2.0), (0.3, 2.0)] for name in ("add", "sub", "mul", "div", "atan2", "min", "max", "mod")},
    "pow": [(0.2, 2.0), (-2.0, 2.0)],
    "mix": [(-2.0, 2.0)] * 3,
    "fma": [(-2.0, 2.0)] * 3,
    "smoothstep": [(-1.0, 0.0), (1.0, 2.0), (-2.0, 3.0)],
    "clamp": [(-2.0, 2.0), (-1.0, 0.0), (0.1, 1.0)],
}


def drawn(low, high, shape, seed):
    rng = np.random.default_rng(seed)
    return torch.from_numpy(rng.uniform(low, high, shape)).requires_grad_()


@pytest.mark.parametrize("name", SMOOTH)
def test_slopes_equal_finite_differences(name):
    """Of shapes that broadcast, as a parameter beside pixels does."""
    m, shapes = Lanes(dtype=torch.float64), [(1, 3, 5), (2, 1, 1), (1, 3, 1)]
    lanes = [drawn(*range_, shape, seed) for seed, (range_, shape) in enumerate(zip(SMOOTH[name], shapes, strict=False))]
    assert torch.autograd.gradcheck(lambda *lanes: getattr(m, name)(*lanes), lanes)


@pytest.mark.parametrize("name, numbers", [
    ("clamp", (-1.0, 0.5)), ("mix", (0.3, 0.7)), ("min", (0.1,)), ("max", (0.1,)), ("pow", (2.0,)), ("pow", (3.0,)), ("pow", (-1.5,)),
    ("mod", (0.7,)), ("div", (0.3,)), ("mul", (0.3,)), ("sub", (0.3,)), ("atan2", (0.3,)),
])  # fmt: skip
def test_slopes_beside_numbers_equal_finite_differences(name, numbers):
    m, x = Lanes(dtype=torch.float64), drawn(0.2, 2.0, (1, 3, 5), 0)
    assert torch.autograd.gradcheck(lambda x: getattr(m, name)(x, *numbers), [x])
    if name in ("sub", "div", "atan2", "mix", "min", "max", "pow"):
        assert torch.autograd.gradcheck(lambda x: getattr(m, name)(*map(abs, numbers), x), [x])


def test_slopes_of_smoothstep_between_numbers_equal_finite_differences():
    m, x = Lanes(dtype=torch.float64), drawn(-1.0, 3.0, (1, 3, 5), 0)
    assert torch.autograd.gradcheck(lambda x: m.smoothstep(0.3, 1.7, x), [x])


@pytest.mark.parametrize("name", ["length", "normalize", "reflect", "refract", "cross", "distance", "dot", "faceforward"])
def test_slopes_of_geometry_equal_finite_differences(name):
    m, three = Lanes(dtype=torch.float64), vector("float", 3)
    count = {"length": 1, "normalize": 1, "faceforward": 3}.get(name, 2)
    found = resolve(name, (three,) * count + ((FLOAT,) if name == "refract" else ()))
    lanes = [drawn(0.1, 0.9, (1, 2, 3), seed) for seed in range(3 * count)]

    def call(*lanes):
        values = [lanes[place : place + 3] for place in range(0, len(lanes), 3)] + ([[0.7]] if name == "refract" else [])
        return tuple(found.call(m, *values))

    assert torch.autograd.gradcheck(call, lanes)


def test_select_passes_the_gradient_of_what_it_chose():
    m, x, y = Lanes(dtype=torch.float64), drawn(-1.0, 1.0, (2, 3, 5), 0), drawn(-1.0, 1.0, (1, 1, 5), 1)
    mask = torch.from_numpy(np.random.default_rng(2).random((1, 3, 5)) < 0.5)
    assert torch.autograd.gradcheck(lambda x, y: m.select(mask, x, y), [x, y])
    assert torch.autograd.gradcheck(lambda x: m.select(mask, x, 2.0), [x])


# What is not finite, or has no finite slope, at 0, beside a branch that is fine there
POISON = {
    "sqrt": lambda m, x: m.sqrt(x),
    "sqrt of a negative": lambda m, x: m.sqrt(m.sub(x, 1.0)),
    "inversesqrt": lambda m, x: m.inversesqrt(x),
    "division": lambda m, x: m.div(1.0, x),
    "0 / 0": lambda m, x: m.div(x, x),
    "infinity times": lambda m, x: m.mul(m.div(1.0, x), x),
    "infinity times a number": lambda m, x: m.mul(m.div(1.0, x), 3.0),
    "log": lambda m, x: m.log(x),
    "log2 of a negative": lambda m, x: m.log2(m.sub(x, 1.0)),
    "pow": lambda m, x: m.pow(x, 0.5),
    "pow of a negative": lambda m, x: m.pow(m.sub(x, 1.0), 3.0),
    "pow of lanes": lambda m, x: m.pow(x, x),
    "exp": lambda m, x: m.exp(m.add(x, 1000.0)),
    "cosh": lambda m, x: m.cosh(m.add(x, 1000.0)),
    "acos": lambda m, x: m.acos(m.add(x, 1.0)),
    "asin": lambda m, x: m.asin(m.add(x, 2.0)),
    "atanh": lambda m, x: m.atanh(m.add(x, 1.0)),
    "acosh": lambda m, x: m.acosh(m.add(x, 1.0)),
    "atan2": lambda m, x: m.atan2(x, x),
    "sin of infinity": lambda m, x: m.sin(m.div(1.0, x)),
    "tan": lambda m, x: m.tan(m.div(1.0, x)),
    "mod": lambda m, x: m.mod(x, x),
    "smoothstep": lambda m, x: m.smoothstep(x, m.mul(x, 2.0), m.mul(x, 3.0)),
    "mix": lambda m, x: m.mix(m.div(1.0, x), x, x),
    "clamp": lambda m, x: m.clamp(m.div(x, x), 0.0, 1.0),
    "length": lambda m, x: resolve("length", (vector("float", 2),)).call(m, [x, x])[0],
    "normalize": lambda m, x: resolve("normalize", (vector("float", 2),)).call(m, [x, x])[0],
}


@pytest.mark.parametrize("edges", [None, 1.0])
@pytest.mark.parametrize("name", POISON)
def test_a_branch_that_is_thrown_away_does_not_poison_the_gradient(name, edges):
    """A parameter that all pixels share: one NaN among them would be the whole gradient."""
    m, shift = Lanes(edges=edges), torch.zeros(1, 1, 1, requires_grad=True)
    x = m.add(torch.tensor([-4.0, -2.0, 0.0, 2.0, 4.0]).reshape(1, 1, 5), shift)
    is_far = torch.tensor([True, True, False, True, True]).reshape(1, 1, 5)
    chosen = m.select(is_far, m.mul(x, 2.0), POISON[name](m, x))
    total = m.select(is_far, chosen, 0.0).sum()
    assert torch.autograd.grad(total, shift)[0].item() == 8.0


@pytest.mark.parametrize("name", POISON)
def test_gradients_are_finite_where_slopes_are_not(name):
    m, shift = Lanes(), torch.zeros(1, 1, 1, requires_grad=True)
    found = POISON[name](m, m.add(torch.zeros(1, 1, 1), shift))
    assert torch.autograd.grad(found, shift, torch.ones_like(found), allow_unused=True)[0].isfinite().all()


@pytest.mark.parametrize("name", [*SMOOTH, "floor", "ceil", "step"])
def test_what_needs_a_gradient_has_the_value_of_what_needs_none(name):
    m, ranges = Lanes(), SMOOTH.get(name, [(-2.0, 2.0), (-2.0, 2.0)][: 1 + (name == "step")])
    plain = [drawn(*range_, (1, 4, 64), seed).detach().to(torch.float32) for seed, range_ in enumerate(ranges)]
    with_gradient = getattr(m, name)(*(lane.clone().requires_grad_() for lane in plain))
    assert torch.equal(with_gradient, getattr(m, name)(*plain)) and not getattr(m, name)(*plain).requires_grad


def row(width=9):
    """x of pixels around 0, one apart."""
    return torch.arange(float(width)).reshape(1, 1, width) - width // 2


@pytest.mark.parametrize("width", [1.0, 2.0, 4.0])
def test_a_soft_comparison_turns_over_its_width_in_pixels(width):
    m, x = Lanes(edges=width), row()
    expected = torch.clamp(-x / width + 0.5, 0.0, 1.0)
    assert torch.allclose(m.less(x, 0.0), expected) and torch.allclose(m.greater(0.0, x), expected)
    assert torch.allclose(m.greater_equal(x, 0.0), 1.0 - expected) and torch.allclose(m.step(0.0, x), 1.0 - expected)
    assert torch.allclose(m.less(m.mul(x, 7.0), 0.0), expected)  # whatever the scale


def test_a_soft_edge_has_the_slope_of_its_line():
    m, edge = Lanes(edges=2.0), torch.zeros(1, 1, 1, requires_grad=True)
    (slope,) = torch.autograd.grad(m.step(edge, row() + 0.25).sum(), edge)
    assert slope.item() == -1.0  # moving the edge by a pixel moves as many pixels as it is long


def test_where_nothing_changes_a_soft_comparison_is_the_hard_one():
    m, x = Lanes(edges=1.0), torch.full((1, 1, 1), 2.0)
    assert m.less(x, 2.0).item() == 0.0 and m.less_equal(x, 2.0).item() == 1.0
    assert m.less(x, 2.5).item() == 1.0 and m.greater(x, 2.5).item() == 0.0 and m.less(1.0, 2.0) is True


def test_a_soft_floor_is_the_hard_one_between_the_integers_and_has_a_slope_at_them():
    m, x = Lanes(edges=1.0), (row(33) / 8).requires_grad_()
    soft, hard = m.floor(x), torch.floor(x.detach())
    is_between = (x - x.round()).abs() > 1 / 8
    assert torch.equal(soft[is_between], hard[is_between]) and (soft - hard).abs().max() <= 0.5
    (slope,) = torch.autograd.grad(soft.sum(), x)
    assert slope[0, 0, 16] == 8.0 and (slope[is_between] == 0.0).all()
    assert torch.equal(m.ceil(x)[is_between], torch.ceil(x.detach())[is_between])
    assert torch.allclose(m.fract(x)[is_between], (x.detach() - hard)[is_between])


def test_nan_beside_a_soft_edge_stays_where_it_is():
    m, x = Lanes(edges=2.0), torch.tensor([-2.0, -1.0, 0.25, float("nan"), 2.0, float("inf"), 3.0]).reshape(1, 1, 7)
    assert m.greater(x, 0.0).flatten().tolist() == pytest.approx([0.0, 0.1, 1.0, 0.0, 1.0, 1.0, 1.0], rel=1e-6)


def test_soft_bools_are_weights():
    m = Lanes(edges=1.0)
    a, b = torch.tensor([0.0, 0.25, 1.0]).reshape(1, 1, 3), torch.tensor([0.5, 0.5, 0.5]).reshape(1, 1, 3)
    assert m.both(a, b).flatten().tolist() == [0.0, 0.125, 0.5] and m.either(a, b).flatten().tolist() == [0.5, 0.625, 1.0]
    assert m.differs(a, b).flatten().tolist() == [0.5, 0.5, 0.5] and m.invert(a).flatten().tolist() == [1.0, 0.75, 0.0]
    assert m.select(a, 4.0, 8.0).flatten().tolist() == [8.0, 7.0, 4.0]
    assert m.select(a, 4, 8, "int").flatten().tolist() == [8, 8, 4] and m.convert(a, "bool", "int").flatten().tolist() == [0, 0, 1]
    mask = torch.tensor([True, True, False]).reshape(1, 1, 3)
    assert m.both(a, mask).flatten().tolist() == [0.0, 0.25, 0.0] and m.either(mask, a).flatten().tolist() == [1.0, 1.0, 1.0]
    assert m.select(mask, a, b, "bool").flatten().tolist() == [0.0, 0.25, 0.5]
    assert m.any(a) and not m.any(m.mul(a, torch.zeros_like(a)))


def test_a_soft_choice_passes_gradients_to_its_weight_and_its_sides():
    m = Lanes(dtype=torch.float64, edges=1.0)
    weight, yes, no = drawn(0.1, 0.9, (1, 3, 5), 0), drawn(-1.0, 1.0, (2, 1, 1), 1), drawn(-1.0, 1.0, (1, 3, 5), 2)
    assert torch.autograd.gradcheck(lambda *lanes: m.select(*lanes), [weight, yes, no])
