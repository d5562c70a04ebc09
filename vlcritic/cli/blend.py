"""Materials between Blender's files and programs: the programs of a .blend, or a .blend of programs, which an artist can open.

    vlcritic blend scene.blend -o programs/        a program for each material, named after it
    vlcritic blend wood.py rust.py -o scene.blend  a material for each program; the first one is on the plane

Programs are named by sockets, of the current Blender; those of older Blenders are converted, and what changed is said.
"""

from __future__ import annotations

import re
from pathlib import Path

from vlcritic.cli import GOOD, PROGRAM, print_json
from vlcritic.cli.common import MAX_BYTES, read_program
from vlcritic.errors import DataError, ProgramError


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
    from vlcritic.languages.blender.write import write

    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise DataError(f"{path}: expected a .blend file of at most {MAX_BYTES:,} bytes")
    with Transpiler() as transpiler:
        graphs = transpiler.materials(path.read_bytes(), most=arguments.max_nodes)
    arguments.out.mkdir(parents=True, exist_ok=True)
    entries = []
    for name, graph in graphs.items():
        file = arguments.out / f"{_file_name(name, [entry['file'] for entry in entries])}.py"
        program, entry = write(graph), {"material": name, "file": str(file)}
        try:
            check(program)
        except ProgramError as error:
            entry["error"] = error.as_dict()
        file.write_text(program, encoding="utf-8")
        entries.append(entry)
    return entries


def _blend(arguments) -> list[dict]:
    """Write a .blend with a material for every program; an entry each."""
    from vlcritic.languages.blender.convert import convert
    from vlcritic.languages.blender.extract import extract
    from vlcritic.languages.blender.read import read
    from vlcritic.languages.blender.transpile import Transpiler

    if arguments.out.suffix != ".blend":
        raise ValueError(f"--out: expected a file that ends in .blend, got {arguments.out}")
    graphs, entries = {}, []
    for path in arguments.inputs:
        graph, changes = convert(read(extract(read_program(path))))
        name = next(name for name in (path.stem, *(f"{path.stem}-{n}" for n in range(2, 1000))) if name not in graphs)
        graphs[name] = graph
        entries.append({"material": name, "file": str(path), "changes": changes})
    with Transpiler() as transpiler:
        blend = transpiler.blend(graphs)
    partial = arguments.out.with_name(f".{arguments.out.name}.part")
    partial.write_bytes(blend)
    partial.replace(arguments.out)
    return entries


def _file_name(material: str, taken: list[str]) -> str:
    """A material's name as a file's, unlike those that are taken."""
    plain = re.sub(r"[^\w.-]+", "_", material).strip("._") or "material"
    stems = {Path(file).stem for file in taken}
    return next(name for name in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if name not in stems)


def _line(entry: dict) -> str:
    if "error" in entry:
        return f"{entry['material']}: {entry['error']['kind']}: {entry['error']['message']} ({entry['file']})"
    return "\n".join([f"{entry['material']}: {entry['file']}", *(f"    {change}" for change in entry.get("changes", ()))])
