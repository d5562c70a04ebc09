"""Workers that hang, die or cannot start. Oracle: a child of ours that does exactly what it is told."""

import os
import signal
import sys
import threading
import time

import pytest

from vlcritic.errors import RenderCrash, RendererError, RenderTimeout, WorkerCrashed
from vlcritic.rendering import Pool, Worker, default_workers
from vlcritic.rendering import pool as pool_module
from vlcritic.rendering.messages import receive, send

CHILD = "tests.rendering.fake_child"


@pytest.fixture
def pool():
    pool = Pool(open_worker, workers=2, timeout_s=1.0)
    yield pool
    pool.close()


def open_worker():
    """Without namespaces, so that the child can leave marks and its process id is the one that we see."""
    return Worker(CHILD, isolation="limits")


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
    assert [(reply["echo"], payload) for reply, payload in replies] == [(number, bytes([number])) for number in range(100)]


def test_a_payload_larger_than_a_pipe_comes_back_whole(pool):
    payload = os.urandom(3_000_000)
    assert pool.map([echo(1, payload)])[0][1] == payload


def test_a_hanging_request_times_out_and_its_neighbours_survive(pool):
    start = time.monotonic()
    replies = pool.map([echo(0), ({"do": "spin"}, b""), echo(2), echo(3)])
    assert isinstance(replies[1], RenderTimeout)
    assert [replies[i][0]["echo"] for i in (0, 2, 3)] == [0, 2, 3]
    assert time.monotonic() - start < 10  # the deadline is 1 s, a start under 1 s; the child would go on for ever


def test_a_request_that_kills_two_fresh_children_is_the_programs_fault(pool):
    replies = pool.map([({"do": "die"}, b""), echo(1)])
    assert isinstance(replies[0], RenderCrash) and "out of paint" in str(replies[0])
    assert replies[1][0]["echo"] == 1


def test_a_crash_is_ours_where_a_harmless_program_crashes_too():
    pool = Pool(open_worker, workers=1, timeout_s=1.0, probe=({"do": "die"}, b""))
    replies = pool.map([({"do": "die"}, b""), echo(1)])
    assert isinstance(replies[0], WorkerCrashed) and "not this program's fault" in str(replies[0])
    assert replies[1][0]["echo"] == 1
    pool.close()


def test_a_request_whose_first_child_died_is_tried_again(pool, tmp_path):
    replies = pool.map([({"do": "die once", "number": 7, "marker": str(tmp_path / "died")}, b"")])
    assert replies[0][0]["echo"] == 7


def test_a_child_killed_from_outside_loses_nothing(pool):
    pool.map([echo(0), echo(1)])
    for worker in pool.workers:
        os.kill(worker.pid, signal.SIGKILL)
    assert [reply[0]["echo"] for reply in pool.map([echo(n) for n in range(6)])] == list(range(6))


def test_a_child_that_is_stopped_is_killed_and_its_request_answered_by_another(pool, tmp_path):
    replies = pool.map([echo(0), ({"do": "stop once", "number": 1, "marker": str(tmp_path / "stopped")}, b""), echo(2)])
    assert [reply[0]["echo"] for reply in replies] == [0, 1, 2]


def test_a_child_that_never_gets_the_cpu_is_our_failure(pool):
    """It sleeps, which no program that draws on the CPU does: as if the machine had no time for it."""
    (reply,) = pool.map([({"do": "sleep"}, b"")])
    assert isinstance(reply, RendererError) and "overloaded" in str(reply)


def test_programs_that_hang_together_cost_one_deadline_and_their_neighbours_none():
    pool = Pool(open_worker, workers=2, timeout_s=4.0)
    pool.map([echo(0), echo(1)])
    start = time.monotonic()
    replies = pool.map([({"do": "spin"}, b"")] * 4 + [echo(n) for n in range(60)])
    seconds = time.monotonic() - start
    pool.close()
    assert [type(reply) for reply in replies[:4]] == [RenderTimeout] * 4
    assert [reply[0]["echo"] for reply in replies[4:]] == list(range(60))
    assert seconds < 7.9  # two workers alone would take two deadlines, 8 s


def test_spares_stay_out_of_a_batch_that_goes_well(pool):
    pool.map([({"do": "work", "seconds": 0.1}, b"") for _ in range(6)])
    assert not any(spare.pid for spare in pool.spares)


@pytest.mark.parametrize(("patience_s", "spares", "started"), [(0.1, 1, 1), (0.1, 0, 0), (5.0, 1, 0)])
def test_spares_start_when_patience_is_over_and_there_are_some(patience_s, spares, started):
    pool = Pool(open_worker, workers=1, timeout_s=5.0, patience_s=patience_s, spares=spares)
    replies = pool.map([({"do": "pause", "seconds": 1.0, "number": 0}, b""), echo(1)])
    assert [reply[0]["echo"] for reply in replies] == [0, 1] and sum(spare.pid is not None for spare in pool.spares) == started
    pool.close()


def test_a_child_is_run_by_the_words_that_are_found_at_its_start():
    worker = Worker("the child", command=lambda: [sys.executable, "-X", "utf8", "-m", CHILD], isolation="limits")
    reply, _ = worker.request(*echo(3), timeout_s=5)
    worker.kill()
    assert reply["echo"] == 3


