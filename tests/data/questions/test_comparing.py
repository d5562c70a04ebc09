"""Comparisons of pictures: the measure, and the answers that follow from it. Oracle: torch's average pooling."""

import numpy as np
import torch
from torch.nn.functional import avg_pool2d

from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.questions import draw, gap, question
from vlcritic.data.questions.likeness import CLOSER_RATIO, DIFFERENT_ABOVE, SAME_BELOW
from vlcritic.images import to_tensor


def pooled_gap(a, b) -> float:
    difference = to_tensor([a]) - to_tensor([b])
    return float(torch.stack([avg_pool2d(difference, cell).square().mean().sqrt() for cell in (4, 8, 16)]).mean())


def disc(x: float) -> np.ndarray:
    return draw(Scene((Shape("circle", (x, 0.0), (0.1,), colour=(0.9, 0.1, 0.1)),)))


def test_the_gap_is_that_of_averaged_pictures():
    for index in range(10):
        a, b = question(1, index, families=["same"]).images()
        assert abs(gap(a, b) - pooled_gap(a, b)) < 1e-6
        assert gap(a, b) == gap(b, a) and gap(a, a) == 0


def test_the_gap_falls_as_a_shape_comes_nearer():
    gaps = [gap(disc(0.0), disc(x)) for x in (0.0, 0.02, 0.05, 0.1, 0.2)]
    assert gaps == sorted(gaps) and len(set(gaps)) == 5


def test_pairs_are_the_same_or_clearly_not():
    answers = set()
    for index in range(60):
        each = question(2, index, families=["same"])
        distance, is_same = pooled_gap(*each.images()), each.answer != each.negated
        assert distance <= SAME_BELOW + 1e-6 if is_same else distance >= DIFFERENT_ABOVE - 1e-6
        answers.add((is_same, distance == 0))
    assert answers == {(True, True), (True, False), (False, False)}, "some that show the same are not identical"


def test_the_closer_candidate_is_closer_by_the_margin():
    ratios = []
    for index in range(60):
        each = question(3, index, families=["closer"])
        target, first, second = each.images()
        a, b = pooled_gap(target, first), pooled_gap(target, second)
        assert (a < b) is (each.answer != each.negated)
        ratios.append(min(a, b) / max(a, b))
    assert max(ratios) <= 1 / CLOSER_RATIO + 1e-4
    assert np.quantile(ratios, 0.8) > 0.4, "many are close to the margin"
