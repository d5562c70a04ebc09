"""Stock processors of transformers, made from constants, and pictures for them."""

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    LlavaNextImageProcessor,
    LlavaNextProcessor,
    PreTrainedTokenizerFast,
    Qwen2VLImageProcessor,
    Qwen3VLProcessor,
    Qwen3VLVideoProcessor,
)

PLACEHOLDERS = ["<|image_pad|>", "<|video_pad|>", "<|vision_start|>", "<|vision_end|>", "<image>"]
HALF = {"image_mean": [0.5] * 3, "image_std": [0.5] * 3}


def qwen2_5(**settings):
    """Constants of Qwen2.5-VL: sides are multiples of 28."""
    return Qwen2VLImageProcessor(size={"shortest_edge": 3136, "longest_edge": 12845056}, **settings)


def qwen3(**settings):
    """Constants of Qwen3-VL: sides are multiples of 32, at least 65536 pixels."""
    return Qwen2VLImageProcessor(patch_size=16, size={"shortest_edge": 65536, "longest_edge": 16777216}, **HALF, **settings)


def llava(side=336, **settings):
    """Constants of LLaVA-NeXT, with tiles of another side where a test must be quick."""
    canvases = [[side, 2 * side], [2 * side, side], [2 * side, 2 * side], [3 * side, side], [side, 3 * side]]
    sizes = {"size": {"shortest_edge": side}, "crop_size": {"height": side, "width": side}, "image_grid_pinpoints": canvases}
    return LlavaNextImageProcessor(**(sizes | settings))


def qwen3_processor():
    return Qwen3VLProcessor(image_processor=qwen3(), tokenizer=tokenizer(), video_processor=Qwen3VLVideoProcessor())


def llava_processor():
    settings = {"patch_size": 14, "vision_feature_select_strategy": "default", "num_additional_image_tokens": 1}
    return LlavaNextProcessor(image_processor=llava(28), tokenizer=tokenizer(), **settings)


def tokenizer():
    """Three words and the placeholders of pictures."""
    words = Tokenizer(models.WordLevel({word: number for number, word in enumerate(["?", "is", "it"])}, unk_token="?"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    words.add_special_tokens(PLACEHOLDERS)
    return PreTrainedTokenizerFast(tokenizer_object=words, unk_token="?", pad_token="?")


def pictures(*sizes, dtype=torch.float32):
    """Noise, one `(3, H, W)` in [0, 1] for each size."""
    generator = torch.Generator().manual_seed(0)
    return [torch.rand(3, *size, generator=generator, dtype=dtype) for size in sizes]


def halves(height, width):
    """A picture `(1, 3, H, W)`, black on the left and white on the right: every filter with negative lobes overshoots there."""
    picture = torch.zeros(1, 3, height, width)
    picture[..., width // 2 :] = 1
    return picture
