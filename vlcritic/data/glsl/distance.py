"""Signed distances of shapes in numpy: negative inside, in units of the canvas's longer side.

The twin of the helpers in `program.py`: the sampler measures scenes with it, and the tests hold both against densely sampled outlines.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from vlcritic.data.glsl.scene import ANNULUS_HALF_THICKNESS, Shape

GRID = 128


@lru_cache(maxsize=4)
def grid(side: int = GRID) -> np.ndarray:
    """Pixel centres `(side, side, 2)` of a square canvas, row 0 at the top."""
    axis = (np.arange(side) + 0.5) / side - 0.5
    points = np.stack(np.meshgrid(axis, -axis), axis=-1)
    points.flags.writeable = False
    return points


def distance(shape: Shape, points: np.ndarray) -> np.ndarray:
    """Signed distance `(...)` from points `(..., 2)` to the shape's outline; the ellipse's is first-order, as in the program."""
    local = points - np.asarray(shape.centre)
    x, y = local[..., 0], local[..., 1]
    return _BY_KIND[shape.kind](x, y, *shape.params)


def group_distance(group: tuple[Shape, ...], points: np.ndarray) -> np.ndarray:
    """Signed field of a group: its shapes joined by their operations, in order."""
    field = distance(group[0], points)
    for shape in group[1:]:
        field = _join(field, distance(shape, points), shape)
    return field


def _join(field, other, shape: Shape):
    if shape.operation == "union":
        return np.minimum(field, other)
    if shape.operation == "intersection":
        return np.maximum(field, other)
    if shape.operation == "subtraction":
        return np.maximum(field, -other)
    h = np.maximum(shape.smoothness - np.abs(field - other), 0) / shape.smoothness
    return np.minimum(field, other) - 0.25 * shape.smoothness * h * h


def _circle(x, y, radius):
    return np.hypot(x, y) - radius


def _annulus(x, y, radius):
    return np.abs(np.hypot(x, y) - radius) - ANNULUS_HALF_THICKNESS


def _box(x, y, half_width, half_height):
    a, b = np.abs(x) - half_width, np.abs(y) - half_height
    return np.hypot(np.maximum(a, 0), np.maximum(b, 0)) + np.minimum(np.maximum(a, b), 0)


def _square(x, y, half_side):
    return _box(x, y, half_side, half_side)


def _rounded_box(x, y, half_width, half_height, corner):
    return _box(x, y, half_width - corner, half_height - corner) - corner


def _ellipse(x, y, a, b):
    f = np.hypot(x / a, y / b)
    return f * (f - 1) / np.maximum(np.hypot(x / a**2, y / b**2), 1e-4)


def _triangle(x, y, half_width, half_height):
    corners = [(0.0, half_height), (half_width, -half_height), (-half_width, -half_height)]
    return _polygon(x, y, corners if half_height > 0 else corners[::-1])


def _ngon(x, y, radius, sides):
    angles = 2 * np.pi * np.arange(int(sides)) / int(sides)
    return _polygon(x, y, [(radius * np.sin(angle), radius * np.cos(angle)) for angle in angles])


def _star(x, y, radius, inner):
    angles = np.pi * np.arange(10) / 5
    radii = np.where(np.arange(10) % 2 == 0, radius, inner)
    return _polygon(x, y, list(zip(radii * np.sin(angles), radii * np.cos(angles), strict=True)))


def _segment(x, y, end_x, end_y, thickness):
    along = np.clip((x * end_x + y * end_y) / (end_x**2 + end_y**2), -1, 1)
    return np.hypot(x - along * end_x, y - along * end_y) - thickness


def _polygon(x, y, corners):
    """Any simple polygon: nearest edge, and the sign by crossings of the ray to the right."""
    squared, is_inside = np.full(np.shape(x), np.inf), np.zeros(np.shape(x), bool)
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        ex, ey = bx - ax, by - ay
        along = np.clip(((x - ax) * ex + (y - ay) * ey) / (ex**2 + ey**2), 0, 1)
        squared = np.minimum(squared, (x - ax - along * ex) ** 2 + (y - ay - along * ey) ** 2)
        if ey != 0:
            is_inside ^= ((ay > y) != (by > y)) & (x < ax + (y - ay) * ex / ey)
    return np.where(is_inside, -1, 1) * np.sqrt(squared)


_BY_KIND = {
    "circle": _circle,
    "square": _square,
    "annulus": _annulus,
    "box": _box,
    "rounded_box": _rounded_box,
    "ellipse": _ellipse,
    "triangle": _triangle,
    "ngon": _ngon,
    "star": _star,
    "segment": _segment,
}
