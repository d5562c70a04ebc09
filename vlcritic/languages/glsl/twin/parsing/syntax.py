"""GLSL as a syntax tree: what the parser makes and the compiler reads. Plain data.

`at` is a character position in the user's own text; of what a macro wrote, the place where the macro was used.

Source: GLSL 3.30 specification, chapter 9 (shading language grammar).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class TypeName:
    """`vec3`, or `float[4]`: a name and the sizes of arrays of it, outermost first, `None` where the initializer says."""

    at: int
    name: str
    sizes: list[Expression | None] = field(default_factory=list)


@dataclass(slots=True)
class Number:
    """A literal. `kind` is `float`, `int`, `uint` or `bool`; the sign is not part of it."""

    at: int
    value: float | int | bool
    kind: str


@dataclass(slots=True)
class Name:
    at: int
    name: str


@dataclass(slots=True)
class Unary:
    """`+ - ! ~ ++ --` before its operand."""

    at: int
    operator: str
    operand: Expression


@dataclass(slots=True)
class Postfix:
    """`++` or `--` after its operand."""

    at: int
    operator: str
    operand: Expression


@dataclass(slots=True)
class Binary:
    """`* / % + - << >> < > <= >= == != & ^ | && ^^ ||`."""

    at: int
    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True)
class Assign:
    """`=` and `+= -= *= /= %= <<= >>= &= ^= |=`."""

    at: int
    operator: str
    target: Expression
    value: Expression


@dataclass(slots=True)
class Ternary:
    at: int
    condition: Expression
    yes: Expression
    no: Expression


@dataclass(slots=True)
class Call:
    """A call of a function, or of a constructor of a type without array sizes: the names tell them apart."""

    at: int
    name: str
    arguments: list[Expression]


@dataclass(slots=True)
class ArrayConstructor:
    """`float[3](…)`, `vec2[](…)`."""

    at: int
    type: TypeName
    arguments: list[Expression]


@dataclass(slots=True)
class Field:
    """`.xyz` or a structure's member."""

    at: int
    operand: Expression
    name: str


@dataclass(slots=True)
class Index:
    at: int
    operand: Expression
    index: Expression


@dataclass(slots=True)
class Length:
    """`operand.length()`."""

    at: int
    operand: Expression


@dataclass(slots=True)
class Sequence:
    """`a, b`: the value is the last part's."""

    at: int
    parts: list[Expression]


Expression = Number | Name | Unary | Postfix | Binary | Assign | Ternary | Call | ArrayConstructor | Field | Index | Length | Sequence


@dataclass(slots=True)
class Variable:
    """One name of a declaration, with array sizes of its own and an initializer."""

    at: int
    name: str
    sizes: list[Expression | None]
    value: Expression | None


@dataclass(slots=True)
class Declaration:
    """`const float a = 1.0, b[2];` of globals and locals alike."""

    at: int
    type: TypeName
    is_constant: bool
    variables: list[Variable]


@dataclass(slots=True)
class Member:
    """A member of a structure."""

    at: int
    type: TypeName
    name: str
    sizes: list[Expression | None]


@dataclass(slots=True)
class Structure:
    """`struct Ray { vec3 origin, direction; };`; variables declared with it follow as a Declaration."""

    at: int
    name: str
    members: list[Member]


@dataclass(slots=True)
class Evaluate:
    """An expression as a statement; `None` for a lone semicolon."""

    at: int
    expression: Expression | None


@dataclass(slots=True)
class Block:
    at: int
    statements: list[Statement]


@dataclass(slots=True)
class If:
    at: int
    condition: Expression
    yes: Statement
    no: Statement | None


@dataclass(slots=True)
class For:
    """`while (c)` is a For without first and step. A condition may declare: `while (bool more = next())`."""

    at: int
    first: Statement | None
    condition: Expression | Declaration | None
    step: Expression | None
    body: Statement


@dataclass(slots=True)
class DoWhile:
    at: int
    body: Statement
    condition: Expression


@dataclass(slots=True)
class Case:
    """One or more labels (`None` is `default`) and the statements up to the next label."""

    at: int
    labels: list[Expression | None]
    statements: list[Statement]


@dataclass(slots=True)
class Switch:
    at: int
    subject: Expression
    cases: list[Case]


@dataclass(slots=True)
class Return:
    at: int
    value: Expression | None


@dataclass(slots=True)
class Break:
    at: int


@dataclass(slots=True)
class Continue:
    at: int


@dataclass(slots=True)
class Discard:
    at: int


Statement = Declaration | Structure | Evaluate | Block | If | For | DoWhile | Switch | Return | Break | Continue | Discard


@dataclass(slots=True)
class Parameter:
    """`direction` is `in`, `out` or `inout`; `name` is empty where none is given."""

    at: int
    direction: str
    type: TypeName
    name: str
    is_constant: bool = False


@dataclass(slots=True)
class Function:
    """A definition, or a prototype where `body` is `None`."""

    at: int
    type: TypeName
    name: str
    parameters: list[Parameter]
    body: Block | None


@dataclass(slots=True)
class Program:
    items: list[Declaration | Structure | Function]
