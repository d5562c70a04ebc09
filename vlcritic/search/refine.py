"""Move the numbers of one program until its render is as near the target as it gets.

The numbers that change the picture descend and walk (`legs`), seen by the program's twin where it has one that agrees with the exact
renderer, else by the exact renderer. The exact renderer judges what comes out, as the text that will be written; the program as given is
among the candidates: the result is never worse, neither in pixel error nor in the judge's total.

Materials have no twin, and their patterns need not lie where the target's lie: there the search sees how far the look is (`looks`), on
small renders, and what comes out is never worse in the judge's total.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from vlcritic.errors import ProgramError
from vlcritic.images import fit_within
from vlcritic.languages.base import Language, Renderer
from vlcritic.rewards import Judge
from vlcritic.search.chains import Rngs, generators
from vlcritic.search.energies import PictureEnergy
from vlcritic.search.journal import Journal, key_of
from vlcritic.search.kernels import KERNELS, chains_of
from vlcritic.search.legs import LOOK_LEGS, Course, begin, run
from vlcritic.search.movable import movable
from vlcritic.search.posterior import Posterior, render_all
from vlcritic.search.problem import Problem
from vlcritic.types import Image, Verdict

MAX_SIDE = 256  # longer side at which candidates are rendered; `Judge` shrinks a larger target to the same
SAVE_EVERY = 10  # steps between two states on disk: a resumed run takes at most so many again
ENERGIES = ("auto", "twin", "exact", "style", "lpips")
LOOKED = {"auto": "mix", "exact": "pixels", "style": "style", "lpips": "lpips"}  # looks of materials, by energy
STRUCTURE_SIDE = 128  # longer side at which structures are compared
STRUCTURE_DONE = 1e-5  # energy of a structure that leaves nothing to find
AGREE = 1 / 255  # mean difference in [0, 1] of twin and exact render up to which the twin is trusted


@dataclass
class Refinement:
    """What a refinement found.

    Attributes:
        program: the better program; the one that was given, where none was better.
        before, after: verdicts of the program that was given and of this one.
        trace: a row for each descent, and for each step of each chain: `step`, `chain`, `kind` (`descent` or `walk`), `temperature`, and
            of the proposal `energy` and `mse` (`None` where it did not render; of a look both are its energy) and `accepted`; `way`,
            numbers, where it is the best yet.
        energy: what the search saw: `twin`, `exact`, `style`, `lpips`, or `mix`, of `looks`.
        disagreement: mean difference in [0, 1] of the twin's picture of the start from the exact one; `None` where there is no twin.
        way: programs from the one that was given to the one that was found, each the best yet of its chain.
    """

    program: str
    before: Verdict
    after: Verdict
    trace: list[dict]
    energy: str
    disagreement: float | None
    way: list[str]


def refine(
    program: str,
    target: Image,
    *,
    language: Language,
    render: Renderer,
    judge: Judge | None = None,
    kernel: str = "walk",
    energy: str = "auto",
    steps: int = 200,
    chains: int = 4,
    structure: int = 0,
    time_s: float | None = None,
    renders: int | None = None,
    seed: int = 0,
    out: str | Path | None = None,
    progress: bool = False,
) -> Refinement:
    """The best program that descents and annealed chains reach from `program`, and how it is judged.

    Args:
        render: the exact renderer, kept open by the caller.
        judge: gives the two verdicts, and chooses between the candidates; `None` for `Judge(language, render=render)`.
        kernel: how chains move between descents, of `kernels.KERNELS`; `descent` for one descent alone.
        energy: what the search sees: the `twin`, the `exact` renderer's pixels, or (`auto`) the twin where it agrees with the exact
            renderer, and of materials colours and texture (`looks`, `mix`). `style` is VLMaterial's energy, `lpips` LPIPS; both, and all
            of materials, see the exact renderer at `appearance.SIDE`.
        steps, chains: every step looks at one proposal of each chain.
        structure: rounds of moves of structure (kinds, operations, shapes) before the numbers move; for canonical scenes alone.
        time_s, renders: no further step once so many seconds have passed, or so many pictures were looked at. With `time_s` the result
            depends on the machine.
        out: folder for the best program, the trace and the state; the same call with the same folder goes on where it stopped.
        progress: show a bar.

    Raises:
        ProgramError: `program` itself does not render; or it has no twin, and `energy` demands one.
        RendererError: our own side failed twice in a row.
        ValueError: `out` holds another refinement, an argument is none of what it may be, or the program has no structure to move.
    """
    if kernel not in KERNELS:
        raise ValueError(f"kernel: expected one of {', '.join(KERNELS)}, got {kernel!r}")
    if steps < 0 or chains < 1:
        raise ValueError(f"expected steps ≥ 0 and chains ≥ 1, got {steps} and {chains}")
    target = fit_within(target, MAX_SIDE)
    given = program
    if structure:
        program = _restructured(program, target, structure, seed)
    seen, disagreement = _energy(program, target, language, render, energy)
    problem = Problem.of(seen)
    settings = {"kernel": kernel, "energy": energy, "steps": steps, "chains": chains, "renders": renders, "seed": seed}
    settings |= {"structure": structure}
    journal = Journal(out, key=key_of(program, target, **settings), suffix=language.suffix) if out is not None else None
    if problem.has_features and renders is not None:
        steps = min(steps, affordable(problem, chains, renders))
    budget = Budget(renders, None if time_s is None else time.monotonic() + time_s)
    with seen.running():
        course, trace = _run(problem, kernel, steps, seed, chains_of(kernel, chains), budget, journal, progress)
    before, after = _judged(given, problem, course, judge or Judge(language, render=render), target)
    if journal:
        journal.save_best(after.program)
    name = _name(seen)
    trace = journal.trace() if journal else trace
    moved = [_text(problem, numbers) for row in trace for numbers in row.get("way", ())]
    way = list(dict.fromkeys([given, program, *moved, after.program]))
    return Refinement(after.program, before, after, trace, name, disagreement, way)


def affordable(problem: Problem, chains: int, renders: int) -> int:
    """Steps that so many renders leave beside the descents of a look, so that chains have cooled when the renders are spent."""
    descents = (LOOK_LEGS + 1) * (len(problem.start) + 5)
    return max(LOOK_LEGS, (renders - descents) // chains)


def _name(seen: PictureEnergy) -> str:
    """What the search saw, in a word."""
    look = seen.look.name if hasattr(seen, "look") else "pixels"
    return "twin" if not isinstance(seen, Posterior) else "exact" if look == "pixels" else look


def _look(program: str, target: Image, language: Language, render: Renderer, name: str) -> PictureEnergy:
    """The energy of a look, over all that the language lets a search move."""
    from vlcritic.search.appearance import Appearance

    if hasattr(language, "movable"):
        literals, ordered = language.movable(program)
        return Appearance(program, literals, target, render=render, look=name, ordered=ordered)
    return Appearance(program, movable(program, language.literals(program)), target, render=render, look=name)


def _energy(program: str, target: Image, language: Language, render: Renderer, wanted: str) -> tuple[PictureEnergy, float | None]:
    """The energy of the program's movable numbers, and how far its twin is from the exact render."""
    if wanted not in ENERGIES:
        raise ValueError(f"energy: expected one of {', '.join(ENERGIES)}, got {wanted!r}")
    if wanted in ("style", "lpips") or hasattr(language, "movable"):
        if wanted == "twin":
            raise ValueError(f"energy: {language.name} has no twin; expected one of auto, exact, style, lpips")
        seen = _look(program, target, language, render, LOOKED[wanted])
        _drawn(program, render, seen.size)
        return seen, None
    literals = movable(program, language.literals(program))
    exact = Posterior(program, literals, target, render=render)
    picture = _drawn(program, render, exact.size)
    if wanted == "exact" or not hasattr(language, "twin"):
        return exact, None
    from vlcritic.search.twin_posterior import TwinPosterior

    try:
        twin = language.twin(program)
        drawn = twin(size=exact.size).permute(1, 2, 0).numpy()
    except ProgramError as error:
        if wanted == "twin":
            raise
        logging.getLogger("vlcritic.search").warning("no twin, so the exact renderer is asked for every candidate: %s", error)
        return exact, None
    disagreement = float(np.abs(drawn - picture / np.float32(255)).mean())
    if disagreement > AGREE:
        message = "twin and exact render differ by %.4f in the mean; at most %.4f is trusted"
        logging.getLogger("vlcritic.search").warning(message, disagreement, AGREE)
    if disagreement > AGREE and wanted == "auto":
        return exact, disagreement
    return TwinPosterior(program, twin, literals, target), disagreement


