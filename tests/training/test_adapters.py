"""A folder of LoRA weights becomes a model that computes the same."""

import numpy as np
import pytest
import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForImageTextToText, AutoProcessor

from vlcritic.data.prompts import prompt_messages
from vlcritic.images import to_pil
from vlcritic.training.adapters import whole_model

pytestmark = pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing:FutureWarning")  # of peft 0.21 with transformers 5.23


@pytest.fixture
def adapter(tiny_nano, tmp_path):
    """Folder of an adapter whose weights are not zero, and its model."""
    torch.manual_seed(0)
    base = AutoModelForImageTextToText.from_pretrained(tiny_nano)
    model = get_peft_model(base, LoraConfig(r=2, target_modules=["q_proj", "down_proj"], init_lora_weights=False)).eval()
    model.save_pretrained(tmp_path / "adapter")
    AutoProcessor.from_pretrained(tiny_nano).save_pretrained(tmp_path / "adapter")
    return tmp_path / "adapter", model


def logits_of(model, processor):
    picture = to_pil(np.full((32, 32, 3), 90, np.uint8))
    text = processor.apply_chat_template(prompt_messages(image=picture), tokenize=False, add_generation_prompt=True)
    with torch.no_grad():
        return model(**processor(text=[text], images=[picture], return_tensors="pt")).logits


def test_the_merged_model_computes_what_base_and_adapter_compute(adapter, tiny_nano):
    folder, model = adapter
    path = whole_model(str(folder))
    merged, processor = AutoModelForImageTextToText.from_pretrained(path).eval(), AutoProcessor.from_pretrained(path)
    expected = logits_of(model, processor)
    torch.testing.assert_close(logits_of(merged, processor), expected, rtol=1e-4, atol=1e-5)
    assert (logits_of(AutoModelForImageTextToText.from_pretrained(tiny_nano).eval(), processor) - expected).abs().max() > 1e-3


def test_it_is_made_once(adapter):
    folder, _ = adapter
    written = [(folder / "merged" / "config.json").stat().st_mtime_ns for _ in range(2) if whole_model(str(folder))]
    assert written[0] == written[1]


def test_a_whole_model_and_a_hub_id_are_left_alone(tiny_nano):
    assert whole_model(str(tiny_nano)) == str(tiny_nano)
    assert whole_model("Qwen/Qwen2.5-VL-7B-Instruct") == "Qwen/Qwen2.5-VL-7B-Instruct"
