"""A run in a process of its own, to be killed: `python -m tests.data.materials.augment.child FOLDER URL`."""

import signal
import sys
import time
from pathlib import Path

from tests.data.materials.augment.scripted import run
from tests.data.materials.drawn import Painter, blocks


class Slow(Painter):
    """Draws slowly enough to be killed in mid-work."""

    def __call__(self, programs, *, size=None):
        time.sleep(0.3)
        return [blocks(program) for program in programs]


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell's background jobs ignore
    run(Path(sys.argv[1]), sys.argv[2], render=Slow(), pairs=12, concurrency=3)
