"""A program's scene held against the true one: which shapes, how many, and how far off each is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from vlcritic.data.glsl.scene import Scene, Shape

WRONG_KIND = 0.5  # added to the cost of a pair of different kinds: half the canvas, so kinds decide only between shapes about as near


def scene_measures(scene: Scene | None, truth: Scene) -> dict[str, float | None]:
    """`count`, `kind` (shares right) and the mean errors of the matched shapes; 0, 0 and `None` where the program is no scene.

    Shapes are matched one to one with the least total cost. `kind` is the share of the larger scene's shapes that are matched and of
    the right kind: a missing and an invented shape cost the same. Errors are those of matched shapes, whatever their kind:
    `centre_error` and `size_error` (half width and height) in units of the canvas's longer side, `colour_error` per channel in [0, 1].
    """
    if scene is None:
        return {"count": 0.0, "kind": 0.0, "centre_error": None, "size_error": None, "colour_error": None}
    drawn, wanted = coloured(scene), coloured(truth)
    pairs = match(drawn, wanted)
    kinds = sum(a.kind == b.kind for a, b in pairs) / max(len(drawn), len(wanted), 1)
    return {
        "count": float(len(drawn) == len(wanted)),
        "kind": kinds if drawn or wanted else 1.0,
        "centre_error": _mean([_distance(a.centre, b.centre) for a, b in pairs]),
        "size_error": _mean([_mean_difference(a.reach, b.reach) for a, b in pairs]),
        "colour_error": _mean([_mean_difference(a.colour, b.colour) for a, b in pairs]),
    }


def coloured(scene: Scene) -> list[Shape]:
    """The shapes in drawing order, each with the colour of its group."""
    return [replace(shape, colour=group[0].colour) for group in scene.groups for shape in group]


def match(drawn: list[Shape], wanted: list[Shape]) -> list[tuple[Shape, Shape]]:
    """Pairs of shapes with the least total cost, as many as the smaller list holds."""
    if len(drawn) > len(wanted):
        return [(a, b) for b, a in match(wanted, drawn)]
    costs = [[_cost(a, b) for b in wanted] for a in drawn]
    return [(drawn[index], wanted[place]) for index, place in enumerate(assignment(costs))]


def assignment(costs: list[list[float]]) -> list[int]:
    """The column of each row with the least total cost, all different; exact for the few shapes of a scene: rows × 2^columns steps."""

    @cache
    def best(row: int, taken: int) -> tuple[float, tuple[int, ...]]:
        if row == len(costs):
            return 0.0, ()
        free = (column for column in range(len(costs[row])) if not taken >> column & 1)
        options = ((column, best(row + 1, taken | 1 << column)) for column in free)
        return min((costs[row][column] + cost, (column, *rest)) for column, (cost, rest) in options)

    return list(best(0, 0)[1])


def _cost(a: Shape, b: Shape) -> float:
    place = _distance(a.centre, b.centre) + _mean_difference(a.reach, b.reach)
    return place + _mean_difference(a.colour, b.colour) + WRONG_KIND * (a.kind != b.kind)


def _distance(a, b) -> float:
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5


def _mean_difference(a, b) -> float:
    return sum(abs(x - y) for x, y in zip(a, b, strict=True)) / len(a)


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
