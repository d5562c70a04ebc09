"""Ask a vision-language model for the program of a picture."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from tqdm import tqdm
from transformers import AutoModelForImageTextToText, AutoProcessor

from vlcritic.data.prompts import prompt_messages
from vlcritic.images import fit_square, fit_within, to_pil
from vlcritic.types import Image

MAX_SIDE = 256  # of a picture that a model is shown, as of one that the judge sees: a photo of 12 megapixels would be 16,000 tokens


class Generator:
    """A model that answers pictures: `generate(pictures, n=8) -> list of n completions for each`.

    Args:
        model: directory or Hub id that `AutoModelForImageTextToText` and `AutoProcessor` load; an adapter of peft too.
        device: `None` for CUDA where there is one.
        dtype: of the weights; `None` for bfloat16 on CUDA, float32 elsewhere.
        max_new_tokens: where an answer is cut.
        batch_size: pictures answered at once.
        language: whose programs are asked for.

    Raises:
        ValueError: not a vision-language model, or no such directory or Hub id.
    """

    def __init__(
        self,
        model: str,
        *,
        device: str | None = None,
        dtype: torch.dtype | None = None,
        max_new_tokens: int = 1024,
        batch_size: int = 32,
        language: str = "glsl",
    ):
        self.device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        dtype = dtype or (torch.bfloat16 if self.device.startswith("cuda") else torch.float32)
        self.processor, self.model = _load(str(model), dtype)
        self.model.to(self.device).eval()
        self.max_new_tokens = max_new_tokens
        self.batch_size = batch_size
        self.language = language

    def __call__(
        self,
        images: Sequence[Image],
        *,
        n: int = 1,
        temperature: float = 0.0,
        top_k: int = 0,
        top_p: float = 1.0,
        seed: int = 0,
        progress: bool = False,
    ) -> list[list[str]]:
        """`n` completions for each picture, in order; `temperature` 0 is greedy decoding, where `n` can only be 1.

        Pictures `(H, W, 3)` of any aspect ratio are fitted to a square, as the training pictures are.
        """
        if n < 1 or temperature < 0 or (temperature == 0 and n > 1):
            raise ValueError(f"expected n ≥ 1, and temperature > 0 for n > 1, got n={n}, temperature={temperature}")
        sampling = {"do_sample": True, "temperature": temperature, "top_k": top_k, "top_p": top_p} if temperature else {"do_sample": False}
        completions: list[list[str]] = []
        step = max(1, self.batch_size // n)
        for start in tqdm(range(0, len(images), step), desc="generate", disable=not progress):
            with torch.random.fork_rng(devices=[self.device] if self.device.startswith("cuda") else []):
                torch.manual_seed(seed + start)
                texts = self._batch(images[start : start + step], num_return_sequences=n, **sampling)
            completions += [texts[first : first + n] for first in range(0, len(texts), n)]
        return completions

    @torch.inference_mode()
    def _batch(self, images: Sequence[Image], **options) -> list[str]:
        chats = [prompt_messages(language=self.language, image=to_pil(fit_square(fit_within(image, MAX_SIDE)))) for image in images]
        inputs = self.processor.apply_chat_template(
            chats, tokenize=True, add_generation_prompt=True, return_dict=True, return_tensors="pt", processor_kwargs={"padding": True}
        ).to(self.device)
        tokens = self.model.generate(**inputs, **options, max_new_tokens=self.max_new_tokens)
        return self.processor.batch_decode(tokens[:, inputs["input_ids"].shape[1] :], skip_special_tokens=True)


def _load(model: str, dtype: torch.dtype):
    try:
        processor = AutoProcessor.from_pretrained(model)
        weights = AutoModelForImageTextToText.from_pretrained(model, dtype=dtype)
    except (OSError, ValueError) as error:
        raise ValueError(f"model {model!r}: expected a vision-language model directory or Hub id: {str(error).splitlines()[0]}") from error
    if getattr(processor, "image_processor", None) is None:
        raise ValueError(f"model {model!r}: has no image processor, so it cannot see; expected a vision-language model")
    processor.tokenizer.padding_side = "left"  # generation continues at the right end
    return processor, weights
