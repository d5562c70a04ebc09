"""Oracle: TRL's own preparation of rows with pictures."""

import datasets
import PIL.Image
import pytest

from tests.data.glsl.test_program import EXAMPLE
from vlcritic.data import prompts
from vlcritic.languages.glsl import GLSL

PICTURE = PIL.Image.new("RGB", (8, 8))


@pytest.mark.parametrize("language", prompts.WORDINGS)
def test_the_prompt_at_inference_is_the_one_that_trl_makes_of_a_training_row(language):
    prepare = pytest.importorskip("trl.data_utils").prepare_multimodal_messages
    row = {"image": PICTURE, "program": EXAMPLE}
    for example in (prompts.sft_example(row, language=language), prompts.grpo_example(row, language=language)):
        assert prepare(example["prompt"], images=[PICTURE]) == prompts.prompt_messages(language=language, image=PICTURE)


def test_a_material_is_answered_by_one_block_of_python():
    row = prompts.sft_example({"image": PICTURE, "program": "import bpy\n"}, language="blender")
    assert [message["role"] for message in row["prompt"]] == ["user"]
    assert row["completion"][0]["content"] == "```python\nimport bpy\n```"


def test_a_training_row_is_conversational_prompt_completion_with_its_picture():
    is_conversational = pytest.importorskip("trl.data_utils").is_conversational
    rows = datasets.Dataset.from_list([{"image": PICTURE, "program": EXAMPLE, "uid": "a"}])
    row = rows.map(prompts.sft_example)[0]
    assert is_conversational(row) and row["image"].size == (8, 8) and row["uid"] == "a"
    assert [message["role"] for message in (*row["prompt"], *row["completion"])] == ["system", "user", "assistant"]
    assert "completion" not in rows.map(prompts.grpo_example).column_names


def test_the_answer_holds_the_program_that_extraction_finds():
    assert GLSL.extract(prompts.answer(EXAMPLE)).strip() == EXAMPLE.strip()


def test_the_answer_names_the_shapes_in_the_order_of_the_program():
    assert prompts.answer(EXAMPLE).splitlines()[0] == "1 shape: circle."
    joined = EXAMPLE.replace("    color = mix", "    d = max(d, -square(p - vec2(0.10, -0.20), 0.10));\n    color = mix")
    assert prompts.answer(joined).splitlines()[0] == "2 shapes: circle, square."


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="language: expected one of glsl, blender, got 'svg'"):
        prompts.prompt_messages(language="svg")
