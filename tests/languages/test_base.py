"""Numbers written back into programs."""

import pytest

from vlcritic.languages.base import substitute, values
from vlcritic.languages.glsl import GLSL

PROGRAM = "void mainImage(out vec4 c, in vec2 p) { c = vec4(.5, 1., -0.250, 1e-1); int n = 3; float x = n-2.0; }"


def test_a_program_with_its_own_numbers_is_itself_byte_for_byte():
    literals = GLSL.literals(PROGRAM)
    assert substitute(PROGRAM, literals, values(literals)) == PROGRAM


def test_only_the_changed_number_is_rewritten():
    literals = GLSL.literals(PROGRAM)
    numbers = values(literals)
    numbers[2] = 0.12345
    assert substitute(PROGRAM, literals, numbers) == PROGRAM.replace("-0.250", "0.1235")


@pytest.mark.parametrize(("value", "text"), [(-0.5, "n- -0.5"), (3.0, "n-3.0"), (1e-9, "n-0.0"), (-1e-9, "n-0.0")])
def test_a_float_stays_a_float_and_never_makes_a_decrement(value, text):
    literals = GLSL.literals(PROGRAM)
    assert text in substitute(PROGRAM, literals, [*values(literals)[:-1], value])


def test_a_wrong_count_and_a_number_that_is_none_are_refused():
    literals = GLSL.literals(PROGRAM)
    with pytest.raises(ValueError, match="expected 6 numbers"):
        substitute(PROGRAM, literals, [1.0])
    with pytest.raises(ValueError, match="finite"):
        substitute(PROGRAM, literals, [float("nan")] * 6)
