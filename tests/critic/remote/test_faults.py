"""Whose fault is it, how often is it asked, what does it cost. Oracle: a scripted server that counts and looks at the clock."""

import email.utils
import logging
import socket
import threading
import time

import numpy as np
import pytest

from tests.critic.remote.server import Server, drip, garbage, half, hang_up, last, logprobs, odds, reply, shade, status, text
from vlcritic.errors import CriticError


def grey(*shades):
    return [np.full((4, 4, 3), shade, np.uint8) for shade in shades]


def first(faults, then=lambda body: odds(1)):
    """A behaviour: the first requests meet these faults, the others are answered."""
    return lambda body, number: faults[number] if number < len(faults) else then(body)


FAULTS = {
    "500": status(500), "502": status(502), "429": status(429, "slow down"), "408": status(408), "409": status(409),
    "reset": hang_up, "half an answer": half, "no JSON": garbage(), "not UTF-8": garbage(b"\xff\xfe"), "a list": garbage(b"[]"),
    "deep": garbage(b"[" * 100_000), "an error that says 200": garbage(b'{"error": {"message": "upstream"}}'),
    "no choices": garbage(b'{"choices": []}'),
    "strange logprobs": reply({"message": {"content": "Yes"}, "logprobs": {"content": [{"top_logprobs": [{"tok": 1}]}]}}),
    "logprobs as a list": reply({"logprobs": [1]}), "NaN": logprobs({"Yes": float("nan")}),
    "neither yes nor no": reply({"logprobs": {"content": [{"top_logprobs": [{"token": "The", "logprob": -0.1}]}]}}),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_passing_fault_is_tried_again(serve, critic_of, fault):
    server = serve(first([FAULTS[fault]] * 2))
    assert critic_of(server)(grey(1), "?") == pytest.approx([1])
    assert len(server.bodies) == 3


@pytest.mark.parametrize("fault", FAULTS)
def test_a_lasting_fault_is_given_up_after_its_tries(serve, critic_of, fault):
    server = serve(first([FAULTS[fault]] * 9))
    critic = critic_of(server, tries=2)
    assert critic(grey(1), "?") == [None] and critic.failures[0].startswith("2 tries: ")
    assert len(server.bodies) == 2


def test_only_an_answer_that_is_no_use_is_drawn_again_at_another_temperature(serve, critic_of):
    server = serve(first([garbage(), status(500), text("well"), hang_up], then=lambda body: text("50")))
    assert critic_of(server, mode="score")(grey(1), "?") == [0.0]
    assert [body["temperature"] for body in server.bodies] == [0, 0, 0, 1, 1]


def test_tries_wait_twice_as_long_each_time(serve, critic_of):
    server = serve(first([status(500)] * 3))
    critic_of(server, backoff_s=0.2)(grey(1), "?")
    waits = np.diff(server.times)
    assert (waits > 0.75 * 0.2 * np.array([1, 2, 4])).all() and (waits < 1.25 * 0.2 * np.array([1, 2, 4]) + 2).all(), waits


@pytest.mark.parametrize("name", ["seconds", "milliseconds", "date"])
def test_retry_after_is_waited_for_by_all(serve, critic_of, name):
    date = email.utils.formatdate(time.time() + 4.5, usegmt=True)  # whole seconds: 3.5 to 4.5 from now
    header = {"seconds": ("Retry-After", "1"), "milliseconds": ("retry-after-ms", "1000"), "date": ("Retry-After", date)}[name]
    server = serve(lambda body, number: status(429, headers=[header]) if number == 1 else odds(1))
    assert critic_of(server, concurrency=1)(grey(1, 2, 3), "?") == pytest.approx([1, 1, 1])
    assert server.times[2] - server.times[1] > 0.95
    server = serve(lambda body, number: status(503, headers=[header]) if number == 1 else (time.sleep(0.1), odds(1))[1])
    critic_of(server, concurrency=2, cache=None)(grey(1, 2, 3, 4, 5), "?")
    if name == "seconds":
        later = [moment - server.times[1] for moment in server.times[3:]]
        assert min(later) > 0.95, "the other worker waits too"


def test_a_pause_does_not_hold_up_what_is_on_its_way(serve, critic_of):
    def behaviour(body, number):
        if number == 1:
            return status(429, headers=[("Retry-After", "2")])
        if number == 2:
            time.sleep(0.2)
        return odds(1)

    server = serve(behaviour)
    critic_of(server, concurrency=2, timeout_s=1.5)(grey(1, 2, 3), "?")
    assert len(server.bodies) == 4, "the third arrived within its time"


def test_after_a_pause_the_pace_is_kept(serve, critic_of):
    server = serve(lambda body, number: status(429, headers=[("Retry-After", "1")]) if number == 1 else odds(1))
    critic_of(server, requests_per_minute=600, concurrency=6)(grey(*range(8)), "?")
    later = np.array(server.times[2:]) - server.times[1]
    assert later.min() > 0.95 and later.max() > 1.4, later  # 7 requests 0.1 s apart: 1.6 s; at once, when the pause ends: 1.0 s


def test_a_longer_retry_after_than_we_wait_for_is_an_error_at_once(serve, critic_of):
    server = serve(lambda body, number: status(429, headers=[("Retry-After", "3600")]))
    with pytest.raises(CriticError, match=r"asks to wait 3600 s, max_wait_s is 120"):
        critic_of(server)(grey(1), "?")
    assert len(server.bodies) == 1


@pytest.mark.parametrize("slow", [lambda body, number: time.sleep(1) or odds(1), lambda body, number: drip])
def test_a_slow_answer_is_cut_off_however_it_is_slow(serve, critic_of, slow):
    server = serve(lambda body, number: slow(body, number) if number < 2 else odds(1))
    start = time.monotonic()
    critic = critic_of(server, timeout_s=0.3, tries=2)
    assert critic(grey(1), "?") == [None]
    assert time.monotonic() - start < 15 and critic.failures == ["2 tries: no answer within 0.3 s"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (status(401, "bad key"), "the API key was refused; pass api_key="),
        (status(402, "pay"), "the account has no credit"),
        (status(404, "no model m"), "no model m.*model 'm': no such model.*often /v1"),
        (status(400, "no images"), "no images.*options= changes"),
        (status(403, "region"), "region"),
        (status(422, "schema"), "schema"),
        (status(429, "broke", code="insufficient_quota"), "broke.*the account has no credit"),
    ],
)
def test_what_concerns_every_request_ends_the_batch_at_once_and_names_the_address(serve, critic_of, answer, says):
    server = serve(lambda body, number: answer)
    with pytest.raises(CriticError, match=f"^{server.url}: (?s:.*){says}"):
        critic_of(server)(grey(1, 2, 3), "?")
    assert len(server.bodies) == 1


