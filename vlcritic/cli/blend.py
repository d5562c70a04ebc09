"""Materials between Blender's files and programs: the programs of a .blend, or a .blend of programs, which an artist can open.

    vlcritic blend scene.blend -o programs/        a program for each material, named after it
    vlcritic blend wood.py rust.py -o scene.blend  a material for each program; the first one is on the plane

Programs are named by sockets, of the current Blender; those of older Blenders are converted, and what changed is said. What is no
program, and what has none, is said with its file; the others are written.
"""

from __future__ import annotations

import re
from pathlib import Path

from vlcritic.cli import GOOD, PROGRAM, print_json
from vlcritic.cli.common import MAX_BYTES, read_program
from vlcritic.errors import CheckError, DataError, ProgramError
from vlcritic.files import replacing


def add_arguments(parser) -> None:
    """IN…, -o, --max-nodes."""
    parser.add_argument("inputs", type=Path, nargs="+", metavar="IN", help="one .blend, or programs")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for programs, or .blend to write")
    parser.add_argument("--max-nodes", type=int, default=30, help="groups are expanded up to so many nodes of a material (30)")


def run(arguments) -> int:
    """One way or the other; 1 where a material has no program."""
    blends = [path for path in arguments.inputs if path.suffix == ".blend"]
    if blends and len(arguments.inputs) > 1:
        raise ValueError(f"IN: expected one .blend or programs, got {', '.join(map(str, arguments.inputs))}")
    entries = _programs(arguments, blends[0]) if blends else _blend(arguments)
    print_json(entries) if arguments.json else print("\n".join(_line(entry) for entry in entries))
    return PROGRAM if any("error" in entry for entry in entries) else GOOD


def _programs(arguments, path: Path) -> list[dict]:
    """Write the program of every material of a .blend; an entry each."""
    from vlcritic.languages.blender.check import check
    from vlcritic.languages.blender.transpile import Transpiler

    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise DataError(f"{path}: expected a .blend file of at most {MAX_BYTES:,} bytes")
    with Transpiler() as transpiler:
        materials = transpiler.materials(path.read_bytes(), most=arguments.max_nodes)
    arguments.out.mkdir(parents=True, exist_ok=True)
    entries = []
    for name, (graph, lost) in materials.items():
        file = arguments.out / f"{_file_name(name, [entry['file'] for entry in entries])}.py"
        entry = {"material": name, "file": str(file), "changes": lost}
        entries.append(entry)
        try:
            program = _written(graph)
            file.write_text(program, encoding="utf-8")
            check(program)
        except ProgramError as error:
            entry["error"] = error.as_dict()
    return entries


def _written(graph) -> str:
    """The program of a graph. Raises CheckError where it has what no program has, such as an add-on's node."""
    from vlcritic.languages.blender.tables import CURRENT, node_types
    from vlcritic.languages.blender.write import write

    strange = sorted({node.idname for node in graph.nodes} - node_types().keys())
    try:
        if not strange:
            return write(graph)
    except KeyError as error:
        strange = [str(error.args[0])]
    raise CheckError(f"no program is written: {', '.join(strange)} is nothing that Blender {CURRENT}'s materials have", code="unknown-node")


def _blend(arguments) -> list[dict]:
    """Write a .blend with a material for every program that is one; an entry each."""
    from vlcritic.languages.blender.check import check
    from vlcritic.languages.blender.convert import convert
    from vlcritic.languages.blender.extract import extract
    from vlcritic.languages.blender.read import read
    from vlcritic.languages.blender.transpile import Transpiler

    if arguments.out.suffix != ".blend":
        raise ValueError(f"--out: expected a file that ends in .blend, got {arguments.out}")
    graphs, entries = {}, []
    for path in arguments.inputs:
        name = next(name for name in (path.stem, *(f"{path.stem}-{n}" for n in range(2, 1000))) if name not in graphs)
        entry = {"material": name, "file": str(path), "changes": []}
        entries.append(entry)
        try:
            source = extract(read_program(path))
            check(source)
            graphs[name], entry["changes"] = convert(read(source))
        except ProgramError as error:
            entry["error"] = error.as_dict()
    if not graphs:
        return entries
    with Transpiler() as transpiler:
        blend = transpiler.blend(graphs)
    with replacing(arguments.out) as partial:
        partial.write_bytes(blend)
    return entries


def _file_name(material: str, taken: list[str]) -> str:
    """A material's name as a file's, unlike those that are taken."""
    plain = re.sub(r"[^\w.-]+", "_", material).strip("._") or "material"
    stems = {Path(file).stem for file in taken}
    return next(name for name in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if name not in stems)


def _line(entry: dict) -> str:
    error = entry.get("error")
    head = (
        f"{entry['material']}: {error['kind']}: {error['message']} ({entry['file']})" if error else f"{entry['material']}: {entry['file']}"
    )
    return "\n".join([head, *(f"    {change}" for change in entry["changes"])])
