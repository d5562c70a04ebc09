"""Operations as OpenGL's compiler and llvmpipe make them of numbers, of NaN, infinity and zero, and of what amplifies an ulp.

Oracle: OpenGL by the exact renderer, bit by bit.
"""

import numpy as np
import pytest
import torch

from tests.languages.glsl.twin import gl
from vlcritic.languages.glsl import GlslRenderer
from vlcritic.languages.glsl.twin.builtins import resolve
from vlcritic.languages.glsl.twin.lanes import Lanes
from vlcritic.languages.glsl.twin.types import FLOAT, vector

pytestmark = pytest.mark.gl


@pytest.fixture(scope="module")
def render():
    with GlslRenderer(size=gl.SIZE, workers=1, timeout_s=30) as renderer:
        yield renderer


# Where the compiler sees a number, it computes another way
OF_NUMBERS = {
    "mix(a, b, 0.3)": lambda m, a, b, c: m.mix(a, b, m.number(0.3)),
    "mix(a, b, 0.0)": lambda m, a, b, c: m.mix(a, b, 0.0),
    "mix(a, 1.0, c)": lambda m, a, b, c: m.mix(a, 1.0, c),
    "mix(a, -1.0, c)": lambda m, a, b, c: m.mix(a, -1.0, c),
    "mix(a, 0.0, c)": lambda m, a, b, c: m.mix(a, 0.0, c),
    "mix(1.0, b, c)": lambda m, a, b, c: m.mix(1.0, b, c),
    "mix(0.0, b, c)": lambda m, a, b, c: m.mix(0.0, b, c),
    "mix(a, 0.7, c)": lambda m, a, b, c: m.mix(a, m.number(0.7), c),
    "mix(0.7, b, c)": lambda m, a, b, c: m.mix(m.number(0.7), b, c),
    "mix(0.2, 0.7, c)": lambda m, a, b, c: m.mix(m.number(0.2), m.number(0.7), c),
    "mix(1.0, 0.3, c)": lambda m, a, b, c: m.mix(1.0, m.number(0.3), c),
    "smoothstep(0.3, 1.7, a)": lambda m, a, b, c: m.smoothstep(m.number(0.3), m.number(1.7), a),
    "smoothstep(0.0, 20.0, a)": lambda m, a, b, c: m.smoothstep(0.0, 20.0, a),
    "smoothstep(20.0, 0.0, a)": lambda m, a, b, c: m.smoothstep(20.0, 0.0, a),
    "smoothstep(0.3, 9.7, a - 0.2)": lambda m, a, b, c: m.smoothstep(m.number(0.3), m.number(9.7), m.sub(a, m.number(0.2))),
    "smoothstep(a, b, 1.0)": lambda m, a, b, c: m.smoothstep(a, b, 1.0),
    "clamp(a, -1.5, 2.5)": lambda m, a, b, c: m.clamp(a, -1.5, 2.5),
    "clamp(a, b, 2.5)": lambda m, a, b, c: m.clamp(a, b, 2.5),
    "min(a, 0.5)": lambda m, a, b, c: m.min(a, 0.5),
    "max(0.5, a)": lambda m, a, b, c: m.max(0.5, a),
    "step(0.5, a)": lambda m, a, b, c: m.step(0.5, a),
    "mod(a, 0.7)": lambda m, a, b, c: m.mod(a, m.number(0.7)),
    "mod(7.0, a)": lambda m, a, b, c: m.mod(7.0, a),
    "a / 0.3": lambda m, a, b, c: m.div(a, m.number(0.3)),
    "0.3 / a": lambda m, a, b, c: m.div(m.number(0.3), a),
    "pow(a, 1.0)": lambda m, a, b, c: m.pow(a, 1.0),
    "pow(a, 2.0)": lambda m, a, b, c: m.pow(a, 2.0),
    "pow(a, 4.0)": lambda m, a, b, c: m.pow(a, 4.0),
    "pow(-2.0, 3.0)": lambda m, a, b, c: m.pow(-2.0, 3.0),
    "pow(0.0, 0.0)": lambda m, a, b, c: m.pow(0.0, 0.0),
    "smoothstep(0.5, 0.5, a)": lambda m, a, b, c: m.smoothstep(0.5, 0.5, a),
    "pow(a, 0.0)": lambda m, a, b, c: m.pow(a, 0.0),
    "refract(vec2(a, b), vec2(c, 0.5), 0.7).x": lambda m, a, b, c: resolve("refract", (vector("float", 2),) * 2 + (FLOAT,)).call(
        m, [a, b], [c, 0.5], [m.number(0.7)]
    )[0],
    "dot(vec3(a, b, c), vec3(12.9898, 78.233, 37.719))": lambda m, a, b, c: gl.vectors("dot")(
        m, [a, b, c], [m.number(12.9898), m.number(78.233), m.number(37.719)]
    ),
    "length(vec2(a, 0.0))": lambda m, a, b, c: gl.vectors("length")(m, [a, 0.0]),
    "radians(a) * 3.0": lambda m, a, b, c: m.mul(gl.built_in("radians")(m, a), 3.0),
    "a * 0.3 * 0.7 * 1.1": lambda m, a, b, c: m.mul(m.mul(m.mul(a, m.number(0.3)), m.number(0.7)), m.number(1.1)),
    "-(a * 0.3) * 0.7": lambda m, a, b, c: m.mul(m.neg(m.mul(a, m.number(0.3))), m.number(0.7)),
    "a + 0.27 + 0.13": lambda m, a, b, c: m.add(m.add(a, m.number(0.27)), m.number(0.13)),
    "a * 0.3 - 0.7 - 0.1": lambda m, a, b, c: m.sub(m.sub(m.mul(a, m.number(0.3)), m.number(0.7)), m.number(0.1)),
    "0.13 - (a + 0.27)": lambda m, a, b, c: m.sub(m.number(0.13), m.add(a, m.number(0.27))),
    "1.0 - a - 0.3": lambda m, a, b, c: m.sub(m.sub(1.0, a), m.number(0.3)),
    "(a * 0.3 + 0.7) * 0.9": lambda m, a, b, c: m.mul(m.add(m.mul(a, m.number(0.3)), m.number(0.7)), m.number(0.9)),
    "a * 0.3 / 0.7": lambda m, a, b, c: m.div(m.mul(a, m.number(0.3)), m.number(0.7)),
    "a * b + c * a": lambda m, a, b, c: m.add(m.mul(a, b), m.mul(c, a)),
    "a * b - a * c": lambda m, a, b, c: m.sub(m.mul(a, b), m.mul(a, c)),
    "a * b + a * 0.3": lambda m, a, b, c: m.add(m.mul(a, b), m.mul(a, m.number(0.3))),
    "a * a * b + a * c": lambda m, a, b, c: m.add(m.mul(m.mul(a, a), b), m.mul(a, c)),
    "dot(vec2(a), vec2(127.1, 311.7))": lambda m, a, b, c: gl.vectors("dot")(m, [a, a], [m.number(127.1), m.number(311.7)]),
    "sin(a) * 43758.5453": lambda m, a, b, c: m.mul(m.sin(a), m.number(43758.5453)),
    "cos(a) * 43758.5453": lambda m, a, b, c: m.mul(m.cos(a), m.number(43758.5453)),
    "sin(a * 1e5) * 43758.5453": lambda m, a, b, c: m.mul(m.sin(m.mul(a, 1e5)), m.number(43758.5453)),
    "sin(2563.2002)": lambda m, a, b, c: m.sin(m.number(2563.2002)),
    "a + b * 0.3 + c": lambda m, a, b, c: m.add(m.add(a, m.mul(b, m.number(0.3))), c),
}


