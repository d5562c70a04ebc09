"""The same mistake reads the same, different ones do not. The messages are what Mesa and vlcritic's own checks said of real programs."""

import pytest

from vlcritic.training.renders.clusters import LONGEST, counted, label


def compiled(message: str) -> str:
    return label({"kind": "CompileError", "message": message})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("shader line 1: `foo' undeclared\n  a = foo;", "shader line 12: `b_2' undeclared\n  b_2", "‹name› undeclared"),
        ("shader line 3: no function with name 'smin'", "shader line 4: no function with name 'len'", "no function with name ‹name›"),
        (
            "shader line 1: no matching function for call to `mix(vec3, vec2)'; candidates are:\n  c",
            "shader line 9: no matching function for call to `dot(vec3, float)'; candidates are:\n  d",
            "no matching function for call to ‹name›; candidates are:",
        ),
        (
            "shader line 1: these loops run 100,000,000 times; at most 65,536",
            "shader line 7: these loops run 70,000 times; at most 65,536",
            "these loops run # times; at most #",
        ),
        ("shader line 5: '\ufffd' is not ASCII", "shader line 5: '#\ufffd\x7fthen) {' is not ASCII", "‹name› is not ASCII"),
        ("100% of the pixels are NaN", "2.5% of the pixels are NaN", "#% of the pixels are NaN"),
        (
            "no program: expected a ```glsl block that defines mainImage, got 'no program'",
            """no program: expected a ```glsl block that defines mainImage, got "it's '`x`' 7\"""",
            "no program: expected a ```glsl block that defines mainImage, got ‹name›",
        ),
    ],
)
def test_places_names_and_numbers_do_not_tell_messages_apart(one, other, expected):
    assert compiled(one) == compiled(other) == f"CompileError: {expected}"


def test_types_and_punctuation_do():
    messages = [
        "syntax error, unexpected '}', expecting ',' or ';'",
        "initializer of type vec2 cannot be assigned to variable of type vec3",
    ]
    assert [compiled(f"shader line 5: {message}") for message in messages] == [f"CompileError: {message}" for message in messages]


def test_kinds_do():
    assert label({"kind": "CheckError", "message": "no"}) != label({"kind": "CompileError", "message": "no"})


def test_a_label_is_short_however_long_the_message():
    assert len(compiled("word " * 10_000)) == LONGEST


def test_errors_are_counted_by_label():
    errors = [{"kind": "CompileError", "message": f"shader line {line}: `{name}' undeclared"} for line, name in enumerate("abc", 1)]
    assert counted([*errors, {"kind": "RenderTimeout", "message": "slow"}]) == {
        "CompileError: ‹name› undeclared": 3,
        "RenderTimeout: slow": 1,
    }
