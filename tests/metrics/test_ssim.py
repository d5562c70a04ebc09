import pytest
import torch

from vlcritic.metrics.ssim import ssim


def test_equal_pictures_have_similarity_one():
    images = torch.rand(3, 3, 16, 20, generator=torch.Generator().manual_seed(0))
    assert torch.allclose(ssim(images, images), torch.ones(3), atol=1e-6)


@pytest.mark.parametrize("size", [(16, 16), (3, 40), (1, 1)])
def test_constant_pictures_have_the_similarity_of_their_luminance(size):
    """Closed form, Wang et al. 2004 equation 6: without variance only (2ab + C₁) / (a² + b² + C₁) is left."""
    dark, light = torch.full((2, 3, *size), 0.2, dtype=torch.float64), torch.full((2, 3, *size), 0.6, dtype=torch.float64)
    expected = (2 * 0.2 * 0.6 + 1e-4) / (0.2**2 + 0.6**2 + 1e-4)
    assert ssim(dark, light).tolist() == pytest.approx([expected] * 2, abs=1e-9)


def test_a_negative_has_a_negative_similarity():
    images = torch.rand(1, 3, 16, 16, generator=torch.Generator().manual_seed(0))
    assert ssim(1 - images, images).item() < -0.5
