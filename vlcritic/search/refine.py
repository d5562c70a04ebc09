"""Move the numbers of one program until its render is as near the target as it gets.

Annealed Metropolis–Hastings (`random_walk`, `annealing`) over the numbers that change the picture; several chains, the best of each kept. The program
as given is candidate 0 and every candidate is judged as the text that will be written: the result is never worse, neither in pixel error nor in the
judge's total.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
from tqdm import tqdm

from vlcritic.errors import ProgramError
from vlcritic.languages.base import Language, Renderer, values
from vlcritic.rewards import Judge
from vlcritic.search.annealing import geometric
from vlcritic.search.chains import Best, advance, generators
from vlcritic.search.journal import Journal, key_of
from vlcritic.search.posterior import Posterior, blocks, render_all
from vlcritic.search.random_walk import Info, Proposal, RandomWalk
from vlcritic.search.sensitivity import bounds, step_sizes
from vlcritic.types import Image, Verdict

SAVE_EVERY = 10  # steps between two states on disk: a resumed run takes at most so many again


@dataclass(frozen=True)
class Schedule:
    """How a refinement anneals, from its first step to its last.

    Attributes:
        hot, cold: temperatures, as shares of the energy at the start.
        wide, narrow: factors of the step sizes.
    """

    hot: float = 0.03
    cold: float = 0.0003
    wide: float = 1.0
    narrow: float = 0.2


@dataclass
class Refinement:
    """What a refinement found.

    Attributes:
        program: the better program; the one that was given, where none was better.
        before, after: verdicts of the program that was given and of this one.
        trace: one row for each step and chain: `step`, `chain`, `temperature`, and of the proposal `energy`, `mse` (`None`: it did not render)
            and `accepted`.
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
    judge: Judge,
    steps: int = 200,
    chains: int = 4,
    seed: int = 0,
    schedule: Schedule = Schedule(),
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
    kernel = _kernel(program, target, language, render)
    key = key_of(program, target, steps=steps, chains=chains, seed=seed, schedule=asdict(schedule))
    journal = Journal(out, key=key, suffix=language.suffix) if out is not None else None
    best, trace = _anneal(kernel, steps, generators(seed, chains), schedule, journal, progress)
    before, after = _judged(kernel.energy, best, judge or Judge(language, render=render), program, target)
    if journal:
        journal.save_best(after.program)
    return Refinement(after.program, before, after, journal.trace() if journal else trace)


def _kernel(program: str, target: Image, language: Language, render: Renderer) -> RandomWalk:
    """The random walk over the numbers that change the picture, its step sizes set by how much they do."""
    posterior = Posterior(program, [], target, render=render)
    picture = render_all(render, [program], posterior.size)[0]
    if isinstance(picture, ProgramError):
        raise picture
    literals = [literal for literal in language.literals(program) if literal.kind == "float"]
    sizes = step_sizes(program, literals, picture, render=render, wanted=posterior.score(picture)[1], size=posterior.size)
    moving = [literal for literal, size in zip(literals, sizes, strict=True) if size > 0]
    low, high = bounds(moving)
    posterior.literals = moving
    return RandomWalk(posterior, Proposal(low, high, sizes[sizes > 0], blocks(program, moving)))


def _anneal(
    kernel: RandomWalk, steps: int, rngs: list, schedule: Schedule, journal: Journal | None, progress: bool
) -> tuple[Best, list[dict]]:
    """Run the chains from the program's own numbers, or from where the journal stopped; the best of each chain, and the trace."""
    start = kernel.init(np.tile(values(kernel.energy.literals), (len(rngs), 1)))
    scale = start.score.energy[0]
    if not kernel.energy.literals or scale == 0:
        return Best.of(start), []
    first, resumed, best = (journal and journal.load(rngs)) or (0, start, Best.of(start))
    temperature = partial(geometric, steps=steps, first=scale * schedule.hot, last=scale * schedule.cold)
    size = partial(geometric, steps=steps, first=schedule.wide, last=schedule.narrow)
    trace: list[dict] = []
    bar = tqdm(range(first, steps), initial=first, total=steps, desc="refine", unit="step", disable=not progress)
    for step, state, info in advance(kernel, resumed, rngs, steps=bar, temperature=temperature, size=size):
        before, best = best, best.seeing(info.proposal, info.score)
        rows = _rows(step, temperature(step), info)
        trace += rows
        bar.set_postfix(mse=f"{best.mse.min():.5f}", refresh=False)
        if journal:
            _keep(journal, kernel.energy, rows, best, is_better=best.mse.min() < before.mse.min())
            if (step + 1) % SAVE_EVERY == 0 or step + 1 == steps:
                journal.save(step + 1, state, best, rngs)
    return best, trace


def _keep(journal: Journal, posterior: Posterior, rows: list[dict], best: Best, *, is_better: bool) -> None:
    """Put one step on disk, and the best program where there is a new one."""
    journal.append(rows)
    if is_better:
        journal.save_best(posterior.programs(best.position[[best.mse.argmin()]])[0])


def _rows(step: int, temperature: float, info: Info) -> list[dict]:
    """Lines of the trace: what each chain proposed at a step, and whether it went there."""
    scores = np.stack(info.score)
    scores = [[float(value) if np.isfinite(value) else None for value in row] for row in scores.T]
    common = {"step": step, "temperature": temperature}
    return [
        {**common, "chain": chain, "energy": energy, "mse": mse, "accepted": bool(accepted)}
        for chain, ((energy, mse), accepted) in enumerate(zip(scores, info.is_accepted, strict=True))
    ]


def _judged(posterior: Posterior, best: Best, judge: Judge, program: str, target: Image) -> tuple[Verdict, Verdict]:
    """Verdicts of the program and of the candidate with the highest total; the program itself wins a tie."""
    start_mse = posterior(np.array([values(posterior.literals)])).mse[0]
    candidates = [program, *posterior.programs(best.position[best.mse < start_mse])]
    verdicts = judge(candidates, [target] * len(candidates))
    return verdicts[0], max(verdicts, key=lambda verdict: -1.0 if verdict.total is None else verdict.total)
