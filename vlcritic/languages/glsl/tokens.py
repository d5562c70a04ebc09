"""GLSL text as tokens with spans: what the checks, the literals and the extraction read.

Source: GLSL 3.30 specification, chapter 3 (basics). Comments are dropped; a preprocessor line is one token.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    [ \t\r\f\v\n]*(?:
        ([A-Za-z_]\w*)
      | ([(),;{}\[\]]|\.(?!\d)|(?!//|/\*|\\\r?\n)(?:<<=|>>=|\+\+|--|<=|>=|==|!=|&&|\|\||\^\^|<<|>>|[-+*/%&|^]=|[^\w\s.\#]))
      | ((?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?(?:lf|LF|[fF])?|\d+[eE][+-]?\d+(?:lf|LF|[fF])?|\d+[fF](?!\w))
      | (0[xX][0-9A-Fa-f]+[uU]?|\d+[uU]?)
      | //[^\n]*|/\*.*?\*/|\\\r?\n
      | (/\*.*)
    )
  | ^[ \t]*(\#(?:\\\r?\n|/\*.*?\*/|(?!//|/\*)[^\n])*)
  | [ \t\r\f\v\n]*\n|[ \t\r\f\v]+
  | (\#)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.ASCII,
)
_KINDS = ("", "name", "operator", "float", "int", "open_comment", "directive", "operator")  # of the groups
_CONTINUED = re.compile(r"^(?:[^\n]*\\\n)+[^\n]*", re.MULTILINE)


class Token(NamedTuple):
    """A token: its kind (`float`, `int`, `name`, `operator`, `directive`, `open_comment`), text and character span."""

    kind: str
    text: str
    start: int
    end: int


Tokens = tuple[Token, ...]


@lru_cache(maxsize=8)
def tokenize(source: str) -> Tokens:
    """The tokens of a shader. Never fails: an unknown character is an operator of its own. Checks and literals both ask: kept a while."""
    return scan(source)


def scan(text: str) -> Tokens:
    """As `tokenize`, of any text, which is not kept."""
    new = tuple.__new__  # what Token() calls, at half the cost
    return tuple(
        [
            new(Token, (_KINDS[group], match[group], match.start(group), match.end(group)))
            for match in _TOKEN.finditer(text)
            if (group := match.lastindex)  # None of space and comments
        ]
    )


def joined(source: str) -> str:
    """The text as a compiler reads it: lines that end in a backslash joined, every line ending a newline. Lines keep their numbers."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if "\\\n" not in source:
        return source
    return _CONTINUED.sub(lambda lines: lines[0].replace("\\\n", "") + "\n" * lines[0].count("\\\n"), source)


def line_of(source: str, position: int) -> int:
    """Line of a character, counted from 1."""
    return source.count("\n", 0, position) + 1


def closing_brackets(tokens: Tokens) -> dict[int, int]:
    """Index of the bracket that closes each one, by the index of the one that opens; one that never closes is left out."""
    stack, closings = [], {}
    for index, token in enumerate(tokens):
        if token.text in ("(", "[", "{"):
            stack.append(index)
        elif token.text in (")", "]", "}") and stack:
            closings[stack.pop()] = index
    return closings
