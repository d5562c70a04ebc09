"""Any `AutoProcessor` becomes differentiable for the length of a `with` block; site-packages stay as they are.

transformers hands pictures to `image_processor.preprocess`, the public method that `__call__` ends in. Inside the block that method is
replaced on the class; the replacement takes float tensors where the block applies, and gives all else to the stock method.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from torch import Tensor

from vlcritic.critic.processing.layouts import image_processor, read, tensor_processor

_EVERY = object()
_swapped: ContextVar[tuple[Any, ...]] = ContextVar("swapped", default=())  # the image processors of this thread's blocks, or `_EVERY`
_patches: dict[type, tuple[int, Callable[[], None]]] = {}  # of each patched class: how many blocks are open, and how to restore it
_lock = threading.RLock()


@contextmanager
def differentiable(processor: Any = None) -> Iterator[None]:
    """Inside the block, `processor(text=…, images=[…])` and `apply_chat_template` give `pixel_values` with a gradient to the pixels.

    Pictures are float tensors `(3, H, W)` in [0, 1], of any sizes. They are *not* divided by 255, whether `do_rescale` is on or not,
    and resized ones are clamped to [0, 1], as PIL does. PIL pictures, arrays and 8-bit tensors go the stock way. Arguments of a call
    (`size`, `do_resize`, `image_mean` …) count as they do there.

    Blocks nest, and end with an exception as without. A block holds for the thread and the asyncio task that opened it alone: others keep
    the stock processor, even of the same object. `contextvars.copy_context().run` takes a block to another thread.

    Args:
        processor: a processor of transformers that owns an image processor, or an image processor. None for every one that is
            called in the block, whoever made it; one of an unknown layout then raises at its first float tensor.

    Raises:
        TypeError: not a processor.
        ValueError: its image processor has an unknown layout, or gives other numbers than ours (see `tensor_processor`).
    """
    if processor is None:
        from transformers.image_processing_utils import BaseImageProcessor as owner

        target: Any = _EVERY
    else:
        target = image_processor(processor)
        owner = type(target)
        tensor_processor(target)
    with _patched(owner):
        token = _swapped.set((*_swapped.get(), target))
        try:
            yield
        finally:
            _swapped.reset(token)


@contextmanager
def _patched(owner: type) -> Iterator[None]:
    """`owner.preprocess` is ours while any block on that class, in any thread, is open."""
    with _lock:
        blocks, restore = _patches.get(owner) or (0, _patch(owner))
        _patches[owner] = blocks + 1, restore
    try:
        yield
    finally:
        with _lock:
            blocks, restore = _patches.pop(owner)
            if blocks > 1:
                _patches[owner] = blocks - 1, restore
            else:
                restore()


def _patch(owner: type) -> Callable[[], None]:
    """Replace `owner.preprocess`; the result puts back what was there."""
    own, stock = owner.__dict__.get("preprocess"), owner.preprocess

    @functools.wraps(stock)
    def preprocess(self, images, *args, **arguments):
        if any(target is _EVERY or target is self for target in _swapped.get()) and _are_float_tensors(pictures := _flat(images)):
            return _inputs(self, pictures, arguments)
        return stock(self, images, *args, **arguments)

    def restore() -> None:
        if owner.__dict__.get("preprocess") is not preprocess:
            return  # replaced again by others, who may call ours: without a block it calls the stock method
        if own is None:
            del owner.preprocess
        else:
            owner.preprocess = own

    owner.preprocess = preprocess
    return restore


def _inputs(stock: Any, pictures: list[Tensor], arguments: dict[str, Any]):
    """What the stock image processor returns for these arguments, by ours."""
    from transformers import BatchFeature

    if arguments.get("return_tensors") not in (None, "pt"):
        raise ValueError(f"return_tensors: expected 'pt' in this block, got {arguments['return_tensors']!r}, which has no gradient")
    if (device := arguments.get("device")) is not None:
        pictures = [picture.to(device) for picture in pictures]
    tensor_processor(stock)  # proves the layout at the first call
    return BatchFeature(read(stock, **arguments)(pictures))


def _flat(images: Any) -> list:
    """Pictures out of nested lists and batches."""
    if isinstance(images, Tensor) and images.ndim > 3:
        images = list(images)
    return [picture for part in images for picture in _flat(part)] if isinstance(images, list | tuple) else [images]


def _are_float_tensors(pictures: list) -> bool:
    floats = sum(isinstance(picture, Tensor) and picture.is_floating_point() for picture in pictures)
    if 0 < floats < len(pictures):
        raise TypeError(f"images: expected float tensors only or none inside differentiable(), got {floats} of {len(pictures)}")
    return floats > 0
