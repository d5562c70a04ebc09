"""What the grammar accepts and refuses. Oracle: OpenGL's own compiler, on a table of small shaders."""

import pytest

from tests.languages.glsl.twin.grammar import BAD, GOOD
from vlcritic.errors import CheckError, CompileError
from vlcritic.languages.glsl import GlslRenderer
from vlcritic.languages.glsl.tokens import joined
from vlcritic.languages.glsl.twin.parsing.parser import parse


@pytest.mark.parametrize("source", GOOD)
def test_what_the_table_calls_good_has_a_tree(source):
    assert parse(joined(source)).items


@pytest.mark.parametrize("source", BAD)
def test_what_the_table_calls_bad_is_refused_with_a_line_of_the_shader(source):
    with pytest.raises(CompileError, match="^shader") as caught:
        parse(joined(source))
    assert 1 <= caught.value.line <= source.count("\n")


@pytest.mark.gl
def test_opengl_calls_good_and_bad_what_the_table_does():
    with GlslRenderer(size=8, workers=1) as render:
        good, bad = render(GOOD), render(BAD)
    assert [(source, image) for source, image in zip(GOOD, good, strict=True) if isinstance(image, Exception)] == []
    assert [source for source, error in zip(BAD, bad, strict=True) if not isinstance(error, CompileError | CheckError)] == []
