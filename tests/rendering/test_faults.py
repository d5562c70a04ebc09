"""Faults from outside, in mid-batch: nothing is lost, nothing is wrong. Oracles: a child that echoes, a cache whose entries are known."""

import hashlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import vlcritic
from tests.rendering.test_pool import open_worker
from vlcritic.errors import RenderTimeout, WorkerCrashed
from vlcritic.rendering import Pool
from vlcritic.rendering.cache import Cache
from vlcritic.rendering.pool import KILLS

ENTRIES = {hashlib.sha256(bytes([n])).digest(): bytes([n]) * (40 * n + 10) for n in range(60)}
KEYS = list(ENTRIES)


@pytest.fixture
def pool():
    pool = Pool(open_worker, workers=2, timeout_s=1.0)
    yield pool
    pool.close()


def work(number, seconds=0.03):
    return {"do": "work", "seconds": seconds, "number": number}, b""


@contextmanager
def disturbed(pool, deed, *, after_s):
    """A signal to the process groups of all children that run, after each of some pauses; yields the ids that it was sent to."""
    hit, is_over = [], threading.Event()

    def disturb():
        for pause in after_s:
            if is_over.wait(pause):
                return
            for pid in filter(None, [worker.pid for worker in (*pool.workers, *pool.spares)]):
                with suppress(ProcessLookupError):
                    os.killpg(pid, deed)
                    hit.append(pid)

    thread = threading.Thread(target=disturb)
    thread.start()
    yield hit
    is_over.set()
    thread.join()


def test_workers_killed_in_mid_batch_again_and_again_lose_nothing():
    """Two requests are longer than the pauses between the kills, so that each meets several."""
    pool = Pool(open_worker, workers=2, timeout_s=10.0)
    pool.map([work(0), work(1)])
    with disturbed(pool, signal.SIGKILL, after_s=[0.2] + [0.4] * (KILLS - 2)) as hit:
        replies = pool.map([work(n, 0.03 if n > 1 else 0.6) for n in range(60)])
    pool.close()
    assert len(hit) >= 6
    assert [reply[0]["echo"] for reply in replies] == list(range(60))


def test_a_renderer_killed_at_every_try_is_our_failure_and_never_the_programs(tmp_path):
    pool = Pool(open_worker, workers=1, timeout_s=5.0)
    with disturbed(pool, signal.SIGKILL, after_s=[0.05] * 10_000):
        replies = pool.map([({"do": "spin"}, b"")])
    pool.close()
    assert isinstance(replies[0], WorkerCrashed)


def test_workers_stopped_in_mid_batch_lose_nothing(pool):
    pool.map([work(0), work(1)])
    with disturbed(pool, signal.SIGSTOP, after_s=[0.2, 2.5]) as hit:
        replies = pool.map([work(n) for n in range(120)])
    assert hit
    assert [reply[0]["echo"] for reply in replies] == list(range(120))


def test_a_clock_that_jumps_is_not_looked_at(pool, monkeypatch):
    jumps = iter(range(10_000))
    monkeypatch.setattr(time, "time", lambda: 86_400 * (-1) ** next(jumps) * next(jumps))
    replies = pool.map([work(0), ({"do": "spin"}, b""), work(2)])
    assert [replies[place][0]["echo"] for place in (0, 2)] == [0, 2] and isinstance(replies[1], RenderTimeout)
    for folder in ("rendering", "rewards", "languages"):  # children too
        for file in (Path(vlcritic.__file__).parent / folder).rglob("*.py"):
            assert not re.search(r"\btime\.(time|localtime|gmtime)|datetime", file.read_text()), file


def test_a_fork_neither_ends_nor_uses_its_parents_workers(pool):
    """In a process of its own, because tests have threads."""
    script = (
        "import os\nfrom vlcritic.rendering import Pool\nfrom tests.rendering.test_pool import echo, open_worker\n"
        "pool = Pool(open_worker, workers=1, timeout_s=20.0)\n"
        "def ask(n): return pool.map([echo(n)])[0][0]\n"
        "before = ask(0)['pid']\n"
        "if os.fork() == 0:\n"
        "    replies = [ask(n) for n in range(100, 150)]\n"
        "    assert [r['echo'] for r in replies] == list(range(100, 150)) and before not in {r['pid'] for r in replies}\n"
        "    pool.close()\n    os._exit(0)\n"
        "replies = [ask(n) for n in range(1, 50)]\n"
        "assert os.waitpid(-1, 0)[1] == 0\n"
        "replies.append(ask(50))\n"
        "assert [(r['echo'], r['pid']) for r in replies] == [(n, before) for n in range(1, 51)]\n"
    )
    run(script)


