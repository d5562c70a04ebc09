"""What `Twin` promises. Oracles: closed forms of what a shader draws, OpenGL, and the twin itself one set at a time."""

import time

import numpy as np
import pytest
import torch

from tests.languages.glsl.twin.agreement import Agreement
from tests.languages.glsl.twin.shaders import corpus
from vlcritic.errors import CompileError, RenderTimeout
from vlcritic.languages.base import substitute
from vlcritic.languages.glsl import GLSL, GlslRenderer
from vlcritic.languages.glsl.twin import twin as module
from vlcritic.languages.glsl.twin.compiling import runtime

CIRCLE = """void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy - vec2(0.45, 0.55);
    float d = length(p) - 0.3;
    fragColor = vec4(mix(vec3(0.9, 0.4, 0.1), vec3(0.1, 0.2, 0.6), smoothstep(0.0, 0.02, d)), 1.0);
}
"""
COUNTED = """void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    float sum = 0.0;
    for (int i = 0; i < 5; i++) sum += 0.1;
    fragColor = vec4(sum, float(3) * 0.1, 0.0, 1.0);
}
"""


def shader(body, top=""):
    start = f"{top}void mainImage(out vec4 fragColor, in vec2 fragCoord) {{\n    vec3 color = vec3(0.2);"
    return f"{start}\n{body}\n    fragColor = vec4(color, 1.0);\n}}\n"


def moved(twin, count, seed=0, by=0.02):
    """`count` sets of values near those of the text."""
    noise = torch.from_numpy(np.random.default_rng(seed).normal(scale=by, size=(count, len(twin.literals)))).to(twin.values)
    return twin.values + noise


def test_a_picture_is_three_planes_in_range_with_the_top_row_first():
    picture = GLSL.twin(shader("    color = vec3(fragCoord / iResolution.xy, 2.0);"))(size=(4, 8))
    assert picture.shape == (3, 4, 8) and picture.dtype == torch.float32
    x, y = (torch.arange(8) + 0.5) / 8, 1 - (torch.arange(4) + 0.5) / 4
    assert torch.allclose(picture[0], x.expand(4, 8)) and torch.allclose(picture[1], y[:, None].expand(4, 8))
    assert (picture[2] == 1.0).all()


def test_values_are_the_literals_in_the_order_of_the_text():
    twin = GLSL.twin(CIRCLE)
    assert [literal.text for literal in twin.literals] == [literal.text for literal in GLSL.literals(CIRCLE)]
    assert twin.values.tolist() == pytest.approx([literal.value for literal in twin.literals])
    assert twin.values.shape == (len(twin.literals),)


def test_as_written_and_with_its_own_values_is_one_picture():
    twin = GLSL.twin(CIRCLE)
    assert (twin(size=32) - twin(twin.values, size=32)).abs().max() < 1e-5  # a folded constant may round the other way


@pytest.mark.parametrize("name", ["sdf_face", "march_smin_blobs", "noise_simplex_2d", "lang_loops_nested_exits", "lang_arrays_dynamic"])
def test_a_row_of_a_batch_equals_the_single_evaluation(name):
    """Up to rounding: what is the same in all sets is folded, as a compiler folds it, and noise multiplies by hundreds."""
    twin = GLSL.twin(corpus()[name])
    values = moved(twin, 3)
    batch = twin(values, size=(9, 14))
    assert batch.shape == (3, 3, 9, 14)
    for row, single in zip(batch, values, strict=True):
        assert (row - twin(single, size=(9, 14))).abs().max() < 1e-4


def test_rows_of_a_batch_do_not_depend_on_each_other():
    """Bit for bit, where every number differs from set to set in both batches."""
    twin = GLSL.twin(CIRCLE)
    values = moved(twin, 4)
    assert torch.equal(twin(values, size=16)[:2], twin(values[:2], size=16))


def test_how_a_batch_is_cut_cannot_be_seen(monkeypatch):
    twin = GLSL.twin(CIRCLE)
    values = moved(twin, 7)
    whole = twin(values, size=16)
    monkeypatch.setattr(module, "CHUNK", 2 * 16 * 16)
    assert (twin(values, size=16) - whole).abs().max() < 1e-6  # the last set is alone, and its numbers are folded


@pytest.mark.gl
@pytest.mark.parametrize("size", [(1, 1), (7, 7), (5, 8), (8, 5), (1, 9), (9, 1), (33, 17)])
@pytest.mark.parametrize("name", ["builtin_derivatives", "sdf_gallery", "lang_resolution"])
def test_any_canvas_is_drawn_as_opengl_draws_it(render, name, size):
    """Derivatives on odd canvases too, whose last pixels have neighbours outside."""
    (exact,) = render([corpus()[name]], size=size)
    agreement = Agreement.of(GLSL.twin(corpus()[name])(size=size), exact)
    assert agreement.mean <= 1 / 255 and agreement.share >= 0.98


@pytest.fixture(scope="module")
def render():
    with GlslRenderer(size=32, workers=1, timeout_s=10) as renderer:
        yield renderer


