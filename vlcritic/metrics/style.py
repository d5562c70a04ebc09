"""How alike two textures are, wherever in the picture each of their details lies.

Gram matrices and sliced Wasserstein distances compare *which* features of a network occur together or how often, not where. Both are
statistics of all positions, so the two pictures of a pair may differ in size, as long as their details have the same size in pixels.

Every function is differentiable and takes float32 or float64. A target that stands several times in a row is seen once by the network.
Time for each picture of a group with one target, on one core, in units of an LPIPS (alex) of 64², 3.5 ms: at 64², 128², 256² alex takes
2, 3, 10, squeeze 3, 6, 20, vgg 12, 42, 175, and colours without a network, in 32 directions, 2, 11, 56. A large picture
is best shrunk first (`perceptual.shrink`), as the reward terms do.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import torch
from torch import Tensor, nn

from vlcritic.metrics.perceptual import TAPS, backbone, enlarged
from vlcritic.metrics.pixel import STD_FLOOR, runs
from vlcritic.metrics.weights import fetch_lpips

LAYERS = TAPS | {"vgg": (4, 9, 16, 23, 30)}
"""Layers of torchvision's `features` that are compared: the five poolings of VGG16, elsewhere those of LPIPS."""

COLOUR_WEIGHT = 0.1
"""Weight of `colour_distance` in `style_distance`. Source: VLMaterial, `llava_hf/param_search.py`, `ds_weight`."""

FLOOR = 0.05
"""Least share of the features' energy that a target's variance is given; a constant target has none. A grey off by 0.01, 0.02, 0.05 is then
at 0.2, 0.8, 3.5 for alex (median of 22 colours)."""


def gram_distance(images: Tensor, targets: Tensor, *, net: str = "vgg", folder: str | Path | None = None) -> Tensor:
    """Mean absolute difference of the Gram matrices, `(B,)`: 0 for equal statistics.

    A layer's Gram matrix is `F Fᵀ / (h w)`, `F` its features as `(C, h w)`. The mean is over all entries of all layers together, so a
    layer counts by C². The unit is the network's: compare values of one `net` only, and of one target rather than of different ones.

    Departures from VLMaterial: VGG16 in place of VGG19, since LPIPS's weights are at hand, and reflected borders in place of zeros
    (see `Features`). Theirs too are average poolings in place of maxima.

    Args:
        net: `"vgg"`, `"alex"` or `"squeeze"`.
        folder: where the weights lie, see `fetch_lpips`.

    Raises:
        DataError: the weights are nowhere to be found, or not the right ones.

    Source: Gatys et al. 2015 (arXiv:1505.07376), equations 1 and 2; VLMaterial (ICLR 2025), `llava_hf/vgg.py`.
    """
    drawn, wanted, index = _features(images, targets, net, folder)
    return _mean_difference([gram(layer) for layer in drawn], [gram(layer)[index] for layer in wanted])


def colour_distance(images: Tensor, targets: Tensor, *, side: int = 16) -> Tensor:
    """Mean absolute difference of the pictures averaged down to `side` × `side`, `(B,)` in [0, 1].

    Source: VLMaterial, `llava_hf/param_search.py`, which averages 512² over squares of 32².
    """
    drawn, wanted = (nn.functional.adaptive_avg_pool2d(batch, side) for batch in (images, targets))
    return (drawn - wanted).abs().mean(dim=(1, 2, 3))


def style_distance(images: Tensor, targets: Tensor, *, net: str = "vgg", folder: str | Path | None = None) -> Tensor:
    """`gram_distance + 0.1 * colour_distance`, `(B,)`: the energy of VLMaterial's search, with the departures of `gram_distance`."""
    return gram_distance(images, targets, net=net, folder=folder) + COLOUR_WEIGHT * colour_distance(images, targets)


def style_error(images: Tensor, targets: Tensor, *, net: str = "vgg", folder: str | Path | None = None) -> Tensor:
    """`style_distance`, relative to what there is of texture in the target: `(B,)`, 0 for equal pictures, 1 and more for others.

    Divided by the mean absolute entry of the covariance matrices of the target's features: the `gram_distance` of a picture
    whose features are all the target's mean. So it ranks the pictures of one target as VLMaterial's energy does, and a faint target asks
    for as much as a strong one: of 22 textures, `gram_distance` is 0.02 to 0.3 for their own mean colour.
    """
    drawn, wanted, index = _features(images, targets, net, folder)
    covariances = [gram(layer - layer.mean(dim=2, keepdim=True)) for layer in wanted]
    scale = _mean_size(covariances).clamp(min=COLOUR_WEIGHT * STD_FLOOR)
    distance = _mean_difference([gram(layer) for layer in drawn], [gram(layer)[index] for layer in wanted])
    return (distance + COLOUR_WEIGHT * colour_distance(images, targets)) / scale[index]