def test_numbers_among_the_arguments_are_computed_as_opengl_computes_them(render):
    range_ = gl.Range()
    declared = " ".join(f"float {name} = {range_.source('float', slot)};" for slot, name in enumerate("abc"))
    lanes = [range_.lane("float", slot, gl.SIZE) for slot in range(3)]
    for there, (expression, call) in zip(gl.shown_of(render, OF_NUMBERS, declared=declared), OF_NUMBERS.items(), strict=True):
        here = gl.as_array(call(Lanes(), *lanes), "float")
        assert (gl.ulps(there, here) == 0).all(), f"{expression}: {(gl.ulps(there, here) > 0).mean():.2%}"


# Left out, for nobody draws them: sin and cos beyond 1e9, where llvmpipe gives 1 or -1; atan and tanh of NaN, of which it makes numbers;
# what overflows inside of its asinh and acosh; atan(0, 0), 3π/4 there and 0 here
OF_ONE = "floor ceil trunc round roundEven fract sign abs sqrt inversesqrt exp exp2 log log2 normalize length".split()
OF_TWO = {
    **{f"{name}(x, y)": gl.built_in(name) for name in ("min", "max", "step")},
    "mod(x, y)": gl.built_in("mod"),
    "x + y": Lanes.add,
    "x - y": Lanes.sub,
    "x * y": Lanes.mul,
    "x / y": Lanes.div,
    "x - x": lambda m, x, y: m.sub(x, x),
    "x * 0.0": lambda m, x, y: m.mul(x, 0.0),
    "0.0 / x": lambda m, x, y: m.div(0.0, x),
    "clamp(x, 0.0, 1.0)": lambda m, x, y: m.clamp(x, 0.0, 1.0),
    "clamp(x, -2.0, y)": lambda m, x, y: m.clamp(x, -2.0, y),
    "clamp(0.5, x, y)": lambda m, x, y: m.clamp(0.5, x, y),
    "min(x, 0.5)": lambda m, x, y: m.min(x, 0.5),
    "max(x, 0.5)": lambda m, x, y: m.max(x, 0.5),
    "smoothstep(0.0, 1.0, x)": lambda m, x, y: m.smoothstep(0.0, 1.0, x),
    "smoothstep(x, y, 0.5)": lambda m, x, y: m.smoothstep(x, y, 0.5),
    "mix(x, y, 0.0)": lambda m, x, y: m.mix(x, y, 0.0),
    "mix(1.0, 3.0, x)": lambda m, x, y: m.mix(1.0, 3.0, x),
    "normalize(vec2(x, y)).x": lambda m, x, y: gl.vectors("normalize")(m, [x, y]),
    "length(vec2(x, y))": lambda m, x, y: gl.vectors("length")(m, [x, y]),
    "x < y ? 1.0 : 0.0": lambda m, x, y: m.select(m.less(x, y), 1.0, 0.0),
    "x >= y ? 1.0 : 0.0": lambda m, x, y: m.select(m.greater_equal(x, y), 1.0, 0.0),
    "!(x < y) ? 1.0 : 0.0": lambda m, x, y: m.select(m.invert(m.less(x, y)), 1.0, 0.0),
    "x == y ? 1.0 : 0.0": lambda m, x, y: m.select(m.equal(x, y), 1.0, 0.0),
    "x != y ? 1.0 : 0.0": lambda m, x, y: m.select(m.not_equal(x, y), 1.0, 0.0),
    "isnan(x) ? y : x": lambda m, x, y: m.select(m.isnan(x), y, x),
    "isinf(x) ? y : x": lambda m, x, y: m.select(m.isinf(x), y, x),
    "float(bool(x))": lambda m, x, y: m.convert(m.convert(x, "float", "bool"), "bool", "float"),
    "reflect(x, y)": gl.built_in("reflect"),
    "faceforward(1.0, x, y)": lambda m, x, y: gl.built_in("faceforward")(m, 1.0, x, y),
    "pow(x, 2.0)": lambda m, x, y: m.pow(x, 2.0),
    "pow(x, 4.0)": lambda m, x, y: m.pow(x, 4.0),
}