def run(script, *arguments):
    """Run Python that must succeed."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", script, *map(str, arguments)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def stored(tmp_path):
    """A cache on disk that holds `ENTRIES`, closed."""
    path = tmp_path / "cache" / "verdicts.sqlite"
    cache = Cache(path)
    cache.put(ENTRIES)
    cache.close()
    return path


def is_right(found):
    return all(ENTRIES[key] == value for key, value in found.items())


def overwrite(path, data, at=0):
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(data)


def alter(path, statement):
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()


DAMAGES = {
    "emptied": lambda path: os.truncate(path, 0),
    "cut in the header": lambda path: os.truncate(path, 50),
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "cut in a page": lambda path: os.truncate(path, path.stat().st_size - 1000),
    "noise": lambda path: overwrite(path, os.urandom(path.stat().st_size)),
    "noise in the header": lambda path: overwrite(path, os.urandom(100)),
    "noise in the schema": lambda path: overwrite(path, os.urandom(3000), 1000),
    "noise in the pages": lambda path: overwrite(path, os.urandom(path.stat().st_size - 4096), 4096),
    "a name that is no UTF-8": lambda path: path.write_bytes(path.read_bytes().replace(b"entries", b"ent\xf2ies")),
    "another table": lambda path: alter(path, "ALTER TABLE entries RENAME TO exits"),
    "another column": lambda path: alter(path, "ALTER TABLE entries RENAME COLUMN checksum TO checks"),
    "texts for bytes": lambda path: alter(path, "UPDATE entries SET value = 'text'"),
    "blobs for checksums": lambda path: alter(path, "UPDATE entries SET checksum = x'ff'"),
    "another file": lambda path: path.write_text("Dear diary,\n" * 5000),
    "deleted": lambda path: path.unlink(),
    "wal cut": lambda path: os.truncate(f"{path}-wal", 5000),
    "wal noise": lambda path: overwrite(f"{path}-wal", os.urandom(20_000), 100),
    "wal deleted": lambda path: os.unlink(f"{path}-wal"),
}


@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_gives_no_wrong_entry_and_heals(stored, damage, is_open):
    cache = Cache(stored)
    cache.put({KEYS[0]: ENTRIES[KEYS[0]]})  # so that there is a -wal
    if not is_open:
        cut_off(cache)
    DAMAGES[damage](stored)
    for _ in range(3):
        assert is_right(cache.get(KEYS))
        cache.put(ENTRIES)
    assert cache.get(KEYS) == ENTRIES
    cache.close()
    assert Cache(stored).get(KEYS) == ENTRIES


def cut_off(cache):
    """Close a cache as a kill would: the -wal stays. SQLite removes it at the last close, so another connection outlives this one."""
    for suffix in ("", "-wal"):
        os.rename(f"{cache.path}{suffix}", f"{cache.path}{suffix}.kept")
    cache.close()
    for suffix in ("", "-wal"):
        os.rename(f"{cache.path}{suffix}.kept", f"{cache.path}{suffix}")
    Path(f"{cache.path}-shm").unlink(missing_ok=True)


def test_a_flipped_bit_gives_no_wrong_entry_wherever_it_is(stored):
    """Bits of the header and of every 211th byte."""
    whole = stored.read_bytes()
    for at in [*range(0, 100, 7), *range(100, len(whole), 211)]:
        stored.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        cache = Cache(stored)
        assert is_right(cache.get(KEYS)), at
        cache.put(ENTRIES)
        assert is_right(cache.get(KEYS)), at
        cache.close()


@pytest.fixture
def mounted(tmp_path):
    """A file system of 1 MB that can be made read-only."""
    folder = tmp_path / "disk"
    folder.mkdir()
    tried = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], capture_output=True)
    if tried.returncode:
        pytest.skip("only root may mount a file system")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_loses_what_does_not_fit_and_nothing_else(mounted, caplog):
    cache = Cache(mounted / "verdicts.sqlite")
    cache.put(ENTRIES)
    for number in range(20):
        cache.put({bytes([number]) * 32: os.urandom(100_000)})
        assert is_right(cache.get(KEYS))
        cache._paused_until = 0.0  # as if the pause were over
    assert "disk is full" in caplog.text and cache.healed == 0
    subprocess.run(["mount", "-o", "remount,size=4m", mounted], check=True)
    cache.put({b"later": b"entry"})
    assert cache.get([*KEYS, b"later"]) == ENTRIES | {b"later": b"entry"}


def test_a_file_that_may_not_grow_loses_what_does_not_fit_and_nothing_else(stored):
    """EFBIG, for users who may not mount: a limit of the process on the size of files."""
    script = (
        "import os, resource, sys\nfrom tests.rendering.test_faults import ENTRIES, KEYS\nfrom vlcritic.rendering.cache import Cache\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "cache = Cache(sys.argv[1])\n"
        "for number in range(9):\n"
        "    cache._paused_until = 0.0\n    cache.put({bytes([number]) * 32: os.urandom(100_000)})\n"
        "    is_paused = cache._paused_until > 0\n    cache._paused_until = 0.0\n    assert cache.get(KEYS) == ENTRIES\n"
        "assert is_paused and cache.healed == 0\n"
    )
    run(script, stored)


def test_a_read_only_disk_is_no_error(mounted, caplog):
    cache = Cache(mounted / "verdicts.sqlite")
    cache.put(ENTRIES)
    cache.close()
    subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
    for path in (mounted / "verdicts.sqlite", mounted / "another" / "verdicts.sqlite"):
        cache = Cache(path)
        assert is_right(cache.get(KEYS))
        cache.put(ENTRIES)
        assert cache.healed == 0
    assert "Read-only file system" in caplog.text or "readonly" in caplog.text


HAMMER = (
    "import sys\nfrom tests.rendering.test_faults import ENTRIES, KEYS, is_right\nfrom vlcritic.rendering.cache import Cache\n"
    "cache, number = Cache(sys.argv[1]), int(sys.argv[2])\n"
    "print('ready', flush=True)\n"
    "for turn in range(int(sys.argv[3])):\n"
    "    group = KEYS[(turn * 7 + number) % 60 :][:9]\n"
    "    assert is_right(cache.get(KEYS))\n"
    "    cache.put({key: ENTRIES[key] for key in group})\n"
    "    assert set(group) <= set(cache.get(group)), 'lost'\n"
    "assert cache.healed == 0 and cache._paused_until == 0\n"
)


def hammer(path, number, turns):
    words = [sys.executable, "-W", "error", "-c", HAMMER, str(path), str(number), str(turns)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_that_hammer_one_file_lose_nothing(tmp_path):
    path = tmp_path / "verdicts.sqlite"  # which they make at the same time
    processes = [hammer(path, number, 100) for number in range(3)]
    for process in processes:
        _, words = process.communicate(timeout=60)
        assert process.returncode == 0, words
    assert Cache(path).get(KEYS) == ENTRIES


def test_a_process_killed_while_it_writes_leaves_a_file_that_its_neighbours_read_on(stored):
    neighbour = Cache(stored)
    for number in range(4):
        process = hammer(stored, number, 1_000_000)
        process.stdout.readline()
        time.sleep(0.1 * number)
        process.kill()
        process.communicate()
        assert neighbour.get(KEYS) == ENTRIES
    assert neighbour.healed == 0


def test_a_fork_opens_a_cache_of_its_own(stored):
    script = (
        "import os, sys\nfrom tests.rendering.test_faults import ENTRIES, KEYS\nfrom vlcritic.rendering.cache import Cache\n"
        "cache = Cache(sys.argv[1])\ncache.put(ENTRIES)\n"
        "is_child = os.fork() == 0\n"
        "for turn in range(100):\n"
        "    assert cache.get(KEYS) == ENTRIES\n    cache.put({b'%d %d' % (is_child, turn): b'x' * 500})\n"
        "if is_child: os._exit(cache.healed)\n"
        "assert os.waitpid(-1, 0)[1] == 0\n"
        "keys = [b'%d %d' % (side, turn) for side in (0, 1) for turn in range(100)]\n"
        "assert len(cache.get(keys)) == 200 and cache.healed == 0\n"
    )
    run(script, stored)
