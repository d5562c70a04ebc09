"""GLSL's preprocessor: from a shader's text to the tokens that its grammar reads.

Macros expand by hide sets: every token remembers the macros that it came out of, and is not expanded by them again.

Source: GLSL 3.30 specification, 3.3 (preprocessor); D. Prosser's algorithm for ANSI C, X3J11/86-196.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from vlcritic.languages.glsl.harness import located
from vlcritic.languages.glsl.tokens import Token, Tokens, line_of, scan, tokenize
from vlcritic.languages.glsl.twin.parsing.conditions import evaluate

MAX_EXPANSION = 131_072  # tokens that all macros of a shader write, those that write more macros included
MAX_NESTING = 64  # of macros in macros, and of macros in arguments

Columns = tuple[Sequence[str], Sequence[str], Sequence[int]]
"""Kind, text and place of every token, `end` with an empty text behind the last."""


class Word(NamedTuple):
    """A token that a macro or a directive wrote: as a Token, with the macros that it must not be expanded by again."""

    kind: str
    text: str
    start: int
    hidden: frozenset[str] = frozenset()


Piece = Word | Token  # what there is to read


class Macro(NamedTuple):
    """What a name stands for. `parameters` is `None` where it takes no parentheses."""

    parameters: list[str] | None
    body: list[Word]


class Group(NamedTuple):
    """An `#if` that is open: whether its present part is read, whether one has been, whether this is the `#else`."""

    is_read: bool
    was_read: bool
    is_last: bool = False


_LINE = "__LINE__"
_BUILT_IN = {"__VERSION__": "330", "__FILE__": "0", "GL_core_profile": "1", _LINE: "0"}


def preprocess(source: str) -> Columns:
    """The tokens of a shader with its macros expanded and its conditionals decided.

    What a macro's body wrote has the place of the macro's use; what stands in the text, arguments included, has its own.

    Args:
        source: the text as `tokens.joined` returns it.

    Raises:
        CompileError: a directive or a use of a macro is wrong, or expands without bound.
    """
    tokens = tokenize(source)
    if "#" in source or "__" in source or "GL_" in source:
        words = Preprocessor(source).read(tokens)
    else:
        words = tokens
    kinds, texts, places, _ = zip(*words, strict=True) if words else ((), (), (), ())
    return (*kinds, "end"), (*texts, ""), (*places, len(source))


class Preprocessor:
    """One reading of one shader: the macros so far, the conditionals that are open, and what may still be expanded."""

    def __init__(self, source: str):
        self.source = source
        self.macros = {name: Macro(None, [Word("int", value, 0)]) for name, value in _BUILT_IN.items()}
        self.groups: list[tuple[Group, int]] = []  # with the place of the `#if`
        self.left = MAX_EXPANSION

    def read(self, tokens: Tokens) -> list[Piece]:
        """Every token that is left when the directives are obeyed."""
        words, start = [], 0
        for index in [index for index, token in enumerate(tokens) if token.kind == "directive"]:
            words += self._run(tokens[start:index])
            self._obey(tokens[index])
            start = index + 1
        words += self._run(tokens[start:])
        if self.groups:
            self._refuse(self.groups[-1][1], "an #if that no #endif closes")
        return words

    def _run(self, tokens: Tokens) -> Sequence[Piece]:
        """What is left of the tokens between two directives."""
        return self._expanded(tokens) if not self.groups or self.groups[-1][0].is_read else ()

    def _refuse(self, at: int, message: str) -> NoReturn:
        raise located(line_of(self.source, at), message, self.source)

    # directives

    def _obey(self, token: Token) -> None:
        parts = scan(token.text[1:])
        words = [Word(kind, text, token.start) for kind, text, _, _ in parts]
        name = words[0].text if words else ""
        if name in ("if", "ifdef", "ifndef"):
            self._open(name, words)
        elif name in ("elif", "else", "endif"):
            self._go_on(name, words)
        elif self.groups and not self.groups[-1][0].is_read:
            return
        elif name == "define":
            self._define(words, is_joined=len(parts) > 2 and parts[1].end == parts[2].start)
        elif name == "undef":
            self._undefine(words)
        elif words:
            self._refuse(token.start, f"#{name[:40]}: only #define and conditionals are allowed")

    def _open(self, name: str, words: list[Word]) -> None:
        if self.groups and not self.groups[-1][0].is_read:
            group = Group(is_read=False, was_read=True)
        else:
            is_true = self._is_true(words) if name == "if" else (self._only_name(words) in self.macros) == (name == "ifdef")
            group = Group(is_true, is_true)
        self.groups.append((group, words[0].start))

    def _go_on(self, name: str, words: list[Word]) -> None:
        """To the next part of the innermost conditional, or out of it."""
        at = words[0].start
        if not self.groups:
            self._refuse(at, f"#{name} without #if")
        if name != "elif" and len(words) > 1:
            self._refuse(at, f"#{name}: expected the end of the line before {words[1].text[:40]!r}")
        group, start = self.groups.pop()
        if name == "endif":
            return
        if group.is_last:
            self._refuse(at, f"#{name} after #else")
        is_read = not group.was_read and (name == "else" or self._is_true(words))
        self.groups.append((Group(is_read, is_read or group.was_read, name == "else"), start))

    def _is_true(self, words: list[Word]) -> bool:
        """Of the condition behind an `#if` or `#elif`."""
        directive, pending, decided = words[0], words[:0:-1], []
        while pending:
            word = pending.pop()
            if word.text == "defined":
                word = Word("int", str(int(self._defined_name(pending, directive) in self.macros)), word.start)
            decided.append(word)
        try:
            return evaluate([word.text for word in self._expanded(decided)]) != 0
        except ValueError as error:
            self._refuse(directive.start, f"#{directive.text}: {error}")

    def _defined_name(self, pending: list[Word], directive: Word) -> str:
        """The name behind a `defined`, taken from `pending` with its parentheses."""
        wanted = "(n)" if pending and pending[-1].text == "(" else "n"
        taken = [pending.pop() for _ in wanted[: len(pending)]]
        if "".join("n" if word.kind == "name" else word.text for word in taken) != wanted:
            self._refuse(directive.start, f"#{directive.text}: expected a name behind 'defined'")
        return taken[len(taken) // 2].text

    def _only_name(self, words: list[Word]) -> str:
        """The name that a directive is about, which nothing may follow."""
        directive = words[0]
        if len(words) < 2 or words[1].kind != "name":
            self._refuse(directive.start, f"#{directive.text}: expected a name")
        if len(words) > 2:
            self._refuse(directive.start, f"#{directive.text}: expected the end of the line before {words[2].text[:40]!r}")
        return words[1].text

    def _undefine(self, words: list[Word]) -> None:
        name = self._only_name(words)
        if name in _BUILT_IN:
            self._refuse(words[0].start, f"#undef {name}: that name belongs to the language")
        self.macros.pop(name, None)

    def _define(self, words: list[Word], *, is_joined: bool) -> None:
        name, at = self._only_name(words[:2]), words[0].start
        macro = self._with_parameters(name, words) if is_joined and words[2].text == "(" else Macro(None, words[2:])
        if name == "defined" or name.startswith("GL_"):
            self._refuse(at, f"#define {name}: that name belongs to the language")
        if any(word.text == "#" for word in macro.body):
            self._refuse(at, f"#define {name}: a '#' in a macro")
        if _said(self.macros.setdefault(name, macro)) != _said(macro):
            self._refuse(at, f"#define {name}: it is another macro already; #undef it first")

    def _with_parameters(self, name: str, words: list[Word]) -> Macro:
        """The macro of `#define NAME(a, b) body`, whose parenthesis is `words[2]`."""
        texts = [word.text for word in words]
        end = texts.index(")") if ")" in texts else len(texts)
        parameters = texts[3:end:2]
        is_list = all(word.kind == "name" for word in words[3:end:2]) and {*texts[4:end:2]} <= {","}
        if end == len(texts) or not is_list or texts[end - 1] == "," or len({*parameters}) < len(parameters):
            self._refuse(words[0].start, f"#define {name}: expected different names, commas between them, and ')'")
        return Macro(parameters, words[end + 1 :])

    # expansion

    def _expanded(self, words: Sequence[Piece], depth: int = 0) -> Sequence[Piece]:
        """The words with every macro replaced, in what replaces them too."""
        if self.macros.keys().isdisjoint([word.text for word in words]):
            return words
        macros, pending, made = self.macros, [*reversed(words)], []
        while pending:
            word = pending.pop()
            macro = macros.get(word.text)
            if macro is None:
                made.append(word)
            elif not self._replaced(word, macro, pending, depth):
                made.append(word)
        return made

    def _replaced(self, use: Piece, macro: Macro, pending: list[Piece], depth: int) -> bool:
        """Whether a macro is used here; what stands for it is then before what is pending."""
        hidden = _hidden(use)
        if use.text in hidden or (macro.parameters is not None and (not pending or pending[-1].text != "(")):
            return False
        if depth + len(hidden) > MAX_NESTING:
            self._refuse(use.start, f"macros nested more than {MAX_NESTING} deep")
        if macro.parameters is None:
            body = self._body(use, macro)
        else:
            arguments, closing = self._arguments(use, macro, pending)
            body = self._body(use, macro, [self._expanded(argument, depth + 1) for argument in arguments])
            hidden &= _hidden(closing)
        hidden |= {use.text}
        pending += [Word(word.kind, word.text, word.start, _hidden(word) | hidden) for word in reversed(body)]
        return True

    def _arguments(self, use: Piece, macro: Macro, pending: list[Piece]) -> tuple[list[list[Piece]], Piece]:
        """What stands in the parentheses behind a use, taken from `pending`, and the parenthesis that closes."""
        pending.pop()
        arguments, depth = [[]], 1
        while pending:
            word = pending.pop()
            depth += (word.text == "(") - (word.text == ")")
            if depth == 0:
                break
            if depth == 1 and word.text == ",":
                arguments.append([])
            else:
                arguments[-1].append(word)
        else:
            self._refuse(use.start, f"macro {use.text}: no ')' closes its arguments")
        if arguments == [[]] and not macro.parameters:
            arguments = []
        if len(arguments) != len(macro.parameters):
            self._refuse(use.start, f"macro {use.text}: expected {len(macro.parameters)} arguments, got {len(arguments)}")
        return arguments, word

    def _body(self, use: Piece, macro: Macro, arguments: Sequence[Sequence[Piece]] = ()) -> list[Piece]:
        """What stands for a use: the body at the place of the use, the arguments at their own."""
        if use.text == _LINE:
            return [Word("int", str(line_of(self.source, use.start)), use.start)]
        by_name = dict(zip(macro.parameters or (), arguments, strict=True))
        body = []
        for word in macro.body:
            body += by_name.get(word.text) or ([word._replace(start=use.start)] if word.text not in by_name else [])
            if len(body) > self.left:
                self._refuse(use.start, f"macros expand to more than {MAX_EXPANSION:,} tokens")
        self.left -= len(body) + 1
        return body


def _hidden(word: Piece) -> frozenset[str]:
    """The macros that a word is not expanded by."""
    return word.hidden if type(word) is Word else frozenset()


def _said(macro: Macro) -> tuple:
    """What two definitions of one name must agree in."""
    return macro.parameters, [word.text for word in macro.body]
