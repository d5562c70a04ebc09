"""Surface forms of yes and no. Oracle: what Qwen2.5-VL's own tokenizer makes of the words, and closed forms."""

import math

import pytest
import torch

from vlcritic.critic.answers import log_odds, token_ids


def test_every_way_to_write_a_word_as_one_token_is_found(qwen_processor):
    tokenizer = qwen_processor.tokenizer
    for words, written in ((("yes",), ["Yes", " Yes", "yes", " yes", "YES", " YES"]), (("no",), ["No", " No", "no", " no", "NO", " NO"])):
        alone = [tokenizer.encode(text, add_special_tokens=False) for text in written]
        assert {ids[0] for ids in alone if len(ids) == 1} <= set(token_ids(tokenizer, words))
        assert sum(len(ids) == 1 for ids in alone) >= 4


def test_longer_words_that_begin_so_are_none(qwen_processor):
    tokenizer = qwen_processor.tokenizer
    forms = {tokenizer.decode([index]).strip().casefold() for index in token_ids(tokenizer, ("no",))}
    assert forms == {"no"}


def test_a_word_without_a_token_is_refused(qwen_processor):
    with pytest.raises(ValueError, match="found none"):
        token_ids(qwen_processor.tokenizer, ("yesnomaybeso",))


def test_a_word_beyond_ascii_is_found(qwen_processor):
    tokenizer = qwen_processor.tokenizer
    (alone,) = tokenizer.encode("是", add_special_tokens=False)
    assert alone in token_ids(tokenizer, ("是",))


def test_the_odds_are_those_of_the_summed_probabilities():
    logits = torch.randn(4, 9, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    probabilities = logits.softmax(-1)
    expected = (probabilities[:, [1, 5]].sum(-1) / probabilities[:, [2, 3, 8]].sum(-1)).log()
    torch.testing.assert_close(log_odds(logits, [1, 5], [2, 3, 8]), expected)


def test_half_precision_logits_are_summed_in_single():
    odds = log_odds(torch.tensor([[2.0, 1.0]], dtype=torch.bfloat16), [0], [1])
    assert odds.dtype == torch.float32 and math.isclose(odds.item(), 1.0)
