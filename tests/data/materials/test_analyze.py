"""Oracles: programs written by hand, the converter, Blender for .blend files."""

import json

import pytest

from tests.data.materials.drawn import GOOD
from vlcritic.cli import main
from vlcritic.data.materials.analyze import analyze, examine
from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.signatures import observed, signatures
from vlcritic.data.materials.store import read_stage
from vlcritic.errors import DataError, RendererError
from vlcritic.languages.blender import read, write
from vlcritic.languages.blender.transpile import Transpiler

OLD = """import bpy

def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links
    out = nodes.new('ShaderNodeOutputMaterial')
    bsdf = nodes.new('ShaderNodeBsdfPrincipled')
    way = nodes.new('NodeReroute')
    rough = nodes.new('ShaderNodeValue')
    idle = nodes.new('ShaderNodeTexVoronoi')
    musgrave = nodes.new('ShaderNodeTexMusgrave')
    links.new(bsdf.outputs[0], out.inputs[0])
    links.new(musgrave.outputs[0], way.inputs[0])
    links.new(way.outputs[0], bsdf.inputs[0])
    links.new(rough.outputs[0], bsdf.inputs[9])
    rough.outputs[0].default_value = 0.3
    musgrave.inputs[2].default_value = 7.0
"""


EEVEE = """def shader_material(material):
    nodes = material.node_tree.nodes
    links = material.node_tree.links
    out = nodes.new('ShaderNodeOutputMaterial')
    bsdf = nodes.new('ShaderNodeEeveeSpecular')
    links.new(bsdf.outputs['BSDF'], out.inputs['Surface'])
"""


def using(idname):
    return GOOD.format(1.0).replace("ShaderNodeTexNoise", idname).replace("noise_texture.inputs['Scale'].default_value = 1.0", "pass")


def chain(length):
    builder = Builder()
    value = builder.noise(scale=2.0).fac
    for number in range(length):
        value = builder.math("ADD", value, 0.1 + 0.01 * number)
    builder.output(builder.principled(value))
    return write(builder._graph)


def test_an_old_program_is_converted_folded_and_written_with_names():
    program, rejected = examine(OLD)
    assert rejected == ""
    graph = read(program)
    assert {node.idname for node in graph.nodes}.isdisjoint(
        {"NodeReroute", "ShaderNodeValue", "ShaderNodeTexMusgrave", "ShaderNodeTexVoronoi"}
    )
    assert "inputs['Roughness'].default_value = 0.3" in program and graph.version == "5.0"
    assert examine(program) == (program, "")


def test_a_completion_with_prose_and_a_fence_is_read():
    assert examine(f"Here it is:\n```python\n{GOOD.format(3.0)}```\nEnjoy!") == (GOOD.format(3.0), "")


@pytest.mark.parametrize(
    "text, reason",
    [
        (using("ShaderNodeTexImage"), "image texture"),
        (using("ShaderNodeTexEnvironment"), "image texture"),
        (using("ShaderNodeTexPointDensity"), "point density"),
        (using("ShaderNodeScript"), "script"),
        (using("GeometryNodeMeshCube"), "non-shader node"),
        (EEVEE, "not in Cycles"),
        (chain(28), "too many nodes"),
        (chain(27), ""),
        (GOOD.format(1.0) + "    for i in range(3):\n        pass\n", "syntax"),
        ("I am sorry, I cannot do that.", "syntax"),
        (GOOD.format(1.0).replace("inputs['Base Color']", "inputs['Bass Colour']"), "unknown-socket"),
        (GOOD.format("'many'"), "type-mismatch"),
        (GOOD.format(1.0).replace("    links.new(principled_bsdf", "    # links.new(principled_bsdf"), "output-unlinked"),
        (
            GOOD.format(1.0)
            .replace("ShaderNodeTexNoise')", "ShaderNodeGroup')\n    noise_texture.node_tree = bpy.data.node_groups['G']")
            .split("    # values")[0],
            "group",
        ),
    ],
)
def test_what_cannot_be_a_material_has_a_reason(text, reason):
    assert examine(text)[1] == reason


