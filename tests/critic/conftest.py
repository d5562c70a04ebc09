"""Critics of random weights: the nano architecture, and a small Qwen2.5-VL with its own, real processor."""

import pytest
import torch
from transformers import AutoModelForImageTextToText, AutoProcessor, Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

from tests.nano.conftest import qwen_processor  # noqa: F401
from vlcritic.critic import Critic
from vlcritic.nano import build_nano

QUESTIONS = ["Is there a red circle?", "Is the circle left of the square?", "Do both pictures show the same?"]


@pytest.fixture(scope="session")
def nano_folder(tmp_path_factory):
    """Directory of a nano model of random weights that knows the words Yes and No."""
    conversations = [
        [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": f"{question} Answer with Yes or No."}]}, answer]
        for question in QUESTIONS
        for answer in ({"role": "assistant", "content": "Yes"}, {"role": "assistant", "content": "No"})
    ]
    sizes = {"width": 32, "head_dim": 16, "depth": 2, "vision_width": 32, "vision_depth": 2, "image_side": 32, "patch_size": 8}
    return build_nano(tmp_path_factory.mktemp("nano") / "critic", conversations=conversations * 20, **sizes)


@pytest.fixture
def nano_critic(nano_parts):
    return Critic(*nano_parts)


@pytest.fixture
def nano_parts(nano_folder):
    """The nano model and its processor."""
    return awake(AutoModelForImageTextToText.from_pretrained(nano_folder)), AutoProcessor.from_pretrained(nano_folder)


def small_qwen(processor, *, seed: int = 0):
    """A Qwen2.5-VL of random weights and 32 channels for a processor of any vocabulary."""
    tokenizer = processor.tokenizer
    text = {
        "vocab_size": len(tokenizer), "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2,
        "num_key_value_heads": 2, "max_position_embeddings": 4096, "max_window_layers": 2, "tie_word_embeddings": True,
        "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0, "mrope_section": [2, 3, 3]},
    }  # fmt: skip
    vision = {
        "depth": 2, "hidden_size": 32, "intermediate_size": 64, "num_heads": 2, "out_hidden_size": 32, "patch_size": 14,
        "spatial_merge_size": 2, "temporal_patch_size": 2, "window_size": 112, "fullatt_block_indexes": [1],
    }  # fmt: skip
    ids = {name: tokenizer.convert_tokens_to_ids(token) for name, token in SPECIAL.items()}
    config = Qwen2_5_VLConfig(text_config=text, vision_config=vision, tie_word_embeddings=True, **ids)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return awake(Qwen2_5_VLForConditionalGeneration(config))


def awake(model):
    """The model with matrices four times as large: as drawn, a random model hardly looks at its pictures."""
    for parameter in model.parameters():
        if parameter.ndim > 1:
            parameter.data.mul_(4)
    return model


SPECIAL = {
    "image_token_id": "<|image_pad|>", "video_token_id": "<|video_pad|>", "vision_start_token_id": "<|vision_start|>",
    "vision_end_token_id": "<|vision_end|>",
}  # fmt: skip


@pytest.fixture
def qwen_critic(qwen_processor):  # noqa: F811
    return Critic(small_qwen(qwen_processor), qwen_processor)


def pictures(*shape, seed: int = 0, dtype=torch.float32) -> torch.Tensor:
    """Random pictures whose values are whole 255ths."""
    return torch.randint(0, 256, shape, generator=torch.Generator().manual_seed(seed)).to(dtype) / 255
