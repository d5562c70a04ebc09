"""Common functions, and noise. Source: GLSL 3.30 specification, 8.3 and 8.9."""

from __future__ import annotations

from functools import partial

from vlcritic.languages.glsl.twin.builtins.overloads import Builtin, Value, each, overloads
from vlcritic.languages.glsl.twin.lanes import Lane, Lanes
from vlcritic.languages.glsl.twin.types import vector

_INTEGERS = ("int", "uint")


def _modf(m: Lanes, x: Value, _whole: Value) -> list[Lane]:
    """Lanes of the fraction, then of the whole part."""
    whole = [m.trunc(lane) for lane in x]
    return [m.sub(lane, part) for lane, part in zip(x, whole, strict=True)] + whole


def _integer_clamp(m: Lanes, x: Lane, low: Lane, high: Lane) -> Lane:
    return m.integer_min(m.integer_max(x, low), high)


def _mix_by_bool(m: Lanes, no: Lane, yes: Lane, condition: Lane) -> Lane:
    return m.select(condition, yes, no)


def _noise(count: int, _m: Lanes, _x: Value) -> list[Lane]:
    """Source: Mesa, in which noise is 0."""
    return [0.0] * count


_OF_FLOATS = {
    "floor": Lanes.floor,
    "trunc": Lanes.trunc,
    "round": Lanes.round,
    "roundEven": Lanes.round_even,
    "ceil": Lanes.ceil,
    "fract": Lanes.fract,
}


def _of_two(of_floats, of_integers) -> list[Builtin]:
    return overloads(each(of_floats), "G", "GG", "GS") + overloads(each(of_integers), "G", "GG", "GS", kinds=_INTEGERS)


FUNCTIONS = (
    {name: overloads(each(operation), "G", "G") for name, operation in _OF_FLOATS.items()}
    | {
        "abs": overloads(each(Lanes.abs), "G", "G") + overloads(each(Lanes.integer_abs), "G", "G", kinds=("int",)),
        "sign": overloads(each(Lanes.sign), "G", "G") + overloads(each(Lanes.integer_sign), "G", "G", kinds=("int",)),
        "mod": overloads(each(Lanes.mod), "G", "GG", "GS"),
        "modf": overloads(_modf, "G", "GG", out=(1,)),
        "min": _of_two(Lanes.min, Lanes.integer_min),
        "max": _of_two(Lanes.max, Lanes.integer_max),
        "clamp": overloads(each(Lanes.clamp), "G", "GGG", "GSS") + overloads(each(_integer_clamp), "G", "GGG", "GSS", kinds=_INTEGERS),
        "mix": overloads(each(Lanes.mix), "G", "GGG", "GGS") + overloads(each(_mix_by_bool), "G", "GGB"),
        "step": overloads(each(Lanes.step), "G", "GG", "SG"),
        "smoothstep": overloads(each(Lanes.smoothstep), "G", "GGG", "SSG"),
        "isnan": overloads(each(Lanes.isnan), "B", "G"),
        "isinf": overloads(each(Lanes.isinf), "B", "G"),
    }
    | {
        f"noise{count}": [Builtin((vector("float", rows),), vector("float", count), partial(_noise, count)) for rows in (1, 2, 3, 4)]
        for count in (1, 2, 3, 4)
    }
)
