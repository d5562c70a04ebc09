"""An OpenAI-compatible server on loopback that does what a test tells it: a real socket, real HTTP, no model."""

import base64
import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import numpy as np
import PIL.Image

USAGE = {"prompt_tokens": 100, "completion_tokens": 1}


class Server:
    """`behaviour(request, number)` answers the number-th request (from 0) with what one of the functions below gives.

    Attributes:
        bodies, times, keys: of every request, in order of arrival.
        most_at_once: requests under way at once, at most.
    """

    def __init__(self, behaviour, *, port=0):
        self.behaviour = behaviour
        self.bodies, self.times, self.keys = [], [], []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.http = _Http(("127.0.0.1", port), _Handler)
        self.port = self.http.server_address[1]
        self.http.owner = self
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        """Clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        owner = self.server.owner
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with owner.lock:
            number = len(owner.bodies)
            owner.bodies.append(body)
            owner.times.append(time.monotonic())
            owner.keys.append(self.headers["Authorization"])
            owner.at_once += 1
            owner.most_at_once = max(owner.most_at_once, owner.at_once)
        try:
            answer = owner.behaviour(body, number) if self.path == "/v1/chat/completions" else status(404, "not here")
        finally:
            with owner.lock:
                owner.at_once -= 1
        answer(self)

    def log_message(self, *_):
        """Silent."""


def _send(handler, code, content, headers=()):
    handler.send_response(code)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **dict(headers)}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


def reply(choice, usage=USAGE):
    choices = [{"index": 0, "finish_reason": "stop", **choice}]
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": choices}
    return lambda handler: _send(handler, 200, json.dumps(body | ({"usage": usage} if usage else {})).encode())


def logprobs(pairs, usage=USAGE):
    """A word and its candidates' log-probabilities."""
    top = [{"token": token, "logprob": value, "bytes": None} for token, value in pairs.items()]
    content = [{"token": next(iter(pairs)), "logprob": next(iter(pairs.values())), "bytes": None, "top_logprobs": top}]
    return reply({"message": {"role": "assistant", "content": next(iter(pairs))}, "logprobs": {"content": content}}, usage)


def odds(value):
    """Yes and No with these log-odds."""
    return logprobs({"Yes": -np.logaddexp(0, -value), "No": -np.logaddexp(0, value)})


def text(content, usage=USAGE):
    """An answer in words, without log-probabilities."""
    return reply({"message": {"role": "assistant", "content": content}, "logprobs": None}, usage)


def status(number, message="no", *, headers=(), **error):
    """An error as OpenAI writes it."""
    return lambda handler: _send(handler, number, json.dumps({"error": {"message": message, "type": "t", **error}}).encode(), headers)


def garbage(content=b"<html>gateway</html>"):
    """200, and not what was asked for."""
    return lambda handler: _send(handler, 200, content)


def hang_up(handler):
    """The connection is reset (RST) without an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def half(handler):
    """Headers that promise more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def last(answer):
    """An answer after which the connection is closed."""

    def close(handler):
        handler.close_connection = True
        answer(handler)

    return close


def drip(handler):
    """A byte every 50 ms: no single read is slow."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def pictures(body):
    """The pictures in a request, decoded."""
    urls = [part["image_url"]["url"] for part in body["messages"][0]["content"] if part["type"] == "image_url"]
    assert all(url.startswith("data:image/png;base64,") for url in urls)
    return [np.asarray(PIL.Image.open(BytesIO(base64.b64decode(url.split(",")[1])))) for url in urls]


def shade(body):
    """What tells the items of the tests apart: the first pixel's red in the first picture."""
    return int(pictures(body)[0][0, 0, 0])


def texts(body):
    return [part["text"] for part in body["messages"][0]["content"] if part["type"] == "text"]
