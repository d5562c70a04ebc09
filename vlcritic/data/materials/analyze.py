"""Programs and .blend files of others as canonical programs, with a reason for each that cannot be one.

Read, converted to the current Blender, folded (reroutes, constants, what the output does not need), checked, written; nothing is rendered.
OUT/signatures.json tells what the materials do with each node type.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue

from vlcritic.data.materials.drawing import PROBE
from vlcritic.data.materials.signatures import signatures
from vlcritic.data.materials.store import Stage, read_stage, write_file
from vlcritic.data.materials.work import progress_bar
from vlcritic.errors import CheckError, DataError, ExtractError, RendererError
from vlcritic.languages.blender.building import EEVEE_ONLY
from vlcritic.languages.blender.check import check
from vlcritic.languages.blender.convert import convert
from vlcritic.languages.blender.extract import extract
from vlcritic.languages.blender.flatten import MAX_NODES, flatten
from vlcritic.languages.blender.graph import GROUP, Graph
from vlcritic.languages.blender.read import build, read
from vlcritic.languages.blender.tables import node_types
from vlcritic.languages.blender.transpile import Material, Transpiler
from vlcritic.languages.blender.write import write

SUFFIXES = (".py", ".blend")
MAX_BYTES = 1 << 20  # of a program
LOST = "cannot be carried over"  # a .blend's material has what no program says: driven values, curves that go on

REASONS = {
    "ShaderNodeTexImage": "image texture",
    "ShaderNodeTexEnvironment": "image texture",
    "ShaderNodeTexPointDensity": "point density",
    "ShaderNodeScript": "script",
}
"""Node types that a material may not have, and what their presence is called."""


def analyze(inputs: Sequence[str | Path], out: str | Path, *, max_nodes: int = MAX_NODES, workers: int = 1, progress: bool = True) -> dict:
    """Write a stage of the canonical programs of all files, and return its summary.

    Args:
        inputs: .py and .blend files, and folders that are searched for them. A .py file may be a completion with prose and a fence.
        out: a new folder, or one of the same settings; files that it knows by their content are not read again.
        max_nodes: of a material.
        workers: processes.

    Raises:
        DataError: no such file, none at all, or the folder holds something else.
        RendererError: there are .blend files and no Blender; what was read before is kept.
    """
    files = _files(inputs)
    with Stage(out, {"stage": "analyze", "max_nodes": max_nodes}) as stage:
        known = _finished(stage)
        todo = [(path, key) for path, key in files if key not in known]
        with progress_bar(len(files), "file", progress, done=len(files) - len(todo)) as bar:
            for records in _examined(todo, max_nodes, workers):
                for record in records:
                    if record["id"] not in stage.done:
                        stage.add(record)
                bar.update()
        seen = signatures(read(record["program"]) for record in read_stage(stage.folder, is_finished=False))
        write_file(stage.folder / "signatures.json", json.dumps(seen, indent=1) + "\n")
        return stage.finish(files=len(files))


def examine(text: str, *, max_nodes: int = MAX_NODES) -> tuple[str, str]:
    """The canonical program of a text, and why it is rejected: `("…", "")` or `("", reason)`."""
    try:
        return _program(flatten(convert(_read(extract(text)))[0], {}, most=max_nodes), max_nodes)
    except ExtractError:
        return "", "syntax"
    except CheckError as error:
        return "", error.code or "check"


def _program(graph: Graph, max_nodes: int) -> tuple[str, str]:
    """As `examine`, of a flat graph. Raises CheckError where it is no material."""
    if reason := _unfit(graph, max_nodes):
        return "", reason
    program = write(graph)
    check(program)
    return program, ""


def _read(source: str) -> Graph:
    """The graph, or a CheckError whose code is the reason."""
    builder = build(source)
    for problem in builder.problems:
        if problem.severity == "error":
            words = [word for idname, word in REASONS.items() if idname in problem.message]
            code = words[0] if words else _REASON_OF_CODE.get(problem.code, problem.code)
            raise CheckError(problem.message, line=problem.line, code=code)
    return builder.graph


_REASON_OF_CODE = {"missing-group": "group", "unknown-node": "non-shader node"}


def _unfit(graph: Graph, max_nodes: int) -> str:
    """Why a graph is no material of the collection, `""` where it is."""
    types = node_types(graph.version)
    for node in graph.nodes:
        if node.idname in REASONS:
            return REASONS[node.idname]
        if node.idname == GROUP:
            return "group"
        if node.idname in EEVEE_ONLY:
            return "not in Cycles"
        if node.idname not in types or not node.idname.startswith("ShaderNode"):
            return "non-shader node"
        if any(socket.is_multi for socket in types[node.idname].inputs):
            return "multi-input"
    return "too many nodes" if len(graph.nodes) > max_nodes else ""


def _files(inputs: Sequence[str | Path]) -> list[tuple[Path, str]]:
    """All files with a hash of their content, each content once."""
    found: dict[str, Path] = {}
    for path in map(Path, inputs):
        if not path.exists():
            raise DataError(f"{path}: no such file or folder; expected .py programs or .blend files")
        inside = sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES and each.is_file()) if path.is_dir() else [path]
        for file in inside:
            if file.suffix not in SUFFIXES:
                raise DataError(f"{file}: expected a file that ends in {' or '.join(SUFFIXES)}")
            found.setdefault(hashlib.blake2b(file.read_bytes(), digest_size=8).hexdigest(), file)
    if not found:
        raise DataError(f"{', '.join(map(str, inputs))}: no {' and no '.join(SUFFIXES)} file in it")
    return [(path, key) for key, path in found.items()]


def _finished(stage: Stage) -> set[str]:
    """Hashes of the files whose every material has a record."""
    records = read_stage(stage.folder, with_rejected=True, is_finished=False)
    return {record["file"] for record in records if record["material"] + 1 == record["materials"]}


def _examined(todo: list[tuple[Path, str]], max_nodes: int, workers: int) -> Iterator[list[dict]]:
    """The records of each file, in order: programs in processes of ours, .blend files in Blender's."""
    programs = [each for each in todo if each[0].suffix == ".py"]
    blends = [each for each in todo if each[0].suffix == ".blend"]
    yield from _mapped(partial(_of_program, max_nodes=max_nodes), programs, workers)
    if blends:
        yield from _of_blends(blends, max_nodes, min(workers, len(blends)))


