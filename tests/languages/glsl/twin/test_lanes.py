"""Arithmetic of lanes. Oracles: closed forms, numpy's int32 and uint32, the tensor operation for what is folded, finite differences."""

import gc
import math
import weakref

import numpy as np
import pytest
import torch

from vlcritic.languages.glsl.twin.lanes import Lanes, kernels

INF, NAN = math.inf, math.nan
ONE = "neg abs sign floor ceil trunc round round_even fract sqrt inversesqrt exp exp2 log log2 sin cos tan asin acos atan".split()
ONE += "sinh cosh tanh asinh acosh atanh isnan isinf".split()
TWO = "add sub mul div mod min max step atan2 less less_equal greater greater_equal equal not_equal".split()
THREE = "clamp mix smoothstep fma".split()
TWO_OF_NUMPY = ("arctan2", "fmin", "fmax", "less", "less_equal", "greater", "greater_equal", "equal", "not_equal")
FLOATS = [0.0, -0.0, 0.25, -0.75, 1.0, -1.0, 1.5, 2.5, -2.5, 7.3, -100.7, 1e-3, 1e30, INF, -INF, NAN]


def lane(*values, dtype=torch.float32):
    """One row of pixels."""
    return torch.tensor(values, dtype=dtype).reshape(1, 1, -1)


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b))


def listed(found):
    return found.flatten().tolist()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("name", [name for name in ONE + TWO + THREE if name != "mix"])  # which has a form of its own for numbers
def test_a_folded_number_is_what_a_tensor_of_it_gives(name, dtype):
    m = Lanes(dtype=dtype)
    rng = np.random.default_rng(0)
    count = 1 if name in ONE else 2 if name in TWO else 3
    for numbers in rng.choice(FLOATS, size=(200, count)).tolist():
        numbers = [m.number(x) for x in numbers]
        if name == "smoothstep" and numbers[0] == numbers[1]:
            continue  # folded by Mesa to 0, whatever the third
        folded = getattr(m, name)(*numbers)
        of_tensors = getattr(m, name)(*(lane(x, dtype=dtype) for x in numbers))
        if name in ONE and type(folded) is float:  # numpy may compute an array otherwise than a number: numpy 1 is two ulps apart at times
            of_tensors = folded if math.isclose(folded, of_tensors, rel_tol=4e-7, abs_tol=1.2e-7) else of_tensors
        assert type(folded) in (float, bool) and same(folded, float(of_tensors)), numbers


@pytest.mark.parametrize("name", TWO + THREE)
def test_a_number_beside_a_tensor_is_the_tensor_of_that_number(name):
    """Of finite numbers; an ulp for mix, which has a form of its own for numbers."""
    m = Lanes()
    rng = np.random.default_rng(1)
    finite = [x for x in FLOATS if math.isfinite(x) and abs(x) < 1e6]
    count = 2 if name in TWO else 3
    for numbers in rng.choice(finite, size=(200, count)).tolist():
        numbers = [m.number(x) for x in numbers]
        if name in ("div", "mod", "smoothstep") and 0.0 in (numbers[0], numbers[-1], numbers[1], numbers[0] - numbers[1]):
            continue
        whole = float(getattr(m, name)(*(lane(x) for x in numbers)))
        for place in range(count):
            mixed = getattr(m, name)(*(lane(x) if place == at else x for at, x in enumerate(numbers)))
            assert float(mixed) == pytest.approx(whole, rel=1e-6, abs=1e-4 if name == "mix" else 1e-7), (numbers, place)


def test_numbers_are_rounded_to_float32_and_overflow_to_infinity():
    m = Lanes()
    assert m.number(0.1) == float(np.float32(0.1)) != 0.1
    assert m.number(1e300) == INF and m.mul(m.number(3e38), 10.0) == INF
    assert m.add(1.0, m.number(1e-9)) == 1.0
    assert Lanes(dtype=torch.float64).number(0.1) == 0.1


def test_a_division_by_zero_gives_infinity_or_nan():
    m = Lanes()
    assert m.div(1.0, 0.0) == INF and m.div(-1.0, 0.0) == -INF and math.isnan(m.div(0.0, 0.0))
    assert math.isnan(m.mod(1.0, 0.0)) and math.isnan(m.sqrt(-1.0)) and m.log(0.0) == -INF and m.inversesqrt(0.0) == INF


