"""What is asked and what is made of the answers. Oracle: a scripted server (`server.py`) that the real openai package talks to."""

import asyncio
import json
import logging
import math
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
import torch

from tests.critic.remote.server import garbage, hang_up, logprobs, odds, pictures, shade, status, text, texts
from vlcritic.errors import CriticError
from vlcritic.images import from_tensor
from vlcritic.rendering.cache import Cache


def grey(*shades, side=4):
    return [np.full((side, side, 3), shade, np.uint8) for shade in shades]


def by_shade(body, number):
    """Log-odds of yes: (the first pixel's red - 100) / 10."""
    return odds((shade(body) - 100) / 10)


def test_each_picture_gets_its_own_log_odds_in_order(serve, critic_of):
    server = serve(by_shade)
    assert critic_of(server)(grey(120, 90, 250, 100), "Is it light?") == pytest.approx([2, -1, 15, 0], abs=1e-9)
    assert server.keys[0] == "Bearer key"
    body = server.bodies[0]
    assert (body["model"], body["max_tokens"], body["temperature"], body["logprobs"], body["top_logprobs"]) == ("m", 1, 0, True, 20)
    assert texts(body) == ["Is it light?\nAnswer with only one word, Yes or No."]
    assert len(body["messages"]) == 1 and body["messages"][0]["role"] == "user"


def test_a_tensor_arrives_as_the_pictures_that_the_package_would_save(serve, critic_of):
    server = serve(by_shade)
    images = torch.rand(1, 3, 5, 7, generator=torch.Generator().manual_seed(0))
    critic_of(server)(images.requires_grad_(), "?")
    np.testing.assert_array_equal(pictures(server.bodies[0])[0], from_tensor(images)[0])


def test_several_views_go_into_one_turn_before_the_question(serve, critic_of):
    server = serve(by_shade)
    views = torch.linspace(0, 1, 6).view(2, 3, 1, 1, 1).expand(2, 3, 3, 4, 4)
    critic_of(server, concurrency=1)(views, ["a", "b"])
    critic_of(server)([grey(7, 8, 9)], "c")
    assert [[int(one[0, 0, 0]) for one in pictures(body)] for body in server.bodies] == [[0, 51, 102], [153, 204, 255], [7, 8, 9]]
    assert [part["type"] for part in server.bodies[0]["messages"][0]["content"]] == ["image_url"] * 3 + ["text"]
    assert [texts(body)[0][0] for body in server.bodies] == ["a", "b", "c"]


def test_an_empty_batch_asks_nothing(critic_of):
    assert critic_of("http://127.0.0.1:9/v1")([], "?") == []
    assert critic_of("http://127.0.0.1:9/v1")(torch.zeros(0, 3, 4, 4), "?") == []


def test_all_forms_of_yes_and_no_are_summed(serve, critic_of):
    chances = {"Yes": 0.3, " yes": 0.2, "▁NO": 0.1, "no.": 0.15, "The": 0.05}
    server = serve(lambda body, number: logprobs({token: math.log(p) for token, p in chances.items()}))
    assert critic_of(server)(grey(1), "?") == pytest.approx([math.log(0.5 / 0.25)], abs=1e-9)


def test_without_logprobs_it_asks_for_a_score_and_says_so_once(serve, critic_of, caplog):
    server = serve(lambda body, number: text("80"))
    critic = critic_of(server)
    with caplog.at_level(logging.WARNING, "vlcritic.critic"):
        assert critic(grey(1, 2, 3), "?") == pytest.approx([math.log(80.5 / 20.5)] * 3)
        critic(grey(4), "?")
    assert critic.mode == "score"
    assert ["gives no logprobs" in record.message for record in caplog.records] == [True]
    assert ["logprobs" in body for body in server.bodies] == [True] + [False] * 4, "one request is enough to find out"
    assert texts(server.bodies[1]) == ["?\nAnswer with only one number, from 0 (certainly no) to 100 (certainly yes)."]


def test_a_refused_parameter_is_the_same_as_no_logprobs_and_remembered(serve, critic_of):
    server = serve(lambda body, number: status(400, "top_logprobs is not supported") if "logprobs" in body else text("50"))
    assert critic_of(server)(grey(1), "?") == [0.0]
    assert critic_of(server)(grey(1), "?") == [0.0], "a new critic knows it from the cache"
    assert len(server.bodies) == 2


