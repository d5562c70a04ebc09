"""Whose fault is it? Every failure in vlcritic has a place in this tree.

    VlcriticError
    ├── ProgramError            the program is at fault: it scores the failure reward
    │   ├── ExtractError        no program in the completion
    │   ├── CheckError          refused before rendering (grammar, size, loop bound)
    │   ├── CompileError        compiler or linker log, with the line in the user's source
    │   ├── RenderTimeout       still running at the deadline
    │   ├── RenderCrash         took a fresh renderer down with it, twice
    │   └── NonFiniteError      drew NaN
    ├── RendererError           our renderer is at fault: the sample is skipped, never punished
    │   └── WorkerCrashed
    ├── CriticError             a critic is at fault or out of reach: the sample is skipped, never punished
    └── DataError               a file or record is not what it must be

Wrong arguments are built-in `ValueError` or `TypeError`. A batch call returns errors as values, in order; a single call raises them.
"""


class VlcriticError(Exception):
    """Base of every error that vlcritic raises on purpose."""


class ProgramError(VlcriticError):
    """The program is at fault.

    Args:
        message: what is wrong, and where.
        line: line in the program's own source, counted from 1, where known.
    """

    def __init__(self, message: str, *, line: int | None = None):
        super().__init__(message)
        self.line = line

    def as_dict(self) -> dict:
        """The error as JSON: its kind (the class name), message and line."""
        return {"kind": type(self).__name__, "message": str(self), "line": self.line}


class ExtractError(ProgramError):
    """The completion holds no program."""


class CheckError(ProgramError):
    """A static check refused the program; nothing was rendered.

    Args:
        code: what kind of fault, in a word (`"unknown-socket"`), of a language that names them.
    """

    def __init__(self, message: str, *, line: int | None = None, code: str | None = None):
        super().__init__(message, line=line)
        self.code = code

    def as_dict(self) -> dict:
        """As for every ProgramError, with the code where there is one."""
        return super().as_dict() | ({} if self.code is None else {"code": self.code})


class CompileError(ProgramError):
    """The compiler or the linker refused the program.

    Args:
        stage: `"compile"` or `"link"`.
    """

    def __init__(self, message: str, *, line: int | None = None, stage: str = "compile"):
        super().__init__(message, line=line)
        self.stage = stage

    def as_dict(self) -> dict:
        """As for every ProgramError, with the stage."""
        return super().as_dict() | {"stage": self.stage}


class RenderTimeout(ProgramError):
    """The program was still running at its deadline, and was killed."""


class RenderCrash(ProgramError):
    """The program took two fresh renderers down with it."""


class NonFiniteError(ProgramError):
    """The program wrote NaN to the picture."""


class RendererError(VlcriticError):
    """Our own side is at fault. The sample is skipped (`None`), never punished."""

    def as_dict(self) -> dict:
        """The error as JSON: its kind (the class name) and message."""
        return {"kind": type(self).__name__, "message": str(self), "line": None}


class WorkerCrashed(RendererError):
    """A renderer process died for a reason that is not the program's."""


class CriticError(VlcriticError):
    """A critic is at fault or out of reach. The sample is skipped (`None`), never punished."""


class DataError(VlcriticError):
    """A file or a record is not what it must be."""


def missing_extra(package: str, extra: str) -> ImportError:
    """The error for an optional `package` that is not installed; it names the `extra` that brings it."""
    return ImportError(f"{package} is not installed; run: pip install 'vlcritic[{extra}]'")
