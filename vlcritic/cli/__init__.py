"""The command `vlcritic`. One file per command; each takes `--json` and ends with an exit code that says whose fault it was.

0  good        1  the program is at fault        2  usage: an argument or a file        3  our side is at fault
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import traceback

import vlcritic
from vlcritic.errors import CriticError, DataError, ProgramError, RendererError

GOOD, PROGRAM, USAGE, OURS = 0, 1, 2, 3

COMMANDS = {
    "doctor": "what works on this machine, and what to install",
    "nano": "build the tiny model that trains on a CPU",
    "weights": "fetch the weights of a metric",
    "data": "generate a data set",
    "render": "draw a program",
    "score": "judge programs against a picture",
    "reconstruct": "write programs for pictures with a model",
    "refine": "move a program's numbers towards a picture",
    "blend": "materials of a .blend file as programs, and programs as a .blend file",
    "ask": "ask a critic about pictures",
    "ascend": "move a program's numbers along a critic's gradient",
    "evaluate": "audit a model on unseen pictures, with a report",
    "patch": "make an installed image processor differentiable, or take that back",
    "audit": "audit a critic on questions about unseen scenes",
}


def main(argv: list[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    argv = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="vlcritic", description=vlcritic.__doc__, epilog="exit codes:" + __doc__.split("\n\n")[1])
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--version", action="version", version=f"vlcritic {vlcritic.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if argv[:1] == [name]:  # the command's own module is loaded only when it is asked for
            module = importlib.import_module(f"vlcritic.cli.{name}")
            command.description = module.__doc__
            command.formatter_class = argparse.RawDescriptionHelpFormatter
            module.add_arguments(command)
            command.add_argument("--json", action="store_true", help="print one JSON document to stdout")
    arguments = parser.parse_args(argv)
    return _run(module.run, arguments)


def _run(run, arguments: argparse.Namespace) -> int:
    try:
        return run(arguments)
    except ProgramError as error:
        return _fail(error, PROGRAM, arguments)
    except (DataError, ValueError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        return _fail(error, USAGE, arguments)
    except (RendererError, CriticError, ImportError, OSError) as error:
        return _fail(error, OURS, arguments)
    except Exception as error:  # a defect of ours must not read as exit code 1, the program's fault
        traceback.print_exc()
        return _fail(error, OURS, arguments)
    except KeyboardInterrupt:
        print("interrupted; the same command goes on where it can", file=sys.stderr)
        return 130


def _fail(error: Exception, code: int, arguments: argparse.Namespace) -> int:
    if arguments.json:
        print_json({"error": {"kind": type(error).__name__, "message": str(error)}})
    print(f"vlcritic {arguments.command}: {type(error).__name__}: {error}", file=sys.stderr)
    return code


def print_json(document) -> None:
    """One JSON document on stdout."""
    print(json.dumps(document, indent=2, ensure_ascii=False))
