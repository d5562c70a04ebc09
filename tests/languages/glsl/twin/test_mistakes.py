"""The twin refuses what GLSL 3.30 refuses, at the same line, and nothing else. Oracle: the driver's compiler, by way of OpenGL."""

import numpy as np
import pytest

from tests.languages.glsl.twin.mistakes_of_names import MISTAKES as OF_NAMES
from tests.languages.glsl.twin.mistakes_of_names import SIGNATURES
from tests.languages.glsl.twin.mistakes_of_types import MISTAKES as OF_TYPES
from vlcritic.errors import CheckError, CompileError, ProgramError
from vlcritic.languages.glsl import GLSL, GlslRenderer

MISTAKES = {mistake.name: mistake for mistake in (*OF_TYPES, *OF_NAMES)}
SOURCES = {name: mistake.source for name, mistake in MISTAKES.items()} | SIGNATURES
STRICT = [name for name in SOURCES if not (name in MISTAKES and MISTAKES[name].lax)]


@pytest.fixture(scope="module")
def exact():
    with GlslRenderer(size=(4, 6), workers=1, timeout_s=20) as render:
        return dict(zip(SOURCES, render(list(SOURCES.values())), strict=True))


def twin_result(source):
    """The twin's picture, or its error."""
    try:
        return np.rint(255 * GLSL.twin(source)(size=(4, 6)).permute(1, 2, 0).numpy()).astype(np.uint8)
    except (CheckError, CompileError) as error:
        return error


@pytest.mark.gl
@pytest.mark.parametrize("name", STRICT)
def test_the_twin_takes_and_refuses_what_opengl_takes_and_refuses(name, exact):
    found = twin_result(SOURCES[name])
    if isinstance(exact[name], ProgramError):
        assert type(found) is type(exact[name]), f"OpenGL: {exact[name]}"
        assert exact[name].line in (None, found.line), f"OpenGL: {exact[name]}\ntwin: {found}"  # a linker names no line
    else:
        assert isinstance(found, np.ndarray), f"the twin alone: {found}"
        assert np.abs(found.astype(int) - exact[name]).max() <= 1


@pytest.mark.gl
@pytest.mark.parametrize("name", [name for name in SOURCES if name not in STRICT])
def test_where_opengl_is_lax_the_twin_refuses_the_line(name, exact):
    found = twin_result(SOURCES[name])
    assert isinstance(exact[name], np.ndarray), "OpenGL refuses it by now: no exception is needed"
    assert isinstance(found, CompileError) and found.line == (
        2 if MISTAKES[name].top and "o = vec4(0.0)" in MISTAKES[name].body[:13] else 5
    )


def test_there_are_enough_of_both_sides():
    refused = [name for name, source in SOURCES.items() if isinstance(twin_result(source), ProgramError)]
    assert len(refused) >= 200 and len(SOURCES) - len(refused) >= 80
    assert len(SOURCES) == len(OF_TYPES) + len(OF_NAMES) + len(SIGNATURES), "a name stands twice"


@pytest.mark.parametrize("name", [name for name, mistake in MISTAKES.items() if not mistake.lax])
def test_a_refusal_shows_the_line_it_names(name):
    found = twin_result(SOURCES[name])
    if isinstance(found, CompileError):
        lines = SOURCES[name].split("\n")
        assert f"line {found.line}" in str(found) and lines[found.line - 1].strip()[:60] in str(found)
