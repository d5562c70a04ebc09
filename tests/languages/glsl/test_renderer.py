"""The exact renderer. Oracles: closed forms of what a shader must draw, and faults that we cause ourselves."""

import pickle
import subprocess
import sys
import time

import numpy as np
import pytest

from vlcritic.errors import CheckError, CompileError, NonFiniteError, RendererError, RenderTimeout
from vlcritic.languages.base import substitute
from vlcritic.languages.glsl import GLSL, GlslRenderer

pytestmark = pytest.mark.gl


@pytest.fixture(scope="module")
def render():
    with GlslRenderer(size=32, workers=2, timeout_s=3) as renderer:
        yield renderer


def shader(body, top=""):
    start = f"{top}void mainImage(out vec4 fragColor, in vec2 fragCoord) {{\n    vec3 color = vec3(0.2);"
    return f"{start}\n{body}\n    fragColor = vec4(color, 1.0);\n}}\n"


# llvmpipe stops a single loop after 65,536 rounds: nested ones run for hours
ENDLESS = shader(
    "    for (int i = 0; i >= 0; i = (i + 1) % 7) for (int j = 0; j >= 0; j = (j + 1) % 5) color.r += sin(float(i * j)) * 1e-9;"
)


def test_a_constant_colour_is_that_colour_everywhere(render):
    (image,) = render([shader("    color = vec3(1.0, 0.5, 0.0);")])
    assert image.shape == (32, 32, 3) and image.dtype == np.uint8
    assert (image == np.array([255, 128, 0])).all()


def test_pixels_lie_where_shadertoy_puts_them(render):
    (image,) = render([shader("    color = vec3(fragCoord / iResolution.xy, 0.0);")], size=(4, 8))
    x, y = (np.arange(8) + 0.5) / 8, 1 - (np.arange(4) + 0.5) / 4  # row 0 is the top, where fragCoord.y is large
    assert np.abs(image[..., 0] - 255 * x[None, :]).max() <= 0.51
    assert np.abs(image[..., 1] - 255 * y[:, None]).max() <= 0.51


def test_uniforms_of_the_harness_are_there():
    body = "    color = vec3(iTime / 4.0, iResolution.z, iMouse.x + float(iFrame));"
    with GlslRenderer(size=8, workers=1, time_s=1.0) as renderer:
        (image,) = renderer([shader(body)])
    assert (image == np.array([64, 255, 0])).all()


def test_numbers_as_uniforms_draw_what_the_written_numbers_draw(render):
    """Oracle: the same shader with its numbers in `const`, which stay as written."""
    lifted = shader("    float a = 0.37; color = vec3(a * fragCoord.x / 32.0, pow(a, 2.2), 1.0 - a);")
    written = shader("    const float a = 0.37; const float b = 2.2; const float c = 1.0; const float n = 32.0;"
                     " color = vec3(a * fragCoord.x / n, pow(a, b), c - a);")  # fmt: skip
    one, other = render([lifted, written])
    assert np.abs(one.astype(int) - other).max() <= 1  # a folded constant may round the other way


def test_a_family_of_many_numbers_draws_what_each_draws_alone():
    """More numbers than become varyings, the last of them uniforms, some unread."""
    terms = " + ".join(f"0.01 * sin(fragCoord.x * {{k}}{place}.5)" for place in range(50))
    family = [shader(f"    float unread = 0.{k}; color = vec3({terms.format(k=k)}, 0.{k}, 1e39);") for k in range(1, 5)]
    alone = []
    for program in family:
        with GlslRenderer(size=32, workers=1) as renderer:
            alone += renderer([program])
    with GlslRenderer(size=32, workers=1) as renderer:
        together = renderer(family)
    assert max(np.abs(one.astype(int) - other).max() for one, other in zip(alone, together, strict=True)) <= 1
    assert len({picture.tobytes() for picture in together}) == 4


def test_the_checks_read_the_bounds_of_every_member_of_a_family(render):
    programs = [shader(f"    for (float i = 0.0; i < {end}; i += 1.0) color.r += 0.001;") for end in ("9.0", "99.0", "99999999.0")]
    *drawn, refused = render(programs)
    assert all(isinstance(picture, np.ndarray) for picture in drawn) and isinstance(refused, CheckError)


