"""The twin draws what OpenGL draws. Oracle: the exact renderer, pixel by pixel, for every shader of the corpus and of the generator."""

from dataclasses import dataclass

import numpy as np
import pytest

from tests.languages.glsl.twin.agreement import SIZE, Agreement, twin_picture
from tests.languages.glsl.twin.shaders import everything
from vlcritic.languages.glsl import GLSL, GlslRenderer

pytestmark = [pytest.mark.gl, pytest.mark.skipif(not hasattr(GLSL, "twin"), reason="no twin yet")]

SHADERS = everything()
LEAST_SHADERS = 320
MOST_EXCEPTIONS = 8


@dataclass(frozen=True)
class Bound:
    """What is asked of a shader: mean absolute difference at most, share of pixels within 2/255 at least, and why it is not the usual."""

    mean: float = 1 / 255
    share: float = 0.995
    reason: str = ""


USUAL = Bound()
_ORDER = "a hash of every bit, and Mesa sums products in an order of its own (a·b + c·d + k as (a·b + k) + c·d)"
_CHAOS = "neighbouring pixels escape after other counts: an ulp decides"
_DROPS = "a hash of c + 7.7 in a loop that Mesa does not unroll, differentiated by differences of 0.01"
EXCEPTIONS: dict[str, Bound] = {
    "fractal_burning_ship": Bound(share=0.99, reason=_CHAOS),
    "effect_raindrops": Bound(share=0.98, reason=_DROPS),
    "effect_raindrops@later": Bound(share=0.98, reason=_DROPS),
    "hash_sum_and_constant": Bound(mean=4 / 255, share=0.5, reason=_ORDER),
}
"""Shaders that cannot reach the usual bound by nature, each with the bound that was measured."""


@pytest.fixture(scope="module")
def exact(request):
    """OpenGL's pictures, drawn in one batch, of the shaders whose tests were collected."""
    names = [item.callspec.params["name"] for item in request.session.items if _is_agreement_test(item, request.module)]
    with GlslRenderer(size=SIZE, timeout_s=20) as render:
        return dict(zip(names, render([SHADERS[name] for name in names]), strict=True))


def _is_agreement_test(item, module) -> bool:
    return getattr(item, "module", None) is module and "name" in getattr(getattr(item, "callspec", None), "params", {})


@pytest.mark.parametrize("name", SHADERS)
def test_the_twin_draws_what_opengl_draws(name, exact):
    assert isinstance(exact[name], np.ndarray), f"{name}: {exact[name]}"
    agreement, bound = Agreement.of(twin_picture(SHADERS[name]), exact[name]), EXCEPTIONS.get(name, USUAL)
    assert agreement.mean <= bound.mean, f"{name}: mean difference {255 * agreement.mean:.2f}/255, at most {255 * bound.mean:.2f}/255"
    assert agreement.share >= bound.share, f"{name}: {agreement.share:.2%} of the pixels within 2/255, at least {bound.share:.2%}"


def test_enough_shaders_are_compared_and_few_excepted():
    assert len(SHADERS) - len(EXCEPTIONS) >= LEAST_SHADERS
    assert len(EXCEPTIONS) <= MOST_EXCEPTIONS
    assert all(name in SHADERS and bound.reason for name, bound in EXCEPTIONS.items())
