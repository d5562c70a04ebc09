"""What a child cannot do. Oracle: a child that tries, and one at a lower level that can."""

import logging
import os
import subprocess
import sys
import time

import pytest

from vlcritic.errors import RendererError, WorkerCrashed
from vlcritic.rendering import Worker, sandbox

CHILD = "tests.rendering.fake_child"
MISSING = sandbox.obstacles()

SOCKET = "__import__('socket').socket()"
PROCESS = "__import__('os').fork()"
FILE = "open('/tmp/vlcritic-test', 'w')"
CODE = f"open({os.path.dirname(__file__)!r} + '/written', 'w')"


def needs(level):
    return pytest.param(level, marks=pytest.mark.skipif(level in MISSING, reason=MISSING.get(level, "")))


@pytest.fixture
def attempt():
    """What a child at a level says when it tries some Python."""
    workers = []

    def attempt(level, code):
        workers.append(Worker(CHILD, isolation=level))
        return workers[-1].request({"do": "try", "what": code}, timeout_s=5)[0]["said"]

    yield attempt
    for worker in workers:
        worker.kill()


PARENT = "__import__('os').getppid()"
OTHERS = [
    "open('/etc/hostname', 'r+')",
    "__import__('os').open('/etc/hostname', __import__('os').O_TRUNC)",
    f"open('/proc/' + str({PARENT}) + '/mem', 'r+b')",
    f"__import__('os').pidfd_open({PARENT})",
    f"__import__('resource').prlimit({PARENT} or 1, __import__('resource').RLIMIT_NOFILE)",
    "__import__('os').kill(1, 0)",
    "__import__('os').unlink('/etc/passwd')",
]


@pytest.mark.parametrize("code", [SOCKET, PROCESS, FILE, CODE, *OTHERS])
@pytest.mark.parametrize("level", [needs("bubblewrap"), needs("seccomp")])
def test_sockets_processes_and_files_are_refused(attempt, level, code):
    assert attempt(level, code) == "PermissionError"


def test_the_same_attempts_succeed_where_nothing_forbids_them(attempt, tmp_path):
    """Or the test above could not fail."""
    assert attempt("limits", SOCKET).startswith("<socket")
    assert attempt("limits", f"open({str(tmp_path / 'file')!r}, 'w')").startswith("<_io")


@pytest.mark.parametrize("level", [needs("bubblewrap")])
def test_bubblewrap_hides_processes_files_of_tmp_and_the_network(attempt, level, tmp_path):
    (tmp_path / "secret").write_text("42")
    assert attempt(level, "len([name for name in __import__('os').listdir('/proc') if name.isdigit()]) < 5") == "True"
    assert attempt(level, f"open({str(tmp_path / 'secret')!r}).read()") in ("FileNotFoundError", "PermissionError")
    assert attempt(level, "open('/proc/net/dev').read().count(':')") == "1"  # the loopback alone


@pytest.mark.parametrize("level", [needs("bubblewrap"), needs("seccomp"), "limits"])
def test_no_token_reaches_a_child(attempt, monkeypatch, level):
    monkeypatch.setenv("HF_TOKEN", "secret")
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    assert "secret" not in attempt(level, "dict(__import__('os').environ)")


@pytest.mark.parametrize("level", [needs("bubblewrap"), needs("seccomp"), "limits"])
def test_the_child_states_the_level_that_it_has(level):
    worker = Worker(CHILD, isolation=level)
    worker.start()
    assert worker.hello["isolation"] == level
    worker.kill()


def test_a_level_that_cannot_be_had_is_an_error_and_no_downgrade(monkeypatch):
    monkeypatch.setattr(sandbox, "obstacles", lambda: {"bubblewrap": "not installed"})
    monkeypatch.setenv("VLCRITIC_ISOLATION", "bubblewrap")
    with pytest.raises(RendererError, match="VLCRITIC_ISOLATION=bubblewrap cannot be had: not installed"):
        sandbox.level()
    monkeypatch.setenv("VLCRITIC_ISOLATION", "prison")
    with pytest.raises(ValueError, match="expected auto, bubblewrap"):
        sandbox.level()


