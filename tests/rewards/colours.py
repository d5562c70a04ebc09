"""A language whose programs are names of colours, and a renderer that keeps a record of what it was asked."""

import numpy as np

from vlcritic.errors import CheckError, CompileError, ExtractError, WorkerCrashed

COLOURS = {"black": (0, 0, 0), "white": (255, 255, 255), "red": (255, 0, 0), "grey": (128, 128, 128)}


def flat(colour, size=(32, 32)):
    return np.full((*size, 3), COLOURS[colour], np.uint8)


class Painter:
    """Draws `red` red; `split` black on the left and white on the right; fails to compile `mauve`; and breaks down on `crash`."""

    def __init__(self):
        self.calls = []
        self.is_closed = False

    def __call__(self, programs, *, size=None):
        self.calls.append((list(programs), size))
        return [self._draw(program, size) for program in programs]

    def close(self):
        self.is_closed = True

    def _draw(self, program, size):
        if program == "crash":
            return WorkerCrashed("the painter fell ill")
        if program == "forbidden":
            return CheckError("forbidden is forbidden", line=1)
        if program == "split":
            image = flat("black", size)
            image[:, size[1] // 2 :] = 255
            return image
        return flat(program, size) if program in COLOURS else CompileError(f"undeclared identifier '{program}'", line=3)


class ColourLanguage:
    name, suffix = "colour", ".txt"

    def __init__(self):
        self.opened = []

    def extract(self, completion):
        if "<" not in completion:
            raise ExtractError("no program between < and >")
        return completion.split("<")[1].split(">")[0]

    def check(self, source):
        if source == "forbidden":
            raise CheckError("forbidden is forbidden", line=1)

    def literals(self, source):
        return []

    def renderer(self, *, size=256, workers=None, timeout_s=5.0):
        self.opened.append(Painter())
        return self.opened[-1]
