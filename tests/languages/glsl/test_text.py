"""Extraction, checks and literals: facts about text. Oracle: the GLSL 3.30 specification, and hand-made cases."""

import pickle
import time

import pytest

from vlcritic.errors import CheckError, ExtractError
from vlcritic.languages.glsl import GLSL, check, extract, literals
from vlcritic.languages.glsl.literals import lift
from vlcritic.languages.glsl.tokens import joined, tokenize

SHADER = "void mainImage(out vec4 fragColor, in vec2 fragCoord) {\n    fragColor = vec4(0.5);\n}\n"


def shader(body="", top=""):
    return f"{top}\nvoid mainImage(out vec4 fragColor, in vec2 fragCoord) {{\n{body}\nfragColor = vec4(0.5);\n}}\n"


@pytest.mark.parametrize(
    "completion",
    [
        f"```glsl\n{SHADER}```",
        f"A grey picture.\n\n```glsl\n{SHADER}```\nHope that helps!",
        f"First try:\n```\nfloat x;\n```\nNow:\n```c\n{SHADER}```",
        f"```glsl\n{SHADER}",
        f"```markdown\n```glsl\n{SHADER}```\n```",
        SHADER,
        f"Here it is:\n{SHADER}\nIt is grey.",
    ],
    ids=["fence", "prose", "second fence", "cut fence", "fence in a fence", "bare", "bare in prose"],
)
def test_the_program_is_found_wherever_it_stands(completion):
    assert extract(completion).strip() == SHADER.strip()


def test_bare_code_keeps_its_helpers():
    code = f"float half_of(float x) {{ return x / 2.0; }}\n{SHADER}"
    assert extract(f"Sure.\n{code}\nDone.").strip() == code.strip()


@pytest.mark.parametrize("completion", ["", "  \n", "I cannot see a picture.", "```glsl\nfloat x;\n```", "```python\nprint(1)\n```"])
def test_an_answer_without_a_program_is_an_extract_error(completion):
    with pytest.raises(ExtractError, match="no program"):
        extract(completion)


def test_a_huge_answer_is_refused_at_once():
    with pytest.raises(ExtractError, match="at most"):
        extract("x" * 10_000_000)


