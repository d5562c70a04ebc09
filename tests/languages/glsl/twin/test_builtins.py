"""The built-in functions. Oracle: OpenGL by the exact renderer, lane by lane and bit by bit; the specification for what there is."""

import numpy as np
import pytest
import torch

from tests.languages.glsl.twin import gl
from vlcritic.languages.glsl import GlslRenderer
from vlcritic.languages.glsl.twin.builtins import FUNCTIONS, Mismatch, multiply, resolve
from vlcritic.languages.glsl.twin.lanes import Lanes
from vlcritic.languages.glsl.twin.types import BOOL, FLOAT, INT, UINT, matrix, vector


@pytest.fixture(scope="module")
def render():
    with GlslRenderer(size=gl.SIZE, workers=1, timeout_s=30) as renderer:
        yield renderer


UNIT = gl.Range(-6, -1)  # the inside of (-1, 1)
RANGES = {
    "asin": UNIT,
    "acos": UNIT,
    "atanh": UNIT,
    "acosh": gl.Range(0, 6, is_signed=False),
    "log": gl.Range(-10, 10, is_signed=False),
    "log2": gl.Range(-10, 10, is_signed=False),
    "sqrt": gl.Range(-10, 10, is_signed=False),
    "inversesqrt": gl.Range(-10, 10, is_signed=False),
    "pow": gl.Range(-3, 2, is_signed=False),
    "exp": gl.Range(-3, 3),
    "sinh": gl.Range(-3, 2),
    "cosh": gl.Range(-3, 2),
    "smoothstep": gl.Range(-3, 0),
    "refract": UNIT,
    "sin": gl.Range(-3, 12),
    "cos": gl.Range(-3, 12),
    "round": gl.Range(-2, 5),
}

# Largest difference, relative or absolute, whichever allows more. None: the same bits. Measured, times 1.5; llvmpipe's polynomials
# are the reason: of exp2 (3 ulps) and log2 (1e-6 near 1) in all that is made of them, of atan (3.3e-6)
TOLERANCE = {
    **dict.fromkeys(["sin", "cos"], (0, 1.2e-7)),
    "tan": (4e-7, 0),
    **dict.fromkeys(["asin", "acos"], (0, 4e-7)),
    "atan": (0, 5e-6),
    **dict.fromkeys(["exp", "exp2"], (5e-7, 0)),
    **dict.fromkeys(["log", "log2"], (2e-7, 1.5e-6)),
    "pow": (5e-6, 0),
    **dict.fromkeys(["sinh", "cosh", "tanh"], (1e-6, 5e-7)),
    **dict.fromkeys(["asinh", "acosh", "atanh"], (5e-7, 2e-6)),
}


def argument(type_, slot, range_):
    """GLSL source of a value of a type, and its lanes."""
    kinds = type_.kinds
    parts = [range_.source(kind, slot + place) for place, kind in enumerate(kinds)]
    return f"{type_}({', '.join(parts)})", [range_.lane(kind, slot + place, gl.SIZE) for place, kind in enumerate(kinds)]


def component(name, type_, place):
    if type_.is_matrix:
        return f"{name}[{place // type_.rows}][{place % type_.rows}]"
    return name if type_.is_scalar else f"{name}[{place}]"


def arguments_of(name, overload):
    sources, lanes, slot = [], [], 0
    for type_ in overload.parameters:
        source, of_type = argument(type_, slot, RANGES.get(name, gl.Range()))
        slot += len(of_type)
        sources.append(source)
        lanes.append(of_type)
    return sources, lanes


def body_of(name, overload, sources):
    """Statements that store every lane of the result, then of what comes out."""
    declared = [f"{type_} p{place} = {source};" for place, (type_, source) in enumerate(zip(overload.parameters, sources, strict=True))]
    call = f"{overload.result} r = {name}({', '.join(f'p{place}' for place in range(len(sources)))});"
    shown = [("r", overload.result), *((f"p{place}", overload.parameters[place]) for place in overload.out)]
    places = [(component(which, type_, place), type_.kind) for which, type_ in shown for place in range(type_.lanes)]
    stores = [f"lanes[{number}] = {gl.stored(source, kind)};" for number, (source, kind) in enumerate(places)]
    return "\n    ".join([*declared, call, *stores]), tuple(kind for _, kind in places)


def is_near(there, here, kind, tolerance):
    if kind != "float" or tolerance is None:
        return gl.ulps(there, here) == 0 if kind == "float" else there == here
    relative, absolute = tolerance
    with np.errstate(invalid="ignore"):
        distance = np.abs(there.astype(np.float64) - here)
    return (distance <= np.maximum(relative * np.abs(there), absolute)) | (gl.ulps(there, here) == 0)


