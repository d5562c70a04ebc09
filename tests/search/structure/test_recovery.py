"""How often a wrong structure is put right. Oracle: the scene that the target was rendered from.

python -m tests.search.structure.test_recovery [scenes] [first] [every]    prints a line for each search, and totals
"""

import json
import sys
import time
from dataclasses import replace

import numpy as np

from vlcritic.data.glsl.booleans import _ordered
from vlcritic.data.glsl.parse import parse_scene
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.sample import in_canonical_order, sample
from vlcritic.data.glsl.scene import KINDS, Scene
from vlcritic.search.structure import search_structure
from vlcritic.search.structure.moves import Move, is_valid, make, moves
from vlcritic.search.structure.pixels import Pixels
from vlcritic.search.structure.search import skeleton

SIDE = 128
FAULTS = {"kind": "swap", "operation": "toggle", "missing": "drop", "superfluous": "add"}
OFF = 0.05
SOLID = tuple(kind for kind in KINDS if kind not in ("annulus", "segment"))  # what the sampler draws in this stage


def problem(seed: int, fault: str) -> tuple[Scene, Scene]:
    """A scene of 2 to 4 shapes, and the same with one fault of structure and every number off by up to `OFF`."""
    scene = sample(np.random.default_rng([7, seed]), stage="booleans", background="random", max_shapes=4)
    rng = np.random.default_rng([8, seed])
    while True:
        choices = [move for move in moves(scene, kinds=SOLID)[FAULTS[fault]] if not is_variant(scene, move)]
        wrong = make(rng, scene, choices[rng.integers(len(choices))], kinds=SOLID).scene
        start = off(rng, wrong)
        if is_valid(start):
            return scene, parse_scene(write(start))


def is_variant(scene: Scene, move: Move) -> bool:
    """Whether it only turns a triangle or changes a number of sides."""
    return move.name == "swap" and move.choice[0] == scene.shapes[move.index].kind


def off(rng, scene: Scene) -> Scene:
    """Every number but those of sides moved; lengths at least 0.02, colours in [0, 1]."""

    def moved(values, low, high):
        return tuple(float(np.clip(value + rng.uniform(-OFF, OFF), low, high)) for value in values)

    def longer(value):
        return float(np.copysign(max(abs(value + rng.uniform(-OFF, OFF)), 0.02), value))

    shapes = []
    for shape in scene.shapes:
        params = tuple(value if shape.kind == "ngon" and index else longer(value) for index, value in enumerate(shape.params))
        colour = shape.colour and moved(shape.colour, 0, 1)
        smoothness = moved((shape.smoothness,), 0.02, 0.2)[0] if shape.smoothness else 0.0
        shapes.append(replace(shape, centre=moved(shape.centre, -0.5, 0.5), params=params, colour=colour, smoothness=smoothness))
    return Scene(tuple(shapes), moved(scene.background, 0, 1))


def structure(scene: Scene) -> list:
    """Forms and operations in the sampler's order, which tells no two orders apart that draw the same."""
    groups = in_canonical_order([_ordered(list(group)) for group in with_colours(scene)])
    return [part for group in groups for part in skeleton(Scene(group))]


def with_colours(scene: Scene):
    """Groups without colours: the sampler orders the shapes of a group before it gives it one."""
    return [tuple(replace(shape, colour=None) for shape in group) for group in scene.groups]


def recover(render, seed: int, fault: str, **options) -> dict:
    scene, start = problem(seed, fault)
    target = render([write(scene)], size=(SIDE, SIDE))[0]
    pixels, began = Pixels(target), time.perf_counter()
    found = search_structure(write(start), score=pixels.score, polish=pixels.polish, seed=seed, done=1e-5, kinds=SOLID, **options)
    picture = render([found.program], size=(SIDE, SIDE))[0]
    return {
        "seed": seed,
        "fault": fault,
        "right": structure(parse_scene(found.program)) == structure(scene),
        "mse": float(((picture / 255 - target / 255) ** 2).mean()),
        "renders": pixels.looked,
        "seconds": round(time.perf_counter() - began, 1),
        "rounds": len(found.rounds),
        "found": skeleton(parse_scene(found.program)),
        "truth": skeleton(scene),
        "start": skeleton(start),
    }


def summary(rows: list[dict]) -> dict:
    """Of searches: how many end with the right structure, with a pixel error of 1e-4, with both; renders in the median and at most."""
    right, close = (np.array(each) for each in ([row["right"] for row in rows], [row["mse"] <= 1e-4 for row in rows]))
    renders = [row["renders"] for row in rows]
    counts = {"searches": len(rows), "right": right.sum(), "close": close.sum(), "both": (right & close).sum()}
    return {name: int(count) for name, count in (counts | {"renders": np.median(renders), "most": max(renders)}).items()}


def main(scenes: int = 24, first: int = 0, every: int = 1) -> None:
    from vlcritic.languages.glsl import GLSL

    rows: dict[str, list] = {fault: [] for fault in FAULTS}
    with GLSL.renderer(size=SIDE, workers=1) as render:
        for seed in range(first, scenes, every):
            for fault, found in rows.items():
                found.append(recover(render, seed, fault))
                print(json.dumps(found[-1]), flush=True)
    for fault, found in rows.items():
        print(fault, summary(found))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
