"""The corpus is worth testing with. Oracle: OpenGL's own pictures of it."""

import hashlib

import numpy as np
import pytest

from tests.languages.glsl.twin.shaders import CORPUS, corpus, later, scenes
from vlcritic.data.glsl.scene import KINDS, OPERATIONS
from vlcritic.languages.glsl import GlslRenderer

LEAST_SPREAD = 8.0  # of 255: standard deviation over pixels and channels
LEAST_SHADERS = 170
MOST_UNDEFINED = 10


@pytest.fixture(scope="module")
def pictures():
    """OpenGL's picture, or its error, of every shader of the corpus."""
    sources = corpus() | later()
    with GlslRenderer(size=64, timeout_s=20) as render:
        return dict(zip(sources, render(list(sources.values())), strict=True))


@pytest.mark.gl
def test_every_shader_is_drawn(pictures):
    assert {name: str(picture) for name, picture in pictures.items() if not isinstance(picture, np.ndarray)} == {}


@pytest.mark.gl
def test_no_picture_is_of_one_colour(pictures):
    spreads = {name: float(picture.std()) for name, picture in pictures.items()}
    assert {name: spread for name, spread in spreads.items() if spread < LEAST_SPREAD} == {}


@pytest.mark.gl
def test_no_two_shaders_draw_the_same_picture(pictures):
    first: dict[str, str] = {}
    same = [(name, before) for name, picture in pictures.items() if (before := first.setdefault(_digest(picture), name)) != name]
    assert same == []


def test_every_file_says_in_its_first_line_what_it_covers():
    assert [name for name, source in corpus().items() if not source.startswith("// ") or len(source.partition("\n")[0]) > 140] == []


def test_there_are_enough_shaders_and_few_undefined_ones():
    undefined = list((CORPUS / "undefined").glob("*.frag"))
    assert len(undefined) <= MOST_UNDEFINED and len(corpus()) - len(undefined) >= LEAST_SHADERS


def test_the_generated_scenes_hold_every_kind_and_operation():
    shapes = [shape for scene in scenes().values() for shape in scene.shapes]
    assert {shape.kind for shape in shapes} == set(KINDS)
    assert {shape.operation for shape in shapes} == set(OPERATIONS)


def _digest(picture) -> str:
    return hashlib.sha256(picture.tobytes()).hexdigest()