def as_array(lane, kind):
    dtype = {"float": np.float32, "int": np.int32, "uint": np.uint32, "bool": np.bool_}[kind]
    whole = lane.numpy().astype(dtype) if isinstance(lane, torch.Tensor) else np.full((1, 1, 1), lane, dtype)
    return np.broadcast_to(whole, (1, gl.SIZE, gl.SIZE))[0]


@pytest.mark.gl
@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_overload_equals_opengl(render, name):
    overloads = FUNCTIONS[name]
    arguments = [arguments_of(name, overload) for overload in overloads]
    bodies = [body_of(name, overload, sources) for overload, (sources, _) in zip(overloads, arguments, strict=True)]
    pictures = render.views([gl.reading(*body) for body in bodies], [gl.views(len(kinds)) for _, kinds in bodies])
    for overload, (_, lanes), (_, kinds), shown in zip(overloads, arguments, bodies, pictures, strict=True):
        assert isinstance(shown, list), f"{name}({', '.join(map(str, overload.parameters))}): {shown}"
        found = overload.call(Lanes(), *lanes)
        assert len(found) == len(kinds)
        for there, lane, kind in zip(gl.values(shown, kinds), found, kinds, strict=True):
            here = as_array(lane, kind)
            fine = is_near(there, here, kind, TOLERANCE.get(name))
            assert fine.all(), (
                f"{name}({', '.join(map(str, overload.parameters))}): {(~fine).mean():.2%}, {there[~fine][:4]} {here[~fine][:4]}"
            )


def shown_of(render, expressions, *, top="", declared="", size=gl.SIZE):
    """What OpenGL makes of float expressions: one program for each, which the compiler sees alone."""
    programs = [gl.reading(f"{declared} lanes[0] = floatBitsToUint({expression});", ("float",), top=top) for expression in expressions]
    pictures = render.views(programs, [gl.views(1, size)] * len(programs))
    for expression, shown in zip(expressions, pictures, strict=True):
        assert isinstance(shown, list), f"{expression}: {shown}"
    return [gl.values(shown, ("float",))[0] for shown in pictures]


def built_in(name):
    """The function of lanes of floats, all scalars."""

    def call(m, *lanes):
        return resolve(name, (FLOAT,) * len(lanes)).call(m, *([lane] for lane in lanes))[0]

    return call


def vectors(name):
    """The first lane of the function of vectors."""

    def call(m, *values):
        return resolve(name, tuple(vector("float", len(value)) for value in values)).call(m, *values)[0]

    return call


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
    "dot(vec3(a, b, c), vec3(12.9898, 78.233, 37.719))": lambda m, a, b, c: vectors("dot")(
        m, [a, b, c], [m.number(12.9898), m.number(78.233), m.number(37.719)]
    ),
    "length(vec2(a, 0.0))": lambda m, a, b, c: vectors("length")(m, [a, 0.0]),
    "radians(a) * 3.0": lambda m, a, b, c: m.mul(built_in("radians")(m, a), 3.0),
    "a * 0.3 * 0.7 * 1.1": lambda m, a, b, c: m.mul(m.mul(m.mul(a, m.number(0.3)), m.number(0.7)), m.number(1.1)),
    "-(a * 0.3) * 0.7": lambda m, a, b, c: m.mul(m.neg(m.mul(a, m.number(0.3))), m.number(0.7)),
    "a + 0.27 + 0.13": lambda m, a, b, c: m.add(m.add(a, m.number(0.27)), m.number(0.13)),
    "a * 0.3 - 0.7 - 0.1": lambda m, a, b, c: m.sub(m.sub(m.mul(a, m.number(0.3)), m.number(0.7)), m.number(0.1)),
    "0.13 - (a + 0.27)": lambda m, a, b, c: m.sub(m.number(0.13), m.add(a, m.number(0.27))),
    "1.0 - a - 0.3": lambda m, a, b, c: m.sub(m.sub(1.0, a), m.number(0.3)),
    "(a * 0.3 + 0.7) * 0.9": lambda m, a, b, c: m.mul(m.add(m.mul(a, m.number(0.3)), m.number(0.7)), m.number(0.9)),
    "a * 0.3 / 0.7": lambda m, a, b, c: m.div(m.mul(a, m.number(0.3)), m.number(0.7)),
    "a + b * 0.3 + c": lambda m, a, b, c: m.add(m.add(a, m.mul(b, m.number(0.3))), c),
}