def test_a_number_that_must_be_constant_still_compiles(render):
    (image,) = render([shader("    float a[int(2.0)]; a[0] = 1.0; a[1] = 0.5; color = vec3(a[0], a[1], 0.0);")])
    assert isinstance(image, np.ndarray) and (image[0, 0] == np.array([255, 128, 0])).all()


def test_order_is_kept_over_a_batch_of_many(render):
    images = render([shader(f"    color = vec3({n}.0 / 255.0, 0.0, 0.0);") for n in range(100)])
    assert [int(image[0, 0, 0]) for image in images] == list(range(100))


def test_a_compile_error_names_the_users_line(render):
    (error,) = render([shader("    float d = smin(1.0, 2.0);", top="// one\n// two\n")])
    assert isinstance(error, CompileError) and error.stage == "compile"
    assert error.line == 5 and "line 5" in str(error) and "float d = smin(1.0, 2.0);" in str(error)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\f\n", "\u2028\n"])
def test_a_compile_error_names_the_users_line_whatever_ends_the_others(render, end):
    (error,) = render([shader("    float d = smin(1.0, 2.0);", top=f"// one{end}// two{end}")])
    assert error.line == 5 and "float d = smin(1.0, 2.0);" in str(error)


def test_what_is_shown_of_a_line_speaks_to_no_terminal(render):
    (error,) = render([shader("    float d = smin(1.0); // \x1b[2J\x07")])
    assert "smin(1.0)" in str(error) and "\x1b" not in str(error) and "\x07" not in str(error)


def test_a_picture_of_nan_is_told_whatever_the_program_makes_of_isnan(render):
    (error,) = render([shader("    color = vec3(iTime / iTime);", top="bvec3 isnan(vec3 v) { return bvec3(false); }\n")])
    assert isinstance(error, NonFiniteError)


def test_an_error_in_a_shader_with_many_numbers_is_that_of_the_text_as_written(render):
    (error,) = render([shader("    float a = 0.25 + 0.5;\n    vec3 b = vec2(0.1, 0.2);")])
    assert error.line == 4 and "vlcritic" not in str(error)


def test_a_function_without_a_body_is_a_link_error(render):
    (error,) = render([shader("    color.r = missing(1.0);", top="float missing(float x);\n")])
    assert isinstance(error, CompileError) and error.stage == "link"


def test_a_cut_shader_is_a_compile_error(render):
    (error,) = render(["void mainImage(out vec4 c, in vec2 p) {\n    c = vec4(1.0);\n"])
    assert isinstance(error, CompileError) and "brace" in str(error)


def test_nan_is_an_error_and_infinity_is_white(render):
    bodies = ["color = vec3(iTime / iTime);", "color = sqrt(iTime - color);", "color = vec3(1.0 / iTime);"]  # iTime is 0
    quotient, root, infinite = render([shader(body) for body in bodies])
    assert isinstance(quotient, NonFiniteError) and isinstance(root, NonFiniteError) and "100%" in str(root)
    assert (infinite == 255).all()


def test_one_nan_pixel_is_drawn_black(render):
    (image,) = render([shader("    color = vec3(1.0);\n    if (fragCoord.x < 1.0 && fragCoord.y < 1.0) color = vec3(iTime / iTime);")])
    assert (image[31, 0] == 0).all() and (image[0] == 255).all()


def test_discard_leaves_black(render):
    (image,) = render([shader("    if (fragCoord.x < 16.0) discard;")])
    assert (image[:, :16] == 0).all() and (image[:, 16:] == 51).all()


def test_a_looping_shader_is_timed_out_and_its_neighbours_survive():
    good = [shader(f"    color.r = {n}.0 / 255.0;") for n in range(6)]
    start = time.monotonic()
    with GlslRenderer(size=256, workers=2, timeout_s=1.5) as renderer:
        results = renderer([good[0], ENDLESS, *good[1:]])
    assert isinstance(results[1], RenderTimeout)
    assert [int(results[place][0, 0, 0]) for place in (0, 2, 3, 4, 5, 6)] == list(range(6))
    assert time.monotonic() - start < 20