def test_no_logprobs_is_believed_only_where_a_score_is_given(serve, critic_of):
    server = serve(lambda body, number: status(400, "bad request: logprobs=true, image=?") if number < 2 else odds(1))
    critic = critic_of(server)
    with pytest.raises(CriticError, match="bad request"):
        critic(grey(1), "?")
    assert critic(grey(1), "?") == pytest.approx([1]) and critic.mode == "logprobs"


def test_one_answer_without_logprobs_among_others_with_is_asked_for_again(serve, critic_of):
    server = serve(lambda body, number: text("Yes") if number == 1 else odds(1))
    critic = critic_of(server, concurrency=1)
    assert critic(grey(1, 2), "?") == pytest.approx([1, 1])
    assert critic.mode == "logprobs" and len(server.bodies) == 3


def test_a_scale_of_ten_is_asked_for_and_read(serve, critic_of):
    server = serve(lambda body, number: text("10"))
    assert critic_of(server, mode="score", scale=(1, 10))(grey(1), "?") == pytest.approx([math.log(9.5 / 0.5)])
    assert "from 1 (certainly no) to 10" in texts(server.bodies[0])[0]


def test_a_malformed_score_is_drawn_again_and_then_given_up(serve, critic_of, caplog):
    server = serve(lambda body, number: text("I think 80 or 90") if shade(body) == 1 or number == 0 else text("70"))
    critic = critic_of(server, mode="score", tries=3, concurrency=1)
    assert critic(grey(2, 1), "?") == [pytest.approx(math.log(70.5 / 30.5)), None]
    assert [body["temperature"] for body in server.bodies] == [0, 1, 0, 1, 1]
    assert critic.failures[0] is None and "expected one number from 0 to 100, got 'I think 80 or 90'" in critic.failures[1]
    assert "1 of 2 items have no answer" in caplog.text


def test_options_change_and_remove_parameters(serve, critic_of):
    server = serve(by_shade)
    critic_of(server, options={"max_tokens": None, "max_completion_tokens": 4, "seed": 3})(grey(100), "?")
    body = server.bodies[0]
    assert "max_tokens" not in body and (body["max_completion_tokens"], body["seed"]) == (4, 3)


def test_equal_items_are_asked_once_and_known_ones_never_again(serve, critic_of):
    server = serve(by_shade)
    assert critic_of(server)(grey(120, 120, 90), "?") == pytest.approx([2, 2, -1])
    assert critic_of(server)(grey(90, 120), "?") == pytest.approx([-1, 2])
    assert len(server.bodies) == 2
    critic_of(server)(grey(90), "another question")
    critic_of(server, mode="score", tries=1)(grey(90), "?")
    assert len(server.bodies) == 4, "question and mode are part of the key"


def test_what_is_known_needs_no_server(serve, critic_of, tmp_path):
    server = serve(by_shade)
    url = server.url
    critic_of(server)(grey(120), "?")
    server.http.shutdown()
    server.http.server_close()
    assert critic_of(url, api_key=None)(grey(120), "?") == pytest.approx([2])


def test_it_works_inside_a_running_event_loop(serve, critic_of):
    server = serve(by_shade)

    async def cell():
        return critic_of(server)(grey(120), "?")

    assert asyncio.run(cell()) == pytest.approx([2])


def test_a_pickled_critic_goes_on_with_mode_and_spending_but_without_the_environments_key(serve, critic_of, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "of-the-environment")
    server = serve(lambda body, number: text("50"))
    critic = critic_of(server, api_key=None, prices=(1000.0, 0.0))
    critic(grey(1), "?")
    data = pickle.dumps(critic)
    again = pickle.loads(data)
    assert (again.mode, again.spent) == ("score", critic.spent) and critic.spent == pytest.approx(0.2)
    assert again(grey(1), "?") == [0.0] and len(server.bodies) == 2
    assert b"of-the-environment" not in data and server.keys[0] == "Bearer of-the-environment"


def test_wrong_arguments_are_told_before_anything_is_asked(critic_of):
    critic = critic_of("http://127.0.0.1:9/v1")
    with pytest.raises(ValueError, match="one for each of 2 items, got 1"):
        critic(grey(1, 2), ["?"])
    with pytest.raises(ValueError, match=r"expected floats .* got torch.uint8"):
        critic(torch.zeros(1, 3, 4, 4, dtype=torch.uint8), "?")
    with pytest.raises(TypeError, match="uint8 arrays"):
        critic([np.zeros((4, 4, 3))], "?")
    with pytest.raises(ValueError, match="as many targets"):
        critic.compare(grey(1), grey(1, 2), grey(1))
    for settings in (
        {"mode": "words"},
        {"scale": (5, 5)},
        {"concurrency": 0},
        {"tries": 0},
        {"max_cost": 1.0},
        {"base_url": "localhost:8000"},
    ):
        with pytest.raises(ValueError, match=next(iter(settings))):
            critic_of("http://127.0.0.1:9/v1", **settings)


