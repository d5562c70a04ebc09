"""Comparisons through an endpoint. Oracles: a server that is biased in a known way, and a known order."""

import numpy as np
import pytest

from tests.critic.remote.server import garbage, odds, pictures, shade, texts
from tests.critic.remote.test_remote_critic import grey
from vlcritic.critic.tournament import tournament


def test_a_pair_is_asked_in_both_orders_and_the_bias_for_a_place_goes(serve, critic_of):
    def biased(body, number):
        target, a, b = (int(one[0, 0, 0]) for one in pictures(body))
        return odds(3 + (abs(target - b) - abs(target - a)) / 10)

    server = serve(biased)
    critic = critic_of(server)
    assert critic.compare(grey(100, 100, 100), grey(90, 50, 80), grey(70, 60, 80)) == pytest.approx([2, -1, 0], abs=1e-9)
    assert texts(server.bodies[0])[:3] == ["Target:", "Picture A:", "Picture B:"]
    assert "closer to the target" in texts(server.bodies[0])[3]
    assert len(server.bodies) == 5, "the equal pair's two orders are one request"


def test_sameness_is_asked_in_both_orders_and_averaged(serve, critic_of):
    def biased(body, number):
        a, b = (int(one[0, 0, 0]) for one in pictures(body))
        return odds(2 - abs(a - b) / 10 + (a - b) / 50)

    server = serve(biased)
    assert critic_of(server).same(grey(100, 90), grey(100, 50)) == pytest.approx([2, -2], abs=1e-9)
    assert texts(server.bodies[0])[:2] == ["Picture A:", "Picture B:"] and "show the same" in texts(server.bodies[0])[2]
    critic = critic_of(serve(lambda body, number: odds(1) if shade(body) == 1 else garbage()), tries=1)
    assert critic.same(grey(1, 1), grey(2, 1)) == [None, pytest.approx(1)]
    with pytest.raises(ValueError, match="as many images as targets, got 1 and 2"):
        critic.same(grey(1), grey(1, 2))


def test_a_target_may_be_text_and_a_pair_without_one_answer_has_none(serve, critic_of):
    server = serve(lambda body, number: odds(1) if shade(body) == 1 else garbage())
    assert critic_of(server, tries=1, concurrency=1).compare(["a cat"], grey(1), grey(2)) == [None]
    assert texts(server.bodies[0])[1] == "a cat"


def test_a_tournament_over_two_groups_finds_the_order_through_the_endpoint(serve, critic_of):
    def closer(body, number):
        target, a, b = (int(one[0, 0, 0]) for one in pictures(body))
        return odds((abs(target - b) - abs(target - a)) / 20)

    server = serve(closer)
    critic = critic_of(server)
    targets, renders = grey(200, 20), [grey(10, 190, 100, 60), grey(10, 190, 100, 60)]
    first, second = tournament(
        [4, 4],
        lambda pairs: critic.compare(
            [targets[g] for g, _, _ in pairs], [renders[g][i] for g, i, _ in pairs], [renders[g][j] for g, _, j in pairs]
        ),
    )
    assert np.argsort(-first.rewards).tolist() == [1, 2, 3, 0]
    assert np.argsort(-second.rewards).tolist() == [0, 3, 2, 1]
    assert len(server.bodies) == 2 * 2 * 6
