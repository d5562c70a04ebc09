"""How far the twin's picture is from OpenGL's, and a table of it: `python -m tests.languages.glsl.twin.agreement [names or files…]`.

Without arguments: every shader of the tests. A name stands for all that contain it; a file is read. The worst come first.

    python -m tests.languages.glsl.twin.agreement march_ sdf_gallery
    python -m tests.languages.glsl.twin.agreement --size 128 128 my.frag
    python -m tests.languages.glsl.twin.agreement march_heart --sheet sheet.png     OpenGL | twin | 16 × their difference, a row each
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from tests.languages.glsl.twin.shaders import everything
from vlcritic.errors import VlcriticError
from vlcritic.images import difference, from_tensor, save, side_by_side, to_tensor
from vlcritic.languages.glsl import GLSL, GlslRenderer
from vlcritic.types import Image

SIZE = (96, 128)  # not square: an exchange of width and height shows
TOLERANCE = 2 / 255


@dataclass(frozen=True)
class Agreement:
    """Of two pictures.

    Attributes:
        mean: absolute difference, in units of [0, 1]; not a number where the twin's picture is not.
        share: of pixels whose channels all lie within `TOLERANCE`.
    """

    mean: float
    share: float

    @classmethod
    def of(cls, picture: torch.Tensor, exact: Image) -> Agreement:
        """Of the twin's `(3, H, W)` in [0, 1] and OpenGL's uint8 `(H, W, 3)`."""
        difference = (picture.detach().float().cpu() - to_tensor([exact])[0]).abs()
        return cls(difference.mean().item(), (difference.amax(dim=0) <= TOLERANCE).float().mean().item())


def twin_picture(source: str, size: tuple[int, int] = SIZE) -> torch.Tensor:
    """The twin's picture `(3, H, W)`. Raises what the twin raises."""
    with torch.no_grad():
        return GLSL.twin(source)(size=size)


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    options = _parser().parse_args(arguments)
    torch.set_num_threads(1)
    rows, sheet = [], []
    with GlslRenderer(size=tuple(options.size), workers=1, timeout_s=30) as render:
        for name, source in _chosen(options.shaders).items():
            rows.append(_row(name, source, render))
            if options.sheet:
                sheet.append(_strip(source, render))
            print(f"\r{len(rows)} drawn", end="", flush=True)
    if options.sheet:
        save(np.concatenate(sheet), options.sheet)
    rows.sort(key=lambda row: row[0], reverse=True)
    print(f"\r{'shader':40} {'mean·255':>9} {'within 2':>9} {'GL ms':>7} {'twin ms':>8}")
    print("\n".join(text for _, text in rows))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shaders", nargs="*", help="files, or parts of names of the tests' shaders")
    parser.add_argument("--size", nargs=2, type=int, default=SIZE, metavar=("HEIGHT", "WIDTH"))
    parser.add_argument("--sheet", type=Path, help="picture to write: OpenGL, twin and 16 × their difference, a row for each shader")
    return parser


def _strip(source: str, render: GlslRenderer) -> Image:
    """OpenGL's picture, the twin's, and 16 × their difference."""
    (exact,) = render([source])
    (ours,) = from_tensor(twin_picture(source, render.size)[None])
    return side_by_side([exact, ours, difference(ours, exact, gain=16)], gap=0)


def _chosen(words: list[str]) -> dict[str, str]:
    """Shaders by name: those of the tests whose name contains a word, and files."""
    known = everything()
    if not words:
        return known
    chosen = {}
    for word in words:
        chosen |= {word: Path(word).read_text()} if Path(word).is_file() else {name: known[name] for name in known if word in name}
    return chosen


def _row(name: str, source: str, render: GlslRenderer) -> tuple[float, str]:
    """How bad the shader is (a twin that fails is worst), and its line."""
    start = time.perf_counter()
    (exact,) = render([source])
    drawn = time.perf_counter()
    try:
        picture = twin_picture(source, render.size)
    except (VlcriticError, RuntimeError, TypeError, ValueError, IndexError, KeyError, AttributeError, NotImplementedError) as error:
        return 2.0, f"{name:40} twin: {type(error).__name__}: {str(error).splitlines()[0][:80] if str(error) else ''}"
    milliseconds = 1e3 * (drawn - start), 1e3 * (time.perf_counter() - drawn)
    if not isinstance(exact, np.ndarray):
        return 3.0, f"{name:40} OpenGL: {str(exact).splitlines()[0][:80]}"
    agreement = Agreement.of(picture, exact)
    line = f"{name:40} {255 * agreement.mean:9.3f} {agreement.share:9.2%} {milliseconds[0]:7.0f} {milliseconds[1]:8.0f}"
    return 1.0 - agreement.share, line


if __name__ == "__main__":
    main()
