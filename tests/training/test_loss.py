"""The token-weighted loss against closed forms, and its classes on two very different tokenizers."""

import math
from types import SimpleNamespace

import pytest
import torch
from transformers import AutoTokenizer

from vlcritic.training.loss import TokenWeightedLoss

TEXT = "1 shape: circle.\n```glsl\nfloat d = circle(vec2(-0.25, 0.50), 3);\n```"


class Characters:
    """A tokenizer of one character a token."""

    def decode(self, tokens):
        return "".join(map(chr, tokens))


def characters(text: str) -> list[int]:
    return [ord(character) for character in text]


@pytest.fixture
def loss():
    return TokenWeightedLoss(Characters(), prose=0.2, code=5.0, number=8.0)


def weights_of(loss, text: str) -> list[float]:
    """Weights of the characters of a text, behind a prompt of two masked tokens."""
    return loss.weights(torch.tensor([[-100, -100, *characters(text)]]))[0, 2:].tolist()


def test_prose_ends_at_the_fence_and_numbers_are_known_by_their_text(loss):
    expected = ""
    for part, mark in [("1 shape: circle.\n", "p"), ("```glsl\nfloat d = circle(vec2(", "c"), ("-0.25", "n"), (", ", "c"), ("0.50", "n")]:
        expected += mark * len(part)
    expected += "c" * len("), ") + "n" + "c" * len(");\n```")
    names = {round(value, 3): name for name, value in (("p", 0.2), ("c", 5.0), ("n", 8.0))}
    assert "".join(names[round(weight, 3)] for weight in weights_of(loss, TEXT)) == expected


def test_a_completion_without_a_fence_is_all_code(loss):
    assert weights_of(loss, "ab 1") == [5.0, 5.0, 5.0, 8.0]


def test_masked_labels_weigh_nothing_and_neither_does_the_first_place(loss):
    assert loss.weights(torch.tensor([[97, -100, 98, -100]])).tolist() == [[0.0, 0.0, 5.0, 0.0]]


@pytest.mark.parametrize("name", ["nano", "qwen"])
def test_real_tokenizers_get_the_same_classes(loss, name, tiny_nano, qwen_processor):
    tokenizer = AutoTokenizer.from_pretrained(tiny_nano) if name == "nano" else qwen_processor.tokenizer
    by_character = weights_of(loss, TEXT)
    ids = tokenizer(TEXT).input_ids
    loss.tokenizer, loss._texts = tokenizer, {}
    weights = loss.weights(torch.tensor([[-100, *ids]]))[0, 1:].tolist()
    start = 0
    for token, weight in zip(ids, weights, strict=True):
        end = start + len(tokenizer.decode([token]))
        assert weight == pytest.approx(max(by_character[start:end])), tokenizer.decode([token])  # the later class, and numbers, weigh more
        start = end
    assert start == len(TEXT)


def uniform(labels: torch.Tensor, size: int = 128) -> SimpleNamespace:
    """Logits that give every token the same chance: a cross-entropy of log(size) everywhere."""
    return SimpleNamespace(logits=torch.zeros(*labels.shape, size))


def test_the_weights_do_not_scale_the_loss():
    labels = torch.tensor([[-100, *characters(TEXT)]])
    for factor in (0.01, 1, 100):
        loss = TokenWeightedLoss(Characters(), prose=0.2 * factor, code=5 * factor, number=8 * factor)
        assert loss(uniform(labels), labels).item() == pytest.approx(math.log(128), rel=1e-5)


def test_the_loss_is_the_weighted_mean_of_known_cross_entropies(loss):
    labels = torch.tensor([[-100, *characters("a```1")]])  # weights .2, 5, 5, 5, 8
    logits = torch.zeros(1, 6, 128)
    logits[0, 4, ord("1")] = 3.0  # the place before the 1 predicts it
    sure = -math.log(math.exp(3) / (math.exp(3) + 127))
    expected = ((0.2 + 15) * math.log(128) + 8 * sure) / (0.2 + 15 + 8)
    assert loss(SimpleNamespace(logits=logits), labels).item() == pytest.approx(expected, rel=1e-5)


def test_logits_of_the_last_positions_alone_give_the_same_loss(loss):
    generator = torch.Generator().manual_seed(0)
    labels = torch.tensor([[-100, -100, -100, *characters("a```1")]])
    logits = torch.randn(1, 8, 128, generator=generator)
    whole, kept = (loss(SimpleNamespace(logits=part), labels) for part in (logits, logits[:, 2:]))
    torch.testing.assert_close(whole, kept)


def test_micro_batches_of_equal_mix_add_up_to_the_loss_of_the_step(loss):
    generator = torch.Generator().manual_seed(0)
    labels = torch.tensor([[-100, *characters(text)] for text in ("a```1", "b```2", "c```3", "d```4")])
    logits = torch.randn(4, 6, 128, generator=generator)
    whole = loss(SimpleNamespace(logits=logits), labels)
    parts = [loss(SimpleNamespace(logits=logits[i : i + 2]), labels[i : i + 2], num_items_in_batch=20) for i in (0, 2)]
    torch.testing.assert_close(sum(parts), whole)


def test_the_gradient_is_that_of_finite_differences(loss):
    labels = torch.tensor([[-100, *characters("a`1")]])
    logits = torch.randn(1, 4, 128, dtype=torch.float64, generator=torch.Generator().manual_seed(0), requires_grad=True)
    weights = loss.weights(labels)
    loss.weighted_sum(logits, labels, weights).backward()
    for place, token in ((0, ord("a")), (2, ord("1")), (2, 5), (3, 7)):
        step = torch.zeros_like(logits)
        step[0, place, token] = 1e-2  # the loss itself is computed in float32
        with torch.no_grad():
            slope = (loss.weighted_sum(logits + step, labels, weights) - loss.weighted_sum(logits - step, labels, weights)) / 2e-2
        assert logits.grad[0, place, token].item() == pytest.approx(slope.item(), abs=2e-3)


def test_a_batch_without_supervised_tokens_costs_nothing_and_has_a_gradient(loss):
    labels = torch.full((1, 4), -100)
    logits = torch.zeros(1, 4, 128, requires_grad=True)
    value = loss(SimpleNamespace(logits=logits), labels)
    value.backward()
    assert value.item() == 0 and not logits.grad.any()


def test_negative_weights_are_refused():
    with pytest.raises(ValueError, match="prose=-1"):
        TokenWeightedLoss(Characters(), prose=-1)
