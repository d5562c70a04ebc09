"""The numbers behind an answer: what a critic that is still learning is told beside yes or no.

One bit a question teaches slowly. Linear heads on the model's last layers, thrown away after training, learn to tell these numbers too:
how many there are of what the question names, where, how large, in what colour; by how much the fact holds; how far two pictures are apart.
"""

from __future__ import annotations

import math

import numpy as np

from vlcritic.data.glsl.scene import Scene
from vlcritic.data.questions.draw import draw
from vlcritic.data.questions.facts import Beside, Count, Fact, Larger, Within
from vlcritic.data.questions.likeness import gap
from vlcritic.data.questions.names import Thing
from vlcritic.data.questions.sample import Question
from vlcritic.data.questions.vector import MIDDLING, PLACE, SIZE

COUNT = 20
"""Numbers of a question."""

FIRST, SECOND, MARGIN, COUNTED, TRUTH, GAPS = 0, 7, 14, 15, 16, slice(17, 20)  # where they stand
COMMON, LOG_GAP = 0.7, 1.2  # how many there are on average, and what brings gaps to a spread near 1
LEAST = 1e-3  # gap of equal pictures


def hints(question: Question) -> np.ndarray:
    """Numbers `(COUNT,)` behind the answer of a question, NaN where it has no such number.

    For each of two things that the fact names, 7 numbers: how many there are and, of the only one, centre, half extent and colour. The
    margin by which the fact holds or fails; by how many a count is off; 1 where the fact is true, −1 where not. For pictures that are
    compared: logarithms of their gaps from the first, and of the gaps' ratio.
    """
    numbers = np.full(COUNT, np.nan)
    if question.fact is None:
        numbers[GAPS] = _gaps(question.scenes)
        return numbers
    fact, scene = question.fact, question.scenes[0]
    numbers[FIRST : FIRST + 7] = _numbers(fact.a, scene)
    if hasattr(fact, "b"):
        numbers[SECOND : SECOND + 7] = _numbers(fact.b, scene)
    numbers[MARGIN] = _margin(fact, scene)
    if isinstance(fact, Count):
        numbers[COUNTED] = len(fact.a.among(scene)) - fact.n
    numbers[TRUTH] = 1.0 if fact(scene) else -1.0
    return numbers


def _numbers(thing: Thing, scene: Scene) -> list[float]:
    found, shape = thing.among(scene), thing.only(scene)
    if shape is None:
        return [len(found) - COMMON, *[np.nan] * 6]
    colour = (2 * value - 1 for value in shape.colour)
    return [1 - COMMON, *(PLACE * value for value in shape.centre), SIZE * (max(shape.reach) - MIDDLING), *colour]


def _margin(fact: Fact, scene: Scene) -> float:
    """By how much a comparison of places or sizes holds; negative where it fails, NaN where nothing is compared."""
    if isinstance(fact, Beside):
        return PLACE * max(fact.offsets(scene), default=np.nan)
    if isinstance(fact, Larger):
        return 2 * math.log(fact.ratio(scene)) * (1 if fact.comparison == "larger" else -1)
    return PLACE * fact.offset(scene) if isinstance(fact, Within) else np.nan


def _gaps(scenes: tuple[Scene, ...]) -> list[float]:
    first, *others = map(draw, scenes)
    gaps = [gap(first, other) + LEAST for other in others]
    logs = [LOG_GAP * math.log10(each) + 2 for each in gaps]
    if len(gaps) == 1:
        return [*logs, np.nan, np.nan]
    return [*logs, 2 * math.log10(gaps[1] / gaps[0])]
