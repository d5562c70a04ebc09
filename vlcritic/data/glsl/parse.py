"""Canonical programs read back as scenes, whoever wrote their numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from vlcritic.data.glsl.scene import KINDS, Colour, Scene, Shape

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fF]?"
_NUMBERS = rf"{_NUMBER}(?:,{_NUMBER})*"
_SHAPE = rf"(?P<kind>{'|'.join(KINDS)})\(p(?:-vec2\((?P<centre>{_NUMBERS})\))?,(?P<params>(?:vec2\([^()]*\)|[^()])*)\)"

# statements without any white space, as `_statements` gives them
_BACKGROUND = re.compile(rf"vec3color=vec3\(({_NUMBERS})\)")
_PAINT = re.compile(rf"color=mix\(vec3\(({_NUMBERS})\),color,smoothstep\({_NUMBER},{_NUMBER},d\)\)")
_BEGIN = re.compile(rf"(?:float)?d={_SHAPE}")
_JOINS = {
    "union": re.compile(rf"d=min\(d,{_SHAPE}\)"),
    "smooth_union": re.compile(rf"d=smooth_union\(d,{_SHAPE},(?P<smoothness>{_NUMBER})\)"),
    "intersection": re.compile(rf"d=max\(d,{_SHAPE}\)"),
    "subtraction": re.compile(rf"d=max\(d,-{_SHAPE}\)"),
}
_FRAME = re.compile(r"vec2p=\(fragCoord-.*|fragColor=vec4\(color,.*")

_COUNTS = {"circle": 1, "square": 1, "annulus": 1, "rounded_box": 3, "segment": 3}  # numbers that a kind takes; 2 for the others


def parse_scene(source: str) -> Scene | None:
    """The scene that a canonical program draws, `None` where it is no such program.

    Read are the statements of `mainImage`, with any white space, comments and number format; helpers go by their names, unread.
    `parse_scene(write(scene)) == scene` for every scene of two decimals.
    """
    background, groups, group = None, [], []
    statements = _statements(source)
    for statement in statements or []:
        if match := _BACKGROUND.fullmatch(statement):
            background = _colour(match[1])
        elif (match := _PAINT.fullmatch(statement)) and group:
            groups.append((replace(group[0], colour=_colour(match[1])), *group[1:]))
            group = []
        elif shape := _shape(statement, is_first=not group):
            group.append(shape)
        elif not _FRAME.fullmatch(statement):
            return None
    shapes = tuple(shape for each in groups for shape in each)
    if background is None or group or any(shape.operation == "draw" and shape.colour is None for shape in shapes):
        return None
    return Scene(shapes, background)


def _statements(source: str) -> list[str] | None:
    """The statements of `mainImage` without white space and comments."""
    code = re.sub(r"//[^\n]*|/\*.*?\*/", " ", source, flags=re.S)
    body = re.search(r"void\s+mainImage\s*\([^)]*\)\s*\{([^{}]*)\}", code)
    return [text for part in body[1].split(";") if (text := re.sub(r"\s+", "", part))] if body else None


def _shape(statement: str, *, is_first: bool) -> Shape | None:
    """The shape that a statement begins a group with, or joins to one."""
    patterns = {"draw": _BEGIN} if is_first else _JOINS
    for operation, pattern in patterns.items():
        if match := pattern.fullmatch(statement):
            return _from_match(match, operation)
    return None


def _from_match(match: re.Match, operation: str) -> Shape | None:
    kind, centre, params = match["kind"], _numbers(match["centre"] or "0,0"), _numbers(re.sub(r"vec2|[()]", "", match["params"]))
    if centre is None or params is None or len(centre) not in (1, 2) or len(params) != _COUNTS.get(kind, 2):
        return None
    smoothness = float(match["smoothness"].rstrip("fF")) if operation == "smooth_union" else 0.0
    return Shape(kind, centre * (3 - len(centre)), params, operation=operation, smoothness=smoothness)


def _colour(text: str) -> Colour | None:
    """A colour of three numbers, or of one for all three."""
    numbers = _numbers(text)
    return {1: numbers * 3, 3: numbers}.get(len(numbers))


def _numbers(text: str) -> tuple[float, ...] | None:
    """Comma-separated literals as floats, `None` where one is none."""
    parts = text.split(",")
    if not all(re.fullmatch(_NUMBER, part) for part in parts):
        return None
    return tuple(float(part.rstrip("fF")) + 0.0 for part in parts)
