"""The vision tower learns to see. Oracle: pictures of one colour, whose targets are that colour."""

import numpy as np
import pytest
import torch
from transformers import AutoModelForImageTextToText, AutoProcessor

from vlcritic.nano import pretrain_tower

pytestmark = pytest.mark.training


def colours(count, seed):
    values = np.random.default_rng(seed).integers(0, 256, (count, 3), dtype=np.uint8)
    return [np.broadcast_to(value, (32, 32, 3)).copy() for value in values], torch.from_numpy(values / 255.0).float()


def load(folder):
    return AutoModelForImageTextToText.from_pretrained(folder), AutoProcessor.from_pretrained(folder)


def test_the_tower_learns_what_it_is_asked_and_the_language_model_stays(tiny_nano):
    model, processor = load(tiny_nano)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    images, targets = colours(64, seed=0)
    early = pretrain_tower(model, processor, images, targets, steps=2, batch_size=16)
    late = pretrain_tower(model, processor, images, targets, steps=150, batch_size=16)
    assert late < 0.25 * early
    changed = {name for name, value in model.state_dict().items() if not torch.equal(value, before[name])}
    assert changed and all("visual" in name for name in changed)


def test_equal_seeds_train_equally_and_leave_the_global_generator_alone(tiny_nano):
    images, targets = colours(16, seed=1)
    torch.manual_seed(7)
    losses = [pretrain_tower(*load(tiny_nano), images, targets, steps=3, batch_size=8, seed=5) for _ in range(2)]
    assert losses[0] == losses[1]
    drawn = torch.rand(1)
    torch.manual_seed(7)
    assert torch.equal(drawn, torch.rand(1))


def test_what_a_picture_does_not_have_is_not_learnt(tiny_nano):
    images, targets = colours(16, seed=2)
    targets[:, 1] = torch.nan
    assert np.isfinite(pretrain_tower(*load(tiny_nano), images, targets, steps=2, batch_size=8))


def test_what_is_mostly_absent_is_learnt_as_its_share_with_squared_errors_and_as_absent_with_robust_ones(tiny_nano):
    """Grey pictures that cannot be told apart, an eighth of which have the target 1: the mean of a squared error is 1/8, the median 0."""
    images, targets = [np.full((32, 32, 3), 128, np.uint8)] * 16, torch.tensor([[1.0], [1.0], *[[0.0]] * 14])
    losses = [pretrain_tower(*load(tiny_nano), images, targets, steps=60, batch_size=16, beta=beta) for beta in (1.0, 0.01)]
    assert losses[0] == pytest.approx(0.5 * (7 / 8) / 8, abs=0.004)
    assert losses[1] == pytest.approx((1 - 0.005) / 8, abs=0.01)


def test_a_missing_row_is_refused(tiny_nano):
    images, targets = colours(4, seed=3)
    with pytest.raises(ValueError, match="one row for each of 4"):
        pretrain_tower(*load(tiny_nano), images, targets[:3])
