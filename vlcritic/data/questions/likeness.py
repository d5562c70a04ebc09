"""How unlike two pictures are: the measure behind the questions that compare pictures."""

from __future__ import annotations

import numpy as np

from vlcritic.types import Image

CELLS = (4, 8, 16)  # pixels a side of a cell, on a picture of 64

SAME_BELOW, DIFFERENT_ABOVE = 0.012, 0.03
"""Pictures are the same up to the first gap, different from the second on; pairs between them are not asked about."""

CLOSER_RATIO = 1.3  # the larger gap of two candidates to the target is at least this much larger
LEAST_GAP = 0.02  # and at least this large


def gap(a: Image, b: Image) -> float:
    """Root mean square difference of two pictures in [0, 1], the mean over pictures that are averaged over cells of 4, 8 and 16 pixels.

    Averages make it fall as a shape comes nearer to its place before the two overlap.
    """
    difference = (a.astype(np.float32) - b.astype(np.float32)) / 255
    total = 0.0
    for cell in CELLS:
        height, width = difference.shape[0] // cell, difference.shape[1] // cell
        means = difference.reshape(height, cell, width, cell, 3).mean(axis=(1, 3))
        total += float(np.sqrt((means**2).mean()))
    return total / len(CELLS)
