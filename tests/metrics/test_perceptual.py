import os
from pathlib import Path

import pytest
import torch

from vlcritic import images
from vlcritic.errors import DataError
from vlcritic.metrics.perceptual import MIN_SIDE, load_lpips, lpips_distance

SHARED = Path(os.environ.get("VLCRITIC_TEST_DATA", Path(__file__).parents[3] / "shared"))
WEIGHTS = SHARED / "weights" / "lpips"
pytestmark = pytest.mark.skipif(not WEIGHTS.is_dir(), reason=f"no LPIPS weights in {WEIGHTS}; set VLCRITIC_TEST_DATA")

GOLDEN = {"squeeze": (0.711048, 0.147902, 0.102380, 0.093774), "alex": (0.721881, 0.137566, 0.131169, 0.141963)}
GOLDEN["vgg"] = (0.568613, 0.421664, 0.358160, 0.345666)
"""Of the package `lpips` 0.1.4 itself: ref–p0, ref–p1, and two pairs of `torch.rand` with seed 42."""


def distance(pictures, targets, net="alex"):
    return lpips_distance(pictures, targets, net=net, folder=WEIGHTS)


def reference(name):
    return images.to_tensor([images.load(SHARED / "data" / "lpips_ref" / f"{name}.png")])


def noise(count, side, seed=0):
    return torch.rand(count, 3, side, side, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("net", GOLDEN)
def test_distances_are_those_of_the_package(net):
    generator = torch.Generator().manual_seed(42)
    first, second = (torch.rand(2, 3, 100, 100, generator=generator) for _ in range(2))
    found = [distance(reference("ex_ref"), reference(name), net) for name in ("ex_p0", "ex_p1")] + [distance(first, second, net)]
    assert torch.cat(found).tolist() == pytest.approx(GOLDEN[net], abs=2e-6)  # 6 digits were kept; kernels differ in the last


def test_a_target_shared_by_a_group_gives_what_each_alone_gives():
    pictures, targets = noise(5, 64), noise(3, 64, seed=1)[[0, 0, 1, 2, 0]]
    alone = [distance(pictures[i : i + 1], targets[i : i + 1]) for i in range(5)]
    assert torch.allclose(distance(pictures, targets), torch.cat(alone), atol=1e-6)


@pytest.mark.parametrize("size", [(1, 1), (7, 30), (31, 200)])
def test_small_pictures_are_enlarged(size):
    images, targets = (torch.rand(1, 3, *size, generator=torch.Generator().manual_seed(seed)) for seed in (0, 1))
    scale = MIN_SIDE / min(size)
    larger = (
        torch.nn.functional.interpolate(batch, size=[round(side * scale) for side in size], mode="bilinear") for batch in (images, targets)
    )
    assert distance(images, targets).item() == distance(*larger).item() > 0


def test_weights_first_used_by_a_judge_still_carry_gradients():
    load_lpips.cache_clear()
    with torch.inference_mode():
        distance(noise(1, 64), noise(1, 64, seed=1))
    pictures = noise(1, 64).requires_grad_()
    distance(pictures, noise(1, 64, seed=1)).sum().backward()
    assert pictures.grad.abs().sum() > 0


def test_the_gradient_points_along_a_finite_difference():
    """A step of length 0.05 is far above float32's rounding and short enough for the curvature to stay under 2 %."""
    pictures, targets = noise(1, 64).requires_grad_(), noise(1, 64, seed=1)
    (gradient,) = torch.autograd.grad(distance(pictures, targets).sum(), pictures)
    direction = gradient / gradient.norm()
    step = 0.05
    with torch.no_grad():
        slope = (distance(pictures + step * direction, targets) - distance(pictures - step * direction, targets)).item() / (2 * step)
    assert slope == pytest.approx(gradient.norm().item(), rel=0.02)


def test_loading_takes_no_random_numbers():
    load_lpips.cache_clear()
    before = torch.get_rng_state()
    load_lpips("alex", WEIGHTS)
    assert torch.equal(before, torch.get_rng_state())


def test_features_of_another_network_are_refused(tmp_path):
    (tmp_path / "alexnet_features.safetensors").write_bytes((WEIGHTS / "squeezenet1_1_features.safetensors").read_bytes())
    with pytest.raises(DataError, match="not the features of alexnet"):
        lpips_distance(noise(1, 64), noise(1, 64), folder=tmp_path)
