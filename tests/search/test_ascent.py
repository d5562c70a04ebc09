"""Ascent of a score by a program's numbers. Oracle: scores whose best picture is known."""

import numpy as np
import pytest
import torch

from tests.critic.conftest import nano_folder  # noqa: F401
from vlcritic.critic import Critic, SameCritic
from vlcritic.errors import CompileError
from vlcritic.languages.glsl import GLSL
from vlcritic.search import ascend

DISC = """
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float d = length(p - vec2(-0.15, 0.1)) - 0.15;
    fragColor = vec4(mix(vec3(0.8, 0.2, 0.2), vec3(0.1, 0.1, 0.1), smoothstep(0.0, 0.05, d)), 1.0);
}
"""


@pytest.fixture(scope="module")
def render():
    with GLSL.renderer(backend="twin") as render:
        yield render


def redness_on_the_right(images):
    return images[:, 0, :, images.shape[-1] // 2 :].mean((1, 2)) - images[:, 1:].mean((1, 2, 3))


def run(render, score=redness_on_the_right, program=DISC, **options):
    return ascend(program, score, language=GLSL, render=render, **({"size": 32, "steps": 25, "chains": 2} | options))


def test_the_score_of_the_exact_render_rises(render):
    found = run(render)
    (picture,) = render([found.program], size=32)
    scored = redness_on_the_right(torch.from_numpy(picture.copy()).permute(2, 0, 1)[None] / 255).item()
    assert found.after == pytest.approx(scored, abs=1e-5)
    assert found.after > found.before + 0.1


def test_the_way_rises_from_the_program_that_was_given(render):
    found = run(render)
    assert len(found.way) == len(found.scores) >= 5
    assert found.scores == sorted(found.scores)
    assert GLSL.literals(found.way[0])[1].value == GLSL.literals(DISC)[1].value


def test_the_same_seed_gives_the_same_program(render):
    first, second = (run(render, seed=3, chains=3) for _ in range(2))
    assert first == second


def test_numbers_that_change_nothing_stay(render):
    program = DISC.replace("1.0);\n}", "1.0);\n    float unused = 0.37 * d;\n}")
    assert "0.37 * d" in run(render, program=program).program


def test_nothing_better_leaves_the_program_alone(render):
    found = run(render, score=lambda images: -0.0 * images.sum((1, 2, 3)))
    assert found.program == DISC and found.before == found.after == 0


def test_a_score_that_is_not_finite_somewhere_is_avoided(render):
    def cliff(images):
        score = redness_on_the_right(images)
        return torch.where(score > 0.05, torch.nan, score)

    found = run(render, score=cliff)
    assert np.isfinite(found.after) and found.before <= found.after <= 0.06


def test_a_critic_reaches_the_numbers(render, nano_folder):  # noqa: F811
    same = SameCritic(Critic.from_pretrained(nano_folder))
    target = GLSL.twin(DISC.replace("-0.15, 0.1", "0.1, -0.1"))(size=32)
    found = run(render, score=lambda images: same(images, target.expand_as(images)), steps=10)
    assert found.after > found.before


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"steps": 0}, ValueError, "steps"),
        ({"chains": 0}, ValueError, "chains"),
        ({"program": "void mainImage(out vec4 c, in vec2 p) { c = vec4(1, 0, 0, 1); }"}, ValueError, "numbers that can move"),
        ({"program": "void mainImage(out vec4 c, in vec2 p) { c = vec4(0.5, q, 0, 1); }"}, CompileError, "q"),
    ],
)
def test_what_cannot_climb_is_refused(render, options, error, message):
    with pytest.raises(error, match=message):
        run(render, **options)
