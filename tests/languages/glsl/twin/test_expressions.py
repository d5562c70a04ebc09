"""Random well-typed programs, and what is left of them when a token is changed. Oracle: OpenGL."""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.languages.glsl.twin.agreement import Agreement, twin_picture
from tests.languages.glsl.twin.statements import damaged, programs
from vlcritic.errors import CheckError, CompileError
from vlcritic.languages.glsl import GlslRenderer

pytestmark = pytest.mark.gl

SIDE = 16
SHARE = 0.99  # of the pixels: an edge may fall to the other side of a pixel
UNHURRIED = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
THOUSANDS = settings(UNHURRIED, max_examples=3000, phases=[Phase.generate])  # shrinking one takes minutes
REFUSED = (CheckError, CompileError)


@pytest.fixture(scope="module")
def render():
    with GlslRenderer(size=SIDE, workers=1, timeout_s=20) as renderer:
        yield renderer


def test_opengl_draws_what_is_written(render):
    """Of 50 programs all but one: what it refuses, or what is NaN, says nothing of the twin."""
    written = []
    settings(UNHURRIED, max_examples=50)(given(programs())(lambda source: written.append(source)))()
    undrawn = [str(picture) for picture in render(written) if not isinstance(picture, np.ndarray)]
    assert len(undrawn) <= 0.02 * len(written), "\n".join(undrawn)


@settings(UNHURRIED, max_examples=100)
@given(source=programs())
def test_the_twin_draws_a_random_program_as_opengl_does(render, source):
    _assert_agreement(render, source)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@THOUSANDS
@given(source=programs())
def test_the_twin_draws_thousands_of_random_programs_as_opengl_does(render, source):
    _assert_agreement(render, source)


@settings(UNHURRIED, max_examples=100)
@given(source=damaged())
def test_the_twin_refuses_what_opengl_refuses(render, source):
    _assert_same_verdict(render, source)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@THOUSANDS
@given(source=damaged())
def test_the_twin_refuses_what_opengl_refuses_of_thousands(render, source):
    _assert_same_verdict(render, source)


def _assert_agreement(render, source):
    (exact,) = render([source])
    if not isinstance(exact, np.ndarray):
        return _assert_same_verdict(render, source)
    agreement = Agreement.of(twin_picture(source, (SIDE, SIDE)), exact)
    assert agreement.share >= SHARE, f"{agreement.share:.1%} of the pixels agree:\n{source}"


def _assert_same_verdict(render, source):
    (exact,) = render([source])
    try:
        twin_picture(source, (SIDE, SIDE))
        refusal = None
    except REFUSED as error:
        refusal = error
    assert isinstance(exact, REFUSED) == (refusal is not None), f"OpenGL: {exact}\ntwin: {refusal}\n{source}"
