"""What goes wrong on the way. Oracles: the scripted server, which counts and looks at the clock; the system's kill."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from tests.critic.remote.server import Server, drip, garbage, half, hang_up, last, status
from tests.data.materials.augment.scripted import Writer, chat, parents_in, run, sources
from tests.data.materials.drawn import GOOD
from vlcritic.data.materials.augment import run as running
from vlcritic.data.materials.store import read_stage
from vlcritic.errors import CriticError, DataError


def answers(folder):
    return [json.loads(line) for line in (folder / "out/completions.jsonl").read_text().splitlines()]


def verdicts(folder):
    return list(read_stage(folder / "out", with_rejected=True, is_finished=False))


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (status(500), "500"),
        (status(429), "429"),
        (hang_up, "connection"),
        (half, "connection"),
        (garbage(), "malformed"),
        (garbage(b"[]"), "malformed"),
        (garbage(b'{"choices": []}'), "malformed"),
        (garbage(b'{"choices": [3]}'), "malformed"),
        (garbage(b'{"error": {"message": "upstream"}}'), "malformed"),
    ],
)
def test_a_passing_fault_is_counted_and_tried_again(serve, tmp_path, fault, word):
    writer = Writer()
    server = serve(lambda body, number: fault if number in (1, 2) else writer(body, number))
    summary = run(tmp_path, server.url, concurrency=1)
    assert summary["accepted"] == 6 and summary["faults"] == {word: 2} and summary["unanswered"] == 0
    assert summary["requests"] == len(server.bodies) == 5


def test_a_slow_answer_is_cut_off_and_asked_for_again(serve, tmp_path):
    writer = Writer()
    server = serve(lambda body, number: drip if number == 0 else writer(body, number))
    summary = run(tmp_path, server.url, pairs=1, limits={"timeout_s": 2.0})
    assert summary["accepted"] == 2 and summary["faults"].get("timeout", 0) >= 1


def test_retry_after_is_heeded_by_all(serve, tmp_path):
    writer = Writer()
    server = serve(lambda body, number: status(429, headers=[("Retry-After", "2")]) if number == 1 else writer(body, number))
    summary = run(tmp_path, server.url, pairs=6, concurrency=1)
    assert summary["accepted"] == 12 and summary["faults"] == {"429": 1}
    assert server.times[2] - server.times[1] > 1.9


def test_a_longer_retry_after_than_we_wait_for_ends_it_at_once(serve, tmp_path):
    server = serve(lambda body, number: status(429, headers=[("Retry-After", "3600")]))
    with pytest.raises(CriticError, match=r"asks to wait 3600 s.*0 materials and 0 answers are kept in .*out"):
        run(tmp_path, server.url)
    assert len(server.bodies) == 1


@pytest.mark.parametrize(("code", "says"), [(401, "the API key was refused"), (402, "no credit"), (404, "no such model"), (403, "no")])
def test_what_concerns_every_request_ends_it_after_one(serve, tmp_path, code, says):
    server = serve(lambda body, number: status(code))
    with pytest.raises(CriticError, match=f"{server.url}: .*{says}"):
        run(tmp_path, server.url, concurrency=4)
    assert len(server.bodies) == 1


def test_a_request_that_is_refused_otherwise_says_what_to_change(serve, tmp_path):
    server = serve(lambda body, number: status(400, "use max_completion_tokens"))
    with pytest.raises(CriticError, match="use max_completion_tokens.*options= changes or .None. leaves out a parameter"):
        run(tmp_path, server.url)
    assert len(server.bodies) == 2, "with n, and without"


def test_a_refused_connection_is_told_at_once(serve, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        with pytest.raises(CriticError, match=f"{url}: Connection error.*is the server up.*the same command goes on"):
            run(tmp_path, url, limits={"backoff_s": 60})


def test_a_server_that_goes_away_ends_it_and_another_goes_on(serve, tmp_path):
    writer = Writer()

    def behaviour(body, number):
        if number == 2:
            first.http.socket.close()  # nobody listens any more
        return last(writer(body, number))

    first = serve(behaviour)
    with pytest.raises(CriticError, match=r"is the server up.*\(6 materials and 3 answers are kept in .*out; the same command goes on"):
        run(tmp_path, first.url, pairs=8, concurrency=1)
    second = serve(writer)
    assert run(tmp_path, second.url, pairs=8, concurrency=1)["accepted"] == 16
    assert len(second.bodies) == 5, "three pairs were finished"


def test_an_endpoint_that_answers_nobody_is_given_up_after_bounded_tries(serve, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "GIVE_UP", 3)
    writer = Writer()
    server = serve(lambda body, number: status(500, "on fire") if number else writer(body, number))
    with pytest.raises(
        CriticError, match=r"3 requests in a row were not answered; the last: 4 tries: .*on fire.*\(2 materials and 1 answers"
    ):
        run(tmp_path, server.url, pairs=100, concurrency=1)
    assert len(server.bodies) == 1 + 3 * 4


def test_a_pair_that_the_endpoint_will_not_look_at_is_skipped_and_asked_again_another_time(serve, tmp_path):
    writer = Writer()
    server = serve(lambda body, number: status(400, "indecent", code="content_filter") if number == 1 else writer(body, number))
    summary = run(tmp_path, server.url, concurrency=1)
    assert summary["accepted"] == 4 and summary["unanswered"] == 1 and summary["faults"] == {"400": 1}
    assert run(tmp_path, server.url, concurrency=1)["accepted"] == 6 and len(server.bodies) == 4


def test_a_number_of_requests_is_never_passed_and_a_larger_one_goes_on(serve, tmp_path):
    server = serve(Writer())
    summary = run(tmp_path, server.url, pairs=20, concurrency=4, limits={"max_requests": 5})
    assert summary["ended"] == "limit" and "5 requests were sent, max_requests is 5; raise" in summary["limit"]
    assert summary["accepted"] == 10 and summary["requests"] == len(server.bodies) == 5
    assert run(tmp_path, server.url, pairs=20, limits={"max_requests": 5})["accepted"] == 10 and len(server.bodies) == 5
    assert run(tmp_path, server.url, pairs=20, limits={"max_requests": 7})["accepted"] == 14 and len(server.bodies) == 7


@pytest.mark.parametrize("concurrency", [1, 4])
def test_money_is_counted_over_all_runs_and_its_cap_is_never_passed(serve, tmp_path, concurrency):
    server = serve(Writer())
    cents = {"prices": (5.0, 10.0)}  # a request costs a cent by the server's count; before it, more, for what it may write
    summary = run(tmp_path, server.url, pairs=20, concurrency=concurrency, max_tokens=500, limits=cents | {"max_cost": 0.065})
    assert summary["ended"] == "limit" and "would pass max_cost" in summary["limit"]
    assert summary["spent"] == pytest.approx(0.01 * len(server.bodies)) and 0.045 < summary["spent"] <= 0.065
    asked = len(server.bodies)
    again = run(tmp_path, server.url, pairs=20, concurrency=concurrency, max_tokens=500, limits=cents | {"max_cost": 0.105})
    assert len(server.bodies) > asked and again["spent"] == pytest.approx(0.01 * len(server.bodies)) and again["spent"] <= 0.105


def test_a_run_killed_at_any_moment_asks_and_pays_for_nothing_twice(serve, tmp_path):
    writer = Writer()
    server = serve(lambda body, number: time.sleep(0.1) or writer(body, number))
    sources(tmp_path / "sources")
    for _ in range(3):
        start = len(answers(tmp_path)) if (tmp_path / "out/completions.jsonl").exists() else 0
        child = subprocess.Popen([sys.executable, "-m", "tests.data.materials.augment.child", tmp_path, server.url], stderr=subprocess.PIPE)
        deadline = time.monotonic() + 120
        while child.poll() is None and time.monotonic() < deadline:
            path = tmp_path / "out/completions.jsonl"
            if path.exists() and path.read_bytes().count(b"\n") >= start + 2:
                break
            time.sleep(0.01)
        assert child.poll() is None, child.stderr.read().decode()
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
    time.sleep(0.5)  # what was on its way has arrived
    before, received = len(server.bodies), len(answers(tmp_path))
    with (tmp_path / "out/completions.jsonl").open("ab") as file:
        file.write(b'{"pair": 11, "choi')  # a torn line
    summary = run(tmp_path, server.url, pairs=12)
    assert summary["accepted"] == 24 and 6 <= received <= before <= received + 3 * 3, "lost: at most what was on its way at a kill"
    assert len(answers(tmp_path)) == 12, "one answer of two programs each was enough for every pair"
    assert len(server.bodies) == before + 12 - received, "nothing that was received is asked for again"
    kept = verdicts(tmp_path)
    assert len({record["id"] for record in kept}) == len({record["program"] for record in kept}) == len(kept) == 24
    pairs = Counter(frozenset(parents_in(body)) for body in server.bodies[before:])
    assert pairs.total() == 12 - received


def test_two_runs_at_once_are_refused(serve, tmp_path):
    arrived, go = threading.Event(), threading.Event()
    writer = Writer()
    server = serve(lambda body, number: (arrived.set(), go.wait(60), writer(body, number))[-1])
    first = threading.Thread(target=run, args=(tmp_path, server.url))
    first.start()
    try:
        assert arrived.wait(60)
        with pytest.raises(DataError, match="another pipeline is at work here"):
            run(tmp_path, server.url)
    finally:
        go.set()
        first.join()
    assert len(server.bodies) == 3 and len(verdicts(tmp_path)) == 6


def test_an_interrupted_run_keeps_what_is_on_its_way(serve, tmp_path):
    arrived, writer = threading.Event(), Writer()

    def behaviour(body, number):
        arrived.set()
        time.sleep(1)
        return writer(body, number)

    server = serve(behaviour)
    sources(tmp_path / "sources")
    child = subprocess.Popen([sys.executable, "-m", "tests.data.materials.augment.child", tmp_path, server.url], stderr=subprocess.PIPE)
    assert arrived.wait(120)
    child.send_signal(signal.SIGINT)
    assert b"KeyboardInterrupt" in child.communicate()[1]
    assert len(answers(tmp_path)) == len(server.bodies) == 1 and not verdicts(tmp_path)


def test_a_damaged_line_is_named(serve, tmp_path):
    server = serve(Writer())
    run(tmp_path, server.url, pairs=1)
    path = tmp_path / "out/completions.jsonl"
    path.write_text("{}\n" + path.read_text())
    with pytest.raises(DataError, match=r"completions.jsonl: line 1 is damaged .*delete it"):
        run(tmp_path, server.url, pairs=1)


def test_answers_without_an_account_of_tokens_are_paid_by_a_guess(serve, tmp_path):
    server = serve(lambda body, number: chat("```python\n" + GOOD.format(100.0 + number) + "```", usage=None))
    summary = run(tmp_path, server.url, pairs=1, n=1, per_pair=1, limits={"prices": (10.0, 10.0), "max_cost": 10.0})
    assert 0.02 < summary["spent"] < 0.06  # 2,048 tokens that it may write, and a prompt of some hundreds


def test_a_server_at_the_address_of_one_that_was_restarted_is_found_again(serve, tmp_path):
    writer = Writer()

    def behaviour(body, number):
        if number == 1:
            server.http.socket.close()
            threading.Timer(0.5, lambda: back.append(Server(writer, port=server.port).__enter__())).start()
        return last(writer(body, number))

    back = []
    server = serve(behaviour)
    assert run(tmp_path, server.url, concurrency=1, limits={"tries": 12, "backoff_s": 0.2})["accepted"] == 6
    for again in back:
        again.__exit__()
