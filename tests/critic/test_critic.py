"""The critic. Oracles: the stock processor and model, finite differences, and the same asked in another way."""

import pickle

import PIL.Image
import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from tests.critic.conftest import pictures, small_qwen
from vlcritic.critic import Critic
from vlcritic.critic.critic import TEMPLATE
from vlcritic.images import from_tensor

QUESTION = "Is there a red circle?"


def relative(value: torch.Tensor, expected: torch.Tensor) -> float:
    return ((value - expected).norm() / expected.norm()).item()


def directional(critic, images, question, *, step: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Derivatives along eight random directions, by autograd and by central differences."""
    generator = torch.Generator().manual_seed(1)
    images = images.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(critic(images, question).sum(), images)
    analytic, numeric = [], []
    for _ in range(8):
        direction = torch.randn(images.shape, generator=generator, dtype=images.dtype)
        with torch.no_grad():
            there, back = (critic(images + sign * step * direction, question).sum() for sign in (1, -1))
        analytic.append((gradient * direction).sum())
        numeric.append((there - back) / (2 * step))
    return torch.stack(analytic), torch.stack(numeric)


@pytest.mark.parametrize(("name", "side"), [("nano", 32), ("nano", 40), ("qwen", 56), ("qwen", 70)])
def test_the_gradient_is_that_of_finite_differences(name, side, nano_parts, qwen_processor):
    model, processor = nano_parts if name == "nano" else (small_qwen(qwen_processor), qwen_processor)
    critic = Critic(model.double(), processor)
    images = 0.2 + 0.6 * pictures(2, 2, 3, side, side, dtype=torch.float64)  # away from where a resize clamps
    analytic, numeric = directional(critic, images, QUESTION, step=1e-3)
    assert analytic.abs().max() > 0.05
    # a norm and the softmax of transformers round to single precision: 1e-3 is the step where that and the curvature err least
    assert relative(numeric, analytic) < 1e-3


def test_it_scores_what_the_stock_processor_shows_the_model(qwen_critic):
    images = pictures(2, 3, 56, 84)
    processor, model = qwen_critic.processor, qwen_critic.model
    expected = []
    for image in from_tensor(images):
        text = qwen_critic.conversations.text(TEMPLATE.format(question=QUESTION), 1)
        batch = processor(text=[text], images=[PIL.Image.fromarray(image)], return_tensors="pt")
        logits = model(**batch).logits[0, -1].double()
        expected.append(logits[qwen_critic.yes].logsumexp(0) - logits[qwen_critic.no].logsumexp(0))
    torch.testing.assert_close(qwen_critic(images, QUESTION).double(), torch.stack(expected), rtol=1e-4, atol=1e-4)


def test_positions_of_pictures_count(qwen_critic, monkeypatch):
    images = pictures(1, 3, 84, 84)
    whole = qwen_critic(images, QUESTION)
    inputs = qwen_critic.inputs

    def without(*arguments):
        batch = inputs(*arguments)
        del batch["mm_token_type_ids"]
        return batch

    monkeypatch.setattr(qwen_critic, "inputs", without)
    assert (qwen_critic(images, QUESTION) - whole).abs().item() > 1e-4


def test_questions_of_different_lengths_do_not_disturb_each_other(nano_critic):
    images = pictures(3, 3, 32, 32)
    questions = ["Is it red?", "Is there a red circle left of the blue square, or is there none at all?", QUESTION]
    together = nano_critic(images, questions)
    alone = torch.cat([nano_critic(images[row : row + 1], question) for row, question in enumerate(questions)])
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)
    assert together.std() > 1e-4


def test_several_pictures_stand_in_one_conversation_in_their_order(nano_critic):
    images = pictures(1, 2, 3, 32, 32)
    assert (nano_critic(images, QUESTION) - nano_critic(images.flip(1), QUESTION)).abs().item() > 1e-5
    torch.testing.assert_close(nano_critic(images[:, 0], QUESTION), nano_critic(images[:, :1], QUESTION))


def test_chunks_and_recomputed_activations_change_nothing(nano_parts):
    images = pictures(5, 3, 32, 32).requires_grad_()
    model, processor = nano_parts
    critic = Critic(model, processor)
    expected = critic(images, QUESTION)
    (slope,) = torch.autograd.grad(expected.sum(), images)
    for settings in ({"chunk": 2}, {"is_checkpointed": True}, {"chunk": 2, "is_checkpointed": True}):
        odds = Critic(model, processor, **settings)(images, QUESTION)
        (gradient,) = torch.autograd.grad(odds.sum(), images)
        torch.testing.assert_close(odds, expected, rtol=1e-4, atol=1e-5)
        assert relative(gradient, slope) < 1e-4


def test_recomputing_keeps_fewer_activations(nano_parts):
    def kept(**settings) -> int:
        sizes = []
        critic = Critic(*nano_parts, **settings)
        with torch.autograd.graph.saved_tensors_hooks(lambda tensor: sizes.append(tensor.numel()) or tensor, lambda tensor: tensor):
            critic(pictures(4, 3, 32, 32).requires_grad_(), QUESTION)
        return sum(sizes)

    whole = kept()
    assert kept(chunk=1, is_checkpointed=True) < whole / 4


def test_templates_are_averaged(nano_parts):
    images = pictures(2, 3, 32, 32)
    templates = (TEMPLATE, "{question} Yes or no?")
    each = [Critic(*nano_parts, templates=[template])(images, QUESTION) for template in templates]
    torch.testing.assert_close(Critic(*nano_parts, templates=templates)(images, QUESTION), torch.stack(each).mean(0))


def test_the_model_is_frozen_and_gets_no_gradient(nano_critic):
    images = pictures(1, 3, 32, 32).requires_grad_()
    nano_critic(images, QUESTION).sum().backward()
    assert images.grad.abs().max() > 0
    assert not any(parameter.requires_grad or parameter.grad is not None for parameter in nano_critic.model.parameters())
    assert not nano_critic.model.training


def test_bfloat16_scores_come_near_those_of_single_precision_as_single_precision(nano_parts):
    images = pictures(2, 3, 32, 32)
    expected = Critic(*nano_parts)(images, QUESTION)
    odds = Critic(nano_parts[0].bfloat16(), nano_parts[1])(images, QUESTION)
    assert odds.dtype == torch.float32
    torch.testing.assert_close(odds, expected, rtol=0.1, atol=0.02)  # eight bits of mantissa


def test_no_picture_gives_no_score(nano_critic):
    assert nano_critic(torch.zeros(0, 3, 32, 32), QUESTION).shape == (0,)


def test_a_text_only_model_is_refused(nano_parts):
    config = LlamaConfig(vocab_size=64, hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=1)
    with pytest.raises(ValueError, match="no vision tower"):
        Critic(LlamaForCausalLM(config), nano_parts[1])


def test_a_folder_of_a_text_only_model_is_refused(nano_parts, tmp_path):
    config = LlamaConfig(vocab_size=64, hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=1)
    LlamaForCausalLM(config).save_pretrained(tmp_path)
    nano_parts[1].save_pretrained(tmp_path)
    LlamaForCausalLM(config).config.save_pretrained(tmp_path)
    with pytest.raises(ValueError, match="expected a vision-language model"):
        Critic.from_pretrained(tmp_path)


def test_a_folder_without_a_processor_is_refused(nano_parts, tmp_path):
    nano_parts[0].save_pretrained(tmp_path)
    with pytest.raises(ValueError, match="processor of its own"):
        Critic.from_pretrained(tmp_path)


def test_a_tokenizer_in_the_place_of_a_processor_is_refused(nano_parts):
    with pytest.raises(ValueError, match="image_processor"):
        Critic(nano_parts[0], nano_parts[1].tokenizer)


@pytest.mark.parametrize(
    ("images", "question", "error", "message"),
    [
        (torch.zeros(3, 32, 32), QUESTION, ValueError, r"expected \(B, 3, H, W\)"),
        (torch.zeros(2, 4, 32, 32), QUESTION, ValueError, r"expected \(B, 3, H, W\)"),
        (torch.zeros(2, 3, 32, 32), [QUESTION], ValueError, "one for each of 2"),
        (torch.full((2, 3, 32, 32), 7.0), QUESTION, ValueError, r"\[0, 1\]"),
        ([PIL.Image.new("RGB", (32, 32))], QUESTION, TypeError, "expected a tensor"),
    ],
)
def test_other_pictures_and_questions_are_refused(nano_critic, images, question, error, message):
    with pytest.raises(error, match=message):
        nano_critic(images, question)


@pytest.mark.parametrize("settings", [{"templates": "{question}"}, {"templates": ["Is it?"]}, {"templates": []}, {"chunk": 0}])
def test_settings_that_cannot_be_are_refused(nano_parts, settings):
    with pytest.raises(ValueError, match="expected"):
        Critic(*nano_parts, **settings)


def test_a_critic_travels_to_other_processes(nano_critic):
    images = pictures(1, 3, 32, 32)
    torch.testing.assert_close(pickle.loads(pickle.dumps(nano_critic))(images, QUESTION), nano_critic(images, QUESTION))
