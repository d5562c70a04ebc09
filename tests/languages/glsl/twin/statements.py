"""Random GLSL programs: declarations, assignments of every form, branches, loops, functions with inout parameters, arrays, a structure.

A float variable stays within 2.0 whatever is assigned, and what is assigned in a loop magnifies errors little, so that a program is as well
conditioned as its expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import hypothesis.strategies as st

from tests.languages.glsl.twin.expressions import Writer
from tests.languages.glsl.twin.writing.values import MATRICES, SCALARS, VECTORS, Function, Value, kind_of, shape_of, size_of, vector

WITHIN = 2.0
LOOP_GAIN = 3.0  # of one assignment in a loop
LOOPED_GAIN = LOOP_GAIN**4
DECLARED = (*SCALARS, *VECTORS["float"], *VECTORS["float"], *VECTORS["int"], *VECTORS["uint"], *VECTORS["bool"], *MATRICES[::2])
STRUCTURE = "struct Part { float size; vec3 ink; ivec2 cell; };\n"
MEMBERS = (("size", "float"), ("ink", "vec3"), ("cell", "ivec2"))
INPUTS = (
    ("vec2", "p", "2.0 * fragCoord / iResolution.xy - 1.0"),
    ("float", "r", "length(p)"),
    ("ivec2", "cell", "ivec2(fragCoord)"),
    ("uint", "id", "uint(cell.x) * 747796405u + uint(cell.y) * 2891336453u"),
)
SQUASHED = ("0.5 + 0.5 * sin({})", "0.5 + 0.2 * ({})", "abs(fract(({}) * 0.37 + 0.219) * 2.0 - 1.0)", "smoothstep(-2.5, 2.5, {})")
DERIVED = ("dFdx", "dFdy", "fwidth")


@st.composite
def programs(draw) -> str:
    """A whole shader."""
    return ProgramWriter(draw).program()


class ProgramWriter(Writer):
    """Draws statements; what they declare is in scope until their block ends."""

    def __init__(self, draw: Callable):
        super().__init__(draw)
        self.count = 0
        self.read_only: set[str] = set()
        self.procedures: list[tuple[str, str, str, float]] = []  # name, type of its in and of its inout parameter, gain
        self.loops = 0
        self.can_return = ""

    def program(self) -> str:
        helpers = [self.pick((self.function, self.procedure))() for _ in range(self.whole(0, 2))]
        self.scope = [Value(name, type_, 1.5) for type_, name, _ in INPUTS]
        self.read_only = {"cell", "id"}
        lines = [f"{type_} {name} = {text};" for type_, name, text in INPUTS] + self.statements(self.whole(2, 5), depth=2) + self.result()
        main = "void mainImage(out vec4 fragColor, in vec2 fragCoord) {\n" + _indented(lines) + "}\n"
        return STRUCTURE + "".join(helpers) + main

    def result(self) -> list[str]:
        shown = self.value("vec3", 3)
        shown = replace(shown, text=f"{shown.text} + vec3(p, r)")  # no canvas of one colour
        if self.whole(0, 4) == 0:
            slope = f"{self.pick(DERIVED)}({self.value('vec3', 2).text})"
            shown = replace(shown, text=f"{shown.text} + {slope}")
        return [f"fragColor = vec4({self.pick(SQUASHED).format(shown.text)}, 1.0);"]

    # Functions

    def function(self) -> str:
        """One whose parameters are only read, with an early return."""
        parameters = tuple(self.pick(DECLARED) for _ in range(self.whole(1, 3)))
        self._enter(parameters)
        type_, name = self.pick((*SCALARS, "vec2", "vec3", "vec4", "ivec2", "uvec3", "bvec2", "mat2")), self._new("f")
        lines, early, last = self.statements(self.whole(0, 2), depth=1), [], self._kept(type_)
        if self.whole(0, 1):
            other = self._kept(type_)
            last, early = replace(last, gain=max(last.gain, other.gain)), [f"if ({self.value('bool', 1).text}) return {other.text};"]
        text = ", ".join(f"{parameter} {value.text}" for parameter, value in zip(parameters, self._entered, strict=True))
        if last.gain < 30.0:
            self.functions.append(Function(name, type_, parameters, last.gain))
        return f"{type_} {name}({text}) {{\n{_indented([*lines, *early, f'return {last.text};'])}}}\n"

    def procedure(self) -> str:
        """One that changes its second parameter."""
        first, second = self.pick(DECLARED), self.pick(("float", "vec2", "vec3", "vec4", "int", "ivec3", "mat3"))
        self._enter((first, second))
        name, target = self._new("f"), self._entered[1]
        lines = [*self.statements(self.whole(0, 2), depth=1), self.assigned(target)]
        gain = next(value.gain for value in self.scope if value.text == target.text)
        self.procedures.append((name, first, second, gain))
        return f"void {name}(in {first} {self._entered[0].text}, inout {second} {target.text}) {{\n{_indented(lines)}}}\n"

    def _enter(self, parameters: tuple[str, ...]) -> None:
        self._entered = [Value(self._new("a"), parameter, WITHIN) for parameter in parameters]
        self.scope, self.read_only = list(self._entered), set()

    # Statements

    def statements(self, count: int, *, depth: int) -> list[str]:
        return [line for _ in range(count) for line in self.statement(depth)]

    def statement(self, depth: int) -> list[str]:
        simple = [self.declared, self.assign, self.assign, self.swizzle, self.element, self.stepped, self.array, self.part, self.call]
        return self.pick(simple if depth <= 0 else [*simple, self.branch, self.branch, self.loop, self.loop, self.switch])(depth)

    def declared(self, depth: int) -> list[str]:
        type_ = self.pick(DECLARED)
        return [self._declare(type_, self._kept(type_))]

    def assign(self, depth: int) -> list[str]:
        targets = self._writable()
        return [self.assigned(self.pick(targets))] if targets else self.declared(depth)

    def assigned(self, target: Value) -> str:
        """`name = …;`, or a compound assignment."""
        kind, value = kind_of(target.type), self._kept(target.type)
        if kind in ("int", "uint") and self.whole(0, 1):
            operator = self.pick(("+=", "-=", "*=", "&=", "|=", "^=", "<<=", ">>="))
            return f"{target.text} {operator} {self.whole(0, 7) if operator in ('<<=', '>>=') else value.text};"
        if kind == "float" and self.whole(0, 1) and value.gain + target.gain <= self._most_gain():
            self._grown(target, value.gain + target.gain)
            operator = self.pick(("+=", "-="))
            return f"{target.text} {operator} {value.text}; {target.text} = clamp({target.text}, -{WITHIN}, {WITHIN});"
        self._grown(target, value.gain)
        return f"{target.text} = {value.text};"

    def swizzle(self, depth: int) -> list[str]:
        """`name.zx = …;`"""
        targets = [value for value in self._writable() if value.type in (*VECTORS["float"], *VECTORS["int"])]
        if not targets:
            return self.declared(depth)
        target = self.pick(targets)
        letters = self.draw(st.permutations("xyzw"[: size_of(target.type)]))[: self.whole(1, size_of(target.type))]
        value = self._kept(vector(kind_of(target.type), len(letters)))
        self._grown(target, max(target.gain, value.gain))
        return [f"{target.text}.{''.join(letters)} = {value.text};"]

    def element(self, depth: int) -> list[str]:
        """A component or a column, by a computed index."""
        targets = [value for value in self._writable() if value.type in (*VECTORS["float"], *VECTORS["uint"], *MATRICES)]
        if not targets:
            return self.declared(depth)
        target = self.pick(targets)
        count, inner = (size_of(target.type), vector(kind_of(target.type), 1)) if kind_of(target.type) != "mat" else _columns(target.type)
        value = self._kept(inner)
        self._grown(target, max(target.gain, value.gain))
        return [f"{target.text}[({self.value('int', 2).text} & 1023) % {count}] = {value.text};"]

    def stepped(self, depth: int) -> list[str]:
        targets = [value for value in self._writable() if kind_of(value.type) in ("int", "uint")]
        return [self.pick(("{}++;", "--{};")).format(self.pick(targets).text)] if targets else self.declared(depth)

    def array(self, depth: int) -> list[str]:
        """An array and a variable read from it by a computed index."""
        type_, name, count = self.pick(("float", "vec2", "vec3", "int", "uvec2", "mat2")), self._new("list"), self.whole(2, 4)
        parts = [self._kept(type_) for _ in range(count)]
        line = f"{type_} {name}[{count}] = {type_}[{count}]({', '.join(part.text for part in parts)});"
        read = Value(f"{name}[({self.value('int', 2).text} & 1023) % {count}]", type_, WITHIN, max(part.gain for part in parts))
        return [line, self._declare(type_, read)]

    def part(self, depth: int) -> list[str]:
        """A structure; its members are variables from then on."""
        name, values = self._new("part"), [self._kept(type_) for _, type_ in MEMBERS]
        self.scope += [replace(value, text=f"{name}.{member}", bound=WITHIN) for (member, _), value in zip(MEMBERS, values, strict=True)]
        return [f"Part {name} = Part({', '.join(value.text for value in values)});"]

    def call(self, depth: int) -> list[str]:
        """A call that changes a variable."""
        for name, first, second, gain in self.procedures:
            targets = [value for value in self._writable() if value.type == second]
            value = self._kept(first)
            if targets:
                target = self.pick(targets)
                after = gain * max(value.gain, target.gain)
                if after <= self._most_gain():
                    self._grown(target, after)
                    return [f"{name}({value.text}, {target.text});"]
        return self.declared(depth)

    def branch(self, depth: int) -> list[str]:
        condition = self.value("bool", 2).text
        yes = self.block(self.whole(1, 2), depth - 1)
        no = self.block(1, depth - 1) if self.whole(0, 1) else None
        return [f"if ({condition}) {{", *yes, *(["} else {", *no] if no else []), "}"]

    def loop(self, depth: int) -> list[str]:
        """A for, while or do loop of up to four rounds, that may be left or continued early."""
        name, rounds = self._new("i"), self.whole(1, 4)
        head, tail, counter = self.pick((
            (f"for (int {name} = 0; {name} < {rounds}; {name}++) {{", "}", "int"),
            (f"for (uint {name} = {rounds}u; {name} > 0u; --{name}) {{", "}", "uint"),
            (f"for (int {name} = 0; {name}++ < {rounds};) {{", "}", "int"),
            (f"int {name} = {rounds}; while ({name}-- > 0) {{", "}", "int"),
            (f"int {name} = 0; do {{", f"}} while (++{name} < {rounds});", "int"),
        ))  # fmt: skip
        self.read_only.add(name)
        self.loops += 1
        lines = self.block(self.whole(1, 2), depth - 1, Value(name, counter), exits=True)
        self.loops -= 1
        return [head, *lines, tail]

    def switch(self, depth: int) -> list[str]:
        """Three labels with and without break."""
        lines = [f"switch ({self.value('int', 2).text} & 3) {{"]
        for label in ("case 0:", "case 2:", "default:"):
            lines += [label, *self.block(1, depth - 1), *(["break;"] if self.whole(0, 2) else [])]
        return [*lines, "}"]

    def block(self, count: int, depth: int, *extra: Value, exits: bool = False) -> list[str]:
        """Indented statements; what they declare goes out of scope."""
        outside = len(self.scope)
        self.scope += extra
        lines = self.statements(count, depth=depth)
        if exits and self.whole(0, 1):
            lines.insert(self.whole(0, 1), f"if ({self._outer('bool', outside, extra)}) {self.pick(('break', 'continue'))};")
        del self.scope[outside:]
        return ["{", *(f"    {line}" for line in lines), "}"] if lines else lines

    # Parts of them

    def _outer(self, type_: str, outside: int, extra: tuple[Value, ...]) -> str:
        """An expression over what was in scope before the block."""
        inside, self.scope = self.scope, self.scope[:outside] + list(extra)
        text = self.value(type_, 2).text
        self.scope = inside
        return text

    def _kept(self, type_: str) -> Value:
        """What may be assigned: within `WITHIN`, and of little gain in a loop."""
        value = self.value(type_, 3 if size_of_text(type_) < 3 else 2, gain=self._most_gain())
        if value.gain > self._most_gain():
            value = self._constant(type_)
        return self.fit(value, WITHIN) if kind_of(type_) in ("float", "mat") else value

    def _most_gain(self) -> float:
        return LOOP_GAIN if self.loops else LOOPED_GAIN

    def _declare(self, type_: str, value: Value) -> str:
        name = self._new("v")
        self.scope.append(replace(value, text=name, bound=WITHIN))
        return f"{type_} {name} = {value.text};"

    def _grown(self, target: Value, gain: float) -> None:
        """Remember a variable's gain after an assignment: the largest, as it may not have run."""
        place = next(place for place, value in enumerate(self.scope) if value.text == target.text)
        gain = LOOPED_GAIN if self.loops and gain > 1.0 else gain
        self.scope[place] = replace(target, gain=max(target.gain, gain))

    def _writable(self) -> list[Value]:
        return [value for value in self.scope if value.text not in self.read_only]

    def _new(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"


def size_of_text(type_: str) -> int:
    """How much text a value of the type takes, 1 to 4."""
    return 4 if type_.startswith("mat") else size_of(type_)


def _columns(type_: str) -> tuple[int, str]:
    columns, rows = shape_of(type_)
    return columns, vector("float", rows)


def _indented(lines: list[str]) -> str:
    return "".join(f"    {line}\n" for line in lines)


_TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|[-+<>=&|^]=|&&|\|\||\^\^|<<|>>|\+\+|--|\S")
_ALIKE = (  # what may take the place of a token: often GLSL still, of other types
    ("float", "int", "uint", "bool", "vec2", "vec3", "ivec2", "ivec3", "uvec2", "bvec2", "bvec3", "vec4", "mat2", "mat3", "mat2x3"),
    ("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "<", "==", "&&", "^^", ","),
    ("=", "+=", "*=", "%=", "<<=", "&="),
    ("p", "r", "cell", "id", "1", "1.0", "2u", "true", "iResolution"),
    ("sin", "floor", "abs", "min", "mix", "dot", "any", "not", "transpose", "length", "int", "vec3"),
    ("break", "continue", "return", "discard", ""),
    ("{", "}", "(", ")", ";", ""),
)


@st.composite
def damaged(draw) -> str:
    """A program of which one token is deleted, doubled or replaced by one like it: GLSL still, or not."""
    source = draw(programs())
    tokens = [token for token in _TOKEN.finditer(source, len(STRUCTURE)) if not _is_in_loop_head(source, token.start())]
    token = tokens[draw(st.integers(0, len(tokens) - 1))]
    alike = [words for words in _ALIKE if token[0] in words] or [_ALIKE[3]]
    put = draw(st.sampled_from(("", f"{token[0]} {token[0]}", *alike[0], *alike[0])))
    return f"{source[: token.start()]} {put} {source[token.end() :]}"


def _is_in_loop_head(source: str, at: int) -> bool:
    """Whether a change there might make a loop without end."""
    line = source[source.rfind("\n", 0, at) + 1 : source.index("\n", at)]
    return re.search(r"\b(for|while|do)\b", line) is not None
