"""A toy language drawn in closed form by numpy: `disc(x, y; r) colour(r, g, b)` on black, soft at the edge."""

import re

import numpy as np

from vlcritic.errors import CompileError, RendererError
from vlcritic.types import Literal

NUMBER = re.compile(r"-?\d+\.\d+")


class Disc:
    name, suffix = "disc", ".disc"

    @staticmethod
    def literals(source: str) -> list[Literal]:
        return [Literal(m.start(), m.end(), m.group(), float(m.group()), "float", -1.0, 1.0) for m in NUMBER.finditer(source)]


class DiscRenderer:
    """Counts its renders; `failures` calls in a row fail on our side; a program that says `broken` does not compile."""

    def __init__(self, *, failures: int = 0, stop_after: int | None = None):
        self.failures, self.stop_after, self.rendered = failures, stop_after, 0

    def __call__(self, programs, *, size=None):
        self.rendered += len(programs)
        if self.stop_after is not None and self.rendered > self.stop_after:
            raise KeyboardInterrupt
        if self.failures:
            self.failures -= 1
            return [RendererError("no OpenGL today")] * len(programs)
        return [CompileError("broken") if "broken" in program else draw(program, size) for program in programs]


def draw(program: str, size: tuple[int, int]) -> np.ndarray:
    x, y, radius, *colour = [float(number) for number in NUMBER.findall(program)][:6]
    rows, columns = ((np.arange(side) + 0.5) / side - 0.5 for side in size)
    distance = np.hypot(columns[None] - x, rows[:, None] - y) - radius
    inside = np.clip(0.5 - distance / 0.05, 0, 1)
    return (255 * np.clip(inside[..., None] * np.array(colour), 0, 1)).round().astype(np.uint8)