def test_nan_infinity_and_zero_are_what_opengl_makes_of_them(render):
    cases = {f"{name}(x)": lambda m, x, y, name=name: gl.built_in(name)(m, x) for name in OF_ONE} | OF_TWO
    size = len(gl.SPECIAL)
    declared = "float x = special(fragCoord.x); float y = special(fragCoord.y);"
    x, y = gl.every_pair()
    for there, (expression, call) in zip(
        gl.shown_of(render, cases, top=gl.SPECIAL_TOP, declared=declared, size=size), cases.items(), strict=True
    ):
        found = call(Lanes(), x, y)
        here = np.broadcast_to(found.numpy() if isinstance(found, torch.Tensor) else np.float32(found), (1, size, size))[0]
        with np.errstate(invalid="ignore"):
            fine = (gl.ulps(there, here) == 0) | (there == here) | (np.abs(there - here) <= 1e-6 * np.abs(there))
        pairs = [tuple(map(float, pair)) for pair in zip(*(np.broadcast_to(lane, fine.shape)[~fine] for lane in (x[0], y[0])), strict=True)]
        assert fine.all(), f"{expression} of {pairs[:6]}: {there[~fine][:6]}, here {here[~fine][:6]}"


HASH = "float hash(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }\n"


def hashed(m, x, y):
    angle = gl.vectors("dot")(m, [x, y], [m.number(12.9898), m.number(78.233)])
    return m.fract(m.mul(m.sin(angle), m.number(43758.5453)))


def over_picture(call):
    """Of the coordinates of the pixels' centres."""
    x = (torch.arange(256.0) + 0.5).reshape(1, 1, 256)
    return lambda: call(Lanes(), x, x.flip(2).reshape(1, 256, 1))


HASHED = {
    "hash(floor(fragCoord))": over_picture(lambda m, x, y: hashed(m, m.floor(x), m.floor(y))),
    "hash(floor(fragCoord) * 100.0)": over_picture(lambda m, x, y: hashed(m, m.mul(m.floor(x), 100.0), m.mul(m.floor(y), 100.0))),
    "hash(fragCoord / iResolution.xy)": over_picture(lambda m, x, y: hashed(m, m.div(x, 256.0), m.div(y, 256.0))),
    "hash(fragCoord / iResolution.xy * 7.3)": over_picture(
        lambda m, x, y: hashed(m, *(m.mul(m.div(lane, 256.0), m.number(7.3)) for lane in (x, y)))
    ),
}


def test_a_hash_that_amplifies_an_ulp_draws_the_same_noise(render):
    for there, (expression, call) in zip(gl.shown_of(render, HASHED, top=HASH, size=256), HASHED.items(), strict=True):
        assert np.array_equal(there, call().numpy()[0]), expression


def test_derivatives_are_those_of_opengl(render):
    declared = "float q = fragCoord.x * fragCoord.x * 0.5 + fragCoord.y * fragCoord.y * fragCoord.x;"
    x = (torch.arange(8.0) + 0.5).reshape(1, 1, 8)
    y, m = x.flip(2).reshape(1, 8, 1), Lanes()
    q = m.add(m.mul(m.mul(x, x), 0.5), m.mul(m.mul(y, y), x))
    for there, name in zip(
        gl.shown_of(render, ["dFdx(q)", "dFdy(q)", "fwidth(q)"], declared=declared, size=8), ("dFdx", "dFdy", "fwidth"), strict=True
    ):
        assert np.array_equal(there, gl.built_in(name)(m, q).numpy()[0]), name
