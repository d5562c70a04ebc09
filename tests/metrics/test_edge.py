import kornia.filters
import pytest
import torch

from vlcritic.metrics.edge import ENERGY_FLOOR, canny_band, canny_error, edge_distance, edge_map, sobel
from vlcritic.metrics.pixel import STD_FLOOR


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


def test_pixels_beside_an_edge_weigh_most_and_those_far_from_it_next_to_nothing():
    band = canny_band(disc(radius=0.2))[0, 0]
    at_edge, inside, corner = band[32, 32 + 13], band[32, 32], band[0, 0]
    assert at_edge > 0.4  # a line of 3 pixels under a blur of deviation 2.3: 0.46
    assert inside == corner == pytest.approx(1e-3)
    assert (band - band.flip(0)).abs().max() < 1e-5 and (band - band.flip(1)).abs().max() < 1e-5, "as symmetric as the disc"


def test_an_edge_between_colours_of_equal_brightness_is_an_edge():
    picture = torch.zeros(1, 3, 32, 32)
    picture[:, 0, :, :16] = 0.587 / 0.299 / 2  # ITU-R BT.601: as bright as green 0.5
    picture[:, 1, :, 16:] = 0.5
    assert canny_band(picture)[0, 0, 16, 16] > 0.3


def test_without_edges_the_canny_error_is_that_of_all_pixels():
    targets = torch.full((1, 3, 40, 40), 0.4, dtype=torch.float64)
    assert canny_error(targets + 0.02, targets).item() == pytest.approx(0.02**2 / STD_FLOOR**2)
    assert canny_error(targets, targets).item() == 0


def test_the_best_constant_colour_has_canny_error_one():
    target = disc(value=0.8).double()
    weight = canny_band(target)
    flat = ((weight * target).sum(dim=(2, 3), keepdim=True) / weight.sum(dim=(2, 3), keepdim=True)).expand_as(target)
    assert canny_error(flat, target).item() == pytest.approx(1)


def test_the_canny_error_sees_the_side_of_an_edge_and_the_edge_distance_does_not():
    assert edge_distance(1 - disc(radius=0.2), disc(radius=0.2)).item() == pytest.approx(0, abs=1e-6)
    assert canny_error(1 - disc(radius=0.2), disc(radius=0.2)).item() > 3


def test_a_disc_that_the_target_lacks_is_a_canny_error():
    target = disc(128, x=-0.25, radius=0.2)
    assert canny_error(torch.maximum(target, disc(128, x=0.3, radius=0.1)), target).item() > 0.5


@pytest.mark.parametrize("size", [(1, 1), (2, 9), (300, 3)])
def test_any_size_has_a_canny_error(size):
    assert canny_error(torch.zeros(2, 3, *size), torch.ones(2, 3, *size)).tolist() == pytest.approx([1 / STD_FLOOR**2] * 2)


def test_pairs_of_a_batch_have_the_canny_error_of_each_alone():
    images, targets = torch.cat([disc(x=0.1), disc(), 1 - disc()]), torch.cat([disc(), disc(), disc(x=0.2)])
    alone = [canny_error(images[i : i + 1], targets[i : i + 1]) for i in range(3)]
    assert torch.allclose(canny_error(images, targets), torch.cat(alone), atol=1e-6)


def test_the_canny_error_has_the_gradient_of_finite_differences():
    """A slope too faint for Canny's thresholds: where an edge appears, the error jumps."""
    generator = torch.Generator().manual_seed(3)
    images, targets = (0.02 * torch.rand(2, 3, 5, 5, generator=generator, dtype=torch.float64) for _ in range(2))
    assert torch.autograd.gradcheck(canny_error, (images.requires_grad_(), targets))
    target = disc(16, radius=0.3).double()
    picture = (0.9 * target).requires_grad_()
    (gradient,) = torch.autograd.grad(canny_error(picture, target).sum(), picture)
    step = 1e-4 * gradient / gradient.norm()
    with torch.no_grad():
        slope = (canny_error(picture + step, target) - canny_error(picture - step, target)).item() / 2e-4
    assert slope == pytest.approx(gradient.norm().item(), rel=1e-6)
