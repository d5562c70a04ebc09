"""Oracles: an uninterrupted run, pictures whose fate is known, and a tokenizer's own count."""

import json

import numpy as np
import pytest

from tests.data.materials.drawn import GOOD, Dead, Painter, blocks, stage_of
from vlcritic.cli import main
from vlcritic.data.materials.filter import filter, token_counter
from vlcritic.data.materials.store import image_path, read_stage
from vlcritic.errors import DataError, RendererError, RenderTimeout
from vlcritic.images import load

QUESTION = "Write a Python function with the Blender API that creates a material node graph for this image."


def longer(program, times=40):
    """The same material in more characters."""
    return program.replace("noise_texture", "a_texture_of_noise_" + "x" * times)


@pytest.fixture
def collected(tmp_path):
    """A stage without pictures, as `analyze` leaves one."""
    programs = {
        "long": longer(GOOD.format(3.0)),
        "short": GOOD.format(3.0),
        "twin": GOOD.format(44.0),
        "other": GOOD.format(5.0),
        "dark": GOOD.format(6.0),
        "slow": GOOD.format(7.0),
        "endless": longer(GOOD.format(8.0), 2000),
    }
    return stage_of(tmp_path / "in", programs, images=None)


def picture(program):
    if "= 6.0" in program:
        return np.zeros((64, 64, 3), np.uint8)
    if "= 7.0" in program:
        return RenderTimeout("slow")
    return blocks("other" if "= 44.0" in program or "= 5.0" in program else program)


def test_each_material_has_its_reason_and_of_two_alike_the_longer_goes(collected, tmp_path):
    paint = Painter(picture)
    summary = filter([collected], tmp_path / "out", render=paint, progress=False)
    reasons = {record["id"]: record["rejected"] for record in read_stage(tmp_path / "out", with_rejected=True)}
    assert reasons == {
        "short": "",
        "other": "",
        "long": "duplicate graph",
        "twin": "duplicate picture",
        "dark": "extreme",
        "slow": "timeout",
        "endless": "too many tokens",
    }
    assert summary["accepted"] == 2 and summary["tokens_by"] == "an estimate: characters / 3"
    assert not any("xxxx" in program for program in paint.asked if len(program) > 6000)
    np.testing.assert_array_equal(load(image_path(tmp_path / "out", "other")), blocks("other"))


def test_a_run_that_the_renderer_ended_goes_on_and_ends_as_an_unbroken_one(tmp_path):
    stage_of(tmp_path / "in", {f"m{n}": GOOD.format(n + 1.0) for n in range(70)}, images=None)
    filter([tmp_path / "in"], tmp_path / "whole", render=Painter(), progress=False)
    with pytest.raises(RendererError, match="no Blender"):
        filter([tmp_path / "in"], tmp_path / "out", render=Dead(RendererError("no Blender"), after=40), progress=False)
    assert len(list(read_stage(tmp_path / "out", is_finished=False))) == 32
    filter([tmp_path / "in"], tmp_path / "out", render=Painter(), progress=False)
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == (tmp_path / "whole" / "records.jsonl").read_bytes()


def test_a_resumed_run_still_knows_what_it_accepted(tmp_path):
    stage_of(tmp_path / "in", {"a": GOOD.format(1.0)}, images=None)
    filter([tmp_path / "in"], tmp_path / "out", render=Painter(lambda program: blocks(0)), progress=False)
    (tmp_path / "in" / "summary.json").unlink()
    stage_more = {"a": GOOD.format(1.0), "b": GOOD.format(22.0), "c": longer(GOOD.format(1.0))}
    stage_of(tmp_path / "more", stage_more, images=None)
    (tmp_path / "more" / "records.jsonl").replace(tmp_path / "in" / "records.jsonl")
    (tmp_path / "more" / "summary.json").replace(tmp_path / "in" / "summary.json")
    summary = filter([tmp_path / "in"], tmp_path / "out", render=Painter(lambda program: blocks(0)), progress=False)
    assert summary["accepted"] == 1 and summary["rejected"] == {"duplicate graph": 1, "duplicate picture": 1}


def test_a_tokenizer_counts_prompt_and_fenced_program(tmp_path):
    tokenizers = pytest.importorskip("tokenizers")
    from transformers import PreTrainedTokenizerFast

    words = tokenizers.Tokenizer(tokenizers.models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    words.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    PreTrainedTokenizerFast(tokenizer_object=words, unk_token="[UNK]").save_pretrained(tmp_path / "model")
    program = GOOD.format(3.0)
    assert token_counter(str(tmp_path / "model"))(program) == len(f"{QUESTION} ```python {program} ```".split())
    with pytest.raises(DataError, match="no tokenizer"):
        token_counter(str(tmp_path / "nowhere"))


def test_an_unfinished_input_and_other_options_are_refused(collected, tmp_path):
    filter([collected], tmp_path / "out", render=Painter(picture), progress=False)
    with pytest.raises(DataError, match="max_tokens is 2048, not 100"):
        filter([collected], tmp_path / "out", render=Painter(), max_tokens=100, progress=False)
    (collected / "summary.json").unlink()
    with pytest.raises(DataError, match="not finished"):
        filter([collected], tmp_path / "new", render=Painter(), progress=False)


@pytest.mark.blender
def test_the_command_draws_in_blender(tmp_path, capsys):
    flat = GOOD.format(2.0).replace("    links.new(noise_texture", "    # links.new(noise_texture")
    flat += "    principled_bsdf.inputs['Base Color'].default_value = (0.1, 0.2, 0.1, 1.0)\n"
    stage_of(tmp_path / "in", {"noise": GOOD.format(9.0), "flat": flat}, images=None)
    line = ["data", "materials", "filter", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    assert main([*line, "--size", "48", "--samples", "1", "--workers", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rejected"] == {"low detail": 1}
    assert load(image_path(tmp_path / "out", "noise")).shape == (48, 48, 3)
