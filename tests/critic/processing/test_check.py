"""A processor that ours does not reproduce is refused. Oracle: stock processors with one thing changed, or of other models."""

import subprocess
import sys
import warnings

import pytest
import torch
import transformers
from transformers import CLIPImageProcessor, LlavaNextImageProcessor, Qwen2VLImageProcessor
from transformers.models.llava_next.image_processing_pil_llava_next import LlavaNextImageProcessorPil
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil

from tests.critic.processing.stocks import llava, qwen2_5, qwen3, qwen3_processor
from vlcritic.critic.processing import tensor_processor


class Mirrored(Qwen2VLImageProcessor):
    def patchify(self, images, **settings):
        return super().patchify(images.flip(-1), **settings)


class Unsmoothed(Qwen2VLImageProcessor):
    def resize(self, images, size, resample, factor, **settings):
        return super().resize(images, size=size, resample=2, factor=factor)


class Greyer(LlavaNextImageProcessor):
    def normalize(self, image, mean, std, **settings):
        return super().normalize(image, mean, std, **settings) * 0.999


class Shifted(LlavaNextImageProcessor):
    def _get_padding_size(self, original_resolution, target_resolution):
        left, top, right, bottom = super()._get_padding_size(original_resolution, target_resolution)
        return [left, top, right, bottom] if not left else [left - 1, top, right + 1, bottom]


class Homeless(Qwen2VLImageProcessor):
    """Its package is missing."""

    def preprocess(self, images, **settings):
        raise ImportError("torchvision")


@pytest.mark.parametrize("stock", [qwen2_5(), qwen3(), llava(), qwen2_5(do_resize=False), qwen2_5(do_rescale=False)])
def test_the_stock_processors_agree_whatever_they_are_built_on(stock):
    pil = LlavaNextImageProcessorPil if isinstance(stock, LlavaNextImageProcessor) else Qwen2VLImageProcessorPil
    assert tensor_processor(stock).is_checked
    assert tensor_processor(pil(**stock.to_dict())).is_checked


def test_a_processor_is_taken_with_its_owner():
    owner = qwen3_processor()
    assert tensor_processor(owner) == tensor_processor(owner.image_processor)


@pytest.mark.parametrize("kind", [Mirrored, Unsmoothed])
def test_patches_that_differ_are_refused_by_name_and_amount(kind):
    with pytest.raises(ValueError, match=rf"{kind.__name__}, a picture of .* differ by \d+(\.\d+)? of 255 levels"):
        tensor_processor(kind())


@pytest.mark.parametrize("kind", [Greyer, Shifted])
def test_tiles_that_differ_are_refused_by_name_and_amount(kind):
    with pytest.raises(ValueError, match=rf"{kind.__name__}, a picture of .* differ by \d+(\.\d+)? of 255 levels"):
        tensor_processor(kind(**llava(28).to_dict()))


@pytest.mark.parametrize(
    ("name", "difference"),
    [("Glm4vImageProcessor", r"\(32, 1176\), got .*\(24, 1176\)"), ("LlavaOnevisionImageProcessor", "got batch_num_images")],
)
def test_a_layout_that_only_looks_alike_is_refused(name, difference):
    """GLM-4V counts frames in its bounds of area, LLaVA-OneVision gives one more tensor."""
    with pytest.raises(ValueError, match=rf"{name}, a picture of .*{difference}"):
        tensor_processor(getattr(transformers, name)())


def test_an_unknown_layout_is_refused_with_those_that_are_known():
    with pytest.raises(ValueError, match="CLIPImageProcessor: unknown layout; expected .* Qwen2-VL, Qwen2.5-VL, Qwen3-VL; LLaVA-NeXT"):
        tensor_processor(CLIPImageProcessor())


@pytest.mark.parametrize("thing", [None, 3, torch.nn.Identity(), transformers.PreTrainedTokenizerFast])
def test_what_is_no_image_processor_is_refused(thing):
    with pytest.raises(TypeError, match="expected an image processor of transformers"):
        tensor_processor(thing)


def test_a_filter_without_gradient_is_refused():
    with pytest.raises(ValueError, match="Qwen2VLImageProcessor: resample=1 has no gradient"):
        tensor_processor(qwen2_5(resample=1))


def test_what_cannot_run_is_said_to_be_unchecked_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ours = tensor_processor(Homeless())
    assert not ours.is_checked
    assert ours == tensor_processor(Qwen2VLImageProcessor())


def test_each_class_and_constants_are_compared_once(monkeypatch):
    calls = []
    monkeypatch.setattr(Qwen2VLImageProcessor, "patchify", counted(Qwen2VLImageProcessor.patchify, calls))
    tensor_processor(qwen2_5(image_mean=[0.1, 0.2, 0.3]))
    assert len(calls) == 4
    tensor_processor(qwen2_5(image_mean=[0.1, 0.2, 0.3]))
    assert len(calls) == 4
    tensor_processor(qwen2_5(image_mean=[0.1, 0.2, 0.4]))
    assert len(calls) == 8


def counted(function, calls):
    def call(*args, **settings):
        calls.append(1)
        return function(*args, **settings)

    return call


def test_torchvision_is_not_needed():
    """With torchvision out of reach, transformers gives its PIL processors; ours replaces them."""
    code = """
import sys
sys.modules["torchvision"] = None
import torch
from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil
from vlcritic.critic.processing import differentiable, tensor_processor
stock = Qwen2VLImageProcessorPil()
image = torch.rand(3, 30, 60, requires_grad=True)
with differentiable(stock):
    result = stock([image], return_tensors="pt")["pixel_values"]
print(tensor_processor(stock).is_checked, result.requires_grad, any(name.startswith("torchvision.") for name in sys.modules))
"""
    command = [sys.executable, "-W", "error", "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == ["True", "True", "False"]
