"""The built-in functions. Oracle: OpenGL by the exact renderer, lane by lane and bit by bit; the specification for what there is."""

import numpy as np
import pytest

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
            here = gl.as_array(lane, kind)
            fine = is_near(there, here, kind, TOLERANCE.get(name))
            assert fine.all(), (
                f"{name}({', '.join(map(str, overload.parameters))}): {(~fine).mean():.2%}, {there[~fine][:4]} {here[~fine][:4]}"
            )


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
