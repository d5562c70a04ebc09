"""Extraction. Oracle: hand-made answers."""

import time

import pytest

from tests.languages.blender.graphs import program
from vlcritic.errors import ExtractError
from vlcritic.languages.blender import extract

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


@pytest.mark.parametrize("filling", ["a", " ", "```\n", "``` shader_material\n", " ```", "\n", "def shader_material\n", "import bpy\n"])
@pytest.mark.parametrize("start", ["```", "", "shader_material "])
def test_no_answer_takes_long_to_read(start, filling):
    began = time.process_time()
    try:
        extract(start + filling * (1_000_000 // len(filling)))
    except ExtractError:
        pass
    assert time.process_time() - began < 5