@pytest.mark.gl
def test_numbers_among_the_arguments_are_computed_as_opengl_computes_them(render):
    range_ = gl.Range()
    declared = " ".join(f"float {name} = {range_.source('float', slot)};" for slot, name in enumerate("abc"))
    lanes = [range_.lane("float", slot, gl.SIZE) for slot in range(3)]
    for there, (expression, call) in zip(shown_of(render, OF_NUMBERS, declared=declared), OF_NUMBERS.items(), strict=True):
        here = as_array(call(Lanes(), *lanes), "float")
        assert (gl.ulps(there, here) == 0).all(), f"{expression}: {(gl.ulps(there, here) > 0).mean():.2%}"


# Left out, for nobody draws them: sin and cos beyond 1e9, where llvmpipe gives 1 or -1; atan and tanh of NaN, of which it makes numbers;
# what overflows inside of its asinh and acosh; atan(0, 0), 3π/4 there and 0 here
OF_ONE = "floor ceil trunc round roundEven fract sign abs sqrt inversesqrt exp exp2 log log2 normalize length".split()
OF_TWO = {
    **{f"{name}(x, y)": built_in(name) for name in ("min", "max", "step")},
    "mod(x, y)": built_in("mod"),
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
    "normalize(vec2(x, y)).x": lambda m, x, y: vectors("normalize")(m, [x, y]),
    "length(vec2(x, y))": lambda m, x, y: vectors("length")(m, [x, y]),
    "x < y ? 1.0 : 0.0": lambda m, x, y: m.select(m.less(x, y), 1.0, 0.0),
    "x >= y ? 1.0 : 0.0": lambda m, x, y: m.select(m.greater_equal(x, y), 1.0, 0.0),
    "!(x < y) ? 1.0 : 0.0": lambda m, x, y: m.select(m.invert(m.less(x, y)), 1.0, 0.0),
    "x == y ? 1.0 : 0.0": lambda m, x, y: m.select(m.equal(x, y), 1.0, 0.0),
    "x != y ? 1.0 : 0.0": lambda m, x, y: m.select(m.not_equal(x, y), 1.0, 0.0),
    "isnan(x) ? y : x": lambda m, x, y: m.select(m.isnan(x), y, x),
    "isinf(x) ? y : x": lambda m, x, y: m.select(m.isinf(x), y, x),
    "float(bool(x))": lambda m, x, y: m.convert(m.convert(x, "float", "bool"), "bool", "float"),
    "reflect(x, y)": built_in("reflect"),
    "faceforward(1.0, x, y)": lambda m, x, y: built_in("faceforward")(m, 1.0, x, y),
    "pow(x, 2.0)": lambda m, x, y: m.pow(x, 2.0),
    "pow(x, 4.0)": lambda m, x, y: m.pow(x, 4.0),
}


@pytest.mark.gl
def test_nan_infinity_and_zero_are_what_opengl_makes_of_them(render):
    cases = {f"{name}(x)": lambda m, x, y, name=name: built_in(name)(m, x) for name in OF_ONE} | OF_TWO
    size = len(gl.SPECIAL)
    declared = "float x = special(fragCoord.x); float y = special(fragCoord.y);"
    x, y = gl.every_pair()
    for there, (expression, call) in zip(
        shown_of(render, cases, top=gl.SPECIAL_TOP, declared=declared, size=size), cases.items(), strict=True
    ):
        found = call(Lanes(), x, y)
        here = np.broadcast_to(found.numpy() if isinstance(found, torch.Tensor) else np.float32(found), (1, size, size))[0]
        with np.errstate(invalid="ignore"):
            fine = (gl.ulps(there, here) == 0) | (there == here) | (np.abs(there - here) <= 1e-6 * np.abs(there))
        pairs = [tuple(map(float, pair)) for pair in zip(*(np.broadcast_to(lane, fine.shape)[~fine] for lane in (x[0], y[0])), strict=True)]
        assert fine.all(), f"{expression} of {pairs[:6]}: {there[~fine][:6]}, here {here[~fine][:6]}"


HASH = "float hash(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }\n"


def hashed(m, x, y):
    angle = vectors("dot")(m, [x, y], [m.number(12.9898), m.number(78.233)])
    return m.fract(m.mul(m.sin(angle), m.number(43758.5453)))


def over_picture(call):
    """Of the coordinates of the pixels' centres."""
    x = (torch.arange(256.0) + 0.5).reshape(1, 1, 256)
    return lambda: call(Lanes(), x, x.flip(2).reshape(1, 256, 1))


HASHED = {
    "hash(floor(fragCoord))": over_picture(lambda m, x, y: hashed(m, m.floor(x), m.floor(y))),
    "hash(floor(fragCoord) * 1000.0)": over_picture(lambda m, x, y: hashed(m, m.mul(m.floor(x), 1000.0), m.mul(m.floor(y), 1000.0))),
    "hash(fragCoord / iResolution.xy)": over_picture(lambda m, x, y: hashed(m, m.div(x, 256.0), m.div(y, 256.0))),
    "hash(fragCoord / iResolution.xy * 7.3)": over_picture(
        lambda m, x, y: hashed(m, *(m.mul(m.div(lane, 256.0), m.number(7.3)) for lane in (x, y)))
    ),
}