def test_time_is_the_shaders_clock():
    twin = GLSL.twin(shader("    color = vec3(iTime / 4.0, 0.0, 0.0);"))
    assert [round(twin(size=1, time_s=seconds)[0].item(), 6) for seconds in (0.0, 1.0, 3.0)] == [0.0, 0.25, 0.75]


def test_double_precision_is_asked_for():
    twin = GLSL.twin(shader("    color = vec3(sin(1.0 / 3.0 + fragCoord.x));"), dtype=torch.float64)
    picture = twin(twin.values, size=(1, 2))
    assert picture.dtype == twin.values.dtype == torch.float64
    assert picture[0, 0, 0].item() == pytest.approx(np.sin(1 / 3 + 0.5), abs=1e-15)


@pytest.mark.parametrize("shape", [(), (1,), (4, 1), (2, 3, 13), (0,)])
def test_values_of_another_shape_are_refused_with_the_right_one(shape):
    twin = GLSL.twin(CIRCLE)
    with pytest.raises(ValueError, match=rf"P = {len(twin.literals)}, got"):
        twin(torch.zeros(shape))


def test_an_int_is_moved_to_the_nearest_integer():
    twin = GLSL.twin(COUNTED)
    kinds = [literal.kind for literal in twin.literals]
    bound = next(place for place, literal in enumerate(twin.literals) if literal.text == "5")
    values = twin.values.repeat(3, 1)
    values[:, bound] = torch.tensor([5.0, 2.4, 7.6])
    assert kinds[bound] == "int" and twin(values, size=1)[:, 0].flatten().tolist() == pytest.approx([0.5, 0.2, 0.8])


@pytest.mark.parametrize("number", ["2246822519u", "0x9E3779B9u", "-1103515245", "0xFFFFFFFF"])
def test_an_int_beyond_what_float32_holds_is_itself(number):
    """As the nearest float32 it would make another hash. Oracle: its lowest byte."""
    kind, mask = ("uint", "255u") if "u" in number else ("int", "255")
    twin = GLSL.twin(shader(f"    {kind} a = {number}; color.r = float(a & {mask}) / 255.0;"))
    byte = (int(number.rstrip("u"), 0) & 255) / 255
    different = twin.values + torch.tensor([[0.0], [1.0]]) * torch.tensor([literal.text == "0.2" for literal in twin.literals])
    for values in (None, twin.values, different):
        reds = twin(values, size=1).reshape(-1, 3)[:, 0]
        assert torch.allclose(reds, torch.full_like(reds, byte))


def test_an_unsigned_int_is_moved_and_stays_one():
    source = shader("    uint n = 7u; color.r = float(n) / 16.0;")
    twin = GLSL.twin(source)
    values = [8.0 if literal.text == "7u" else literal.value for literal in twin.literals]
    assert "uint n = 8u;" in substitute(source, twin.literals, values)
    assert twin(torch.tensor([values, twin.values.tolist()]), size=1)[:, 0].flatten().tolist() == [0.5, 0.4375]


def test_no_gradient_comes_from_an_int():
    twin = GLSL.twin(COUNTED)
    values = twin.values.requires_grad_()
    (slope,) = torch.autograd.grad(twin(values, size=1).sum(), values)
    is_int = torch.tensor([literal.kind == "int" for literal in twin.literals])
    assert (slope[is_int] == 0).all() and slope[~is_int].abs().sum() > 0


@pytest.mark.gl
@pytest.mark.parametrize(
    "name", ["sdf_booleans", "sdf_polygon_array", "march_torus", "color_palette", "tile_truchet", "lang_macros_constants"]
)
def test_moved_values_draw_what_opengl_draws_of_the_text_with_those_numbers(render, name):
    source = corpus()[name]
    twin, rng = GLSL.twin(source), np.random.default_rng(0)
    written = np.array([literal.value for literal in twin.literals])
    is_float = [literal.kind == "float" for literal in twin.literals]
    values = np.where(is_float, np.round(written + rng.normal(scale=0.005, size=(2, len(written))), 4), written)  # as `substitute` rounds
    texts = [substitute(source, twin.literals, row.tolist()) for row in values]
    values = torch.from_numpy(values)
    for picture, exact in zip(twin(values, size=(32, 48)), render(texts, size=(32, 48)), strict=True):
        agreement = Agreement.of(picture, exact)
        assert agreement.mean <= 1 / 255 and agreement.share >= 0.98


def test_nan_is_black_and_infinity_is_white():
    bodies = ["color = vec3(iTime / iTime);", "color = sqrt(iTime - color);", "color = vec3(1.0 / iTime);"]
    quotient, root, infinite = (GLSL.twin(shader(body))(size=2) for body in bodies)
    assert (quotient == 0).all() and (root == 0).all() and (infinite == 1).all()


def test_one_channel_of_nan_blackens_its_pixel_alone():
    picture = GLSL.twin(shader("    color = vec3(1.0); if (fragCoord.x < 1.0) color.g = log(-color.r - iTime);"))(size=(1, 2))
    assert picture[:, 0, 0].tolist() == [0, 0, 0] and picture[:, 0, 1].tolist() == [1, 1, 1]


