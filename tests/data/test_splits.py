from dataclasses import replace

import numpy as np

from vlcritic.data.glsl.sample import sample
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.splits import cell_of, split_of

CIRCLE = Shape("circle", (0.12, -0.2), (0.22,), colour=(0.9, 0.1, 0.25))
SQUARE = Shape("square", (-0.11, 0.05), (0.15,), colour=(0.1, 0.9, 0.25))


def test_one_cell_is_never_in_two_splits():
    scenes = [sample(np.random.default_rng([7, seed])) for seed in range(1500)]
    splits_of_cell = {}
    for scene in scenes:
        splits_of_cell.setdefault(cell_of(scene), set()).add(split_of(scene))
    assert len(splits_of_cell) < len(scenes)  # some cells are met more than once, so the next line can fail
    assert all(len(splits) == 1 for splits in splits_of_cell.values())


def test_about_a_twentieth_of_the_cells_is_for_validation_and_one_for_test():
    shapes = [replace(CIRCLE, kind=kind, centre=(x / 10, y / 10), params=(size / 25,)) for kind in ("circle", "square")
              for x in range(-4, 4) for y in range(-4, 4) for size in range(3, 7)]  # fmt: skip
    cells = {cell_of(Scene((a, b))): split_of(Scene((a, b))) for a in shapes[::5] for b in shapes}
    counts = {split: list(cells.values()).count(split) / len(cells) for split in ("train", "validation", "test")}
    assert len(cells) > 20_000
    assert abs(counts["validation"] - 0.05) < 0.007 and abs(counts["test"] - 0.05) < 0.007  # four standard deviations


def test_colour_and_order_do_not_change_the_cell_and_a_step_does():
    scene = Scene((CIRCLE, SQUARE))
    assert cell_of(Scene((SQUARE, replace(CIRCLE, colour=(0.0, 0.0, 1.0))), (1.0, 1.0, 1.0))) == cell_of(scene)
    assert cell_of(Scene((replace(CIRCLE, centre=(0.19, -0.2)), SQUARE))) == cell_of(scene)
    for other in (replace(CIRCLE, centre=(0.2, -0.2)), replace(CIRCLE, params=(0.24,)), replace(CIRCLE, kind="annulus")):
        assert cell_of(Scene((other, SQUARE))) != cell_of(scene)


def test_the_split_of_a_scene_is_the_same_in_every_process_and_version():
    # pinned: data sets of different seeds rely on it; change it with a new minor version only
    places = [(x / 10, y / 10) for x in range(-4, 4) for y in range(-4, 4)]
    splits = {place: split_of(Scene((replace(CIRCLE, centre=place),))) for place in places}
    held_out = {place: split for place, split in splits.items() if split != "train"}
    assert held_out == {(-0.4, -0.4): "test", (-0.4, 0.1): "validation", (-0.2, -0.2): "validation", (0.0, 0.3): "validation"}
