"""The shape of syntax trees. Oracle: GLSL 3.30's table of operators (5.1), hand-made trees, Python's grammar where the two agree."""

import ast
import random
import sys
import time

import numpy as np
import pytest

from tests.languages.glsl.twin.grammar import GOOD
from tests.languages.glsl.twin.trees import expression, nodes, statements, written
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.sample import sample
from vlcritic.errors import CompileError
from vlcritic.languages.glsl.literals import literals
from vlcritic.languages.glsl.tokens import joined
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.parsing.parser import parse


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("a - b - c", "((a - b) - c)"),
        ("a / b * c % d", "(((a / b) * c) % d)"),
        ("a + b * c - d", "((a + (b * c)) - d)"),
        ("a << b + c >> d", "((a << (b + c)) >> d)"),
        ("a < b == c > d", "((a < b) == (c > d))"),
        ("a <= b != c >= d << e", "((a <= b) != (c >= (d << e)))"),
        ("a & b == c", "(a & (b == c))"),
        ("a | b ^ c & d", "(a | (b ^ (c & d)))"),
        ("a || b ^^ c && d", "(a || (b ^^ (c && d)))"),
        ("a && b ^^ c || d", "(((a && b) ^^ c) || d)"),
        ("a && b | c", "(a && (b | c))"),
        ("-a * b", "((-a) * b)"),
        ("-a.x", "(-a.x)"),
        ("!a == b", "((!a) == b)"),
        ("- - ~a", "(-(-(~a)))"),
        ("-a++ - --b", "((-(a++)) - (--b))"),
        ("a - -b", "(a - (-b))"),
        ("a = b = c", "(a = (b = c))"),
        ("a += b *= c <<= d", "(a += (b *= (c <<= d)))"),
        ("a = b, c = d, e", "((a = b), (c = d), e)"),
        ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
        ("a ? b ? c : d : e", "(a ? (b ? c : d) : e)"),
        ("a = b ? c : d", "(a = (b ? c : d))"),
        ("a ? b = c : d", "(a ? (b = c) : d)"),
        ("a ? b : c = d", "(a ? b : (c = d))"),
        ("a ? b, c : d", "(a ? (b, c) : d)"),
        ("a || b ? c : d", "((a || b) ? c : d)"),
        ("(a, b) * c", "((a, b) * c)"),
        ("f(a, (b, c), d = e)", "f(a, (b, c), (d = e))"),
        ("f(void)[a, b].x.y[0]++", "(f()[(a, b)].x.y[0]++)"),
        ("vec2(a).x", "vec2(a).x"),
        ("vec2[2](a, b)[0].x", "vec2[2](a, b)[0].x"),
        ("float[](a, b).length() + c", "(float[](a, b).length() + c)"),
        ("a.length().length", "a.length().length"),
        ("true ^^ false", "(True ^^ False)"),
    ],
)
def test_operators_bind_as_the_specification_says(text, shape):
    assert written(expression(text)) == shape


def test_arithmetic_binds_as_in_python():
    """Python orders these operators as GLSL does, and they are left-associative in both."""
    rng = random.Random(0)
    signs = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Mod: "%", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&"}
    signs |= {ast.BitXor: "^", ast.BitOr: "|", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~"}

    def theirs(node):
        if isinstance(node, ast.BinOp):
            return f"({theirs(node.left)} {signs[type(node.op)]} {theirs(node.right)})"
        return f"({signs[type(node.op)]}{theirs(node.operand)})" if isinstance(node, ast.UnaryOp) else node.id

    for _ in range(300):
        text = "".join(rng.choice(["a {} ", "- a {} ", "(a {} b) {} ", "~ b {} "]) for _ in range(rng.randint(1, 12))) + "c"
        text = text.replace("{}", "@")
        while "@" in text:
            text = text.replace("@", rng.choice(["+", "-", "*", "/", "%", "<<", ">>", "&", "^", "|"]), 1)
        assert written(expression(text)) == theirs(ast.parse(text, mode="eval").body), text


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1", "int", 1),
        ("017", "int", 15),
        ("0x1F", "int", 31),
        ("0", "int", 0),
        ("3u", "uint", 3),
        ("0XffU", "uint", 255),
        ("1.5", "float", 1.5),
        (".5f", "float", 0.5),
        ("2.F", "float", 2.0),
        ("1e-3", "float", 0.001),
        ("08.5", "float", 8.5),
        ("true", "bool", True),
    ],
)
def test_numbers_have_the_value_that_is_written(text, kind, value):
    number = expression(text)
    assert (number.kind, number.value, type(number.value)) == (kind, value, type(value))


def test_else_goes_with_the_nearest_if():
    (outer,) = statements("if (a) if (b) c; else d;")
    assert outer.no is None and outer.yes.no.expression.name == "d"


def test_while_is_a_for_without_first_and_step():
    (loop,) = statements("while (a) { b; }")
    assert isinstance(loop, syntax.For) and loop.first is loop.step is None and loop.condition.name == "a"


def test_a_loops_condition_may_declare():
    loops = statements("while (bool a = b) c; for (; bool a = b; ) c;")
    assert [(loop.condition.type.name, loop.condition.variables[0].name) for loop in loops] == [("bool", "a")] * 2


def test_labels_that_follow_each_other_share_their_statements():
    (switch,) = statements("switch (a) { case 0: case 1: b; break; default: c; }")
    assert [len(case.labels) for case in switch.cases] == [2, 1] and switch.cases[1].labels == [None]
    assert [type(statement) for statement in switch.cases[0].statements] == [syntax.Evaluate, syntax.Break]


