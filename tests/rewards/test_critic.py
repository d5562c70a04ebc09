"""Critics as rewards. Oracle: critics that say how bright a picture is, whose probabilities are known in closed form."""

import math
import pickle

import numpy as np
import pytest
from colours import ColourLanguage, flat

from vlcritic import images
from vlcritic.critic import PairwiseCritic, SameCritic
from vlcritic.rewards import Ask, CriticReward, Judge, LengthTerm, PixelTerm, TournamentReward


def judge():
    return Judge(ColourLanguage(), terms={PixelTerm(): 1.0})


def answers(*programs):
    return [[{"role": "assistant", "content": f"<{program}>"}] for program in programs]


def targets(*colours, size=(32, 32)):
    return [images.to_pil(flat(colour, size)) for colour in colours]


def brightness(pictures, question):
    assert question == "Is it bright?"
    return 4 * (pictures.mean((1, 2, 3)) - 0.5)


def nearness(pictures, question):
    """Of two pictures in a conversation: 3 where they are the same."""
    return 3 - 10 * (pictures[:, 0] - pictures[:, 1]).abs().mean((1, 2, 3))


def second_is_closer(pictures, question):
    apart = (pictures[:, 1:] - pictures[:, :1]).abs().mean((2, 3, 4))
    return 10 * (apart[:, 1] - apart[:, 0])


def test_a_reward_is_the_probability_of_yes():
    reward = CriticReward(Ask(brightness, "Is it bright?"), judge=judge())
    given = reward(answers("split", "red"), image=targets("red", "red"))
    assert given == pytest.approx([1 / (1 + math.exp(-4 * (level - 0.5))) for level in (1 / 2, 1 / 3)])


def test_render_and_target_are_held_against_each_other():
    reward = CriticReward(SameCritic(nearness), judge=judge())
    same, other = reward(answers("red", "split"), image=targets("red", "red"))
    assert same == pytest.approx(1 / (1 + math.exp(-3)))
    assert other < 0.5


def test_pictures_of_several_sizes_are_scored_each_at_its_own():
    reward = CriticReward(SameCritic(nearness), judge=judge())
    pictures = targets("red") + targets("white", size=(16, 24)) + targets("red")
    expected = [1 / (1 + math.exp(-odds)) for odds in (3.0, 3.0, 3.0 - 5.0)]  # split and red differ by a half in the mean
    assert reward(answers("red", "white", "split"), image=pictures) == pytest.approx(expected)


def test_failures_of_the_program_score_and_failures_of_ours_do_not():
    reward = CriticReward(Ask(lambda pictures, question: [None] * len(pictures), "?"), judge=judge(), failure=-1.0)
    logged = {}
    given = reward(answers("mauve", "crash", "red"), image=targets("red", "red", "red"), log_metric=logged.__setitem__)
    assert given == [-1.0, None, None]
    assert logged["critic/missing"] == pytest.approx(2 / 3) and set(logged) == {
        f"critic/{n}" for n in ("mean", "std", "missing", "seconds")
    }


def test_a_certain_critic_gives_no_number_beyond_zero_and_one():
    reward = CriticReward(Ask(lambda pictures, question: [1e4, -1e4], "?"), judge=judge())
    assert reward(answers("red", "split"), image=targets("red", "red")) == [1.0, 0.0]


def test_completions_of_one_prompt_are_ranked_by_comparisons_and_those_of_another_apart():
    reward = TournamentReward(PairwiseCritic(second_is_closer), judge=judge())
    given = reward(
        answers("red", "split", "white", "mauve", "white", "red", "crash"),
        image=targets("red", "red", "red", "red", "white", "white", "white"),
    )
    assert given[0] > given[1] and given[0] > given[2] and given[3] == 0.0
    assert given[4] > 0.5 > given[5] and given[6] is None
    assert np.mean(given[:3]) == pytest.approx(0.5) and np.mean(given[4:6]) == pytest.approx(0.5)


def test_a_lone_render_is_neither_good_nor_bad():
    reward = TournamentReward(PairwiseCritic(second_is_closer), judge=judge())
    assert reward(answers("red", "mauve"), image=targets("red", "red")) == [0.5, 0.0]


def test_a_reward_travels_to_other_processes():
    reward = pickle.loads(pickle.dumps(CriticReward(SameCritic(nearness), judge=judge())))
    assert reward.__name__ == "critic" and reward(answers("red"), image=targets("red"))[0] > 0.9


def test_a_render_of_which_the_critic_says_nothing_is_neither_above_nor_below_its_group():
    def silent_about_white(targets, firsts, seconds):
        whites = [(pictures.mean((1, 2, 3)) > 0.9).tolist() for pictures in (firsts, seconds)]
        return [None if any(each) else 2.0 for each in zip(*whites, strict=True)]

    reward = TournamentReward(silent_about_white, judge=judge())
    logged = {}
    given = reward(answers("red", "split", "white"), image=targets("red", "red", "red"), log_metric=logged.__setitem__)
    assert given[0] > given[1] and given[2] == pytest.approx(np.mean(given[:2]))
    assert logged["critic/missing"] == pytest.approx(1 / 3)


def test_a_missing_score_is_the_mean_of_its_own_target_alone():
    reward = CriticReward(lambda renders, targets: [None, 0.0, 2.0, None], judge=judge())
    given = reward(answers("red", "red", "white", "red"), image=targets("red", "red", "white", "white"))
    assert given == pytest.approx([0.5, 0.5, 1 / (1 + math.exp(-2)), 1 / (1 + math.exp(-2))])


def test_an_answer_that_is_no_number_is_no_score():
    reward = CriticReward(Ask(lambda pictures, question: [math.nan, 0.0], "?"), judge=judge())
    assert reward(answers("red", "white"), image=targets("red", "white")) == [None, 0.5]


def test_a_judge_whose_terms_need_references_gets_them():
    reward = CriticReward(SameCritic(nearness), judge=Judge(ColourLanguage(), terms={PixelTerm(): 1.0, LengthTerm(): 0.1}))
    assert reward(answers("red"), image=targets("red"), program=["red"])[0] > 0.9