def test_functions_have_their_known_values():
    m = Lanes(dtype=torch.float64)
    x = lane(-2.5, -0.5, 0.5, 1.5, dtype=torch.float64)
    assert listed(m.round(x)) == [-2.0, 0.0, 0.0, 2.0]
    assert listed(m.fract(x)) == [0.5, 0.5, 0.5, 0.5] and listed(m.trunc(x)) == [-2.0, 0.0, 0.0, 1.0]
    assert listed(m.mod(x, 2.0)) == [1.5, 1.5, 0.5, 1.5] and listed(m.mod(x, -2.0)) == [-0.5, -0.5, -1.5, -0.5]
    assert listed(m.step(0.5, x)) == [0.0, 0.0, 1.0, 1.0] and listed(m.sign(x)) == [-1.0, -1.0, 1.0, 1.0]
    assert listed(m.smoothstep(0.0, 2.0, x)) == [0.0, 0.0, 0.15625, 0.84375]
    assert m.exp(1.0) == pytest.approx(math.e, rel=1e-15) and m.atan2(1.0, -1.0) == 3 * math.pi / 4
    assert m.asin(0.5) == pytest.approx(math.pi / 6, rel=1e-15) and m.pow(2.0, 10.0) == 1024.0


def test_a_power_of_a_negative_number_is_nan_but_its_square_is_not():
    m, x = Lanes(), lane(-2.0, 0.0, 2.0)
    assert np.isnan(listed(m.pow(x, 3.0))[0]) and listed(m.pow(x, 3.0))[1:] == [0.0, 8.0]
    assert listed(m.pow(x, 2.0)) == [4.0, 0.0, 4.0] and listed(m.pow(x, 1.0)) == [-2.0, 0.0, 2.0]
    assert listed(m.pow(x, -1.0))[1:] == [0.0, 0.5]  # llvmpipe makes 0 to any power 0


def test_what_broadcasts_stays_small():
    m, x, y = Lanes(), torch.rand(1, 1, 8), torch.rand(1, 6, 1)
    for name in ("sin", "sqrt", "floor", "asin", "trunc"):
        assert getattr(m, name)(x).shape == (1, 1, 8), name
    assert m.less(x, 0.5).shape == (1, 1, 8) and m.max(x, 0.5).shape == (1, 1, 8)
    assert m.select(m.less(x, 0.5), x, 1.0).shape == (1, 1, 8)
    assert m.select(m.less(x, 0.5), torch.rand(3, 1, 1), y).shape == (3, 6, 8)
    assert m.dfdx(y) == 0.0 and m.dfdy(x) == 0.0 and m.dfdx(2.0) == 0.0


def test_neutral_numbers_cost_nothing():
    m, x = Lanes(), torch.rand(1, 1, 8)
    assert m.add(x, 0.0) is x and m.sub(x, 0.0) is x and m.mul(1.0, x) is x and m.div(x, 1.0) is x
    assert m.mul(x, 0.0) == 0.0 and m.sub(x, x) == 0.0 and m.both(True, x) is x and m.either(False, x) is x
    assert m.select(m.less(x, 0.5), x, x) is x


def test_derivatives_are_differences_of_quads_with_y_upwards():
    m = Lanes()
    x = torch.arange(4.0).reshape(1, 1, 4)
    y = torch.arange(4.0).flip(0).reshape(1, 4, 1)  # rows run down
    assert listed(m.dfdx(x * x)) == [1.0, 1.0, 5.0, 5.0] and listed(m.dfdy(y * y)) == [5.0, 5.0, 1.0, 1.0]
    assert m.dfdx(x * y).shape == (1, 4, 4) and torch.equal(m.dfdx(x * y), y.expand(1, 4, 4))


@pytest.mark.parametrize("kind", ["float", "int", "uint", "bool"])
def test_select_takes_lanes_and_numbers_of_every_kind(kind):
    m = Lanes()
    mask = torch.tensor([True, False]).reshape(1, 1, 2)
    yes, no = {"float": (NAN, 2.5), "int": (-3, 4), "uint": (4294967295, 4), "bool": (False, True)}[kind]
    for left in (yes, lane(yes, yes, dtype=m.dtype_of(kind))):
        for right in (no, lane(no, no, dtype=m.dtype_of(kind))):
            found = m.select(mask, left, right, kind)
            assert found.dtype == m.dtype_of(kind) and all(map(same, listed(found), (yes, no)))
    assert m.select(True, yes, no, kind) is yes and m.select(False, yes, no, kind) is no


