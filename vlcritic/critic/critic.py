"""A vision-language model as a differentiable judge of pictures.

It is asked a yes-or-no question; the log-odds of yes over all tokens that say so are its score, and their gradient reaches the pixels:
the pictures go through a tensor-only image processor (`vlcritic.critic.processing`), never through PIL or NumPy.

Source: VLM3D (arXiv:2511.14271), whose loss is logit("No") − logit("Yes"); VQAScore (arXiv:2404.01291), the same score without a gradient.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch.utils.checkpoint import checkpoint

from vlcritic.critic.answers import NO, YES, log_odds, token_ids
from vlcritic.critic.conversation import Conversations
from vlcritic.critic.processing import tensor_processor

TEMPLATE = "{question} Answer with Yes or No."


class Critic:
    """Log-odds of yes: `critic(images, question) -> (B,)`, differentiable in the images.

    The model is frozen and put into evaluation mode. It may live on another device, and in another precision, than the pictures.

    Args:
        model: a vision-language model of transformers, `AutoModelForImageTextToText`.
        processor: its own processor, `AutoProcessor`.
        templates: wordings around `{question}`; the log-odds are averaged over them.
        system: system message; `None` for the chat template's own.
        chunk: conversations that the model takes at once; `None` for all.
        is_checkpointed: keep no activations for the backward pass but compute them again, chunk by chunk and layer by layer.
        yes, no: words that count as the answers.

    Raises:
        ValueError: the model takes no pictures, or the processor is none that the critic reproduces.
    """

    def __init__(
        self,
        model,
        processor,
        *,
        templates: Sequence[str] = (TEMPLATE,),
        system: str | None = None,
        chunk: int | None = None,
        is_checkpointed: bool = False,
        yes: Sequence[str] = YES,
        no: Sequence[str] = NO,
    ):
        _check(model, processor, templates, chunk)
        self.model, self.processor = model.eval().requires_grad_(False), processor
        self.templates, self.chunk, self.is_checkpointed = tuple(templates), chunk, is_checkpointed
        self.pixels = tensor_processor(processor.image_processor)
        self.conversations = Conversations(processor, system=system)
        self.yes, self.no = token_ids(processor.tokenizer, yes), token_ids(processor.tokenizer, no)
        if is_checkpointed:
            _checkpoint_layers(model)

    @classmethod
    def from_pretrained(
        cls,
        name: str | Path,
        *,
        dtype: str | torch.dtype = "auto",
        device: str | torch.device | None = None,
        revision: str | None = None,
        attn_implementation: str | None = None,
        **settings,
    ) -> Critic:
        """The critic of a directory or Hub id; `settings` as for `Critic`.

        Raises:
            ValueError: there is no vision-language model or no processor.
        """
        from transformers import AutoModelForImageTextToText, AutoProcessor

        try:
            processor = AutoProcessor.from_pretrained(name, revision=revision)
        except (OSError, ValueError) as error:
            raise ValueError(f"{name}: expected a model with a processor of its own (preprocessor_config.json): {error}") from error
        try:
            model = AutoModelForImageTextToText.from_pretrained(
                name, revision=revision, dtype=dtype, attn_implementation=attn_implementation
            )
        except (OSError, ValueError) as error:
            raise ValueError(f"{name}: expected a vision-language model, one of AutoModelForImageTextToText: {error}") from error
        return cls(model.to(device) if device is not None else model, processor, **settings)

    def __call__(self, images: torch.Tensor, question: str | Sequence[str]) -> torch.Tensor:
        """Log-odds `(B,)` of yes, on the device of the images.

        Args:
            images: `(B, 3, H, W)` in [0, 1], sRGB; or `(B, V, 3, H, W)` for V pictures in each conversation, in their order.
            question: one for all, or one for each of the B.

        Raises:
            ValueError: shapes, values or the number of questions are none of these.
        """
        images = _as_views(images)
        questions = [question] * len(images) if isinstance(question, str) else list(question)
        if len(questions) != len(images):
            raise ValueError(f"question: expected one, or one for each of {len(images)} pictures, got {len(questions)}")
        odds = [self._asked(images, [template.format(question=text) for text in questions]) for template in self.templates]
        return torch.stack(odds).mean(0).to(images.device)

    def inputs(self, images: torch.Tensor, prompts: Sequence[str]) -> dict[str, torch.Tensor]:
        """What the model takes, on its device, for pictures `(B, V, 3, H, W)` and B prompts as they stand."""
        views, device = images.shape[1], self.model.device
        tokens = self.conversations(prompts, views=views, size=tuple(images.shape[-2:]))
        batch = self.pixels(images.flatten(0, 1).to(device))
        batch["pixel_values"] = batch["pixel_values"].to(self.model.dtype)
        return {name: tensor.to(device) for name, tensor in (tokens | batch).items()}

    def log_odds(self, logits: torch.Tensor) -> torch.Tensor:
        """Log-odds `(B,)` of yes, of the logits `(B, V)` of the answer's first token."""
        return log_odds(logits, self.yes, self.no)

    def _asked(self, images: torch.Tensor, prompts: list[str]) -> torch.Tensor:
        size = self.chunk or max(1, len(images))
        parts = [self._chunk(images[start : start + size], prompts[start : start + size]) for start in range(0, len(images), size)]
        return torch.cat(parts) if parts else images.new_zeros(0)

    def _chunk(self, images: torch.Tensor, prompts: list[str]) -> torch.Tensor:
        if self.is_checkpointed and images.requires_grad and self.chunk is not None:
            return checkpoint(self._forward, images, prompts, use_reentrant=False)
        return self._forward(images, prompts)

    def _forward(self, images: torch.Tensor, prompts: list[str]) -> torch.Tensor:
        return self.log_odds(self.model(**self.inputs(images, prompts), logits_to_keep=1, use_cache=False).logits[:, -1])


def _check(model, processor, templates: Sequence[str], chunk: int | None) -> None:
    name = type(model).__name__
    if getattr(model.config, "vision_config", None) is None:
        raise ValueError(f"model: expected a vision-language model, {name} has no vision tower; take one of AutoModelForImageTextToText")
    for part in ("image_processor", "tokenizer"):
        if getattr(processor, part, None) is None:
            got = type(processor).__name__
            raise ValueError(f"processor: expected the model's AutoProcessor, with image processor and tokenizer; {got} has no {part}")
    if isinstance(templates, str) or not templates or any("{question}" not in template for template in templates):
        raise ValueError(f"templates: expected a list of texts that hold {{question}}, got {templates!r}")
    if chunk is not None and chunk < 1:
        raise ValueError(f"chunk: expected at least 1, got {chunk}")


def _checkpoint_layers(model) -> None:
    """Let every layer compute its activations again in the backward pass; transformers does so for modules in training mode alone."""
    enable = getattr(model, "activation_checkpointing_enable", None) or model.gradient_checkpointing_enable  # its name before 5.23
    enable({"use_reentrant": False})
    for module in model.modules():
        if getattr(module, "gradient_checkpointing", False):
            module.training = True  # of this module alone: dropout inside stays off


def _as_views(images: torch.Tensor) -> torch.Tensor:
    """Pictures as `(B, V, 3, H, W)`."""
    if not isinstance(images, torch.Tensor):
        raise TypeError(f"images: expected a tensor, got {type(images).__name__}; vlcritic.images.to_tensor makes one")
    if images.ndim not in (4, 5) or images.shape[-3] != 3:
        raise ValueError(f"images: expected (B, 3, H, W) or (B, V, 3, H, W), got {tuple(images.shape)}")
    return images[:, None] if images.ndim == 4 else images
