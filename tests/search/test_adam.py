"""Adam with restarts: oracles are minima in closed form, and a single descent that does not reach them."""

import numpy as np
import pytest

from tests.search.laws import scored
from vlcritic.search.adam import Adam
from vlcritic.search.chains import generators

LOW, HIGH = np.full(2, -4.0), np.full(2, 4.0)
START = np.array([3.0, -3.0])


def waves(position):
    """Rastrigin's function: one minimum 0 at (1, 1) among 64 hollows a unit apart."""
    x = position - 1
    return (x**2 + 5 * (1 - np.cos(2 * np.pi * x))).sum(axis=1)


WAVES = scored(waves, lambda x: 2 * (x - 1) + 10 * np.pi * np.sin(2 * np.pi * (x - 1)))


def bowl(minimum, curvature=(1.0, 1.0)):
    return scored(lambda x: 0.5 * (curvature * (x - minimum) ** 2).sum(axis=1), lambda x: curvature * (x - minimum))


def course(adam: Adam, *, chains: int = 8, steps: int = 300, seed: int = 0, start=START):
    """The last state and what every step said."""
    rngs, state, infos = generators(seed, chains), adam.init(np.tile(start, (chains, 1))), []
    for _ in range(steps):
        state, info = adam.step(rngs, state)
        infos.append(info)
    return state, infos


def adam(energy, **options) -> Adam:
    return Adam(energy, LOW, HIGH, np.full(2, 0.5), **options)


def test_restarts_find_the_deepest_of_many_hollows_where_one_descent_does_not():
    restarted, single = adam(WAVES, period=40, patience=20), adam(WAVES, period=1200, patience=1200)
    found, _ = restarted.best(course(restarted, steps=1200)[0])
    alone, score = single.best(course(single, steps=1200)[0])
    deepest = waves(found).argmin()
    assert found[deepest] == pytest.approx([1.0, 1.0], abs=1e-2)
    assert score.energy.min() > 1.0
    assert (np.abs(alone - START) < 0.6).all()


def test_a_bowl_is_left_at_its_bottom_whatever_its_steepness():
    narrow = adam(bowl([0.5, -1.0], (1e6, 1e-3)))
    found, score = narrow.best(course(narrow, chains=1, steps=200)[0])
    assert found[0] == pytest.approx([0.5, -1.0], abs=0.02)
    assert score.mse.tolist() == score.energy.tolist()


def test_a_minimum_beyond_a_wall_is_approached_to_the_wall():
    walled = adam(bowl([9.0, 0.0]))
    found, _ = walled.best(course(walled, chains=1, steps=200)[0])
    assert found[0, 0] == 4.0
    assert found[0, 1] == pytest.approx(0.0, abs=0.01)


def test_every_proposal_is_in_the_box():
    wide = adam(WAVES, period=5, spread=50.0)
    assert all(((info.proposal >= LOW) & (info.proposal <= HIGH)).all() for info in course(wide, steps=60)[1])


@pytest.mark.parametrize("sign", [1, -1])
def test_the_best_is_the_least_that_was_seen_and_never_worse_than_the_start(sign):
    """With the sign of the gradient turned every descent goes up."""
    energy = scored(waves, lambda x: sign * WAVES(x)[1])
    restless = adam(energy, period=7, patience=4, spread=0.1)
    state, infos = course(restless, steps=100)
    found, score = restless.best(state)
    seen = np.stack([np.full(8, waves(START[None])[0]), *(info.score.energy for info in infos)])
    assert (score.energy == seen.min(axis=0)).all()
    assert (waves(found) == score.energy).all()


def test_the_start_is_the_best_where_nothing_is_better():
    perfect = adam(bowl(START), period=5)
    found, score = perfect.best(course(perfect, steps=40)[0])
    assert (found == START).all()
    assert (score.energy == 0).all()


def test_numbers_in_other_units_take_the_same_course():
    """Everything of one number × 4, exact in binary: Adam sees units of the step size only."""
    stretch = np.array([4.0, 1.0])
    scaled = scored(lambda x: waves(x / stretch), lambda x: WAVES(x / stretch)[1] / stretch)
    other = Adam(scaled, LOW * stretch, HIGH * stretch, np.full(2, 0.5) * stretch, period=20)
    first, _ = course(adam(WAVES, period=20), steps=50)
    second, _ = course(other, steps=50, start=START * stretch)
    assert (first.position * stretch == second.position).all()


