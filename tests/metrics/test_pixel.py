import pytest
import torch

from vlcritic.metrics.pixel import STD_FLOOR, averaged, mse, pixel_similarity


def pictures(count=4, side=12, seed=0, dtype=torch.float32):
    return torch.rand(count, 3, side, side, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def test_mse_is_the_mean_of_squares_of_each_pair():
    images, targets = pictures(seed=1), pictures(seed=2)
    expected = [((image.double() - target.double()) ** 2).sum() / (3 * 12 * 12) for image, target in zip(images, targets, strict=True)]
    assert torch.allclose(mse(images, targets).double(), torch.stack(expected), rtol=1e-6)


def test_similarity_is_rlrf_on_standardised_pictures():
    targets = pictures(seed=2)
    images = targets + 0.05 * pictures(seed=1)
    mean = targets.mean(dim=(1, 2, 3), keepdim=True)
    std = targets.std(dim=(1, 2, 3), correction=0, keepdim=True)
    expected = (1 - mse((images - mean) / std, (targets - mean) / std)).clamp(-1, 1)
    assert torch.allclose(pixel_similarity(images, targets), expected, atol=1e-6)
    assert 0.5 < expected.min() < expected.max() < 1, "the case lies inside the clip"


def test_the_mean_colour_of_a_grey_target_scores_zero():
    targets = pictures()[:, :1].expand(-1, 3, -1, -1)
    flat = targets.mean(dim=(2, 3), keepdim=True).expand_as(targets)
    assert torch.allclose(pixel_similarity(flat, targets), torch.zeros(4), atol=1e-6)


@pytest.mark.parametrize(("error", "expected"), [(0.0, 1.0), (STD_FLOOR / 2, 0.75), (STD_FLOOR, 0.0), (0.5, -1.0)])
def test_a_constant_target_has_a_similarity(error, expected):
    target = torch.full((1, 3, 8, 8), 0.3, dtype=torch.float64)
    assert pixel_similarity(target + error, target).item() == pytest.approx(expected, abs=1e-9)


def test_pixel_metrics_have_the_gradient_of_finite_differences():
    targets = pictures(2, 3, seed=2, dtype=torch.float64)
    images = (targets + 0.05 * pictures(2, 3, seed=1, dtype=torch.float64)).requires_grad_()
    assert torch.autograd.gradcheck(mse, (images, targets))
    assert torch.autograd.gradcheck(pixel_similarity, (images, targets))


@pytest.mark.parametrize(("size", "factor"), [((8, 12), 2), ((9, 6), 3), ((9, 7), 2), ((5, 8), 4)])
def test_cells_are_averaged_as_torch_averages_them(size, factor):
    images = torch.rand(2, 3, *size, generator=torch.Generator().manual_seed(0))
    expected = torch.nn.functional.avg_pool2d(images, factor, ceil_mode=True)
    assert torch.allclose(averaged(images, factor), expected, atol=1e-6)
