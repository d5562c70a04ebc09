import numpy as np
import pytest

from vlcritic.data.glsl.distance import grid, group_distance
from vlcritic.data.glsl.sample import BAND, VISIBLE, in_canonical_order, sample
from vlcritic.data.glsl.scene import KINDS, Scene, Shape


def scenes(count, **options):
    return [sample(np.random.default_rng(seed), **options) for seed in range(count)]


def test_the_same_generator_gives_the_same_scene_and_another_another():
    assert sample(np.random.default_rng(7)) == sample(np.random.default_rng(7)) != sample(np.random.default_rng(8))


def test_seven_of_ten_primitives_are_alone_and_of_the_three_default_kinds():
    drawn = scenes(600)
    alone = np.mean([len(scene.shapes) == 1 for scene in drawn])
    assert abs(alone - 0.7) < 0.056  # three standard deviations
    assert {shape.kind for scene in drawn for shape in scene.shapes} == {"circle", "square", "annulus"}
    assert {scene.background for scene in drawn} == {(0.0, 0.0, 0.0)}


def test_sizes_and_centres_keep_to_the_ranges_of_the_seed_task():
    for scene in scenes(200):
        low, high = (0.12, 0.28) if len(scene.shapes) == 1 else (0.10, 0.22)
        for shape in scene.shapes:
            assert low <= shape.params[0] <= high and max(map(abs, shape.centre)) <= 0.35


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_a_scene_has_two_decimals_and_its_json_gives_it_back(kind):
    for scene in scenes(30, kinds=[kind], background="random"):
        numbers = [n for shape in scene.shapes for n in (*shape.centre, *shape.params, *shape.colour)]
        assert all(number == round(number, 2) for number in numbers)
        assert Scene.from_json(scene.to_json()) == scene


@pytest.mark.parametrize("kind", ["box", "ellipse"])
def test_a_long_shape_is_at_least_1_3_times_as_long_as_wide_on_either_axis(kind):
    ratios = [scene.shapes[0].params[0] / scene.shapes[0].params[1] for scene in scenes(200, kinds=[kind])]
    assert all(max(ratio, 1 / ratio) >= 1.3 - 1e-9 for ratio in ratios)
    assert min(ratios) < 1 < max(ratios)


def test_half_of_the_random_backgrounds_are_black_and_some_are_white_or_grey():
    backgrounds = [scene.background for scene in scenes(400, background="random")]
    assert abs(np.mean([colour == (0, 0, 0) for colour in backgrounds]) - 0.5) < 0.075
    assert (1.0, 1.0, 1.0) in backgrounds
    assert any(0.75 <= colour[0] == colour[1] == colour[2] < 1 for colour in backgrounds)


@pytest.mark.parametrize("stage", ["primitives", "booleans"])
def test_colours_can_be_told_from_the_background_and_from_each_other(stage):
    for scene in scenes(40, stage=stage, background="random"):
        colours = [scene.background, *(group[0].colour for group in scene.groups)]
        for i, colour in enumerate(colours):
            assert all(np.abs(np.subtract(colour, other)).max() >= VISIBLE for other in colours[:i])


def test_groups_that_do_not_overlap_stand_from_left_to_right():
    for scene in scenes(60, max_shapes=4, kinds=KINDS):
        for first, second in zip(scene.groups, scene.groups[1:], strict=False):
            overlap = np.any((group_distance(first, grid()) < BAND) & (group_distance(second, grid()) < BAND))
            assert overlap or first[0].centre <= second[0].centre


def test_the_order_of_apart_shapes_does_not_depend_on_how_they_were_drawn_and_overlapping_ones_keep_theirs():
    left, right = (Shape("circle", (-0.3, 0.0), (0.1,)),), (Shape("circle", (0.3, 0.0), (0.1,)),)
    near = (Shape("square", (0.25, 0.0), (0.1,)),)
    assert in_canonical_order([right, left]) == in_canonical_order([left, right]) == [left, right]
    assert in_canonical_order([right, near]) == [right, near]
    assert in_canonical_order([right, near, left]) == [left, right, near]


def test_boolean_scenes_hold_two_to_five_shapes_inside_the_frame_and_every_operation_occurs():
    drawn = scenes(60, stage="booleans")
    assert {len(scene.shapes) for scene in drawn} == {2, 3, 4, 5}
    assert {shape.operation for scene in drawn for shape in scene.shapes} == {
        "draw",
        "union",
        "smooth_union",
        "intersection",
        "subtraction",
    }
    for scene in drawn:
        assert any(shape.operation != "draw" for shape in scene.shapes)
        assert all(abs(at) + reach <= 0.5 for shape in scene.shapes for at, reach in zip(shape.centre, shape.reach, strict=True))


def test_subtractions_come_last_in_their_group_and_from_left_to_right():
    for scene in scenes(60, stage="booleans"):
        for group in scene.groups:
            cuts = [shape.operation == "subtraction" for shape in group]
            assert cuts == sorted(cuts)
            assert [shape.centre for shape in group] == [
                *sorted(shape.centre for shape in group if shape.operation != "subtraction"),
                *sorted(shape.centre for shape in group if shape.operation == "subtraction"),
            ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"stage": "triples"}, "stage: expected one of primitives, booleans, got 'triples'"),
        ({"kinds": ["circle", "blob"]}, "got blob"),
        ({"kinds": []}, "got none"),
        ({"background": "grey"}, "background: expected one of black, random"),
        ({"max_shapes": 0}, "max_shapes: expected 1 to 8"),
        ({"stage": "booleans", "max_shapes": 1}, "max_shapes: expected 2 to 8"),
    ],
)
def test_an_option_that_cannot_be_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        sample(np.random.default_rng(0), **options)
