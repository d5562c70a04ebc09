"""What a compiled shader runs on: frames of variables, and masks that say which pixels are running.

Every pixel takes every branch that any pixel takes; a mask, one bool lane, says whose assignments count. `True` is every pixel, `False`
none. A frame is one call of one function. Its mask holds what happened since the call; the caller's part is `base`, which matters
only where the call touches something that outlives it, or waits for pixels to finish.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import contextmanager

from vlcritic.errors import CompileError, RenderTimeout

MAX_TICKS = 1 << 20  # turns of all loops and calls of all functions in one evaluation

STACK = 20_000  # Python frames

Lane = object  # float | int | bool | torch.Tensor of shape (n, h, w), each 1 or full
Lanes = list


class Run:
    """One evaluation of a program.

    Attributes:
        numbers: the value of every literal: its own, or a lane where it was given another.
        globals: values of the global variables and uniforms, by slot.
        discarded: where a pixel gave up.
    """

    __slots__ = ("numbers", "globals", "discarded", "deadline", "timeout_s", "ticks")

    def __init__(self, numbers: Lanes, globals_: list, *, timeout_s: float | None = None):
        self.numbers, self.globals, self.discarded = numbers, globals_, False
        self.timeout_s, self.ticks = timeout_s, 0
        self.deadline = None if timeout_s is None else time.monotonic() + timeout_s

    def tick(self, line: int) -> None:
        """Count one turn of a loop or one call. Raises RenderTimeout past the deadline or `MAX_TICKS`."""
        self.ticks += 1
        if self.ticks > MAX_TICKS:
            raise RenderTimeout(f"shader line {line}: its loops and functions have run {MAX_TICKS:,} times", line=line)
        if self.deadline is not None and time.monotonic() > self.deadline:
            raise RenderTimeout(f"shader line {line}: still running after {self.timeout_s:g} s", line=line)


@contextmanager
def deep_stack():
    """Room for expressions as high as the parser lets through, and calls in calls of them."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, STACK))
    try:
        yield
    except RecursionError:
        raise CompileError("shader: expressions and calls are nested too deep for the twin") from None
    finally:
        sys.setrecursionlimit(before)


class Frame:
    """One call of one function.

    Attributes:
        variables: the lanes of each local variable, by slot.
        born: the mask under which each variable was declared: under that very mask it is assigned without asking who else is there.
        mask: pixels that run here. base: pixels that the caller ran.
        returned, result: pixels that have returned, and what.
        broken, continued: pixels that left the innermost loop, or its present turn.
    """

    __slots__ = ("run", "variables", "born", "mask", "base", "returned", "result", "broken", "continued")

    def __init__(self, run: Run, slots: int, base: Lane = True):
        self.run, self.base, self.mask = run, base, True
        self.variables: list = [None] * slots
        self.born: list = [None] * slots
        self.returned, self.result = False, None
        self.broken = self.continued = False

    def outlived(self, before: Lane) -> None:
        """Some pixels of the mask `before` have returned: what was declared under it belongs to those that are left."""
        mask = self.mask
        self.born = [mask if each is before else each for each in self.born]


Code = Callable[[Frame], Lanes]
"""A compiled expression."""

Step = Callable[[Frame], None]
"""A compiled statement."""