def test_a_wrong_path_and_a_missing_key_are_told(serve, critic_of):
    server = serve(first([]))
    with pytest.raises(CriticError, match="often /v1"):
        critic_of(server.url.removesuffix("/v1"))(grey(1), "?")
    with pytest.raises(CriticError, match=f"{server.url}: no API key; pass api_key= or set OPENAI_API_KEY"):
        critic_of(server, api_key=None)(grey(1), "?")


def test_a_refused_connection_is_told_at_once(critic_of):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        start = time.monotonic()
        with pytest.raises(CriticError, match=f"{url}: Connection error.*is the server up"):
            critic_of(url, backoff_s=5)(grey(1, 2), "?")
    assert time.monotonic() - start < 3


def test_a_server_that_goes_away_is_waited_for_and_then_told(serve, critic_of):
    def behaviour(body, number):
        if number == 1:
            server.http.socket.close()  # nobody listens any more
        return last(odds(1))

    server = serve(behaviour)
    with pytest.raises(CriticError, match=r"is the server up.*\(2 of 4 answers are kept in .*answers.sqlite"):
        critic_of(server, concurrency=1, tries=3)(grey(1, 2, 3, 4), "?")


def test_a_server_that_comes_back_is_found_again(serve, critic_of):
    def behaviour(body, number):
        if number == 1:
            server.http.socket.close()
            threading.Timer(0.4, lambda: back.append(serve_at(server))).start()
        return last(odds(1))

    back = []
    server = serve(behaviour)
    assert critic_of(server, concurrency=1, backoff_s=0.2)(grey(1, 2, 3, 4), "?") == pytest.approx([1] * 4)
    for again in back:
        again.__exit__()


def serve_at(gone):
    """Another server at the address of one that has gone."""
    return Server(lambda body, number: odds(1), port=gone.port).__enter__()


def test_a_picture_that_is_refused_is_one_items_failure(serve, critic_of):
    server = serve(lambda body, number: status(400, "too large") if shade(body) == 2 else odds(1))
    critic = critic_of(server)
    assert critic(grey(1, 2, 3), "?") == [pytest.approx(1), None, pytest.approx(1)]
    assert "too large" in critic.failures[1]
    server = serve(lambda body, number: status(400, "indecent", code="content_filter") if shade(body) == 1 else odds(1))
    assert critic_of(server)(grey(1, 2), "?") == [None, pytest.approx(1)], "even where it is the very first"


def test_an_error_for_all_keeps_what_was_answered_and_what_is_on_its_way(serve, critic_of):
    def behaviour(body, number):
        if number == 3:
            time.sleep(0.3)
        return status(401) if number == 4 else odds(1)

    server = serve(behaviour)
    with pytest.raises(CriticError, match=r"\(4 of 20 answers are kept in .*answers.sqlite\)"):
        critic_of(server, concurrency=2)(grey(*range(20)), "?")
    assert len(server.bodies) == 5
    critic_of(server, concurrency=2)(grey(*range(20)), "?")
    assert len(server.bodies) == 5 + 16, "nothing that was answered is asked again"