def test_by_default_answers_lie_beside_the_verdicts_or_in_memory(serve, critic_of, monkeypatch, tmp_path):
    server = serve(by_shade)
    critic = critic_of(server, cache=None)  # the tests' VLCRITIC_CACHE is "off"
    assert critic(grey(120), "?") == critic(grey(120), "?") and len(server.bodies) == 1
    monkeypatch.setenv("VLCRITIC_CACHE", str(tmp_path / "c" / "verdicts.sqlite"))
    critic_of(server, cache=None)(grey(120), "?")
    assert (tmp_path / "c" / "answers.sqlite").exists() and not (tmp_path / "c" / "verdicts.sqlite").exists()
    critic_of(server, cache=Cache(tmp_path / "c" / "answers.sqlite"))(grey(120), "?")
    assert len(server.bodies) == 2


def test_openai_is_loaded_on_first_use_and_named_where_it_is_missing():
    code = """
import sys
import numpy as np
from vlcritic.critic.remote import RemoteCritic
assert "openai" not in sys.modules
sys.modules["openai"] = None
try:
    RemoteCritic("m", base_url="http://127.0.0.1:9/v1", api_key="k")([np.zeros((4, 4, 3), np.uint8)], "?")
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "openai is not installed; run: pip install 'vlcritic[openai]'"


KILLED = """
import sys
import numpy as np
from vlcritic.critic.remote import RemoteCritic
critic = RemoteCritic("m", base_url=sys.argv[1], api_key="k", cache=sys.argv[2], concurrency=2)
critic([np.full((4, 4, 3), shade, np.uint8) for shade in range(10)], "?")
"""


def test_a_killed_run_pays_only_for_what_is_missing(serve, critic_of, tmp_path):
    fifth, go = threading.Event(), threading.Event()

    def behaviour(body, number):
        if number >= 5 and not go.is_set():
            fifth.set()
            go.wait(20)
        return by_shade(body, number)

    server = serve(behaviour)
    child = subprocess.Popen([sys.executable, "-c", KILLED, server.url, str(tmp_path / "answers.sqlite")])
    assert fifth.wait(30)
    child.kill()
    child.wait()
    go.set()
    asked = len(server.bodies)
    assert critic_of(server)(grey(*range(10)), "?") == pytest.approx([(one - 100) / 10 for one in range(10)])
    again = sorted(map(shade, server.bodies[asked:]))
    assert set(range(4)) & set(again) == set() and len(again) <= 6, again


@pytest.fixture
def heeds_ctrl_c():
    """A process that was started in the background ignores SIGINT otherwise."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_keeps_what_was_on_its_way(serve, critic_of, heeds_ctrl_c):
    def behaviour(body, number):
        if number == 2:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.3)
        return by_shade(body, number)

    server = serve(behaviour)
    critic = critic_of(server, concurrency=1)
    with pytest.raises(KeyboardInterrupt):
        critic(grey(*range(8)), "?")
    assert len(server.bodies) == 3
    critic(grey(*range(3)), "?")
    assert len(server.bodies) == 3


def test_what_is_kept_is_the_answer_and_not_what_we_make_of_it(serve, critic_of, tmp_path):
    critic_of(serve(lambda body, number: logprobs({"Yes": -0.5, "no": -1.0})))(grey(1), "?")
    connection = sqlite3.connect(tmp_path / "answers.sqlite")
    (value,) = connection.execute("SELECT value FROM entries").fetchone()
    connection.close()
    assert json.loads(value) == [["Yes", -0.5], ["no", -1.0]]


def test_errors_of_one_item_leave_the_others_their_answers(serve, critic_of):
    server = serve(lambda body, number: {3: hang_up, 5: garbage(), 7: status(500)}.get(shade(body)) or by_shade(body, number))
    critic = critic_of(server, tries=2)
    answers = critic(grey(*range(10)), "?")
    assert [index for index, answer in enumerate(answers) if answer is None] == [3, 5, 7]
    assert "Connection error" in critic.failures[3] and "expected JSON" in critic.failures[5] and "500" in critic.failures[7]