def _of_blends(files: list[tuple[Path, str]], max_nodes: int, workers: int) -> Iterator[list[dict]]:
    with ExitStack() as stack:
        free = SimpleQueue()
        for _ in range(workers):
            free.put(stack.enter_context(Transpiler()))
        threads = stack.enter_context(ThreadPoolExecutor(workers))
        stack.callback(threads.shutdown, cancel_futures=True)
        yield from threads.map(partial(_of_blend, max_nodes=max_nodes, free=free), files)


def _mapped(function: Callable, things: list, workers: int) -> Iterator:
    if workers == 1 or len(things) < 100:  # a process takes half a second to start, a program two milliseconds
        yield from map(function, things)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        yield from processes.map(function, things, chunksize=32)


def _of_program(file: tuple[Path, str], *, max_nodes: int) -> list[dict]:
    path, key = file
    if path.stat().st_size > MAX_BYTES:
        program, rejected = "", "too long"
    else:
        program, rejected = examine(path.read_text(encoding="utf-8", errors="replace"), max_nodes=max_nodes)
    return [_record(path, key, 0, 1, program, rejected)]


def _of_blend(file: tuple[Path, str], *, max_nodes: int, free: SimpleQueue) -> list[dict]:
    path, key = file
    transpiler = free.get()
    try:
        found = _materials(transpiler, path.read_bytes(), max_nodes)
    finally:
        free.put(transpiler)
    if not found:
        return [_record(path, key, 0, 1, "", "unreadable" if found is None else "no material")]
    records = []
    for number, (name, (graph, lost)) in enumerate(found.items()):
        try:
            program, rejected = _program(graph, max_nodes)
            program, rejected = ("", rejected or LOST) if lost else (program, rejected)
        except CheckError as error:
            program, rejected = "", error.code or "check"
        records.append(_record(path, key, number, len(found), program, rejected) | {"origin": f"{path.name}: {name}"})
    return records


def _materials(transpiler: Transpiler, blend: bytes, max_nodes: int) -> dict[str, Material] | None:
    """The materials of a file, `None` where Blender cannot read it, or dies over it twice. Raises RendererError without Blender."""
    for _ in range(2):
        try:
            return transpiler.materials(blend, most=max_nodes)
        except DataError:
            return None
        except RendererError:
            transpiler.blend({"probe": read(PROBE)})
    return None


def _record(path: Path, key: str, number: int, count: int, program: str, rejected: str) -> dict:
    identity = f"a{key}" if count == 1 else f"a{key}-{number}"
    named = {"id": identity, "program": program, "origin": path.name, "rejected": rejected}
    return named | {"file": key, "material": number, "materials": count}
