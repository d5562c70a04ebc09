"""Stock processors inside and outside `differentiable`. Oracle: `tensor_processor` for pixels, the stock call outside for all else."""

import contextvars
import json
import threading

import PIL.Image
import pytest
import torch
from transformers import AutoProcessor, CLIPImageProcessor, Qwen2VLImageProcessor
from transformers.image_processing_utils import BaseImageProcessor

from tests.conftest import TEST_DATA
from tests.critic.processing.stocks import llava, llava_processor, pictures, qwen2_5, qwen3_processor
from vlcritic.critic.processing import differentiable, tensor_processor

QWEN = TEST_DATA / "processors/qwen2_5_vl"
needs_files = pytest.mark.skipif(not QWEN.is_dir(), reason="no processor of Qwen2.5-VL: set VLCRITIC_TEST_DATA")
OWN = {owner: owner.__dict__.get("preprocess") for owner in (BaseImageProcessor, Qwen2VLImageProcessor, type(llava()))}


@pytest.fixture(autouse=True)
def nothing_stays_behind():
    yield
    assert {owner: owner.__dict__.get("preprocess") for owner in OWN} == OWN


@pytest.fixture(scope="module")
def qwen():
    return AutoProcessor.from_pretrained(QWEN)


def moving(*sizes):
    return [image.requires_grad_() for image in pictures(*sizes)]


def conversation(images):
    content = [{"type": "image", "image": image} for image in images]
    return [{"role": "user", "content": [*content, {"type": "text", "text": "Is it red?"}]}]


def assert_differentiable(inputs, images, owner):
    expected = tensor_processor(owner)(images)["pixel_values"]
    assert torch.equal(inputs["pixel_values"], expected)
    weights = torch.linspace(-1, 1, expected.numel()).view_as(expected)
    gradients = [torch.autograd.grad((values * weights).sum(), images) for values in (inputs["pixel_values"], expected)]
    assert all(torch.equal(got, wanted) for got, wanted in zip(*gradients, strict=True))
    assert all(gradient.abs().sum() > 0 for gradient in gradients[0])


def assert_same_words(inputs, stock):
    assert inputs.keys() == stock.keys()
    for name in inputs.keys() - {"pixel_values"}:
        assert torch.equal(inputs[name], stock[name]), name


@needs_files
def test_a_call_of_the_real_processor_has_a_gradient(qwen):
    images = moving((56, 84), (100, 60))
    arguments = {"text": "<|vision_start|><|image_pad|><|vision_end|> <|image_pad|>?", "images": images, "return_tensors": "pt"}
    stock = qwen(**arguments)
    with differentiable(qwen):
        inputs = qwen(**arguments)
    assert_same_words(inputs, stock)
    assert_differentiable(inputs, images, qwen)


@needs_files
def test_a_chat_template_has_a_gradient(qwen):
    images = moving((56, 84), (100, 60))
    arguments = {"tokenize": True, "return_dict": True, "return_tensors": "pt", "add_generation_prompt": True}
    stock = qwen.apply_chat_template(conversation(images), **arguments)
    with differentiable(qwen):
        inputs = qwen.apply_chat_template(conversation(images), **arguments)
    assert_same_words(inputs, stock)
    assert_differentiable(inputs, images, qwen)


@needs_files
def test_processors_that_others_make_have_a_gradient():
    images = moving((56, 84))
    with differentiable():
        inputs = AutoProcessor.from_pretrained(QWEN)(text="<|image_pad|>", images=images, return_tensors="pt")
    assert_differentiable(inputs, images, AutoProcessor.from_pretrained(QWEN))


@pytest.mark.parametrize(("make", "placeholder"), [(qwen3_processor, "<|image_pad|>"), (llava_processor, "<image>")])
def test_other_layouts_have_a_gradient(make, placeholder):
    processor, images = make(), moving((60, 30), (40, 90))
    arguments = {"text": [f"is {placeholder} it", f"{placeholder}"], "images": [images[:1], images[1:]], "padding": True}
    stock = processor(**arguments, return_tensors="pt")
    with differentiable(processor):
        inputs = processor(**arguments, return_tensors="pt")
    assert_same_words(inputs, stock)
    assert_differentiable(inputs, images, processor)


def test_floats_are_not_divided_by_255_again():
    stock, white = qwen2_5(), torch.ones(3, 56, 56)
    with differentiable(stock):
        inside = stock([white], return_tensors="pt")["pixel_values"]
    outside = stock([white], return_tensors="pt")["pixel_values"]
    levels = stock([255 * white], return_tensors="pt")["pixel_values"]
    assert torch.allclose(inside, levels, atol=1e-5)
    assert outside.max() < -1 < 1 < levels.min(), "the case tells the two apart"


@pytest.mark.parametrize("stock", [qwen2_5(), llava(28)])
def test_pil_pictures_arrays_and_bytes_go_the_stock_way(stock):
    levels = (255 * pictures((40, 50))[0]).byte()
    for image in (levels, levels.numpy(), PIL.Image.fromarray(levels.permute(1, 2, 0).numpy())):
        expected = stock([image], return_tensors="pt")["pixel_values"]
        with differentiable(stock):
            assert torch.equal(stock([image], return_tensors="pt")["pixel_values"], expected)


def test_a_single_picture_and_a_batch_are_taken():
    stock, image = qwen2_5(), pictures((56, 84))[0]
    with differentiable(stock):
        assert torch.equal(stock(image)["pixel_values"], stock([image])["pixel_values"])
        assert torch.equal(stock(torch.stack([image, image]))["pixel_values"], stock([image, image])["pixel_values"])


