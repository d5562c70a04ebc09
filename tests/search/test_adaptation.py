"""Step sizes that find themselves: wanted acceptance, a law that stays, and what happens to it when adaptation never stops."""

import numpy as np
import pytest

from tests.search.laws import Cut, kolmogorov_distance, limit, normal, run, scored
from vlcritic.search import adaptation
from vlcritic.search.adaptation import FURTHEST, adapted, gain
from vlcritic.search.chains import generators
from vlcritic.search.mala import MALA
from vlcritic.search.random_walk import AdaptiveWalk, Proposal

CHAINS, LIMIT = 400, limit(400)
WIDTHS = np.array([0.5, 0.05, 0.005, 0.005])  # of a Gaussian in four numbers, the last two of which move together
BLOCKS = np.array([0]), np.array([1]), np.array([2, 3])


def walk(scale: float) -> AdaptiveWalk:
    energy = scored(lambda x: 0.5 * ((x / WIDTHS) ** 2).sum(axis=1))
    return AdaptiveWalk(energy, Proposal(np.full(4, -4.0), np.full(4, 4.0), np.full(4, scale), BLOCKS, decades=0.0))


@pytest.mark.parametrize("scale", [0.005, 0.5])
def test_every_block_finds_a_step_size_of_its_own(scale):
    """Oracle: acceptance by the widths that were found, frozen. 0.44 of single numbers, 0.234 of the pair."""
    kernel = walk(scale)
    learned = run(kernel, np.zeros((30, 4)), steps=600)
    frozen, rngs = AdaptiveWalk(kernel.energy, kernel.proposal, is_adaptive=False), generators(1, 30)
    rates, state = [[], [], []], learned
    for _ in range(100):
        before = state
        state, info = frozen.step(rngs, state)
        for block, rate in zip(BLOCKS, rates, strict=True):
            rate += info.probability[(info.proposal != before.position)[:, block[0]]].tolist()
    assert [np.mean(rate) for rate in rates] == pytest.approx([0.44, 0.44, 0.234], abs=0.06)  # 1,000 moves of 30 chains that still adapt
    assert (state.memory["walk/log_scale"] == learned.memory["walk/log_scale"]).all()


@pytest.mark.parametrize("start", [Cut().draw(CHAINS), np.full((CHAINS, 1), 1.9)], ids=["from the law", "from afar"])
@pytest.mark.parametrize("scale", [0.05, 8.0])
def test_an_adaptive_walk_has_its_law_whatever_the_first_width(scale, start):
    target = Cut()
    moves = Proposal(np.array([target.low]), np.array([target.high]), np.array([scale]), (np.array([0]),), decades=0.0)
    assert kolmogorov_distance(run(AdaptiveWalk(target.energy, moves), start, steps=60).position[:, 0], target.cdf) < LIMIT


NEEDLE = 0.05  # half of the mass is in [0, 0.05], evenly, and half in the rest of [0, 1]


def needle_distance(after: int) -> float:
    """From the law, after so many updates before: how far a walk without drift is from its law 200 steps on."""
    shares = np.random.default_rng(2).random((CHAINS, 2))
    start = np.where(shares[:, :1] < 0.5, NEEDLE * shares[:, 1:], NEEDLE + (1 - NEEDLE) * shares[:, 1:])
    energy = scored(lambda x: np.where(x[:, 0] < NEEDLE, 0.0, np.log((1 - NEEDLE) / NEEDLE)), np.zeros_like)
    kernel, rngs = MALA(energy, np.zeros(1), np.ones(1), np.array([0.1])), generators(3, CHAINS)
    state = kernel.init(start)
    state.memory["mala/count"] += after
    for _ in range(200):
        state, _ = kernel.step(rngs, state)
    return kolmogorov_distance(state.position[:, 0], lambda x: 0.5 * min(x / NEEDLE, 1) + 0.5 * max(0, x - NEEDLE) / (1 - NEEDLE))


def test_adaptation_that_vanishes_keeps_the_law():
    assert needle_distance(after=1000) < LIMIT


def test_adaptation_that_never_stops_loses_it(monkeypatch):
    """Narrow steps in the needle and wide ones outside make it easier to come than to go."""
    monkeypatch.setattr(adaptation, "gain", lambda count: 1.0)
    assert needle_distance(after=1000) > 1.5 * LIMIT


def test_gains_vanish_but_reach_any_scale():
    count = np.arange(1e6)
    assert gain(count[0]) == 1.0
    assert gain(count[-1]) < 3e-4
    assert gain(count).sum() > 500  # 2.5 n^0.4
    assert (gain(count) ** 2).sum() < 6  # ζ(1.2) = 5.59


def test_an_update_follows_the_surplus_and_stays_in_reach():
    scales = adapted(np.array([0.5, 0.5, FURTHEST]), np.array([0.0, 31.0, 0.0]), np.array([1.0, 0.0, 1.0]), 0.44)
    assert scales == pytest.approx([1.06, 0.5 - 0.44 / 8, FURTHEST], rel=1e-12)  # 32^0.6 = 8


def test_a_chain_that_stands_nowhere_possible_learns_nothing():
    """All its moves are refused, which says nothing about their width: it would shrink until the chain never gets out."""
    nowhere, low, high = scored(lambda x: np.full(len(x), np.nan), np.zeros_like), np.zeros(1), np.ones(1)
    for kernel in (MALA(nowhere, low, high, high), AdaptiveWalk(nowhere, Proposal(low, high, high, (np.array([0]),)))):
        memory = run(kernel, np.full((3, 1), 0.5), steps=5).memory
        assert all((values == 0).all() for name, values in memory.items() if name.endswith("log_scale"))


def test_a_law_of_widths_apart_is_reached_in_every_number():
    state = run(walk(0.05), np.tile(2 * WIDTHS, (CHAINS, 1)), steps=120)
    for number, width in enumerate(WIDTHS):
        assert kolmogorov_distance(state.position[:, number], lambda x, width=width: normal(x / width)) < LIMIT
