"""Builds the nano model directory: Qwen2.5-VL's architecture, a tokenizer of its own, an image processor for small ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import torch
from transformers import (
    GenerationConfig,
    PreTrainedTokenizerFast,
    Qwen2_5_VLConfig,
    Qwen2_5_VLForConditionalGeneration,
    Qwen2_5_VLProcessor,
    Qwen2VLImageProcessor,
    Qwen2VLVideoProcessor,
)

from vlcritic.nano.tokenizer import CHAT_TEMPLATE, train_tokenizer

MERGE = 4  # patches a side that become one token of the language model; Qwen2.5-VL merges 2, and has pictures of many tokens

EMBEDDED = 0.35  # spread of embeddings under unit gain; with 0.09 and with 1 a model was slower to see what words have to do with pictures


def build_nano(
    out: str | Path,
    *,
    conversations: Iterable[Sequence[dict]],
    image_side: int = 64,
    patch_size: int = 16,
    merge: int = MERGE,
    width: int = 128,
    depth: int = 4,
    vision_width: int = 64,
    vision_depth: int = 2,
    head_dim: int = 32,
    words: bool = False,
    phrases: Sequence[str] = (),
    unit_gain: bool = False,
    rope_theta: float = 10_000.0,
    seed: int = 0,
    pretrain: Callable[[Qwen2_5_VLForConditionalGeneration, Qwen2_5_VLProcessor], None] | None = None,
) -> Path:
    """Write a nano model to the directory `out`, and return it; a reader never sees half of it.

    With these sizes a picture is one token of the language model: its 16 patches are merged in a fixed order, so where a shape stands is
    written in that token, and need not be found by attention over positions, which takes a small model far longer to learn.

    Args:
        conversations: chat messages of the kind the model will train on (prompt and completion); the tokenizer is fitted to them.
        image_side: every picture is scaled to this square, in pixels.
        patch_size: side of a vision patch, in pixels.
        merge: that many patches a side become one token of the language model.
        width, vision_width: of the two towers; `head_dim` divides them and is a multiple of 8.
        words, phrases: of the tokenizer (`train_tokenizer`); for a model that answers questions.
        unit_gain: draw the language model's weights so that layers keep the scale of what they get, and words weigh as much as what
            attention brings; transformers' own spread, 0.02, suits a width in the thousands, and leaves a small model slow to start.
        rope_theta: base of the rotary positions. Columns of a picture's tokens have the lowest frequencies: with 10,000 the angle between
            left and right of a small picture is tiny, with 10 a tenth of a radian and more.
        seed: of the weights.
        pretrain: trains the new model before it is saved, as `vlcritic.nano.pretrain_tower` does; `None` leaves the weights random.

    Raises:
        FileExistsError: `out` is there already.
        ValueError: sizes that do not divide, or no conversation.
    """
    out = Path(out)
    if out.exists():
        raise FileExistsError(f"{out} exists; remove it or choose another folder for the nano model")
    _check_sizes(image_side, patch_size * merge, (width, vision_width), head_dim)
    processor = _processor(train_tokenizer(conversations, words=words, phrases=phrases), image_side, patch_size, merge)
    text = _text_config(len(processor.tokenizer), width, depth, head_dim, rope_theta)
    vision = _vision_config(patch_size, merge, vision_width, vision_depth, head_dim, width)
    config = _config(processor, text, vision)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Qwen2_5_VLForConditionalGeneration(config)
        if unit_gain:
            _draw_with_unit_gain(model.model.language_model)
    tokenizer = processor.tokenizer
    model.generation_config = GenerationConfig(eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)
    if pretrain is not None:
        pretrain(model, processor)
    _save(out, model, processor)
    return out


@torch.no_grad()
def _draw_with_unit_gain(language_model: torch.nn.Module) -> None:
    for module in language_model.modules():
        if isinstance(module, torch.nn.Linear):
            module.weight.normal_(0, module.in_features**-0.5)
    language_model.embed_tokens.weight.normal_(0, EMBEDDED)
    language_model.norm.weight.fill_(0.25)  # the head shares the embeddings: logits of a spread near 1 at first


def _check_sizes(image_side: int, token_side: int, widths: tuple[int, int], head_dim: int) -> None:
    if image_side % token_side:
        raise ValueError(f"image_side: expected a multiple of {token_side} (patch_size × merge), got {image_side}")
    if any(width % head_dim for width in widths) or head_dim % 8:
        raise ValueError(f"head_dim: expected a multiple of 8 that divides the widths {widths[0]} and {widths[1]}, got {head_dim}")


def _processor(tokenizer: PreTrainedTokenizerFast, image_side: int, patch_size: int, merge: int) -> Qwen2_5_VLProcessor:
    """Tokenizer and image processor as one; every picture becomes `image_side`², one frame of it."""
    pixels = image_side**2
    shared = {
        "patch_size": patch_size,
        "merge_size": merge,
        "temporal_patch_size": 1,
        "size": {"shortest_edge": pixels, "longest_edge": pixels},
        "image_mean": [0.5, 0.5, 0.5],  # colours come out in [-1, 1]
        "image_std": [0.5, 0.5, 0.5],
    }
    return Qwen2_5_VLProcessor(
        image_processor=Qwen2VLImageProcessor(**shared),
        video_processor=Qwen2VLVideoProcessor(**shared),
        tokenizer=tokenizer,
        chat_template=CHAT_TEMPLATE,
    )


def _config(processor: Qwen2_5_VLProcessor, text: dict, vision: dict) -> Qwen2_5_VLConfig:
    tokenizer = processor.tokenizer
    ids = dict(zip(SPECIAL_IDS, tokenizer.convert_tokens_to_ids(list(SPECIAL_IDS.values())), strict=True))
    text |= {"bos_token_id": None, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    return Qwen2_5_VLConfig(text_config=text, vision_config=vision, tie_word_embeddings=True, **ids)


def _text_config(vocabulary: int, width: int, depth: int, head_dim: int, rope_theta: float) -> dict:
    half = head_dim // 2
    return {
        "vocab_size": vocabulary,
        "hidden_size": width,
        "intermediate_size": 4 * width,
        "num_hidden_layers": depth,
        "num_attention_heads": width // head_dim,
        "num_key_value_heads": width // head_dim,
        "max_position_embeddings": 2048,
        "max_window_layers": depth,
        "tie_word_embeddings": True,
        # time, height, width: together half a head, in Qwen2.5-VL's proportion of 2 : 3 : 3
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": rope_theta,
            "mrope_section": [half - 2 * (3 * half // 8), 3 * half // 8, 3 * half // 8],
        },
    }


def _vision_config(patch_size: int, merge: int, width: int, depth: int, head_dim: int, out_width: int) -> dict:
    return {
        "depth": depth,
        "hidden_size": width,
        "intermediate_size": 2 * width,
        "num_heads": width // head_dim,
        "out_hidden_size": out_width,
        "patch_size": patch_size,
        "spatial_merge_size": merge,
        "temporal_patch_size": 1,
        "fullatt_block_indexes": list(range(depth)),  # a window would be the whole picture anyway
    }


SPECIAL_IDS = {
    "image_token_id": "<|image_pad|>",
    "video_token_id": "<|video_pad|>",
    "vision_start_token_id": "<|vision_start|>",
    "vision_end_token_id": "<|vision_end|>",
}


def _save(out: Path, model: Qwen2_5_VLForConditionalGeneration, processor: Qwen2_5_VLProcessor) -> None:
    """Write beside `out`, then move the whole folder into place."""
    partial = out.with_name(f".{out.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    model.save_pretrained(partial)
    processor.save_pretrained(partial)
    partial.rename(out)
