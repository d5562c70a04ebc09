"""The nano model directory loads like any other, and is made whole or not at all."""

import numpy as np
import PIL.Image
import pytest
import torch
from transformers import AutoModelForImageTextToText, AutoProcessor, Qwen2_5_VLForConditionalGeneration

from tests.nano.conftest import conversation, sampled_programs
from vlcritic.data.prompts import prompt_messages
from vlcritic.nano import build_nano

SMALL = {"width": 16, "head_dim": 8, "depth": 1, "vision_depth": 1, "image_side": 32, "patch_size": 8}


@pytest.fixture(scope="module")
def loaded(tiny_nano):
    return AutoModelForImageTextToText.from_pretrained(tiny_nano), AutoProcessor.from_pretrained(tiny_nano)


def inputs_of(processor, picture):
    text = processor.apply_chat_template(prompt_messages(image=picture), tokenize=False, add_generation_prompt=True)
    return processor(text=[text], images=[picture], return_tensors="pt")


def test_it_is_a_qwen_2_5_vl(loaded):
    model, _ = loaded
    assert isinstance(model, Qwen2_5_VLForConditionalGeneration)


@pytest.mark.parametrize("size", [(32, 32), (256, 256), (40, 24), (17, 90)])
def test_a_picture_of_any_size_fills_as_many_places_as_the_prompt_holds(loaded, size):
    model, processor = loaded
    inputs = inputs_of(processor, PIL.Image.new("RGB", size, (255, 0, 0)))
    _, rows, columns = inputs["image_grid_thw"][0].tolist()
    places = (inputs["input_ids"] == model.config.image_token_id).sum()
    assert places == rows * columns // processor.image_processor.merge_size**2
    assert model(**inputs).logits.shape[:2] == inputs["input_ids"].shape


def test_a_square_picture_is_scaled_to_the_models_side(loaded):
    inputs = inputs_of(loaded[1], PIL.Image.new("RGB", (128, 128)))
    assert inputs["image_grid_thw"].tolist() == [[1, 4, 4]]  # 32 pixels in patches of 8


def test_white_is_plus_one_and_black_minus_one(loaded):
    for level, value in ((0, -1.0), (255, 1.0)):
        pixels = inputs_of(loaded[1], PIL.Image.fromarray(np.full((32, 32, 3), level, np.uint8)))["pixel_values"]
        torch.testing.assert_close(pixels, torch.full_like(pixels, value))


def test_the_logits_depend_on_the_picture(loaded):
    model, processor = loaded
    black, white = (model(**inputs_of(processor, PIL.Image.new("RGB", (32, 32), c))).logits[:, -1] for c in ("black", "white"))
    assert (black - white).abs().max() > 1e-4


def test_it_generates_up_to_the_token_that_ends_a_turn(loaded):
    model, processor = loaded
    inputs = inputs_of(processor, PIL.Image.new("RGB", (32, 32)))
    made = model.generate(**inputs, max_new_tokens=3, do_sample=False)
    assert made.shape[1] <= inputs["input_ids"].shape[1] + 3
    assert model.generation_config.eos_token_id == processor.tokenizer.convert_tokens_to_ids("<|im_end|>")


def test_equal_seeds_give_equal_weights_and_leave_the_global_generator_alone(tmp_path):
    conversations = [conversation(program) for program in sampled_programs(20)]
    before = torch.get_rng_state()
    seeds = {"a": 1, "b": 1, "c": 2}
    folders = [build_nano(tmp_path / name, conversations=conversations, seed=seed, **SMALL) for name, seed in seeds.items()]
    assert torch.equal(before, torch.get_rng_state())
    weights = [(folder / "model.safetensors").read_bytes() for folder in folders]
    assert weights[0] == weights[1] != weights[2]


def test_a_folder_that_is_there_is_not_overwritten(tmp_path):
    (tmp_path / "mine").mkdir()
    with pytest.raises(FileExistsError, match="mine"):
        build_nano(tmp_path / "mine", conversations=[conversation("x")], **SMALL)


def test_a_build_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(ValueError):
        build_nano(tmp_path / "nano", conversations=[], **SMALL)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_does_not_disturb_the_next(tmp_path):
    (tmp_path / ".nano.part").mkdir()
    (tmp_path / ".nano.part" / "half").write_text("x")
    out = build_nano(tmp_path / "nano", conversations=[conversation("x")] * 2, **SMALL)
    assert not (out / "half").exists() and [path.name for path in tmp_path.iterdir()] == ["nano"]


@pytest.mark.parametrize(
    ("sizes", "name"), [({"image_side": 60}, "image_side"), ({"width": 24, "head_dim": 16}, "head_dim"), ({"head_dim": 4}, "head_dim")]
)
def test_sizes_that_do_not_divide_are_refused_by_name(tmp_path, sizes, name):
    with pytest.raises(ValueError, match=name):
        build_nano(tmp_path / "nano", conversations=[conversation("x")], **SMALL | sizes)
