import pytest

from tests.search.toy import Disc, DiscRenderer


@pytest.fixture
def language():
    return Disc()


@pytest.fixture
def render():
    return DiscRenderer()
