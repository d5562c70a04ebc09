"""Tensor-only image processors: what `AutoProcessor`'s do to pictures, in torch alone, so that the model's gradient reaches the pixels.

| function | what it gives |
|---|---|
| `tensor_processor(stock)` | a `TensorProcessor` with the stock image processor's constants, checked against it |
| `differentiable(processor)` | a `with` block in which any `AutoProcessor` does the same |

| module | what is in it |
|---|---|
| `patches` | Qwen2-VL, Qwen2.5-VL, Qwen3-VL: rows of patches |
| `tiles` | LLaVA-NeXT: the whole picture and its tiles |
| `swap` | the `with` block |
| `base`, `layouts`, `check` | what the layouts share, which there are, and their proof |
"""

from vlcritic.critic.processing.base import TensorProcessor
from vlcritic.critic.processing.layouts import SUPPORTED, tensor_processor
from vlcritic.critic.processing.swap import differentiable

__all__ = ["SUPPORTED", "TensorProcessor", "differentiable", "tensor_processor"]
