"""Weighted and calibrated queries, and comparisons, over critics whose answers are known."""

import pytest
import torch

from vlcritic.critic import Augmented, Ensemble, PairwiseCritic, Queries, Query, SameCritic, semantic, spatial


def brightness(images, question):
    """A critic that says yes to bright pictures, and leans by 2 to yes whatever is asked."""
    images = images if images.ndim == 5 else images[:, None]
    sign = -1 if "dark" in question else 1
    return sign * 10 * (images.mean((1, 2, 3, 4)) - 0.5) + 2


def grey(*levels):
    return torch.stack([torch.full((3, 8, 8), level) for level in levels])


def test_a_negation_takes_the_leaning_away_and_tells_it():
    answers = Queries(brightness, [Query("bright", "Is it bright?", "Is it dark?")])(grey(0.7, 0.2))
    torch.testing.assert_close(answers.log_odds["bright"], torch.tensor([2.0, -3.0]))
    torch.testing.assert_close(answers.yes_bias["bright"], torch.tensor([2.0, 2.0]))


def test_queries_are_weighted_and_told_apart():
    queries = Queries(brightness, [Query("bright", "Is it bright?", weight=3.0), Query("dark", "Is it dark?", weight=lambda step: step)])
    answers = queries(grey(0.7), step=1)
    torch.testing.assert_close(answers.total, torch.tensor([(3 * 4.0 + 1 * 0.0) / 4]))
    assert answers.metrics() == pytest.approx({"critic/bright": 4.0, "critic/dark": 0.0, "critic/total": 3.0}, abs=1e-5)
    assert set(queries(grey(0.7), step=0).log_odds) == {"bright"}


def test_content_and_geometry_are_two_questions():
    asked = []
    queries = Queries(lambda images, question: asked.append(question) or torch.zeros(len(images)), [semantic("a red chair"), spatial()])
    assert set(queries(grey(0.5)).log_odds) == {"semantic", "spatial"}
    assert len(set(asked)) == 4 and sum("a red chair" in question for question in asked) == 2


@pytest.mark.parametrize("queries", [[], [Query("a", "x?"), Query("a", "y?")]])
def test_queries_without_names_of_their_own_are_refused(queries):
    with pytest.raises(ValueError, match="different names"):
        Queries(brightness, queries)


@pytest.mark.parametrize(("weight", "message"), [(-1.0, "at least 0"), (0.0, "above 0")])
def test_weights_that_mean_nothing_are_refused(weight, message):
    with pytest.raises(ValueError, match=message):
        Queries(brightness, [Query("a", "x?", weight=weight)])(grey(0.5))


def second_is_closer(images, question):
    """A perfect judge of brightness that likes the second picture better by 5 whatever it shows."""
    target, second, third = images.mean((2, 3, 4)).unbind(1)
    return 10 * ((third - target).abs() - (second - target).abs()) + 5


def test_a_liking_for_a_place_cancels_out():
    pairwise = PairwiseCritic(second_is_closer)
    target, near, far = grey(0.5, 0.5), grey(0.6, 0.6), grey(0.9, 0.6)
    torch.testing.assert_close(pairwise(target, near, far), torch.tensor([3.0, 0.0]))
    torch.testing.assert_close(pairwise(target, far, near), torch.tensor([-3.0, 0.0]))


def test_the_order_of_two_pictures_does_not_matter_to_whether_they_are_the_same():
    same = SameCritic(lambda images, question: images[:, 0].mean((1, 2, 3)) - 3 * images[:, 1].mean((1, 2, 3)))
    torch.testing.assert_close(same(grey(0.2), grey(0.6)), same(grey(0.6), grey(0.2)))


@pytest.mark.parametrize("ask", [PairwiseCritic(brightness), lambda *images: SameCritic(brightness)(images[0], images[1])])
def test_pictures_of_two_sizes_are_refused(ask):
    with pytest.raises(ValueError, match="one shape"):
        ask(grey(0.5), torch.zeros(1, 3, 9, 9), grey(0.5))


def test_an_ensemble_gives_the_mean():
    both = Ensemble([brightness, lambda images, question: torch.zeros(len(images))])
    torch.testing.assert_close(both(grey(0.7), "Is it bright?"), torch.tensor([2.0]))
    with pytest.raises(ValueError, match="at least one"):
        Ensemble([])


def test_changed_pictures_are_asked_about_and_draws_follow_the_seed():
    seen = []
    images = torch.rand(2, 2, 3, 32, 32, generator=torch.Generator().manual_seed(0), requires_grad=True)

    def critic(pictures, question):
        seen.append(pictures.detach().clone())
        return pictures.flatten(1).mean(1)

    state = torch.random.get_rng_state()
    odds = Augmented(critic, draws=2, seed=3)(images, "?")
    assert torch.equal(torch.random.get_rng_state(), state)  # the global generator is left as it was
    assert len(seen) == 3 and torch.equal(seen[0], images.detach())
    assert all(torch.isfinite(pictures).all() and 0 <= pictures.min() and pictures.max() <= 1 for pictures in seen)
    assert (seen[1] - seen[0]).abs().mean() > 1e-3 and (seen[1] - seen[2]).abs().mean() > 1e-3
    (gradient,) = torch.autograd.grad(odds.sum(), images)
    assert gradient.abs().max() > 0
    torch.testing.assert_close(Augmented(critic, draws=2, seed=3)(images, "?"), odds)
    assert not torch.allclose(Augmented(critic, draws=2, seed=4)(images, "?"), odds, rtol=1e-7, atol=0)


def test_all_pictures_of_a_call_are_changed_alike():
    seen = []
    image = torch.rand(1, 1, 3, 32, 32, generator=torch.Generator().manual_seed(0)).expand(2, 3, 3, 32, 32)
    Augmented(lambda pictures, question: seen.append(pictures) or pictures.flatten(1).mean(1), draws=1)(image, "?")
    assert all(torch.equal(pictures, pictures[:1, :1].expand_as(pictures)) for pictures in seen)


def test_an_ensemble_of_no_draw_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        Augmented(brightness, draws=0)
