"""A content-addressed store of verdicts on disk, shared by every process of a machine: SQLite in write-ahead mode.

An entry's key is a hash of all that the entry depends on, so an entry is never wrong, only useless; the oldest go when the store is full.
Every entry carries a checksum, and a file that SQLite cannot read is set aside and begun anew: a cache may be slow, never wrong or fatal.
"""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

MAX_MB = 2048
PAUSE_S = 60.0  # without the cache after an error of the disk, before it is tried again
_AT_ONCE = 500  # keys of one query; SQLite takes at least 999
_SHRINK = 0.8  # what is kept, when it is full
_OF_THE_DISK = {  # no space, read-only, locked for long, a network disk without locks
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS,
}  # fmt: skip
_PATIENCE_S = 10.0  # for a neighbour's transaction

_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, checksum INTEGER NOT NULL, value BLOB NOT NULL)"
)
_PRAGMAS = ("auto_vacuum=INCREMENTAL", "journal_mode=WAL", "synchronous=OFF")  # OFF: after a power cut it may be damaged, and heals

log = logging.getLogger("vlcritic.rendering")


def default_path() -> Path | None:
    """`$VLCRITIC_CACHE`, by default `~/.cache/vlcritic/verdicts.sqlite`; `None` where that variable is `off`."""
    named = os.environ.get("VLCRITIC_CACHE")
    if named == "off":
        return None
    return Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vlcritic" / "verdicts.sqlite"


def open_cache() -> Cache | None:
    """The cache of this machine, that commands and recipes share; `None` where `VLCRITIC_CACHE` is `off`."""
    path = default_path()
    return None if path is None else Cache(path)


class Cache:
    """`get(keys)` and `put(entries)`; opened on first use, safe under threads and processes, picklable.

    No error of the disk or the file leaves it: reading then finds nothing, writing writes nothing, and the log says why.

    Args:
        path: the SQLite file, on a local disk.
        max_mb: size of the file at most.
    """

    def __init__(self, path: str | Path, *, max_mb: int = MAX_MB):
        self.path = Path(path)
        self.max_mb = max_mb
        self.hits = self.misses = self.healed = 0
        self._opened: tuple[int, int, sqlite3.Connection] | None = None  # by which process, and which file of that name
        self._lock = threading.RLock()
        self._paused_until = 0.0

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The entries that are there, by key. A damaged one is dropped and counted in `healed`."""
        found: dict[bytes, bytes] = {}
        with self._guarded() as is_open:
            if is_open:
                for start in range(0, len(keys), _AT_ONCE):
                    found |= self._read(keys[start : start + _AT_ONCE])
        self.hits += len(found)
        self.misses += len(keys) - len(found)
        return found

    def put(self, entries: Mapping[bytes, bytes]) -> None:
        """Write entries, all or none."""
        rows = [(key, _checksum(key, value), value) for key, value in entries.items()]
        with self._guarded() as is_open:
            if is_open and rows:
                with self._connection():
                    self._connection().executemany("INSERT OR REPLACE INTO entries (key, checksum, value) VALUES (?, ?, ?)", rows)
                self._shrink()

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        with self._lock:
            if self._opened and self._opened[0] == os.getpid():
                self._opened[-1].close()
            self._opened = None

    def __getstate__(self) -> dict:
        return {"path": self.path, "max_mb": self.max_mb}

    def __setstate__(self, state: dict) -> None:
        self.__init__(**state)

    @contextmanager
    def _guarded(self) -> Iterator[bool]:
        """One thread at a time; errors of the file heal it, errors of the disk pause the cache."""
        with self._lock:
            try:
                yield time.monotonic() >= self._paused_until
            except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter where a damaged name stands in SQLite's message
                is_disk = getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK
                self._pause(error) if is_disk else self._heal(error)
            except OSError as error:
                self._pause(error)

    def _connection(self) -> sqlite3.Connection:
        """This process's connection, to the file that has the name now: one that was forked away from is left to the other process."""
        if self._opened is None or self._opened[:2] != (os.getpid(), _inode(self.path)):
            self.close()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=_PATIENCE_S, check_same_thread=False)
            connection.text_factory = bytes  # a damaged entry may claim to be text
            self._opened = os.getpid(), -1, connection
            with self._file_lock():  # two processes that make the file at once would find it locked
                for pragma in _PRAGMAS:
                    connection.execute(f"PRAGMA {pragma}")
                connection.execute(_TABLE)
                self._opened = os.getpid(), _inode(self.path), connection
        return self._opened[-1]

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        marks = ",".join("?" * len(keys))
        rows = self._connection().execute(f"SELECT key, checksum, value FROM entries WHERE key IN ({marks})", keys).fetchall()
        found = {key: value for key, checksum, value in rows if isinstance(value, bytes) and _checksum(key, value) == checksum}
        damaged = [(key,) for key, _, _ in rows if key not in found]
        if damaged:
            self.healed += len(damaged)
            log.warning("%s: %d damaged entries dropped", self.path, len(damaged))
            with self._connection():
                self._connection().executemany("DELETE FROM entries WHERE key = ?", damaged)
        return found

    def _shrink(self) -> None:
        """Drop the oldest entries where the file is over its bound."""
        connection = self._connection()
        pages, page, free = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size", "freelist_count"))
        if (pages - free) * page <= self.max_mb << 20:
            return
        with connection:
            first, last = connection.execute("SELECT min(id), max(id) FROM entries").fetchone()
            connection.execute("DELETE FROM entries WHERE id < ?", (last - _SHRINK * (last - first),))
        connection.execute("PRAGMA incremental_vacuum").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _pause(self, error: Exception) -> None:
        self._paused_until = time.monotonic() + PAUSE_S
        with suppress(sqlite3.Error):
            self.close()
        log.warning("%s: going on without the verdict cache for %.0f s (%s); VLCRITIC_CACHE names another place", self.path, PAUSE_S, error)

    def _heal(self, error: Exception) -> None:
        """Set a file that cannot be read aside, unless a neighbour just did."""
        with suppress(sqlite3.Error):
            self.close()
        try:
            with self._file_lock():
                if _is_readable(self.path):
                    return
                log.warning("%s: damaged (%s); set aside as .damaged and begun anew", self.path, error)
                self.healed += 1
                self.path.replace(f"{self.path}.damaged")
                for suffix in ("-wal", "-shm"):
                    Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        except OSError as failure:
            self._pause(failure)

    @contextmanager
    def _file_lock(self) -> Iterator[None]:
        """One process at a time, for what SQLite's own locks do not cover."""
        with open(f"{self.path}.lock", "w") as lock:
            _lock(lock)
            yield


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return -1


def _lock(file) -> None:
    """Lock a file, or raise OSError after `_PATIENCE_S`: a neighbour that is stopped while it holds the lock must not stop us."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _is_readable(path: Path) -> bool:
    try:
        connection = sqlite3.connect(path, timeout=_PATIENCE_S)
        try:
            connection.execute("SELECT id, key, checksum, value FROM entries LIMIT 1").fetchall()
            return connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def _checksum(key: bytes, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(key))