def test_no_more_requests_at_once_than_allowed(serve, critic_of):
    server = serve(lambda body, number: time.sleep(0.05) or odds(1))
    critic_of(server, concurrency=3)(grey(*range(12)), "?")
    assert server.most_at_once == 3


def test_requests_per_minute_spread_the_requests(serve, critic_of):
    server = serve(first([]))
    critic_of(server, requests_per_minute=300)(grey(*range(8)), "?")
    assert server.times[-1] - server.times[0] > 1.0  # 7 gaps of 0.2 s, less what the first may be late


def test_tokens_per_minute_spread_the_tokens_that_the_server_counts(serve, critic_of):
    server = serve(first([]))  # 101 tokens each
    critic_of(server, tokens_per_minute=60 * 505)(grey(*range(8)), "?")
    assert 1.0 < server.times[-1] - server.times[0] < 4  # 101 tokens at 505 a second: 0.2 s each


def test_retries_count_as_requests(serve, critic_of):
    server = serve(first([status(500)] * 4))
    critic_of(server, requests_per_minute=600, backoff_s=0.001)(grey(1), "?")
    assert server.times[-1] - server.times[0] > 0.25  # 4 gaps of 0.1 s; the tries' own waits are 15 ms


def test_money_is_counted_from_the_servers_own_account(serve, critic_of):
    server = serve(lambda body, number: odds(1))
    critic = critic_of(server, prices=(10.0, 30.0))
    critic(grey(1, 2), "?")
    assert critic.spent == pytest.approx(2 * (100 * 10 + 1 * 30) / 1e6)
    critic(grey(1, 2), "?")
    assert critic.spent == pytest.approx(2 * (100 * 10 + 1 * 30) / 1e6), "what is known costs nothing"


@pytest.mark.parametrize("concurrency", [1, 8])
def test_the_cap_is_reached_and_never_passed_and_nothing_paid_for_is_lost(serve, critic_of, concurrency):
    server = serve(lambda body, number: time.sleep(0.02) or odds(shade(body) / 10))
    critic = critic_of(server, prices=(1000.0, 0.0), max_cost=0.55, concurrency=concurrency)  # 0.1 $ a request
    with pytest.raises(CriticError, match=r"would pass max_cost: \$0\.5\d* of \$0\.55\d* are spent; raise max_cost= .*\(5 of 12 answers"):
        critic(grey(*range(12)), "?")
    assert len(server.bodies) == 5 and critic.spent == pytest.approx(0.5)
    again = critic_of(server, prices=(1000.0, 0.0), max_cost=0.75, concurrency=concurrency)
    assert again(grey(*range(12)), "?") == pytest.approx([one / 10 for one in range(12)])
    assert len(server.bodies) == 12 and again.spent == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("fault", "is_paid"), [("500", False), ("429", False), ("reset", True), ("half an answer", True), ("no JSON", True)]
)
def test_what_is_cut_off_counts_as_paid_and_what_is_refused_does_not(serve, critic_of, fault, is_paid):
    server = serve(first([FAULTS[fault]]))
    critic = critic_of(server, prices=(1e6, 0.0), max_cost=1e9)
    critic(grey(1), "?")
    expected = critic.spent - 100  # about 40 tokens, before the server said how many they are
    assert (20 < expected < 80) if is_paid else expected == 0


def test_a_server_without_usage_is_paid_by_the_guess(serve, critic_of):
    server = serve(lambda body, number: text("50", usage=None))
    critic = critic_of(server, mode="score", prices=(1.0, 1.0), max_cost=1.0)
    critic(grey(1), "?")
    assert 20e-6 < critic.spent < 200e-6


def test_two_threads_share_pace_and_money(serve, critic_of):
    server = serve(first([]))
    critic = critic_of(server, requests_per_minute=300, prices=(1000.0, 0.0))
    threads = [threading.Thread(target=critic, args=(grey(*range(start, start + 4)), "?")) for start in (0, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert critic.spent == pytest.approx(0.8) and server.times[-1] - server.times[0] > 1.0


def test_randomness_of_the_waits_leaves_pythons_own_alone(serve, critic_of):
    import random

    state = random.getstate()
    critic_of(serve(first([status(500)])))(grey(1), "?")
    assert random.getstate() == state


def test_every_failure_is_in_the_log_once_a_batch(serve, critic_of, caplog):
    server = serve(lambda body, number: status(500, "broken pipe organ") if shade(body) else odds(1))
    with caplog.at_level(logging.WARNING, "vlcritic.critic"):
        critic_of(server, tries=1)(grey(0, 1, 2), "?")
    assert len(caplog.records) == 1 and "2 of 3 items have no answer; the first: 1 tries: " in caplog.text
    assert "broken pipe organ" in caplog.text
