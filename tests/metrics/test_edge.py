import kornia.filters
import pytest
import torch

from vlcritic.metrics.edge import ENERGY_FLOOR, edge_distance, edge_map, sobel


def disc(side=64, *, x=0.0, radius=0.12, value=1.0):
    at = (torch.arange(side) + 0.5) / side - 0.5
    inside = (at[None, :] - x) ** 2 + at[:, None] ** 2 < radius**2
    return (value * inside.float()).expand(1, 3, side, side)


def test_sobel_is_that_of_kornia():
    images = torch.rand(2, 3, 17, 23, generator=torch.Generator().manual_seed(0))
    assert torch.allclose(sobel(images), kornia.filters.sobel(images, eps=1e-8), atol=1e-6)


def test_equal_pictures_have_distance_zero_and_an_empty_one_has_distance_one():
    assert edge_distance(disc(), disc()).item() == 0
    assert edge_distance(torch.zeros(1, 3, 64, 64), disc()).item() == pytest.approx(1, abs=0.01)  # 0.01: the 1e-8 under the root


def test_a_nearer_contour_is_a_smaller_distance():
    distances = [edge_distance(disc(x=x), disc()).item() for x in (0.02, 0.05, 0.1)]
    assert distances == sorted(distances)
    assert distances[1] < 0.6 < 1 < distances[2]


def test_edges_that_the_target_lacks_are_punished():
    invented = torch.maximum(disc(x=-0.2), disc(x=0.3))
    assert edge_distance(invented, disc(x=-0.2)).item() == pytest.approx(1, abs=0.05)  # twice the contour of the target


def test_the_distance_hardly_depends_on_the_resolution():
    at_64, at_256 = (edge_distance(disc(side, x=0.05), disc(side)).item() for side in (64, 256))
    assert at_64 == pytest.approx(at_256, abs=0.02)  # measured: 0.435 and 0.428


def test_a_constant_target_forgives_only_faint_edges():
    empty = torch.full((1, 3, 128, 128), 0.5)
    assert edge_distance(empty, empty).item() == 0
    assert edge_distance(empty + disc(128, value=0.1), empty).item() == pytest.approx(1, abs=0.1)
    assert edge_map(disc(128, value=0.1)).square().mean().item() == pytest.approx(ENERGY_FLOOR, rel=0.1), "where the floor comes from"


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (300, 3)])
def test_any_size_has_a_distance(size):
    assert edge_distance(torch.zeros(2, 3, *size), torch.ones(2, 3, *size)).tolist() == [0, 0]


def test_the_edge_distance_has_the_gradient_of_finite_differences():
    generator = torch.Generator().manual_seed(3)
    images, targets = (torch.rand(2, 3, 5, 5, generator=generator, dtype=torch.float64) for _ in range(2))
    assert torch.autograd.gradcheck(edge_distance, (images.requires_grad_(), targets))


def test_a_flat_picture_has_a_finite_gradient():
    image = torch.zeros(1, 3, 16, 16, requires_grad=True)
    edge_distance(image, disc(16)).sum().backward()
    assert image.grad.isfinite().all()
