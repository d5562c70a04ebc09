"""Imports point down, siblings do not import each other, and `import vlcritic` is light. Oracle: the `ast` of every module."""

import ast
import subprocess
import sys
from pathlib import Path

import vlcritic

ROOT = Path(vlcritic.__file__).parent
FLOORS = {
    "cli": 7,
    "reconstruct": 6,
    **dict.fromkeys(["training", "search", "evaluation", "inference"], 5),
    **dict.fromkeys(["data", "rewards", "nano"], 4),
    **dict.fromkeys(["critic", "metrics"], 3),
    "languages": 2,
    **dict.fromkeys(["rendering", "patching", "remote"], 1),
    **dict.fromkeys(["errors", "types", "files", "images", "html"], 0),
}
FREE = {"", "__main__"}  # the package itself and its entry point stand beside the floors


def imported(path):
    """Modules of vlcritic that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide their floor"
            if node.module == "vlcritic":
                yield from (f"vlcritic.{alias.name}" for alias in node.names)
            elif node.module.startswith("vlcritic."):
                yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("vlcritic"))


def folder(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def test_imports_point_down_and_siblings_do_not_meet():
    for path in sorted(ROOT.rglob("*.py")):
        own = folder(".".join(("vlcritic", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"))
        if own in FREE:
            continue
        assert own in FLOORS, f"{path}: give {own!r} a floor here and in docs/architecture.md"
        for module in imported(path):
            other = folder(module)
            is_fine = other == own or other not in FLOORS or FLOORS[other] < FLOORS[own] or FLOORS[own] == 0 == FLOORS[other]
            assert is_fine, f"{path} imports {module}: floor {FLOORS[own]} from floor {FLOORS[other]}"


def test_a_language_knows_no_other_language():
    for path in sorted((ROOT / "languages").glob("*/*.py")):
        for module in imported(path):
            parts = module.split(".")
            assert parts[:2] != ["vlcritic", "languages"] or parts[2] in ("base", "fences", path.parent.name), f"{path} imports {module}"


def test_importing_vlcritic_loads_neither_torch_nor_opengl():
    code = "import vlcritic, sys; print([name for name in ('torch', 'moderngl', 'transformers', 'PIL') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_trainers_side_of_glsl_loads_no_opengl_and_its_child_no_torch():
    for module, absent in (("vlcritic.languages.glsl", "moderngl"), ("vlcritic.languages.glsl.child", "torch")):
        code = f"import {module}, sys; print({absent!r} in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