def test_bools_follow_their_tables():
    m = Lanes()
    a, b = (torch.tensor(x).reshape(1, 1, 4) for x in ([True, True, False, False], [True, False, True, False]))
    tables = {"both": [True, False, False, False], "either": [True, True, True, False], "differs": [False, True, True, False]}
    for name, table in tables.items():
        assert listed(getattr(m, name)(a, b)) == table
        for x in (True, False):
            of_number, of_tensor = getattr(m, name)(a, x), getattr(m, name)(a, torch.full_like(a, x))
            assert listed(torch.as_tensor(of_number).expand_as(a)) == listed(of_tensor)
    assert listed(m.invert(a)) == [False, False, True, True] and m.invert(True) is False
    assert m.any(a) and not m.any(m.both(a, m.invert(a))) and m.any(True) and not m.any(False)


def test_a_loop_keeps_no_more_alive_than_its_value():
    m, x = Lanes(), torch.rand(1, 1, 8)
    made = []
    for _ in range(10):
        x = m.add(m.mul(x, m.number(0.9)), m.number(0.1))
        made.append(weakref.ref(x))
    gc.collect()
    assert sum(reference() is not None for reference in made) <= 2


@pytest.mark.parametrize("name", [name for name, found in vars(kernels).items() if isinstance(found, kernels.Kernel)])
def test_torch_computes_elsewhere_what_numpy_computes_on_the_cpu(name):
    kernel, shape = getattr(kernels, name), (1, 8, 64)
    count = kernel.formula.__code__.co_argcount - 1 or (2 if name in TWO_OF_NUMPY else 1)
    rng = np.random.default_rng(0)
    low, high = {"arccosh": (1.0, 3.0), "log": (0.1, 3.0), "log2": (0.1, 3.0), "power": (0.1, 3.0)}.get(name, (-0.99, 0.99))
    lanes = [torch.from_numpy(rng.uniform(low, high, shape).astype(np.float32)) for _ in range(count)]
    assert torch.allclose(kernel(*lanes), kernel.formula(torch, *lanes), rtol=1e-5, atol=1e-6, equal_nan=True)


def test_float64_stays_float64():
    m, x = Lanes(dtype=torch.float64), lane(0.25, 0.75, dtype=torch.float64)
    for name in ONE:
        assert getattr(m, name)(x).dtype in (torch.float64, torch.bool), name
    assert m.select(m.less(x, 0.5), 1.0, 2.0).dtype == torch.float64 and m.step(0.5, x).dtype == torch.float64


TURNS = {
    "sin(x * 3)": lambda m, x, y: m.sin(m.mul(x, 3.0)),
    "sin(x * y) + 1": lambda m, x, y: m.add(m.sin(m.mul(x, y)), 1.0),
    "x * y": lambda m, x, y: m.mul(x, y),
    "(x * y + 1) * 3": lambda m, x, y: m.mul(m.add(m.mul(x, y), 1.0), 3.0),
    "(x + 1) * y * 3": lambda m, x, y: m.mul(m.mul(m.add(x, 1.0), y), 3.0),
    "sin(cos(x))": lambda m, x, y: m.sin(m.cos(x)),
}


@pytest.mark.parametrize("turn", TURNS)
def test_a_value_of_a_loop_does_not_keep_what_came_before_it_alive(turn):
    m, x, y = Lanes(), lane(0.1, 0.2), lane(0.3, 0.4)
    first = weakref.ref(x)
    for _ in range(5):
        x = TURNS[turn](m, x, y)
    assert first() is None


@pytest.mark.parametrize("name", ["sin", "cos"])
def test_the_exact_wave_of_a_hash_is_an_ulp_from_the_wave_at_most_and_has_its_slope(name):
    m = Lanes()
    x = torch.linspace(-1e3, 1e3, 4001).reshape(1, 1, -1).requires_grad_()
    wave, hashing = getattr(m, name)(x), m.mul(getattr(m, name)(x), 1024.0)
    assert (hashing / 1024.0 - wave).abs().max() <= 6.0e-8
    (there,), (here,) = (torch.autograd.grad(lane.sum(), x) for lane in (wave, hashing))
    assert torch.equal(1024.0 * there, here)


@pytest.mark.parametrize("name", ["sin", "cos"])
def test_the_exact_wave_of_no_number_is_none(name):
    m = Lanes()
    assert all(map(math.isnan, listed(m.mul(getattr(m, name)(lane(math.inf, -math.inf, math.nan)), 1024.0))))
