"""Tensor-only image processors: what `AutoProcessor`'s do to pictures, in torch alone, so that the model's gradient reaches the pixels.

| function | what it gives |
|---|---|
| `tensor_processor(stock)` | a `TensorProcessor` with the stock image processor's constants, checked against it |

| module | what is in it |
|---|---|
| `patches` | Qwen2-VL, Qwen2.5-VL, Qwen3-VL: rows of patches |
| `base`, `layouts`, `check` | what the layouts share, which there are, and their proof |
"""

from vlcritic.critic.processing.base import TensorProcessor
from vlcritic.critic.processing.layouts import SUPPORTED, tensor_processor

__all__ = ["SUPPORTED", "TensorProcessor", "tensor_processor"]
