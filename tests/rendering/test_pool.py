"""Workers that hang, die or cannot start. Oracle: a child of ours that does exactly what it is told."""

import os
import signal
import time

import pytest

from vlcritic.errors import RenderCrash, RendererError, RenderTimeout
from vlcritic.rendering import Pool, Worker, default_workers
from vlcritic.rendering.messages import encode, receive, send

CHILD = "tests.rendering.fake_child"


@pytest.fixture
def pool():
    pool = Pool(lambda: Worker(CHILD), workers=2, timeout_s=1.0)
    yield pool
    pool.close()


def echo(number, payload=b""):
    return {"do": "echo", "number": number}, payload


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_answers_come_in_the_order_of_the_requests(pool):
    replies = pool.map([echo(number, bytes([number])) for number in range(100)])
    assert replies == [({"echo": number}, bytes([number])) for number in range(100)]


def test_a_payload_larger_than_a_pipe_comes_back_whole(pool):
    payload = os.urandom(3_000_000)
    assert pool.map([echo(1, payload)])[0][1] == payload


def test_a_hanging_request_times_out_and_its_neighbours_survive(pool):
    start = time.monotonic()
    replies = pool.map([echo(0), ({"do": "sleep"}, b""), echo(2), echo(3)])
    assert isinstance(replies[1], RenderTimeout)
    assert [replies[i][0]["echo"] for i in (0, 2, 3)] == [0, 2, 3]
    assert time.monotonic() - start < 10  # the deadline is 1 s, a start under 1 s; 60 s is what the child would sleep


def test_a_request_that_kills_two_fresh_children_is_the_programs_fault(pool):
    replies = pool.map([({"do": "die"}, b""), echo(1)])
    assert isinstance(replies[0], RenderCrash) and "out of paint" in str(replies[0])
    assert replies[1][0] == {"echo": 1}


def test_a_request_whose_first_child_died_is_tried_again(pool, tmp_path):
    replies = pool.map([({"do": "die once", "number": 7, "marker": str(tmp_path / "died")}, b"")])
    assert replies[0][0] == {"echo": 7}


def test_a_child_killed_from_outside_loses_nothing(pool):
    pool.map([echo(0), echo(1)])
    for worker in pool.workers:
        os.kill(worker.pid, signal.SIGKILL)
    assert [reply[0]["echo"] for reply in pool.map([echo(n) for n in range(6)])] == list(range(6))


def test_a_stopped_child_is_killed_at_the_deadline(pool):
    pool.map([echo(0), echo(1)])
    stopped = pool.workers[0].pid
    os.kill(stopped, signal.SIGSTOP)
    replies = pool.map([echo(n) for n in range(4)])
    assert sum(isinstance(reply, RenderTimeout) for reply in replies) == 1
    assert not is_alive(stopped)


def test_what_a_child_started_dies_with_it(pool, tmp_path):
    marker = tmp_path / "grandchild"
    (reply,) = pool.map([({"do": "spawn and sleep", "marker": str(marker)}, b"")])
    assert isinstance(reply, RenderTimeout)
    time.sleep(0.1)
    assert not is_alive(int(marker.read_text()))


def test_a_child_that_cannot_start_gives_our_error_for_every_request():
    pool = Pool(lambda: Worker(CHILD, ["broken"]), workers=2, timeout_s=1.0)
    replies = pool.map([echo(n) for n in range(5)])
    assert all(isinstance(reply, RendererError) and "cannot find the paint" in str(reply) for reply in replies)


def test_a_child_that_says_nothing_at_its_start_is_given_up():
    pool = Pool(lambda: Worker(CHILD, ["silent"], start_timeout_s=0.5), workers=1, timeout_s=1.0)
    (reply,) = pool.map([echo(0)])
    assert isinstance(reply, RendererError) and "silent" in str(reply)


def test_close_ends_the_children_and_a_later_batch_starts_new_ones(pool):
    pool.map([echo(0), echo(1)])
    pids = [worker.pid for worker in pool.workers]
    pool.close()
    assert not any(is_alive(pid) for pid in pids)
    assert pool.map([echo(5)])[0][0] == {"echo": 5}


def test_an_idle_child_ends_when_its_parents_pipe_closes(pool):
    pool.map([echo(0)])
    worker = pool.workers[0]
    process = worker._process
    process.stdin.close()
    assert process.wait(5) == 0


def test_a_stream_that_is_no_frame_is_an_end_of_file():
    read, write = os.pipe()
    os.write(write, b"\xff" * 64)
    with pytest.raises(EOFError, match="broken"):
        receive(read)
    os.close(read), os.close(write)


def test_a_full_pipe_times_out_instead_of_blocking():
    read, write = os.pipe()
    with pytest.raises(TimeoutError):
        send(write, encode({}, b"x" * 10_000_000), deadline=time.monotonic() + 0.2)
    os.close(read), os.close(write)


def test_workers_are_shared_out_over_the_ranks_of_a_machine(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(12))
    monkeypatch.setenv("LOCAL_WORLD_SIZE", "4")
    assert default_workers() == 3
    monkeypatch.setenv("LOCAL_WORLD_SIZE", "100")
    assert default_workers() == 1
