"""Pairs and triples of scenes for the questions that compare pictures."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vlcritic.data.glsl.scene import Scene
from vlcritic.data.questions.draw import draw
from vlcritic.data.questions.likeness import CLOSER_RATIO, DIFFERENT_ABOVE, LEAST_GAP, SAME_BELOW, gap
from vlcritic.data.questions.scenes import along, altered, direction, moved, scene_with

AMOUNTS = (0.02, 1.0)  # of changes, log-uniform
IDENTICAL = 0.5  # share of pairs of the same scene among those that show the same

Kept = Callable[[Scene], bool]


def pair(rng: np.random.Generator, truth: bool, keep: Kept) -> tuple[Scene, Scene]:
    """Two scenes whose pictures are the same, or are not, by `gap`; every scene satisfies `keep`."""
    while True:
        first = _kept(lambda: scene_with(rng), keep)
        if truth and rng.random() < IDENTICAL:
            return first, first
        second = moved(rng, first, rng.uniform(0.003, 0.03)) if truth else _candidate(rng, first)
        distance = gap(draw(first), draw(second))
        if keep(second) and (distance <= SAME_BELOW if truth else distance >= DIFFERENT_ABOVE):
            return first, second


def triple(rng: np.random.Generator, truth: bool, keep: Kept) -> tuple[Scene, Scene, Scene]:
    """A target and two candidates; the first candidate is closer to it where `truth`, by `gap` and a margin."""
    while True:
        target = _kept(lambda: scene_with(rng), keep)
        near, far = _candidates(rng, target)
        distances = [gap(draw(target), draw(scene)) for scene in (near, far)]
        if distances[0] > distances[1]:
            near, far, distances = far, near, distances[::-1]
        if keep(near) and keep(far) and distances[1] >= max(LEAST_GAP, CLOSER_RATIO * distances[0]):
            return (target, near, far) if truth else (target, far, near)


def _candidates(rng, target: Scene) -> tuple[Scene, Scene]:
    """Two candidates: on one line from the target, or apart from each other."""
    if rng.random() < 0.4:
        change, far = direction(rng, target), _amount(rng)
        return along(target, change, far * rng.uniform(0, 0.8)), along(target, change, far)
    return _candidate(rng, target), _candidate(rng, target)


def _candidate(rng, target: Scene) -> Scene:
    """A scene at any distance from the target."""
    pick = rng.random()
    if pick < 0.65:
        return moved(rng, target, _amount(rng))
    return altered(rng, target) if pick < 0.85 else scene_with(rng)


def _amount(rng) -> float:
    return float(np.exp(rng.uniform(*np.log(AMOUNTS))))


def _kept(make: Callable[[], Scene], keep: Kept) -> Scene:
    while not keep(scene := make()):
        pass
    return scene
