"""Floats as bits. Source: GLSL 3.30 specification, 8.3."""

from __future__ import annotations

from vlcritic.languages.glsl.twin.builtins.overloads import each, overloads

FUNCTIONS = {
    "floatBitsToInt": overloads(each(lambda m, x: m.float_bits(x, "int")), "I", "F"),
    "floatBitsToUint": overloads(each(lambda m, x: m.float_bits(x, "uint")), "U", "F"),
    "intBitsToFloat": overloads(each(lambda m, x: m.bits_float(x, "int")), "F", "I"),
    "uintBitsToFloat": overloads(each(lambda m, x: m.bits_float(x, "uint")), "F", "U"),
}
