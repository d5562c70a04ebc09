"""The oracle is Blender: a material of a file and the program made of it are drawn alike. `artist.py` makes the file."""

import subprocess
import sys

import numpy as np
import pytest

from tests.languages.blender.materials import PROGRAMS
from vlcritic.errors import CheckError, DataError
from vlcritic.languages.blender.convert import convert
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.transpile import programs_of, save_blend
from vlcritic.languages.blender.write import canonical, write

pytestmark = pytest.mark.blender

DRAWABLE = ("rust", "groups", "muted")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where `artist.blend` lies, and what Blender drew of each of its materials."""
    folder = tmp_path_factory.mktemp("artist")
    made = subprocess.run([sys.executable, "-m", "tests.languages.blender.artist", folder], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="module")
def programs(folder):
    return programs_of(folder / "artist.blend")


@pytest.mark.parametrize("name", DRAWABLE)
def test_a_material_of_a_file_and_its_program_are_drawn_alike(name, folder, programs, render):
    drawn = np.frombuffer((folder / f"{name}.rgb").read_bytes(), np.uint8).reshape(32, 32, 3)
    (picture,) = render([programs[name]])
    assert drawn.std() > 5  # it shows something
    assert np.abs(picture.astype(int) - drawn).max() <= 1  # the same samples; constants are folded in float64


@pytest.mark.parametrize("name", ["rust", "groups"])
def test_a_file_its_program_and_the_file_of_that_hold_the_same_material(name, programs, tmp_path):
    save_blend(programs[name], tmp_path / "again.blend")
    assert programs_of(tmp_path / "again.blend") == {"vlcritic": programs[name]}


@pytest.mark.parametrize("name", ["04_musgrave_linked_detail", "29_ramp_oddities"])
def test_an_old_program_is_saved_as_a_file_of_today(name, tmp_path):
    save_blend(PROGRAMS[name], tmp_path / "old.blend")
    graph = canonical(convert(read(PROGRAMS[name]))[0])
    assert programs_of(tmp_path / "old.blend", digits=3) == {"vlcritic": write(graph)}


def test_what_cannot_be_a_program_says_why(programs):
    assert isinstance(programs["crowd"], CheckError) and "at most 30" in str(programs["crowd"])
    assert isinstance(programs["picture"], CheckError) and "ShaderNodeTexImage" in str(programs["picture"])


def test_nothing_but_the_material_is_left(programs):
    assert "NodeReroute" not in programs["rust"] and "ShaderNodeValue" not in programs["rust"]
    assert "ShaderNodeGroup" not in programs["groups"]
    assert "ShaderNodeInvert" not in programs["muted"]


def test_a_file_that_is_none_is_the_files_fault(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        programs_of(tmp_path / "nowhere.blend")
    (tmp_path / "text.blend").write_text("no Blender file")
    with pytest.raises(DataError, match="does not open it"):
        programs_of(tmp_path / "text.blend")
