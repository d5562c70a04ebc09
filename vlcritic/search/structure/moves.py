"""Moves over the structure of a scene: which there are, and what one does, with the ratio that makes it reversible.

    swap      a shape takes another form of the same size (`forms`)
    toggle    a shape but the first takes another operation; one that begins to draw brings a colour
    add       a shape comes in that resembles one that is there (`newcomers`)
    drop      a shape goes
    exchange  a shape and the one before it change places: two groups, where it begins one; else two shapes of a group

Every move has one that takes it back: exchange, swap and toggle have one of their own name, add and drop each other. For that, drop
leaves the first shape of a group to its next: the colour stays, and the next one's operation is lost. So add has three ways in: join a
group behind a shape, with one of four operations; begin a group of its own, at a border of groups; begin a group that is there, whose
first shape then joins with one of four operations. With n shapes in g groups these are 4 n + (g + 1) + 4 g.

Source of the ratio: Green 1995, equation 7; densities are over the numbers of the scene as its program writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from vlcritic.data.glsl.booleans import FRAME
from vlcritic.data.glsl.sample import MAX_SHAPES as STAGE_SHAPES
from vlcritic.data.glsl.scene import KINDS, OPERATIONS, Scene, Shape
from vlcritic.search.structure.forms import (
    coordinates,
    draw_traits,
    form_of,
    forms,
    is_sound,
    kept,
    log_traits,
    log_uniform,
    log_volume,
    params_of,
)
from vlcritic.search.structure.newcomers import draw_newcomer, log_newcomer

MAX_SHAPES = max(STAGE_SHAPES.values())
WEIGHTS = {"swap": 4.0, "toggle": 2.0, "add": 2.0, "drop": 1.0, "exchange": 1.0}
"""How often each sort of move is tried, of those that a scene has."""

JOINS = OPERATIONS[1:]
SMOOTHNESS = (0.03, 0.12)  # a little wider than the sampler's


class Move(NamedTuple):
    """One move, but for the numbers that it draws.

    Attributes:
        name: one of `WEIGHTS`.
        index: of the shape that it is about; where it will stand, for `add`; the later of two, for `exchange`.
        choice: the new form; the operation; for `add` an operation and whether it goes to the shape that begins the group now.
    """

    name: str
    index: int
    choice: tuple | str = ()


@dataclass(frozen=True)
class Outcome:
    """What a move made.

    Attributes:
        scene: the new scene, numbers unrounded.
        reverse: the move that takes it back.
        log_ratio: log density of the numbers that `reverse` would draw − of those drawn + log |Jacobian|.
    """

    scene: Scene
    reverse: Move
    log_ratio: float = 0.0


def moves(scene: Scene, *, kinds: Sequence[str] = KINDS, max_shapes: int = MAX_SHAPES) -> dict[str, list[Move]]:
    """All moves that change a scene, by name; names without any are left out."""
    count = len(scene.shapes)
    found = {
        "swap": [
            Move("swap", index, form)
            for index, shape in enumerate(scene.shapes)
            if is_sound(shape)
            for form in forms(kinds)
            if form != form_of(shape)
        ],
        "toggle": [
            Move("toggle", index, operation)
            for index in range(1, count)
            for operation in OPERATIONS
            if operation != scene.shapes[index].operation
        ],
        "add": _entrances(scene) if count < max_shapes and all(map(is_sound, scene.shapes)) else [],
        "drop": [Move("drop", index) for index in range(count)] if count > 1 else [],
        "exchange": [Move("exchange", index) for index in range(1, count) if _exchanged(scene.shapes, index)[0] != scene.shapes],
    }
    return {name: each for name, each in found.items() if each}


def make(rng: np.random.Generator, scene: Scene, move: Move, *, kinds: Sequence[str] = KINDS) -> Outcome:
    """What a move makes of a scene, its numbers drawn."""
    if move.name == "exchange":
        shapes, index = _exchanged(scene.shapes, move.index)
        return Outcome(replace(scene, shapes=shapes), Move("exchange", index))
    if move.name == "drop":
        return _drop(scene, move.index, kinds)
    return {"swap": _swap, "toggle": _toggle}[move.name](rng, scene, move) if move.name != "add" else _add(rng, scene, move, kinds)


def is_valid(scene: Scene, *, max_shapes: int = MAX_SHAPES) -> bool:
    """Whether a program can say the scene: few enough shapes, none too small to write, all inside the sampler's frame."""
    return 1 <= len(scene.shapes) <= max_shapes and all(is_writable(shape) and is_inside(shape) for shape in scene.shapes)


def is_writable(shape: Shape) -> bool:
    """Whether two decimals write it without a zero where there may be none."""
    return is_sound(shape) and (shape.operation != "smooth_union" or shape.smoothness >= 0.01)


def is_inside(shape: Shape) -> bool:
    """Whether it lies inside the frame."""
    return all(abs(at) + reach <= FRAME + 1e-9 for at, reach in zip(shape.centre, shape.reach, strict=True))


