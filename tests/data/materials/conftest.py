"""One warm Blender for the pipeline's tests; without bpy tests of Blender are skipped."""

from importlib.util import find_spec

import pytest

from vlcritic.languages.blender.renderer import BlenderRenderer


def pytest_collection_modifyitems(items):
    if find_spec("bpy") is None:
        skip = pytest.mark.skip(reason="no bpy: pip install 'vlcritic[blender]' (Python 3.11)")
        for item in items:
            if item.get_closest_marker("blender"):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def blender():
    """48², 1 sample, one worker."""
    with BlenderRenderer(size=48, samples=1, workers=1, timeout_s=60) as renderer:
        yield renderer
