"""The critic's trainer: its loss is that of the critic's own log-odds, a step does not depend on how the batch is cut, and it learns."""

import math

import pytest
import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForImageTextToText, AutoProcessor, TrainingArguments

from vlcritic.critic import Critic
from vlcritic.critic.critic import TEMPLATE
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.questions import Question, Questions
from vlcritic.data.questions.facts import Exists
from vlcritic.data.questions.hints import COUNT
from vlcritic.data.questions.names import Thing
from vlcritic.images import to_tensor
from vlcritic.nano import build_nano
from vlcritic.training.critic import HEADS, HUBER, CriticTrainer, QuestionCollator, answer_loss, hint_loss

pytestmark = pytest.mark.training

SIDE = 32


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Directory of a very small nano model whose tokens are words."""
    return build_nano(
        tmp_path_factory.mktemp("critic") / "nano", conversations=[conversation(each) for each in Questions(200)], words=True,
        width=32, head_dim=16, depth=2, vision_depth=1, vision_width=32, image_side=SIDE, patch_size=8,
    )  # fmt: skip


def conversation(question: Question) -> list[dict]:
    content = [{"type": "image"}, {"type": "text", "text": TEMPLATE.format(question=question.text)}]
    return [{"role": "user", "content": content}, {"role": "assistant", "content": "Yes" if question.answer else "No"}]


def parts(folder):
    return AutoModelForImageTextToText.from_pretrained(folder, dtype=torch.float32), AutoProcessor.from_pretrained(folder)


def trainer_of(folder, out, questions, *, hint_weight=0.0, **options) -> CriticTrainer:
    model, processor = parts(folder)
    settings = {"max_steps": 1, "learning_rate": 0.5, "optim": "sgd", "lr_scheduler_type": "constant", "max_grad_norm": 0} | options
    arguments = TrainingArguments(
        output_dir=str(out), use_cpu=True, report_to="none", save_strategy="no", disable_tqdm=True, remove_unused_columns=False,
        logging_steps=1, **settings,
    )  # fmt: skip
    collator = QuestionCollator(processor, side=SIDE, hints=hint_weight > 0)
    return CriticTrainer(
        model=model, args=arguments, train_dataset=questions, data_collator=collator, processing_class=processor, hint_weight=hint_weight
    )


def test_a_batch_of_one_two_and_three_pictures_gives_what_the_critic_says(folder):
    model, processor = parts(folder)
    critic = Critic(model, processor)
    questions = [each for each in Questions(60, seed=1)][:24]
    assert {len(each.scenes) for each in questions} == {1, 2, 3}
    batch = QuestionCollator(processor, side=SIDE)(questions)
    assert batch.pop("answers").tolist() == [float(each.answer) for each in questions]
    together = critic.log_odds(model(**batch).logits[:, -1])
    alone = torch.cat([critic(to_tensor(each.images(side=SIDE))[None], each.text) for each in questions])
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)
    assert alone.std() > 1e-3


def test_the_loss_is_the_cross_entropy_of_the_log_odds_and_of_the_mass():
    yes, no, other = 0.5, 0.2, 0.3  # probabilities; two tokens say yes
    logits = torch.tensor([[yes / 2, yes / 2, no, other]]).log()
    loss = [answer_loss(logits, torch.tensor([a]), yes=[0, 1], no=[2], mass_weight=0.1).item() for a in (1.0, 0.0)]
    assert loss[0] == pytest.approx(-math.log(yes / (yes + no)) - 0.1 * math.log(yes + no), rel=1e-5)
    assert loss[1] == pytest.approx(-math.log(no / (yes + no)) - 0.1 * math.log(yes + no), rel=1e-5)


def test_noise_changes_the_pixels_and_stays_within_the_range(folder):
    _, processor = parts(folder)
    questions = list(Questions(4, seed=2))
    clean, noisy = (QuestionCollator(processor, side=SIDE, noise=noise)(questions)["pixel_values"] for noise in (0.0, 0.1))
    assert 0.02 < (clean - noisy).abs().mean() < 0.4 and noisy.abs().max() <= 1  # the nano model's pixels lie in [-1, 1]


def test_one_batch_and_its_micro_batches_make_the_same_step(folder, tmp_path):
    questions = Questions(8, seed=3, families=["existence", "closer"])
    before = dict(parts(folder)[0].named_parameters())
    steps = []
    for size in (8, 2):
        trainer = trainer_of(folder, tmp_path, questions, per_device_train_batch_size=size, gradient_accumulation_steps=8 // size)
        trainer.train()
        steps.append({name: parameter.detach() for name, parameter in trainer.model.named_parameters()})
    assert any((steps[0][name] - before[name]).abs().max() > 1e-3 for name in before), "the step moves the weights"
    for name in before:
        torch.testing.assert_close(steps[1][name], steps[0][name], rtol=1e-4, atol=1e-6)


class Lamps:
    """Questions whose answer is the picture's brightness: is there a yellow square in an otherwise black picture?"""

    def __init__(self, count: int):
        self.count = count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Question:
        square = Shape("square", (0.0, 0.0), (0.3,), colour=(0.95, 0.88, 0.12))
        dim = Shape("square", (0.0, 0.0), (0.3,), colour=(0.0, 0.0, 0.05))
        answer, is_negated = index % 2 == 0, index % 3 == 0
        text = "Is there no yellow square?" if is_negated else "Is there a yellow square?"
        scene = Scene((square if answer != is_negated else dim,))
        return Question(text, answer, "existence", (scene,), is_negated, Exists(Thing("square", "yellow")))


