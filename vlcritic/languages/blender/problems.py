"""What can be wrong with a material program. An error: Blender refuses it or draws nothing. A warning: perhaps not what was meant."""

from __future__ import annotations

from dataclasses import dataclass

from vlcritic.errors import CheckError

ERRORS = {
    "syntax": "not of the grammar",
    "forbidden": "needs a file, a script, or Python itself",
    "unknown-variable": "a variable that no line binds, or whose node was removed",
    "unknown-node": "no such node type in this version",
    "unknown-socket": "the node has no such socket",
    "unknown-setting": "the node has no such property",
    "bad-enum": "not one of a setting's items",
    "type-mismatch": "a value or a link of another type than the socket",
    "bad-ramp": "no such ramp stop or curve point, or one too many",
    "missing-group": "a node group, which a program on its own does not have",
    "cycle": "the node depends on itself",
    "no-output": "no material output",
    "output-unlinked": "nothing is linked to the surface or the volume; displacement alone draws black",
}
WARNINGS = {
    "unreachable-node": "the output does not depend on it",
    "out-of-range": "Blender cuts the number to its bounds, or reads beyond them",
    "hidden-socket": "a socket that the node's settings switch off",
    "not-in-cycles": "a shader of EEVEE alone, which Cycles draws white or black",
    "ignored-setting": "changes the picture in Blender, but is not carried over",
}
CODES = ERRORS | WARNINGS


@dataclass(frozen=True)
class Problem:
    """Something wrong with a program.

    Attributes:
        code: one of `CODES`.
        message: what was found, and what is allowed.
        node: the node's name in the graph, where it is about one.
        line: in the program's source, counted from 1, where known.
    """

    code: str
    message: str
    node: str | None = None
    line: int | None = None

    @property
    def severity(self) -> str:
        """`"error"` or `"warning"`."""
        return "error" if self.code in ERRORS else "warning"

    def error(self) -> CheckError:
        """The problem as an exception."""
        return CheckError(
            f"material{f' line {self.line}' if self.line else ''}: {self.code}: {self.message}", line=self.line, code=self.code
        )


class Fault(Exception):
    """A text that is not of the grammar, or a statement that cannot be carried out. It becomes a Problem."""

    def __init__(self, code: str, message: str, line: int | None = None):
        super().__init__(message)
        self.code, self.line = code, line

    def problem(self, line: int | None = None) -> Problem:
        """The fault as a problem, in the line of its statement."""
        return Problem(self.code, str(self), line=self.line or line)


def some(names, limit: int = 12) -> str:
    """The first names of a list, and how many more there are."""
    names = [str(name) for name in names if name is not None]
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def shown(value: object) -> str:
    """A value of a program in few characters, however large it is."""
    if isinstance(value, int) and abs(value) > 1 << 64:
        return "a huge number"
    if isinstance(value, tuple) and type(value) is tuple:
        return "(" + ", ".join(map(shown, value)) + ")"
    text = repr(value) if isinstance(value, (str, int, float, type(None))) else f"a {type(value).__name__.lower()}"
    return text if len(text) <= 60 else text[:57] + "…'"
