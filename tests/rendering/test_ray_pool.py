"""Workers on the nodes of a Ray cluster that die in mid-batch. Oracle: a child of ours that does what it is told, and the local pool."""

import os
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from tests.rendering.test_pool import CHILD, echo, is_alive
from vlcritic.errors import RenderCrash, RendererError, RenderTimeout
from vlcritic.languages.glsl import GlslRenderer
from vlcritic.rendering import Pool, RayPool, Worker, open_pool, ray_connection, ray_pool

ray = pytest.importorskip("ray")
pytestmark = pytest.mark.ray

NODE = {"num_cpus": 1, "object_store_memory": 80_000_000}  # bytes in /dev/shm; Ray's least
CLIENT_PORT = 23719


@pytest.fixture(scope="module")
def cluster():
    """Two nodes of one CPU each, to which this process is connected; it sits on the first, so the second may die."""
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args=NODE | {"include_dashboard": False, "ray_client_server_port": CLIENT_PORT})
    cluster.add_node(**NODE)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="error")
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture
def pool(cluster):
    pool = RayPool(lambda: Worker(CHILD, isolation="limits"), workers=2, timeout_s=1.5)
    pool.hello()
    yield pool
    pool.close()


def pause(number, seconds):
    return {"do": "pause", "number": number, "seconds": seconds}, b""


def ended(pids, within_s=5.0):
    deadline = time.monotonic() + within_s
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(map(is_alive, pids))


def children():
    """Process ids of the fake children that run now."""
    lines = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout.splitlines()
    return [int(line.split()[0]) for line in lines if CHILD in line]


def later(seconds, do):
    """Do something while a batch runs."""
    thread = threading.Timer(seconds, do)
    thread.start()
    return thread


def test_answers_come_in_the_order_of_the_requests(pool):
    replies = pool.map([echo(number, bytes([number])) for number in range(60)])
    assert [(reply["echo"], payload) for reply, payload in replies] == [(number, bytes([number])) for number in range(60)]


def test_a_payload_that_travels_through_the_object_store_comes_back_whole(pool):
    payload = os.urandom(3_000_000)
    assert pool.map([echo(1, payload)])[0][1] == payload


def test_an_empty_batch_has_no_replies(pool):
    assert pool.map([]) == []


def test_no_actor_is_given_more_than_two_requests_at_once(pool, monkeypatch):
    outstanding = []
    ask = ray_pool.Seat.ask
    monkeypatch.setattr(ray_pool.Seat, "ask", lambda seat, *what: (ask(seat, *what), outstanding.append(len(seat.asked))))
    pool.map([echo(n) for n in range(40)])
    assert len(outstanding) == 40 and max(outstanding) == 2


def test_a_hanging_request_times_out_and_its_neighbours_survive(pool):
    replies = pool.map([echo(0), ({"do": "spin"}, b""), echo(2), echo(3), echo(4), echo(5)])
    assert isinstance(replies[1], RenderTimeout) and "1.5 s" in str(replies[1])
    assert [replies[i][0]["echo"] for i in (0, 2, 3, 4, 5)] == [0, 2, 3, 4, 5]


def test_a_request_that_kills_two_fresh_children_is_the_programs_fault(pool):
    replies = pool.map([({"do": "die"}, b""), echo(1)])
    assert isinstance(replies[0], RenderCrash) and "out of paint" in str(replies[0])
    assert replies[1][0]["echo"] == 1


def test_a_request_whose_first_child_died_is_tried_again(pool, tmp_path):
    replies = pool.map([({"do": "die once", "number": 7, "marker": str(tmp_path / "died")}, b"")])
    assert replies[0][0]["echo"] == 7


def test_an_actor_killed_in_mid_batch_loses_nothing(pool):
    pool.map([echo(0), echo(1)])
    victim = pool._seats[0]._actor
    killer = later(0.5, lambda: ray.kill(victim))
    replies = pool.map([pause(n, 0.25) for n in range(8)])
    killer.join()
    assert [reply[0]["echo"] for reply in replies] == list(range(8))
    assert pool._seats[0]._actor is not victim


def test_an_actor_that_died_between_two_batches_loses_nothing(pool):
    pool.map([echo(0), echo(1)])
    for seat in pool._seats:
        ray.kill(seat._actor)
    assert [reply[0]["echo"] for reply in pool.map([echo(n) for n in range(6)])] == list(range(6))


def test_a_request_that_ends_every_actor_is_given_up_as_our_failure_and_its_neighbours_survive(pool):
    """What takes the actor itself down is asked four times, then skipped; what only queued behind it is not counted."""
    replies = pool.map([({"do": "kill parent"}, b""), *(echo(n) for n in range(1, 7))])
    assert isinstance(replies[0], RendererError) and "an actor ended" in str(replies[0])
    assert [reply[0]["echo"] for reply in replies[1:]] == list(range(1, 7))


