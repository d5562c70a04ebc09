"""Oracle: the formula, by hand."""

import pytest
from colours import ColourLanguage, Painter, flat

from vlcritic.errors import DataError
from vlcritic.rewards import FormatTerm, Judge, LengthTerm, Linear, PixelTerm


def length(program, reference, **options):
    return LengthTerm(**options).of_text(program, completion=None, reference=reference)


def test_length_costs_nothing_up_to_the_reference_and_the_square_of_the_excess_beyond():
    assert [length("x" * count, "y" * 100) for count in (1, 100, 150, 200, 900)] == pytest.approx([1, 1, 0.75, 0, 0])
    assert length("x" * 100, "y" * 100, slack=0.5) == 0.75  # RLRF's: 1 - (100 - 50)² / 100²


def test_white_space_has_no_length():
    assert length("x x\n" * 100, "y" * 200) == 1


@pytest.mark.parametrize(
    ("completion", "score"),
    [
        ("1 shape: circle.\n```glsl\nvoid\n```", 1),
        ("```glsl\nvoid\n```\n", 1),
        ("1 shape.\n```glsl\nvoid", 0),
        ("1 shape.\n```glsl\nvoid\n```\nThank you", 0),
        ("void", 0),
        ("x" * 500 + "\n```glsl\nvoid\n```", 0),
        ("```glsl\na\n```\n```glsl\nvoid\n```", 0),
        (None, 1),
    ],
)
def test_the_form_of_an_answer(completion, score):
    assert FormatTerm().of_text("void", completion=completion, reference=None) == score


def test_a_judge_weighs_pictures_and_text_together_as_the_step_says():
    judge = Judge(ColourLanguage(), render=Painter(), terms={PixelTerm(): 1.0, LengthTerm(): Linear(0.0, 1.0, 10)})
    totals = [judge(["red"], [flat("red")], references=["rd"], step=step)[0].total for step in (0, 10)]
    assert totals == pytest.approx([1.0, (1.0 + 0.75) / 2])  # one letter over two: 1 - (1/2)²


def test_a_term_that_needs_a_reference_says_so():
    judge = Judge(ColourLanguage(), render=Painter(), terms={LengthTerm(): 1.0})
    with pytest.raises(DataError, match="column `program`"):
        judge(["red"], [flat("red")])
    with pytest.raises(ValueError, match="references: expected one for each of the 1 programs, got 2"):
        judge(["red"], [flat("red")], references=["a", "b"])
