"""Search over the structure of a program: propose neighbours, let the promising ones settle, keep the best, go on from there.

Beam search in which a candidate is a whole program: the numbers of a wrong structure and of a right one have to settle before their
errors tell which is which, but most neighbours are so bad that one render says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vlcritic.data.glsl.booleans import FRAME
from vlcritic.data.glsl.parse import parse_scene
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import KINDS, Scene, Shape
from vlcritic.search.structure.forms import TRAITS, form_of, kept
from vlcritic.search.structure.moves import MAX_SHAPES, WEIGHTS, Move, is_writable, make, moves

SETTLE = 6  # polishes at most of what a round ends with
GAIN = 0.95  # of its energy a program has after a polish that is worth another
LEAST = 0.01  # length that two decimals write
TRIES = 8  # draws for each neighbour wanted, before `propose` settles for fewer

Score = Callable[[list[str]], np.ndarray]
"""Energies of programs, `inf` where one does not render."""

Polish = Callable[[list[str]], list[str]]
"""The programs with their numbers moved for a while, in order."""


@dataclass(frozen=True)
class Candidate:
    """A program and its energy; `is_settled` where a polish gains no more."""

    program: str
    energy: float
    is_settled: bool = False


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
    rounds: int = 3,
    beam: int = 4,
    proposals: int = 128,
    polished: int = 32,
    done: float = 0.0,
    kinds: Sequence[str] = KINDS,
    seed: int = 0,
) -> Found:
    """The best program found from `program` by moves of its structure and of its numbers; never worse than `program`.

    Args:
        score: the judge's energies.
        polish: moves numbers for a few steps; what it returns is scored again, as it is and rounded to two decimals.
        rounds: how many moves of structure the result is from the start, at most.
        beam: programs of different structure that a round starts from and ends with.
        proposals: neighbours scored in a round, shared by the beam.
        polished: of these, how many are polished; the better half of them once more, and so on down to the beam.
        done: energy of a program that leaves nothing to find. In the end moves are made that leave fewer numbers and cost nothing,
            or no more than this.

    Raises:
        ValueError: `program` is no canonical scene, so it has no structure to move.
    """
    read_scene(program)
    rng, start = np.random.default_rng(seed), _scored([program], score)[0]
    best, history = _settled([start], score, polish, done, times=SETTLE), []
    while len(history) < rounds and best[0].energy > done:
        parents = best if history else [start, *best]  # settled numbers are bent to a structure that is wrong
        shares = zip(parents, _shares(proposals, len(parents)), strict=True)
        near = dict.fromkeys(each for one, share in shares for each in _neighbours(one.program, rng, share, kinds))
        pool = _one_of_each([*best, *_scored(list(near), score)])[:polished]
        while len(pool) > beam and pool[0].energy > done:
            pool = _settled(pool, score, polish, done)[: max(beam, len(pool) // 2)]
        best = _settled(pool[:beam], score, polish, done, times=SETTLE)
        history.append(best[0].energy)
    least = _simplified(min([start, best[0]], key=lambda each: each.energy), score, done)
    return Found(least.program, least.energy, start.energy, tuple(history))


def propose(scene: Scene, rng: np.random.Generator, n: int, *, kinds: Sequence[str] = KINDS, max_shapes: int = MAX_SHAPES) -> list[Scene]:
    """At most `n` different neighbours of a scene, each one move away, with two decimals as programs write them.

    Moves come in the shares of `WEIGHTS`, each move without numbers to draw once. A shape that changes its form or comes in is brought
    into the frame. A scene of `max_shapes` shapes or more gets none.
    """
    scene = _mended(scene)
    found, left = {write(scene): scene}, moves(scene, kinds=kinds, max_shapes=max_shapes)
    for name in left:
        rng.shuffle(left[name])
    for _ in range(TRIES * n):
        if len(found) > n or not left:
            break
        names, chances = list(left), np.array([WEIGHTS[name] for name in left])
        name = names[rng.choice(len(names), p=chances / chances.sum())]
        move = left[name].pop()
        if _draws(scene, move):
            left[name].insert(0, move)  # it draws other numbers next time
        if not left[name]:
            del left[name]
        neighbour = _framed(make(rng, scene, move, kinds=kinds).scene, move)
        if all(map(is_writable, neighbour.shapes)):
            text = write(neighbour)
            found.setdefault(text, parse_scene(text))
    return list(found.values())[1:]


def _draws(scene: Scene, move: Move) -> bool:
    """Whether a move draws numbers that it does not find in the scene."""
    if move.name == "swap":
        kind = move.choice[0]
        return kept(scene.shapes[move.index].kind, kind) < len(TRAITS.get(kind, ()))
    return move.name == "add" or (move.name == "toggle" and move.choice in ("draw", "smooth_union"))


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


def _settled(candidates: list[Candidate], score: Score, polish: Polish, done: float, *, times: int = 1) -> list[Candidate]:
    """Candidates polished some times, each until that gains no more, or until one is done: the best of each structure, best first."""
    for _ in range(times):
        restless = [each for each in candidates if not each.is_settled]
        if not restless or candidates[0].energy <= done:
            break
        moved = polish([each.program for each in restless])
        rounded = [write(_mended(scene)) if (scene := parse_scene(each)) else each for each in moved]
        energies = np.asarray(score(moved + rounded), dtype=np.float64).reshape(2, -1).tolist()
        polished = map(_after_polish, restless, moved, rounded, *energies)
        candidates = _one_of_each([*polished, *(each for each in candidates if each.is_settled)])
    return candidates


def _after_polish(old: Candidate, moved: str, rounded: str, moved_energy: float, rounded_energy: float) -> Candidate:
    """The best of a candidate, what a polish made of it and that with two decimals."""
    best = min([Candidate(rounded, rounded_energy), Candidate(moved, moved_energy), old], key=lambda each: each.energy)
    return replace(best, is_settled=not best.energy < GAIN * old.energy)


def _simplified(candidate: Candidate, score: Score, done: float) -> Candidate:
    """The program after all moves that leave it fewer numbers and an energy that is no higher, or `done`."""
    while True:
        scene = read_scene(candidate.program)
        fewer = [made for move in _plain(scene) if _numbers(made := make(np.random.default_rng(0), scene, move).scene) < _numbers(scene)]
        simpler = _scored([write(made) for made in fewer if all(map(is_writable, made.shapes))], score)
        if not simpler or simpler[0].energy > max(done, candidate.energy):
            return candidate
        candidate = simpler[0]


def _plain(scene: Scene) -> list[Move]:
    """The moves that draw no numbers."""
    return [move for each in moves(scene).values() for move in each if not _draws(scene, move)]


def _numbers(scene: Scene) -> int:
    """How many numbers the scene's program has."""
    return sum(2 + len(shape.params) + 3 * (shape.operation == "draw") + (shape.operation == "smooth_union") for shape in scene.shapes)


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


