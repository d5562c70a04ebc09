"""What the endpoint wrote: kept as it came, before anything is made of it, since it was paid for.

    OUT/completions.jsonl    a line for each answer: `{"pair", "choices": [{"text", "finish"}], "requests", "spent"}`

`requests` and `spent` (US dollars) are of all runs so far. A line without a pair says what a run came to.
"""

from __future__ import annotations

import json
import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from vlcritic.errors import DataError, ExtractError
from vlcritic.languages.blender.extract import extract
from vlcritic.languages.fences import MAX_COMPLETION, blocks

MOST_PROGRAMS = 8  # of one completion that are looked at

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)  # models that think aloud write drafts there


@dataclass(frozen=True)
class Candidate:
    """A program of a completion, or a completion without one.

    Attributes:
        id: of its record: pair, answer, choice and place in it.
        program: as it was written, `""` where there is none.
        fault: why there is none: `"empty"`, `"malformed"`, `"truncated"`, `"no program"`.
    """

    id: str
    program: str
    fault: str = ""


class Completions:
    """The file of answers, open for more in `with`.

    Args:
        name: how the ids of its candidates begin; another folder's begin otherwise.

    Attributes:
        places: of each pair, where its answers so far begin in the file.
        count: completions so far.
        requests, spent: of all runs so far.
    """

    def __init__(self, folder: Path, name: str):
        self.path, self.name = folder / "completions.jsonl", name
        self.places: dict[int, list[int]] = {}
        self.count, self.requests, self.spent = 0, 0, 0.0
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> Completions:
        self._file = open(self.path, "a+b")
        try:
            self._file.truncate(self._read())  # without a line that a kill cut short
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, *exception) -> None:
        self._file.close()

    def add(self, pair: int, choices: list[dict], *, requests: int, spent: float) -> list[Candidate]:
        """Keep an answer for good; its candidates. Any thread may."""
        with self._one_at_a_time:
            self._write({"pair": pair, "choices": choices, "requests": requests, "spent": spent})
            return self._of(pair, len(self.places[pair]) - 1, choices)

    def close_account(self, *, requests: int, spent: float) -> None:
        """Keep what a run came to, requests included that nobody answered."""
        if (requests, spent) != (self.requests, self.spent):
            self._write({"pair": None, "choices": [], "requests": requests, "spent": spent})

    def candidates(self, pair: int) -> list[Candidate]:
        """Of all answers so far for a pair."""
        found = []
        with self._one_at_a_time:
            for number, place in enumerate(self.places.get(pair, [])):
                self._file.seek(place)
                found += self._of(pair, number, json.loads(self._file.readline())["choices"])
        return found

    def _of(self, pair: int, number: int, choices: list[dict]) -> list[Candidate]:
        return [one for place, choice in enumerate(choices) for one in _candidates(f"{self.name}-{pair}-{number}-{place}", choice)]

    def _write(self, line: dict) -> None:
        place = self._file.seek(0, os.SEEK_END)
        self._file.write(json.dumps(line).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._note(line, place)

    def _note(self, line: dict, place: int) -> None:
        """Take in a line. Answers that came at one time may stand in another order, so the account is the largest."""
        self.requests, self.spent = max(self.requests, line["requests"]), max(self.spent, line["spent"])
        self.count += len(line["choices"])
        if line["pair"] is not None:
            self.places.setdefault(line["pair"], []).append(place)

    def _read(self) -> int:
        """Take in what is there; the length of its whole lines."""
        self._file.seek(0)
        end = 0
        for number, line in enumerate(self._file, start=1):
            if not line.endswith(b"\n"):
                break
            try:
                self._note(json.loads(line), end)
            except (ValueError, TypeError, KeyError) as error:
                raise DataError(f"{self.path}: line {number} is damaged ({error}); delete it, and its pair is asked again") from error
            end += len(line)
        return end


def choices_of(reply: dict, n: int) -> bytes:
    """Text and reason of the end of the reply's first `n` choices, as JSON; `None` for a text that is none."""
    return json.dumps([_choice(choice) for choice in reply["choices"][:n]]).encode()


def _choice(choice: object) -> dict:
    message = choice.get("message") if isinstance(choice, dict) else None
    text = message.get("content", "") if isinstance(message, dict) else None
    finish = choice.get("finish_reason") if isinstance(choice, dict) else None
    if isinstance(text, list):  # some write parts, as in a request
        text = "".join(part["text"] for part in text if isinstance(part, dict) and isinstance(part.get("text"), str))
    if text is None and isinstance(message, dict):
        text = ""  # a refusal, or a call of a tool
    text = text.encode("utf-8", "replace").decode() if isinstance(text, str) else None  # JSON may hold halves of characters
    return {"text": text, "finish": finish if isinstance(finish, str) else None}


def _candidates(identity: str, choice: dict) -> list[Candidate]:
    """The programs of a completion, or one candidate that says why there is none."""
    if choice["text"] is None:
        return [Candidate(f"{identity}-0", "", "malformed")]
    text = _THOUGHT.sub("", choice["text"][:MAX_COMPLETION]).strip()
    if not text:
        return [Candidate(f"{identity}-0", "", "truncated" if choice["finish"] == "length" else "empty")]
    found = _programs(text)
    if choice["finish"] == "length" and _is_open(text):
        found = [*found[:-1], ("", "truncated")]
    return [Candidate(f"{identity}-{place}", *one) for place, one in enumerate(found[:MOST_PROGRAMS])]


def _programs(text: str) -> list[tuple[str, str]]:
    """Every fenced program, else bare code, each with no fault; or no program with one."""
    fenced = [block.strip() + "\n" for block in blocks(text) if "def shader_material" in block]
    try:
        return [(program, "") for program in fenced] or [(extract(text), "")]
    except ExtractError:
        return [("", "no program")]


def _is_open(text: str) -> bool:
    """Whether the text ends within a program: after an opening fence, or there is no fence."""
    return "```" not in text or len(list(blocks(text + "\n```\n"))) == len(list(blocks(text)))
