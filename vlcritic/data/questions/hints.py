"""The numbers behind an answer: what a critic that is still learning is told beside yes or no.

One bit a question teaches slowly. A linear head on the model's last layer, thrown away after training, learns to tell these numbers too:
how many there are of what the question names, where, how large, in what colour; by how much the fact holds; how far two pictures are apart.
(Measured on a nano critic's first questions: right in 85 % after 155 steps of 64 questions.)
"""

from __future__ import annotations

import math

import numpy as np

from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.questions.draw import draw
from vlcritic.data.questions.facts import DIRECTIONS, HALVES, Beside, Count, Fact, Larger, Within
from vlcritic.data.questions.likeness import gap
from vlcritic.data.questions.names import Thing
from vlcritic.data.questions.sample import Question

COUNT = 20
"""Numbers of a question."""

FIRST, SECOND, MARGIN, COUNTED, TRUTH, GAPS = 0, 7, 14, 15, 16, slice(17, 20)  # where they stand
PLACE, SIZE, LOG_GAP = 4.0, 12.0, 1.2  # bring them to a spread near 1
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
    found = thing.among(scene)
    if len(found) != 1:
        return [len(found) - 0.7, *[np.nan] * 6]
    (shape,) = found
    return [0.3, *(PLACE * value for value in shape.centre), SIZE * (max(shape.reach) - 0.15), *(2 * value - 1 for value in shape.colour)]


def _margin(fact: Fact, scene: Scene) -> float:
    """By how much a comparison of places or sizes holds; negative where it fails, NaN where nothing is compared."""
    if isinstance(fact, Beside):
        axis, sign = DIRECTIONS[fact.direction]
        other = _only(fact.b, scene)
        offsets = [sign * (shape.centre[axis] - other.centre[axis]) for shape in fact.a.among(scene) if shape is not other]
        return PLACE * max(offsets, default=np.nan)
    if isinstance(fact, Larger):
        ratio = max(_only(fact.a, scene).reach) / max(_only(fact.b, scene).reach)
        return 2 * math.log(ratio) * (1 if fact.comparison == "larger" else -1)
    if isinstance(fact, Within):
        axis, sign = HALVES[fact.half]
        return PLACE * sign * _only(fact.a, scene).centre[axis]
    return np.nan


def _only(thing: Thing, scene: Scene) -> Shape:
    (shape,) = thing.among(scene)
    return shape


def _gaps(scenes: tuple[Scene, ...]) -> list[float]:
    first, *others = map(draw, scenes)
    gaps = [gap(first, other) + LEAST for other in others]
    logs = [LOG_GAP * math.log10(each) + 2 for each in gaps]
    if len(gaps) == 1:
        return [*logs, np.nan, np.nan]
    return [*logs, 2 * math.log10(gaps[1] / gaps[0])]
