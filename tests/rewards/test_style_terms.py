import os
import pickle
from pathlib import Path

import pytest
import torch

from vlcritic.rewards import SlicedWassersteinTerm, StyleTerm

WEIGHTS = Path(os.environ.get("VLCRITIC_TEST_DATA", Path(__file__).parents[3] / "shared")) / "weights" / "lpips"
needs_weights = pytest.mark.skipif(not WEIGHTS.is_dir(), reason=f"no LPIPS weights in {WEIGHTS}; set VLCRITIC_TEST_DATA")
COLOURS = SlicedWassersteinTerm(None)
NETWORKS = [StyleTerm(folder=WEIGHTS), SlicedWassersteinTerm(folder=WEIGHTS)]
each_network = pytest.mark.parametrize(
    "term", [pytest.param(term, marks=needs_weights) for term in NETWORKS], ids=lambda term: term.__name__
)
each_term = pytest.mark.parametrize(
    "term", [COLOURS, *(pytest.param(term, marks=needs_weights) for term in NETWORKS)], ids=lambda term: f"{term.__name__}-{term.net}"
)


def noise(seed, *, low=(0.2, 0.1, 0.1), high=(0.9, 0.6, 0.3), side=8, canvas=256):
    """Smooth noise of `side` pixels between two colours, on a larger canvas than is looked at, so that windows can be cut from it."""
    grey = torch.rand(1, 1, canvas // side, canvas // side, generator=torch.Generator().manual_seed(seed))
    grey = torch.nn.functional.interpolate(grey, size=(canvas, canvas), mode="bicubic", align_corners=False).clamp(0, 1)
    low, high = (torch.tensor(colour).view(1, 3, 1, 1) for colour in (low, high))
    return low + (high - low) * grey


TARGET = noise(0)[..., :128, :128]
PICTURES = {
    "same": TARGET,
    "paler": 0.9 * TARGET + 0.05,
    "another window": noise(0)[..., 101:229, 93:221],
    "other seed": noise(1)[..., :128, :128],
    "mean colour": TARGET.mean(dim=(2, 3), keepdim=True).expand_as(TARGET),
    "black": torch.zeros_like(TARGET),
    "unrelated": noise(2, low=(0.1, 0.7, 0.9), high=(0.0, 0.0, 0.2), side=2)[..., :128, :128],
}


def scores(term):
    images = torch.cat(list(PICTURES.values()))
    return dict(zip(PICTURES, term(images, TARGET.expand(len(images), -1, -1, -1)).tolist(), strict=True))


@each_term
def test_a_term_is_one_for_equal_pictures_and_within_0_and_1_for_any(term):
    found = scores(term)
    assert found["same"] == pytest.approx(1, abs=1e-6)
    assert all(0 <= score <= 1 for score in found.values())


@each_network
def test_the_same_texture_elsewhere_scores_high_and_no_constant_or_other_one_does(term):
    found = scores(term)
    assert min(found["paler"], found["another window"], found["other seed"]) > 0.6, found  # 16 × 16 patches are few: two samples differ
    assert max(found["mean colour"], found["black"], found["unrelated"]) < 0.3, found


def test_colours_alone_tell_which_there_are_and_not_where():
    found = scores(COLOURS)
    assert found["other seed"] > 0.95
    assert found["mean colour"] == pytest.approx(0.5, abs=1e-4), "the variance over itself"
    assert max(found["black"], found["unrelated"]) < 0.1


@each_network
def test_a_faint_texture_is_not_met_by_its_mean_colour(term):
    """At a quarter of the contrast the absolute Gram distance of the mean colour is that of another window of the full texture."""
    mean = TARGET.mean(dim=(2, 3), keepdim=True)
    faint = mean + 0.25 * (TARGET - mean)
    assert term(mean.expand_as(faint), faint).item() < 0.5


@each_term
def test_large_pictures_are_judged_as_if_shrunk(term):
    images, targets = (noise(seed, side=16) for seed in (3, 4))
    smaller = [torch.nn.functional.avg_pool2d(batch, 2) for batch in (images, targets)]
    assert term(images, targets).item() == pytest.approx(term(*smaller).item(), abs=1e-5)


@each_term
def test_a_term_survives_pickling_and_its_options_are_plain(term):
    copy = pickle.loads(pickle.dumps(term))
    assert vars(copy) == vars(term)
    assert copy(PICTURES["paler"], TARGET).item() == term(PICTURES["paler"], TARGET).item()