def test_a_folder_of_files_is_searched_and_each_content_is_looked_at_once(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name, text in {"a.py": GOOD.format(3.0), "deep/b.py": GOOD.format(3.0), "deep/c.py": "no", "d.txt": "x", "e.py": OLD}.items():
        (tmp_path / "in" / name).write_text(text)
    summary = analyze([tmp_path / "in"], tmp_path / "out", progress=False)
    assert summary["accepted"] == 2 and summary["rejected"] == {"syntax": 1} and summary["files"] == 3
    assert {record["origin"] for record in read_stage(tmp_path / "out")} == {"a.py", "e.py"}
    seen = json.loads((tmp_path / "out" / "signatures.json").read_text())
    assert seen == signatures(read(record["program"]) for record in read_stage(tmp_path / "out"))


def test_more_files_later_are_added_and_old_ones_not_read_again(tmp_path):
    (tmp_path / "a.py").write_text(GOOD.format(3.0))
    analyze([tmp_path / "a.py"], tmp_path / "out", progress=False)
    lines = (tmp_path / "out" / "records.jsonl").read_bytes()
    (tmp_path / "b.py").write_text(GOOD.format(4.0))
    assert analyze([tmp_path / "a.py", tmp_path / "b.py"], tmp_path / "out", progress=False)["accepted"] == 2
    assert (tmp_path / "out" / "records.jsonl").read_bytes().startswith(lines)


def test_several_processes_write_the_same_records(tmp_path):
    (tmp_path / "in").mkdir()
    for number in range(120):
        (tmp_path / "in" / f"{number:03d}.py").write_text(GOOD.format(1.0 + number) if number % 3 else "no")
    for workers in (1, 2):
        analyze([tmp_path / "in"], tmp_path / f"out{workers}", workers=workers, progress=False)
    assert (tmp_path / "out1" / "records.jsonl").read_bytes() == (tmp_path / "out2" / "records.jsonl").read_bytes()


@pytest.mark.parametrize("name, words", [("none", "no such file"), ("empty", "no .py and no .blend"), ("a.txt", "ends in .py")])
def test_inputs_that_are_none_are_refused_before_anything_is_written(tmp_path, name, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(DataError, match=words):
        analyze([tmp_path / name], tmp_path / "out", progress=False)
    assert not (tmp_path / "out").exists()


def test_signatures_count_what_is_set_and_linked_and_its_range():
    seen = signatures(read(GOOD.format(scale)) for scale in (2.0, 9.0, 4.5))
    noise = seen["nodes"]["ShaderNodeTexNoise"]
    assert noise["count"] == 3 and noise["inputs"] == {"Scale": {"count": 3, "linked": 0, "min": 2.0, "max": 9.0}}
    assert seen["nodes"]["ShaderNodeBsdfPrincipled"]["inputs"]["Base Color"] == {"count": 0, "linked": 3}
    assert observed(seen, "ShaderNodeTexNoise", "inputs", "Scale") == (2.0, 9.0)
    assert observed(seen, "ShaderNodeTexNoise", "inputs", "Detail") is None is observed(seen, "ShaderNodeTexBrick", "inputs", "Scale")


def test_the_command_ends_with_1_where_nothing_was_accepted(tmp_path, capsys):
    (tmp_path / "a.py").write_text("no")
    assert main(["data", "materials", "analyze", str(tmp_path / "a.py"), "-o", str(tmp_path / "out"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["rejected"] == {"syntax": 1}


@pytest.mark.blender
def test_every_material_of_a_blend_file_is_looked_at(tmp_path):
    with Transpiler() as transpiler:
        (tmp_path / "artist.blend").write_bytes(
            transpiler.blend({"Sten": read(GOOD.format(3.0)), "Two": read(using("ShaderNodeTexVoronoi"))})
        )
    summary = analyze([tmp_path / "artist.blend"], tmp_path / "out", progress=False)
    record, other = read_stage(tmp_path / "out")
    assert [record["origin"], other["origin"]] == ["artist.blend: Sten", "artist.blend: Two"]
    assert summary["accepted"] == 2 and "noise_texture.inputs['Scale'].default_value = 3.0" in record["program"]
    (tmp_path / "damaged.blend").write_bytes(b"BLENDER and no more")
    summary = analyze([tmp_path / "artist.blend", tmp_path / "damaged.blend"], tmp_path / "out", progress=False)
    assert summary["accepted"] == 2 and summary["rejected"] == {"unreadable": 1}


def test_blend_files_without_blender_are_our_fault_and_the_programs_are_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("VLCRITIC_BLENDER", "/nowhere/blender")
    (tmp_path / "a.py").write_text(GOOD.format(3.0))
    (tmp_path / "b.blend").write_bytes(b"BLENDER")
    with pytest.raises(RendererError, match="/nowhere/blender"):
        analyze([tmp_path / "a.py", tmp_path / "b.blend"], tmp_path / "out", progress=False)
    assert len(list(read_stage(tmp_path / "out", is_finished=False))) == 1
