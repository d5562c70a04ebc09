"""Syntax trees as text with every parenthesis written, and their nodes one after the other."""

from vlcritic.languages.glsl.tokens import joined
from vlcritic.languages.glsl.twin.parsing import syntax
from vlcritic.languages.glsl.twin.parsing.parser import parse


def expression(text):
    """The tree of an expression."""
    (function,) = parse(joined(f"void f() {{ {text}; }}")).items
    return function.body.statements[-1].expression


def statements(text):
    """The trees of statements."""
    return parse(joined(f"void f() {{ {text} }}")).items[-1].body.statements


def nodes(tree):
    """A node and all below it, depth first."""
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part)
    elif hasattr(tree, "__slots__"):
        yield tree
        for slot in tree.__slots__:
            yield from nodes(getattr(tree, slot))


def written(node):
    """An expression with a parenthesis around every operation."""
    match node:
        case syntax.Name(_, name):
            return name
        case syntax.Number(_, value, _):
            return str(value)
        case syntax.Unary(_, operator, operand):
            return f"({operator}{written(operand)})"
        case syntax.Postfix(_, operator, operand):
            return f"({written(operand)}{operator})"
        case syntax.Binary(_, operator, left, right) | syntax.Assign(_, operator, left, right):
            return f"({written(left)} {operator} {written(right)})"
        case syntax.Ternary(_, condition, yes, no):
            return f"({written(condition)} ? {written(yes)} : {written(no)})"
        case syntax.Call(_, name, arguments):
            return f"{name}({', '.join(map(written, arguments))})"
        case syntax.ArrayConstructor(_, made, arguments):
            sizes = "".join(f"[{written(size) if size else ''}]" for size in made.sizes)
            return f"{made.name}{sizes}({', '.join(map(written, arguments))})"
        case syntax.Field(_, operand, name):
            return f"{written(operand)}.{name}"
        case syntax.Index(_, operand, index):
            return f"{written(operand)}[{written(index)}]"
        case syntax.Length(_, operand):
            return f"{written(operand)}.length()"
        case syntax.Sequence(_, parts):
            return f"({', '.join(map(written, parts))})"
