"""A very small nano model, built once."""

import os
from pathlib import Path

import numpy as np
import pytest
from transformers import AutoProcessor

from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.sample import sample
from vlcritic.data.prompts import answer, prompt_messages
from vlcritic.nano import build_nano


def sampled_programs(count: int, *, seed: int = 0) -> list[str]:
    """Programs of random scenes of one or two shapes."""
    return [write(sample(np.random.default_rng([seed, index]), background="random")) for index in range(count)]


def conversation(program: str) -> list[dict]:
    """What the model is asked and what it is to answer, as chat messages."""
    return [*prompt_messages(), {"role": "assistant", "content": answer(program)}]


@pytest.fixture(scope="session")
def tiny_nano(tmp_path_factory):
    """Directory of a nano model of 16 channels, fitted to 400 programs."""
    conversations = [conversation(program) for program in sampled_programs(400)]
    return build_nano(
        tmp_path_factory.mktemp("nano") / "tiny",
        conversations=conversations,
        width=16,
        head_dim=8,
        depth=1,
        vision_depth=1,
        image_side=32,
        patch_size=8,
    )


@pytest.fixture(scope="session")
def qwen_processor():
    """Qwen2.5-VL's own processor, as it is published."""
    data = Path(os.environ.get("VLCRITIC_TEST_DATA", Path(__file__).resolve().parents[3] / "shared"))
    folder = data / "processors" / "qwen2_5_vl"
    if not (folder / "tokenizer.json").is_file():
        pytest.skip(f"needs Qwen2.5-VL's processor files in {folder}; set VLCRITIC_TEST_DATA")
    return AutoProcessor.from_pretrained(folder)