def test_a_downgrade_is_a_warning_and_the_best_level_is_not(monkeypatch, caplog):
    monkeypatch.delenv("VLCRITIC_ISOLATION", raising=False)
    caplog.set_level(logging.INFO)
    for missing, level in (({}, logging.INFO), ({"bubblewrap": "not installed"}, logging.WARNING)):
        sandbox._say.cache_clear()
        caplog.clear()
        monkeypatch.setattr(sandbox, "obstacles", lambda missing=missing: missing)
        assert sandbox.level() == ("seccomp" if missing else "bubblewrap")
        assert [record.levelno for record in caplog.records] == [level]


@pytest.mark.parametrize("level", [needs("bubblewrap"), needs("seccomp"), "limits"])
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_no_child_outlives_a_killed_parent_though_it_is_in_mid_program(tmp_path, level, how):
    """At once: the deadline is a minute, so that the alarm cannot be what ends the child."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, signal, threading\nfrom vlcritic.rendering import Worker\n"
        f"w = Worker({CHILD!r}, isolation={level!r})\nw.start()\nprint(w.pid, flush=True)\n"
        f"threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.{how})).start()\n"
        "w.request({'do': 'spin'}, timeout_s=60)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([os.getcwd(), os.environ.get("PYTHONPATH", "")])}
    parent = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, env=environment)
    assert parent.returncode < 0
    session = int(parent.stdout)
    deadline = time.monotonic() + 5
    while _alive(session) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(session)


def _alive(session):
    from vlcritic.rendering.worker import _session

    return _session(session)[0].strip("ZX")


@pytest.mark.skipif("seccomp" in MISSING, reason=MISSING.get("seccomp", ""))
def test_the_filter_is_on_threads_that_ran_before_it():
    """Blender starts some as it is loaded. Oracle: the same thread, before and after."""
    code = (
        "import queue, socket, threading\nfrom vlcritic.rendering import lockdown\nasked, said = queue.Queue(), queue.Queue()\n"
        "def attempt():\n    while asked.get():\n        try: socket.socket().close(); said.put('open')\n"
        "        except PermissionError: said.put('refused')\n"
        "threading.Thread(target=attempt).start()\nasked.put(True); print(said.get())\n"
        "lockdown.refuse_system_calls(is_read_only=True)\nasked.put(True); print(said.get()); asked.put(False)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ran.stdout.split() == ["open", "refused"], ran.stderr


@pytest.mark.parametrize("makes_files", [True, False])
@pytest.mark.skipif("seccomp" in MISSING, reason=MISSING.get("seccomp", ""))
def test_only_a_child_that_hands_on_files_may_make_some(tmp_path, makes_files):
    code = (
        "import sys\nfrom vlcritic.rendering import lockdown\n"
        f"lockdown.refuse_system_calls(is_read_only=False, makes_files={makes_files})\nopen(sys.argv[1], 'w').write('made')"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(tmp_path / "file")], capture_output=True, text=True, timeout=60)
    assert (tmp_path / "file").exists() == makes_files and ("PermissionError" in ran.stderr) != makes_files


@pytest.mark.parametrize("level", [needs("seccomp"), "limits"])
def test_what_a_child_left_goes_with_it(level, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    worker = Worker(CHILD, isolation=level)
    worker.start()
    (folder,) = tmp_path.iterdir()
    said, _ = worker.request({"do": "try", "what": "__import__('os').environ['TMPDIR']"}, timeout_s=20)
    assert said["said"] == repr(str(folder))
    (folder / "copy.blend").write_bytes(b"x")
    with pytest.raises(WorkerCrashed):
        worker.request({"do": "die"}, timeout_s=20)
    assert not list(tmp_path.iterdir())


def test_doctor_says_which_children_may_write_where_the_file_system_is_ours(monkeypatch):
    from vlcritic.cli.doctor import _isolation

    monkeypatch.setattr(sandbox, "obstacles", dict)
    for level, writes in (("seccomp", True), ("bubblewrap", False)):
        monkeypatch.setattr(sandbox, "level", lambda level=level: level)
        assert ("may write wherever you may" in _isolation()["text"]) == writes
