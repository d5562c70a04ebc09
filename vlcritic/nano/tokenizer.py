"""The nano model's tokenizer and chat template.

Byte-level BPE whose merges may cross blanks and line ends, so that the text every program shares collapses to a few tokens, while every
decimal is a token of its own: `vec2(-0.48, 0.02)` becomes `vec2(-0.`, `4`, `8`, `, 0.`, `0`, `2`, `)`. The sign is decided together with
the syntax before the number, and the same decimal is the same token everywhere. A program of one shape is about 40 tokens, not 250.

For questions, whose words mean the same wherever they stand, merges may stay within words instead: every word that was seen twice is one
token, and what is the same in all conversations (the default system message, the names of the roles, phrases) is one token as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

# Qwen2.5-VL's, in its order; the model needs the first three and the vision ones
SPECIAL_TOKENS = (
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|object_ref_start|>", "<|object_ref_end|>", "<|box_start|>", "<|box_end|>",
    "<|quad_start|>", "<|quad_end|>", "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>", "<|image_pad|>", "<|video_pad|>",
)  # fmt: skip

# The conversation as Qwen2.5-VL writes it: a default system message, pictures between vision marks
CHAT_TEMPLATE = """\
{%- for message in messages -%}
{%- if loop.first and message.role != 'system' -%}
{{- '<|im_start|>system\\nYou are a helpful assistant.<|im_end|>\\n' -}}
{%- endif -%}
{{- '<|im_start|>' + message.role + '\\n' -}}
{%- if message.content is string -%}
{{- message.content -}}
{%- else -%}
{%- for part in message.content -%}
{%- if part.type == 'image' or 'image' in part or 'image_url' in part -%}
{{- '<|vision_start|><|image_pad|><|vision_end|>' -}}
{%- elif part.type == 'video' or 'video' in part -%}
{{- '<|vision_start|><|video_pad|><|vision_end|>' -}}
{%- elif 'text' in part -%}
{{- part.text -}}
{%- endif -%}
{%- endfor -%}
{%- endif -%}
{{- '<|im_end|>\\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}
{{- '<|im_start|>assistant\\n' -}}
{%- endif -%}
"""

# A digit after a digit or the point stands alone, and so does a fence; the first digit, a sign and the point stay with the text before
ALONE = r"(?<=[0-9.])[0-9]|```[a-z]*\n?"
WORDS = r" ?[A-Za-z]+|[0-9]"
FIXED = ("system\nYou are a helpful assistant.", "user\n", "assistant\n")  # of the template; one token each where words are
VOCABULARY = 4096  # a bound; training ends far below it, when every text between two of these is one token


def train_tokenizer(
    conversations: Iterable[Sequence[dict]], *, words: bool = False, phrases: Sequence[str] = ()
) -> PreTrainedTokenizerFast:
    """A tokenizer fitted to conversations (lists of chat messages); it writes and reads back any other text byte for byte.

    Args:
        words: tokens end where words end; made for questions, where the default is made for programs.
        phrases: texts that are one token each; only with `words`.

    Raises:
        ValueError: no conversation.
    """
    texts = [piece for conversation in conversations for piece in _pieces(conversation)]
    if not texts:
        raise ValueError("conversations: expected at least one list of chat messages, got none; pass samples of the training data")
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS if words else ALONE), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, min_frequency=2, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_special_tokens(list(SPECIAL_TOKENS))
    if words:
        tokenizer.add_tokens([*FIXED, *phrases])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
        additional_special_tokens=list(SPECIAL_TOKENS[1:]),
        padding_side="left",  # GRPO completes prompts; a right-padded batch would misalign silently
        clean_up_tokenization_spaces=False,
        model_max_length=2048,
    )


def _pieces(conversation: Sequence[dict]) -> list[str]:
    """The texts between special tokens, as the chat template lays them out."""
    pieces = ["\n", "assistant\n"]
    for message in conversation:
        content = message["content"]
        parts = [content] if isinstance(content, str) else [part["text"] for part in content if "text" in part]
        leading = isinstance(content, str) or not parts or content[0].get("type") == "text"
        if message["role"] == "assistant":
            pieces += ["".join(parts)]  # training tokenises the completion apart from `assistant\n`
        elif leading:
            pieces += [message["role"] + "\n" + "".join(parts)]
        else:
            pieces += [message["role"] + "\n", *parts]
    return pieces
