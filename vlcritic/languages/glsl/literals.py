"""The numbers of a shader: where they stand, and which of them can become uniforms."""

from __future__ import annotations

import re

from vlcritic.languages.glsl.tokens import Token, Tokens, tokenize
from vlcritic.types import Literal

MAX_LIFTED = 240  # OpenGL 3.3 promises 1,024 components, of which a driver may spend four on each

_BEFORE_UNARY = set("([{,;=?:<>+-*/%!&|^") | {"return", "+=", "-=", "*=", "/=", "==", "<=", ">=", "!=", "&&", "||"}
_CANVAS = {"iResolution", "fragCoord"}
_WELL_WRITTEN = re.compile(r"(\d+\.\d*|\.\d+|\d+(?=[eE]))([eE][+-]?\d+)?[fF]?")


def literals(source: str) -> list[Literal]:
    """The numbers inside functions, in the order of the text, a unary minus included.

    Factors of the canvas (`0.5 * iResolution.xy`, `fragCoord * 2.0`) are left out: they place the frame, not the picture.
    Bounds are ± the larger of 1 and twice the number.
    """
    tokens = tokenize(source)
    found = []
    for index in _in_functions(tokens):
        token = tokens[index]
        if token.kind in ("float", "int") and not _scales_canvas(tokens, index):
            found.append(_literal(source, tokens, index))
    return found


def lift(source: str) -> tuple[str, list[float]]:
    """The shader with its liftable literals read from uniforms `vlcritic_0`, `vlcritic_1` …, and their values."""
    found = liftable(source)
    return lifted(source, found), [literal.value for literal in found]


def liftable(source: str) -> list[Literal]:
    """The float literals that can become uniforms, in the order of the text.

    A unary minus goes with its number, so that signs do not make another program. Literals of `const` declarations stay, and so do
    those that GLSL 3.30 refuses (`3f`, `1.0lf`), and every literal where there are more than `MAX_LIFTED`.
    """
    tokens = tokenize(source)
    constant = _in_constants(tokens)
    inside = (index for index in _in_functions(tokens) if tokens[index].kind == "float" and index not in constant)
    floats = (index for index in inside if _WELL_WRITTEN.fullmatch(tokens[index].text))
    found = [_literal(source, tokens, index) for index in floats]
    return found if len(found) <= MAX_LIFTED else []


def lifted(source: str, found: list[Literal]) -> str:
    """The shader with these literals read from `vlcritic_0`, `vlcritic_1` …"""
    parts, end = [], 0
    for slot, literal in enumerate(found):
        parts += [source[end : literal.start], f"(vlcritic_{slot})"]
        end = literal.end
    return "".join(parts) + source[end:]


def _in_functions(tokens: Tokens) -> list[int]:
    """Indices of the tokens inside braces, without preprocessor lines."""
    depth, inside = 0, []
    for index, token in enumerate(tokens):
        depth += (token.text == "{") - (token.text == "}")
        if depth > 0 and token.kind != "directive":
            inside.append(index)
    return inside


def _literal(source: str, tokens: Tokens, index: int) -> Literal:
    token = tokens[index]
    start, value = token.start, _value(token)
    if index >= 2 and tokens[index - 1].text == "-" and tokens[index - 2].text in _BEFORE_UNARY:
        start, value = tokens[index - 1].start, -value
    reach = max(1.0, 2 * abs(value))
    return Literal(start, token.end, source[start : token.end], value, token.kind, -reach, reach)


def _value(token: Token) -> float:
    if token.kind == "int":
        digits = token.text.rstrip("uU")
        return float(int(digits, 16)) if digits[:2] in ("0x", "0X") and len(digits) <= 18 else float(digits if digits.isdigit() else "inf")
    return float(re.sub(r"(?:lf|LF|[fF])$", "", token.text))


def _scales_canvas(tokens: Tokens, index: int) -> bool:
    """Whether the number multiplies or divides `iResolution` or `fragCoord` directly."""
    after = [token.text for token in tokens[index + 1 : index + 3]]
    before = [token.text for token in tokens[max(0, index - 4) : index]]
    if len(after) == 2 and after[0] in ("*", "/") and after[1] in _CANVAS:
        return True
    if not before or before[-1] not in ("*", "/"):
        return False
    return before[-2:-1] != [] and (before[-2] in _CANVAS or (len(before) == 4 and before[0] in _CANVAS and before[1] == "."))


def _in_constants(tokens: Tokens) -> set[int]:
    """Indices of the tokens of `const` declarations, where a uniform may not stand."""
    is_constant, inside = False, set()
    for index, token in enumerate(tokens):
        is_constant = token.text == "const" or (is_constant and token.text not in (";", "{", "}"))
        if is_constant:
            inside.add(index)
    return inside