@pytest.mark.parametrize("most", [{"recycle_renders": 3}, {"recycle_mb": 1}])
def test_a_child_is_renewed_before_it_grows_old_or_fat(most):
    pool = Pool(lambda: Worker(CHILD, isolation="limits", **most), workers=1, timeout_s=5.0)
    pids = [reply[0]["pid"] for reply in pool.map([echo(n) for n in range(7)])]
    pool.close()
    assert [pids.index(pid) for pid in pids] == ([0, 0, 0, 3, 3, 3, 6] if "recycle_renders" in most else list(range(7)))


def test_a_child_is_renewed_in_the_mode_that_it_asks_for_and_in_no_other():
    worker = Worker(CHILD, modes={"slow": {"WAY": "slow"}, "fast": {"WAY": "fast"}}, isolation="limits")
    replies = [
        worker.request({"do": "wish", "mode": mode}, timeout_s=5)[0] for mode in ("slow", "fast", "fast", "LD_PRELOAD", ["fast"], "slow")
    ]
    worker.kill()
    assert [reply["way"] for reply in replies] == ["slow", "slow", "fast", "fast", "fast", "fast"]
    assert len({reply["pid"] for reply in replies}) == 2 and worker.mode == "fast"
    assert all("mode" not in reply for reply in replies)


def test_a_program_that_eats_memory_meets_the_limit_and_a_modest_one_does_not():
    pool = Pool(lambda: Worker(CHILD, memory_mb=300), workers=1, timeout_s=5.0)
    modest, greedy = pool.map([({"do": "eat", "mb": 50}, b""), ({"do": "eat", "mb": 1000}, b"")])
    pool.close()
    assert isinstance(modest, tuple)
    assert isinstance(greedy, RenderCrash) and "MemoryError" in str(greedy)


def test_what_a_child_started_dies_with_it(pool, tmp_path):
    marker = tmp_path / "grandchild"
    (reply,) = pool.map([({"do": "spawn and spin", "marker": str(marker)}, b"")])
    assert isinstance(reply, RenderTimeout)
    time.sleep(0.1)
    assert not is_alive(int(marker.read_text()))


def test_a_child_that_cannot_start_gives_our_error_for_every_request():
    pool = Pool(lambda: Worker(CHILD, ["broken"]), workers=2, timeout_s=1.0)
    replies = pool.map([echo(n) for n in range(5)])
    assert all(isinstance(reply, RendererError) and "cannot find the paint" in str(reply) for reply in replies)


def test_a_child_may_say_itself_why_it_cannot_start():
    pool = Pool(lambda: Worker(CHILD, ["no paint"]), workers=1, timeout_s=1.0)
    (reply,) = pool.map([echo(0)])
    assert isinstance(reply, RendererError) and str(reply) == "no paint; run: buy paint"


def test_a_child_that_says_nothing_at_its_start_is_given_up():
    pool = Pool(lambda: Worker(CHILD, ["silent"], start_timeout_s=0.5), workers=1, timeout_s=1.0)
    (reply,) = pool.map([echo(0)])
    assert isinstance(reply, RendererError) and "silent" in str(reply)


def test_close_ends_the_children_and_a_later_batch_starts_new_ones(pool):
    pool.map([echo(0), echo(1)])
    pids = [worker.pid for worker in pool.workers]
    pool.close()
    assert not any(is_alive(pid) for pid in pids)
    assert pool.map([echo(5)])[0][0]["echo"] == 5


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


@pytest.mark.parametrize("deadline_s", [None, 20.0])
@pytest.mark.parametrize(
    ("header", "payload"), [({}, b""), ({"log": "é" * 300_000}, b"x"), ({"a": [1, 2.5, None]}, bytes(range(256)) * 4000)]
)
def test_frames_of_any_size_arrive_whole_one_after_the_other(header, payload, deadline_s):
    read, write = os.pipe()
    deadline = {} if deadline_s is None else {"deadline": time.monotonic() + deadline_s}
    writer = threading.Thread(target=lambda: [send(write, header, payload, **deadline) for _ in range(3)])
    writer.start()
    assert [receive(read) for _ in range(3)] == [(header, payload)] * 3
    writer.join()
    os.close(read), os.close(write)


def test_a_full_pipe_times_out_instead_of_blocking():
    read, write = os.pipe()
    with pytest.raises(TimeoutError):
        send(write, {}, b"x" * 10_000_000, deadline=time.monotonic() + 0.2)
    os.close(read), os.close(write)


def test_workers_are_shared_out_over_the_ranks_of_a_machine(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(12))
    monkeypatch.setenv("LOCAL_WORLD_SIZE", "4")
    assert default_workers() == 3
    monkeypatch.setenv("LOCAL_WORLD_SIZE", "100")
    assert default_workers() == 1


def test_an_interrupted_batch_leaves_no_answer_for_the_next(pool, monkeypatch):
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(pool_module._Batch, "is_held_up", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        pool.map([({"do": "work", "seconds": 0.3, "number": n}, b"") for n in range(6)])
    assert [reply[0]["echo"] for reply in pool.map([echo(n) for n in range(20, 30)])] == list(range(20, 30))


def test_a_defect_of_our_own_in_a_thread_reaches_the_caller(pool, monkeypatch):
    monkeypatch.setattr(Worker, "start", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pool.map([echo(0), echo(1)])


def test_a_child_that_cannot_be_launched_is_our_error(monkeypatch):
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: (_ for _ in ()).throw(OSError("too many open files")))
    (reply,) = Pool(open_worker, workers=1, timeout_s=1.0).map([echo(0)])
    assert isinstance(reply, RendererError) and "too many open files" in str(reply)