def test_the_work_of_a_dead_node_is_done_elsewhere(pool, cluster):
    pool.map([pause(n, 0.2) for n in range(4)])
    (node,) = cluster.worker_nodes
    killer = later(0.6, lambda: cluster.remove_node(node, allow_graceful=False))
    replies = pool.map([pause(n, 0.3) for n in range(10)])
    killer.join()
    assert [reply[0]["echo"] for reply in replies] == list(range(10))
    assert ended(set(children()) - {seat.hello["pid"] for seat in pool._seats if seat.is_ready})
    cluster.add_node(**NODE)
    assert [reply[0]["echo"] for reply in pool.map([echo(n) for n in range(4)])] == list(range(4))


def test_close_ends_actors_and_children_and_a_later_batch_starts_new_ones(pool):
    pool.map([pause(0, 0.1), pause(1, 0.1)])
    assert children()
    pool.close()
    assert ended(children()) and ray.is_initialized()  # we did not start this Ray
    assert pool.map([echo(5)])[0][0]["echo"] == 5


def test_an_interrupted_batch_leaves_no_answers_for_the_next(pool, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(pool, "_wait", interrupt)
        pool.map([({"do": "sleep"}, b""), echo(1)])
    assert [reply[0]["echo"] for reply in pool.map([echo(8), echo(9)])] == [8, 9]


def test_a_child_that_cannot_start_gives_our_error_for_every_request(cluster):
    pool = RayPool(lambda: Worker(CHILD, ["broken"], isolation="limits"), workers=1, timeout_s=1.0)
    replies = pool.map([echo(n) for n in range(5)])
    with pytest.raises(RendererError, match="cannot find the paint"):
        pool.hello()
    pool.close()
    assert all(isinstance(reply, RendererError) and "cannot find the paint" in str(reply) for reply in replies)


def test_a_node_without_the_languages_package_says_so(cluster):
    def make_worker():
        raise ImportError("moderngl is not installed; run: pip install 'vlcritic[glsl]'")

    pool = RayPool(make_worker, workers=1, timeout_s=1.0)
    (reply,) = pool.map([echo(0)])
    pool.close()
    assert isinstance(reply, RendererError) and "pip install 'vlcritic[glsl]'" in str(reply)


def test_a_cluster_without_a_free_cpu_is_given_up(pool, monkeypatch):
    monkeypatch.setattr(ray_pool, "SILENCE_S", 0.5)
    monkeypatch.setattr(ray_pool, "POLL_S", 0.2)
    pool.map([pause(0, 0.1), pause(1, 0.1)])  # both CPUs are taken
    starved = RayPool(lambda: Worker(CHILD, isolation="limits"), workers=1, timeout_s=0.1)
    (reply,) = starved.map([echo(0)])
    starved.close()
    assert isinstance(reply, RendererError) and "no free CPU" in str(reply)


def test_a_batch_ends_when_the_head_of_the_cluster_goes(pool, monkeypatch):
    monkeypatch.setattr(ray_pool, "POLL_S", 0.1)
    monkeypatch.setattr(ray_connection, "is_reachable", lambda _: False)
    (reply,) = pool.map([({"do": "sleep"}, b"")])
    assert isinstance(reply, RendererError) and "head no longer answers" in str(reply) and "ray status" in str(reply)


def test_a_note_of_a_cluster_that_is_gone_is_seen_through(tmp_path, monkeypatch):
    (tmp_path / "ray").mkdir()
    (tmp_path / "ray/ray_current_cluster").write_text("127.0.0.1:9")
    monkeypatch.setenv("RAY_TMPDIR", str(tmp_path))
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    with pytest.raises(RendererError, match="127.0.0.1:9"):
        ray_connection._initialise("auto", 1)


def test_pools_share_one_connection_and_the_last_one_ends_it(monkeypatch):
    calls = []
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "shutdown", lambda: calls.append("end"))
    monkeypatch.setattr(ray_connection, "_initialise", lambda address, cpus: calls.append(address))
    connection = ray_connection.Connection()
    connection.open(None, cpus=1)
    connection.open(None, cpus=1)
    with pytest.raises(ValueError, match="one Ray a process"):
        connection.open("auto", cpus=1)
    connection.close()
    assert calls == [None]
    connection.close()
    assert calls == [None, "end"]


def test_one_worker_per_cpu_of_the_cluster_shared_out_over_the_ranks(cluster, monkeypatch):
    deadline = time.monotonic() + 60
    while ray.cluster_resources()["CPU"] != 2 and time.monotonic() < deadline:
        time.sleep(0.1)  # Ray counts the CPU of a node that died for a while
    for ranks, workers in (("1", 2), ("2", 1), ("64", 1)):
        monkeypatch.setenv("WORLD_SIZE", ranks)
        pool = RayPool(lambda: Worker(CHILD, isolation="limits"), timeout_s=1.0)
        pool._join()
        assert len(pool._seats) == workers
        pool.close()


