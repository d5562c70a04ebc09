"""Gradients, dtypes, devices, and pictures that are refused. Oracle: finite differences in float64; the float32 result elsewhere."""

import pytest
import torch

from tests.critic.processing.stocks import llava, pictures, qwen2_5
from vlcritic.critic.processing import base, tensor_processor


def tiny_qwen():
    return qwen2_5(patch_size=2, min_pixels=36, max_pixels=100)


@pytest.mark.parametrize("size", [(8, 12), (9, 10), (3, 4), (13, 15)], ids=["as it is", "rounded", "grown", "shrunk"])
def test_patches_have_the_gradient_of_finite_differences(size):
    assert_gradient(tensor_processor(tiny_qwen()), size)


@pytest.mark.parametrize("size", [(6, 6), (7, 4), (9, 17)])
def test_tiles_have_the_gradient_of_finite_differences(size):
    assert_gradient(tensor_processor(llava(6)), size)


def assert_gradient(ours, size):
    image = torch.stack(pictures(size, dtype=torch.float64)) * 0.4 + 0.3  # away from where the clamp has a kink
    assert torch.autograd.gradcheck(lambda image: ours(image)["pixel_values"], image.requires_grad_())


def test_a_list_has_a_gradient_to_each_picture():
    images = [image.requires_grad_() for image in pictures((28, 56), (40, 40))]
    tensor_processor(qwen2_5())(images)["pixel_values"].square().sum().backward()
    assert all(image.grad.abs().sum() > 0 for image in images)


@pytest.mark.parametrize("stock", [qwen2_5(), llava(28)])
@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float64, 1e-4), (torch.bfloat16, 0.02), (torch.float16, 0.003)])
def test_the_dtype_is_kept(stock, dtype, tolerance):
    """Tolerance: the last bits of values up to 2.7; a resize adds up 12 products in float32."""
    image = pictures((60, 70))[0].to(dtype)
    result = tensor_processor(stock)([image])["pixel_values"]
    assert result.dtype == dtype
    assert (result.double() - tensor_processor(stock)([image.float()])["pixel_values"].double()).abs().max() < tolerance


@pytest.mark.parametrize("stock", [qwen2_5(), llava(28)])
def test_strides_do_not_matter(stock):
    image = torch.stack(pictures((60, 70), (60, 70)))
    for size in ((60, 70), (56, 56)):
        part = image[..., : size[0], : size[1]]
        expected = tensor_processor(stock)(part.contiguous())["pixel_values"]
        assert torch.equal(tensor_processor(stock)(part)["pixel_values"], expected)
        assert torch.equal(tensor_processor(stock)(part.contiguous(memory_format=torch.channels_last))["pixel_values"], expected)


def test_pictures_seen_under_inference_mode_first_have_a_gradient_later():
    ours = tensor_processor(qwen2_5(image_std=[0.2, 0.3, 0.4]))
    base._channels.cache_clear()
    image = pictures((56, 56))[0]
    with torch.inference_mode():
        expected = ours([image])["pixel_values"].clone()
    result = ours([image.requires_grad_()])["pixel_values"]
    result.sum().backward()
    assert torch.equal(result, expected)
    assert image.grad[0].unique().allclose(torch.tensor(2 / 0.2)), "two frames, by the deviation"


def test_the_pictures_themselves_are_not_written_to():
    image = torch.stack(pictures((28, 28)))
    before = image.clone()
    tensor_processor(qwen2_5())(image)
    assert torch.equal(image, before)


@pytest.mark.parametrize(
    ("images", "error", "message"),
    [
        (torch.zeros(1, 3, 28, 28, dtype=torch.uint8), TypeError, "uint8; divide 8-bit pictures by 255"),
        ([torch.zeros(3, 28, 28, dtype=torch.uint8)], TypeError, "uint8"),
        ([], TypeError, "an empty list"),
        (["a.png"], TypeError, "a list of str"),
        (torch.zeros(3, 28, 28), ValueError, r"\(N, 3, H, W\).*got \(3, 28, 28\)"),
        (torch.zeros(1, 28, 28, 3), ValueError, "28, 28, 3"),
        (torch.zeros(1, 4, 28, 28), ValueError, "1, 4, 28, 28"),
        (torch.zeros(0, 3, 28, 28), ValueError, "0, 3, 28, 28"),
        (torch.full((1, 3, 28, 28), 255.0), ValueError, "255 to 255; divide by 255 or clamp"),
        (torch.full((1, 3, 28, 28), -0.1), ValueError, "-0.1 to -0.1"),
        (torch.full((1, 3, 28, 28), float("nan")), ValueError, "nan"),
        ([torch.zeros(3, 28, 28), torch.full((3, 28, 29), 2.0)], ValueError, "2 to 2"),
        (torch.zeros(1, 3, 2, 402), ValueError, "factor of 200, got 2×402"),
    ],
)
def test_what_is_no_picture_is_refused(images, error, message):
    with pytest.raises(error, match=message):
        tensor_processor(qwen2_5())(images)


def test_the_rounding_of_a_blend_is_no_wrong_range():
    ours = tensor_processor(qwen2_5())
    rounded, white = (ours(torch.full((1, 3, 28, 28), value))["pixel_values"] for value in (1 + 1e-6, 1.0))
    assert (rounded - white).abs().max() < 1e-5


def test_without_a_resize_sides_must_fit():
    ours = tensor_processor(qwen2_5(do_resize=False))
    ours(torch.zeros(1, 3, 28, 56))
    with pytest.raises(ValueError, match="multiples of 28 .do_resize is off., got 30×56"):
        ours(torch.zeros(1, 3, 30, 56))


def test_without_padding_numbers_of_tiles_must_agree():
    ours = tensor_processor(llava(28, do_pad=False))
    ours(pictures((28, 56), (27, 54)))
    with pytest.raises(ValueError, match=r"one number of tiles .do_pad is off., got \[3, 5\]"):
        ours(pictures((28, 56), (56, 56)))


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize("stock", [qwen2_5(), llava(28)])
def test_a_gpu_gives_the_same_there(stock):
    """Tolerance: sums of a filter's 5 to 12 products in another order."""
    image = torch.stack(pictures((60, 70)))
    here = tensor_processor(stock)(image)
    there = tensor_processor(stock)(image.cuda().requires_grad_())
    assert all(value.device.type == "cuda" for value in there.values())
    assert (there["pixel_values"].cpu() - here["pixel_values"]).abs().max() < 1e-4
    assert there["pixel_values"].requires_grad