def _mended(scene: Scene) -> Scene:
    """The scene with lengths that a search has moved to nothing or beyond as the least that two decimals write."""
    return replace(scene, shapes=tuple(map(_mended_shape, scene.shapes)))


def _mended_shape(shape: Shape) -> Shape:
    smoothness = max(shape.smoothness, LEAST) if shape.operation == "smooth_union" else 0.0
    if shape.kind == "segment":
        x, y, thickness = shape.params
        return replace(shape, params=(x if x or y else LEAST, y, max(abs(thickness), LEAST)), smoothness=smoothness)
    params = [max(abs(value), LEAST) for value in shape.params]
    if shape.kind == "triangle":
        params[1] = float(np.copysign(params[1], shape.params[1]))
    return replace(shape, params=tuple(params), smoothness=smoothness)


def _framed(scene: Scene, move: Move) -> Scene:
    """The scene with the shape that a move brought in moved into the frame, where it can fit."""
    if move.name not in ("swap", "add"):
        return scene
    shape = scene.shapes[move.index]
    room = [max(FRAME - reach, 0.0) for reach in shape.reach]
    centre = tuple(float(np.clip(at, -most, most)) for at, most in zip(shape.centre, room, strict=True))
    return replace(scene, shapes=(*scene.shapes[: move.index], replace(shape, centre=centre), *scene.shapes[move.index + 1 :]))


def _shares(total: int, parts: int) -> list[int]:
    """A number shared out, the larger shares first."""
    return [total // parts + (index < total % parts) for index in range(parts)]
