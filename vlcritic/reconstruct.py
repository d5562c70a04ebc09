"""Pictures in, verified programs out: generate candidates, judge each by rendering it, keep the best, refine it."""

from __future__ import annotations

import hashlib
import multiprocessing
import warnings
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from vlcritic.errors import RendererError
from vlcritic.images import fit_within
from vlcritic.languages.base import Language, Renderer
from vlcritic.rendering import default_workers
from vlcritic.rendering.cache import Cache
from vlcritic.rewards import Judge
from vlcritic.search import refine
from vlcritic.types import Image, Verdict

if TYPE_CHECKING:  # importing transformers takes seconds, which a process that only refines need not spend
    from vlcritic.inference import Generator


SAMPLING = {
    "glsl": {"n": 8, "temperature": 1.0},
    "blender": {"n": 20, "temperature": 0.6, "top_k": 50, "top_p": 0.9, "valid": 4},  # VLMaterial's (ICLR 2025)
}
"""How candidates are asked for, by the language's name: arguments of `reconstruct`."""


@dataclass
class Reconstruction:
    """What was found for one picture.

    Attributes:
        candidates: verdicts of the model's answers, best first.
        best: verdict of the program kept: the best candidate, or what refinement made of it; `None` where our own side failed each time.
    """

    candidates: list[Verdict]
    best: Verdict | None


def reconstruct(
    images: Sequence[Image],
    *,
    generator: Generator,
    language: Language,
    render: Renderer | None = None,
    judge: Judge | None = None,
    n: int = 8,
    temperature: float = 1.0,
    top_k: int = 0,
    top_p: float = 1.0,
    valid: int | None = None,
    refine_steps: int = 0,
    seed: int = 0,
    folders: Sequence[Path | None] | None = None,
    progress: bool = False,
) -> list[Reconstruction]:
    """The best program that the model finds for each picture, in order.

    Args:
        images: pictures `(H, W, 3)` of any size and aspect ratio.
        render: the exact renderer; only refinement and a judge of our own need it.
        n: candidates for each at most: one by greedy decoding, the others sampled.
        temperature, top_k, top_p: of the samples; a `top_k` of 0 is all tokens.
        valid: ask for no more once so many of a picture's candidates render; `None` asks for all `n` at once.
        refine_steps: steps of Metropolis–Hastings on the best candidate; 0 for none.
        folders: one for each picture, where its refinement keeps its state; a killed call with the same folders goes on.
    """
    judge = judge or Judge(language, render=render)
    sampling = {"temperature": temperature, "top_k": top_k, "top_p": top_p}
    judged = judged_candidates(generator, images, judge=judge, n=n, valid=valid, seed=seed, progress=progress, **sampling)
    found = []
    for place, (image, verdicts) in enumerate(zip(images, judged, strict=True)):
        ranked = rank(verdicts)
        best = ranked[0] if ranked else None
        if best is not None and best.is_valid and refine_steps:
            out = folders[place] / _key(best.program, refine_steps, seed) if folders else None
            options = {"steps": refine_steps, "seed": seed, "out": out, "progress": progress}
            best = _refined(best, fit_within(image, judge.max_side), language=language, render=render, judge=judge, **options)
        found.append(Reconstruction(ranked, best))
    return found


def _refined(best: Verdict, target: Image, **options) -> Verdict:
    """The verdict after refinement; as it was where our own side failed, so that the other pictures are not lost."""
    try:
        return refine(best.program, target, **options).after
    except RendererError as error:
        warnings.warn(f"not refined: {error}", stacklevel=2)
        return best


def _key(program: str, steps: int, seed: int) -> str:
    """Names the folder of one refinement: another start or another length is another refinement."""
    return hashlib.blake2b(f"{program}\0{steps}\0{seed}".encode(), digest_size=6).hexdigest()


