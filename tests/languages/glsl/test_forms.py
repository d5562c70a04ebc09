"""Forms of shaders. Oracle: the checks and `lift`, asked of every shader anew."""

import numpy as np
import pytest

from benchmarks.programs import family
from vlcritic.errors import CheckError
from vlcritic.languages.glsl.forms import form_of, split
from vlcritic.languages.glsl.literals import lift

TEMPLATE = """const float K = {k};  // about {comment}
#define M {macro}
float f(float x) {{ return -{a} * x; }}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {{
    float s = {b};
    for (float i = 0.0; i < {bound}; i += 1.0) s += K * M -{c} * f(- {d}) + 1.5e-2 + .5f + 2.;
    fragColor = vec4(s, {e},{f}, 1.0);
}}
"""
FIRST = {"k": "0.5", "comment": "1.25", "macro": "3.5", "bound": "9.0"} | dict.fromkeys("abcdef", "0.25")


def written(**numbers):
    return TEMPLATE.format(**FIRST | numbers)


def same_form(first, other):
    """What `form_of(first)` says of another shader, `None` where it says nothing."""
    form, parts = form_of(first), split(other)
    is_same = parts[::2] == split(first)[::2] and form.fits(parts)
    return (form.template, form.values_of(parts)) if is_same else None


@pytest.mark.parametrize("name", "abcdef")
def test_a_number_that_moves_is_lifted_as_ever(name):
    other = written(**{name: "0.75"})
    assert same_form(written(), other) == lift(other)
    assert lift(other)[1] != lift(written())[1]


@pytest.mark.parametrize("name", "bef")
def test_a_sign_moves_with_its_number(name):
    other = written(**{name: "-0.75"})
    assert same_form(written(), other) == lift(other)
    assert same_form(other, written()) == lift(written())


@pytest.mark.parametrize("name", ["k", "comment", "macro", "bound"])
def test_a_number_that_is_not_lifted_or_that_the_checks_read_must_be_the_same(name):
    assert same_form(written(), written(**{name: "7.75"})) is None


def test_a_family_has_one_form():
    first, *others = family(20, seed=2)
    assert [same_form(first, other) for other in others] == [lift(other) for other in others]


def test_whatever_stands_around_a_number_a_form_says_what_lift_says():
    """Oracle: random texts of few letters, in which every number is replaced by another."""
    rng, answers = np.random.default_rng(0), []
    for _ in range(3000):
        words = "".join(rng.choice(["0.5", "1", ".", "-", "e", " ", "f", "*", "(", ",", "x", "=", "/", "2.25", "{", "}", "const "], 9))
        parts = split(f"void mainImage() {{ a = {words}; }}")
        others = [str(rng.choice(["0.75", "10.0", "-3.5"])) if place % 2 else part for place, part in enumerate(parts)]
        try:
            answer = same_form("".join(parts), "".join(others))
        except CheckError:
            continue
        if answer is not None:
            answers.append(answer)
            assert answer == lift("".join(others)), "".join(parts)
    assert len(answers) > 500
