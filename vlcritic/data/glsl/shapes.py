"""Random proportions for a shape of a given size."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vlcritic.data.glsl.scene import Point, Shape


def shape_of_size(rng: np.random.Generator, kind: str, centre: Point, size: float) -> Shape:
    """A shape whose larger half extent is about `size`, proportions drawn at random."""
    return Shape(kind, rounded(centre), rounded(_PARAMS[kind](rng, size)))


def rounded(values) -> tuple[float, ...]:
    """Two decimals, without a negative zero."""
    return tuple(round(float(value), 2) + 0.0 for value in values)


def _long(rng, size) -> tuple[float, float]:
    """Half sizes at least 1.3 apart, the longer one on either axis; both are whole hundredths."""
    longer = round(size, 2)
    shorter = np.floor(100 * longer / rng.uniform(1.3, 2.5) + 1e-9) / 100
    return (longer, shorter) if rng.random() < 0.5 else (shorter, longer)


def _rounded_box(rng, size):
    half = (size, size * rng.uniform(0.5, 1))
    half = half if rng.random() < 0.5 else half[::-1]
    return (*half, max(0.03, min(half) * rng.uniform(0.3, 0.6)))


def _triangle(rng, size):
    half_width, half_height = (size, size * rng.uniform(0.6, 1)) if rng.random() < 0.5 else (size * rng.uniform(0.6, 1), size)
    return half_width, half_height * rng.choice([-1, 1])


def _segment(rng, size):
    thickness, angle = rng.uniform(0.02, 0.05), rng.uniform(-np.pi / 2, np.pi / 2)
    end = np.round((size - thickness) * np.array([np.cos(angle), np.sin(angle)]), 2)
    end = -end if end[0] == 0 and end[1] < 0 else end  # a vertical one has its end at the top
    return (*end, thickness)


_PARAMS: dict[str, Callable] = {
    "circle": lambda rng, size: (size,),
    "square": lambda rng, size: (size,),
    "annulus": lambda rng, size: (size,),
    "box": _long,
    "ellipse": _long,
    "rounded_box": _rounded_box,
    "triangle": _triangle,
    "ngon": lambda rng, size: (size, rng.choice([5, 6, 8])),
    "star": lambda rng, size: (size, size * rng.uniform(0.38, 0.6)),
    "segment": _segment,
}
