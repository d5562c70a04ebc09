"""The critic: tensor-only preprocessing against the stock torchvision processor, forward and backward."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import torch

from benchmarks.record import Record

VIEWS = 8
ROUNDS = 60


def records() -> Iterator[Record]:
    """Milliseconds of preprocessing; ratios are medians over interleaved rounds, on all of torch's threads and on one."""
    yield from _preprocessing()


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
    start = time.perf_counter()
    torch.autograd.grad(function(), images, weights)
    return 1000 * (time.perf_counter() - start)
