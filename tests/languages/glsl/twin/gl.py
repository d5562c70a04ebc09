"""Exact values of OpenGL: what a shader computes of given lanes, read bit by bit from the colours of several views.

Lanes are made from the bits of integers, in the shader and here alike, so that no float operation of either side stands before what is
compared.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import torch

from vlcritic.languages.glsl.twin.builtins import resolve
from vlcritic.languages.glsl.twin.types import FLOAT, vector

SIZE = 64
_NAMES = itertools.count()  # a program of its own for every reading: the renderer would draw a familiar one with its numbers as uniforms

_TOP = """
uint hashed(uint x) {
    x ^= x >> 16u; x *= 0x7feb352du; x ^= x >> 15u; x *= 0x846ca68bu; x ^= x >> 16u; return x;
}
uint drawn(uint slot, vec2 at) { return hashed((uint(at.y) * 4096u + uint(at.x)) * 64u + slot); }
"""


@dataclass(frozen=True)
class Range:
    """Floats ± 2^low to 2^(high + 1), one in eight of them a multiple of a half of small size; ints to `ints`."""

    low: int = -3
    high: int = 4
    is_signed: bool = True
    ints: int = 100

    def source(self, kind: str, slot: int) -> str:
        draw = f"drawn({slot}u, fragCoord)"
        if kind == "float":
            sign = "0x80000000u" if self.is_signed else "0u"
            exponent = f"({127 + self.low}u + (hashed({draw}) >> 8u) % {self.high - self.low + 1}u)"
            return f"uintBitsToFloat(({draw} & ({sign} | 0x7fffffu & ~(({draw} & 7u) == 0u ? 0x3fffffu : 0u))) | ({exponent} << 23u))"
        if kind == "bool":
            return f"(({draw} & 1u) == 1u)"
        return f"int(({draw} >> 5u) % {2 * self.ints + 1}u) - {self.ints}" if kind == "int" else f"(({draw} >> 5u) % {self.ints}u)"

    def lane(self, kind: str, slot: int, size: int) -> torch.Tensor:
        draw = drawn(slot, size)
        if kind == "float":
            exponent = np.uint32(127 + self.low) + (hashed(draw) >> 8) % np.uint32(self.high - self.low + 1)
            mantissa = np.where(draw & 7 == 0, draw & 0x400000, draw & 0x7FFFFF).astype(np.uint32)
            sign = draw & 0x80000000 if self.is_signed else np.uint32(0)
            return torch.from_numpy((sign | mantissa | exponent << 23).astype(np.uint32).view(np.float32))
        if kind == "bool":
            return torch.from_numpy(draw & 1 == 1)
        small = (draw >> 5).astype(np.int64) % (2 * self.ints + 1 if kind == "int" else self.ints)
        return torch.from_numpy((small - self.ints).astype(np.int32) if kind == "int" else small)


def hashed(x: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
            x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
        return x ^ (x >> np.uint32(16))


def drawn(slot: int, size: int) -> np.ndarray:
    """`(1, h, w)` from the top row down."""
    rows, columns = np.arange(size, dtype=np.uint32)[::-1, None], np.arange(size, dtype=np.uint32)
    return hashed((rows * np.uint32(4096) + columns) * np.uint32(64) + np.uint32(slot))[None]


def reading(body: str, kinds: tuple[str, ...], *, top: str = "") -> str:
    """The shader that shows the lanes `float bits of lanes[i]` that a body stores, two views for each."""
    name = f"lanes_{next(_NAMES)}"
    stored = body.replace("lanes[", f"{name}[")
    return f"""{_TOP}{top}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {{
    uint {name}[{len(kinds)}];
    {stored}
    int view = int(iTime);
    uint bits = {name}[view / 2] >> (view % 2 == 0 ? 0u : 24u);
    fragColor = vec4(vec3(float(bits & 255u), float((bits >> 8u) & 255u), float((bits >> 16u) & 255u)) / 255.0, 1.0);
}}
"""


def views(count: int, size: int = SIZE) -> list:
    return [(size, size, float(view)) for view in range(2 * count)]


def values(pictures: list, kinds: tuple[str, ...]) -> list[np.ndarray]:
    """The lanes that a reading's pictures show, `(h, w)` from the top row down."""
    found = []
    for place, kind in enumerate(kinds):
        low, high = (picture.astype(np.uint32) for picture in pictures[2 * place : 2 * place + 2])
        bits = low[..., 0] | low[..., 1] << 8 | low[..., 2] << 16 | high[..., 0] << 24
        found.append({"float": bits.view(np.float32), "int": bits.view(np.int32), "uint": bits, "bool": bits != 0}[kind])
    return found


def stored(expression: str, kind: str) -> str:
    """The bits of an expression of one lane."""
    return {"float": f"floatBitsToUint({expression})", "bool": f"({expression} ? 1u : 0u)"}.get(kind, f"uint({expression})")


def ulps(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """How many floats lie between; 0 where both are NaN, 2³² where one is."""
    places = [np.where(bits < 0, -(bits & 0x7FFFFFFF), bits) for bits in (np.asarray(x).view(np.int32).astype(np.int64) for x in (a, b))]
    distance = np.abs(places[0] - places[1])
    nans = np.isnan(a).astype(int) + np.isnan(b)
    return np.where(nans == 2, 0, np.where(nans == 1, 1 << 32, distance))


SPECIAL = np.array(
    [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3.0, -3.0, np.inf, -np.inf, np.nan, 1e30, -1e30, 8388609.0, -8388609.0, 88.0],
    np.float32,
)
"""What functions make exceptions of. No subnormal numbers, which llvmpipe takes as 0."""

SPECIAL_TOP = (
    "float special(float at) { uint k = 0u; "
    + " ".join(f"if (int(at) == {place}) k = {bits}u;" for place, bits in enumerate(SPECIAL.view(np.uint32).tolist()))
    + " return uintBitsToFloat(k); }\n"
)


def every_pair() -> tuple[torch.Tensor, torch.Tensor]:
    """The special numbers by column and, of the other lane, by row; rows run down."""
    special = torch.from_numpy(SPECIAL)
    return special.reshape(1, 1, -1), special.flip(0).reshape(1, -1, 1)


def as_array(lane, kind):
    dtype = {"float": np.float32, "int": np.int32, "uint": np.uint32, "bool": np.bool_}[kind]
    whole = lane.numpy().astype(dtype) if isinstance(lane, torch.Tensor) else np.full((1, 1, 1), lane, dtype)
    return np.broadcast_to(whole, (1, SIZE, SIZE))[0]


def shown_of(render, expressions, *, top="", declared="", size=SIZE):
    """What OpenGL makes of float expressions: one program for each, which the compiler sees alone."""
    programs = [reading(f"{declared} lanes[0] = floatBitsToUint({expression});", ("float",), top=top) for expression in expressions]
    pictures = render.views(programs, [views(1, size)] * len(programs))
    for expression, shown in zip(expressions, pictures, strict=True):
        assert isinstance(shown, list), f"{expression}: {shown}"
    return [values(shown, ("float",))[0] for shown in pictures]


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
