"""A refinement as a moving picture: target and program side by side, from the program as given to the one that was found."""

from __future__ import annotations

from pathlib import Path

from vlcritic.errors import RendererError
from vlcritic.images import fit_within, resize, side_by_side, to_pil
from vlcritic.languages.base import Language, Renderer, substitute
from vlcritic.search.movable import movable
from vlcritic.search.posterior import render_all
from vlcritic.search.refine import MAX_SIDE, Refinement
from vlcritic.types import Image

FRAMES = 60  # at most
FRAME_MS, REST_MS = 120, 1500  # how long a frame and the last one are shown


def film(program: str, found: Refinement, target: Image, *, language: Language, render: Renderer, frames: int = FRAMES) -> list[Image]:
    """Target and render of every improvement, `(H, 2 W + gap, 3)` each; at most `frames` of them, the first and the last among them.

    Args:
        program: the program that was refined.

    Raises:
        RendererError: our own side failed twice in a row.
    """
    target = fit_within(target, MAX_SIDE)
    literals = movable(program, language.literals(program))
    ways = [numbers for row in found.trace for numbers in row.get("way", ())]
    texts = [program, *(substitute(program, literals, numbers) for numbers in ways), found.program]
    texts = list(dict.fromkeys(texts))
    kept = [texts[round(place * (len(texts) - 1) / max(1, min(frames, len(texts)) - 1))] for place in range(min(frames, len(texts)))]
    pictures = render_all(render, kept, target.shape[:2])
    drawn = [picture for picture in pictures if not isinstance(picture, Exception)]
    return [side_by_side([target, resize(picture, target.shape[:2])]) for picture in drawn]


def save_film(frames: list[Image], path: str | Path) -> None:
    """Write frames as an animated GIF, PNG or WebP, by the ending of `path`; it plays once and begins anew after a rest."""
    if not frames:
        raise RendererError("no frame to save")
    first, *others = map(to_pil, frames)
    durations = [FRAME_MS] * len(others) + [REST_MS]
    first.save(path, save_all=True, append_images=others, duration=durations, loop=0)
