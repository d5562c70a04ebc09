"""Questions about pictures as token tensors.

The model's own processor lays out one conversation for each number and size of pictures, whose pictures are blank; from it we learn how
many tokens a picture takes. Questions are then tokenised as text, once each. That this gives what the processor itself gives is checked
on that first conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

import PIL.Image
import torch

KEPT = 4096  # token sequences that are remembered
PROBE = "Is this a picture?"


class Conversations:
    """Tokens of one user turn (pictures, then the question) and the beginning of the model's answer.

    Args:
        processor: the model's own, with image processor, tokenizer and chat template.
        system: system message; `None` for the template's own.

    Raises:
        ValueError: the processor has no chat template, or no image token.
    """

    def __init__(self, processor, *, system: str | None = None):
        self.processor, self.system = processor, system
        if getattr(processor, "chat_template", None) is None:
            raise ValueError(f"processor: expected one with a chat template, {type(processor).__name__} has none")
        self.image_token = getattr(processor, "image_token", None)
        if self.image_token is None:
            raise ValueError(f"processor: expected one with an `image_token`, {type(processor).__name__} has none")
        self.image_token_id = processor.tokenizer.convert_tokens_to_ids(self.image_token)
        self._ids = lru_cache(KEPT)(self._ids)
        self._layout = lru_cache(KEPT)(self._layout)

    def __call__(self, questions: Sequence[str], *, views: int | Sequence[int], size: tuple[int, int]) -> dict[str, torch.Tensor]:
        """`input_ids`, `attention_mask` and, where the model takes them, `mm_token_type_ids`, `(B, T)` each, padded on the left.

        Args:
            questions: B of them, each about pictures of its own.
            views: pictures of each conversation, one number for all or one for each.
            size: their height and width in pixels.
        """
        counts = [views] * len(questions) if isinstance(views, int) else views
        rows = [self._ids(question, count, size) for question, count in zip(questions, counts, strict=True)]
        length = max(map(len, rows))
        pad = self.processor.tokenizer.pad_token_id or 0
        ids = torch.tensor([[pad] * (length - len(row)) + list(row) for row in rows])
        mask = torch.tensor([[0] * (length - len(row)) + [1] * len(row) for row in rows])
        tokens = {"input_ids": ids, "attention_mask": mask}
        if self._layout(counts[0], size)[1]:
            tokens["mm_token_type_ids"] = ((ids == self.image_token_id) & mask.bool()).int()
        return tokens

    def __reduce__(self):
        return partial(Conversations, system=self.system), (self.processor,)

    def text(self, question: str, views: int) -> str:
        """The conversation in words, one image token for each picture."""
        content = [*[{"type": "image"}] * views, {"type": "text", "text": question}]
        messages = [{"role": "user", "content": content}]
        if self.system is not None:
            messages.insert(0, {"role": "system", "content": [{"type": "text", "text": self.system}]})
        return self.processor.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)

    def _ids(self, question: str, views: int, size: tuple[int, int]) -> tuple[int, ...]:
        count, _ = self._layout(views, size)
        return self._tokenised(question, views, count)

    def _tokenised(self, question: str, views: int, count: int) -> tuple[int, ...]:
        text = self.text(question, views)
        if text.count(self.image_token) != views:
            raise ValueError(f"question: expected none that holds {self.image_token!r}, got {question!r}")
        return tuple(self.processor.tokenizer(text.replace(self.image_token, self.image_token * count))["input_ids"])

    def _layout(self, views: int, size: tuple[int, int]) -> tuple[int, bool]:
        """Tokens of a picture, and whether the model is told which tokens are pictures; from the processor's own conversation."""
        height, width = size
        blank = PIL.Image.new("RGB", (width, height))
        batch = self.processor(text=[self.text(PROBE, views)], images=[blank] * views, return_tensors="pt")
        (ids,) = batch["input_ids"].tolist()
        count, rest = divmod(ids.count(self.image_token_id), views)
        if not count or rest or tuple(ids) != self._tokenised(PROBE, views, count):
            name = type(self.processor).__name__
            raise ValueError(f"processor: {name} lays out pictures in a way that the critic does not know")
        return count, "mm_token_type_ids" in batch
