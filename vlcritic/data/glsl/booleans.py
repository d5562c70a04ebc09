"""Shapes joined into groups: union, smooth union, intersection, subtraction. Everything lies inside the frame.

Within a group the order is canonical: the sampler writes unions before subtractions, and shapes that an operation treats alike from left to
right, then from bottom to top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vlcritic.data.glsl.distance import distance, grid, group_distance
from vlcritic.data.glsl.scene import Shape
from vlcritic.data.glsl.shapes import shape_of_size

FRAME = 0.48  # largest coordinate that a shape reaches
LEAST_EFFECT = 0.15  # of the largest shape's area that an operation changes at least
LEAST_LEFT = 0.4  # of the largest shape's area that a group keeps at least
LEAST_AREA = 0.015  # of the canvas that a group covers at least
GRID = 64

_JOINS = (("union",), ("smooth_union",), ("intersection",), ("subtraction",), ("union", "subtraction"), ("subtraction", "subtraction"))


def boolean_groups(rng: np.random.Generator, kinds: Sequence[str], max_shapes: int) -> list[tuple[Shape, ...]]:
    """Groups of 2 to `max_shapes` shapes in all, at least one of them joined; a group shows most of itself over the others."""
    while True:
        groups = [_group(rng, kinds, operations) for operations in _plan(rng, max_shapes)]
        if _are_apart(groups):
            return groups


def _plan(rng, max_shapes: int) -> list[tuple[str, ...]]:
    """The operations of every group; the first group has at least one."""
    left = int(rng.integers(2, max_shapes + 1))
    plan = []
    while left > 0:
        fitting = [operations for operations in _JOINS if len(operations) < left]
        alone = not fitting or (plan and rng.random() < 0.4)
        plan.append(() if alone else fitting[rng.integers(len(fitting))])
        left -= 1 + len(plan[-1])
    return plan


def _group(rng, kinds, operations: tuple[str, ...]) -> tuple[Shape, ...]:
    """A group in which every operation changes enough and leaves enough."""
    while True:
        size = rng.uniform(0.12, 0.22)
        group = [_inside_frame(rng, kinds, size)]
        for operation in operations:
            group.append(_joined(rng, kinds, group[0], operation))
        group = _ordered(group)
        if _every_operation_counts(group):
            return group


def _inside_frame(rng, kinds, size) -> Shape:
    """A shape anywhere in the frame."""
    while True:
        shape = shape_of_size(rng, str(rng.choice(kinds)), rng.uniform(-0.36, 0.36, 2), size)
        if _fits(shape):
            return shape


def _joined(rng, kinds, base: Shape, operation: str) -> Shape:
    """A shape near the base, mostly smaller where it cuts."""
    low, high = (0.06, 0.14) if operation == "subtraction" else (0.10, 0.2)
    reach = np.array(base.reach)
    while True:
        centre = np.array(base.centre) + rng.uniform(-1.1, 1.1, 2) * reach
        smoothness = round(rng.uniform(0.04, 0.10), 2) if operation == "smooth_union" else 0.0
        shape = shape_of_size(rng, str(rng.choice(kinds)), centre, rng.uniform(low, high))
        if _fits(shape):
            return replace(shape, operation=operation, smoothness=smoothness)


def _fits(shape: Shape) -> bool:
    return all(abs(at) + reach <= FRAME for at, reach in zip(shape.centre, shape.reach, strict=True))


def _ordered(group: list[Shape]) -> tuple[Shape, ...]:
    """Shapes that an operation treats alike from left to right: subtrahends among themselves, all others with the base."""
    alike = sorted((shape for shape in group if shape.operation != "subtraction"), key=lambda shape: shape.centre)
    cuts = sorted((shape for shape in group if shape.operation == "subtraction"), key=lambda shape: shape.centre)
    joins = [(shape.operation, shape.smoothness) for shape in group if shape.operation not in ("draw", "subtraction")]
    slots = [("draw", 0.0), *joins]
    alike = [replace(shape, operation=operation, smoothness=k) for shape, (operation, k) in zip(alike, slots, strict=True)]
    return (*alike, *cuts)


def _every_operation_counts(group: tuple[Shape, ...]) -> bool:
    """Whether leaving out any joined shape changes enough of the group, and enough of it is left."""
    points = grid(GRID)
    area = (group_distance(group, points) < 0).mean()
    largest = max((distance(shape, points) < 0).mean() for shape in group)
    if area < max(LEAST_AREA, LEAST_LEFT * largest):
        return False
    return all(_effect(group, index, points) >= LEAST_EFFECT * largest for index in range(1, len(group)))


def _effect(group, index: int, points) -> float:
    """Share of the canvas that changes where one joined shape is left out."""
    field = group_distance(group, points) < 0
    without = group_distance(group[:index] + group[index + 1 :], points) < 0
    return (field ^ without).mean()


def _are_apart(groups: list[tuple[Shape, ...]]) -> bool:
    """Whether each group shows at least two thirds of itself under the groups painted after it."""
    masks = [group_distance(group, grid(GRID)) < 0 for group in groups]
    return all((mask & ~np.any(masks[index + 1 :], axis=0)).sum() >= mask.sum() * 2 / 3 for index, mask in enumerate(masks[:-1]))
