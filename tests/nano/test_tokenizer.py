"""The nano tokenizer: nothing is lost, decimals stand alone, the fixed text is cheap."""

import re

import pytest
from transformers import AutoProcessor, AutoTokenizer

from tests.nano.conftest import sampled_programs
from vlcritic.data.prompts import answer, prompt_messages
from vlcritic.nano.tokenizer import train_tokenizer


@pytest.fixture(scope="module")
def processor(tiny_nano):
    return AutoProcessor.from_pretrained(tiny_nano)


@pytest.mark.parametrize(
    "text",
    [
        "float d = circle(p - vec2(-0.48, 0.02), 1.5e-3);\n",
        "Größe: 12 µm — 日本語 🎨\r\n\t\x00 end  ",
        "```glsl\nvoid main() {}\n``` and 3.14159, .5, 1., -0.0",
        " leading and trailing ",
    ],
)
def test_any_text_comes_back_byte_for_byte(processor, text):
    assert processor.tokenizer.decode(processor.tokenizer(text).input_ids) == text


def test_every_decimal_is_a_token_of_its_own(processor):
    tokenizer = processor.tokenizer
    for program in sampled_programs(20, seed=7):
        text = answer(program)
        pieces = [tokenizer.decode([token]) for token in tokenizer(text).input_ids]
        ends = [sum(map(len, pieces[: index + 1])) for index in range(len(pieces))]
        for decimal in re.finditer(r"(?<=[\d.])\d", text):
            assert {decimal.start(), decimal.end()} <= {0, *ends}, text[decimal.start() - 4 : decimal.end()]


def test_the_sign_is_decided_before_the_decimals(processor):
    tokenizer = processor.tokenizer
    plus, minus = (tokenizer(f", {sign}0.48").input_ids for sign in ("", "-"))
    assert plus[-2:] == minus[-2:], "the decimals are the same tokens"
    assert len(plus) == len(minus) == 3, "the sign is part of the token before them"


def test_unseen_programs_of_one_or_two_shapes_take_few_tokens(processor):
    lengths = [len(processor.tokenizer(answer(program)).input_ids) for program in sampled_programs(100, seed=9)]
    assert sum(lengths) / len(lengths) < 55  # of about 700 characters
    assert max(lengths) <= 80


def test_the_question_takes_ten_tokens_beside_the_picture(processor):
    text = processor.apply_chat_template(prompt_messages(image=None), tokenize=False, add_generation_prompt=True)
    special = processor.tokenizer.all_special_ids
    assert len([token for token in processor.tokenizer(text).input_ids if token not in special]) <= 10


def test_the_chat_template_writes_what_qwens_writes(processor, qwen_processor):
    messages = prompt_messages(image="picture.png")
    turns = [messages, messages[1:], [*messages, {"role": "assistant", "content": "1 shape."}, {"role": "user", "content": "Again."}]]
    for turn in turns:
        for generation in (False, True):
            ours = processor.apply_chat_template(turn, tokenize=False, add_generation_prompt=generation)
            assert ours == qwen_processor.apply_chat_template(turn, tokenize=False, add_generation_prompt=generation)


def test_the_same_conversations_give_the_same_tokenizer(tmp_path):
    conversations = [[*prompt_messages(), {"role": "assistant", "content": answer(program)}] for program in sampled_programs(30)]
    first, second = (train_tokenizer(conversations) for _ in range(2))
    assert first.get_vocab() == second.get_vocab()


QUESTIONS = [[{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "Is there a red circle? Answer now."}]}]] * 2


@pytest.fixture(scope="module")
def words():
    return train_tokenizer(QUESTIONS, words=True, phrases=[" Answer now."])


def test_words_and_phrases_are_tokens_wherever_they_stand(words):
    pieces = [words.decode([token]) for token in words("Is a circle there? Answer now.<|im_end|>\n<|im_start|>assistant\n").input_ids]
    assert pieces == ["Is", " a", " circle", " there", "?", " Answer now.", "<|im_end|>", "\n", "<|im_start|>", "assistant\n"]


def test_a_tokenizer_of_words_loses_nothing(words):
    for text in ("Größe 日本語\n\n  1.25, Answer now. Is there?", " isthere a", "assistant\nuser\n"):
        assert words.decode(words(text).input_ids) == text


def test_no_conversation_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        train_tokenizer([])


def test_the_saved_tokenizer_pads_left_and_ends_as_qwens_does(tiny_nano):
    tokenizer = AutoTokenizer.from_pretrained(tiny_nano)
    assert (tokenizer.padding_side, tokenizer.eos_token, tokenizer.pad_token) == ("left", "<|im_end|>", "<|endoftext|>")