def test_it_learns_what_a_picture_shows_and_what_no_means(folder, tmp_path):
    options = {"max_steps": 120, "learning_rate": 3e-3, "optim": "adamw_torch", "max_grad_norm": 1.0, "per_device_train_batch_size": 24}
    trainer = trainer_of(folder, tmp_path, Lamps(24 * 120), **options)
    trainer.train()
    critic = Critic(trainer.model, trainer.processing_class)
    questions = [Lamps(6)[index] for index in range(6)]
    odds = critic(to_tensor([each.images(side=SIDE)[0] for each in questions]), [each.text for each in questions])
    assert all((value > 1) if each.answer else (value < -1) for each, value in zip(questions, odds.tolist(), strict=True)), odds
    accuracies = [entry["accuracy"] for entry in trainer.state.log_history if "accuracy" in entry]
    assert len(accuracies) == 120 and accuracies[-1] == 1.0


def test_the_numbers_behind_answers_are_learned_by_heads_that_are_thrown_away(folder, tmp_path):
    questions = [Questions(1, seed=3, families=("place",))[0]] * 240
    options = {"max_steps": 30, "learning_rate": 3e-3, "optim": "adamw_torch", "per_device_train_batch_size": 8}
    trainer = trainer_of(folder, tmp_path, questions, hint_weight=10.0, **options)
    assert len(trainer.model.hints) == HEADS
    trainer.train()
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    assert losses[-1] < losses[0] / 4, "one question's numbers are soon known"
    trainer.forget_hints()
    trainer.save_model(tmp_path / "saved")
    assert AutoModelForImageTextToText.from_pretrained(tmp_path / "saved").state_dict().keys() == trainer.model.state_dict().keys()
    assert not any("hints" in name for name in trainer.model.state_dict())


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")  # peft asks transformers for it
def test_heads_are_refused_where_checkpoints_would_leave_them_out(folder, tmp_path):
    model = get_peft_model(parts(folder)[0], LoraConfig(target_modules=["q_proj"]))
    with pytest.raises(ValueError, match="hint_weight: expected 0 for an adapter"):
        CriticTrainer(model=model, hint_weight=1.0)


def test_the_error_of_numbers_counts_the_known_ones_alone():
    heads = torch.nn.ModuleList(torch.nn.Linear(4, COUNT) for _ in range(HEADS))
    for head in heads:
        torch.nn.init.zeros_(head.weight), torch.nn.init.zeros_(head.bias)
    numbers = torch.full((2, COUNT), torch.nan)
    numbers[0, 3], numbers[1, 5] = 1.0, 0.1
    error = hint_loss(heads, [torch.randn(2, 3, 4)] * 5, numbers)
    assert error.item() == pytest.approx(((1.0 - HUBER / 2) + 0.1**2 / (2 * HUBER)) / 2)
