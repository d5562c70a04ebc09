"""One warm Blender for the pipeline's tests."""

import pytest

from vlcritic.languages.blender.renderer import BlenderRenderer


@pytest.fixture(scope="session")
def blender():
    """48², 1 sample, one worker."""
    with BlenderRenderer(size=48, samples=1, workers=1, timeout_s=60) as renderer:
        yield renderer
