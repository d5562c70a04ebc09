import pytest
import torch

from vlcritic.metrics.mask import foreground, mask_iou


def square(left, right, *, background=(0.0, 0.0, 0.0), colour=(1.0, 0.0, 0.0)):
    image = torch.tensor(background).view(1, 3, 1, 1).repeat(1, 1, 20, 20)
    image[:, :, 5:15, left:right] = torch.tensor(colour).view(1, 3, 1, 1)
    return image


def test_half_covered_squares_have_a_third_in_common():
    assert mask_iou(square(4, 8), square(6, 10)).item() == pytest.approx(20 / 60)


def test_colours_do_not_matter():
    assert mask_iou(square(4, 8, background=(1.0, 1.0, 1.0), colour=(0.0, 0.0, 1.0)), square(4, 8)).item() == 1


def test_two_empty_pictures_agree_and_an_empty_one_misses_everything():
    empty = torch.full((1, 3, 20, 20), 0.4)
    assert mask_iou(empty, empty).item() == 1
    assert mask_iou(empty, square(4, 8)).item() == 0
    assert mask_iou(square(4, 8), empty).item() == 0


def test_pairs_of_a_batch_are_independent():
    images = torch.cat([square(4, 8), square(4, 8), torch.zeros(1, 3, 20, 20)])
    targets = torch.cat([square(4, 8), square(10, 14), torch.zeros(1, 3, 20, 20)])
    assert mask_iou(images, targets).tolist() == [1, 0, 1]


def test_a_thing_that_leaves_the_frame_is_still_foreground():
    image = square(0, 8)
    assert foreground(image).sum() == 80
    assert foreground(image)[0, 5:15, 0:8].all()


def test_a_difference_below_the_threshold_is_background():
    image = square(4, 8, colour=(0.09, 0.0, 0.0))
    assert foreground(image).sum() == 0
    assert foreground(image, threshold=0.08).sum() == 40
