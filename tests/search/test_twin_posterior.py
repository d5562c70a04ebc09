"""The twin's energy: the exact renderer's, and its derivative. Oracles: `Posterior` on OpenGL, central differences, the start itself."""

import numpy as np
import pytest
import torch

from vlcritic.languages.base import substitute, values
from vlcritic.languages.glsl import GLSL
from vlcritic.search import film, refine, save_film
from vlcritic.search.descent import Descent
from vlcritic.search.energies import DONE
from vlcritic.search.kernels import KERNELS
from vlcritic.search.leaps import leap
from vlcritic.search.posterior import Posterior, bounds
from vlcritic.search.problem import Problem
from vlcritic.search.twin_posterior import TwinPosterior

PROGRAM = """\
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float d = RING;
    fragColor = vec4(mix(vec3(0.1, 0.2, 0.3), vec3(0.9, 0.6, 0.2), 1.0 - smoothstep(0.0, 0.1, d)), 1.0);
}
"""
DISC = PROGRAM.replace("RING", "length(p - vec2(0.1, -0.05)) - 0.2")
MOVED = DISC.replace("0.1, -0.05", "-0.08, 0.1").replace("- 0.2;", "- 0.26;").replace("0.9, 0.6", "0.7, 0.8")
RING = PROGRAM.replace("RING", "abs(length(p - vec2(0.25, 0.2)) - 0.12) - 0.02").replace("0.1, d", "0.01, d")
APART = RING.replace("0.25, 0.2", "-0.28, -0.25")


def drawn(program: str, side: int = 64) -> np.ndarray:
    with torch.no_grad():
        return (GLSL.twin(program)(size=side).permute(1, 2, 0).numpy() * 255).round().astype(np.uint8)


def energy(program: str, target: np.ndarray) -> TwinPosterior:
    return TwinPosterior(program, GLSL.twin(program), GLSL.literals(program), target)


@pytest.mark.gl
def test_its_energies_are_those_of_the_exact_renderer():
    """Both at 64²; the exact pictures are rounded to 8 bits, which moves a mean square by a third of a percent here."""
    literals, target = GLSL.literals(MOVED), drawn(DISC)
    start = np.array(values(literals))
    positions = (start + 0.05 * np.random.default_rng(0).standard_normal((6, len(start)))).round(4)  # as they are written
    with GLSL.renderer(size=64, workers=1) as render:
        exact = Posterior(MOVED, literals, target, render=render)
        for ours, theirs in zip(energy(MOVED, target)(positions), exact(positions), strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=5e-3)
        cells = exact.residuals(positions, 16), energy(MOVED, target).residuals(positions, 16)
        assert cells[0].shape == (6, 16 * 16 * 3)
        # the twin's small canvas has 32² pixels: shapes are drawn with other edges there
        assert np.abs(cells[0].reshape(6, 16, 16, 3) - cells[1].reshape(6, 3, 16, 16).transpose(0, 2, 3, 1)).mean() < 0.02


def test_its_gradient_is_the_slope_of_its_energy():
    """Central differences of a float64 twin; its edges are soft, a tenth of the picture wide."""
    target = drawn(DISC)
    twin = GLSL.twin(MOVED, dtype=torch.float64)
    posterior = TwinPosterior(MOVED, twin, GLSL.literals(MOVED), target)
    start = np.array(values(posterior.literals))
    score, slope = posterior.gradient(start[None])
    assert score.energy[0] == pytest.approx(posterior(start[None]).energy[0], rel=1e-12)
    step = 1e-5
    there, back = (posterior(start + sign * step * np.eye(len(start))).energy for sign in (1, -1))
    np.testing.assert_allclose(slope[0], (there - back) / (2 * step), rtol=1e-3, atol=1e-5)


def test_a_descent_on_it_ends_on_the_target():
    posterior = energy(MOVED, drawn(DISC))
    way, mse = Descent(posterior, *bounds(MOVED, posterior.literals))(np.array(values(posterior.literals)))
    assert mse < 1e-5  # the target is rounded to 8 bits
    assert np.abs(drawn(substitute(MOVED, posterior.literals, way[-1].tolist())).astype(int) - drawn(DISC)).max() <= 2


def test_a_ring_that_does_not_overlap_its_target_leaps_to_it():
    posterior = energy(APART, drawn(RING, 96))
    problem = Problem.of(posterior)
    descend = Descent(posterior, problem.low, problem.high)
    assert descend(problem.start)[1] > 1e-3, "or nothing needs a leap"
    found = leap(problem, problem.start, np.random.default_rng(0), tries=posterior.tries)
    assert descend(found)[1] < DONE


