"""One warm Blender for all tests of this folder; without bpy its tests are skipped."""

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
def render():
    """32², 4 samples, one worker."""
    with BlenderRenderer(size=32, workers=1, timeout_s=20) as renderer:
        yield renderer