def test_the_first_step_is_as_long_as_the_rate_and_the_last_of_a_descent_is_short():
    """Adam's direction on a slope is its sign: a step is rate × scale × the cosine of its share of the descent."""
    slope = scored(lambda x: x.sum(axis=1), np.ones_like)
    _, infos = course(adam(slope, rate=0.1, period=10, patience=99), chains=1, steps=10)
    lengths = -np.diff([START[0], *(info.proposal[0, 0] for info in infos)])
    assert lengths == pytest.approx(0.05 * 0.5 * (1 + np.cos(np.pi * np.arange(10) / 10)), rel=1e-6)


def test_a_stalled_chain_restarts_around_its_start_ever_wider():
    """Flat but for the start, which stays the best: a descent is over after two steps, and each restart may be twice as far."""
    flat = scored(lambda x: np.where((x == 0).all(axis=1), 0.0, 1.0), np.zeros_like)
    _, infos = course(adam(flat, patience=1, spread=0.01), chains=200, steps=10, start=np.zeros(2))
    spreads = [np.sqrt((info.proposal**2).mean()) for info in infos]
    restarts = [spread for before, spread in zip([0.0, *spreads], spreads, strict=False) if spread != before]
    assert len(restarts) == 5
    assert np.divide(restarts[1:], restarts[:-1]) == pytest.approx([2.0] * 4, rel=0.15)  # 400 draws: 4 %


def test_a_chain_that_found_something_restarts_near_it():
    target = adam(bowl([0.0, 0.0]), period=60, patience=60, spread=0.1)
    _, infos = course(target, chains=50, steps=61)
    assert np.abs(infos[-1].proposal).max() < 0.1 * 0.5 * 5 + 0.05
    assert np.abs(infos[-1].proposal).mean() > 0.01


def test_a_slow_descent_has_found_something_too():
    """No step lowers the energy by a thousandth, all together do by a fifteenth."""
    gentle = scored(lambda x: 10 + x[:, 0], lambda x: np.array([[1.0, 0.0]]).repeat(len(x), axis=0))
    _, infos = course(adam(gentle, rate=0.02, period=200, patience=200, spread=0.01), chains=20, steps=201)
    assert np.abs(np.diff([info.score.energy[0] for info in infos[:200]])).max() < 0.001 * 12
    assert infos[200].proposal[:, 0].max() < 2.2


def test_a_best_that_no_restart_improves_is_left_for_the_start():
    """A bowl whose bottom is at 1: the second descent, near the best, brings nothing worth naming; the third begins at the start."""
    raised = scored(lambda x: 1 + 0.5 * (x**2).sum(axis=1), lambda x: x)
    _, infos = course(adam(raised, period=60, patience=60, spread=0.01), chains=50, steps=124)
    second, third = infos[60].proposal, infos[121].proposal
    assert np.abs(second).max() < 0.1
    assert np.abs(third - START).max() < 0.1


def test_a_best_that_nothing_near_survives_is_left_for_the_start():
    calls = []

    def energy(x):  # at the first restart all around the best has become impossible
        calls.append(1)
        return np.where((np.abs(x).max(axis=1) < 1) & (len(calls) > 2 * 61), np.nan, 0.5 * (x**2).sum(axis=1))

    _, infos = course(adam(scored(energy, lambda x: x), period=60, patience=60, spread=0.01), chains=20, steps=62)
    assert not infos[60].is_accepted.any()
    assert np.abs(infos[61].proposal - START).max() < 0.1


def test_a_start_where_nothing_is_possible_is_left_at_once():
    nowhere = scored(lambda x: np.full(len(x), np.nan), lambda x: x)
    _, infos = course(adam(nowhere), steps=1)
    assert (infos[0].proposal != START).all()


def test_steps_into_the_impossible_are_refused_and_shortened():
    cliff = scored(lambda x: np.where(x[:, 0] < 2.9, np.nan, x[:, 0]), lambda x: np.array([[1.0, 0.0]]).repeat(len(x), axis=0))
    bold = adam(cliff, rate=0.5, patience=99)
    state, infos = course(bold, chains=1, steps=60)
    assert state.position[0, 0] >= 2.9
    assert not infos[0].is_accepted[0]
    cosine = 0.5 * (1 + np.cos(np.pi / 100))
    assert [info.proposal[0, 0] for info in infos[:2]] == pytest.approx([2.75, 3 - 0.125 * cosine], rel=1e-6)
    assert state.position[0, 0] == pytest.approx(2.9, abs=0.02)


def test_an_energy_without_gradients_is_refused():
    with pytest.raises(TypeError, match="gave no gradient"):
        adam(scored(waves)).init(START[None])