@pytest.mark.gl
def test_glsl_through_ray_gives_the_pictures_and_errors_of_the_local_pool(cluster):
    programs = [
        "void mainImage(out vec4 c, in vec2 p) { c = vec4(p / iResolution.xy, 0.25, 1.0); }",
        "void mainImage(out vec4 c, in vec2 p) { c = vec4(missing); }",
        "void mainImage(out vec4 c, in vec2 p) { c = vec4(step(20.0, p.x), sin(p.yx), 1.0); }",
    ]
    with GlslRenderer(size=(40, 56), workers=1) as local, GlslRenderer(size=(40, 56), workers=2, renderers="ray") as remote:
        assert remote.hello() == local.hello()
        for ours, theirs in zip(local(programs), remote(programs), strict=True):
            if isinstance(ours, np.ndarray):
                np.testing.assert_array_equal(theirs, ours)
            else:
                assert type(theirs) is type(ours) and str(theirs) == str(ours)


ELSEWHERE = f"""
import sys
from vlcritic.rendering import RayPool, Worker
import ray
pool = RayPool(lambda: Worker({CHILD!r}, isolation='limits'), workers=1, timeout_s=20.0, address=sys.argv[1])
replies = pool.map([({{"do": "echo", "number": n}}, bytes(300_000)) for n in range(4)])
for reply in replies:
    if isinstance(reply, Exception):
        raise reply
print([(header["echo"], len(payload)) for header, payload in replies], pool._seats[0].hello["pid"])
pool.close()
print(ray.is_initialized())
"""


def run_elsewhere(address):
    """What another process, which is connected to no Ray, prints when it renders at `address`."""
    run = subprocess.run([sys.executable, "-W", "error", "-c", ELSEWHERE, address], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr[-2000:]
    answers, is_connected = run.stdout.splitlines()
    assert answers.startswith("[(0, 300000), (1, 300000), (2, 300000), (3, 300000)]") and is_connected == "False"
    return int(answers.split()[-1])


def test_a_ray_of_our_own_and_its_children_end_with_the_pool():
    assert ended([run_elsewhere("local")])


def test_a_cluster_serves_a_client_that_is_no_node_of_it(cluster):
    assert ended([run_elsewhere(f"ray://127.0.0.1:{CLIENT_PORT}")])


@pytest.mark.parametrize(("failures", "is_joined"), [(2, True), (3, False)])
def test_a_head_whose_client_server_was_not_up_in_time_is_asked_again(failures, is_joined, monkeypatch):
    monkeypatch.setattr(ray_connection, "is_reachable", lambda endpoint: True)
    outcomes = [RuntimeError("Starting Ray client server failed. See the log")] * failures + [None]

    def init(**_):
        outcome = outcomes.pop(0)
        if outcome:
            raise outcome

    monkeypatch.setattr(ray, "init", init)
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "shutdown", lambda: None)
    connection = ray_connection.Connection()
    if is_joined:
        connection.open("ray://127.0.0.1:10001", cpus=1)
    else:
        with pytest.raises(RendererError, match="client server failed"):
            connection.open("ray://127.0.0.1:10001", cpus=1)


@pytest.mark.parametrize("address", ["ray://127.0.0.1:9", "127.0.0.1:9"])  # port 9, discard: nobody listens
def test_an_unreachable_address_is_named_at_once(address):
    script = (
        "import sys\nfrom vlcritic.rendering import RayPool, Worker\n"
        "for reply in RayPool(Worker, timeout_s=1.0, address=sys.argv[1]).map([({}, b'')] * 3): print(type(reply).__name__, reply)"
    )
    start = time.monotonic()
    run = subprocess.run([sys.executable, "-c", script, address], capture_output=True, text=True, timeout=60, check=True)
    lines = run.stdout.splitlines()
    assert len(lines) == 3 and all(line.startswith("RendererError") and address in line and "ray start" in line for line in lines)
    assert time.monotonic() - start < 10  # of which Ray's import takes one; Ray itself would try for half a minute


def test_renderers_are_chosen_by_name():
    def chosen(renderers):
        pool = open_pool(renderers, lambda: Worker(CHILD, isolation="limits"), workers=1, timeout_s=1.0)
        return type(pool), getattr(pool, "address", None)

    assert chosen(None) == chosen("local") == (Pool, None)
    assert chosen("ray") == (RayPool, None)
    assert chosen("ray:auto") == (RayPool, "auto")
    assert chosen("ray:10.0.0.1:6379") == (RayPool, "10.0.0.1:6379")
    assert chosen("ray://head:10001") == (RayPool, "ray://head:10001")


@pytest.mark.parametrize("renderers", ["rays", "slurm", "ray:nowhere", "ray://head"])
def test_an_unknown_name_of_renderers_is_refused(renderers):
    with pytest.raises(ValueError, match="ray://host:port"):
        open_pool(renderers, lambda: Worker(CHILD, isolation="limits"), workers=1, timeout_s=1.0)


def test_without_the_package_the_way_to_it_is_named(monkeypatch):
    monkeypatch.setattr(ray_pool, "find_spec", lambda _: None)
    with pytest.raises(ImportError, match=r"vlcritic\[ray\]"):
        RayPool(lambda: Worker(CHILD, isolation="limits"), timeout_s=1.0)


def test_importing_the_renderers_loads_no_ray():
    code = "import vlcritic.rendering, vlcritic.languages.glsl, sys; print('ray' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
