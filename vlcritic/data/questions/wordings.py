"""How questions are put. Each family has several wordings; some negate the fact, some are kept from training to measure robustness."""

from __future__ import annotations

from dataclasses import dataclass

from vlcritic.critic.pairwise import CLOSER, SAME
from vlcritic.data.questions.facts import Fact
from vlcritic.data.questions.names import NUMBERS


@dataclass(frozen=True)
class Wording:
    """A question with fields of a fact, such as `{a}`; negated: it asks whether the fact is false; unseen: not used in training."""

    text: str
    negated: bool = False
    unseen: bool = False

    def __call__(self, fact: Fact | None = None) -> str:
        if fact is None:
            return self.text
        words = {name: str(value) for name, value in vars(fact).items()}
        if "n" in words:
            one = fact.n == 1
            words |= {"n": NUMBERS[fact.n], "things": words["a"] if one else fact.a.plural, "are": "Is" if one else "Are"}
            words |= {"all": fact.a.plural}
        return self.text.format(**words)


def _wordings(plain: list[str], negated: list[str], unseen: list[str], unseen_negated: list[str]) -> tuple[Wording, ...]:
    return (
        *(Wording(text) for text in plain),
        *(Wording(text, negated=True) for text in negated),
        *(Wording(text, unseen=True) for text in unseen),
        *(Wording(text, negated=True, unseen=True) for text in unseen_negated),
    )


WORDINGS: dict[str, tuple[Wording, ...]] = {
    "existence": _wordings(
        ["Is there a {a}?", "Is a {a} in the picture?", "Does the picture show a {a}?"],
        ["Is there no {a}?", "Is the picture without a {a}?"],
        ["Does the picture have a {a}?", "Can a {a} be seen?"],
        ["Is no {a} in the picture?"],
    ),
    "relation": _wordings(
        ["Is there a {a} {direction} the {b}?", "Is a {a} {direction} the {b}?", "Does the picture show a {a} {direction} the {b}?"],
        ["Is there no {a} {direction} the {b}?", "Is no {a} {direction} the {b}?"],
        ["Is there in the picture a {a} {direction} the {b}?"],
        ["Does the picture show no {a} {direction} the {b}?"],
    ),
    "count": _wordings(
        ["{are} there {n} {things}?", "{are} there exactly {n} {things}?", "Is the number of {all} {n}?"],
        ["{are} there not {n} {things}?", "Is the number of {all} not {n}?"],
        ["Does the picture show exactly {n} {things}?"],
        ["Is the number of {all} other than {n}?"],
    ),
    "colour": _wordings(
        ["Is the {a} {colour}?", "Is {colour} the colour of the {a}?", "Does the picture show the {a} in {colour}?"],
        ["Is the {a} not {colour}?", "Is {colour} not the colour of the {a}?"],
        ["Is the colour of the {a} {colour}?"],
        ["Is the colour of the {a} not {colour}?"],
    ),
    "size": _wordings(
        ["Is the {a} {comparison} than the {b}?", "Does the picture show the {a} {comparison} than the {b}?"],
        ["Is the {a} not {comparison} than the {b}?"],
        ["Is the {a} in the picture {comparison} than the {b}?"],
        ["Does the picture show the {a} not {comparison} than the {b}?"],
    ),
    "place": _wordings(
        ["Is the {a} in the {half} half?", "Is the {a} in the {half} half of the picture?", "Does the {half} half show the {a}?"],
        ["Is the {a} not in the {half} half?", "Is the {half} half without the {a}?"],
        ["Does the {half} half of the picture show the {a}?"],
        ["Is the {half} half of the picture without the {a}?"],
    ),
    "same": _wordings(
        [SAME, "Are the two pictures the same?"],
        ["Do the pictures show not the same?", "Are the two pictures different?"],
        ["Are both pictures the same?"],
        ["Are both pictures different?"],
    ),
    "closer": _wordings(
        [CLOSER, "Is the second picture closer to the first than the third?"],
        ["The first picture is the target. Is the third picture closer to it than the second?"],
        ["Is the second picture closer to the target than the third?"],
        ["Is the third picture closer to the first than the second?"],
    ),
}
"""Of every family; the first one is its plain form."""

CANONICAL = 0.5  # share of the plain form among the affirmative wordings of pictures that are compared
