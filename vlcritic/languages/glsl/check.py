"""Static checks: what need not be rendered to be wrong, or must not be.

The checks spare the renderer; they are no sandbox. A loop whose bound is computed passes here and meets the deadline there.
"""

from __future__ import annotations

import re
from itertools import accumulate, zip_longest
from math import prod

from vlcritic.errors import CheckError
from vlcritic.languages.glsl.tokens import Token, Tokens, closing_brackets, joined, line_of, tokenize

MAX_CHARACTERS = 65_536
MAX_ITERATIONS = 65_536  # of nested loops whose bounds are written out: a ray-marcher with 128 steps and 4×4 samples has 2,048
MAX_DEPTH = 32  # of loops in loops
MAX_EXPANSION = 262_144  # tokens that one macro may expand to
MAX_ROUNDS = 64  # over the macros, to find out what they expand to

_DIRECTIVES = {"define", "undef", "if", "ifdef", "ifndef", "else", "elif", "endif"}
_GLOBAL_WORDS = {"uniform", "layout", "varying", "attribute", "in", "out", "buffer", "shared", "subroutine"}
_RESOURCES = re.compile(
    r"[iu]?(sampler|image)(1D|2D|3D|Cube|Buffer)\w*|texture(Lod|Grad|Proj|Size|Offset|Gather|Query)?\w*|texelFetch\w*"
    r"|image(Load|Store|Size|Atomic\w*)|atomic\w+|iChannel\w+",
    re.ASCII,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLOCK = re.compile(r"\b(iTime|iTimeDelta|iFrame|iFrameRate|iDate)\b")
_LOOP = re.compile(r"\b(for|while|do)\b")
_PLAIN_LOOP = re.compile(r"for\s*\([^;]*;\s*\w+\s*<=?\s*[\d.]+\s*;[^;)]*\)")
_ENDINGS = {"break", "return", "discard"}


def check(source: str) -> None:
    """Refuse a shader that cannot or must not be rendered. Raises CheckError with the line in `source`."""
    check_length(source)
    source = joined(source)
    tokens = tokenize(source)
    _check_text(source, tokens)
    _check_directives(source, tokens)
    _check_names(source, tokens)
    _check_loops(source, tokens)


def check_length(source: str) -> None:
    """Refuse a shader that is too long to be looked at. Raises CheckError."""
    if len(source) > MAX_CHARACTERS:
        raise CheckError(f"shader: {len(source):,} characters; at most {MAX_CHARACTERS:,} are compiled")


def has_open_loop(source: str) -> bool:
    """Whether a loop's end is not plain from its head, in a glance: such a shader is the one that may hang."""
    return any(not _PLAIN_LOOP.match(source, loop.start()) for loop in _LOOP.finditer(source))


def uses_time(source: str) -> bool:
    """Whether the shader names a clock of the harness."""
    return _CLOCK.search(joined(source)) is not None


def _refuse(source: str, position: int, message: str) -> None:
    line = line_of(source, position)
    raise CheckError(f"shader line {line}: {message}", line=line)


def _check_text(source: str, tokens: Tokens) -> None:
    """Characters that a GLSL compiler need not understand, and comments that swallow the harness."""
    try:
        source.encode()
    except UnicodeEncodeError as error:
        _refuse(source, error.start, "half of a character; write ASCII")
    if "\0" in source:
        _refuse(source, source.index("\0"), "a NUL character; the compiler would not read on")
    for token in tokens:
        if token.kind == "open_comment":
            _refuse(source, token.start, "a comment that never closes; add */")
        if not token.text.isascii():
            _refuse(source, token.start, f"{token.text[:20]!r} is not ASCII; GLSL 3.30 allows that in comments only")


def _check_directives(source: str, tokens: Tokens) -> None:
    """Only macros and conditionals, none of which expands without bound or renames what the harness owns."""
    macros: list[tuple[Token, str, list[str]]] = []
    for token in tokens:
        if token.kind != "directive":
            if token.text == "#":
                _refuse(source, token.start, "a # that opens no directive")
            continue
        words = re.findall(r"\w+|##|\S", _COMMENT.sub(" ", token.text[1:]), re.ASCII)
        if words and words[0] not in _DIRECTIVES:
            _refuse(source, token.start, f"#{words[0]}: only #define and conditionals are allowed; the harness owns version and extensions")
        if words[:1] == ["define"] and len(words) > 1:
            _check_macro(source, token, words[1], words[2:])
            macros.append((token, words[1], words[2:]))
    _check_expansion(source, macros)


def _check_macro(source: str, token: Token, name: str, body: list[str]) -> None:
    if name in ("main", "mainImage", "fragColor") or name.startswith(("gl_", "vlcritic_")) or name in _GLOBAL_WORDS:
        _refuse(source, token.start, f"#define {name}: that name belongs to the harness or the language")
    if "##" in body:
        _refuse(source, token.start, f"#define {name}: ## makes names that no check sees; write them out")


def _check_expansion(source: str, macros: list[tuple[Token, str, list[str]]]) -> None:
    """A macro's expansion is bounded, in whatever order macros are defined: a body is read where the macro is used."""
    sizes: dict[str, int] = {}
    for _ in range(MAX_ROUNDS):
        before = dict(sizes)
        macros.reverse()
        for token, name, body in macros:
            sizes[name] = sum(sizes.get(word, 1) if word != name else 1 for word in body)
            if sizes[name] > MAX_EXPANSION:
                _refuse(source, token.start, f"#define {name} expands to {sizes[name]:,} tokens; at most {MAX_EXPANSION:,}")
        if sizes == before:
            return


def _check_names(source: str, tokens: Tokens) -> None:
    """`mainImage` is there, `main` is not; no inputs, outputs, textures, images or buffers of its own."""
    depth, names = 0, set()
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.kind == "name":
            names.add(token.text)
            _check_name(source, token, depth, following)
        if len(token.text) == 1:
            depth += (token.text in "({") - (token.text in ")}")
    if "mainImage" not in names:
        raise CheckError("shader: no mainImage; define void mainImage(out vec4 fragColor, in vec2 fragCoord)")


def _check_name(source: str, token: Token, depth: int, following: Token | None) -> None:
    name, is_call = token.text, following is not None and following.text == "("
    if name.startswith("vlcritic_") or (name == "main" and is_call):
        _refuse(source, token.start, f"{name}: that name belongs to the harness; draw in mainImage")
    if depth == 0 and name in _GLOBAL_WORDS:
        _refuse(source, token.start, f"{name}: the harness supplies iResolution, iTime and iMouse; remove the declaration")
    is_resource = _RESOURCES.fullmatch(name) and (is_call or name.startswith("iChannel") or "sampler" in name)
    if is_resource:
        _refuse(source, token.start, f"{name}: no textures, images or buffers are bound; compute the picture")


def _check_loops(source: str, tokens: Tokens) -> None:
    """No loop that plainly never ends, no nest of written-out bounds beyond `MAX_ITERATIONS`, none deeper than `MAX_DEPTH`."""
    open_loops: list[tuple[int, float]] = []  # (index of the token that ends the loop, iterations)
    closings = closing_brackets(tokens)
    openings = {end: start for start, end in closings.items()}
    exits = list(accumulate((token.text in _ENDINGS for token in tokens), initial=0))  # before each token
    for index, token in enumerate(tokens):
        if token.kind != "name" or token.text not in ("for", "while") or index + 1 not in closings:
            continue  # no loop, or a head that never closes: the compiler's to refuse
        head_end = closings[index + 1]
        head, end = tokens[index + 2 : head_end], _body_end(tokens, head_end + 1, closings)
        start = openings.get(index - 1, index)
        first, last = (start, index) if tokens[start - 1].text == "do" else (head_end, end)
        if _has_no_exit(token.text, head) and exits[first] == exits[last]:
            _refuse(source, token.start, f"this {token.text} loop never ends: it has no condition, break or return")
        open_loops = [loop for loop in open_loops if loop[0] >= index] + [(end, _iterations(head))]
        total = prod(iterations for _, iterations in open_loops)
        if total > MAX_ITERATIONS:
            _refuse(source, token.start, f"these loops run {total:,.0f} times; at most {MAX_ITERATIONS:,}")
        if len(open_loops) > MAX_DEPTH:
            _refuse(source, token.start, f"loops nested more than {MAX_DEPTH} deep")


def _body_end(tokens: Tokens, start: int, closings: dict[int, int]) -> int:
    """Index of the last token of the statement that begins at `start`."""
    if start < len(tokens) and tokens[start].text == "{":
        return closings.get(start, len(tokens))
    return next((index for index in range(start, len(tokens)) if tokens[index].text == ";"), len(tokens))


def _has_no_exit(word: str, head: Tokens) -> bool:
    texts = [token.text for token in head]
    if word == "while":
        return texts in (["true"], ["1"])
    parts = " ".join(texts).split(";")
    return len(parts) == 3 and parts[1].strip() in ("", "true")


def _iterations(head: Tokens) -> float:
    """Times that `for (int i = A; i < B; i += C)` runs, 1 where that is not how the loop is written."""
    text = "".join(token.text + " " for token in head)
    number = r"(-? ?(?:\d+\.?\d*|\.\d+))[fu]?"
    match = re.match(rf"(?:int|uint|float) (\w+) = {number} ; \1 (<=?|>=?) {number} ; (?:\1 )?(\+\+|--|[-+]=)(?: {number}| \1)? ?$", text)
    if not match:
        return 1
    start, end = (float(match[group].replace(" ", "")) for group in (2, 4))
    step = float(match[6].replace(" ", "")) if match[6] else 1.0
    return max(1.0, abs(end - start) / abs(step)) if step else float("inf")
