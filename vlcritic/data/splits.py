"""Which split a scene belongs to: decided by its parameter cells, so that a test scene is never one that training has nearly seen.

The cell of a shape is its kind, its centre in steps of 0.1 and its larger half extent in steps of 0.04. The cell of a scene is the sorted
cells of its shapes: colours, drawing order and operations do not matter. A stable hash of it names the split, so one cell is never in two
splits, whatever the seed, the size or the order of the data: two data sets built with other seeds can be trained on and tested with each
other.
"""

from __future__ import annotations

import hashlib

from vlcritic.data.glsl.scene import Scene, Shape

SPLITS = ("train", "validation", "test")
VALIDATION = 0.05  # share of the cells
TEST = 0.05

CENTRE_STEP = 10  # hundredths
SIZE_STEP = 4


def split_of(scene: Scene) -> str:
    """`"train"`, `"validation"` or `"test"`."""
    digest = hashlib.blake2b(repr(cell_of(scene)).encode(), digest_size=8).digest()
    position = int.from_bytes(digest, "big") / 2**64
    if position < TEST:
        return "test"
    return "validation" if position < TEST + VALIDATION else "train"


def cell_of(scene: Scene) -> tuple[tuple[str, int, int, int], ...]:
    """The sorted cells of the scene's shapes: kind, x, y and size, in whole steps."""
    return tuple(sorted(_cell(shape) for shape in scene.shapes))


def _cell(shape: Shape) -> tuple[str, int, int, int]:
    x, y = (round(100 * value) // CENTRE_STEP for value in shape.centre)
    return shape.kind, x, y, round(100 * max(shape.reach)) // SIZE_STEP
