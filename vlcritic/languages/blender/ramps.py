"""Colour ramps and curves as Blender edits them: where a new stop or point goes, and which index means which afterwards."""

from __future__ import annotations

import colorsys
from bisect import bisect_right

from vlcritic.languages.blender.graph import CurvePoint, Ramp

MAX_STOPS = 32
MAX_POINTS = 256  # of a curve: so many entries has the table that Blender draws it from

RAMP_ITEMS = {
    "interpolation": ("EASE", "CARDINAL", "LINEAR", "B_SPLINE", "CONSTANT"),
    "color_mode": ("RGB", "HSV", "HSL"),
    "hue_interpolation": ("NEAR", "FAR", "CW", "CCW"),
}
HANDLES = ("AUTO", "AUTO_CLAMPED", "VECTOR")

_DEFAULT_ENDS = {"ShaderNodeVectorCurve": -1.0}

Color = tuple[float, float, float, float]


def new_stop(ramp: Ramp, position: float) -> int:
    """Put a stop where Blender's `elements.new` does, in the colour that the ramp has there; all stops are sorted then. Its index."""
    stop = (min(max(position, 0.0), 1.0), color_at(ramp, position))
    ramp.stops.sort(key=lambda each: each[0])
    place = bisect_right([each[0] for each in ramp.stops], stop[0])
    ramp.stops.insert(place, stop)
    return place


def color_at(ramp: Ramp, position: float) -> Color:
    """The ramp's colour at a position, as Blender evaluates it, whether or not the stops are sorted."""
    stops, way = ramp.stops, ramp.interpolation if ramp.color_mode == "RGB" else "LINEAR"
    is_spline = way in ("B_SPLINE", "CARDINAL")
    after = next((index for index, stop in enumerate(stops) if stop[0] > position), len(stops))
    if len(stops) == 1 or (position <= stops[0][0] and not is_spline):
        return stops[0][1]
    if after == len(stops) and not is_spline:
        return stops[-1][1]
    if way == "CONSTANT":
        return stops[after - 1][1]
    left = stops[after - 1] if after else (0.0, stops[0][1])
    right = stops[after] if after < len(stops) else (1.0, stops[-1][1])
    share = (position - left[0]) / (right[0] - left[0]) if right[0] != left[0] else float(after < len(stops))
    if is_spline:
        before, beyond = (stops[after - 2] if after > 1 else left), (stops[after + 1] if after + 1 < len(stops) else right)
        return _spline(way, min(max(share, 0.0), 1.0), [before[1], left[1], right[1], beyond[1]])
    if ramp.color_mode != "RGB":
        return _around(ramp, left[1], right[1], share)
    return _mixed(left[1], right[1], share * share * (3 - 2 * share) if way == "EASE" else share)


def default_curves(idname: str, count: int) -> list[list[CurvePoint]]:
    """The curves of a new curve node: straight lines."""
    low = _DEFAULT_ENDS.get(idname, 0.0)
    return [[CurvePoint(low, low), CurvePoint(1.0, 1.0)] for _ in range(count)]


def new_point(curve: list[CurvePoint], x: float, y: float) -> int:
    """Put a point before the first that lies to the right of it, as Blender's `points.new` does. Its index."""
    place = next((index for index, point in enumerate(curve) if point.x > x), len(curve))
    curve.insert(place, CurvePoint(x, y))
    return place


def _mixed(left: Color, right: Color, share: float) -> Color:
    return tuple(a + (b - a) * share for a, b in zip(left, right, strict=True))


def _spline(way: str, t: float, colors: list[Color]) -> Color:
    """Cardinal (tension 0.71) or uniform cubic B-spline through or near four colours, cut to [0, 1]."""
    if way == "CARDINAL":
        c = 0.71
        weights = (
            -c * t**3 + 2 * c * t**2 - c * t,
            (2 - c) * t**3 + (c - 3) * t**2 + 1,
            (c - 2) * t**3 + (3 - 2 * c) * t**2 + c * t,
            c * t**3 - c * t**2,
        )
    else:
        weights = ((1 - t) ** 3 / 6, (3 * t**3 - 6 * t**2 + 4) / 6, (-3 * t**3 + 3 * t**2 + 3 * t + 1) / 6, t**3 / 6)
    sums = (sum(weight * color[lane] for weight, color in zip(weights, colors, strict=True)) for lane in range(4))
    return tuple(min(max(each, 0.0), 1.0) for each in sums)


def _around(ramp: Ramp, left: Color, right: Color, share: float) -> Color:
    """Between two colours through hue, saturation and value or lightness; alpha straight."""
    to, back = (colorsys.rgb_to_hsv, colorsys.hsv_to_rgb) if ramp.color_mode == "HSV" else (colorsys.rgb_to_hls, colorsys.hls_to_rgb)
    first, second = to(*left[:3]), to(*right[:3])
    rest = [a + (b - a) * share for a, b in zip(first[1:], second[1:], strict=True)]
    hue = _hue(first[0], second[0], share, ramp.hue_interpolation)
    return (*back(hue, *rest), left[3] + (right[3] - left[3]) * share)


def _hue(first: float, second: float, share: float, way: str) -> float:
    """Between two hues in [0, 1): `NEAR` the shorter way round, `FAR` the longer, `CW` upwards, `CCW` downwards."""
    turn = second - first
    is_upward = turn > 0
    if (way == "NEAR" and abs(turn) > 0.5) or (way == "FAR" and abs(turn) <= 0.5) or (way == "CCW" and is_upward):
        turn += -1.0 if is_upward else 1.0
    elif way == "CW" and turn < 0:
        turn += 1.0
    return (first + turn * share) % 1.0
