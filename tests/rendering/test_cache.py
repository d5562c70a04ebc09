"""The store of verdicts. Oracles: a dict, and files that we damage ourselves."""

import fcntl
import multiprocessing
import os
import pickle
import sqlite3
import zlib

import pytest

from vlcritic.rendering import cache as module
from vlcritic.rendering.cache import Cache, default_path, open_cache


@pytest.fixture
def store(tmp_path):
    store = Cache(tmp_path / "deep" / "verdicts.sqlite")
    yield store
    store.close()


def entries(count, size=100):
    return {bytes([index % 256, index // 256]) * 16: bytes([index % 256]) * size for index in range(count)}


def test_what_was_put_is_got_and_nothing_else(store):
    store.put(entries(1200))  # more than one query's worth
    assert store.get(list(entries(1500))) == entries(1200)
    assert (store.hits, store.misses) == (1200, 300)
    assert store.get([]) == {}


def test_another_process_finds_it(store):
    store.put(entries(3))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(pickle.loads(pickle.dumps(store)).get, [list(entries(3))]) == entries(3)


def test_a_forked_process_opens_the_file_for_itself(store):
    store.put(entries(3))
    parents = store._connection()
    child = os.fork()
    if not child:
        os._exit(7 if store._connection() is not parents and store.get(list(entries(3))) == entries(3) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert store.get(list(entries(3))) == entries(3)


def test_many_processes_write_at_once_and_lose_nothing(tmp_path):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(_write, [(tmp_path / "v.sqlite", start) for start in range(0, 400, 100)])
    store = Cache(tmp_path / "v.sqlite")
    assert store.get(list(entries(400))) == entries(400)
    store.close()


def _write(path, start):
    store = Cache(path)
    for item in list(entries(400).items())[start : start + 100]:
        store.put(dict([item]))
    store.close()
    assert store._paused_until == 0.0


def test_a_damaged_entry_is_dropped_and_can_be_put_again(store):
    store.put(entries(3))
    keys = list(entries(3))
    with store._connection() as connection:
        connection.execute("UPDATE entries SET value = ? WHERE key = ?", (b"\1" * 99 + b"\7", keys[1]))
    assert store.get(keys) == {key: value for key, value in entries(3).items() if key != keys[1]}
    assert store.healed == 1 and store.misses == 1
    store.put({keys[1]: b"new"})
    assert store.get([keys[1]]) == {keys[1]: b"new"}


@pytest.mark.parametrize(
    "damage", [lambda data: b"noise" * 999, lambda data: data[: len(data) // 2], lambda data: data[:100] + b"\0" * 9000]
)
def test_a_file_that_cannot_be_read_is_set_aside_and_begun_anew(store, damage, caplog):
    store.put(entries(200, size=2000))
    store.close()
    store.path.write_bytes(damage(store.path.read_bytes()))
    found = store.get(list(entries(200)))
    assert set(found.items()) <= set(entries(200, size=2000).items()), "never a wrong entry"
    store.put(entries(50))
    store.put(entries(50))  # the first may be what finds the damage
    assert store.get(list(entries(50))) == entries(50)
    assert store.healed >= 1 and "set aside" in caplog.text
    assert store.path.with_name("verdicts.sqlite.damaged").exists()


def test_an_error_of_the_disk_pauses_the_cache_and_not_the_run(store, monkeypatch, caplog):
    def full(*_):
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    store.put(entries(2))
    monkeypatch.setattr(store, "_shrink", full)
    store.put(entries(3))
    assert "disk is full" in caplog.text and store.get(list(entries(2))) == {}
    monkeypatch.setattr(module.time, "monotonic", lambda: store._paused_until + 1)
    assert store.get(list(entries(2))) == entries(2), "it is tried again after a while"


def test_a_folder_that_cannot_be_written_pauses_it_too(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    store = Cache(tmp_path / "file" / "v.sqlite")
    store.put(entries(1))
    assert store.get(list(entries(1))) == {} and "going on without the verdict cache" in caplog.text


def test_the_oldest_entries_go_when_it_is_full(tmp_path):
    store = Cache(tmp_path / "v.sqlite", max_mb=1)
    items = list(entries(300, size=10_000).items())  # 3 MB
    for start in range(0, 300, 10):
        store.put(dict(items[start : start + 10]))
    found = store.get([key for key, _ in items])
    assert 40 < len(found) < 110 and list(found) and set(found) == {key for key, _ in items[-len(found) :]}
    store.close()
    assert store.path.stat().st_size < 1.5 * 2**20


def test_a_checksum_covers_key_and_value():
    assert module._checksum(b"a", b"bc") == zlib.crc32(b"abc") and module._checksum(b"x", b"bc") != module._checksum(b"y", b"bc")


def test_the_place_is_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("VLCRITIC_CACHE", str(tmp_path / "x.sqlite"))
    assert open_cache().path == tmp_path / "x.sqlite"
    monkeypatch.setenv("VLCRITIC_CACHE", "off")
    assert open_cache() is None
    monkeypatch.delenv("VLCRITIC_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "vlcritic" / "verdicts.sqlite"


def test_a_neighbour_that_keeps_the_lock_costs_the_cache_and_not_the_run(store, monkeypatch, caplog):
    monkeypatch.setattr(module, "_PATIENCE_S", 0.2)
    store.path.parent.mkdir(parents=True)
    with open(f"{store.path}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert store.get([b"key"]) == {} and "going on without the verdict cache" in caplog.text
