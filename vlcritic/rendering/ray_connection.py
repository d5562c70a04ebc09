"""This process's connection to a Ray: made on first use, shared by its pools, ended with the last of them.

A process knows one Ray. One to which the process was connected before we came is used as it is, and never ended by us.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from pathlib import Path

from vlcritic.errors import RendererError

CONNECT_S = 5.0
JOIN_TRIES = 3
OBJECT_STORE_BYTES = 1 << 28  # of a Ray of our own: each actor has at most two requests and their pictures there
LOCAL = (None, "local")


class Connection:
    """The connection, counted by its users."""

    def __init__(self):
        self.address: str | None = None
        self._users = 0
        self._is_ours = False
        self._lock = threading.Lock()

    def open(self, address: str | None, *, cpus: int) -> None:
        """Connect to the Ray at `address`, or start one of `cpus` CPUs on this machine (`None`, "local").

        Raises:
            RendererError: nobody answers there.
            ValueError: another pool of this process is connected elsewhere.
        """
        if address not in LOCAL:
            # else Ray ends the whole process (the training!) 60 s after the cluster's head went; read as Ray is first imported
            os.environ.setdefault("RAY_gcs_rpc_server_reconnect_timeout_s", str(10**6))
        import ray

        with self._lock:
            if self._users == 0:
                self._is_ours = not ray.is_initialized()
                if self._is_ours:
                    _initialise(address, cpus)
                self.address = address
            elif self._is_ours and address != self.address:
                raise ValueError(f"one Ray a process: expected {name(self.address)}, got {name(address)}; close the other renderer first")
            self._users += 1

    def close(self) -> None:
        """Disconnect (and end a Ray of our own) where this was the last user and the connection is ours."""
        import ray

        with self._lock:
            self._users -= 1
            if self._users == 0 and self._is_ours:
                ray.shutdown()

    def is_alive(self) -> bool:
        """Whether the head of the cluster still takes connections."""
        import ray

        is_client = (self.address or "").startswith("ray://")
        return is_reachable(self.address if is_client else ray.get_runtime_context().gcs_address)


CONNECTION = Connection()


def name(address: str | None) -> str:
    """An address in words."""
    return "a Ray of this machine" if address in LOCAL else f"Ray at {address}"


def check_address(address: str | None) -> None:
    """Raise ValueError unless it is one of `None`, "local", "auto", "host:port" and "ray://host:port"."""
    if address not in (*LOCAL, "auto") and not (address.removeprefix("ray://").rpartition(":")[2].isdigit()):
        raise ValueError(f"address: expected 'local', 'auto', 'host:port' or 'ray://host:port' (Ray Client's is 10001), got {address!r}")


def is_reachable(endpoint: str) -> bool:
    """Whether `host:port` takes connections."""
    host, _, port = endpoint.removeprefix("ray://").rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_S).close()
    except OSError:
        return False
    return True


def _initialise(address: str | None, cpus: int) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    endpoint = _of_this_machine() if address == "auto" else address
    if endpoint not in (*LOCAL, "auto") and not is_reachable(endpoint):  # Ray itself would try for more than two minutes
        raise _unreachable(address, f"nobody listens at {endpoint}")
    try:
        if address in LOCAL:
            _start_local(cpus, quiet)
        else:
            _join(address, quiet)
    except (ConnectionError, RuntimeError) as error:
        raise _unreachable(address, error) from error


def _of_this_machine() -> str | None:
    """The head that "auto" stands for, where Ray has noted one: a note may outlive its cluster."""
    note = Path(os.environ.get("RAY_TMPDIR", "/tmp"), "ray/ray_current_cluster")
    return os.environ.get("RAY_ADDRESS") or (note.read_text().strip() if note.exists() else None)


def _join(address: str, quiet: dict) -> None:
    """Connect to a cluster, again where the server that its head starts for each client was not up in time (a busy head)."""
    import ray

    for tried in range(1, JOIN_TRIES + 1):
        try:
            ray.init(address=address, **quiet)
            return
        except (ConnectionError, RuntimeError) as error:
            if tried == JOIN_TRIES or "client server failed" not in str(error):
                raise


def _start_local(cpus: int, quiet: dict) -> None:
    """A Ray of our own: "local" never joins one that another rank started, and might end first."""
    import ray

    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # a library does not report on its user
    ray.init(address="local", num_cpus=cpus, include_dashboard=False, object_store_memory=OBJECT_STORE_BYTES, **quiet)


def _unreachable(address: str | None, cause) -> RendererError:
    return RendererError(f"cannot reach {name(address)}: {cause}; start it with `ray start --head`, or render here, without --renderers")