@pytest.mark.gl
def test_a_hash_that_amplifies_an_ulp_draws_the_same_noise(render):
    """sin is an ulp apart in one pixel of 18, which the hash makes 0.003; where that passes 1, `fract` wraps around."""
    for there, (expression, call) in zip(shown_of(render, HASHED, top=HASH, size=256), HASHED.items(), strict=True):
        here = call().numpy()[0]
        distance = np.abs(there - here)
        assert np.minimum(distance, 1.0 - distance).max() < 2 / 255, expression
        assert (distance < 2 / 255).mean() > 0.999, expression
        assert (there == here).mean() > 0.93, expression


@pytest.mark.gl
def test_derivatives_are_those_of_opengl(render):
    declared = "float q = fragCoord.x * fragCoord.x * 0.5 + fragCoord.y * fragCoord.y * fragCoord.x;"
    x = (torch.arange(8.0) + 0.5).reshape(1, 1, 8)
    y, m = x.flip(2).reshape(1, 8, 1), Lanes()
    q = m.add(m.mul(m.mul(x, x), 0.5), m.mul(m.mul(y, y), x))
    for there, name in zip(
        shown_of(render, ["dFdx(q)", "dFdy(q)", "fwidth(q)"], declared=declared, size=8), ("dFdx", "dFdy", "fwidth"), strict=True
    ):
        assert np.array_equal(there, built_in(name)(m, q).numpy()[0]), name


PRODUCTS = [(matrix(columns, rows), vector("float", columns)) for columns in (2, 3, 4) for rows in (2, 3, 4)]
PRODUCTS += [(vector("float", rows), matrix(columns, rows)) for columns in (2, 3, 4) for rows in (2, 3, 4)]
PRODUCTS += [(matrix(inner, rows), matrix(columns, inner)) for columns in (2, 3, 4) for rows in (2, 4) for inner in (2, 3)]


@pytest.mark.gl
def test_products_of_matrices_equal_opengl(render):
    programs, expected = [], []
    for left, right in PRODUCTS:
        (source, lanes), (other, others) = argument(left, 0, gl.Range()), argument(right, left.lanes, gl.Range())
        found = multiply(Lanes(), lanes, left, others, right)
        result = vector("float", len(found)) if left.is_vector or right.is_vector else matrix(right.columns, left.rows)
        stores = [f"lanes[{place}] = floatBitsToUint({component('r', result, place)});" for place in range(len(found))]
        programs.append(gl.reading(f"{left} p = {source}; {right} q = {other}; {result} r = p * q; {' '.join(stores)}", result.kinds))
        expected.append((result, found))
    for shown, (result, found) in zip(render.views(programs, [gl.views(result.lanes) for result, _ in expected]), expected, strict=True):
        assert isinstance(shown, list), shown
        for there, lane in zip(gl.values(shown, result.kinds), found, strict=True):
            assert np.array_equal(there, lane.numpy()[0]), str(result)


def test_an_unknown_function_is_none_and_a_known_one_without_a_fitting_overload_a_mismatch():
    assert resolve("smin", (FLOAT,)) is None
    found = resolve("mod", (vector("float", 3), vector("int", 2)))
    assert isinstance(found, Mismatch) and str(found) == "no matching function for call to mod(vec3, ivec2)"
    for name, types in {
        "pow": (vector("float", 3), FLOAT),
        "step": (vector("float", 3), FLOAT),
        "sin": (BOOL,),
        "modf": (FLOAT, INT),
    }.items():
        assert isinstance(resolve(name, types), Mismatch), name


def test_the_exact_overload_goes_before_one_by_conversion():
    assert resolve("max", (INT, INT)).result == INT
    assert resolve("max", (UINT, UINT)).result == UINT
    assert resolve("max", (INT, FLOAT)).parameters == (FLOAT, FLOAT)
    assert resolve("max", (INT, UINT)).parameters == (FLOAT, FLOAT)  # int to uint came with GLSL 4.00
    assert resolve("sin", (vector("int", 3),)).result == vector("float", 3)
    assert resolve("lessThan", (vector("float", 2), vector("int", 2))).parameters == (vector("float", 2),) * 2


def test_the_whole_part_of_modf_comes_after_its_result():
    found = resolve("modf", (vector("float", 2),) * 2)
    assert found.out == (1,)
    assert found.call(Lanes(), [2.75, -2.75], [0.0, 0.0]) == [0.75, -0.75, 2.0, -2.0]