def _drawn(program: str, render: Renderer, size: tuple[int, int]) -> Image:
    """The program's picture. Raises ProgramError where it has none."""
    (picture,) = render_all(render, [program], size)
    if isinstance(picture, ProgramError):
        raise picture
    return picture


@dataclass(frozen=True)
class Budget:
    """When to stop before the last step."""

    renders: int | None
    deadline: float | None

    def is_spent(self, course: Course) -> bool:
        """Whether no further step may begin."""
        is_late = self.deadline is not None and time.monotonic() > self.deadline
        return is_late or (self.renders is not None and course.looked >= self.renders)


def _run(
    problem: Problem, kernel: str, steps: int, seed: int, chains: int, budget: Budget, journal: Journal | None, progress: bool
) -> tuple[Course, list[dict]]:
    """All legs, from the program's own numbers or from where the journal stopped."""
    rngs = generators(seed, chains)
    course = journal and journal.load(rngs)
    if course is None:
        course = begin(problem, len(rngs))
        if journal:
            journal.save(course, rngs)
    problem.energy.looked = course.looked
    trace: list[dict] = []
    with tqdm(initial=course.step, total=steps, desc="refine", unit="step", disable=not progress) as bar:
        for following, rows in run(problem, kernel, course, rngs, steps=steps, seed=seed):
            if journal:
                _keep(journal, problem, following, rows, rngs)
            bar.update(following.step - course.step)
            bar.set_postfix(mse=f"{min(following.polished_mse, following.best.mse.min()):.6f}", refresh=False)
            course, trace = following, trace + rows
            if budget.is_spent(course):
                break
    return course, trace


