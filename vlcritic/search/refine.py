"""Move the numbers of one program until its render is as near the target as it gets.

The numbers that change the picture descend and walk (`legs`); the best of each chain is kept. The program as given is candidate 0 and
every candidate is judged as the text that will be written: the result is never worse, neither in pixel error nor in the judge's total.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from vlcritic.errors import ProgramError
from vlcritic.images import fit_within
from vlcritic.languages.base import Language, Renderer, values
from vlcritic.rewards import Judge
from vlcritic.search.chains import Best, Rngs, generators
from vlcritic.search.journal import Journal, key_of
from vlcritic.search.legs import Course, begin, run
from vlcritic.search.movable import movable
from vlcritic.search.posterior import Posterior, blocks, bounds, mean_square, render_all
from vlcritic.search.random_walk import Proposal, RandomWalk
from vlcritic.search.sensitivity import step_sizes
from vlcritic.types import Image, Verdict

MAX_SIDE = 256  # longer side at which candidates are rendered; `Judge` shrinks a larger target to the same
SAVE_EVERY = 10  # steps between two states on disk: a resumed run takes at most so many again


@dataclass
class Refinement:
    """What a refinement found.

    Attributes:
        program: the better program; the one that was given, where none was better. before, after: verdicts of the program that was
        given and of this one. trace: a row for each descent, and for each step of each chain: `step`, `chain`, `kind` (`descent` or
        `walk`), `temperature`, and of
            the proposal `energy` and `mse` (`None` where it did not render) and `accepted`.
    """

    program: str
    before: Verdict
    after: Verdict
    trace: list[dict]


def refine(
    program: str,
    target: Image,
    *,
    language: Language,
    render: Renderer,
    judge: Judge | None = None,
    steps: int = 200,
    chains: int = 4,
    seed: int = 0,
    out: str | Path | None = None,
    progress: bool = False,
) -> Refinement:
    """The best program that annealed chains reach from `program`, and how it is judged.

    Args:
        render: the exact renderer, kept open by the caller.
        judge: gives the two verdicts, and chooses between the bests of the chains; `None` for `Judge(language, render=render)`.
        steps, chains: every step renders one proposal of each chain.
        out: folder for the best program, the trace and the state; the same call with the same folder goes on where it stopped.
        progress: show a bar.

    Raises:
        ProgramError: `program` itself does not render.
        RendererError: our own side failed twice in a row.
        ValueError: `out` holds another refinement.
    """
    if steps < 0 or chains < 1:
        raise ValueError(f"expected steps ≥ 0 and chains ≥ 1, got {steps} and {chains}")
    target = fit_within(target, MAX_SIDE)
    kernel = _kernel(program, target, language, render)
    key = key_of(program, target, steps=steps, chains=chains, seed=seed)
    journal = Journal(out, key=key, suffix=language.suffix) if out is not None else None
    course, trace = _run(kernel, steps, generators(seed, chains), journal, progress)
    before, after = _judged(kernel.energy, course.best, judge or Judge(language, render=render), program, target)
    if journal:
        journal.save_best(after.program)
    return Refinement(after.program, before, after, journal.trace() if journal else trace)


def _kernel(program: str, target: Image, language: Language, render: Renderer) -> RandomWalk:
    """The random walk over the numbers that change the picture, its step sizes set by how much they do."""
    posterior = Posterior(program, [], target, render=render)
    picture = render_all(render, [program], posterior.size)[0]
    if isinstance(picture, ProgramError):
        raise picture
    literals = movable(program, language.literals(program))
    mse = mean_square((picture - posterior.target) / np.float32(255))
    sizes = step_sizes(program, literals, picture, render=render, wanted=mse, size=posterior.size)
    posterior.literals = [literal for literal, size in zip(literals, sizes, strict=True) if size > 0]
    low, high = bounds(program, posterior.literals)
    return RandomWalk(posterior, Proposal(low, high, sizes[sizes > 0], blocks(program, posterior.literals)))


def _run(kernel: RandomWalk, steps: int, rngs: Rngs, journal: Journal | None, progress: bool) -> tuple[Course, list[dict]]:
    """All legs, from the program's own numbers or from where the journal stopped."""
    course = journal and journal.load(rngs)
    if course is None:
        course = begin(kernel, len(rngs))
        if journal:
            journal.save(course, rngs)
    trace: list[dict] = []
    with tqdm(initial=course.step, total=steps, desc="refine", unit="step", disable=not progress) as bar:
        for following, rows in run(kernel, course, rngs, steps=steps):
            if journal:
                _keep(journal, kernel.energy, following, rows, rngs, is_better=following.best.mse.min() < course.best.mse.min())
            bar.update(following.step - course.step)
            bar.set_postfix(mse=f"{following.best.mse.min():.6f}", refresh=False)
            course, trace = following, trace + rows
    return course, trace


def _keep(journal: Journal, posterior: Posterior, course: Course, rows: list[dict], rngs: Rngs, *, is_better: bool) -> None:
    """Put one event on disk: its rows, the best program where it is new, the state now and then."""
    journal.append(rows)
    if is_better:
        journal.save_best(posterior.programs(course.best.position[[course.best.mse.argmin()]])[0])
    if course.is_done or (rows[0]["kind"] == "walk" and course.step % SAVE_EVERY == 0):
        journal.save(course, rngs)


def _judged(posterior: Posterior, best: Best, judge: Judge, program: str, target: Image) -> tuple[Verdict, Verdict]:
    """Verdicts of the program and of the candidate with the highest total, and of equal ones with the least error."""
    start_mse = posterior(np.array([values(posterior.literals)])).mse[0]
    candidates = [program, *posterior.programs(best.position[best.mse < start_mse])]
    verdicts = judge(candidates, [target] * len(candidates))
    judged = [verdict for verdict in verdicts if verdict.total is not None]
    return verdicts[0], max(judged, key=lambda verdict: (verdict.total, -verdict.mse), default=verdicts[0])
