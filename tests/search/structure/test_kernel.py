"""The structure walk leaves its law alone. Oracle: closed forms of the law.

Chains start with independent draws from the law; if a step leaves it invariant, they stand at independent draws after any number of
steps, and χ² of their structures has its own law. Its bound (Wilson–Hilferty) is exceeded once in 1,000 seeds; seeds are fixed.
"""

import itertools
import math
from collections import Counter

import numpy as np
import pytest

from vlcritic.data.glsl.scene import OPERATIONS, Scene, Shape
from vlcritic.search.chains import generators
from vlcritic.search.structure.forms import TRAITS, coordinates, draw_traits, form_of, forms, log_volume, params_of
from vlcritic.search.structure.kernel import StructureWalk, acceptance
from vlcritic.search.structure.moves import SMOOTHNESS

TEMPERATURE = 0.5
VOLUMES = dict.fromkeys(OPERATIONS, 1.0) | {"smooth_union": SMOOTHNESS[1] - SMOOTHNESS[0]}  # of what an operation brings; 1 for a colour


class Uncorrected(StructureWalk):
    """Metropolis' ratio where Hastings' is due."""

    def _proposal(self, rng, scene):
        return *super()._proposal(rng, scene)[:2], 0.0


def shape_with(rng, kind, centre, params, operation) -> Shape:
    colour = tuple(rng.random(3)) if operation == "draw" else None
    return Shape(kind, centre, params, operation, colour, rng.uniform(*SMOOTHNESS) if operation == "smooth_union" else 0.0)


def after(walk, scenes, steps, *, temperature=TEMPERATURE) -> tuple[Scene, ...]:
    rngs, state = generators(1, len(scenes)), walk.init(scenes)
    for _ in range(steps):
        state, _ = walk.step(rngs, state, temperature=temperature)
    return state.scenes


def chi_square(seen: Counter, law: dict) -> float:
    assert set(seen) <= set(law)
    count = sum(seen.values())
    assert min(law.values()) * count > 5
    return sum((seen[key] - count * share) ** 2 / (count * share) for key, share in law.items())


def bound(cells: int, z: float = 3.09) -> float:
    n = cells - 1
    return n * (1 - 2 / (9 * n) + z * math.sqrt(2 / (9 * n))) ** 3


def normalised(weights: dict) -> dict:
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


# forms × operations of two shapes at one place: twins in a group cannot be exchanged, so the number of moves depends on the scene

PLACE, SIZE, PAIR_KINDS = (0.05, -0.1), 0.12, ("circle", "square")
PAIRS = list(itertools.product(PAIR_KINDS, PAIR_KINDS, OPERATIONS))
LEVELS = dict(zip(PAIRS, np.random.default_rng(8).uniform(0, 1, len(PAIRS)), strict=True))  # made up
TABLE = {pair: level + TEMPERATURE * math.log(VOLUMES[pair[2]]) for pair, level in LEVELS.items()}  # makes rare what has little volume
PAIR_LAW = normalised({pair: math.exp(-energy / TEMPERATURE) * VOLUMES[pair[2]] for pair, energy in TABLE.items()})
PAIR_WEIGHTS = {"swap": 1.0, "toggle": 1.0, "exchange": 2.0, "add": 0.0, "drop": 0.0}


def pair_of(scene) -> tuple[str, str, str]:
    return scene.shapes[0].kind, scene.shapes[1].kind, scene.shapes[1].operation


def pair_scene(rng, pair) -> Scene:
    first, second = (params_of((kind, 0), SIZE, ()) for kind in pair[:2])
    return Scene((shape_with(rng, pair[0], PLACE, first, "draw"), shape_with(rng, pair[1], PLACE, second, pair[2])))


def pairs_after(kernel, count, steps, start=None) -> Counter:
    rng = np.random.default_rng(0)
    places = rng.choice(len(PAIRS), size=count, p=list(PAIR_LAW.values()))
    scenes = [pair_scene(rng, start or PAIRS[place]) for place in places]
    walk = kernel(lambda scenes: np.array([TABLE[pair_of(scene)] for scene in scenes]), PAIR_KINDS, weights=PAIR_WEIGHTS)
    return Counter(map(pair_of, after(walk, scenes, steps)))


def test_pairs_of_shapes_keep_the_law_of_a_table_of_energies():
    assert chi_square(pairs_after(StructureWalk, 2000, 6), PAIR_LAW) < bound(len(PAIRS))


