"""GLSL's grammar: from a shader's text to its syntax tree.

Source: GLSL 3.30 specification, chapter 6 (statements) and chapter 9 (grammar).
"""

from __future__ import annotations

from vlcritic.languages.glsl.twin.parsing.declarations import Declarations
from vlcritic.languages.glsl.twin.parsing.expressions import MAX_DEPTH
from vlcritic.languages.glsl.twin.parsing.preprocess import preprocess
from vlcritic.languages.glsl.twin.parsing.syntax import (
    Block,
    Break,
    Case,
    Continue,
    Declaration,
    Discard,
    DoWhile,
    Evaluate,
    Expression,
    For,
    Function,
    If,
    Program,
    Return,
    Statement,
    Switch,
    TypeName,
    Variable,
)

_LABELS = ("case", "default")


def parse(source: str) -> Program:
    """The syntax tree of a shader.

    Args:
        source: the text as `tokens.joined` returns it.

    Raises:
        CompileError: the preprocessor or the grammar refuses it, or it is nested too deeply.
    """
    return Parser(source, preprocess(source)).program()


class Parser(Declarations):
    """What reads a whole shader."""

    def program(self) -> Program:
        """All that stands outside functions."""
        items = []
        while self.texts[self.position]:
            item = self.item()
            items += self.taken()
            if type(item) is not Evaluate:
                items.append(item)
        return Program(items)

    def taken(self) -> list:
        """The structures that were defined since this was last asked."""
        defined, self.defined = self.defined, []
        return defined

    def item(self) -> Function | Declaration | Evaluate:
        """A function, a prototype, or a declaration of globals."""
        at, text = self.places[self.position], self.texts[self.position]
        if self.takes(";"):
            return Evaluate(at, None)
        if text == "precision":
            return self.precision()
        if not self.is_declaration():
            self.refuse_token("a declaration")
        is_constant = self.takes("const")
        type_ = self.type_name(2)
        if self.takes(";"):
            return Evaluate(at, None)
        if self.kinds[self.position] == "name" and self.texts[self.position + 1] == "(":
            if is_constant or self.defined:
                self.refuse("a function returns a type that is defined before, and is not const", at=at)
            return self.function(at, type_)
        return self.variables(Declaration(at, type_, is_constant, []), 2)

    def function(self, at: int, type_: TypeName) -> Function:
        """A function from its name on."""
        if self.texts[self.position] in self.structures:
            self.refuse(f"{self.texts[self.position]}: a structure has that name")
        name, seen = self.new_name(), self.structures
        self.expect("(")
        parameters = self.parameters(2)
        if self.takes(";"):
            body = None
        else:
            nameless = next((parameter.at for parameter in parameters if not parameter.name), None)
            if nameless is not None:
                self.refuse("a parameter without a name", at=nameless)
            body = self.block(2)
        self.structures = seen
        return Function(at, type_, name, parameters, body)

    # statements

    def statement(self, depth: int) -> Statement:
        """One statement."""
        if depth > MAX_DEPTH:
            self.refuse("nested too deeply")
        reader = _STATEMENTS.get(self.texts[self.position])
        if reader is not None:
            return reader(self, depth + 1)
        if self.is_declaration():
            return self.declaration(depth + 1)
        at = self.places[self.position]
        expression = self.whole(depth + 1)
        self.expect(";")
        return Evaluate(at, expression)

    def substatement(self, depth: int) -> Statement:
        """The one statement that a condition or a loop is about: a scope of its own."""
        at, seen = self.places[self.position], self.structures
        statement = self.statement(depth + 1)
        self.structures = seen
        return Block(at, [*self.taken(), statement]) if self.defined else statement

    def block(self, depth: int) -> Block:
        """`{ … }`."""
        at, seen = self.places[self.position], self.structures
        self.expect("{")
        statements = []
        while self.texts[self.position] != "}":
            self.append_statement(statements, depth + 1)
        self.position += 1
        self.structures = seen
        return Block(at, statements)

    def append_statement(self, statements: list[Statement], depth: int) -> None:
        """Read a statement into a list, behind the structures that it defines."""
        statement = self.statement(depth + 1)
        if self.defined:
            statements += self.taken()
        statements.append(statement)

    def empty(self, depth: int) -> Evaluate:
        """`;`."""
        self.position += 1
        return Evaluate(self.places[self.position - 1], None)

    def condition(self, depth: int) -> Expression:
        """`( expression )`."""
        self.expect("(")
        condition = self.whole(depth + 1)
        self.expect(")")
        return condition

    def if_(self, depth: int) -> If:
        """`if (condition) yes else no`."""
        at = self.places[self.position]
        self.position += 1
        condition = self.condition(depth + 1)
        yes = self.substatement(depth + 1)
        no = self.substatement(depth + 1) if self.takes("else") else None
        return If(at, condition, yes, no)

    def for_(self, depth: int) -> For | Block:
        """`for (first; condition; step) body`."""
        at, seen = self.places[self.position], self.structures
        self.position += 1
        self.expect("(")
        first = self.first(depth + 1)
        defined = self.taken()
        condition = None if self.texts[self.position] == ";" else self.loop_condition(depth + 1)
        self.expect(";")
        step = None if self.texts[self.position] == ")" else self.whole(depth + 1)
        self.expect(")")
        body = self.substatement(depth + 1)
        self.structures = seen
        loop = For(at, first, condition, step, body)
        return Block(at, [*defined, loop]) if defined else loop

    def first(self, depth: int) -> Statement | None:
        """What a `for` does before it loops."""
        if self.takes(";"):
            return None
        text = self.texts[self.position]
        if text == "precision":
            return self.precision()
        if text in _STATEMENTS:
            self.refuse_token("a declaration or an expression")
        return self.statement(depth + 1)

    def while_(self, depth: int) -> For:
        """`while (condition) body`."""
        at, seen = self.places[self.position], self.structures
        self.position += 1
        self.expect("(")
        condition = self.loop_condition(depth + 1)
        self.expect(")")
        body = self.substatement(depth + 1)
        self.structures = seen
        return For(at, None, condition, None, body)

    def loop_condition(self, depth: int) -> Expression | Declaration:
        """An expression, or one variable with its value: `bool more = next()`."""
        if not self.is_declaration():
            return self.whole(depth + 1)
        at = self.places[self.position]
        is_constant, type_ = self.takes("const"), self.type_name(depth + 1)
        at_name, name = self.places[self.position], self.new_name()
        self.expect("=")
        value = self.initializer(depth + 1)
        self.hide(name)
        return Declaration(at, type_, is_constant, [Variable(at_name, name, [], value)])

    def do(self, depth: int) -> DoWhile:
        """`do body while (condition);`."""
        at = self.places[self.position]
        self.position += 1
        body = self.substatement(depth + 1)
        self.expect("while")
        condition = self.condition(depth + 1)
        self.expect(";")
        return DoWhile(at, body, condition)

    def switch(self, depth: int) -> Switch:
        """`switch (subject) { case 1: … default: … }`."""
        at, seen = self.places[self.position], self.structures
        self.position += 1
        subject = self.condition(depth + 1)
        self.expect("{")
        cases = []
        while not self.takes("}"):
            cases.append(self.case(depth + 1))
        self.structures = seen
        return Switch(at, subject, cases)

    def case(self, depth: int) -> Case:
        """Labels, and at least one statement."""
        at, labels, statements = self.places[self.position], [], []
        if self.texts[self.position] not in _LABELS:
            self.refuse_token("case, default or '}'")
        while (text := self.texts[self.position]) in _LABELS:
            self.position += 1
            labels.append(self.whole(depth + 1) if text == "case" else None)
            self.expect(":")
        while not statements or self.texts[self.position] not in (*_LABELS, "}"):
            self.append_statement(statements, depth + 1)
        return Case(at, labels, statements)

    def return_(self, depth: int) -> Return:
        """`return value;`."""
        at = self.places[self.position]
        self.position += 1
        value = None if self.texts[self.position] == ";" else self.whole(depth + 1)
        self.expect(";")
        return Return(at, value)

    def word_alone(self, depth: int) -> Break | Continue | Discard:
        """`break;`, `continue;` or `discard;`."""
        at, kind = self.places[self.position], _ALONE[self.texts[self.position]]
        self.position += 1
        self.expect(";")
        return kind(at)


_ALONE = {"break": Break, "continue": Continue, "discard": Discard}
_STATEMENTS = {
    "{": Parser.block,
    ";": Parser.empty,
    "if": Parser.if_,
    "for": Parser.for_,
    "while": Parser.while_,
    "do": Parser.do,
    "switch": Parser.switch,
    "return": Parser.return_,
    "precision": lambda parser, depth: parser.precision(),
    **dict.fromkeys(_ALONE, Parser.word_alone),
}
