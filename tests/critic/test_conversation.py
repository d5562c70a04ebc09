"""Token tensors of questions. Oracle: the model's own processor, given everything at once."""

import PIL.Image
import pytest
import torch

from vlcritic.critic.conversation import Conversations

LONG = "Is the red circle left of the blue square, or above it?"


@pytest.mark.parametrize(("views", "size"), [(1, (56, 56)), (3, (56, 84)), (2, (100, 70))])
def test_each_row_is_what_the_processor_makes_of_it(qwen_processor, views, size):
    questions = ["Is it red?", LONG]
    conversations = Conversations(qwen_processor)
    tokens = conversations(questions, views=views, size=size)
    for row, question in enumerate(questions):
        blank = PIL.Image.new("RGB", size[::-1], (200, 10, 60))
        whole = qwen_processor(text=[conversations.text(question, views)], images=[blank] * views, return_tensors="pt")
        kept = tokens["attention_mask"][row].bool()
        for name in ("input_ids", "mm_token_type_ids"):
            assert torch.equal(tokens[name][row][kept].long(), whole[name][0].long())
        assert kept[kept.int().argmax() :].all()  # padded on the left


def test_the_system_message_is_the_first(qwen_processor):
    text = Conversations(qwen_processor, system="You are strict.").text("Is it red?", 1)
    assert text.startswith("<|im_start|>system\nYou are strict.<|im_end|>\n<|im_start|>user\n<|vision_start|>")
    assert text.endswith("Is it red?<|im_end|>\n<|im_start|>assistant\n")


def test_a_question_that_holds_a_picture_of_its_own_is_refused(qwen_processor):
    with pytest.raises(ValueError, match="image_pad"):
        Conversations(qwen_processor)(["What is <|image_pad|>?"], views=1, size=(56, 56))


def test_a_processor_without_a_chat_template_is_refused(qwen_processor):
    import copy

    bare = copy.copy(qwen_processor)
    bare.chat_template = None
    with pytest.raises(ValueError, match="chat template"):
        Conversations(bare)
