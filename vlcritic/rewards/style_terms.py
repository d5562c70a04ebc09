"""Terms for textures and materials: the same look counts, not the same pixels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor


class StyleTerm:
    """`1 / (1 + (d / scale)²)`, d VLMaterial's style distance over the target's own texture: 1 for equal pictures. For materials.

    The network's statistics and the colours of 16 × 16 cells count, so a texture may lie elsewhere, but not a large patch of light.
    Scale 1.5 puts another window of the same texture at 0.8 and an unrelated one between 0.1 and 0.2. Of 11 procedural textures at 256²,
    lowest tenth, median and highest tenth: another window 0.45 0.80 0.97, contrast × 0.7 0.61 0.71 0.81, unrelated 0.01 0.13 0.29, the
    target's mean colour 0.21 0.27 0.35. The quotient, and not `exp(-d)`, so that two bad pictures are still told apart.

    Shrunk, because VGG16 takes 40 times as long as an LPIPS term at 128² for each picture, and 170 times at 256².

    Args:
        net: `"vgg"`, `"alex"` or `"squeeze"`.
        side: what a longer shorter side is shrunk to, in pixels.
        scale: the distance that scores a half. `"alex"`, in a 15th of the time, asks for 3.5, and tells textures apart less well.
        folder: where the weights lie, if not in the places of `vlcritic.metrics.weights`.

    Source: `vlcritic.metrics.style.style_error`; VLMaterial (ICLR 2025).
    """

    __name__ = "style"

    def __init__(self, net: str = "vgg", *, side: int = 128, scale: float = 1.5, folder: str | Path | None = None):
        self.net = net
        self.side = side
        self.scale = scale
        self.folder = folder

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor:
        from vlcritic.metrics.perceptual import shrink
        from vlcritic.metrics.style import style_error

        images, targets = shrink(images, self.side), shrink(targets, self.side)
        error = style_error(images, targets, net=self.net, folder=self.folder)
        return 1 / (1 + (error / self.scale).square())


class SlicedWassersteinTerm:
    """`1 / (1 + d)`, d the sliced Wasserstein distance of the features: 1 for equal distributions, at most 0.5 for a constant picture.

    For textures whose place does not matter at all. Of 22 procedural textures at 256², lowest tenth, median and highest tenth: another
    window 0.64 0.83 0.95, contrast × 0.7 0.61 0.79 0.89, unrelated 0.04 0.18 0.37, the target's mean colour 0.16 0.26 0.34. It takes three
    times as long as an LPIPS term; VGG16 does no better in 45. Without a network the mean colour is at 0.5, and all that counts is
    which colours there are and how much of each; that takes 11 times as long, mostly to sort, and at a side of 64 twice.

    Args:
        net: `"alex"`, `"squeeze"`, `"vgg"`, or `None` for colours, which needs no weights.
        side: what a longer shorter side is shrunk to, in pixels.
        projections: directions for each layer.
        seed: of the directions.
        folder: where the weights lie, if not in the places of `vlcritic.metrics.weights`.

    Source: `vlcritic.metrics.style.sliced_wasserstein`; Heitz et al. 2021 (arXiv:2006.07229).
    """

    __name__ = "sliced_wasserstein"

    def __init__(
        self,
        net: str | None = "alex",
        *,
        side: int = 128,
        projections: int = 32,
        seed: int = 0,
        folder: str | Path | None = None,
    ):
        self.net = net
        self.side = side
        self.projections = projections
        self.seed = seed
        self.folder = folder

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor:
        from vlcritic.metrics.perceptual import shrink
        from vlcritic.metrics.style import sliced_wasserstein

        images, targets = shrink(images, self.side), shrink(targets, self.side)
        options = {"projections": self.projections, "seed": self.seed, "folder": self.folder}
        return 1 / (1 + sliced_wasserstein(images, targets, net=self.net, **options))