def test_pairs_of_shapes_come_to_that_law_from_one_scene():
    start = ("circle", "circle", "union")
    assert chi_square(pairs_after(StructureWalk, 600, 40, start), PAIR_LAW) < bound(len(PAIRS))


def test_without_hastings_correction_they_do_not():
    assert chi_square(pairs_after(Uncorrected, 2000, 6), PAIR_LAW) > 3 * bound(len(PAIRS))


# one to three circles and boxes anywhere in the frame: the number of shapes changes, and so do dimensions

LOW, HIGH, FRAME = 0.10, 0.20, 0.48
CROWD_KINDS = ("circle", "box")


def room(low, high):
    """∫ 2 (FRAME − r) dr, the length that centres have on one axis."""
    return 2 * FRAME * (high - low) - (high**2 - low**2)


# ∫ (2 (FRAME − r))² dr, and the product of two lengths
MASS = {"circle": 4 / 3 * ((FRAME - LOW) ** 3 - (FRAME - HIGH) ** 3), "box": room(LOW, HIGH) ** 2}
LEVEL = {kind: math.log(2 * mass * sum(VOLUMES.values())) for kind, mass in MASS.items()}  # makes kinds and numbers equally likely


def crowd_law() -> dict:
    """(shapes, groups, circles): masses of forms × masses of operations; the first shape draws."""
    law: Counter = Counter()
    joins = sum(VOLUMES[operation] for operation in OPERATIONS[1:])
    weights = {kind: MASS[kind] * math.exp(-LEVEL[kind]) for kind in MASS}
    for n in (1, 2, 3):
        for groups, circles in itertools.product(range(1, n + 1), range(n + 1)):
            operations = math.comb(n - 1, groups - 1) * joins ** (n - groups)
            law[n, groups, circles] += operations * math.comb(n, circles) * weights["circle"] ** circles * weights["box"] ** (n - circles)
    return normalised(law)


def crowd_energy(scenes) -> np.ndarray:
    """At temperature 1; impossible where a length is out of bounds."""
    inside = [all(LOW <= value <= HIGH for shape in scene.shapes for value in shape.params) for scene in scenes]
    return np.where(inside, [sum(LEVEL[shape.kind] for shape in scene.shapes) for scene in scenes], np.inf)


def crowd_of(scene) -> tuple[int, int, int]:
    return len(scene.shapes), len(scene.groups), sum(shape.kind == "circle" for shape in scene.shapes)


def body(rng) -> tuple[str, tuple, tuple]:
    """Kind, and centre and parameters by rejection: uniform over what fits into the frame."""
    kind = CROWD_KINDS[rng.integers(2)]
    while True:
        params, centre = tuple(rng.uniform(LOW, HIGH, 1 + (kind == "box"))), tuple(rng.uniform(-FRAME, FRAME, 2))
        if all(abs(at) + reach <= FRAME for at, reach in zip(centre, (params[0], params[-1]), strict=True)):
            return kind, centre, params


def crowd_scene(rng, law) -> Scene:
    n = list(law)[rng.choice(len(law), p=list(law.values()))][0]  # of the law only the number of shapes; the rest follows from it
    masses = np.array([VOLUMES[operation] for operation in OPERATIONS])
    operations = ["draw", *rng.choice(OPERATIONS, size=n - 1, p=masses / masses.sum())]
    return Scene(tuple(shape_with(rng, *body(rng), str(operation)) for operation in operations))


def crowds_after(kernel, count, steps) -> Counter:
    rng, law = np.random.default_rng(2), crowd_law()
    walk = kernel(crowd_energy, CROWD_KINDS, max_shapes=3, weights={"swap": 1.0, "toggle": 1.0, "exchange": 1.0, "add": 4.0, "drop": 3.0})
    return Counter(map(crowd_of, after(walk, [crowd_scene(rng, law) for _ in range(count)], steps, temperature=1.0)))


def test_shapes_come_and_go_by_the_law_of_their_number():
    assert chi_square(crowds_after(StructureWalk, 3000, 6), crowd_law()) < bound(len(crowd_law()))


def test_without_hastings_correction_their_number_is_wrong():
    assert chi_square(crowds_after(Uncorrected, 2100, 4), crowd_law()) > 3 * bound(len(crowd_law()))


