"""Oracle: the stock torchvision processor on the same floats (`do_rescale=False`), bit for bit; the PIL one for what it clamps."""

import itertools

import pytest
import torch
from transformers.models.llava_next.image_processing_pil_llava_next import LlavaNextImageProcessorPil
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

from tests.critic.processing.stocks import halves, llava, pictures, qwen2_5, qwen3
from vlcritic.critic.processing import tensor_processor

ODD_SIZES = [(256, 256), (512, 512), (70, 70), (301, 117), (40, 33), (900, 200), (28, 27)]
STOCKS = {
    "qwen2.5": qwen2_5(),
    "qwen3": qwen3(),
    "fixed area": qwen2_5(min_pixels=65536, max_pixels=65536),
    "small bounds": qwen2_5(min_pixels=784, max_pixels=7840),
    "one frame": qwen2_5(temporal_patch_size=1),
    "three frames, merge 3, bilinear": qwen2_5(temporal_patch_size=3, merge_size=3, resample=2),
    "nearest, no normalisation": qwen2_5(resample=0, do_normalize=False),
    "llava": llava(),
    "llava, ragged tiles": llava(36, size={"shortest_edge": 30}),
    "llava, ragged canvases": llava(size={"height": 40, "width": 50}, crop_size={"height": 30, "width": 34}),
    "llava, no resize of tiles": llava(36, size={"shortest_edge": 30}, do_resize=False, do_normalize=False),
    "llava, no crop": llava(28, do_center_crop=False),
}


def assert_equal(ours, theirs):
    assert ours.keys() == dict(theirs).keys()
    for name, value in theirs.items():
        assert (ours[name].shape, ours[name].dtype) == (value.shape, value.dtype), name
        assert torch.equal(ours[name], value), f"{name}: {(ours[name] - value).abs().max()}"


@pytest.mark.parametrize(("stock", "side"), [(qwen2_5(), 252), (qwen3(), 256), (qwen3(), 320), (llava(), 336)])
def test_pictures_that_need_no_resize_equal_the_stock_processors(stock, side):
    images = torch.stack(pictures((side, side), (side, side)))
    assert not tensor_processor(stock).resizes(side, side)
    assert_equal(tensor_processor(stock)(images), stock(images, do_rescale=False, return_tensors="pt"))


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_resized_pictures_equal_the_stock_processors_where_they_are_not_clamped(stock):
    ours = tensor_processor(stock, clamp=False)
    for image in pictures(*ODD_SIZES):
        assert_equal(ours(image[None]), stock([image], do_rescale=False, return_tensors="pt"))


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_pictures_of_several_sizes_keep_their_order(stock):
    images = pictures(*ODD_SIZES, *ODD_SIZES[:2])
    assert_equal(tensor_processor(stock, clamp=False)(images), stock(images, do_rescale=False, return_tensors="pt"))


@pytest.mark.parametrize(("stock", "pil"), [(qwen2_5(), Qwen2VLImageProcessorPil), (llava(28), LlavaNextImageProcessorPil)])
def test_a_resize_is_clamped_as_pil_clamps(stock, pil):
    image = halves(63, 69)
    theirs = pil(**stock.to_dict())([(255 * image[0]).byte()], return_tensors="pt")["pixel_values"]
    clamped, free = (tensor_processor(stock, clamp=clamp)(image)["pixel_values"] for clamp in (True, False))
    deviation = min(stock.image_std)
    assert (clamped - theirs).abs().max() < 2 / 255 / deviation, "PIL rounds twice"
    assert (free - theirs).abs().max() > 10 / 255 / deviation, "the case overshoots"


def test_a_rescale_factor_and_no_rescale_count():
    """Oracle: the stock processor on 8-bit levels; what is not to be rescaled is taken to be in its range already."""
    image = pictures((56, 84))[0]
    twice = qwen2_5(rescale_factor=2 / 255)
    expected = twice([255 * image], return_tensors="pt")["pixel_values"]
    assert torch.allclose(tensor_processor(twice)([image])["pixel_values"], expected, atol=1e-5)
    plain = tensor_processor(qwen2_5())([image])["pixel_values"]
    assert torch.equal(tensor_processor(qwen2_5(do_rescale=False))([image])["pixel_values"], plain)


def test_a_row_is_a_patch_and_rows_run_through_blocks():
    """Oracle: five loops."""
    image = pictures((56, 84))[0]
    normal = (image - torch.tensor(qwen2_5().image_mean)[:, None, None]) / torch.tensor(qwen2_5().image_std)[:, None, None]
    expected = []
    for block_y, block_x, y, x in itertools.product(range(2), range(3), range(2), range(2)):
        top, left = 28 * block_y + 14 * y, 28 * block_x + 14 * x
        patch = normal[:, top : top + 14, left : left + 14]
        expected.append(torch.cat([torch.cat([channel.flatten()] * 2) for channel in patch]))
    result = tensor_processor(qwen2_5())(image[None])
    assert torch.equal(result["pixel_values"], torch.stack(expected))
    assert result["image_grid_thw"].tolist() == [[1, 4, 6]]


@pytest.mark.parametrize(
    ("settings", "side", "expected"),
    [({}, 256, 252), ({}, 512, 504), ({}, 70, 56), ({"min_pixels": 65536, "max_pixels": 65536}, 256, 280)],
)
def test_sides_become_multiples_of_28(settings, side, expected):
    assert tensor_processor(qwen2_5(**settings)).fitted(side, side) == (expected, expected)