@pytest.mark.parametrize(
    ("stock", "settings"),
    [
        (qwen2_5(), {"do_normalize": False}),
        (qwen2_5(), {"size": {"shortest_edge": 784, "longest_edge": 1568}}),
        (qwen2_5(), {"image_mean": [0.1, 0.2, 0.3], "resample": 2}),
        (llava(28), {"image_grid_pinpoints": [[28, 28]], "do_pad": True}),
    ],
)
def test_arguments_of_a_call_count(stock, settings):
    image = pictures((60, 90))[0] * 0.2 + 0.4
    expected = stock([image], do_rescale=False, return_tensors="pt", **settings)["pixel_values"]
    with differentiable(stock):
        assert torch.equal(stock([image], return_tensors="pt", **settings)["pixel_values"], expected)


def test_what_has_no_gradient_is_refused():
    stock, image = qwen2_5(), pictures((56, 56))[0]
    with differentiable(stock):
        with pytest.raises(ValueError, match="return_tensors: expected 'pt'"):
            stock([image], return_tensors="np")
        with pytest.raises(TypeError, match="float tensors only or none .* got 1 of 2"):
            stock([image, (255 * image).byte()])
        with pytest.raises(ValueError, match="divide by 255"):
            stock([255 * image])
    with pytest.raises(ValueError, match="CLIPImageProcessor: unknown layout"), differentiable(CLIPImageProcessor()):
        pass
    with pytest.raises(ValueError, match="CLIPImageProcessor: unknown layout"), differentiable():
        CLIPImageProcessor()([image])


def has_gradient(stock):
    """Whether pictures in [0, 1] are taken as such: outside a block white is divided by 255."""
    return stock([torch.ones(3, 56, 56)], return_tensors="pt")["pixel_values"].max().item() > 0


def test_a_block_ends_with_an_exception():
    stock = qwen2_5()
    for argument in (stock, None):
        with pytest.raises(KeyError), differentiable(argument):
            assert has_gradient(stock)
            raise KeyError
        assert not has_gradient(stock)
        assert vars(Qwen2VLImageProcessor)["preprocess"] is OWN[Qwen2VLImageProcessor]


def test_a_block_is_for_its_processor_alone():
    stock, other = qwen2_5(), qwen2_5()
    with differentiable(stock):
        assert has_gradient(stock) and not has_gradient(other)


def test_blocks_nest():
    stock, other = qwen2_5(), qwen2_5()
    with differentiable(stock):
        with differentiable(stock), differentiable():
            assert has_gradient(stock) and has_gradient(other)
        assert has_gradient(stock) and not has_gradient(other)
        with differentiable(other):
            assert has_gradient(stock) and has_gradient(other)
        assert has_gradient(stock) and not has_gradient(other)
    assert not has_gradient(stock)


@pytest.mark.parametrize("argument", [None, "stock"])
def test_other_threads_keep_the_stock_processor(argument):
    stock, seen = qwen2_5(), {}

    def look(name):
        seen[name] = has_gradient(stock)

    with differentiable(stock if argument else None):
        context = contextvars.copy_context()
        for name, target in (("plain", lambda: look("plain")), ("taken along", lambda: context.run(look, "taken along"))):
            thread = threading.Thread(target=target, name=name)
            thread.start()
            thread.join()
    assert seen == {"plain": False, "taken along": True}


def test_blocks_of_threads_may_overlap():
    """The first to open is the first to close: the other's block holds on."""
    stock, opened, closed, seen = qwen2_5(), threading.Event(), threading.Event(), []

    def second():
        with differentiable(stock):
            opened.set()
            closed.wait(10)
            seen.append(has_gradient(stock))

    thread = threading.Thread(target=second)
    with differentiable(stock):
        thread.start()
        assert opened.wait(10)
    closed.set()
    thread.join()
    assert seen == [True]


def test_a_class_that_inherits_the_method_is_left_without_one():
    class Own(Qwen2VLImageProcessor):
        preprocess = Qwen2VLImageProcessor.preprocess

    class Heir(Own):
        pass

    with differentiable(Heir()):
        assert "preprocess" in vars(Heir)
    assert "preprocess" not in vars(Heir)


def test_what_others_put_in_its_place_meanwhile_stays():
    stock = qwen2_5()
    try:
        with differentiable(stock):
            ours = Qwen2VLImageProcessor.preprocess
            theirs = Qwen2VLImageProcessor.preprocess = lambda self, images, **settings: ours(self, images, **settings)
            assert has_gradient(stock)
        assert vars(Qwen2VLImageProcessor)["preprocess"] is theirs and not has_gradient(stock)
        with differentiable(stock):
            assert has_gradient(stock)
        assert vars(Qwen2VLImageProcessor)["preprocess"] is theirs and not has_gradient(stock)
    finally:
        Qwen2VLImageProcessor.preprocess = OWN[Qwen2VLImageProcessor]


def test_a_processor_that_is_saved_in_a_block_is_the_same(tmp_path):
    stock = qwen2_5()
    stock.save_pretrained(tmp_path / "outside")
    with differentiable(stock):
        stock.save_pretrained(tmp_path / "inside")
    outside, inside = (json.loads((tmp_path / name / "preprocessor_config.json").read_text()) for name in ("outside", "inside"))
    assert inside == outside