# one shape of any form: traits are drawn and lost

SIZES = (0.10, 0.13)


def form_scene(rng, form, peak) -> Scene:
    """A shape of that form by rejection, uniform over its parameters: `log_volume` against its largest value."""
    while True:
        size, traits = rng.uniform(*SIZES), draw_traits(rng, form[0])
        if math.log(rng.random()) < log_volume(form, size, traits) - peak:
            return Scene((shape_with(rng, form[0], (0.0, 0.0), params_of(form, size, traits), "draw"),))


def trait_ranges(form):
    return [SIZES, *TRAITS.get(form[0], ())]


def volume(form) -> float:
    """∫ |∂ params| over sizes and traits, in the middle of 40 parts each."""
    axes = [low + (high - low) * (np.arange(40) + 0.5) / 40 for low, high in trait_ranges(form)]
    heights = [math.exp(log_volume(form, size, traits)) for size, *traits in itertools.product(*axes)]
    return float(np.mean(heights)) * math.prod(high - low for low, high in trait_ranges(form))


def form_energy(scenes) -> np.ndarray:
    """Makes forms equally likely at temperature 1; impossible out of the ranges."""
    energies = []
    for scene in scenes:
        form, (size, traits) = form_of(scene.shapes[0]), coordinates(scene.shapes[0])
        inside = all(low - 1e-12 <= value <= high + 1e-12 for value, (low, high) in zip((size, *traits), trait_ranges(form), strict=True))
        energies.append(math.log(FORM_VOLUMES[form]) if inside else math.inf)
    return np.array(energies)


FORM_VOLUMES = {form: volume(form) for form in forms()}


def test_forms_with_traits_of_any_number_are_as_likely_as_their_volumes_say():
    rng, law = np.random.default_rng(4), dict.fromkeys(forms(), 1 / len(forms()))
    peaks = {form: max(log_volume(form, s, t) for s, *t in itertools.product(*trait_ranges(form))) for form in forms()}
    scenes = [form_scene(rng, form, peaks[form]) for form in forms() for _ in range(150)]
    walk = StructureWalk(form_energy, weights={"swap": 1.0, "toggle": 0.0, "exchange": 0.0, "add": 0.0, "drop": 0.0})
    counts = Counter(form_of(scene.shapes[0]) for scene in after(walk, scenes, 6, temperature=1.0))
    assert chi_square(counts, law) < bound(len(law))


# what a step promises


@pytest.mark.parametrize(
    ("current", "proposed", "log_hastings", "probability"),
    [
        (1.0, 0.5, 0.0, 1.0),
        (0.5, 1.0, 0.0, math.exp(-1)),
        (0.5, 1.0, 0.4, math.exp(-0.6)),
        (1.0, 0.5, -2.0, math.exp(-1)),
        (0.5, 0.0, -math.inf, 0.0),
    ],
)
def test_acceptance_is_hastings_ratio(current, proposed, log_hastings, probability):
    given = (np.array([value]) for value in (current, proposed, log_hastings))
    assert acceptance(*given, TEMPERATURE)[0] == pytest.approx(probability, abs=1e-15)


def test_a_refused_proposal_is_kept_in_info_and_the_state_stays():
    scene = pair_scene(np.random.default_rng(0), PAIRS[0])
    walk = StructureWalk(lambda scenes: np.array([0.0 if each == scene else np.inf for each in scenes]))
    state, info = walk.step(generators(0, 1), walk.init([scene]))
    assert state.scenes == (scene,)
    assert info.scenes[0] != scene
    assert (info.energy[0], info.probability[0], info.is_accepted[0]) == (np.inf, 0.0, False)


def test_a_scene_out_of_frame_is_refused_as_a_start_and_never_rendered():
    walk = StructureWalk(lambda scenes: np.zeros(len(scenes)))
    with pytest.raises(ValueError, match="out of frame"):
        walk.init([Scene((Shape("circle", (0.45, 0.0), (0.1,), colour=(1.0, 0.0, 0.0)),))])


def test_a_chain_draws_the_same_whatever_its_neighbours():
    scene = pair_scene(np.random.default_rng(0), PAIRS[0])
    walk = StructureWalk(lambda scenes: np.zeros(len(scenes)))
    assert after(walk, [scene], 10)[0] == after(walk, [scene] * 3, 10)[0]
