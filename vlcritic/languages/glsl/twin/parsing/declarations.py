"""The declarations of GLSL: variables, structures, functions' heads.

Source: GLSL 3.30 specification, chapter 4 (variables and types), 6.1 (functions) and chapter 9 (grammar).
"""

from __future__ import annotations

from vlcritic.languages.glsl.twin.parsing.expressions import Expressions
from vlcritic.languages.glsl.twin.parsing.preprocess import Columns
from vlcritic.languages.glsl.twin.parsing.syntax import Declaration, Evaluate, Member, Parameter, Structure, TypeName, Variable
from vlcritic.languages.glsl.twin.parsing.words import PRECISIONS, RESERVED
from vlcritic.languages.glsl.twin.types import NAMED

_OPENINGS = PRECISIONS | {"const", "struct"}


class Declarations(Expressions):
    """What reads a declaration. `defined` are structures that have been read and not yet been put among the statements."""

    def __init__(self, source: str, columns: Columns):
        super().__init__(source, columns)
        self.defined: list[Structure] = []

    def is_type(self, text: str) -> bool:
        """Whether a word is the name of a type that can be seen."""
        return text in NAMED or text in self.structures

    def is_declaration(self) -> bool:
        """Whether a declaration begins here, and no expression."""
        text = self.texts[self.position]
        if text in _OPENINGS:
            return True
        if not self.is_type(text):
            return False
        behind, depth = self.position + 1, 0
        while self.texts[behind] == "[" or depth and self.texts[behind]:  # vec2[3] a, or vec2[3](…)
            depth += (self.texts[behind] == "[") - (self.texts[behind] == "]")
            behind += 1
        return self.kinds[behind] == "name" or self.texts[behind] == ";"

    def new_name(self) -> str:
        """A name that is declared here."""
        position = self.position
        name = self.texts[position]
        if self.kinds[position] != "name" or name in RESERVED:
            self.refuse_token("a name")
        if name.startswith("gl_"):
            self.refuse(f"{name}: names that begin with gl_ belong to the language")
        self.position = position + 1
        return name

    def hide(self, name: str) -> None:
        """A variable or parameter hides the structure of its name."""
        if name in self.structures:
            self.structures -= {name}

    def type_name(self, depth: int) -> TypeName:
        """A type with its array size; a structure that is defined on the spot joins `defined`."""
        if self.texts[self.position] in PRECISIONS:
            self.position += 1
        at, text = self.places[self.position], self.texts[self.position]
        if text == "struct":
            text = self.structure(depth + 1)
        elif self.is_type(text):
            self.position += 1
        else:
            self.refuse_token("a type")
        return TypeName(at, text, self.sizes(depth + 1) if self.texts[self.position] == "[" else [])

    def declaration(self, depth: int) -> Declaration | Evaluate:
        """`const float a = 1.0, b[2];`, which may name no variable."""
        at = self.places[self.position]
        is_constant = self.takes("const")
        type_ = self.type_name(depth + 1)
        if self.takes(";"):
            return Evaluate(at, None)
        return self.variables(Declaration(at, type_, is_constant, []), depth + 1)

    def variables(self, declaration: Declaration, depth: int) -> Declaration:
        """The declaration with what stands behind its type."""
        while True:
            declaration.variables.append(self.variable(declaration.type, depth + 1))
            if not self.takes(","):
                break
        self.expect(";")
        return declaration

    def variable(self, type_: TypeName, depth: int) -> Variable:
        """`a[2] = value`."""
        at = self.places[self.position]
        name = self.new_name()
        sizes = self.own_sizes(type_, depth + 1)
        value = None
        if self.texts[self.position] == "=":
            self.position += 1
            value = self.initializer(depth + 1)
        self.hide(name)
        return Variable(at, name, sizes, value)

    def own_sizes(self, type_: TypeName, depth: int) -> list:
        """The array size behind a name, which its type must not have as well."""
        if self.texts[self.position] != "[":
            return []
        if type_.sizes:
            self.refuse("arrays of arrays are not in GLSL 3.30")
        return self.sizes(depth + 1)

    def structure(self, depth: int) -> str:
        """Read `struct Name { … }`, and return the name that its type is called by."""
        at, name = self.places[self.position], f"struct {self.position}"  # a name that nobody can write
        self.position += 1
        if self.texts[self.position] != "{":
            name = self.new_name()
        self.expect("{")
        members: list[Member] = []
        while not members or self.texts[self.position] != "}":
            self.members(members, depth + 1)
        self.position += 1
        self.structures |= {name}
        self.defined.append(Structure(at, name, members))
        return name

    def members(self, members: list[Member], depth: int) -> None:
        """Read `vec3 origin, direction[2];` into the list."""
        if self.texts[self.position] == "struct":
            self.refuse("a structure in a structure; define it before")
        type_ = self.type_name(depth + 1)
        while True:
            at, name = self.places[self.position], self.new_name()
            members.append(Member(at, type_, name, self.own_sizes(type_, depth + 1)))
            if not self.takes(","):
                break
        self.expect(";")

    def precision(self) -> Evaluate:
        """`precision highp float;`, which means nothing on a desktop."""
        at = self.places[self.position]
        self.position += 1
        if self.texts[self.position] not in PRECISIONS:
            self.refuse_token("lowp, mediump or highp")
        self.position += 1
        if self.texts[self.position] not in ("float", "int"):
            self.refuse_token("float or int")
        self.position += 1
        self.expect(";")
        return Evaluate(at, None)

    def parameters(self, depth: int) -> list[Parameter]:
        """What stands between a function's parentheses, the first of which is behind us."""
        if self.texts[self.position] == "void" and self.texts[self.position + 1] == ")":
            self.position += 1
        if self.takes(")"):
            return []
        parameters = [self.parameter(depth + 1)]
        while self.takes(","):
            parameters.append(self.parameter(depth + 1))
        self.expect(")")
        return parameters

    def parameter(self, depth: int) -> Parameter:
        """`const in highp vec3 name[2]`."""
        at = self.places[self.position]
        is_constant = self.takes("const")
        direction = self.texts[self.position]
        if direction in ("in", "out", "inout"):
            self.position += 1
        else:
            direction = "in"
        if is_constant and direction != "in":
            self.refuse(f"a parameter cannot be const and {direction}", at=at)
        if self.texts[self.position] in ("struct", "void"):
            self.refuse_token("the type of a parameter")
        type_ = self.type_name(depth + 1)
        name = self.new_name() if self.kinds[self.position] == "name" else ""
        type_.sizes += self.own_sizes(type_, depth + 1)
        self.hide(name)
        return Parameter(at, direction, type_, name, is_constant)
