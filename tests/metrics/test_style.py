import math
import os
from pathlib import Path

import pytest
import torch

from vlcritic.metrics import style
from vlcritic.metrics.style import (
    LAYERS,
    colour_distance,
    directions,
    gram,
    gram_distance,
    load_features,
    sliced_wasserstein,
    style_distance,
    style_error,
    wasserstein,
)

WEIGHTS = Path(os.environ.get("VLCRITIC_TEST_DATA", Path(__file__).parents[3] / "shared")) / "weights" / "lpips"
needs_weights = pytest.mark.skipif(not WEIGHTS.is_dir(), reason=f"no LPIPS weights in {WEIGHTS}; set VLCRITIC_TEST_DATA")
NETWORK_METRICS = [gram_distance, style_distance, style_error, sliced_wasserstein]
each_metric = pytest.mark.parametrize("metric", NETWORK_METRICS, ids=lambda metric: metric.__name__)


def noise(count, *size, seed=0, dtype=torch.float32):
    return torch.rand(count, 3, *size, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def texture(side, *, x=0, period=32):
    """A pattern that repeats, so that another part of it differs at the border alone."""
    across, down = ((torch.arange(side) + offset) * (2 * math.pi / period) for offset in (x, 0))
    wave = across.sin()[None, :] * down.sin()[:, None]
    return torch.stack([0.5 + 0.4 * wave, 0.5 - 0.3 * wave.square(), 0.3 + 0.2 * wave])[None]


@pytest.fixture
def small_network(monkeypatch):
    """Two layers of random weights in float64, in place of a network that must be fetched."""
    generator = torch.Generator().manual_seed(0)
    first, second = (torch.randn(*shape, 3, 3, generator=generator, dtype=torch.float64) for shape in ((4, 3), (5, 4)))

    def features(images):
        middle = torch.nn.functional.conv2d(images, first).tanh()
        return [middle.flatten(2), torch.nn.functional.conv2d(middle, second).tanh().flatten(2)]

    monkeypatch.setattr(style, "load_features", lambda *_, **__: features)
    return features


def test_a_gram_matrix_is_the_mean_product_of_channels():
    features = torch.tensor([[[1.0, 2.0, 3.0], [0.0, 1.0, -1.0]]])
    assert gram(features).tolist() == [[[pytest.approx(14 / 3), pytest.approx(-1 / 3)], [pytest.approx(-1 / 3), pytest.approx(2 / 3)]]]


def test_the_distance_counts_every_entry_of_every_layer_once(small_network):
    images, targets = noise(2, 6, 7, seed=1, dtype=torch.float64), noise(2, 6, 7, seed=2, dtype=torch.float64)
    expected = []
    for image, target in zip(small_network(images), small_network(targets), strict=True):
        products = [torch.einsum("bin,bjn->bij", layer, layer) / layer.shape[2] for layer in (image, target)]
        expected.append((products[0] - products[1]).abs().sum(dim=(1, 2)))
    assert torch.allclose(gram_distance(images, targets), sum(expected) / (4 * 4 + 5 * 5))
    colour = colour_distance(images, targets)
    assert torch.allclose(style_distance(images, targets), gram_distance(images, targets) + 0.1 * colour)


def test_the_style_error_is_the_distance_over_the_mean_covariance(small_network):
    images, targets = noise(2, 6, 7, seed=1, dtype=torch.float64), noise(2, 6, 7, seed=2, dtype=torch.float64)
    layers = small_network(targets)
    scale = [sum(layer[i].cov(correction=0).abs().sum() for layer in layers) / (4 * 4 + 5 * 5) for i in range(2)]
    assert torch.allclose(style_error(images, targets), style_distance(images, targets) / torch.stack(scale))


def test_a_constant_target_asks_for_its_colour_to_a_twentieth(small_network):
    target = torch.full((1, 3, 8, 8), 0.3, dtype=torch.float64)
    expected = (gram_distance(target + 0.1, target) + 0.1 * 0.1) / (0.1 * 0.05)
    assert torch.allclose(style_error(target + 0.1, target), expected)


def test_the_colour_distance_is_that_of_the_averages_of_squares():
    images, targets = noise(2, 64, 32, seed=1), noise(2, 64, 32, seed=2)
    cells = (images - targets).reshape(2, 3, 16, 4, 16, 2).mean(dim=(3, 5))
    assert torch.allclose(colour_distance(images, targets), cells.abs().mean(dim=(1, 2, 3)), atol=1e-7)


def test_the_wasserstein_distance_of_equal_counts_compares_sorted_samples():
    first, second = torch.tensor([0.0, 1.0, 5.0]), torch.tensor([1.0, 1.0, 2.0])
    assert wasserstein(first, second).item() == pytest.approx((1 + 0 + 9) / 3)


@pytest.mark.parametrize(("count", "other"), [(2, 3), (6, 4), (1, 5), (7, 5)])
def test_the_wasserstein_distance_of_unequal_counts_is_that_of_repeated_samples(count, other):
    """Each sample of N stands for M of N·M, so repeating makes the counts equal and changes neither distribution."""
    generator = torch.Generator().manual_seed(count)
    first, second = (torch.rand(2, size, generator=generator, dtype=torch.float64).sort().values for size in (count, other))
    repeated = wasserstein(first.repeat_interleave(other, dim=1), second.repeat_interleave(count, dim=1))
    assert torch.allclose(wasserstein(first, second), repeated, rtol=1e-12)


def test_directions_are_unit_vectors_of_their_generator_alone():
    before = torch.get_rng_state()
    slices = directions(200, 3, torch.Generator().manual_seed(1))
    assert torch.allclose(slices.norm(dim=1), torch.ones(200, dtype=torch.float64))
    assert (slices.mT @ slices / 200 - torch.eye(3) / 3).abs().max() < 0.06, "evenly spread: a third for each axis; 0.06 is 2.5 deviations"
    assert torch.equal(slices, directions(200, 3, torch.Generator().manual_seed(1)))
    assert torch.equal(before, torch.get_rng_state())


def test_the_colours_of_two_constant_grey_pictures_are_as_far_as_the_directions_say():
    """Along v a grey step of s moves every pixel by s Σv; the divisor is the floor, 0.05²."""
    target = torch.full((1, 3, 4, 4), 0.3, dtype=torch.float64)
    steps = directions(32, 3, torch.Generator().manual_seed(5)).sum(dim=1)
    expected = (0.1 * steps).square().mean() / 0.05**2
    assert sliced_wasserstein(target + 0.1, target, seed=5).item() == pytest.approx(expected.item(), rel=1e-9)


def test_permuted_pixels_have_the_same_colours():
    targets = noise(2, 9, 11)
    order = torch.randperm(99, generator=torch.Generator().manual_seed(0))
    permuted = targets.flatten(2)[..., order].view_as(targets)
    assert sliced_wasserstein(permuted, targets).max() < 1e-10  # 0 but for products that round differently in another order


def test_a_picture_twice_as_large_with_each_pixel_four_times_has_the_same_colours():
    targets = noise(2, 6, 5)
    assert sliced_wasserstein(targets.repeat_interleave(2, dim=2).repeat_interleave(2, dim=3), targets).max() < 1e-10


def test_a_constant_picture_is_as_far_as_the_variance_or_further(small_network):
    targets, colours = noise(20, 8, 8, dtype=torch.float64), noise(20, 1, 1, seed=1, dtype=torch.float64).expand(-1, -1, 8, 8)
    for net in ("vgg", None):
        assert sliced_wasserstein(colours, targets, net=net).min() >= 1
    mean = targets.mean(dim=(2, 3), keepdim=True).expand_as(targets)
    assert torch.allclose(sliced_wasserstein(mean, targets), torch.ones(20, dtype=torch.float64)), "the best one"


def test_another_seed_is_another_function_and_the_same_one_the_same():
    images, targets = noise(1, 8, 8), noise(1, 8, 8, seed=1)
    assert sliced_wasserstein(images, targets, seed=3).item() == sliced_wasserstein(images, targets, seed=3).item()
    assert sliced_wasserstein(images, targets, seed=3).item() != sliced_wasserstein(images, targets, seed=4).item()


@pytest.mark.parametrize("size", [(5, 5), (6, 7)])
def test_the_metrics_have_the_gradient_of_finite_differences(small_network, size):
    images, targets = noise(2, 5, 5, dtype=torch.float64).requires_grad_(), noise(2, *size, seed=1, dtype=torch.float64)
    for metric in (gram_distance, style_error):
        assert torch.autograd.gradcheck(lambda pictures, metric=metric: metric(pictures, targets), (images,))
    for net in ("vgg", None):
        assert torch.autograd.gradcheck(lambda pictures, net=net: sliced_wasserstein(pictures, targets, net=net, projections=3), (images,))


@needs_weights
@each_metric
@pytest.mark.parametrize("net", LAYERS)
def test_equal_pictures_are_at_zero_and_pairs_of_a_batch_are_independent(metric, net):
    images, targets = noise(4, 64, 64), noise(3, 64, 64, seed=1)[[0, 0, 1, 2]]
    images[2] = targets[2]
    together = metric(images, targets, net=net, folder=WEIGHTS)
    alone = [metric(images[i : i + 1], targets[i : i + 1], net=net, folder=WEIGHTS) for i in range(4)]
    assert torch.allclose(together, torch.cat(alone), rtol=1e-3, atol=1e-6)  # 1e-3: kernels of other batch sizes round differently
    assert together[2].item() == pytest.approx(0, abs=1e-6)
    assert together[[0, 1, 3]].min() > 1e-3


@needs_weights
@pytest.mark.parametrize("metric", [gram_distance, sliced_wasserstein], ids=lambda metric: metric.__name__)
def test_a_texture_shifted_by_the_networks_stride_is_near_and_another_one_or_none_is_far(metric):
    """Alex's last layer looks at every 16th pixel: shifted by 16 of a period of 32, features move by one place, but at the border."""
    target = texture(256)
    far = [texture(256, period=16), target.mean(dim=(2, 3), keepdim=True).expand_as(target)]
    shifted, *others = (metric(image, target, net="alex", folder=WEIGHTS).item() for image in (texture(256, x=16), *far))
    assert 0 < shifted < 0.2 * min(others)


@needs_weights
@pytest.mark.parametrize("metric", [gram_distance, sliced_wasserstein], ids=lambda metric: metric.__name__)
def test_pictures_of_another_size_are_compared_where_the_texture_is_the_same(metric):
    target = texture(256)
    mean = target.mean(dim=(2, 3), keepdim=True).expand_as(target)
    smaller, constant = (metric(image, target, net="alex", folder=WEIGHTS).item() for image in (texture(192), mean))
    assert 0 < smaller < 0.2 * constant


@needs_weights
@each_metric
def test_float64_agrees_with_float32(metric):
    images, targets = noise(1, 64, 64), noise(1, 64, 64, seed=1)
    precise = metric(images.double(), targets.double(), net="alex", folder=WEIGHTS)
    assert precise.dtype == torch.float64
    assert metric(images, targets, net="alex", folder=WEIGHTS).item() == pytest.approx(precise.item(), rel=1e-4)


@needs_weights
def test_a_constant_picture_has_the_same_features_everywhere():
    """Zeros beyond the border would make an edge there."""
    for layer in load_features("vgg", WEIGHTS)(torch.full((1, 3, 64, 64), 0.7)):
        assert (layer - layer[..., :1]).abs().max() <= 1e-5 * layer.abs().max()


@needs_weights
@each_metric
def test_weights_first_used_by_a_judge_still_carry_gradients(metric):
    load_features.cache_clear()
    images, targets = noise(1, 64, 64), noise(1, 64, 64, seed=1)
    with torch.inference_mode():
        metric(images, targets, net="alex", folder=WEIGHTS)
    images.requires_grad_()
    metric(images, targets, net="alex", folder=WEIGHTS).sum().backward()
    assert images.grad.isfinite().all() and images.grad.abs().sum() > 0
