"""Commands on Blender materials, run in this process. Oracle: what they write."""

import json

import numpy as np
import pytest

from vlcritic import images
from vlcritic.cli import GOOD, PROGRAM, USAGE, main
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.write import canonical

pytestmark = pytest.mark.blender

PROGRAM_TEXT = """import bpy

def shader_material(material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links
    material_output = nodes.new('ShaderNodeOutputMaterial')
    emission = nodes.new('ShaderNodeEmission')
    links.new(emission.outputs['Emission'], material_output.inputs['Surface'])
    emission.inputs['Color'].default_value = (1.0, 0.0, 0.0, 1.0)
"""


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "red.py"
    path.write_text(PROGRAM_TEXT)
    return path


def test_a_material_is_drawn_and_scored_by_its_file_s_name(program, tmp_path, capsys):
    picture = tmp_path / "red.png"
    assert main(["render", str(program), "-o", str(picture), "--size", "16"]) == GOOD
    assert (images.load(picture)[2:-2, 2:-2] == (255, 0, 0)).all()  # at the border the plane may end within a pixel
    broken = tmp_path / "broken.py"
    broken.write_text(PROGRAM_TEXT.replace("Emission'", "Emissions'", 1))
    capsys.readouterr()
    assert main(["score", str(program), str(broken), "--target", str(picture), "--terms", "pixel=1", "--json"]) == PROGRAM
    good, bad = json.loads(capsys.readouterr().out)
    assert good["mse"] == 0 and good["error"] is None
    assert bad["error"]["kind"] == "CheckError" and bad["total"] == 0


def test_what_is_another_language_s_is_refused(program, tmp_path, capsys):
    for options in (["--time", "1"], ["--renderer", "twin"], ["--renderer", "opengl"]):
        assert main(["render", str(program), "-o", str(tmp_path / "x.png"), *options]) == USAGE
    said = capsys.readouterr().err
    assert "--time: expected with a GLSL program alone" in said and "--renderer: expected cycles or eevee for blender, got twin" in said


def test_without_blender_the_fault_is_ours_and_the_word_is_what_to_install(program, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("VLCRITIC_BLENDER", str(tmp_path / "nowhere"))
    assert main(["render", str(program), "-o", str(tmp_path / "x.png")]) == 3
    assert "VLCRITIC_BLENDER" in capsys.readouterr().err


def test_a_program_goes_into_a_blend_and_comes_out_the_same(program, tmp_path, capsys):
    assert main(["blend", str(program), "-o", str(tmp_path / "red.blend")]) == GOOD
    assert main(["blend", str(tmp_path / "red.blend"), "-o", str(tmp_path / "programs")]) == GOOD
    (written,) = (tmp_path / "programs").iterdir()
    assert written.name == "red.py" and read(written.read_text()) == canonical(read(PROGRAM_TEXT))
    assert main(["blend", str(tmp_path / "red.blend"), str(program), "-o", str(tmp_path / "x.blend")]) == USAGE
    (tmp_path / "broken.blend").write_bytes(b"no blend")
    assert main(["blend", str(tmp_path / "broken.blend"), "-o", str(tmp_path / "none")]) == USAGE
    assert "cannot read this .blend" in capsys.readouterr().err


def test_a_program_that_is_none_is_named_and_the_others_are_in_the_blend(program, tmp_path, capsys):
    bad, old = tmp_path / "bad.py", tmp_path / "prose.py"
    bad.write_text(PROGRAM_TEXT.replace("ShaderNodeEmission", "ShaderNodeImmersion"))
    old.write_text("no program")
    assert main(["blend", str(bad), str(program), str(old), "-o", str(tmp_path / "all.blend"), "--json"]) == PROGRAM
    entries = json.loads(capsys.readouterr().out)
    assert [entry.get("error", {}).get("kind") for entry in entries] == ["CheckError", None, "ExtractError"]
    assert [entry["file"] for entry in entries] == [str(bad), str(program), str(old)]
    assert main(["blend", str(tmp_path / "all.blend"), "-o", str(tmp_path / "programs")]) == GOOD
    assert [path.name for path in (tmp_path / "programs").iterdir()] == ["red.py"]
    assert main(["blend", str(bad), "-o", str(tmp_path / "none.blend")]) == PROGRAM and not (tmp_path / "none.blend").exists()


@pytest.mark.parametrize("words, most", [(["--language", "blender"], 2048), ([], 1024), (["--max-new-tokens", "0"], 0)])
def test_a_material_s_answer_may_be_as_long_as_its_programs(words, most, tmp_path, capsys, monkeypatch):
    def generator(model, *, max_new_tokens, language):
        raise ValueError(f"{max_new_tokens} tokens")

    monkeypatch.setattr("vlcritic.inference.Generator", generator)
    images.save(np.zeros((8, 8, 3), np.uint8), tmp_path / "a.png")
    assert main(["reconstruct", str(tmp_path / "a.png"), "--model", "m", "-o", str(tmp_path / "out"), *words]) == USAGE
    assert f"{most} tokens" in capsys.readouterr().err