def test_array_sizes_stand_with_what_they_were_written_behind():
    first, second = statements("vec2[3] a, b; float c[2] = float[](x, y), d[], e;")
    assert [size.value for size in first.type.sizes] == [3] and [variable.sizes for variable in first.variables] == [[], []]
    assert second.type.sizes == [] and [len(variable.sizes) for variable in second.variables] == [1, 1, 0]
    assert second.variables[1].sizes == [None] and second.variables[0].value.type.sizes == [None]


def test_a_structure_stands_before_the_variables_that_are_declared_with_it():
    structure, declaration = statements("struct Ray { vec3 o, d; float t[2]; } a, b;")
    assert [(member.name, member.type.name, len(member.sizes)) for member in structure.members] == [
        ("o", "vec3", 0), ("d", "vec3", 0), ("t", "float", 1)]  # fmt: skip
    assert declaration.type.name == structure.name == "Ray" and [variable.name for variable in declaration.variables] == ["a", "b"]


def test_structures_without_a_name_have_different_ones():
    first, _, second, _ = statements("struct { float t; } a; struct { float t; } b;")
    assert first.name != second.name


def test_a_structure_is_seen_to_the_end_of_its_block():
    source = "void f() { { struct S { float t; }; S a; } S b; }"
    with pytest.raises(CompileError, match="expected ';' before 'b'"):
        parse(source)


def test_a_variable_hides_the_structure_of_its_name():
    *_, block, last = statements("struct S { float t; }; { float S = 1.0; S * a; } S(1.0);")
    assert written(block.statements[1].expression) == "(S * a)" and last.expression.name == "S"


def test_parameters_keep_direction_type_and_name():
    prototype, function = parse("float f(float, inout vec2 a[2]);\nvoid g(void) { }").items
    assert [(each.direction, each.type.name, len(each.type.sizes), each.name) for each in prototype.parameters] == [
        ("in", "float", 0, ""), ("inout", "vec2", 1, "a")]  # fmt: skip
    assert prototype.body is None and function.parameters == [] and function.body.statements == []


def test_every_name_and_number_stands_where_its_node_says():
    for source in map(joined, GOOD):
        for node in nodes(parse(source)) if "#" not in source and "__" not in source else ():
            if isinstance(node, syntax.Name | syntax.Call | syntax.Variable):
                assert source.startswith(node.name, node.at)
            elif isinstance(node, syntax.Unary | syntax.Binary | syntax.Assign | syntax.Postfix):
                assert source.startswith(node.operator, node.at)
            elif isinstance(node, syntax.Number):
                assert source[node.at] in "0123456789.tf"


def test_every_literal_of_a_scene_is_a_number_of_its_tree():
    """A literal's span may begin at its sign: the number ends where the literal does."""
    for seed in range(20):
        source = write(sample(np.random.default_rng(seed), stage="booleans"))
        places = {node.at for node in nodes(parse(source)) if isinstance(node, syntax.Number)}
        assert {literal.start + literal.text.startswith("-") for literal in literals(source)} <= places


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("float a\nfloat b;", "shader line 2: expected ';' before 'float'\n  float b;", 2),
        ("void f() {\n    x = 1.0 +;\n}", "shader line 2: expected an expression before ';'\n  x = 1.0 +;", 2),
        ("void f() {\n", "shader, after its last line: expected an expression; is a brace missing?", 1),
        ("void f() {\n    float active = 1.0;\n}", "shader line 2: expected a name before 'active'\n  float active = 1.0;", 2),
    ],
)
def test_an_error_shows_the_line_and_what_was_expected(source, message, line):
    with pytest.raises(CompileError) as caught:
        parse(source)
    assert (str(caught.value), caught.value.line) == (message, line)


DEEP = ["(", "a(", "a[", "!", "- ", "a = ", "a ? ", "a ? a : ", "{", "if (a) ", "if (a); else ", "for (;;) ", "while (a) ", "do ",
        "switch (a) { case 0: ", "vec2[", "float[a](", "a || a && a | a ^ a & a == a < a << a + a * (", "a.length("]  # fmt: skip
LONG = ["a + ", "a.x", "a[0]", "a++", "a, ", "a; ", "float a[2];", "struct S { float t; };",
        "float a, ", "f(a); ", "int a = 0; { ", "vec2[a]; "]  # fmt: skip


@pytest.mark.parametrize("part", [*DEEP, *LONG])
def test_no_program_of_the_longest_length_takes_long_or_exhausts_pythons_calls(part):
    source = f"void f() {{ {part * (65_536 // len(part) - 10)}"
    start = time.monotonic()
    with pytest.raises(CompileError):
        parse(source)
    assert time.monotonic() - start < 5  # a tenth of a second; what was quadratic would take minutes


@pytest.mark.parametrize(("before", "behind"), [("(", ")"), ("f(", ")"), ("a[", "]"), ("-(", ")"), ("a + (a * (", "))")])
def test_what_is_nested_in_earnest_has_a_tree(before, behind):
    assert expression("a = " + before * 40 + "a" + behind * 40)


@pytest.mark.parametrize("text", ["a" + " + a" * 5000, "a" + ".x" * 5000, "(" * 100 + "a" + " + a" * 200 + ") + a" * 100])
def test_no_tree_is_higher_than_a_walker_may_call_itself(text):
    with pytest.raises(CompileError, match="split it"):
        expression(text)
    with pytest.raises(CompileError, match="split it"):
        statements(f"float x[2] = float[2](a, {text});")


def test_the_deepest_trees_leave_pythons_calls_to_others():
    """Every nesting just below its bound, parsed with a third of the calls that Python allows in use already."""
    for part in DEEP:
        for times in range(20, 260, 20):
            call_deep(sys.getrecursionlimit() // 3, lambda source=f"void f() {{ {part * times}": parse(source))


def call_deep(calls, act):
    if calls:
        call_deep(calls - 1, act)
    else:
        with pytest.raises(CompileError):
            act()
