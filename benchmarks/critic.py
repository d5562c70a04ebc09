"""The critic: tensor-only preprocessing against the stock torchvision processor, forward and backward, and what it adds to its model."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import torch

from benchmarks.record import Record

VIEWS = 8
ROUNDS, MODEL_ROUNDS = 60, 20


def records() -> Iterator[Record]:
    """Milliseconds; ratios are medians over interleaved rounds, preprocessing on all of torch's threads and on one."""
    yield from _preprocessing()
    yield _overhead()


def _preprocessing() -> Iterator[Record]:
    from transformers import Qwen2VLImageProcessor

    from vlcritic.critic.processing import tensor_processor

    stock, all_threads = Qwen2VLImageProcessor(), torch.get_num_threads()
    ours = tensor_processor(stock)
    for side, threads in ((side, threads) for side in (252, 256) for threads in sorted({1, all_threads})):
        torch.set_num_threads(threads)
        images = torch.rand(VIEWS, 3, side, side, requires_grad=True)
        own, ratio = _against(
            lambda images=images: ours(images)["pixel_values"],
            lambda images=images: stock(images, do_rescale=False, return_tensors="pt")["pixel_values"],
            images,
        )
        name = f"{VIEWS} views of {side}², {'resized' if ours.resizes(side, side) else 'as they are'}, threads: {threads}"
        yield Record(name, own, "ms", "stock torchvision processor", ratio, "≤ 1")
    torch.set_num_threads(all_threads)


def _against(ours: Callable, theirs: Callable, images: torch.Tensor) -> tuple[float, float]:
    """Median milliseconds of ours, forward and backward, and the median ratio to theirs, round by round."""
    weights = torch.rand_like(ours())
    times = [(_milliseconds(ours, images, weights), _milliseconds(theirs, images, weights)) for _ in range(ROUNDS + 2)][2:]
    return statistics.median(own for own, _ in times), statistics.median(own / other for own, other in times)


def _milliseconds(function: Callable, images: torch.Tensor, weights: torch.Tensor) -> float:
    return 1000 * _seconds(lambda: torch.autograd.grad(function(), images, weights))


def _overhead() -> Record:
    """A question about eight views in one conversation, against the bare forward of the same model on inputs that are there already.

    The model is small (8 + 8 layers of 256 channels, random weights): what the critic adds does not grow with the model.
    """
    from vlcritic.critic import Critic
    from vlcritic.nano import build_nano

    question = "Is there a red circle?"
    turns = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": question}]}, {"role": "assistant", "content": "Yes"}]
    no = [turns[0], {"role": "assistant", "content": "No"}]
    sizes = {"width": 256, "depth": 8, "vision_width": 256, "vision_depth": 8, "image_side": 224, "patch_size": 14}
    with tempfile.TemporaryDirectory() as folder:
        critic = Critic.from_pretrained(build_nano(Path(folder) / "model", conversations=[turns, no] * 8, **sizes))
    images = torch.rand(1, VIEWS, 3, 224, 224)
    with torch.no_grad():
        inputs = critic.inputs(images, [critic.templates[0].format(question=question)])
        times = [
            (_seconds(lambda: critic(images, question)), _seconds(lambda: critic.model(**inputs, logits_to_keep=1, use_cache=False)))
            for _ in range(MODEL_ROUNDS + 2)
        ][2:]
    own, ratio = statistics.median(own for own, _ in times), statistics.median(own / bare for own, bare in times)
    return Record(f"a question about {VIEWS} views of 224²", 1000 * own, "ms", "the bare model's forward", ratio, "≤ 1.05")


def _seconds(function: Callable) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