@pytest.mark.parametrize("filling", ["a", " ", "```\n", "``` mainImage\n", " ```", "\n"])
def test_no_answer_takes_long_to_read(filling):
    start = time.monotonic()
    try:
        extract("```" + filling * (1_000_000 // len(filling)))
    except ExtractError:
        pass
    assert time.monotonic() - start < 5  # what was quadratic would have taken half an hour


GOOD = {
    "plain": SHADER,
    "macros": shader(top="#define PI 3.14159\n#define ROT(a) mat2(cos(a), -sin(a), sin(a), cos(a))\n#ifdef PI\n#endif"),
    "loop": shader("for (int i = 0; i < 128; i++) { for (int j = 0; j < 4; ++j) { } }"),
    "endless with exit": shader("for (;;) { if (fragCoord.x > 3.0) break; }"),
    "do while true with exit": shader("int i = 0; do { i++; if (i > 3) break; } while (true);"),
    "a macro that names what it hides": shader(top="#define sin(x) sin((x) * 6.28)"),
    "macros over several lines": shader(top="#define SUM(a, b) \\\n    (a + \\\n     b)"),
    "accented comment": shader("// déjà vu"),
    "a variable called texture_scale": shader("float texture_scale = 2.0; vec3 image = vec3(1.0); float shared_value = 0.1;"),
    "struct": shader(top="struct Ray { vec3 origin; vec3 direction; };"),
    "in and out of helpers": shader(top="void swap_them(inout float a, in float b, out float c) { c = a; a = b; }"),
}
BAD = {
    "too long": (SHADER + "/" * 70_000, "characters"),
    "10 MB": (SHADER + " " * 10_000_000, "characters"),
    "include": ('#include "other.glsl"\n' + SHADER, "#include"),
    "indented include": ("  # include <x>\n" + SHADER, "#include"),
    "version": ("#version 450\n" + SHADER, "#version"),
    "extension": ("#extension GL_ARB_gpu_shader5 : enable\n" + SHADER, "#extension"),
    "line": ("#line 7\n" + SHADER, "#line"),
    "macro bomb": ("#define A0 x x x x\n" + "".join(f"#define A{i + 1} A{i} A{i} A{i} A{i}\n" for i in range(12)) + SHADER, "expands to"),
    "macro bomb, last first": ("".join(f"#define A{i} A{i - 1} A{i - 1}\n" for i in range(30, 0, -1)) + SHADER, "expands to"),
    "pasting": ("#define P(a, b) a##b\n" + SHADER, "##"),
    "renaming behind a comment": ("#define/**/mainImage other\n" + SHADER, "belongs to"),
    "a name over two lines": (shader("vlcri\\\ntic_colour = vec4(1.0);"), "harness"),
    "behind a comment that ends over two lines": (shader("/* *\\\n/ vlcritic_colour = vec4(1.0); /* */"), "harness"),
    "behind a carriage return": ("// nothing\r#extension all : enable\n" + SHADER, "#extension"),
    "loops in loops": (shader("while (fragCoord.x > 1.0) {" * 40 + "}" * 40), "32 deep"),
    "renaming main": ("#define main other\n" + SHADER, "belongs to"),
    "own main": (SHADER + "void main() { }", "main"),
    "no mainImage": ("float x;", "no mainImage"),
    "nothing": ("", "no mainImage"),
    "texture": (shader("vec4 t = texture(iChannel0, fragCoord);"), "textures"),
    "sampler": (shader(top="vec4 f(sampler2D s) { return vec4(0.0); }"), "textures"),
    "image store": (shader("imageStore(x, ivec2(0), vec4(0.0));"), "textures"),
    "uniform": ("uniform float x;\n" + SHADER, "harness supplies"),
    "output": ("out vec4 colour;\n" + SHADER, "harness supplies"),
    "harness name": (shader("vlcritic_colour = vec4(1.0);"), "harness"),
    "while true": (shader("while (true) { fragColor.x += 1.0; }"), "never ends"),
    "for ever": (shader("for (;;) fragColor.x += 1.0;"), "never ends"),
    "long loop": (shader("for (int i = 0; i < 10000000; i++) { }"), "at most"),
    "nested loops": (shader("for (int i=0;i<1000;i++) { for (float j = 0.0; j < 1000.0; j += 0.5) { } }"), "2,000,000"),
    "open comment": (SHADER + "/* and so on", "never closes"),
    "open comment behind a directive": ("#define A /* and so on\n" + SHADER, "never closes"),
    "NUL": (SHADER + "\0", "NUL"),
    "unicode": (shader("float ä = 1.0;"), "ASCII"),
    "stray hash": (shader("float x = 1.0; # define"), "opens no directive"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_sound_shader_passes(name):
    assert check(GOOD[name]) is None


@pytest.mark.parametrize("name", BAD)
def test_a_shader_that_must_not_be_rendered_is_refused(name):
    source, message = BAD[name]
    with pytest.raises(CheckError, match=message):
        check(source)


def test_a_refusal_names_the_line():
    with pytest.raises(CheckError) as caught:
        check(shader("float a = 1.0;\nwhile (true) { }"))
    assert caught.value.line == 4 and "line 4" in str(caught.value)


HOSTILE = {
    "bound that is a point": shader("for (int i = 0; i < .; i++) { }"),
    "bound of 400 digits": shader(f"for (int i = 0; i < {'9' * 400}; i++) {{ }}"),
    "int of 5000 digits": shader(f"int i = {'1' * 5000};"),
    "hex of 5000 digits": shader(f"int i = 0x{'f' * 5000};"),
    "half a character in a comment": shader("// \ud800"),
    "heads that never close": "void mainImage() { " + "for(;" * 10_000,
    "brackets that never close": "mainImage" + "({[" * 15_000,
    "endless loops in loops": shader("for(;;){" * 7000 + "break;" + "}" * 7000),
    "heads in heads": shader("for(" * 15_000 + ")" * 15_000),
    "one expression of numbers": shader("float x = " + "+".join([".1"] * 20_000) + ";"),
    "continued lines": "\\\n" * 30_000,
    "comments that never close behind directives": "#/*\n" * 16_000,
    "nothing but words": "mainImage " * 6000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_makes_the_checks_fail_or_take_long(name):
    start = time.monotonic()
    try:
        check(HOSTILE[name])
        literals(HOSTILE[name])
        lift(HOSTILE[name])
    except CheckError as error:
        assert "shader" in str(error)
    assert time.monotonic() - start < 5  # milliseconds on an idle machine; what was quadratic took 35 s


def test_there_is_one_glsl_in_every_process():
    assert pickle.loads(pickle.dumps(GLSL)) is GLSL


def test_loops_one_after_the_other_do_not_multiply():
    assert check(shader("for (int i = 0; i < 1000; i++) { }\n" * 100)) is None


def test_joined_lines_keep_their_numbers():
    assert joined("a\r\nb\rc\\\nd\\\r\ne\nf\\\n") == "a\nb\ncde\n\n\nf\n"


def test_tokens_and_the_gaps_between_them_are_the_whole_text():
    source = shader("float a = -1.5e-3f + .5 - 2. * 3u; // 4.0\n/* 5.0 */ a += 0x1F;", top="#define K 2.0")
    tokens = tokenize(source)
    assert all(source[token.start : token.end] == token.text for token in tokens)
    assert [token.text for token in tokens if token.kind in ("float", "int")][:4] == ["1.5e-3f", ".5", "2.", "3u"]
    assert "4.0" not in [token.text for token in tokens] and "5.0" not in [token.text for token in tokens]


def test_a_literal_knows_its_sign_value_kind_and_place():
    source = shader("float a = -0.25; float b = a -0.5; vec2 c = vec2(-1.0, 2); float d = a * -3.0;")
    found = [(literal.text, literal.value, literal.kind) for literal in literals(source)[:-1]]
    assert found == [("-0.25", -0.25, "float"), ("0.5", 0.5, "float"), ("-1.0", -1.0, "float"), ("2", 2.0, "int"), ("-3.0", -3.0, "float")]
    assert all(source[literal.start : literal.end] == literal.text for literal in literals(source))
    assert all(literal.low <= literal.value <= literal.high for literal in literals(source))


def test_what_scales_the_canvas_is_no_literal_of_the_picture():
    source = shader("vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y; vec2 q = fragCoord / iResolution.xy * 2.0 - 1.0;")
    assert [literal.text for literal in literals(source)] == ["1.0", "0.5"]


def test_lifting_leaves_constants_and_keeps_the_lines():
    source = shader("const float k = 0.5;\nfloat a = 0.25 * k;", top="const float PI = 3.14;\n#define E 2.71")
    template, numbers = lift(source)
    assert numbers == [0.25, 0.5]  # of `a` and of fragColor
    assert "const float k = 0.5" in template and "3.14" in template and "2.71" in template
    assert template.count("\n") == source.count("\n")


def test_shaders_that_differ_in_numbers_and_signs_share_one_template():
    assert lift(shader("float a = 0.25;"))[0] == lift(shader("float a = -7.5;"))[0] != lift(shader("float a = b -7.5;"))[0]
    assert lift(shader("float a = -7.5;"))[1] == [-7.5, 0.5]


def test_a_lifted_number_keeps_apart_from_the_word_before_it():
    assert "return(vlcritic_0)" in lift("float f() { return-0.5; }")[0]
