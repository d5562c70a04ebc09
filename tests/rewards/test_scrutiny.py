"""Programs that cheat. Oracle: what each of them draws on another canvas, written down."""

import numpy as np
import pytest

from vlcritic.languages.glsl import GLSL
from vlcritic.rewards import Judge, PixelTerm
from vlcritic.rewards.scrutiny import embeds_picture, hidden_views, picture_flags


def shader(colour):
    return f"void mainImage(out vec4 fragColor, in vec2 fragCoord) {{\n    fragColor = vec4({colour}, 1.0);\n}}\n"


DISC = "vec3(1.0 - step(0.5, length(2.0 * fragCoord / iResolution.xy - 1.0)))"
NOISE = "vec3(fract(sin(dot(fragCoord, vec2(12.9898, 78.233))) * 43758.5453))"


@pytest.fixture(scope="module")
def render():
    with GLSL.renderer(workers=1) as render:
        yield render


@pytest.fixture(scope="module")
def judged(render):
    (target,) = render([shader(DISC)], size=64)

    def judged(*colours):
        return Judge(GLSL, render=render, terms={PixelTerm(): 1.0}, failure=-1.0)(
            [shader(colour) for colour in colours], [target] * len(colours)
        )

    return judged


@pytest.mark.gl
def test_an_honest_program_has_no_flag_and_the_whole_score(judged):
    honest, noisy = judged(DISC, NOISE)
    assert (honest.total, honest.flags, noisy.flags) == (1.0, [], [])


@pytest.mark.gl
def test_one_colour_scores_as_a_failure_unless_the_target_is_one(judged, render):
    (blank,) = judged("vec3(0.2)")
    assert (blank.total, blank.flags, blank.is_valid) == (-1.0, ["constant"], True)
    (target,) = render([shader("vec3(0.2)")], size=64)
    (right,) = Judge(GLSL, render=render, terms={PixelTerm(): 1.0})([shader("vec3(0.2)")], [target])
    assert (right.total, right.flags) == (1.0, [])


@pytest.mark.gl
@pytest.mark.parametrize("condition", ["iResolution.x == 64.0", "iResolution.x < 65.0 && iResolution.x > 63.0"])
def test_a_program_for_one_canvas_scores_by_its_worst(judged, condition):
    (cheat,) = judged(f"{condition} ? {DISC} : vec3(fragCoord.x / iResolution.x)")
    assert "resolution" in cheat.flags and cheat.total < 0.3


@pytest.mark.gl
def test_a_program_for_one_moment_scores_by_its_worst(judged):
    cheat, honest = judged(f"iTime == 0.0 ? {DISC} : 1.0 - {DISC}", f"{DISC} + 0.0 * iTime")
    assert cheat.flags == ["time"] and cheat.total == 0.0
    assert honest.flags == [] and honest.total == 1.0


@pytest.mark.gl
def test_a_picture_in_a_table_scores_as_a_failure(render):
    """A 16×16 table of colours that draws its target exactly."""
    table = np.random.default_rng(0).integers(0, 256, (16, 16), np.uint8)
    numbers = ", ".join(f"0x{value:02x}{value:02x}{value:02x}" for value in table.ravel())
    body = "    ivec2 q = ivec2(16.0 * fragCoord / iResolution.xy);\n    float v = float(t[q.x + 16 * q.y] & 255) / 255.0;"
    source = f"const int t[256] = int[256]({numbers});\n" + shader("vec3(v)").replace("{\n", "{\n" + body + "\n")
    target = np.repeat(np.repeat(table[::-1], 4, axis=0), 4, axis=1)[..., None].repeat(3, axis=2)
    (verdict,) = Judge(GLSL, render=render, terms={PixelTerm(): 1.0})([source], [target])
    assert verdict.terms["pixel"] > 0.99, "it draws the picture"
    assert verdict.flags == ["embedding"] and verdict.total == 0.0


def test_a_long_program_with_few_numbers_is_no_table():
    assert not embeds_picture("d = min(d, length(p - vec2(0.25, 0.5)) - 0.1);\n" * 200)
    assert embeds_picture("float t[300] = float[300](" + ", ".join(["0.125"] * 300) + ");")


def test_the_hidden_canvas_differs_from_program_to_program_and_is_the_same_for_one():
    views = [hidden_views(f"program {index}", (256, 128, 0.0), uses_time=False)[0] for index in range(20)]
    assert views[0] == hidden_views("program 0", (256, 128, 0.0), uses_time=False)[0]
    assert len(set(views)) > 10 and all(89 <= height <= 167 and abs(height - 2 * width) <= 2 for height, width, _ in views)
    (small, later) = hidden_views("program", (64, 64, 0.0), uses_time=True)
    assert small[0] > 64 and later[:2] == small[:2] and 1 <= later[2] <= 60


def test_pictures_smaller_than_the_grid_can_be_compared():
    tiny, other = np.zeros((4, 4, 3), np.uint8), np.full((6, 6, 3), 255, np.uint8)
    tiny[0, 0] = 9
    assert picture_flags([tiny, other], tiny) == ["resolution"]


@pytest.mark.parametrize("size", [(30, 256), (256, 20), (9, 300)])
def test_strips_can_be_compared(size):
    """Every fourth row of 30 is fewer than the grid has."""
    dark, bright = np.zeros((*size, 3), np.uint8), np.full((*size, 3), 255, np.uint8)
    dark[0, 0] = 9
    assert picture_flags([dark, dark], dark) == [] and picture_flags([dark, bright], dark) == ["resolution"]


TABLE = "const float t[300] = float[300](" + ", ".join(f"0.{n % 90 + 10}" for n in range(300)) + ");\n"


def speckled(pixels, side=64):
    """Grey with so many white pixels."""
    picture = np.full((side, side, 3), 128, np.uint8)
    picture.reshape(-1, 3)[:pixels] = 255
    return picture


@pytest.mark.parametrize(("pixels", "flags"), [(0, ["constant"]), (1, ["constant"]), (8, ["constant"]), (20, []), (2048, [])])
def test_a_few_pixels_make_no_picture(pixels, flags):
    assert picture_flags([speckled(pixels)], speckled(1000)) == flags


def test_a_target_of_a_few_pixels_may_be_drawn_as_such():
    assert picture_flags([speckled(8)], speckled(8)) == []


@pytest.mark.parametrize(
    "padding", ["", "// lorem ipsum dolor sit amet\n" * 500, "/* " + "lorem ipsum " * 1000 + "*/"], ids=["none", "lines", "block"]
)
def test_a_table_is_found_under_any_comment(padding):
    assert embeds_picture(TABLE + padding)


def test_few_numbers_are_no_table():
    assert not embeds_picture("float x = 0.125;\n" * 90)
