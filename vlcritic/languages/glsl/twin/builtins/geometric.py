"""Geometry of vectors. Source: GLSL 3.30 specification, 8.5; order of operations of Mesa's `builtin_functions.cpp`."""

from __future__ import annotations

from vlcritic.languages.glsl.twin.builtins.overloads import Value, overloads
from vlcritic.languages.glsl.twin.lanes import Lane, Lanes


def dot(m: Lanes, a: Value, b: Value) -> Lane:
    """The lane of the dot product, added up from the last component. Source: Mesa 22.3, `nir_lower_alu_to_scalar.c`."""
    return sum_of_products(m, a[::-1], b[::-1])


def sum_of_products(m: Lanes, a: Value, b: Value) -> Lane:
    """The sum of products, added up from the first."""
    total = m.mul(a[0], b[0])
    for left, right in zip(a[1:], b[1:], strict=True):
        total = m.add(total, m.mul(left, right))
    return total


def _length(m: Lanes, x: Value) -> list[Lane]:
    return [m.abs(x[0]) if len(x) == 1 else m.sqrt(dot(m, x, x))]


def _distance(m: Lanes, a: Value, b: Value) -> list[Lane]:
    return _length(m, [m.sub(left, right) for left, right in zip(a, b, strict=True)])


def _dot(m: Lanes, a: Value, b: Value) -> list[Lane]:
    return [dot(m, a, b)]


def _cross(m: Lanes, a: Value, b: Value) -> list[Lane]:
    return [m.sub(m.mul(a[i], b[j]), m.mul(a[j], b[i])) for i, j in ((1, 2), (2, 0), (0, 1))]


def _normalize(m: Lanes, x: Value) -> list[Lane]:
    if len(x) == 1:
        return [m.sign(x[0])]
    scale = m.inversesqrt(dot(m, x, x))
    return [m.mul(lane, scale) for lane in x]


def _faceforward(m: Lanes, normal: Value, incident: Value, reference: Value) -> list[Lane]:
    towards = m.less(dot(m, reference, incident), 0.0)
    return [m.select(towards, lane, m.neg(lane)) for lane in normal]


def _reflect(m: Lanes, incident: Value, normal: Value) -> list[Lane]:
    along = m.mul(2.0, dot(m, normal, incident))
    return [m.sub(i, m.mul(along, n)) for i, n in zip(incident, normal, strict=True)]


def _refract(m: Lanes, incident: Value, normal: Value, eta: Value) -> list[Lane]:
    along, ratio = dot(m, normal, incident), eta[0]
    k = m.sub(1.0, m.mul(ratio, m.mul(ratio, m.sub(1.0, m.mul(along, along)))))
    scale = m.add(m.mul(ratio, along), m.sqrt(k))
    is_total = m.less(k, 0.0)
    return [m.select(is_total, 0.0, m.sub(m.mul(ratio, i), m.mul(scale, n))) for i, n in zip(incident, normal, strict=True)]


FUNCTIONS = {
    "length": overloads(_length, "f", "G"),
    "distance": overloads(_distance, "f", "GG"),
    "dot": overloads(_dot, "f", "GG"),
    "cross": overloads(_cross, "G", "GG", rows=(3,)),
    "normalize": overloads(_normalize, "G", "G"),
    "faceforward": overloads(_faceforward, "G", "GGG"),
    "reflect": overloads(_reflect, "G", "GG"),
    "refract": overloads(_refract, "G", "GGf"),
}
