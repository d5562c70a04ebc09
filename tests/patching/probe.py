"""What an installed transformers makes of pictures with Qwen2.5-VL's own processor; prints JSON, writes the values of PIL images.

    python probe.py (torchvision | pil | none) PROCESSOR OUT.npz

`torchvision` and `pil` are the two image processors; `none` hides torchvision.
"""

import json
import sys

mode, folder, out = sys.argv[1:]
if mode == "none":
    sys.modules["torchvision"] = None  # import and find_spec both say: not installed

import numpy as np  # noqa: E402
import PIL.Image  # noqa: E402
import torch  # noqa: E402
from transformers import AutoProcessor, __version__  # noqa: E402

SIZES = ((56, 84), (70, 61))  # multiples of 28, which are not resized, and others
TEXT = "<|vision_start|><|image_pad|><|vision_end|>Is it red?"


def main() -> dict:
    try:
        processor = AutoProcessor.from_pretrained(folder, use_fast=mode == "torchvision")
    except ImportError as error:
        return {"version": __version__, "error": str(error)}

    def pixels(image) -> torch.Tensor:
        return processor(text=[TEXT], images=[image], return_tensors="pt")["pixel_values"]

    generator, pictures, cases = torch.Generator().manual_seed(0), {}, []
    for size in SIZES:
        smooth = torch.nn.functional.interpolate(torch.rand(1, 3, 8, 8, generator=generator), size, mode="bilinear")[0]
        levels = (smooth * 255).round().to(torch.uint8)
        pil = pixels(PIL.Image.fromarray(levels.permute(1, 2, 0).numpy()))
        pictures[f"{size}"] = pil.numpy()
        cases.append({"size": size} | _case(pixels, (levels.double() / 255).float(), pil))
    np.savez(out, **pictures)
    return {"version": __version__, "class": type(processor.image_processor).__name__, "cases": cases}


def _case(pixels, image: torch.Tensor, pil: torch.Tensor) -> dict:
    """How far a float tensor's values are from the PIL image's, and the gradient of their sum."""
    image.requires_grad_()
    try:
        values = pixels(image)
    except RuntimeError as error:
        return {"error": str(error)}
    difference = (values.detach() - pil).abs().max().item()
    if not values.requires_grad:
        return {"difference": difference, "gradient": None}
    (gradient,) = torch.autograd.grad(values.sum(), image)
    return {"difference": difference, "gradient": [[channel.min().item(), channel.max().item()] for channel in gradient]}


print(json.dumps(main()))
