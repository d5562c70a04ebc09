"""Extraction. Oracle: hand-made answers."""

import time

import pytest

from tests.languages.blender.graphs import program
from vlcritic.errors import CheckError, ExtractError
from vlcritic.languages.blender import check, extract

PROGRAM = program("", "# nodes", "noise = nodes.new('ShaderNodeTexNoise')", "", "noise.inputs['Scale'].default_value = (", "    2.0", ")")


@pytest.mark.parametrize(
    "completion",
    [
        f"```python\n{PROGRAM}```",
        f"Grey noise.\n\n```python\n{PROGRAM}```\nHope that helps!",
        f"First:\n```\nprint(1)\n```\nNow:\n```py\n{PROGRAM}```",
        f"```python\ndef shader_material(material): pass\n```\nBetter:\n```python\n{PROGRAM}```",
        f"```python\n{PROGRAM}",
        PROGRAM,
        f"Here it is:\n{PROGRAM}\nIt is grey.",
    ],
    ids=["fence", "prose", "second fence", "better one", "cut fence", "bare", "bare in prose"],
)
def test_the_program_is_found_wherever_it_stands(completion):
    assert extract(completion).strip() == PROGRAM.strip()


def test_a_version_comment_before_the_import_is_kept():
    assert extract("Sure.\n# Blender 5.0\n" + PROGRAM).startswith("# Blender 5.0\nimport bpy\n")


@pytest.mark.parametrize(
    "completion", ["", "  \n", "I cannot see a picture.", "```python\nprint(1)\n```", "```glsl\nvoid mainImage() {}\n```"]
)
def test_an_answer_without_a_program_is_an_extract_error(completion):
    with pytest.raises(ExtractError, match="no program"):
        extract(completion)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("answer", [PROGRAM, f"Here:\n\n```python\n{PROGRAM}```\n", f"{PROGRAM}\nIt is grey.\n"])
def test_the_line_ends_of_other_systems_lose_nothing(answer, end):
    assert extract(answer.replace("\n", end)) == PROGRAM


CALLS = [
    "if __name__ == '__main__':\n    shader_material(bpy.data.materials.new('x'))\n",
    "mat = bpy.data.materials.new('x')\nmat.use_nodes = True\nshader_material(mat)\nbpy.context.object.data.materials.append(mat)\n",
    "material = bpy.data.materials.new(\n    name='x',\n)\nprint('done')\n",
    "for each in bpy.data.materials:\n    shader_material(each)\n",
    "material it is, of grey noise.\n",
]


@pytest.mark.parametrize("calls", CALLS, ids=lambda calls: calls[:12])
def test_what_stands_behind_the_function_is_left_out(calls):
    assert extract(f"{PROGRAM}\n{calls}") == extract(f"```python\n{PROGRAM}\n# use\n\n{calls}```").replace("\n\n# use", "") == PROGRAM


@pytest.mark.parametrize("line", ["import bpy", "nodes = 1", "Wood."])
def test_a_fenced_body_with_a_line_at_the_margin_is_whole_and_refused(line):
    torn = PROGRAM.replace("    # nodes\n", f"{line}\n")
    assert extract(f"```python\n{torn}```") == torn
    with pytest.raises(CheckError, match="syntax"):
        check(torn)


def test_of_two_functions_none_is_chosen():
    assert extract(f"```python\n{PROGRAM}\n{PROGRAM}```").count("def shader_material") == 2


@pytest.mark.parametrize(
    "filling",
    ["a", " ", "```\n", "``` shader_material\n", " ```", "\n", "def shader_material\n", "import bpy\n", "x\n", ":", "x\n\n ", "\r"],
)
@pytest.mark.parametrize("start", ["```", "", "shader_material ", "```\ndef shader_material\n", "def shader_material\nx\n"])
def test_no_answer_takes_long_to_read(start, filling):
    began = time.process_time()
    try:
        extract(start + filling * (1_000_000 // len(filling)))
    except ExtractError:
        pass
    assert time.process_time() - began < 5