@pytest.mark.parametrize("where", ["if (fragCoord.x < 2.0) discard;", "leave(fragCoord.x);"])
def test_a_discarded_pixel_is_black(where):
    top = "void leave(float x) { if (x < 2.0) discard; }\n"
    picture = GLSL.twin(shader(f"    color = vec3(1.0); {where}", top))(size=(1, 4))
    assert picture[0, 0].tolist() == [0, 0, 1, 1]


ENDLESS = shader("\n    for (int i = 0; i >= 0; i = (i + 1) % 7)\n        color.r += sin(float(i)) * 1e-9;")


def test_a_deadline_ends_a_loop_and_names_its_line():
    start = time.monotonic()
    with pytest.raises(RenderTimeout, match="line 4") as caught:
        GLSL.twin(ENDLESS)(size=64, timeout_s=0.2)
    assert caught.value.line == 4 and time.monotonic() - start < 2.0


def test_a_loop_ends_after_so_many_turns_without_a_deadline(monkeypatch):
    monkeypatch.setattr(runtime, "MAX_TICKS", 1000)
    with pytest.raises(RenderTimeout, match="1,000 times") as caught:
        GLSL.twin(ENDLESS)(size=4)
    assert caught.value.line == 4


@pytest.mark.parametrize("levels", [24, 60])
def test_calls_that_double_at_each_level_are_stopped(levels):
    """2²⁴ calls of one function, on lines that nobody could wait for."""
    doubling = "".join(f"float f{n}(float x) {{ return f{n - 1}(x) + f{n - 1}(x + 1.0); }}\n" for n in range(1, levels))
    source = shader(f"    color.r = f{levels - 1}(fragCoord.x);", f"float f0(float x) {{ return sin(x); }}\n{doubling}")
    start = time.monotonic()
    with pytest.raises(RenderTimeout):
        GLSL.twin(source)(size=4, timeout_s=0.5)
    assert time.monotonic() - start < 4.0


NESTS = {
    "parentheses": "color.r = " + "(" * 5000 + "1.0" + ")" * 5000 + ";",
    "signs": "color.r = " + "- " * 9000 + "1.0;",
    "nots": "bool b = " + "!" * 9000 + "true;",
    "blocks": "{" * 9000 + "}" * 9000,
    "ifs": "if (true) " * 3000 + ";",
    "calls": "color.r = " + "sin(" * 5000 + "1.0" + ")" * 5000 + ";",
    "indices": "int a[2]; a[0] = " + "a[" * 5000 + "0" + "]" * 5000 + ";",
    "ternaries": "color.r = " + "true ? 1.0 : " * 5000 + "2.0;",
    "assignments": "float x; x = " + "x = " * 5000 + "2.0;",
    "else ifs": "if (true) ; " + "else if (true) ; " * 3000,
    "sums to the right": "color.r = " + "1.0 + (" * 3000 + "1.0" + ")" * 3000 + ";",
}


@pytest.mark.parametrize("name", NESTS)
def test_what_is_nested_too_deep_is_refused_as_the_programs_fault(name):
    try:
        picture = GLSL.twin(shader(NESTS[name]))(size=2)
    except CompileError as error:
        assert "nested" in str(error)
    else:
        assert picture.isfinite().all()


def test_a_sum_of_many_terms_is_drawn():
    picture = GLSL.twin(shader("    color.r = " + " + ".join(["0.004"] * 200) + ";"))(size=1)
    assert picture[0].item() == pytest.approx(0.8, abs=1e-5)


def test_calls_in_calls_as_deep_as_a_program_can_write_them_do_not_end_the_process():
    chain = "".join(f"float f{n}(float x) {{ if (x > 0.5) {{ return f{n - 1}(x); }} return f{n - 1}(x + 1.0); }}\n" for n in range(1, 800))
    try:
        GLSL.twin(shader("    color.r = f799(fragCoord.x);", f"float f0(float x) {{ return 0.5; }}\n{chain}"))(size=2, timeout_s=1.0)
    except (CompileError, RenderTimeout) as error:
        assert "nested" in str(error) or "running" in str(error) or "times" in str(error)


def test_memory_of_a_batch_is_that_of_a_part_of_it():
    """64 sets of 256² are 16 MB for each lane that lives; a scene of three shapes holds some forty at once if nothing is cut."""
    twin = GLSL.twin(corpus()["sdf_booleans"])
    values = moved(twin, 64)
    held = _peak_mb(lambda: twin(values, size=256))
    assert held < 64 * 3 * 256 * 256 * 4 / 2**20 * 2 + 60, f"{held:.0f} MB"


def _peak_mb(work) -> float:
    """How much more memory the process holds at most while it works: looked at every 2 ms."""
    from threading import Event, Thread

    import psutil

    process, done, seen = psutil.Process(), Event(), []

    def look():
        while not done.wait(0.002):
            seen.append(process.memory_info().rss)

    before = process.memory_info().rss
    watcher = Thread(target=look)
    watcher.start()
    with torch.no_grad():
        work()
    done.set()
    watcher.join()
    return (max(seen, default=before) - before) / 2**20
