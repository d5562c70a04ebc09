"""What tests share: where real weights lie, and no traces in the user's caches.

`VLCRITIC_TEST_DATA` (by default the folder `shared` beside the checkout) holds real weights and processors; without them, tests marked
`lpips` are skipped; without bpy, those marked `blender`.
"""

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

TEST_DATA = Path(os.environ.get("VLCRITIC_TEST_DATA", Path(__file__).parents[2] / "shared"))
if (TEST_DATA / "weights/lpips").is_dir():
    os.environ.setdefault("VLCRITIC_WEIGHTS", str(TEST_DATA / "weights/lpips"))
os.environ["HF_HUB_OFFLINE"] = "1"  # no test asks the Hub
os.environ["VLCRITIC_CACHE"] = "off"  # no test finds a verdict of another


_datasets = tempfile.TemporaryDirectory(prefix="vlcritic-tests-")  # data sets are prepared in a folder that goes with the tests
os.environ["HF_DATASETS_CACHE"] = _datasets.name


def pytest_collection_modifyitems(items):
    for marker, is_there, what in (
        ("lpips", has_lpips, "no LPIPS weights: run `vlcritic weights lpips`, or set VLCRITIC_TEST_DATA"),
        ("blender", lambda: find_spec("bpy") is not None, "no bpy: pip install 'vlcritic[blender]' (Python 3.11)"),
    ):
        marked = [item for item in items if item.get_closest_marker(marker)]
        if marked and not is_there():
            for item in marked:
                item.add_marker(pytest.mark.skip(reason=what))


def has_lpips() -> bool:
    """Whether the weights are there; asked only where a test needs them, because it loads torch."""
    from vlcritic.metrics.weights import find_lpips

    return find_lpips("alex") is not None
