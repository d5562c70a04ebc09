"""Search over the structure of a program: propose neighbours, let the promising ones settle, keep the best, go on from there.

Beam search in which a candidate is a whole program: the numbers of a wrong structure and of a right one have to settle before their
errors tell which is which, but most neighbours are so bad that one render says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vlcritic.data.glsl.parse import parse_scene
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import KINDS, Scene
from vlcritic.search.structure.forms import form_of
from vlcritic.search.structure.moves import MAX_SHAPES, WEIGHTS, is_inside, is_writable, make, moves

TRIES = 8  # draws for each neighbour wanted, before `propose` settles for fewer

Score = Callable[[list[str]], np.ndarray]
"""Energies of programs, `inf` where one does not render."""

Polish = Callable[[list[str]], list[str]]
"""The programs with their numbers moved for a while, in order."""


@dataclass(frozen=True)
class Candidate:
    """A program and its energy."""

    program: str
    energy: float


@dataclass(frozen=True)
class Found:
    """What a search found.

    Attributes:
        program, energy: the best; the program that was given where none was better.
        start: energy of the program that was given.
        rounds: energy of the best after each round.
    """

    program: str
    energy: float
    start: float
    rounds: tuple[float, ...]


def search_structure(
    program: str,
    *,
    score: Score,
    polish: Polish,
    rounds: int = 4,
    beam: int = 3,
    proposals: int = 64,
    polished: int = 8,
    done: float = 0.0,
    kinds: Sequence[str] = KINDS,
    seed: int = 0,
) -> Found:
    """The best program found from `program` by moves of its structure and of its numbers; never worse than `program`.

    Args:
        score: the judge's energies.
        polish: moves numbers; what it returns is scored again, as it is and rounded to two decimals.
        rounds: how many moves of structure the result is from the start, at most.
        beam: programs of different structure that a round starts from.
        proposals: neighbours scored in a round, shared by the beam.
        polished: of these, how many are polished.
        done: stop at an energy no higher.

    Raises:
        ValueError: `program` is no canonical scene, so it has no structure to move.
    """
    read_scene(program)
    rng, start = np.random.default_rng(seed), _scored([program], score)[0]
    best, history = _settled([program], score, polish, [start])[:beam], []
    for _ in range(rounds):
        if best[0].energy <= done:
            break
        near = [
            each
            for share, one in zip(_shares(proposals, len(best)), best, strict=True)
            for each in _neighbours(one.program, rng, share, kinds)
        ]
        promising = _scored(list(dict.fromkeys(near)), score)[:polished]
        best = _settled([each.program for each in promising], score, polish, best)[:beam]
        history.append(best[0].energy)
    least = min([start, best[0]], key=lambda each: each.energy)
    return Found(least.program, least.energy, start.energy, tuple(history))


def propose(scene: Scene, rng: np.random.Generator, n: int, *, kinds: Sequence[str] = KINDS, max_shapes: int = MAX_SHAPES) -> list[Scene]:
    """At most `n` different neighbours of a scene, each one move away, with two decimals as programs write them.

    Moves come in the shares of `WEIGHTS`, each move without numbers to draw once. No neighbour has more shapes out of the frame than
    the scene. Empty for a scene with more than `max_shapes` shapes of which none may go; fewer than `n` where there are no more.
    """
    found, left = {write(scene): scene}, moves(scene, kinds=kinds, max_shapes=max_shapes)
    for name in left:
        rng.shuffle(left[name])
    for _ in range(TRIES * n):
        if len(found) > n or not left:
            break
        names, chances = list(left), np.array([WEIGHTS[name] for name in left])
        name = names[rng.choice(len(names), p=chances / chances.sum())]
        move = left[name].pop()
        if name == "add":
            left[name].insert(0, move)  # it draws another shape next time
        if not left[name]:
            del left[name]
        neighbour = make(rng, scene, move, kinds=kinds).scene
        if _is_writable(neighbour, outside=_outside(scene)):
            text = write(neighbour)
            found.setdefault(text, parse_scene(text))
    return list(found.values())[1:]


def read_scene(program: str) -> Scene:
    """The scene of a canonical program.

    Raises:
        ValueError: it is no such program.
    """
    scene = parse_scene(program)
    if scene is None or not scene.shapes:
        raise ValueError("program: expected a canonical scene, as data.glsl.program.write makes them; this one has no structure to move")
    return scene


def skeleton(scene: Scene) -> tuple[tuple[str, int, str], ...]:
    """Form and operation of each shape: the structure without its numbers."""
    return tuple((*form_of(shape), shape.operation) for shape in scene.shapes)


def _neighbours(program: str, rng: np.random.Generator, n: int, kinds: Sequence[str]) -> list[str]:
    return [write(scene) for scene in propose(read_scene(program), rng, n, kinds=kinds)]


def _settled(programs: list[str], score: Score, polish: Polish, others: list[Candidate]) -> list[Candidate]:
    """Polished programs and others, one of each structure, best first."""
    moved = polish(programs) if programs else []
    rounded = [write(scene) for each in moved if (scene := parse_scene(each)) and _is_writable(scene)]
    return _one_of_each([*others, *_scored(list(dict.fromkeys([*moved, *rounded])), score)])


def _one_of_each(candidates: list[Candidate]) -> list[Candidate]:
    """The best candidate of each structure, best first; of equal ones the earlier."""
    best: dict = {}
    for each in sorted(candidates, key=lambda each: each.energy):
        best.setdefault(skeleton(read_scene(each.program)), each)
    return list(best.values())


def _scored(programs: list[str], score: Score) -> list[Candidate]:
    """Programs that render, best first; all of them, where none does."""
    energies = np.asarray(score(programs), dtype=np.float64) if programs else np.zeros(0)
    candidates = [Candidate(*each) for each in zip(programs, energies.tolist(), strict=True)]
    return sorted(candidates, key=lambda each: each.energy)


def _is_writable(scene: Scene, *, outside: int | None = None) -> bool:
    """Whether a program can say every shape, and no more than so many are out of the frame."""
    return all(map(is_writable, scene.shapes)) and (outside is None or _outside(scene) <= outside)


def _outside(scene: Scene) -> int:
    """How many shapes are not inside the frame."""
    return sum(not is_inside(shape) for shape in scene.shapes)


def _shares(total: int, parts: int) -> list[int]:
    """A number shared out, the larger shares first."""
    return [total // parts + (index < total % parts) for index in range(parts)]