def _keep(journal: Journal, problem: Problem, course: Course, rows: list[dict], rngs: Rngs) -> None:
    """Put one event on disk: its rows, the best program where it is new, the state now and then."""
    journal.append(rows)
    best = [row["way"][-1] for row in rows if "way" in row]
    if best:
        journal.save_best(_text(problem, best[-1]))
    if course.is_done or (rows[0]["kind"] == "walk" and course.step % SAVE_EVERY == 0):
        journal.save(course, rngs)


def _text(problem: Problem, position) -> str:
    """The program with other numbers."""
    return problem.energy.text(position)


def _restructured(program: str, target: Image, rounds: int, seed: int) -> str:
    """The program with the structure that fits best. Raises ValueError for one that is no canonical scene."""
    from vlcritic.search.structure import search_structure
    from vlcritic.search.structure.pixels import Pixels

    pixels = Pixels(fit_within(target, STRUCTURE_SIDE))
    return search_structure(program, score=pixels.score, polish=pixels.polish, rounds=rounds, seed=seed, done=STRUCTURE_DONE).program


def _judged(given: str, problem: Problem, course: Course, judge: Judge, target: Image) -> tuple[Verdict, Verdict]:
    """Verdicts of the program as given and of the candidate with the highest total, and of equal ones with the least error."""
    candidates = [given, problem.energy.program, *(_text(problem, position) for position in np.unique(course.candidates, axis=0).tolist())]
    verdicts = judge(candidates, [target] * len(candidates))
    judged = [verdict for verdict in verdicts if verdict.total is not None and verdict.mse is not None]
    start = verdicts[0]
    better = [verdict for verdict in judged if problem.has_features or start.mse is None or verdict.mse <= start.mse]
    return start, max(better, key=lambda verdict: (verdict.total, -verdict.mse), default=start)
