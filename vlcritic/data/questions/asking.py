"""Facts to ask about, and scenes in which they are true or false.

The question comes first and the answer is a fair coin, then a scene is drawn for both. So no question and no wording is more often
answered with yes than with no: who does not look at the picture is right half of the time.
"""

from __future__ import annotations

import numpy as np

from vlcritic.data.glsl.scene import Scene
from vlcritic.data.questions.facts import DIRECTIONS, HALVES, Beside, Coloured, Count, Exists, Fact, Larger, Within
from vlcritic.data.questions.names import COLOURS, KINDS, Thing, choice
from vlcritic.data.questions.scenes import MAX_SHAPES, scene_with

NEAR_MISS = 0.6  # share of scenes without a thing that have another of its kind, and of its colour


def fact_of(rng: np.random.Generator, family: str, *, simple: bool = False) -> Fact:
    """A random fact of a family; simple: it names every thing by one word."""
    while True:
        fact = _FACTS[family](rng)
        if not simple or not any(isinstance(each, Thing) and each.kind and each.colour for each in vars(fact).values()):
            return fact


def scene_of(rng: np.random.Generator, fact: Fact, truth: bool) -> Scene:
    """A random scene in which the fact has that truth."""
    while True:
        scene = _PROPOSALS[type(fact)](rng, fact, truth)
        if fact(scene) is truth:
            return scene


def _thing(rng, *, both: float = 0.6, kind: float = 0.25) -> Thing:
    """A kind and colour, a kind, or (for what is left) a colour."""
    pick = rng.random()
    return Thing(choice(rng, KINDS) if pick < both + kind else None, choice(rng, COLOURS) if not both <= pick < both + kind else None)


def _two_things(rng) -> tuple[Thing, Thing]:
    """Two things by kind, or by kind and colour, that no shape can both be."""
    while True:
        a, b = _thing(rng, both=0.5, kind=0.5), _thing(rng, both=0.5, kind=0.5)
        if a.kind != b.kind or (a.colour and b.colour and a.colour != b.colour):
            return a, b


def _count(rng) -> Count:
    if rng.random() < 0.3:
        return Count(Thing(), int(rng.integers(1, MAX_SHAPES + 1)))
    return Count(_thing(rng, both=0.0, kind=0.6), int(rng.integers(1, 4)))


_FACTS = {
    "existence": lambda rng: Exists(_thing(rng)),
    "relation": lambda rng: (lambda a, b: Beside(a, choice(rng, DIRECTIONS), b))(*_two_things(rng)),
    "count": _count,
    "colour": lambda rng: Coloured(Thing(choice(rng, KINDS)), choice(rng, COLOURS)),
    "size": lambda rng: (lambda a, b: Larger(a, choice(rng, ("larger", "smaller")), b))(*_two_things(rng)),
    "place": lambda rng: Within(_thing(rng), choice(rng, HALVES)),
}


def _other(rng, values, but) -> str:
    return choice(rng, [value for value in values if value != but])


def _near_misses(rng, thing: Thing) -> list[Thing]:
    """Things that share one word with a thing, each in most scenes."""
    if thing.kind is None or thing.colour is None:
        return []
    misses = [Thing(thing.kind, _other(rng, COLOURS, thing.colour)), Thing(_other(rng, KINDS, thing.kind), thing.colour)]
    return [miss for miss in misses if rng.random() < NEAR_MISS]


def _exists(rng, fact: Exists, truth: bool) -> Scene:
    misses = _near_misses(rng, fact.a)
    return scene_with(rng, [fact.a, *misses] if truth else misses)


def _beside(rng, fact: Beside, truth: bool) -> Scene:
    return scene_with(rng, [fact.a, fact.b] if truth or rng.random() < 0.85 else [*_near_misses(rng, fact.a), fact.b])


def _counted(rng, fact: Count, truth: bool) -> Scene:
    near = [n for n in (fact.n - 1, fact.n + 1, fact.n + 2) if 0 <= n <= MAX_SHAPES]
    n = fact.n if truth else choice(rng, near)
    return scene_with(rng, count=max(n, 1)) if fact.a == Thing() else scene_with(rng, [fact.a] * n)


def _coloured(rng, fact: Coloured, truth: bool) -> Scene:
    """Also with another shape in the colour that is asked about: it must be seen which shape has it."""
    others = [Thing(_other(rng, KINDS, fact.a.kind), fact.colour)] if rng.random() < NEAR_MISS else []
    return scene_with(rng, [Thing(fact.a.kind, fact.colour if truth else _other(rng, COLOURS, fact.colour)), *others])


_PROPOSALS = {
    Exists: _exists,
    Beside: _beside,
    Count: _counted,
    Coloured: _coloured,
    Larger: lambda rng, fact, truth: scene_with(rng, [fact.a, fact.b]),
    Within: lambda rng, fact, truth: scene_with(rng, [fact.a]),
}
