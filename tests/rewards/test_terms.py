import math
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from vlcritic.rewards import CannyTerm, EdgeTerm, LpipsTerm, MaskIouTerm, PixelTerm, SsimTerm, default_terms

WEIGHTS = Path(os.environ.get("VLCRITIC_TEST_DATA", Path(__file__).parents[3] / "shared")) / "weights" / "lpips"
needs_weights = pytest.mark.skipif(not WEIGHTS.is_dir(), reason=f"no LPIPS weights in {WEIGHTS}; set VLCRITIC_TEST_DATA")
TERMS = [PixelTerm(), EdgeTerm(), CannyTerm(), SsimTerm(), MaskIouTerm(), pytest.param(LpipsTerm(folder=WEIGHTS), marks=needs_weights)]
each_term = pytest.mark.parametrize("term", TERMS, ids=lambda term: term.__name__)


def discs(*, x=0.0, radius=0.2, side=64):
    at = (torch.arange(side) + 0.5) / side - 0.5
    inside = (at[None, :] - x) ** 2 + at[:, None] ** 2 < radius**2
    return inside.float().expand(1, 3, side, side).contiguous()


@each_term
def test_a_term_is_one_for_equal_pictures_and_within_0_and_1_for_any(term):
    generator = torch.Generator().manual_seed(0)
    images, targets = (torch.rand(4, 3, 64, 64, generator=generator) for _ in range(2))
    images[0], images[1], targets[2] = targets[0], 0.0, 1.0
    values = term(images, targets)
    assert values.shape == (4,)
    assert values[0].item() == pytest.approx(1, abs=1e-6)
    assert 0 <= values.min() and values[1:].max() < 1


@each_term
def test_a_nearer_disc_scores_higher(term):
    far, near, same = (term(discs(x=x), discs()).item() for x in (0.15, 0.02, 0.0))
    assert far < near < same


@each_term
def test_a_term_survives_pickling(term):
    copy = pickle.loads(pickle.dumps(term))
    assert copy(discs(x=0.1), discs()).item() == term(discs(x=0.1), discs()).item()


@pytest.mark.parametrize("term", [PixelTerm(), EdgeTerm(), CannyTerm()], ids=lambda term: term.__name__)
def test_an_empty_canvas_is_worth_no_more_than_a_misplaced_disc(term):
    assert term(torch.zeros(1, 3, 64, 64), discs()).item() == pytest.approx(0, abs=0.01)
    assert term(discs(x=0.45), discs(x=-0.2)).item() == 0


@needs_weights
def test_lpips_sees_large_pictures_as_the_size_it_was_fitted_for():
    term = LpipsTerm(folder=WEIGHTS)
    empty, misplaced, target = torch.zeros(1, 3, 256, 256), discs(x=0.3, side=256), discs(side=256)
    assert term(misplaced, target).item() > term(empty, target).item() + 0.1
    smaller = [torch.nn.functional.avg_pool2d(batch, 4) for batch in (misplaced, target)]
    assert term(misplaced, target).item() == pytest.approx(term(*smaller).item(), abs=1e-5)


def test_the_default_weights_sum_to_one():
    for language in ("glsl", "blender"):
        assert math.isclose(sum(default_terms(language).values()), 1)
    assert [term.__name__ for term in default_terms("blender")] == ["pixel", "lpips", "style"]


def test_importing_the_rewards_loads_neither_torch_nor_opengl():
    heavy = "sorted({'torch', 'kornia', 'trl', 'moderngl', 'lpips'} & set(sys.modules))"
    code = f"import sys, vlcritic.rewards; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
