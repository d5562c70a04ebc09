"""How far pictures are from a target, as a search over materials sees it: an energy, and features whose squares a descent lowers.

mix     LPIPS (alex), colours of 2 × 2 to 16 × 16 cells, and means and spreads of alex's features: a look, wherever its details lie
pixels  all pixels, and their means in ever larger cells
style   VLMaterial's energy: Gram matrices of VGG16 and 0.1 × colours of 16 × 16 cells; its descents lower `mix`
lpips   LPIPS (alex)

Each at 64² was compared with LPIPS and with `style_error` (VGG16) of the same pictures at 128²: 18 variants of each of 8 materials, rank
correlations, means of the eight: mix 0.78 and 0.56, pixels 0.17 and 0.47, style 0.49 and 0.89, lpips 0.80 and 0.43. `style` takes six
times as long as an LPIPS, `mix` three times; a render of 64² ten times.

Mean and spread of every channel are the statistics of style of Huang & Belongie 2017 (arXiv:1703.06868), equation 12; here relative to
the mean square in the target, each layer with the same weight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from vlcritic.images import to_tensor
from vlcritic.metrics.perceptual import load_lpips
from vlcritic.metrics.style import load_features, style_distance
from vlcritic.search.energies import COARSEST
from vlcritic.types import Image

CELLS = 16  # on the shorter side: the finest whose colours count in `mix`
COLOURS, TEXTURE = 0.5, 0.2  # weights of colours and of statistics in `mix`, beside an LPIPS of 1
FLOOR = 1e-3  # least mean square of a layer's features

View = Callable[[Tensor], Tensor]
"""Pictures `(N, 3, H, W)` to features `(N, K)`, of which squares of differences are to be summed."""


class Look:
    """One target, seen in one way.

    Args:
        name: of `LOOKS`.
        target: the picture, of the size of those that are compared.
    """

    def __init__(self, name: str, target: Image):
        self.name, self._target = name, to_tensor([target])
        with torch.no_grad():
            self._view = LOOKS[name](self._target)
            self._wanted = self._view(self._target)

    def features(self, pictures: Sequence[Image]) -> np.ndarray:
        """Differences from the target, float32 `(N, K)`: 0 for an equal picture."""
        with torch.no_grad():
            return (self._view(to_tensor(list(pictures))) - self._wanted).numpy()

    def energies(self, pictures: Sequence[Image]) -> np.ndarray:
        """Energies `(N,)`: sums of the squares of the features, except for `style`."""
        if self.name == "style":
            images = to_tensor(list(pictures))
            with torch.no_grad():
                return style_distance(images, self._target.expand_as(images)).double().numpy()
        return np.square(self.features(pictures)).sum(axis=1, dtype=np.float64)


def _pixels(target: Tensor) -> View:
    return lambda images: _pyramid(images, min(images.shape[-2:]))


def _mix(target: Tensor) -> View:
    network, lpips = load_features("alex"), _lpips(target)
    scales = [layer.square().mean(dim=2).sum(dim=1).clamp(min=FLOOR).sqrt() for layer in network(target)]
    weight = (TEXTURE / len(scales)) ** 0.5

    def view(images: Tensor) -> Tensor:
        layers = zip(network(images), scales, strict=True)
        statistics = [weight * part(layer) / scale for layer, scale in layers for part in (_mean, _spread)]
        return torch.cat([lpips(images), COLOURS**0.5 * _pyramid(images, CELLS), *statistics], dim=1)

    return view


def _lpips(target: Tensor) -> View:
    network = load_lpips("alex")

    def view(images: Tensor) -> Tensor:
        layers = enumerate(network.features(images))
        weighed = [layer * (getattr(network, f"linear{index}") / layer[0, 0].numel()).sqrt() for index, layer in layers]
        return torch.cat([layer.flatten(1) for layer in weighed], dim=1)

    return view


LOOKS = {"mix": _mix, "pixels": _pixels, "style": _mix, "lpips": _lpips}


def _pyramid(images: Tensor, cells: int) -> Tensor:
    """Pictures and their means in ever larger cells, from about `cells` on the shorter side down to `COARSEST`, each with weight 1."""
    levels = []
    while min(images.shape[-2:]) >= COARSEST:
        if min(images.shape[-2:]) < 2 * cells:
            levels.append(images.flatten(1) / images[0].numel() ** 0.5)
        images = avg_pool2d(images, 2)
    return torch.cat(levels, dim=1)


def _mean(layer: Tensor) -> Tensor:
    return layer.mean(dim=2)


def _spread(layer: Tensor) -> Tensor:
    return layer.std(dim=2, correction=0)
