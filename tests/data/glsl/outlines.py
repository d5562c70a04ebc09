"""Outlines of shapes as dense points, from their definitions: the oracle of every distance."""

from __future__ import annotations

import numpy as np

from vlcritic.data.glsl.scene import Shape

STEPS = 4000  # points of a loop: they are less than 0.001 apart

EXAMPLES = [
    Shape("circle", (0.1, -0.2), (0.22,)),
    Shape("square", (-0.1, 0.1), (0.15,)),
    Shape("annulus", (0.0, 0.05), (0.2,)),
    Shape("box", (0.1, 0.1), (0.25, 0.1)),
    Shape("rounded_box", (-0.1, 0.0), (0.2, 0.15, 0.06)),
    Shape("ellipse", (0.05, -0.05), (0.12, 0.24)),
    Shape("triangle", (0.0, 0.1), (0.15, 0.2)),
    Shape("triangle", (0.0, -0.1), (0.2, -0.12)),
    Shape("ngon", (0.1, 0.0), (0.2, 5.0)),
    Shape("ngon", (-0.1, 0.0), (0.2, 8.0)),
    Shape("star", (0.0, 0.0), (0.28, 0.12)),
    Shape("segment", (0.05, 0.05), (0.15, -0.1, 0.04)),
]


def outline(shape: Shape) -> list[np.ndarray]:
    """Closed loops `(STEPS, 2)`; a hole runs the other way round."""
    loops = _LOOPS[shape.kind](*shape.params)
    return [loop + np.asarray(shape.centre) for loop in loops]


def brute_force(shape: Shape, points: np.ndarray) -> np.ndarray:
    """Signed distance of points `(N, 2)`: nearest outline point, negative where the outline winds around the point."""
    loops = outline(shape)
    nearest = np.min([np.linalg.norm(points[:, None] - loop[None], axis=-1).min(axis=1) for loop in loops], axis=0)
    winding = sum(_winding(loop, points) for loop in loops)
    return np.where(np.round(winding) != 0, -nearest, nearest)


def _winding(loop: np.ndarray, points: np.ndarray) -> np.ndarray:
    """How often a loop runs around each point."""
    towards = loop[None] - points[:, None]
    angles = np.unwrap(np.arctan2(towards[..., 1], towards[..., 0]), axis=1)
    closing = np.angle(np.exp(1j * (angles[:, 0] - angles[:, -1])))
    return (angles[:, -1] - angles[:, 0] + closing) / (2 * np.pi)


def _arc(radius_x, radius_y=None, start=0.0, end=2 * np.pi, steps=STEPS, centre=(0.0, 0.0)):
    angles = np.linspace(start, end, steps, endpoint=False)
    return np.stack([radius_x * np.cos(angles), (radius_y or radius_x) * np.sin(angles)], axis=-1) + centre


def _polygon(corners):
    corners = np.asarray(corners, float)
    along = np.linspace(0, 1, STEPS // len(corners), endpoint=False)[:, None]
    return np.concatenate([a + along * (b - a) for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True)])


def _rectangle(width, height):
    return _polygon([(width, height), (-width, height), (-width, -height), (width, -height)])


def _rounded(width, height, corner):
    """The convex outline through four quarter circles; the straight parts are filled in."""
    places = [(1, 1, 0), (-1, 1, 1), (-1, -1, 2), (1, -1, 3)]
    arcs = [
        _arc(corner, None, q * np.pi / 2, (q + 1) * np.pi / 2, 500, (x * (width - corner), y * (height - corner))) for x, y, q in places
    ]
    return _filled(np.concatenate(arcs))


def _capsule(x, y, thickness):
    turn, end = np.arctan2(y, x), np.array([x, y])
    there = _arc(thickness, None, turn - np.pi / 2, turn + np.pi / 2, 500, end)
    back = _arc(thickness, None, turn + np.pi / 2, turn + 3 * np.pi / 2, 500, -end)
    return _filled(np.concatenate([there, back]))


def _filled(loop):
    """The loop with points added where two are far apart."""
    parts = []
    for a, b in zip(loop, np.roll(loop, -1, axis=0), strict=True):
        count = max(1, int(np.linalg.norm(b - a) / 2e-4))
        parts.append(a + np.linspace(0, 1, count, endpoint=False)[:, None] * (b - a))
    return np.concatenate(parts)


def _corners(radii, count):
    angles = np.pi / 2 + 2 * np.pi * np.arange(count) / count
    return np.stack([np.resize(radii, count) * np.cos(angles), np.resize(radii, count) * np.sin(angles)], axis=-1)


_LOOPS = {
    "circle": lambda radius: [_arc(radius)],
    "square": lambda half: [_rectangle(half, half)],
    "annulus": lambda radius: [_arc(radius + 0.02), _arc(radius - 0.02)[::-1]],
    "box": lambda width, height: [_rectangle(width, height)],
    "rounded_box": lambda width, height, corner: [_rounded(width, height, corner)],
    "ellipse": lambda width, height: [_arc(width, height)],
    "triangle": lambda width, height: [_polygon([(0, height), (-width, -height), (width, -height)])],
    "ngon": lambda radius, sides: [_polygon(_corners([radius], int(sides)))],
    "star": lambda radius, inner: [_polygon(_corners([radius, inner], 10))],
    "segment": lambda x, y, thickness: [_capsule(x, y, thickness)],
}
