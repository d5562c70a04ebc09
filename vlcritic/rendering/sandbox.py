"""How a child process is shut in: what the machine offers, strongest first, and the command line that does it.

    bubblewrap   own user, process, network, IPC and mount namespaces; the file system read-only, a private /tmp; and all below
    seccomp      the kernel refuses sockets, new processes and new files (`lockdown.py`); and all below
    limits       own session, scrubbed environment, limits of memory, CPU time, open files and file size

`VLCRITIC_ISOLATION` names a level that must be had; by default the best one is taken, and said aloud in the log.
"""

from __future__ import annotations

import logging
import os
import shutil
import site
import subprocess
import sys
from functools import cache
from pathlib import Path

from vlcritic.errors import RendererError
from vlcritic.rendering import lockdown

LEVELS = ("bubblewrap", "seccomp", "limits")

_PASSED = {"PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DISPLAY", "XAUTHORITY", "TZ"}
_PASSED_PREFIXES = (
    "MESA_", "LIBGL_", "GALLIUM_", "GALLIVM_", "LP_", "EGL_", "__EGL_", "__GLX_", "VK_", "CUDA_", "NVIDIA_", "VLCRITIC_GL_", "GLCONTEXT_",
)  # fmt: skip
_DEVICES = ("/dev/dri", "/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-modeset", *(f"/dev/nvidia{index}" for index in range(16)))


def environment() -> dict[str, str]:
    """What a child may see of our environment: paths and graphics drivers' settings. No token or key is among them."""
    passed = {name: value for name, value in os.environ.items() if name in _PASSED or name.startswith(_PASSED_PREFIXES)}
    return passed | {"HOME": "/tmp", "PYTHONUSERBASE": site.getuserbase(), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}


def level() -> str:
    """The level that children get: the one that `VLCRITIC_ISOLATION` demands, else the best.

    Raises:
        RendererError: the demanded one is not to be had here.
        ValueError: there is none of that name.
    """
    wanted = os.environ.get("VLCRITIC_ISOLATION") or "auto"
    if wanted not in ("auto", *LEVELS):
        raise ValueError(f"VLCRITIC_ISOLATION: expected auto, {', '.join(LEVELS)}, got {wanted!r}")
    missing = obstacles()
    chosen = next(name for name in LEVELS if name not in missing) if wanted == "auto" else wanted
    if chosen in missing:
        raise RendererError(f"VLCRITIC_ISOLATION={chosen} cannot be had: {missing[chosen]}")
    _say(chosen, missing.get("bubblewrap"))
    return chosen


@cache
def obstacles() -> dict[str, str]:
    """Why the levels that cannot be had cannot, with what to do; found out once in a process."""
    found = {"bubblewrap": _no_bubblewrap(), "seccomp": lockdown.no_seccomp()}
    return {name: reason for name, reason in found.items() if reason}


@cache
def _say(chosen: str, missing: str | None) -> None:
    """Once in a process: which level it is. A downgrade is a warning."""
    log = logging.getLogger("vlcritic.rendering")
    if chosen == "bubblewrap":
        log.info("renderers are isolated by bubblewrap: no network, read-only file system, private /tmp")
    else:
        log.warning(
            "renderers are isolated by %s, not bubblewrap (%s); see `vlcritic doctor`", chosen, missing or "as VLCRITIC_ISOLATION asks"
        )


def command(words: list[str], *, level: str) -> list[str]:
    """The command line that runs `words` at an isolation level."""
    return [*_bubblewrap(words[0]), *words] if level == "bubblewrap" else words


def _bubblewrap(program: str = "") -> list[str]:
    namespaces = ["--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    mounts = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]
    devices = [word for path in _DEVICES for word in ("--dev-bind-try", path, path)]
    code = [word for path in _hidden_by_tmp(program) for word in ("--ro-bind", path, path)]
    return ["bwrap", *namespaces, *mounts, *devices, *code, "--chdir", os.getcwd(), "--cap-drop", "ALL", "--"]


def _hidden_by_tmp(program: str) -> list[str]:
    """Folders under /tmp that hold the program, the interpreter or code: an empty /tmp would hide them."""
    places = {sys.prefix, sys.base_prefix, os.getcwd(), str(Path(__file__).parents[2]), *filter(os.path.isdir, sys.path)}
    places |= {
        str(place.parent if place.name == "bin" else place) for place in (Path(program).parent, Path(os.path.realpath(program)).parent)
    }
    return sorted(path for path in map(os.path.realpath, places) if path.startswith("/tmp/"))


def _no_bubblewrap() -> str | None:
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed; on Debian or Ubuntu: apt-get install bubblewrap"
    try:
        tried = subprocess.run([*_bubblewrap(), "true"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bubblewrap does not run here: {error}"
    said = tried.stderr.strip().splitlines()[-1:] or [f"exit code {tried.returncode}"]
    return f"bubblewrap does not work here ({said[0]}); are user namespaces allowed?" if tried.returncode else None
