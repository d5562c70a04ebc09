"""What a render is scored on. A term takes renders and targets `(B, 3, H, W)` in [0, 1] and gives `(B,)` in [0, 1], 1 best.

Any callable of that kind with a `__name__` is a term. Metrics are imported where they are called: torch is heavy, and a term is made early.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from torch import Tensor


class Term(Protocol):
    """A term: one number in [0, 1] for each pair, 1 best."""

    __name__: str
    """Key in a verdict's `terms`, and name in logs: `pixel`."""

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor: ...


class PixelTerm:
    """`clip(1 - mse / σ², 0, 1)`, σ the target's deviation: 1 for equal pictures, 0 for one no better than the best constant colour.

    Clipped at 0, where RLRF goes on to -1: an empty canvas has a smaller error than a shape in the wrong place, and must not be worth more.

    Source: `vlcritic.metrics.pixel.pixel_similarity`; RLRF (arXiv:2505.20793).
    """

    __name__ = "pixel"

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor:
        from vlcritic.metrics.pixel import pixel_similarity

        return pixel_similarity(images, targets).clamp(min=0)


class EdgeTerm:
    """`clip(1 - d, 0, 1)`, d the distance of the blurred edge maps: 1 for equal edges, 0 for a picture without edges or with others.

    Source: `vlcritic.metrics.edge.edge_distance`; RLRF (arXiv:2505.20793).
    """

    __name__ = "edge"

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor:
        from vlcritic.metrics.edge import edge_distance

        return (1 - edge_distance(images, targets)).clamp(0, 1)


class CannyTerm:
    """`clip(1 - e, 0, 1)`, e the squared error beside the edges: 1 for equal pictures, 0 for one no better there than the best constant.

    Stricter on where and between which colours a contour runs than `EdgeTerm`, and with no credit for one that is only near: a disc
    shifted by 1, 2, 5 % of the picture scores 0.89, 0.67, 0.11, there 0.98, 0.92, 0.56; its negative 0, there 1. What lies
    inside a contour hardly counts. So it belongs beside `EdgeTerm` and `PixelTerm`, not in their place.

    Source: `vlcritic.metrics.edge.canny_error`; RLRF (arXiv:2505.20793).
    """

    __name__ = "canny"

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor:
        from vlcritic.metrics.edge import canny_error

        return (1 - canny_error(images, targets)).clamp(0, 1)


class SsimTerm:
    """`clip(ssim, 0, 1)`.

    Source: `vlcritic.metrics.ssim.ssim`; Wang et al. 2004.
    """

    __name__ = "ssim"

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor:
        from vlcritic.metrics.ssim import ssim

        return ssim(images, targets).clamp(0, 1)


class MaskIouTerm:
    """Intersection over union of the foregrounds, both empty = 1.

    Source: `vlcritic.metrics.mask.mask_iou`.
    """

    __name__ = "mask_iou"

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor:
        from vlcritic.metrics.mask import mask_iou

        return mask_iou(images, targets)


class LpipsTerm:
    """`clip(1 - lpips, 0, 1)` of the pictures, shrunk first. The network is loaded on the first call, once in a process.

    Shrunk, because LPIPS looks at patches of fixed size: for a target disc of radius 0.2, at 256² an empty canvas scores 0.53, as much
    as a disc in the wrong place; at 64², for which LPIPS was fitted, 0.32 and 0.64. It also takes a sixteenth of the time.

    Args:
        net: `"alex"`, `"squeeze"` or `"vgg"`.
        side: what a longer shorter side is shrunk to, in pixels.
        folder: where its weights lie, if not in the places of `vlcritic.metrics.weights`.

    Source: `vlcritic.metrics.perceptual.lpips_distance`; Zhang et al. 2018 (arXiv:1801.03924).
    """

    __name__ = "lpips"

    def __init__(self, net: str = "alex", *, side: int = 64, folder: str | Path | None = None):
        self.net = net
        self.side = side
        self.folder = folder

    def __call__(self, images: Tensor, targets: Tensor) -> Tensor:
        from vlcritic.metrics.perceptual import lpips_distance, shrink

        images, targets = shrink(images, self.side), shrink(targets, self.side)
        return (1 - lpips_distance(images, targets, net=self.net, folder=self.folder)).clamp(0, 1)