def _swap(rng: np.random.Generator, scene: Scene, move: Move) -> Outcome:
    shape, form = scene.shapes[move.index], move.choice
    old, (size, traits) = form_of(shape), coordinates(shape)
    common = kept(old[0], form[0])
    drawn = (*traits[:common], *draw_traits(rng, form[0])[common:])
    swapped = replace(shape, kind=form[0], params=params_of(form, size, drawn))
    lost, gained = (log_traits(kind, values, first=common) for kind, values in ((old[0], traits), (form[0], drawn)))
    ratio = lost - gained + log_volume(form, size, drawn) - log_volume(old, size, traits)
    return Outcome(_with(scene, move.index, swapped), Move("swap", move.index, old), ratio)


def _toggle(rng: np.random.Generator, scene: Scene, move: Move) -> Outcome:
    shape = scene.shapes[move.index]
    toggled = _joined(rng, shape, move.choice)
    ratio = _log_joined(shape) - _log_joined(toggled)
    return Outcome(_with(scene, move.index, toggled), Move("toggle", move.index, shape.operation), ratio)


def _add(rng: np.random.Generator, scene: Scene, move: Move, kinds: Sequence[str]) -> Outcome:
    operation, is_first = move.choice
    shape = draw_newcomer(rng, scene.shapes, kinds)
    before, after = scene.shapes[: move.index], scene.shapes[move.index :]
    if is_first:
        shape, joined = replace(shape, colour=after[0].colour), _joined(rng, after[0], operation)
        after = (joined, *after[1:])
    else:
        shape = joined = _joined(rng, shape, operation)
    ratio = -_log_joined(joined) - log_newcomer(shape, scene.shapes, kinds)
    return Outcome(replace(scene, shapes=(*before, shape, *after)), Move("drop", move.index), ratio)


def _drop(scene: Scene, index: int, kinds: Sequence[str]) -> Outcome:
    gone, before, after = scene.shapes[index], scene.shapes[:index], scene.shapes[index + 1 :]
    is_first = gone.operation == "draw" and bool(after) and after[0].operation != "draw"
    joined = after[0] if is_first else gone
    if is_first:
        after = (replace(after[0], operation="draw", colour=gone.colour, smoothness=0.0), *after[1:])
    left = (*before, *after)
    ratio = _log_joined(joined) + (log_newcomer(gone, left, kinds) if all(map(is_sound, scene.shapes)) else -np.inf)
    return Outcome(replace(scene, shapes=left), Move("add", index, (joined.operation, is_first)), ratio)


def _entrances(scene: Scene) -> list[Move]:
    """All ways in."""
    count, starts = len(scene.shapes), [index for index, shape in enumerate(scene.shapes) if shape.operation == "draw"]
    behind = [Move("add", index, (operation, False)) for index in range(1, count + 1) for operation in JOINS]
    alone = [Move("add", index, ("draw", False)) for index in (*starts, count)]
    ahead = [Move("add", index, (operation, True)) for index in starts for operation in JOINS]
    return behind + alone + ahead


def _exchanged(shapes: tuple[Shape, ...], index: int) -> tuple[tuple[Shape, ...], int]:
    """The shapes after an exchange, and the index of the exchange that takes it back."""
    first, second = shapes[index - 1], shapes[index]
    if second.operation == "draw":
        return _restacked(shapes, index)
    if first.operation == "draw":  # the colour and the operations stay where they are
        first, second = (
            replace(place, kind=body.kind, centre=body.centre, params=body.params) for place, body in ((first, second), (second, first))
        )
        pair = (first, second)
    else:
        pair = (second, first)
    return (*shapes[: index - 1], *pair, *shapes[index + 1 :]), index


def _restacked(shapes: tuple[Shape, ...], index: int) -> tuple[tuple[Shape, ...], int]:
    """The group that begins at `index` painted before the one that it followed."""
    starts = [place for place, shape in enumerate(shapes) if shape.operation == "draw"]
    start = max(place for place in starts if place < index)
    end = min((place for place in starts if place > index), default=len(shapes))
    return (*shapes[:start], *shapes[index:end], *shapes[start:index], *shapes[end:]), start + end - index


def _joined(rng: np.random.Generator, shape: Shape, operation: str) -> Shape:
    """The shape with another operation and what that needs, drawn."""
    colour = tuple(float(value) for value in rng.random(3)) if operation == "draw" else None
    smoothness = float(rng.uniform(*SMOOTHNESS)) if operation == "smooth_union" else 0.0
    return replace(shape, operation=operation, colour=colour, smoothness=smoothness)


def _log_joined(shape: Shape) -> float:
    """Log density of what `_joined` drew for the shape."""
    if shape.operation == "smooth_union":
        return log_uniform(shape.smoothness, *SMOOTHNESS)
    return sum(log_uniform(value, 0.0, 1.0) for value in shape.colour or ()) if shape.operation == "draw" else 0.0


def _with(scene: Scene, index: int, shape: Shape) -> Scene:
    """The scene with one shape replaced."""
    return replace(scene, shapes=(*scene.shapes[:index], shape, *scene.shapes[index + 1 :]))
