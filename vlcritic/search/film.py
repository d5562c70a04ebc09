"""A refinement as a moving picture: target and program side by side, from the program as given to the one that was found."""

from __future__ import annotations

from pathlib import Path

from vlcritic.images import fit_within, side_by_side, to_pil
from vlcritic.languages.base import Renderer
from vlcritic.search.posterior import render_all
from vlcritic.search.refine import MAX_SIDE
from vlcritic.types import Image

FRAMES = 60  # at most
FRAME_MS, REST_MS = 120, 1500  # how long a frame and the last one are shown


def film(way: list[str], *, render: Renderer, target: Image | None = None, side: int = MAX_SIDE, frames: int = FRAMES) -> list[Image]:
    """Target, where there is one, and render of every program on a way; at most `frames` of them, the first and the last among them.

    Args:
        way: programs, such as `Refinement.way` and `Ascent.way`.
        side: of the pictures, where there is no target to take the size of.

    Raises:
        RendererError: our own side failed twice in a row.
        ValueError: fewer than 2 frames are asked for.
    """
    if frames < 2:
        raise ValueError(f"frames: expected at least 2, the first and the last, got {frames}")
    target = None if target is None else fit_within(target, MAX_SIDE)
    size = (side, side) if target is None else target.shape[:2]
    count = min(frames, len(way))
    kept = [way[round(place * (len(way) - 1) / max(1, count - 1))] for place in range(count)]
    drawn = [picture for picture in render_all(render, kept, size) if not isinstance(picture, Exception)]
    return drawn if target is None else [side_by_side([target, picture]) for picture in drawn]


def save_film(frames: list[Image], path: str | Path) -> None:
    """Write frames as an animated GIF, PNG or WebP, by the ending of `path`; it plays once and begins anew after a rest.

    Raises:
        ValueError: there is no frame.
    """
    if not frames:
        raise ValueError("frames: expected at least one picture, got none")
    first, *others = map(to_pil, frames)
    durations = [FRAME_MS] * len(others) + [REST_MS]
    first.save(path, save_all=True, append_images=others, duration=durations, loop=0)
