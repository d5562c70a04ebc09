"""Macros and conditionals. Oracle: the C standard's examples of expansion, hand-made cases; `test_grammar` asks OpenGL."""

import random
import time

import pytest

from tests.languages.glsl.twin.trees import nodes
from vlcritic.errors import CompileError
from vlcritic.languages.glsl.literals import literals
from vlcritic.languages.glsl.tokens import joined
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.parsing.conditions import evaluate
from vlcritic.languages.glsl.twin.parsing.parser import parse
from vlcritic.languages.glsl.twin.parsing.preprocess import preprocess


def expanded(source):
    return " ".join(preprocess(joined(source))[1]).strip()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("#define A 1 + 2\nA * A", "1 + 2 * 1 + 2"),
        ("#define A B\n#define B C\nA", "C"),
        ("#define B C\n#define A B\n#undef B\nA", "B"),
        ("#define A A + B\n#define B A\nA B", "A + A A + B"),
        ("#define E\na E b E", "a b"),
        ("#define F(x) x * x\nF(a + b) F (c) F", "a + b * a + b c * c F"),
        ("#define F(x, y) y x\nF((a, b), [c]) F(,) F(d,)", "[ c ] ( a , b ) d"),
        ("#define F() a\nF() F( )", "a a"),
        ("#define F (x)\nF(y)", "( x ) ( y )"),
        ("#define F(x) (x)\nF(F(F(1)))", "( ( ( 1 ) ) )"),
        ("#define F(x) x F\nF(1)(2)(3)", "1 F ( 2 ) ( 3 )"),
        ("#define F(x) G x\n#define G(x) [x]\nF((1))", "[ 1 ]"),
        ("#define L (\n#define F(x) <x>\nF L 1)", "F ( 1 )"),
        ("#define F(x) <x>\n#define G F\nG(1) G", "< 1 > F"),
        ("#define C a, b\n#define F(x) <x>\n#define G(x) F(x)\nF(C)", "< a , b >"),
        ("#define A F(1\n#define F(x) <x>\nA)", "< 1 >"),
        ("#define D { x = 1.0; } if (y) {\nD }", "{ x = 1.0 ; } if ( y ) { }"),
        ("#define F(x) 1 // x\nF(2)", "1"),
        ("#define F(a) /* a */ a \\\n + a\nF(2)", "2 + 2"),
        ("#define A a\nA.x b.A", "a . x b . a"),
        ("__LINE__\n__LINE__ __VERSION__ __FILE__ GL_core_profile __OTHER__", "1 2 330 0 1 __OTHER__"),
        ("#define L __LINE__\n\nL", "3"),
        # C99, 6.10.3.5, example 3, without ## and #
        (
            "#define x 3\n#define f(a) f(x * (a))\n#undef x\n#define x 2\n#define g f\n#define z z[0]\n#define h g(~\n#define m(a) a(w)\n"
            "#define w 0,1\n#define t(a) a\nf(y+1) + f(f(z)) % t(t(g)(0) + t)(1);\ng(x+(3,4)-w) | h 5) & m\n(f)^m(m);",
            "f ( 2 * ( y + 1 ) ) + f ( 2 * ( f ( 2 * ( z [ 0 ] ) ) ) ) % f ( 2 * ( 0 ) ) + t ( 1 ) ; "
            "f ( 2 * ( 2 + ( 3 , 4 ) - 0 , 1 ) ) | f ( 2 * ( ~ 5 ) ) & f ( 2 * ( 0 , 1 ) ) ^ m ( 0 , 1 ) ;",
        ),
    ],
)
def test_macros_expand_as_in_c(source, text):
    assert expanded(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("#if 1\na\n#elif 1\nb\n#else\nc\n#endif\nd", "a d"),
        ("#if 0\na\n#elif 1\nb\n#elif 1\ne\n#else\nc\n#endif\nd", "b d"),
        ("#if 0\na\n#elif 0\nb\n#else\nc\n#endif\nd", "c d"),
        ("#if 0\n#define A 1\n#if 1\na\n#else\nb\n#endif\n#else\nA\n#endif", "A"),
        ("#if 1\n#if 0\na\n#else\nb\n#endif\n#endif", "b"),
        ("#ifdef A\na\n#endif\n#define A\n#ifdef A\nb\n#endif\n#undef A\n#ifndef A\nc\n#endif", "b c"),
        ("#define A 3\n#if A > 2 && defined(A) && !defined B\na\n#endif", "a"),
        ("#if 0\n#unknown\n#endif\na", "a"),
    ],
)
def test_conditionals_choose_one_part(source, text):
    assert expanded(source) == text


