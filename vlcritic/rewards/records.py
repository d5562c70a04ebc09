"""What is kept of a judged program: everything that the exact renderer said, before weights, and the key under which it is found again.

The key is a hash of all that the record depends on: program, target, canvas, renderer, terms, and the source text of the code that drew
and scored. So it holds on any machine and after any change; a record that nothing asks for any more grows old and is dropped.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import vlcritic
from vlcritic import images
from vlcritic.errors import RenderCrash, RenderTimeout
from vlcritic.types import Image

PARTS = ("images.py", "metrics", "rewards", "languages", "rendering")
"""Code that a record depends on."""

_PASSING = {RenderTimeout.__name__, RenderCrash.__name__}  # they depend on the moment too, so they are judged anew


@dataclass
class Record:
    """A program judged against a target, before weights.

    Attributes:
        terms: the picture terms' values.
        mse: mean squared error; 1 where the program failed.
        error: the program's error as JSON.
        flags: of `scrutiny`.
        image: the render, as an array or, from the cache, as PNG.
        is_ours: our own side failed.
        from_cache: it was known before.
    """

    terms: dict[str, float] = field(default_factory=dict)
    mse: float | None = None
    error: dict | None = None
    flags: list[str] = field(default_factory=list)
    image: Image | bytes | None = None
    is_ours: bool = False
    from_cache: bool = False

    @property
    def is_lasting(self) -> bool:
        """Whether the same program will fare the same again."""
        return not self.is_ours and (self.error is None or self.error["kind"] not in _PASSING)


def pack(record: Record) -> bytes:
    """A record as bytes: a line of JSON, then the picture as PNG."""
    text = json.dumps({"terms": record.terms, "mse": record.mse, "error": record.error, "flags": record.flags})
    picture = b"" if record.image is None else images.to_quick_png(record.image)
    return text.encode() + b"\n" + picture


def unpack(data: bytes) -> Record:
    """The record that `pack` wrote; its picture stays encoded until somebody looks."""
    text, _, picture = data.partition(b"\n")
    return Record(**json.loads(text.decode()), image=picture or None, from_cache=True)


def key(prefix: bytes, program: str, target: bytes) -> bytes:
    """Where the record of a program against a target is kept; `target` is `digest(picture)`."""
    return hashlib.sha256(b"\0".join([prefix, target, program.encode(errors="surrogatepass")])).digest()


def digest(picture: Image) -> bytes:
    """A hash of a picture and its size."""
    return hashlib.sha256(repr(picture.shape).encode() + picture.tobytes()).digest()


def prefix(*settings: str, terms: Iterable) -> bytes | None:
    """The part of a key that is the same for all programs of a judge; `None` where a term cannot be told from others like it."""
    named = [_identity(term) for term in terms]
    if None in named:
        logging.getLogger("vlcritic.rewards").warning("no verdict cache: a term is neither a plain function nor an object of plain values")
        return None
    return hashlib.sha256(json.dumps([*settings, *sorted(named), _code()]).encode()).digest()


def _identity(term) -> str | None:
    """Text that is equal for equal terms alone: source and plain attributes; a closure has neither."""
    definition = term if inspect.isfunction(term) else type(term)
    if getattr(term, "__closure__", None) or isinstance(term, partial):
        return None
    try:
        settings = json.dumps(vars(term), sort_keys=True, default=_path)
        return f"{definition.__module__}.{definition.__qualname__} {settings} {inspect.getsource(definition)}"
    except (OSError, TypeError, ValueError):
        return None


def _path(value) -> str:
    if isinstance(value, Path):
        return str(value)
    raise TypeError


@cache
def _code() -> str:
    """A hash of the source text of `PARTS`."""
    root = Path(vlcritic.__file__).parent
    files = sorted(file for part in PARTS for file in ([root / part] if part.endswith(".py") else (root / part).rglob("*.py")))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
