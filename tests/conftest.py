"""What tests share: where real weights lie, and no traces in the user's caches.

`VLCRITIC_TEST_DATA` (by default the folder `shared` beside the checkout) holds real weights and processors; without them, tests marked
`lpips` are skipped.
"""

import os
from pathlib import Path

import pytest

TEST_DATA = Path(os.environ.get("VLCRITIC_TEST_DATA", Path(__file__).parents[2] / "shared"))
if (TEST_DATA / "weights/lpips").is_dir():
    os.environ.setdefault("VLCRITIC_WEIGHTS", str(TEST_DATA / "weights/lpips"))
os.environ["HF_HUB_OFFLINE"] = "1"  # no test asks the Hub
os.environ["VLCRITIC_CACHE"] = "off"  # no test finds a verdict of another


@pytest.fixture(scope="session", autouse=True)
def caches_of_its_own(tmp_path_factory):
    """Data sets are prepared in a folder that goes with the tests."""
    import datasets

    datasets.config.HF_DATASETS_CACHE = tmp_path_factory.mktemp("datasets")


def pytest_collection_modifyitems(items):
    from vlcritic.metrics.weights import find_lpips

    if find_lpips("alex") is None:
        skip = pytest.mark.skip(reason="no LPIPS weights: run `vlcritic weights lpips`, or set VLCRITIC_TEST_DATA")
        for item in items:
            if item.get_closest_marker("lpips"):
                item.add_marker(skip)
