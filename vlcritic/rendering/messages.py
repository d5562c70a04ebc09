"""Frames between us and a renderer's child process: a JSON header and a payload of bytes.

A frame is two big-endian uint32 (header length, payload length), the header, the payload. JSON, not pickle: the child runs
programs that a model wrote, so nothing that it says may execute here.
"""

from __future__ import annotations

import json
import os
import select
import struct
import time

_LENGTHS = struct.Struct(">II")
MAX_FRAME = (1 << 28) + (1 << 16)  # an 8192² RGBA picture and its header; more means that the stream is broken


def send(fd: int, header: dict, payload: bytes = b"", *, deadline: float = float("inf")) -> None:
    """Write a frame to a pipe. Raises TimeoutError at `deadline` (`time.monotonic`), BrokenPipeError at its end."""
    text = json.dumps(header).encode()
    parts = [memoryview(_LENGTHS.pack(len(text), len(payload)) + text), memoryview(payload)]  # a picture is not copied into a frame
    while parts:
        _wait(deadline, writable=fd)
        # a pipe that polls writable takes PIPE_BUF without blocking
        sent = os.writev(fd, parts) if deadline == float("inf") else os.write(fd, parts[0][: select.PIPE_BUF])
        while parts and sent >= len(parts[0]):
            sent -= len(parts.pop(0))
        if parts:
            parts[0] = parts[0][sent:]


def receive(fd: int, *, deadline: float = float("inf")) -> tuple[dict, bytearray]:
    """Read one frame from a pipe. Raises TimeoutError at `deadline`, EOFError where the stream ends or is no frame."""
    header_length, payload_length = _LENGTHS.unpack(_read(fd, _LENGTHS.size, deadline))
    if header_length + payload_length > MAX_FRAME:
        raise EOFError(f"a frame of {header_length + payload_length} bytes: the stream is broken")
    header = _read(fd, header_length, deadline)
    try:
        return json.loads(header), _read(fd, payload_length, deadline)
    except ValueError as error:
        raise EOFError(f"a frame whose header is no JSON: {error}") from error


def _read(fd: int, length: int, deadline: float) -> bytearray:
    parts = bytearray(length)
    view = memoryview(parts)
    while view:
        _wait(deadline, readable=fd)
        count = os.readv(fd, [view])  # not os.read, which copies
        if not count:
            raise EOFError("the other side closed the pipe")
        view = view[count:]
    return parts


def _wait(deadline: float, *, readable: int | None = None, writable: int | None = None) -> None:
    """Block until the pipe can be used or `deadline` has passed."""
    if deadline == float("inf"):
        return  # a blocking pipe waits by itself
    poll = select.poll()
    poll.register(readable if readable is not None else writable, select.POLLIN if readable is not None else select.POLLOUT)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TimeoutError