def judged_candidates(
    generator: Generator,
    images: Sequence[Image],
    *,
    judge: Judge,
    n: int,
    valid: int | None = None,
    seed: int = 0,
    progress: bool = False,
    **sampling,
) -> list[list[Verdict]]:
    """Verdicts of up to `n` answers to each picture: the greedy one, then samples, in rounds of `valid` until so many render."""
    if n < 1 or (valid is not None and valid < 1):
        raise ValueError(f"expected n ≥ 1 and valid ≥ 1, got {n} and {valid}")
    found: list[list[Verdict]] = [[] for _ in images]
    waiting, asked = list(range(len(images))), 0
    while waiting and asked < n:
        count = min(n - asked, valid or n)
        shown = [images[place] for place in waiting]
        answers = _answers(generator, shown, count, is_first=not asked, seed=seed + asked, progress=progress, **sampling)
        verdicts = judge.completions([answer for each in answers for answer in each], [image for image in shown for _ in range(count)])
        for index, place in enumerate(waiting):
            found[place] += verdicts[index * count : (index + 1) * count]
        asked += count
        waiting = [place for place in waiting if valid is None or sum(verdict.is_valid for verdict in found[place]) < valid]
    return found


def _answers(
    generator: Generator, images: Sequence[Image], count: int, *, is_first: bool, seed: int, progress: bool, **sampling
) -> list[list[str]]:
    """`count` answers for each picture, the greedy one among them in the first round."""
    greedy = generator(images, progress=progress) if is_first else [[] for _ in images]
    if count == is_first:
        return greedy
    sampled = generator(images, n=count - is_first, seed=seed, progress=progress, **sampling)
    return [first + others for first, others in zip(greedy, sampled, strict=True)]


def rank(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Verdicts of different programs, best first; those that our own side could not give are left out."""
    different = {verdict.program: verdict for verdict in reversed(verdicts) if verdict.total is not None}
    return sorted(reversed(different.values()), key=lambda verdict: (verdict.is_valid, verdict.total), reverse=True)


def refine_all(
    verdicts: Sequence[Verdict],
    targets: Sequence[Image],
    *,
    language: Language,
    judge: Judge,
    steps: int,
    chains: int = 4,
    seed: int = 0,
    out: Path | None = None,
    workers: int | None = None,
    renderer: dict | None = None,
    progress: bool = False,
) -> list[Verdict]:
    """The verdict of each program after refinement, in order; one that does not render keeps its own.

    Several pictures are refined at once, each in a process with a renderer of its own; what comes out does not depend on how many.

    Args:
        out: folder with a state for each picture, from which a killed call goes on.
        workers: processes; `None` for as many as cores, at most 8.
        renderer: arguments of the language's renderer in each process: those of the judge's.
    """
    places = [place for place, verdict in enumerate(verdicts) if verdict.is_valid]
    jobs = [(verdicts[place].program, fit_within(targets[place], judge.max_side), out / f"{place:05}" if out else None) for place in places]
    options = {
        "language": language,
        "renderer": tuple(sorted((renderer or {}).items())),
        "terms": judge.terms,
        "max_side": judge.max_side,
        "cache": judge.cache,
        "steps": steps,
        "chains": chains,
        "seed": seed,
    }
    refined = list(verdicts)
    context = multiprocessing.get_context("spawn")  # never a fork of a process that may hold CUDA
    with ProcessPoolExecutor(workers or default_workers(), mp_context=context, initializer=_one_thread) as executor:
        futures = [executor.submit(_refined_program, *job, **options) for job in jobs]
        programs = [future.result() for future in tqdm(futures, desc="refine", unit="picture", disable=not progress)]
    for place, verdict in zip(places, judge(programs, [targets[place] for place in places]), strict=True):
        refined[place] = verdict
    return refined


def _one_thread() -> None:
    """As many processes as cores: more threads than one each would fight."""
    import torch

    torch.set_num_threads(1)


def _refined_program(
    program: str,
    target: Image,
    out: Path | None,
    *,
    language: Language,
    renderer: tuple,
    terms: dict,
    max_side: int,
    cache: Cache | None,
    **options,
) -> str:
    render = _process_renderer(language, renderer)
    judge = Judge(language, render=render, terms=terms, max_side=max_side, cache=cache)
    return refine(program, target, language=language, render=render, judge=judge, out=out, **options).program


@cache
def _process_renderer(language: Language, arguments: tuple) -> Renderer:
    """One renderer for each refining process, with one worker, open until the process ends."""
    return language.renderer(workers=1, **dict(arguments))
