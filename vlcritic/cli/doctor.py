"""Look at this machine: versions, OpenGL, Blender, LPIPS weights, GPU; every line that is not good says what to run."""

from __future__ import annotations

import os
import platform
import sys
from importlib import metadata

from vlcritic.cli import GOOD, OURS, print_json
from vlcritic.errors import RendererError, VlcriticError

PACKAGES = ("torch", "torchvision", "transformers", "trl", "accelerate", "peft", "datasets", "kornia")
OPTIONAL = {"moderngl": "glsl", "lpips": "lpips", "openai": "openai", "deepspeed": "deepspeed", "flash-attn": "flash"}


def add_arguments(parser) -> None:
    """None of its own."""


def run(arguments) -> int:
    """Print a line per finding. 3 where OpenGL or a package that everything needs is missing."""
    findings = [
        _python(),
        *map(_package, PACKAGES),
        *(_extra(*pair) for pair in OPTIONAL.items()),
        *_renderers(),
        _isolation(),
        _cache(),
        _lpips(),
        _device(),
    ]
    if arguments.json:
        print_json(findings)
    else:
        for finding in findings:
            mark = "✓" if finding["ok"] else ("✗" if finding["needed"] else "–")
            print(f"{mark} {finding['name']:<14}{finding['text']}")
    return GOOD if all(finding["ok"] or not finding["needed"] for finding in findings) else OURS


def _finding(name: str, ok: bool, text: str, *, needed: bool = True) -> dict:
    return {"name": name, "ok": ok, "text": text, "needed": needed}


def _python() -> dict:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return _finding("python", sys.version_info >= (3, 11), f"{platform.python_version()} on {platform.system()}, {cores} cores")


def _package(name: str) -> dict:
    try:
        return _finding(name, True, metadata.version(name))
    except metadata.PackageNotFoundError:
        return _finding(name, False, f"missing; run: pip install {name}")


def _extra(name: str, extra: str) -> dict:
    try:
        return _finding(name, True, metadata.version(name), needed=False)
    except metadata.PackageNotFoundError:
        return _finding(name, False, f"not installed; when needed: pip install 'vlcritic[{extra}]'", needed=False)


def _renderers() -> list[dict]:
    """OpenGL, which judges shaders; the twin, which draws them without it; Blender, which draws materials."""
    exact, twin = _renderer("OpenGL", "glsl", "opengl", needed=True), _renderer("twin", "glsl", "twin", needed=False)
    if twin["ok"] and not exact["ok"]:
        twin["text"] += "; draws where `--renderer twin` is given"
    return [exact, twin, _renderer("Blender", "blender", "cycles", needed=False)]


def _renderer(name: str, of: str, backend: str, *, needed: bool) -> dict:
    from vlcritic.languages import language

    try:
        with language(of).renderer(size=8, workers=1, timeout_s=20, backend=backend) as render:
            return _finding(name, True, render.hello()["device"], needed=needed)
    except (VlcriticError, ImportError) as error:
        return _finding(name, False, str(error), needed=needed)


def _isolation() -> dict:
    """The level that renderers get, and why not a higher one."""
    from vlcritic.rendering import sandbox

    try:
        level = sandbox.level()
    except (RendererError, ValueError) as error:
        return _finding("isolation", False, str(error))
    missing = [reason for name, reason in sandbox.obstacles().items() if sandbox.LEVELS.index(name) < sandbox.LEVELS.index(level)]
    writes = [] if level == "bubblewrap" else ["Blender's children for .blend files and EEVEE may write wherever you may"]
    return _finding("isolation", not missing, "; ".join([level, *missing, *writes]), needed=False)


def _cache() -> dict:
    from vlcritic.rendering.cache import default_path

    path = default_path()
    size = f", {path.stat().st_size / 2**20:.0f} MB" if path is not None and path.exists() else ""
    return _finding("verdict cache", True, f"{path}{size}" if path else "off, as VLCRITIC_CACHE says", needed=False)


def _lpips() -> dict:
    from vlcritic.metrics.weights import find_lpips

    found = find_lpips("alex")
    return _finding("LPIPS", found is not None, str(found or "no weights yet; run: vlcritic weights lpips"), needed=False)


def _device() -> dict:
    import torch

    if torch.cuda.is_available():
        return _finding("device", True, torch.cuda.get_device_name(), needed=False)
    return _finding("device", True, f"CPU, {torch.get_num_threads()} torch threads", needed=False)
