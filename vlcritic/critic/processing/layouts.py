"""Which layouts there are, and from a stock image processor to the tensor-only one."""

from __future__ import annotations

from typing import Any

from vlcritic.critic.processing.base import TensorProcessor
from vlcritic.critic.processing.check import checked
from vlcritic.critic.processing.patches import PatchProcessor
from vlcritic.critic.processing.tiles import TileProcessor

SUPPORTED = {"Qwen2-VL, Qwen2.5-VL, Qwen3-VL": PatchProcessor, "LLaVA-NeXT": TileProcessor}
"""Layouts by the models that have them. A stock processor is recognised by its constants and outputs, never by its name."""


def tensor_processor(stock: Any, *, clamp: bool = True) -> TensorProcessor:
    """The tensor-only processor that does what `stock` does, proven on two small pictures.

    Args:
        stock: an image processor of transformers, or a processor that owns one.
        clamp: clamp resized pictures to [0, 1], as PIL does. With False, float32 results equal the stock torchvision processor's on
            the same floats (`do_rescale=False`) bit for bit, overshoot and all.

    Raises:
        TypeError: not an image processor.
        ValueError: an unknown layout, or one that was recognised but gives other numbers.
    """
    stock = image_processor(stock)
    return checked(read(stock, clamp=clamp), stock)


def read(stock: Any, *, clamp: bool = True, **overrides: Any) -> TensorProcessor:
    """As `tensor_processor`, without the proof; `overrides` are arguments that one call of the stock image processor was given."""
    for layout in SUPPORTED.values():
        if layout.fits(stock):
            return layout.read(stock, clamp=clamp, overrides=overrides)
    raise ValueError(f"{type(stock).__name__}: unknown layout; expected the image processor of one of: {'; '.join(SUPPORTED)}")


def image_processor(owner: Any) -> Any:
    """The image processor that `owner` has, or is.

    Raises:
        TypeError: it is neither.
    """
    stock = getattr(owner, "image_processor", owner)
    if not callable(getattr(stock, "preprocess", None)) or not hasattr(stock, "model_input_names"):
        raise TypeError(f"expected an image processor of transformers, or a processor that owns one, got {type(owner).__name__}")
    return stock
