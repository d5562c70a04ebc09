"""Questions are a function of seed and index, disjoint by split, and no text tells the answer."""

import collections

import numpy as np
import pytest

from vlcritic.critic import pairwise
from vlcritic.data.questions import CLOSER, FAMILIES, SAME, WORDINGS, Questions, question
from vlcritic.data.questions.names import COLOURS, JITTER, colour_name
from vlcritic.data.splits import split_of


@pytest.fixture(scope="module")
def many():
    """Questions of all families."""
    return Questions(3000, seed=5)


@pytest.fixture(scope="module")
def texts_and_answers(many):
    return [(each.text, each.family, each.answer) for each in many]


def test_a_question_depends_on_seed_split_and_index_alone(many):
    assert question(5, 17) == many[17] == Questions(20, seed=5)[17]
    others = [question(5, 18), question(6, 17), question(5, 17, split="test")]
    assert all(other != many[17] for other in others)


def test_every_family_is_balanced(texts_and_answers):
    for family in FAMILIES:
        answers = [answer for _, each, answer in texts_and_answers if each == family]
        assert len(answers) > 200
        assert abs(np.mean(answers) - 0.5) < 3.5 * 0.5 / len(answers) ** 0.5  # 3.5 standard errors of a fair coin


def test_who_reads_only_the_text_is_right_half_of_the_time(texts_and_answers):
    """A model of the words and pairs of words, fitted to 2000 questions; it gets 1000 others by chance, to 3.5 standard errors."""
    words = collections.Counter(part for text, *_ in texts_and_answers for part in parts(text))
    column = {part: index for index, (part, _) in enumerate(words.most_common(500))}
    x = np.zeros((len(texts_and_answers), len(column) + 1))
    x[:, -1] = 1
    for row, (text, *_) in enumerate(texts_and_answers):
        x[row, [column[part] for part in parts(text) if part in column]] = 1
    y = np.array([answer for *_, answer in texts_and_answers]) * 2.0 - 1
    weights = np.linalg.solve(x[:2000].T @ x[:2000] + 10 * np.eye(x.shape[1]), x[:2000].T @ y[:2000])
    right = ((x[2000:] @ weights > 0) == (y[2000:] > 0)).mean()
    assert abs(right - 0.5) < 3.5 * 0.5 / 1000**0.5


def parts(text: str) -> set[str]:
    words = text.lower().replace("?", "").split()
    return {*words, *(f"{a} {b}" for a, b in zip(words, words[1:], strict=False))}


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_every_scene_of_a_question_belongs_to_its_split(split):
    for index in range(25):
        assert {split_of(scene) for scene in question(1, index, split=split).scenes} == {split}


def test_unseen_wordings_are_not_among_those_of_training():
    for family, wordings in WORDINGS.items():
        seen, unseen = ({each.text for each in wordings if each.unseen is flag} for flag in (False, True))
        assert seen and unseen and not seen & unseen, family
    texts = {question(2, index, families=["same"], unseen=True).text for index in range(30)}
    assert texts == {each.text for each in WORDINGS["same"] if each.unseen}


def test_a_picture_is_compared_with_the_critics_words():
    assert (SAME, CLOSER) == (pairwise.SAME, pairwise.CLOSER)
    assert WORDINGS["same"][0].text == SAME and WORDINGS["closer"][0].text == CLOSER


def test_the_number_of_pictures_is_that_of_the_family(many):
    counts = {"same": 2, "closer": 3}
    for index in range(60):
        each = many[index]
        assert len(each.images()) == len(each.scenes) == counts.get(each.family, 1)


def test_colours_are_within_the_jitter_of_their_name_and_apart_from_others():
    for index in range(60):
        for shape in question(3, index, families=["count"]).scenes[0].shapes:
            assert np.abs(np.subtract(shape.colour, COLOURS[colour_name(shape.colour)])).max() <= JITTER + 0.005
    table = np.array(list(COLOURS.values()))
    gaps = np.abs(table[:, None] - table).max(axis=-1) + np.eye(len(table))
    assert gaps.min() >= 0.4


def test_shapes_do_not_overlap():
    for index in range(60):
        shapes = question(4, index, families=["existence"]).scenes[0].shapes
        for i, a in enumerate(shapes):
            for b in shapes[:i]:
                assert any(abs(p - q) >= r + s for p, q, r, s in zip(a.centre, b.centre, a.reach, b.reach, strict=True))


def test_lessons_come_first_and_then_everything():
    lessons = ((40, {"families": ("existence",), "simple": True}), (40, {"families": ("size",)}))
    asked = list(Questions(200, lessons=lessons))
    assert {each.family for each in asked[:40]} == {"existence"} and {each.family for each in asked[40:80]} == {"size"}
    assert not any(each.negated or (each.fact.a.kind and each.fact.a.colour) for each in asked[:40])
    assert any(each.negated for each in asked[40:80]) and any(each.fact.a.kind and each.fact.a.colour for each in asked[40:80])
    assert {each.family for each in asked[80:]} == set(FAMILIES)


def test_what_is_not_known_is_refused_by_name():
    with pytest.raises(ValueError, match="split"):
        question(0, 0, split="dev")
    with pytest.raises(ValueError, match="families"):
        question(0, 0, families=["smell"])
    with pytest.raises(IndexError):
        Questions(3)[3]
