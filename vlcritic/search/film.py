"""A refinement as a moving picture: target and program side by side, from the program as given to the one that was found."""

from __future__ import annotations

from pathlib import Path

from vlcritic.images import fit_within, resize, side_by_side, to_pil
from vlcritic.languages.base import Renderer
from vlcritic.search.posterior import render_all
from vlcritic.search.refine import MAX_SIDE, Refinement
from vlcritic.types import Image

FRAMES = 60  # at most
FRAME_MS, REST_MS = 120, 1500  # how long a frame and the last one are shown


def film(found: Refinement, target: Image, *, render: Renderer, frames: int = FRAMES) -> list[Image]:
    """Target and render of every improvement, `(H, 2 W + gap, 3)` each; at most `frames` of them, the first and the last among them.

    Raises:
        RendererError: our own side failed twice in a row.
    """
    target, way = fit_within(target, MAX_SIDE), found.way
    count = min(frames, len(way))
    kept = [way[round(place * (len(way) - 1) / max(1, count - 1))] for place in range(count)]
    pictures = render_all(render, kept, target.shape[:2])
    drawn = [picture for picture in pictures if not isinstance(picture, Exception)]
    return [side_by_side([target, resize(picture, target.shape[:2])]) for picture in drawn]


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
