"""Qwen2-VL, Qwen2.5-VL and Qwen3-VL: a picture of any size becomes rows of patches.

Facts from `transformers/models/qwen2_vl/image_processing_qwen2_vl.py` of 5.23, whose class serves all three with other constants.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from vlcritic.critic.processing.base import TensorProcessor, Trial, constants, reader

LONGEST_RATIO = 200
"""The stock processor refuses pictures whose sides differ by more than this factor."""


@dataclass(frozen=True)
class PatchProcessor(TensorProcessor):
    """Gives `pixel_values`, `(patches of all pictures, 3 * T * P * P)`, and `image_grid_thw`, `(N, 3)`: 1, H / P, W / P of each.

    A row holds one patch in the order channel, time, y, x; the T frames of a still picture are equal. Rows run over blocks of M×M patches
    (what the model merges into one token), and within a block from left to right and down.

    Attributes:
        patch: P, a patch's side in pixels; merge: M; frames: T.
        least, most: bounds of H * W in pixels after the resize.
    """

    patch: int
    merge: int
    frames: int
    least: int
    most: int

    @staticmethod
    def fits(stock: Any) -> bool:
        """Whether a stock processor has this layout's constants and outputs."""
        names = ("patch_size", "merge_size", "temporal_patch_size", "size")
        return set(stock.model_input_names) >= {"pixel_values", "image_grid_thw"} and all(hasattr(stock, name) for name in names)

    @classmethod
    def read(cls, stock: Any, *, clamp: bool, overrides: dict[str, Any]) -> PatchProcessor:
        """The processor with a stock one's constants."""
        own = reader(stock, overrides)
        size = dict(own("size"))
        return cls(
            **constants(stock, overrides),
            clamp=clamp,
            patch=own("patch_size"),
            merge=own("merge_size"),
            frames=own("temporal_patch_size"),
            least=overrides.get("min_pixels") or size["shortest_edge"],
            most=overrides.get("max_pixels") or size["longest_edge"],
        )

    @property
    def factor(self) -> int:
        """Sides after the resize are multiples of this: pictures rendered at such a size need none."""
        return self.patch * self.merge

    @property
    def trials(self) -> list[Trial]:
        """A picture that fits, one that does not, and with bounds of six and twelve blocks one too small and one too large."""
        side, step = self.factor, self.factor * max(1, math.ceil(math.sqrt(self.least / 6) / self.factor))
        fitting, odd = Trial(self, (2 * step, 3 * step)), Trial(self, (3 * step + 5, 2 * step + 11))
        if not self.do_resize:
            return [fitting]
        least, most = 6 * side**2, 12 * side**2
        narrow = dataclasses.replace(self, least=least, most=most), {"size": {"shortest_edge": least, "longest_edge": most}}
        return [fitting, odd, Trial(narrow[0], (side + 3, 2 * side), narrow[1]), Trial(narrow[0], (5 * side, 4 * side - 3), narrow[1])]

    def fitted(self, height: int, width: int) -> tuple[int, int]:
        """The size that a picture is resized to: near multiples of `factor`, then scaled as a whole where out of bounds.

        Raises:
            ValueError: one side over 200 times the other.
        """
        if max(height, width) > LONGEST_RATIO * min(height, width):
            raise ValueError(f"images: expected sides that differ by at most a factor of {LONGEST_RATIO}, got {height}×{width}")
        rounded = [round(side / self.factor) * self.factor for side in (height, width)]
        area = math.prod(rounded)
        if area > self.most:
            shrink = math.sqrt(height * width / self.most)
            rounded = [max(self.factor, math.floor(side / shrink / self.factor) * self.factor) for side in (height, width)]
        elif area < self.least:
            grow = math.sqrt(self.least / (height * width))
            rounded = [math.ceil(side * grow / self.factor) * self.factor for side in (height, width)]
        return rounded[0], rounded[1]

    def resizes(self, height: int, width: int) -> bool:
        """Whether pictures of this size are resampled."""
        return self.do_resize and self.fitted(height, width) != (height, width)

    def _inputs(self, images: Tensor) -> dict[str, Tensor]:
        height, width = images.shape[-2:]
        if self.do_resize:
            images = self.resize(images, self.fitted(height, width))
        elif height % self.factor or width % self.factor:
            raise ValueError(f"images: expected sides that are multiples of {self.factor} (do_resize is off), got {height}×{width}")
        rows, grid = self._rows(self.normalise(images))
        return {"pixel_values": rows, "image_grid_thw": torch.tensor([[1, *grid]], device=images.device).repeat(len(images), 1)}

    def _join(self, parts: list[dict[str, Tensor]]) -> dict[str, Tensor]:
        return {name: torch.cat([part[name] for part in parts]) for name in parts[0]}

    def _rows(self, images: Tensor) -> tuple[Tensor, tuple[int, int]]:
        """Patches as rows, and the grid they came from."""
        count, channels, height, width = images.shape
        grid = height // self.patch, width // self.patch
        blocks = images.view(count, channels, grid[0] // self.merge, self.merge, self.patch, grid[1] // self.merge, self.merge, self.patch)
        blocks = blocks.permute(0, 2, 5, 3, 6, 1, 4, 7)  # picture, block y, x, patch y, x, channel, y, x
        frames = blocks.unsqueeze(6).expand(*blocks.shape[:6], self.frames, self.patch, self.patch)
        return frames.reshape(count * math.prod(grid), -1), grid
