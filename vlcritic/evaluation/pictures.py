"""Image metrics of a list of renders, in batches of one size."""

from __future__ import annotations

from collections.abc import Sequence

from vlcritic.images import fit_within, resize, to_tensor
from vlcritic.types import Image

WORST = {"mse": 1.0, "ssim": 0.0, "lpips": 1.0, "mask_iou": 0.0, "style": 0.0}
"""What a failure counts as. LPIPS has no upper bound; unrelated pictures lie near 0.7."""

BATCH = 16
MAX_SIDE = 256  # longer side at which pictures are compared, as `Judge` does
BLANK_RANGE = 4  # levels of 256


def picture_metrics(
    pictures: Sequence[Image | None], targets: Sequence[Image], *, lpips_net: str | None, style_net: str | None = None
) -> list[dict[str, float] | None]:
    """MSE, SSIM, mask IoU, LPIPS and style of every pair, `None` where there is no picture. A picture of another size is resized."""
    targets = [fit_within(target, MAX_SIDE) for target in targets]
    found: list[dict[str, float] | None] = [None] * len(targets)
    for shape in dict.fromkeys(target.shape for target in targets):
        places = [index for index, target in enumerate(targets) if target.shape == shape and pictures[index] is not None]
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            drawn = to_tensor([resize(pictures[index], shape[:2]) for index in batch])
            metrics = _metrics(drawn, to_tensor([targets[index] for index in batch]), lpips_net, style_net)
            for place, *values in zip(batch, *metrics.values(), strict=True):
                found[place] = dict(zip(metrics, values, strict=True))
    return found


def is_blank(image: Image) -> bool:
    """Whether the picture is one colour: no channel spans more than `BLANK_RANGE` levels."""
    return bool((image.max(axis=(0, 1)).astype(int) - image.min(axis=(0, 1)) <= BLANK_RANGE).all())


def _metrics(drawn, wanted, lpips_net: str | None, style_net: str | None) -> dict[str, list[float]]:
    """Each metric of a batch, as lists."""
    import torch

    from vlcritic.metrics.mask import mask_iou
    from vlcritic.metrics.perceptual import lpips_distance
    from vlcritic.metrics.pixel import mse
    from vlcritic.metrics.ssim import ssim
    from vlcritic.rewards import StyleTerm

    with torch.inference_mode():
        metrics = {"mse": mse(drawn, wanted), "ssim": ssim(drawn, wanted), "mask_iou": mask_iou(drawn, wanted)}
        if lpips_net is not None:
            metrics["lpips"] = lpips_distance(drawn, wanted, net=lpips_net)
        if style_net is not None:
            metrics["style"] = StyleTerm(style_net)(drawn, wanted)
    return {name: values.tolist() for name, values in metrics.items()}