def sliced_wasserstein(
    images: Tensor,
    targets: Tensor,
    *,
    net: str | None = None,
    projections: int = 32,
    seed: int = 0,
    folder: str | Path | None = None,
) -> Tensor:
    """Squared sliced Wasserstein distance of the features, relative to the target's variance: `(B,)`, 0 for equal distributions.

    In each layer the features of all positions are projected on random directions; sorted, those of image and target are compared one by
    one. Mean squares and variance of the target are both divided by the energy of the target's projections, so that no layer outweighs
    the others, and averaged over the layers; their quotient is the result. A constant picture is at 1 or above, since a distribution in
    one point is never nearer than the variance; only for a nearly constant target is the divisor larger than that.

    Args:
        net: `"vgg"`, `"alex"` or `"squeeze"`; `None` compares colours, without weights: 0 for any permutation of the pixels.
        projections: directions for each layer.
        seed: of the directions. The same seed gives the same function; torch's global generator is left alone.
        folder: where the weights lie, see `fetch_lpips`.

    Raises:
        DataError: the weights are nowhere to be found, or not the right ones.

    Source: Heitz et al. 2021 (arXiv:2006.07229), section 3 and figure 2. There each layer has as many directions as channels, drawn anew
    for each step; and layers are summed as they are, of a network that was rescaled: dividing by the energy stands for that.
    """
    drawn, wanted, index = _features(images, targets, net, folder)
    generator = torch.Generator().manual_seed(seed)
    errors, variances = [], []
    for image, target in zip(drawn, wanted, strict=True):
        slices = directions(projections, target.shape[1], generator).to(target)
        image, target = (slices @ image).sort(dim=2).values, (slices @ target).sort(dim=2).values
        energy = target.new_ones(len(target)) if net is None else target.square().mean(dim=(1, 2))
        variances.append(target.var(dim=2, correction=0).mean(dim=1) / energy)
        errors.append(wasserstein(image, target[index]).mean(dim=1) / energy[index])
    variance = torch.stack(variances).mean(dim=0).clamp(min=STD_FLOOR**2 if net is None else FLOOR)
    return torch.stack(errors).mean(dim=0) / variance[index]


def gram(features: Tensor) -> Tensor:
    """Mean product of each two channels, `(B, C, C)`, of features `(B, C, N)`."""
    return features @ features.transpose(1, 2) / features.shape[2]


def directions(count: int, channels: int, generator: torch.Generator) -> Tensor:
    """Unit vectors, evenly spread: `(count, channels)`, float64."""
    return nn.functional.normalize(torch.randn(count, channels, generator=generator, dtype=torch.float64), dim=1)


def wasserstein(first: Tensor, second: Tensor) -> Tensor:
    """Squared 2-Wasserstein distance of two samples on a line, each sorted: `(..., N)` and `(..., M)` to `(...)`.

    The mean of `(first - second)²` if N = M. In general both quantile functions are steps, so the integral of their squared
    difference is a sum over the stretches between two steps of either; these lie at whole numbers if the line is N·M long.
    """
    count, other = first.shape[-1], second.shape[-1]
    if count == other:
        return (first - second).square().mean(dim=-1)
    steps = [torch.arange(1, count + 1, device=first.device) * other, torch.arange(1, other + 1, device=first.device) * count]
    ends = torch.cat(steps).unique()
    lengths = ends.diff(prepend=ends.new_zeros(1)) / (count * other)
    difference = first[..., (ends - 1) // other] - second[..., (ends - 1) // count]
    return (difference.square() * lengths.to(first)).sum(dim=-1)


class Features(nn.Module):
    """What a network of LPIPS sees, layer by layer: pictures `(B, 3, H, W)` to a list of `(B, C, h * w)`.

    Pooling averages, after Gatys et al. 2015, and borders are reflected, after Heitz et al. 2021: with zeros beyond the border a constant
    picture has an edge all around, which in a small or faint one outweighs the texture.

    Args:
        net: `"vgg"`, `"alex"` or `"squeeze"`.
        path: safetensors file with the network's features.
    """

    def __init__(self, net: str, path: Path):
        super().__init__()
        self.taps = LAYERS[net]
        self.layers = nn.Sequential(*(_averaging(layer) for layer in backbone(net, path)[: self.taps[-1] + 1]))
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):
                layer.padding_mode = "reflect"
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1))  # of ImageNet, which torchvision trained on
        self.register_buffer("std", torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1))
        self.eval().requires_grad_(False)

    def forward(self, images: Tensor) -> list[Tensor]:
        values = (enlarged(images) - self.mean) / self.std
        seen = []
        for index, layer in enumerate(self.layers):
            values = layer(values)
            if index in self.taps:
                seen.append(values.flatten(2))
        return seen


@cache
def load_features(net: str, folder: str | Path | None = None, *, device: str = "cpu", dtype: torch.dtype = torch.float32) -> Features:
    """The network with its weights, loaded once in a process, and frozen."""
    with torch.inference_mode(False):  # or weights first used by a judge could never carry a gradient to pictures
        return Features(net, fetch_lpips(net, folder)).to(device, dtype)


def _averaging(layer: nn.Module) -> nn.Module:
    is_pooling = isinstance(layer, nn.MaxPool2d)
    return nn.AvgPool2d(layer.kernel_size, layer.stride, ceil_mode=layer.ceil_mode) if is_pooling else layer


def _features(images: Tensor, targets: Tensor, net: str | None, folder: str | Path | None) -> tuple[list[Tensor], list[Tensor], Tensor]:
    """Features of the images, of the targets that differ from the one before, and for each image the place of its target among these."""
    is_new, index = runs(targets)
    if net is None:
        return [images.flatten(2)], [targets[is_new].flatten(2)], index
    network = load_features(net, folder, device=str(images.device), dtype=images.dtype)
    return network(images), network(targets[is_new]), index


def _mean_difference(drawn: list[Tensor], wanted: list[Tensor]) -> Tensor:
    return _mean_size([first - second for first, second in zip(drawn, wanted, strict=True)])


def _mean_size(matrices: list[Tensor]) -> Tensor:
    """Mean absolute entry of all layers' matrices together, `(B,)`."""
    return torch.cat([matrix.flatten(1) for matrix in matrices], dim=1).abs().mean(dim=1)