def test_a_number_that_changes_nothing_is_not_free():
    program = MOVED.replace("    fragColor", "    float idle = 0.4;\n    fragColor")
    problem = Problem.of(energy(program, drawn(DISC)))
    idle = [literal.text for literal in problem.energy.literals].index("0.4")
    assert not problem.is_free[idle]
    assert problem.is_free.sum() >= 9


class TwinRenderer:
    """The exact renderer's part, played by the twin."""

    def __call__(self, programs, *, size=None):
        return [drawn(program, size[0]) for program in programs]


def judge(programs, targets):
    from vlcritic.types import Verdict

    pictures = [drawn(program, targets[0].shape[0]) for program in programs]
    errors = [float(((picture / 255 - target / 255) ** 2).mean()) for picture, target in zip(pictures, targets, strict=True)]
    return [Verdict(program, {}, 1 - mse, mse=mse, image=each) for program, mse, each in zip(programs, errors, pictures, strict=True)]


def refined(start: str, target: str, **options):
    return refine(start, drawn(target), language=GLSL, render=TwinRenderer(), judge=judge, **options)


@pytest.mark.parametrize("kernel", KERNELS)
def test_every_kernel_refines_by_the_twin_and_again_the_same(kernel):
    first, second = (refined(APART, RING, kernel=kernel, steps=4, chains=2) for _ in range(2))
    assert first.energy == "twin" and first.disagreement < 1 / 255
    assert first.after.mse < 0.5 * first.before.mse
    assert (first.program, first.trace) == (second.program, second.trace)


def test_kernels_with_gradients_need_the_twin():
    far = RING.replace("0.12", "0.05").replace("RING", "")
    with pytest.raises(ValueError, match="mala: needs gradients"):
        refined(DISC, far, kernel="mala", energy="exact", steps=4)


def test_a_twin_that_draws_something_else_is_not_trusted_and_the_disagreement_is_told(caplog):
    class Other(TwinRenderer):
        def __call__(self, programs, *, size=None):
            return [255 - picture for picture in super().__call__(programs, size=size)]

    found = refine(MOVED, drawn(DISC), language=GLSL, render=Other(), judge=judge, kernel="descent")
    assert found.energy == "exact"
    assert found.disagreement > 0.2
    assert "twin and exact render differ" in caplog.text


def test_a_budget_of_pictures_ends_the_run():
    whole = refined(DISC, RING, steps=40)
    few = refined(DISC, RING, steps=40, renders=1)
    assert 1 <= len(few.trace) < len(whole.trace)


def test_a_film_goes_from_the_first_program_to_the_last(tmp_path):
    found = refined(MOVED, DISC)
    frames = film(found.way, render=TwinRenderer(), target=drawn(DISC))
    assert 3 <= len(frames) <= 60
    assert np.array_equal(frames[0][:, -64:], drawn(MOVED)) and np.array_equal(frames[-1][:, -64:], drawn(found.program))
    with pytest.raises(ValueError, match="at least 2"):
        film(found.way, render=TwinRenderer(), frames=1)
    save_film(frames, tmp_path / "film.gif")
    from PIL import Image

    with Image.open(tmp_path / "film.gif") as picture:
        assert picture.n_frames == len(frames)


def test_a_scene_of_the_wrong_kind_becomes_the_right_one_by_moves_of_structure():
    from vlcritic.data.glsl.parse import parse_scene
    from vlcritic.data.glsl.program import write
    from vlcritic.data.glsl.scene import Scene, Shape

    def scene(kind: str, *params: float) -> str:
        return write(Scene((Shape(kind, (0.1, -0.05), params, colour=(0.9, 0.4, 0.2)),)))

    target, start = scene("star", 0.24, 0.1), scene("circle", 0.2)
    numbers_alone, restructured = (refined(start, target, kernel="descent", structure=rounds) for rounds in (0, 1))
    assert numbers_alone.after.mse > 1e-3
    assert restructured.after.mse < 1e-4
    assert parse_scene(restructured.program).shapes[0].kind == "star"
    assert restructured.before.program == start
    assert restructured.way[0] == start and restructured.way[-1] == restructured.program
    frames = film(restructured.way, render=TwinRenderer(), target=drawn(target))
    assert len(frames) == len(restructured.way) >= 2


def test_a_program_that_is_no_scene_has_no_structure_to_move():
    with pytest.raises(ValueError, match="no structure to move"):
        refined(MOVED, DISC, structure=1)
