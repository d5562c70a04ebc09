"""Pictures: reading, fitting to a canvas, and every conversion between arrays, tensors and PIL.

Inside the package a batch of pictures is a float32 tensor `(B, 3, H, W)` in [0, 1], sRGB unless its name says `linear`;
a single picture outside torch is a uint8 array `(H, W, 3)`. Only this module converts between the two.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageOps

from vlcritic.errors import DataError
from vlcritic.files import replacing
from vlcritic.types import Image, Size

MAX_PIXELS = 64_000_000  # larger files are refused: they are not pictures of a program, and decoding them can exhaust memory


def load(path: str | Path) -> Image:
    """Read a picture file as uint8 `(H, W, 3)`; transparency is laid over black.

    Raises:
        DataError: no such file, not a picture, damaged, or over 64 megapixels.
    """
    path = Path(path)
    if not path.is_file():
        raise DataError(f"{path}: no such file; expected a picture (PNG, JPEG, WebP …)")
    try:
        with PIL.Image.open(path) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise DataError(f"{path}: {picture.width}×{picture.height} pixels; at most {MAX_PIXELS:,} are read; shrink it first")
            return from_pil(PIL.ImageOps.exif_transpose(picture))
    except (OSError, SyntaxError, ValueError, PIL.Image.DecompressionBombError) as error:
        raise DataError(f"{path}: not a readable picture ({error}); expected PNG, JPEG, WebP …") from error


def save(image: Image, path: str | Path) -> None:
    """Write a picture; folders are made, and a reader never sees half a file."""
    path = Path(path)
    kind = PIL.Image.registered_extensions().get(path.suffix.lower())
    if kind not in PIL.Image.SAVE:
        raise ValueError(f"{path}: cannot write pictures that end in {path.suffix!r}; expected .png, .jpg, .webp …")
    with replacing(path) as partial:
        to_pil(image).save(partial, format=kind)


def from_pil(picture: PIL.Image.Image) -> Image:
    """A PIL picture of any mode as uint8 `(H, W, 3)`; transparency is laid over black."""
    if picture.mode.startswith("I"):  # 16 bits of grey, which PIL would clip to white
        return np.repeat(np.asarray(picture, dtype=np.int64)[..., None].clip(0, 65535) // 257, 3, axis=2).astype(np.uint8)
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA"):
        picture = picture.convert("RGBA")
        picture = PIL.Image.alpha_composite(PIL.Image.new("RGBA", picture.size, (0, 0, 0, 255)), picture)
    return np.asarray(picture.convert("RGB"), dtype=np.uint8).copy()


def from_rgb(pixels: bytearray, sizes: list[tuple[int, int]]) -> list[Image]:
    """Pictures of `sizes` (height, width) whose RGB8 pixels follow each other, rows from the top; they share the memory of `pixels`."""
    ends = list(accumulate(3 * height * width for height, width in sizes))
    parts = np.split(np.frombuffer(pixels, np.uint8), ends[:-1])
    return [part.reshape(*size, 3) for part, size in zip(parts, sizes, strict=True)]


def to_pil(image: Image) -> PIL.Image.Image:
    """A uint8 `(H, W, 3)` array as a PIL picture."""
    return PIL.Image.fromarray(image, mode=None)


def to_png(image: Image, *, effort: int = 6) -> bytes:
    """A picture as the bytes of a PNG file; `effort` is zlib's level, 1 (fast) to 9 (small)."""
    buffer = BytesIO()
    to_pil(image).save(buffer, format="PNG", compress_level=effort)
    return buffer.getvalue()


def to_quick_png(image: Image) -> bytes:
    """A picture as the bytes of a PNG file, in half of Pillow's time: no row is predicted from the one above."""
    height, width = image.shape[:2]
    rows = np.zeros((height, 1 + 3 * width), np.uint8)  # a row begins with its filter, 0 for none
    rows[:, 1:] = image.reshape(height, -1)
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", size), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b"")]
    parts = [struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def from_png(data: bytes) -> Image:
    """The picture in the bytes of a PNG file."""
    with PIL.Image.open(BytesIO(data)) as picture:
        return from_pil(picture)


def to_tensor(images: list[Image]):
    """Pictures of one size as a float32 tensor `(B, 3, H, W)` in [0, 1]."""
    import torch

    pixels = torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2)
    return pixels.to(torch.float32, memory_format=torch.contiguous_format).div_(255)  # so in memory too: averages take half the time


def from_tensor(images) -> list[Image]:
    """A tensor `(B, 3, H, W)` in [0, 1] as pictures, rounded to 8 bits as OpenGL rounds them."""
    rounded = images.detach().clamp(0, 1).mul(255).round().byte()
    return list(rounded.permute(0, 2, 3, 1).cpu().numpy())


def resize(image: Image, size: Size) -> Image:
    """The picture at another size (bicubic, antialiased where it shrinks)."""
    height, width = as_height_width(size)
    if image.shape[:2] == (height, width):
        return image
    return from_pil(to_pil(image).resize((width, height), PIL.Image.Resampling.BICUBIC))


def fit_square(image: Image, *, side: int | None = None) -> Image:
    """The picture in the middle of a square, its sides filled with the mean colour of its border.

    Programs measure from the centre in units of the longer side, so that one that draws the square also draws the
    original canvas: see `docs/architecture.md`.
    """
    height, width = image.shape[:2]
    longer = max(height, width)
    square = np.empty((longer, longer, 3), np.uint8)
    square[:] = border_colour(image)
    top, left = (longer - height) // 2, (longer - width) // 2
    square[top : top + height, left : left + width] = image
    return square if side is None else resize(square, side)


def fit_within(image: Image, longest: int) -> Image:
    """The picture with its aspect ratio kept and neither side over `longest` pixels."""
    height, width = image.shape[:2]
    scale = min(1.0, longest / max(height, width))
    return resize(image, (max(1, round(height * scale)), max(1, round(width * scale))))


def border_colour(image: Image) -> np.ndarray:
    """Mean colour `(3,)` uint8 of the picture's outermost pixels."""
    border = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    return border.mean(axis=0).round().astype(np.uint8)


def difference(image: Image, target: Image, *, gain: int = 1) -> Image:
    """Absolute difference of two pictures of one size, `gain` times brighter, for looking at."""
    return np.minimum(np.abs(image.astype(np.int16) - target.astype(np.int16)) * gain, 255).astype(np.uint8)


def side_by_side(images: list[Image], *, gap: int = 4) -> Image:
    """Pictures of one height in a row, with white gaps."""
    white = np.full((images[0].shape[0], gap, 3), 255, np.uint8)
    row = [part for image in images for part in (image, white)]
    return np.concatenate(row[:-1], axis=1)


def as_height_width(size: Size) -> tuple[int, int]:
    """`(height, width)` of a size; refuses what no canvas can be."""
    height, width = (size, size) if isinstance(size, int) else size
    if not (1 <= height <= 8192 and 1 <= width <= 8192):
        raise ValueError(f"size: expected sides of 1 to 8192 pixels, got {height}×{width}")
    return height, width
