"""Integer lanes. Oracles: numpy's int32 and uint32, and OpenGL by the exact renderer."""

import math

import numpy as np
import pytest
import torch

from tests.languages.glsl.twin import gl
from vlcritic.languages.glsl import GlslRenderer
from vlcritic.languages.glsl.twin.lanes import Lanes

VALUES = [0, 1, -1, 2, -2, 3, -7, 31, 32, 33, -33, 100, 65536, 2**30, 12345678, -12345678, 2**31 - 1, -(2**31), 16777217]
OPERATIONS = "+ - * / % & | ^ << >>".split()
INTS = np.array(VALUES, np.int32)
TOP = (
    "int value(float at) { int k = 0; "
    + " ".join(f"if (int(at) == {place}) k = int({bits}u);" for place, bits in enumerate(INTS.view(np.uint32).tolist()))
    + " return k; }\n"
)


def pair(kind):
    """The values by column and by row; rows run down from the last."""
    flat = INTS if kind == "int" else INTS.view(np.uint32).astype(np.int64)
    lanes = torch.from_numpy(flat.copy())
    return lanes.reshape(1, 1, -1), lanes.flip(0).reshape(1, -1, 1)


@pytest.mark.gl
@pytest.mark.parametrize("kind", ["int", "uint"])
def test_operations_equal_opengl_wherever_they_wrap(kind):
    """By zero too, and beyond 31 in shifts, where the specification leaves the result open."""
    size, (x, y), m = len(VALUES), pair(kind), Lanes()
    declared = f"{kind} x = {kind}(value(fragCoord.x)), y = {kind}(value(fragCoord.y));"
    programs = [gl.reading(f"{declared} lanes[0] = uint(x {operation} y);", (kind,), top=TOP) for operation in OPERATIONS]
    with GlslRenderer(workers=1, timeout_s=30) as render:
        pictures = render.views(programs, [gl.views(1, size)] * len(programs))
    for operation, shown in zip(OPERATIONS, pictures, strict=True):
        assert isinstance(shown, list), shown
        (there,) = gl.values(shown, (kind,))
        assert np.array_equal(there, m.integer(operation, x, y, kind).numpy()[0]), operation


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("kind", ["int", "uint"])
def test_a_folded_integer_is_what_a_tensor_of_it_gives(kind, operation):
    m, (x, y) = Lanes(), pair(kind)
    whole = m.integer(operation, x, y, kind).expand(1, len(VALUES), len(VALUES))[0].tolist()
    assert m.integer(operation, x, y, kind).dtype == m.dtype_of(kind)
    for row, b in enumerate(y.flatten().tolist()):
        assert m.integer(operation, x, b, kind).flatten().tolist() == whole[row]
        for column, a in enumerate(x.flatten().tolist()):
            assert m.integer(operation, a, b, kind) == whole[row][column], (a, b)
    for column, a in enumerate(x.flatten().tolist()):
        assert m.integer(operation, a, y, kind).flatten().tolist() == [row[column] for row in whole]


@pytest.mark.parametrize("kind", ["int", "uint"])
def test_sums_products_and_signs_wrap_as_numpys_do(kind):
    m, (x, y) = Lanes(), pair(kind)
    a, b = (lane.numpy().astype(np.int32 if kind == "int" else np.uint32) for lane in (x, y))
    with np.errstate(over="ignore"):
        for operation, expected in {"+": a + b, "-": a - b, "*": a * b}.items():
            assert np.array_equal(m.integer(operation, x, y, kind).numpy(), expected)
        assert np.array_equal(m.negate_integer(x, kind).numpy(), -a) and np.array_equal(m.complement(x, kind).numpy(), ~a)
    assert [m.negate_integer(value, kind) for value in x.flatten().tolist()] == m.negate_integer(x, kind).flatten().tolist()
    assert [m.complement(value, kind) for value in x.flatten().tolist()] == m.complement(x, kind).flatten().tolist()


def test_ints_have_an_absolute_value_a_sign_and_an_order():
    m, (x, y) = Lanes(), pair("int")
    assert np.array_equal(m.integer_abs(x).numpy()[0, 0], np.abs(INTS)) and m.integer_abs(-(2**31)) == -(2**31)
    assert np.array_equal(m.integer_sign(x).numpy()[0, 0], np.sign(INTS)) and m.integer_sign(-5) == -1
    assert np.array_equal(m.integer_min(x, y).numpy(), np.minimum(x.numpy(), y.numpy())) and m.integer_min(3, -4) == -4
    assert np.array_equal(m.integer_max(x, 7).numpy(), np.maximum(x.numpy(), 7)) and m.integer_max(3, -4) == 3


@pytest.mark.parametrize("number, as_int, as_uint", [
    (2.9, 2, 2), (-2.9, -2, 2**32 - 1), (3e9, -(2**31), 3000000000), (1e20, -(2**31), 2**32 - 1), (math.nan, -(2**31), 2**32 - 1),
    (-0.5, 0, 0), (math.inf, -(2**31), 2**32 - 1),
])  # fmt: skip
def test_floats_are_truncated_and_saturate_as_x86_does(number, as_int, as_uint):
    m = Lanes()
    for kind, expected in (("int", as_int), ("uint", as_uint)):
        assert m.convert(number, "float", kind) == expected
        assert m.convert(torch.full((1, 1, 1), number), "float", kind).item() == expected


def test_other_conversions_keep_the_value_or_its_bits():
    m = Lanes()
    cases = [("int", "uint", -1, 2**32 - 1), ("uint", "int", 2**32 - 1, -1), ("int", "float", 16777217, 16777216.0)]
    cases += [("int", "bool", -3, True), ("float", "bool", math.nan, True), ("float", "bool", -0.0, False), ("bool", "float", True, 1.0)]
    cases += [("bool", "int", True, 1), ("uint", "float", 2**32 - 1, 2.0**32), ("bool", "uint", False, 0)]
    for given, wanted, value, expected in cases:
        found = m.convert(torch.full((1, 1, 1), value, dtype=m.dtype_of(given)), given, wanted)
        assert found.dtype == m.dtype_of(wanted) and found.item() == expected, (given, wanted, value)
        folded = m.convert(value, given, wanted)
        assert folded == expected and type(folded) is type(expected)


@pytest.mark.parametrize("kind", ["int", "uint"])
def test_bits_of_floats_go_there_and_back(kind):
    m = Lanes()
    for number, bits in ((1.0, 0x3F800000), (-0.0, 0x80000000), (-2.5, 0xC0200000)):
        expected = bits - (bits >> 31 << 32) if kind == "int" else bits
        assert m.float_bits(number, kind) == expected == m.float_bits(torch.full((1, 1, 1), number), kind).item()
        assert m.bits_float(expected, kind) == number == m.bits_float(torch.full((1, 1, 1), expected, dtype=m.dtype_of(kind)), kind).item()
