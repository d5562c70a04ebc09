"""One warm Blender for all tests of this folder."""

import pytest

from vlcritic.languages.blender.renderer import BlenderRenderer


@pytest.fixture(scope="session")
def render():
    """32², 4 samples, one worker."""
    with BlenderRenderer(size=32, workers=1, timeout_s=20) as renderer:
        yield renderer
