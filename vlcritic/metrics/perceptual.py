"""LPIPS: distance between the pictures' features in a network trained on photographs, weighted to agree with people.

The linear weights are those of the package `lpips` 0.1.4, version 0.1; the network's come from `vlcritic.metrics.weights`. The forward
pass is our own, since it must compute the features of a target once where a group of renders shares it.

Source: Zhang et al. 2018 (arXiv:1801.03924), equation 1; `lpips` 0.1.4, `lpips/lpips.py`. The tests hold that package's values.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import torch
import torchvision.models
from safetensors.torch import load_file
from torch import Tensor, nn

from vlcritic.errors import DataError, missing_extra
from vlcritic.metrics.pixel import averaged, runs
from vlcritic.metrics.weights import BACKBONES, fetch_lpips

TAPS = {"alex": (1, 4, 7, 9, 11), "squeeze": (1, 4, 7, 9, 10, 11, 12), "vgg": (3, 8, 15, 22, 29)}
"""Layers of torchvision's `features` that are compared. Source: `lpips/pretrained_networks.py`."""

MIN_SIDE = 64
"""Shorter sides below this are enlarged to it, bilinearly: LPIPS was fitted to people on patches of 64², and alex needs 31."""


def lpips_distance(images: Tensor, targets: Tensor, *, net: str = "alex", folder: str | Path | None = None) -> Tensor:
    """LPIPS of each pair, `(B,)`: 0 for equal pictures, about 0.7 for unrelated ones. Equal targets in a row are computed once.

    Args:
        net: `"alex"` (fastest, and nearest to people's judgement in the paper), `"squeeze"` or `"vgg"`.
        folder: where the weights lie, see `fetch_lpips`.

    Raises:
        DataError: the weights are nowhere to be found, or not the right ones.
    """
    return load_lpips(net, folder, device=str(images.device))(images, targets)


@cache
def load_lpips(net: str = "alex", folder: str | Path | None = None, *, device: str = "cpu") -> Lpips:
    """The network with its weights, loaded once in a process, and frozen."""
    with torch.inference_mode(False):  # or weights first used by a judge could never carry a gradient to pictures
        return Lpips(net, fetch_lpips(net, folder)).to(device)


class Lpips(nn.Module):
    """LPIPS as a module; `images` and `targets` are `(B, 3, H, W)` in [0, 1].

    Args:
        net: `"alex"`, `"squeeze"` or `"vgg"`.
        path: safetensors file with the network's features.
    """

    def __init__(self, net: str, path: Path):
        super().__init__()
        self.taps = TAPS[net]
        self.layers = backbone(net, path)[: self.taps[-1] + 1]
        for index, weight in enumerate(_linear_weights(net)):
            self.register_buffer(f"linear{index}", weight)
        self.register_buffer("shift", torch.tensor([-0.030, -0.088, -0.188]).view(3, 1, 1))
        self.register_buffer("scale", torch.tensor([0.458, 0.448, 0.450]).view(3, 1, 1))
        self.eval().requires_grad_(False)

    def forward(self, images: Tensor, targets: Tensor) -> Tensor:
        is_new, index = runs(targets)
        pairs = zip(self.features(images), self.features(targets[is_new]), strict=True)
        distances = [self._distance(drawn, wanted[index], layer) for layer, (drawn, wanted) in enumerate(pairs)]
        return torch.stack(distances).sum(dim=0)

    def features(self, images: Tensor) -> list[Tensor]:
        """What the compared layers see, each pixel scaled to length 1."""
        values = (2 * enlarged(images) - 1 - self.shift) / self.scale
        seen = []
        for index, layer in enumerate(self.layers):
            values = max_pooled(values, layer) if isinstance(layer, nn.MaxPool2d) else layer(values)
            if index in self.taps:
                seen.append(values / (values.square().sum(dim=1, keepdim=True).sqrt() + 1e-10))
        return seen

    def _distance(self, drawn: Tensor, wanted: Tensor, layer: int) -> Tensor:
        weight = getattr(self, f"linear{layer}")
        return ((drawn - wanted).square() * weight).sum(dim=1).mean(dim=(1, 2))


def max_pooled(values: Tensor, layer: nn.MaxPool2d) -> Tensor:
    """`layer(values)`; where windows of 3 by 2 fit and nobody asks for a gradient, by slices, in a fifth of the time on a CPU."""
    height, width = values.shape[-2:]
    if (layer.kernel_size, layer.stride, height % 2, width % 2) != (3, 2, 1, 1) or values.requires_grad:
        return layer(values)
    rows = torch.maximum(torch.maximum(values[..., :-2:2, :], values[..., 1:-1:2, :]), values[..., 2::2, :])
    return torch.maximum(torch.maximum(rows[..., :-2:2], rows[..., 1:-1:2]), rows[..., 2::2])


def shrink(images: Tensor, side: int) -> Tensor:
    """The pictures with a shorter side of at most `side`, area-averaged: `(B, 3, h, w)`."""
    size = _scaled(images, side)
    if size >= images.shape[-2:]:
        return images
    factor = images.shape[-1] // size[1]
    if images.shape[-2:] == (factor * size[0], factor * size[1]):
        return averaged(images, factor)  # the same, in a seventh of the time
    return nn.functional.interpolate(images, size=size, mode="area")


def enlarged(images: Tensor) -> Tensor:
    """The pictures with a shorter side of at least `MIN_SIDE`, bilinearly: `(B, 3, h, w)`."""
    size = _scaled(images, MIN_SIDE)
    return nn.functional.interpolate(images, size=size, mode="bilinear", align_corners=False) if size > images.shape[-2:] else images


def _scaled(images: Tensor, side: int) -> tuple[int, int]:
    """Height and width with the shorter one at `side`."""
    height, width = images.shape[-2:]
    scale = side / min(height, width)
    return round(height * scale), round(width * scale)


def backbone(net: str, path: Path) -> nn.Sequential:
    """The network's layers with the weights in `path`.

    Made without memory, so that neither time nor random numbers are spent on weights that are replaced.
    """
    with torch.device("meta"):
        layers = torchvision.models.get_model(BACKBONES[net].name, weights=None).features
    state = {key.removeprefix("features."): value for key, value in load_file(path).items()}
    try:
        layers.load_state_dict(state, assign=True)
    except RuntimeError as error:
        raise DataError(f"{path}: not the features of {BACKBONES[net].name} ({error}); delete it, run `vlcritic weights lpips`") from error
    return layers


def _linear_weights(net: str) -> list[Tensor]:
    """Weight of each channel, `(C, 1, 1)` for each compared layer. The package is not imported: only its file is read."""
    package = find_spec("lpips")
    if package is None:
        raise missing_extra("lpips", "lpips")
    path = Path(package.submodule_search_locations[0]) / "weights" / "v0.1" / f"{net}.pth"
    state = torch.load(path, map_location="cpu", weights_only=True)
    return [state[f"lin{index}.model.1.weight"][0] for index in range(len(TAPS[net]))]
