"""The token-weighted trainer: its step equals the closed form, however the batch is cut."""

import pytest
import torch
from datasets import Dataset
from transformers import AutoModelForImageTextToText, AutoProcessor
from trl import SFTConfig

from tests.nano.conftest import sampled_programs
from vlcritic.data.prompts import sft_example
from vlcritic.images import to_pil
from vlcritic.training.loss import TokenWeightedLoss
from vlcritic.training.sft import TokenWeightedTrainer, _positions_to_keep

pytestmark = pytest.mark.training


@pytest.fixture(scope="module")
def rows():
    """Four programs of unequal length, the pictures of one colour each."""
    import numpy as np

    pictures = [to_pil(np.full((32, 32, 3), 60 * index, np.uint8)) for index in range(4)]
    programs = sampled_programs(4, seed=3)
    return Dataset.from_list([dict(sft_example({"image": p, "program": text})) for p, text in zip(pictures, programs, strict=True)])


def trainer_of(tiny_nano, rows, out, **options) -> TokenWeightedTrainer:
    config = SFTConfig(
        output_dir=str(out), max_length=None, bf16=False, use_cpu=True, report_to="none", save_strategy="no", disable_tqdm=True,
        gradient_checkpointing=False, shuffle_dataset=False, optim="sgd", learning_rate=0.5, lr_scheduler_type="constant", max_grad_norm=0,
        max_steps=1, logging_steps=1, **options,
    )  # fmt: skip
    processor = AutoProcessor.from_pretrained(tiny_nano)
    return TokenWeightedTrainer(
        model=AutoModelForImageTextToText.from_pretrained(tiny_nano, dtype=torch.float32),
        args=config,
        train_dataset=rows,
        processing_class=processor,
        token_loss=TokenWeightedLoss(processor.tokenizer, prose=0.2, code=5.0, number=9.0),
    )


def weights_after(trainer) -> dict:
    trainer.train()
    return {name: parameter.detach() for name, parameter in trainer.model.named_parameters()}


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_one_batch_and_its_micro_batches_make_the_same_step(tiny_nano, rows, tmp_path):
    whole = weights_after(trainer_of(tiny_nano, rows, tmp_path, per_device_train_batch_size=4))
    parts = weights_after(trainer_of(tiny_nano, rows, tmp_path, per_device_train_batch_size=1, gradient_accumulation_steps=4))
    before = dict(AutoModelForImageTextToText.from_pretrained(tiny_nano).named_parameters())
    assert any((whole[name] - before[name]).abs().max() > 1e-3 for name in whole), "the step moves the weights"
    for name in whole:
        torch.testing.assert_close(parts[name], whole[name], rtol=1e-4, atol=1e-6)  # float32 sums in another order


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_the_logged_loss_is_the_weighted_mean_of_the_whole_batch(tiny_nano, rows, tmp_path):
    trainer = trainer_of(tiny_nano, rows, tmp_path, per_device_train_batch_size=4)
    batch = next(iter(trainer.get_train_dataloader()))
    with torch.no_grad():
        logits = trainer.model(**{key: value for key, value in batch.items() if key != "labels"}).logits
    expected = trainer.token_loss(type("Outputs", (), {"logits": logits}), batch["labels"]).item()
    trainer.train()
    assert trainer.state.log_history[0]["loss"] == pytest.approx(expected, rel=1e-4)


def test_every_supervised_label_keeps_the_position_that_predicts_it():
    labels = torch.tensor([[-100, -100, -100, 7, 8], [-100, -100, 5, 6, -100]])
    assert _positions_to_keep(labels) == 4  # place 1 predicts the 5 at place 2
    assert _positions_to_keep(torch.tensor([[1, 2, 3]])) == 3
