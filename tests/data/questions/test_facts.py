"""Answers are true of the pictures. Oracle: shapes found in the pixels, without the scene."""

import re

import pytest

from tests.data.questions.pixels import Blob, blobs
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.data.questions import question
from vlcritic.data.questions.facts import Beside, Count, Exists, Larger, Within
from vlcritic.data.questions.names import Thing

SIDE = 128  # pixels, so that a star is told from a triangle
NUMBERS = {"one": 1, "two": 2, "three": 3}
THING = r"((?:\w+ )?\w+)"


def named(words: str, found: list[Blob]) -> list[Blob]:
    """The blobs that a question's words name, plural or not."""
    *colour, kind = words.split()
    kind = kind.removesuffix("s")
    return [blob for blob in found if kind in ("shape", blob.word) and colour in ([], [blob.colour])]


def answered(text: str, family: str, found: list[Blob]) -> bool:
    """The answer to a question of the plain form of its family."""

    def match(pattern):
        return re.fullmatch(pattern, text).groups()

    if family == "existence":
        return bool(named(match(rf"Is there a {THING}\?")[0], found))
    if family == "count":
        number, words = match(rf"(?:Is|Are) there (\w+) {THING}\?")
        return len(named(words, found)) == NUMBERS[number]
    if family == "colour":
        words, colour = match(r"Is the (\w+) (\w+)\?")
        return only(words, found).colour == colour
    if family == "size":
        a, comparison, b = match(rf"Is the {THING} (larger|smaller) than the {THING}\?")
        return bool(only(a, found).extent > only(b, found).extent) == (comparison == "larger")
    if family == "place":
        words, half = match(rf"Is the {THING} in the (\w+) half\?")
        blob, middle = only(words, found), (SIDE - 1) / 2
        return bool({"left": blob.x < middle, "right": blob.x > middle, "upper": blob.y < middle, "lower": blob.y > middle}[half])
    words, side, referent = match(rf"Is there a {THING} (left of|right of|above|below) the {THING}\?")
    b = only(referent, found)
    sides = {"left of": lambda a: a.x < b.x, "right of": lambda a: a.x > b.x, "above": lambda a: a.y < b.y, "below": lambda a: a.y > b.y}
    return any(bool(sides[side](a)) for a in named(words, found) if a is not b)


def only(words: str, found: list[Blob]) -> Blob:
    (blob,) = named(words, found)  # a question never names what is not there, or there twice
    return blob


@pytest.mark.parametrize("family", ["existence", "relation", "count", "colour", "size", "place"])
def test_the_answer_is_what_the_pixels_show(family):
    asked, plain = 0, re.compile(r"(Is there a |(Is|Are) there \w+ \w|Is the \w+ (\w+ )?(\w+\?|larger|smaller|in the \w+ half\?))")
    for index in range(400):
        each = question(3, index, families=[family])
        if each.negated or "exactly" in each.text or not plain.match(each.text) or "number" in each.text:
            continue
        found = blobs(each.images(side=SIDE)[0])
        assert len(found) == len(each.scenes[0].shapes)
        assert answered(each.text, family, found) is each.answer, each
        asked += 1
        if asked == 25:
            return
    raise AssertionError(f"only {asked} questions of the plain form")


def at(x, y, *, radius=0.1, colour=(0.9, 0.1, 0.1), kind="circle"):
    return Shape(kind, (x, y), (radius,), colour=colour)


CIRCLE, SQUARE = Thing("circle"), Thing("square")


def test_what_is_near_a_border_is_not_asked():
    close = Scene((at(0.0, 0.3), at(0.05, -0.3, kind="square")))
    assert Beside(CIRCLE, "left of", SQUARE)(close) is None and Beside(CIRCLE, "above", SQUARE)(close) is True
    assert Within(CIRCLE, "left")(close) is None and Within(CIRCLE, "upper")(close) is True
    assert Larger(CIRCLE, "larger", SQUARE)(close) is None


def test_a_referent_that_is_not_unique_is_not_asked_about():
    two = Scene((at(-0.3, 0.0), at(0.3, 0.0), at(0.0, 0.3, kind="square")))
    assert Within(CIRCLE, "left")(two) is None
    assert Beside(SQUARE, "left of", CIRCLE)(two) is None
    assert Beside(CIRCLE, "left of", SQUARE)(two) is True, "one of the two is"
    assert Count(CIRCLE, 2)(two) is True and Count(CIRCLE, 1)(two) is False


def test_a_thing_that_is_absent_exists_nowhere_and_lies_beside_nothing():
    scene = Scene((at(0.0, 0.3, kind="square"),))
    assert Exists(CIRCLE)(scene) is False
    assert Beside(CIRCLE, "below", SQUARE)(scene) is False