def test_whole_numbers_are_computed_as_by_python():
    """Python orders these operators as C does; quotients are of positive numbers, of which both make the same."""
    rng = random.Random(0)
    operands = ["3", "~ 5", "- 2", "( 7 - 4 )", "+ 1", "0x1f", "( 9 / 2 )", "( 17 % 5 )"]
    for _ in range(300):
        words = [f"{rng.choice(operands)} {rng.choice('+-*&|^')}" for _ in range(rng.randint(1, 8))]
        text = " ".join([*words, "1"])
        assert evaluate(text.split()) == eval(text.replace("/", "//")), text


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 << 2 + 1", 8), ("- 7 / 2", -3), ("- 7 % 2", -1), ("7 / - 2", -3), ("7 % - 2", 1), ("1 << 63", -(1 << 63)), ("- 8 >> 1", -4)],
)
def test_whole_numbers_are_of_64_bits_and_quotients_are_cut_towards_zero(text, value):
    assert evaluate(text.split()) == value


def test_what_a_macro_wrote_stands_where_it_is_used_and_arguments_where_they_are_written():
    source = "#define PI 3.0\n#define F(x, y) (x * 2.0 + PI - y)\nvoid f() { a = F(0.25, -PI) + 1.5; }"
    numbers = [(node.value, node.at) for node in nodes(parse(source)) if isinstance(node, syntax.Number)]
    use, own = source.index("F(0.25"), source.index("-PI) + 1.5")
    assert numbers == [(0.25, source.index("0.25")), (2.0, use), (3.0, use), (3.0, own + 1), (1.5, source.index("1.5"))]


def test_a_macros_number_never_stands_where_a_literal_does():
    source = joined("#define A 0.5\n#define F(x) x + A + 2.0\nvoid f() { a = F(0.25) + A - F(-A) + F(F(-0.75)); }")
    found = literals(source)
    numbers = [node for node in nodes(parse(source)) if isinstance(node, syntax.Number)]
    of_text = [node for node in numbers if source[node.at].isdigit()]
    assert {node.at + len(str(node.value)) for node in of_text} == {literal.end for literal in found} and len(numbers) - len(of_text) == 10
    assert not {node.at for node in numbers if node not in of_text} & {literal.start for literal in found}


def test_an_argument_that_is_used_twice_keeps_its_place_both_times():
    source = "#define F(x) x * x\nvoid f() { a = F(0.25); }"
    assert [node.at for node in nodes(parse(source)) if isinstance(node, syntax.Number)] == [source.index("0.25")] * 2


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n#define F(x) x\nF(1, 2)", "shader line 3: macro F: expected 1 arguments, got 2\n  F(1, 2)"),
        ("a\n#if 1 / 0\n#endif", "shader line 2: #if: division by 0\n  #if 1 / 0"),
        ("a\n#if 1\nb\n", "shader line 2: an #if that no #endif closes\n  #if 1"),
        ("#define A 1\n#define A 2", "shader line 2: #define A: it is another macro already; #undef it first\n  #define A 2"),
    ],
)
def test_an_error_shows_the_line(source, message):
    with pytest.raises(CompileError) as caught:
        preprocess(source)
    assert str(caught.value) == message


HOSTILE = {
    "doubling": "#define a0 1\n" + "".join(f"#define a{i + 1} a{i} a{i}\n" for i in range(60)) + "int x = a60;",
    "doubling arguments": "#define F(x) x x\nint a = " + "F(" * 50 + "1" + ")" * 50 + ";",
    "nested arguments": "#define F(x) x\nint a = " + "F(" * 10_000 + "1" + ")" * 10_000 + ";",
    "unclosed": "#define F(x) x\n" + "F(" * 30_000,
    "chain": "".join(f"#define a{i} a{i + 1}\n" for i in range(3000)) + "int x = a0;",
    "uses of a chain": "".join(f"#define a{i} a{i + 1}\n" for i in range(50)) + "a0 " * 16_000,
    "empty bodies": "#define E A A\n#define A B B\n#define B C C\n#define C D D\n#define D\n" + "E " * 30_000,
    "open conditionals": "#if 1\n" * 9000,
    "parentheses in a condition": "#if " + "(" * 60_000 + "\n#endif",
    "signs in a condition": "#if " + "- " * 30_000 + "1\n#endif",
    "a long number": "#if " + "9" * 60_000 + "\n#endif",
    "unclosed comments": "#/*\n" * 16_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_macro_takes_long_or_exhausts_pythons_calls(name):
    start = time.monotonic()
    with pytest.raises(CompileError):
        parse(HOSTILE[name])
    assert time.monotonic() - start < 5  # a third of a second


def test_a_large_shift_is_as_good_as_any():
    assert evaluate("1 << 99999999999".split()) < 1 << 63
