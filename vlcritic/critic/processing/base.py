"""What every tensor-only image processor shares: which pictures it takes, resizing, and normalisation.

Pictures are float tensors in [0, 1], sRGB. Nothing here rounds, converts to NumPy or PIL, or needs torchvision, so that the gradient
reaches the pixels; float64 stays float64.
"""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

RANGE_SLACK = 1e-3
"""How far outside [0, 1] pictures may lie, a quarter of an 8-bit level: blends round there; what is to be found is [0, 255] and [-1, 1]."""
MODES = {None: "bilinear", 0: "nearest-exact", 2: "bilinear", 3: "bicubic"}
"""torch's names for PIL's resampling filters (`PIL.Image.Resampling`); without one, transformers 5.23 takes bilinear."""


@dataclass(frozen=True)
class TensorProcessor(ABC):
    """A stock image processor's arithmetic on float tensors, differentiable in the pixels.

    Attributes:
        mean, std: what each channel is normalised with; None where the stock processor does not normalise.
        gain: what pictures in [0, 1] are multiplied by before that; 1 for a `rescale_factor` of 1/255 and for `do_rescale=False`.
        mode: the filter of a resize, in torch's words.
        do_resize: whether sizes are changed at all.
        clamp: resized pictures are clamped to [0, 1], as PIL does; bicubic filters overshoot. The stock torchvision one does not.
        is_checked: the stock processor ran beside this one on a few small pictures, and their results agreed. False where it could not run
            for want of a package.
    """

    mean: tuple[float, ...] | None
    std: tuple[float, ...] | None
    gain: float
    mode: str
    do_resize: bool
    clamp: bool
    is_checked: bool = field(default=False, compare=False, kw_only=True)

    def __call__(self, images: Tensor | Sequence[Tensor]) -> dict[str, Tensor]:
        """The model's inputs for pictures `(N, 3, H, W)`, or for a list of `(3, H, W)` of any sizes, in order.

        The result keeps the pictures' dtype and device. 16-bit floats are computed in float32.

        Raises:
            TypeError: not float tensors.
            ValueError: another shape, values outside [0, 1] (`RANGE_SLACK` allowed) or not finite, or a size that the model cannot take.
        """
        if isinstance(images, Tensor):
            return self._run(images)
        images = list(images)
        if not images or not all(isinstance(image, Tensor) for image in images):
            raise TypeError(f"images: expected a tensor (N, 3, H, W) or a list of tensors (3, H, W), got {_describe(images)}")
        if all(image.shape == images[0].shape for image in images):
            return self._run(torch.stack(images))
        return self._join([self._run(image[None]) for image in images])

    def _run(self, images: Tensor) -> dict[str, Tensor]:
        require_pictures(images)
        result = self._inputs(images.contiguous() if images.dtype.itemsize >= 4 else images.float().contiguous())
        return result | {"pixel_values": result["pixel_values"].to(images.dtype)}

    @abstractmethod
    def _inputs(self, images: Tensor) -> dict[str, Tensor]:
        """The model's inputs for contiguous pictures `(N, 3, H, W)`, float32 or float64, that were found fit."""

    @abstractmethod
    def _join(self, parts: list[dict[str, Tensor]]) -> dict[str, Tensor]:
        """The model's inputs for pictures of several sizes, from those of each."""

    @property
    @abstractmethod
    def trials(self) -> list[Trial]:
        """Pictures on which the stock processor must agree; the first needs no resize where the constants allow it."""

    @abstractmethod
    def resizes(self, height: int, width: int) -> bool:
        """Whether pictures of this size are resampled; the rest are normalised and laid out only."""

    def resize(self, images: Tensor, size: tuple[int, int]) -> Tensor:
        """Pictures `(N, 3, *size)`, antialiased and clamped; the same tensor where they have that size already."""
        if images.shape[-2:] == size:
            return images
        smooth = {} if self.mode == "nearest-exact" else {"align_corners": False, "antialias": True}
        resized = F.interpolate(images, size=size, mode=self.mode, **smooth)
        return resized.clamp(0, 1) if self.clamp else resized

    def normalise(self, images: Tensor) -> Tensor:
        """`(gain * images - mean) / std` by channel."""
        if self.gain != 1:
            images = images * self.gain
        if self.mean is None:
            return images
        return images.sub(_channels(self.mean, images.dtype, images.device)).div_(_channels(self.std, images.dtype, images.device))


@dataclass(frozen=True)
class Trial:
    """A size `(height, width)` of a picture, the processor that it is for, and the arguments that make the stock one equal to that."""

    ours: TensorProcessor
    size: tuple[int, int]
    arguments: dict[str, Any] = field(default_factory=dict)


def constants(stock: Any, overrides: dict[str, Any]) -> dict[str, Any]:
    """What `TensorProcessor` reads from every stock processor; `overrides` are arguments of one call of it.

    Raises:
        ValueError: a resampling filter that torch cannot differentiate.
    """
    own = reader(stock, overrides)
    if own("resample") not in MODES:
        raise ValueError(
            f"{type(stock).__name__}: resample={own('resample')!r} has no gradient in torch; expected 3 (bicubic), 2 (bilinear) or 0"
        )
    return {
        "mean": _triple(own("image_mean")) if own("do_normalize") else None,
        "std": _triple(own("image_std")) if own("do_normalize") else None,
        "gain": _gain(own("rescale_factor")) if own("do_rescale") else 1.0,
        "mode": MODES[own("resample")],
        "do_resize": bool(own("do_resize")),
    }


def reader(stock: Any, overrides: dict[str, Any]):
    """A function from the name of a setting to its value: the override where it is given and not None, else the stock processor's own."""
    return lambda name: overrides[name] if overrides.get(name) is not None else getattr(stock, name, None)


def require_pictures(images: Tensor) -> None:
    """Refuse what is not a float batch `(N, 3, H, W)` in [0, 1]. One pass over the pixels: 3 to 6 % of the processor's forward pass."""
    if not images.is_floating_point():
        raise TypeError(f"images: expected floats in [0, 1], got {images.dtype}; divide 8-bit pictures by 255")
    if images.ndim != 4 or images.shape[1] != 3 or not images.numel():
        raise ValueError(f"images: expected (N, 3, H, W) or a list of (3, H, W), none of them 0, got {tuple(images.shape)}")
    low, high = torch.stack(images.detach().aminmax()).tolist()
    if not (low >= -RANGE_SLACK and high <= 1 + RANGE_SLACK):  # NaN fails both
        raise ValueError(f"images: expected values in [0, 1], got {low:.4g} to {high:.4g}; divide by 255 or clamp to [0, 1] first")


def _gain(rescale_factor: float) -> float:
    return 1.0 if abs(255 * rescale_factor - 1) < 1e-6 else 255 * rescale_factor  # 0.00392156862745098 in files is 1/255


def _triple(value: float | Sequence[float]) -> tuple[float, ...]:
    return (float(value),) * 3 if isinstance(value, int | float) else tuple(float(part) for part in value)


@functools.lru_cache(maxsize=64)
def _channels(values: tuple[float, ...], dtype: torch.dtype, device: torch.device) -> Tensor:
    with torch.inference_mode(False):  # else one made under inference_mode could not be used for a gradient later
        return torch.tensor(values, dtype=dtype, device=device).view(-1, 1, 1)


def _describe(images: list) -> str:
    return f"a list of {', '.join(sorted({type(image).__name__ for image in images}))}" if images else "an empty list"