def test_every_kind_of_bad_input_has_its_own_error_and_loses_nothing_else(render):
    good = shader("    color = vec3(1.0);")
    results = render(["", "x" * 10_000_000, '#include "a"\n' + good, good, "float x;\0", good])
    assert [type(result) for result in results] == [CheckError, CheckError, CheckError, np.ndarray, CheckError, np.ndarray]


def test_without_opengl_every_program_gets_our_error_with_the_way_out(monkeypatch):
    monkeypatch.setenv("VLCRITIC_GL_BACKEND", "no such backend")
    with GlslRenderer(size=8, workers=2) as renderer:
        results = renderer([shader("")] * 3)
        with pytest.raises(RendererError, match="no OpenGL"):
            renderer.hello()
    assert all(isinstance(result, RendererError) and "libegl1" in str(result) for result in results)


def test_a_renderer_survives_pickling(render):
    with pickle.loads(pickle.dumps(render)) as copy:
        assert (copy([shader("")])[0] == 51).all()


def test_one_string_instead_of_a_list_is_refused(render):
    with pytest.raises(TypeError, match="write"):
        render(shader(""))


def test_changed_numbers_change_the_picture(render):
    source = shader("    color = vec3(0.25, 0.5, 0.75);")
    literals = GLSL.literals(source)
    values = [literal.value for literal in literals]
    values[1:4] = [1.0, 0.0, 0.2]
    (image,) = render([substitute(source, literals, values)])
    assert (image[0, 0] == np.array([255, 0, 51])).all()


def test_an_orphaned_child_ends_itself_though_its_shader_does_not(tmp_path):
    """Kill the parent with SIGKILL in mid-program: the child's alarm (deadline + 2 s) must end it."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, sys, threading, time\nfrom vlcritic.languages.glsl import GlslRenderer\n"
        "r = GlslRenderer(size=256, workers=1, timeout_s=1.0)\nr.hello()\nprint(r._pool.workers[0].pid, flush=True)\n"
        "threading.Timer(0.3, lambda: os.kill(os.getpid(), 9)).start()\n"
        f"r([{ENDLESS!r}])\n"
    )
    parent = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    pid = int(parent.stdout.split()[0])
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _is_running(pid):
        time.sleep(0.1)
    assert not _is_running(pid)


def _is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_family_whose_shared_form_draws_nan_is_drawn_as_written():
    """pow(x, 2.0) of a negative x: folded to x * x as written, undefined where 2.0 is a uniform."""
    family = [(1.0, 3.1), (1.5, 3.2), (-0.5, 2.0)]  # x is positive in the first two, which make the shared form
    programs = [shader(f"    color = vec3(pow(fragCoord.x / 32.0 + {shift + 2} - 2.0, {power}) * 4.0);") for shift, power in family]
    with GlslRenderer(size=32, workers=1) as renderer:
        (alone,) = renderer([programs[2]])
    with GlslRenderer(size=32, workers=1) as renderer:
        last = renderer(programs)[2]
    assert np.array_equal(alone, last)


def test_a_renderer_takes_to_families_and_back_to_new_programs():
    family = [shader(f"    color = vec3(0.{k:03}, fract(fragCoord * 0.0{k:03}));") for k in range(1, 41)]
    new = [shader(f"    color = vec3({' + '.join(['0.01'] * k)});") for k in range(1, 45)]
    with GlslRenderer(size=64, workers=1, timeout_s=30) as renderer:
        if "llvmpipe" not in renderer.hello()["device"]:
            pytest.skip("a driver that compiles one way")
        (worker,) = renderer._pool.workers
        before = renderer(family)
        assert worker.mode == "new"
        renderer(family * 2, size=1280)  # 130 million pixels
        renderer(family[:1])
        assert worker.mode == "family"
        after = renderer(family)
        assert max(np.abs(one.astype(int) - other).max() for one, other in zip(before, after, strict=True)) <= 1
        renderer(new)
        renderer(new[:1])
        assert worker.mode == "new"
