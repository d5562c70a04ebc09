"""LLaVA-NeXT: the whole picture small, then the tiles of a canvas that fits its shape ("anyres").

Facts from `transformers/models/llava_next/image_processing_llava_next.py` of 5.23.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from vlcritic.critic.processing.base import TensorProcessor, Trial, constants, reader

Size = tuple[int, int]


@dataclass(frozen=True)
class TileProcessor(TensorProcessor):
    """Gives `pixel_values`, `(N, tiles, 3, S, S)`, and `image_sizes`, `(N, 2)`: H and W of each picture as it came.

    The first tile is the whole picture, squeezed to a square. The others, row by row, are cut from the canvas among `canvases` that shows
    most of the picture; it keeps its aspect ratio there, in the middle of black. Pictures of a list that have fewer tiles than
    others end in tiles of zeros.

    Attributes:
        whole: size of the first tile; side: of the others as they are cut.
        edge: what tiles are resized to, one number for the shorter side, where `do_resize`; crop: what is kept of their middle, or None.
        canvases: sizes `(height, width)` of canvases.
        do_pad: whether the pictures of a list may differ in their number of tiles.
    """

    whole: Size
    side: int
    edge: int | Size
    crop: Size | None
    canvases: tuple[Size, ...]
    do_pad: bool

    @staticmethod
    def fits(stock: Any) -> bool:
        """Whether a stock processor has this layout's constants and outputs."""
        names = ("image_grid_pinpoints", "crop_size", "size")
        return set(stock.model_input_names) >= {"pixel_values", "image_sizes"} and all(hasattr(stock, name) for name in names)

    @classmethod
    def read(cls, stock: Any, *, clamp: bool, overrides: dict[str, Any]) -> TileProcessor:
        """The processor with a stock one's constants."""
        own = reader(stock, overrides)
        size, crop = dict(own("size")), dict(own("crop_size") or {})
        edge = (size["height"], size["width"]) if "height" in size else size["shortest_edge"]
        whole = edge if isinstance(edge, tuple) else (edge, edge)
        return cls(
            **constants(stock, overrides),
            clamp=clamp,
            whole=whole,
            side=crop.get("height", whole[0]),
            edge=edge,
            crop=(crop["height"], crop["width"]) if own("do_center_crop") else None,
            canvases=tuple((height, width) for height, width in own("image_grid_pinpoints")),
            do_pad=bool(own("do_pad")),
        )

    @property
    def trials(self) -> list[Trial]:
        """A square of one tile, and a picture higher than wide, with odd sides."""
        return [Trial(self, self.whole), Trial(self, (2 * self.whole[0] + 37, self.whole[1] - 21))]

    def resizes(self, height: int, width: int) -> bool:
        """Whether pictures of this size are resampled for any of their tiles."""
        canvas = self.canvas(height, width)
        sides = {*canvas, self.side} if self.do_resize else set()  # tiles at an edge of the canvas may be smaller
        return not (
            (height, width) == self.whole == self.placed(height, width, canvas)
            and all(side % self.side == 0 for side in sides)
            and (not self.do_resize or self.edge in (self.side, (self.side, self.side)))
        )

    def canvas(self, height: int, width: int) -> Size:
        """The canvas that keeps most of the picture's pixels and, of equals, wastes least; the first of those."""

        def merit(canvas: Size) -> tuple[int, int]:
            scale = min(canvas[1] / width, canvas[0] / height)
            kept = min(int(width * scale) * int(height * scale), width * height)
            return kept, kept - math.prod(canvas)

        return max(self.canvases, key=merit)

    def placed(self, height: int, width: int, canvas: Size) -> Size:
        """The size of the picture on a canvas, its aspect ratio kept."""
        across, down = canvas[1] / width, canvas[0] / height
        if across < down:
            return min(math.ceil(height * across), canvas[0]), canvas[1]
        return canvas[0], min(math.ceil(width * down), canvas[1])

    def _inputs(self, images: Tensor) -> dict[str, Tensor]:
        height, width = images.shape[-2:]
        tiles = [self.resize(images, self.whole), *self._tiles(images)]
        pixels = self.normalise(torch.stack([self._shaped(tile) for tile in tiles], dim=1))
        return {"pixel_values": pixels, "image_sizes": torch.tensor([[height, width]], device=images.device).repeat(len(images), 1)}

    def _join(self, parts: list[dict[str, Tensor]]) -> dict[str, Tensor]:
        counts = [part["pixel_values"].shape[1] for part in parts]
        if not self.do_pad and len(set(counts)) > 1:
            raise ValueError(f"images: expected sizes of one number of tiles (do_pad is off), got {counts} tiles")
        pixels = [F.pad(part["pixel_values"], (0, 0) * 3 + (0, max(counts) - count)) for part, count in zip(parts, counts, strict=True)]
        return {"pixel_values": torch.cat(pixels), "image_sizes": torch.cat([part["image_sizes"] for part in parts])}

    def _tiles(self, images: Tensor) -> list[Tensor]:
        """The tiles of the best canvas, row by row."""
        canvas = self.canvas(*images.shape[-2:])
        images = _centred(self.resize(images, self.placed(*images.shape[-2:], canvas)), canvas)
        corners = [(y, x) for y in range(0, canvas[0], self.side) for x in range(0, canvas[1], self.side)]
        return [images[..., y : y + self.side, x : x + self.side] for y, x in corners]

    def _shaped(self, tile: Tensor) -> Tensor:
        """A tile as the model takes it; one of side S, the usual case, stays as it is."""
        if self.do_resize:
            tile = self.resize(tile, self.edge if isinstance(self.edge, tuple) else _with_shorter(tile.shape[-2:], self.edge))
        if self.crop is None:
            return tile
        tile = _centred(tile, (max(self.crop[0], tile.shape[-2]), max(self.crop[1], tile.shape[-1])))
        top, left = (tile.shape[-2] - self.crop[0]) // 2, (tile.shape[-1] - self.crop[1]) // 2
        return tile[..., top : top + self.crop[0], left : left + self.crop[1]]


def _centred(images: Tensor, size: Size) -> Tensor:
    """Pictures in the middle of black; where the margin is odd, one pixel more follows than leads."""
    down, across = size[0] - images.shape[-2], size[1] - images.shape[-1]
    return F.pad(images, (across // 2, across - across // 2, down // 2, down - down // 2)) if down or across else images


def _with_shorter(size: Size, edge: int) -> Size:
    """A size of the same aspect ratio whose shorter side is `edge`."""
    height, width = size
    return (edge, int(edge * width / height)) if height <= width else (int(edge * height / width), edge)
