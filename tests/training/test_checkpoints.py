"""Which checkpoint a run goes on from."""

import os

import pytest

from vlcritic.training.checkpoints import latest_checkpoint, weights_stamp, weights_to_load


def checkpoint(folder, step: int, state: str | None = '{"global_step": 1}'):
    path = folder / f"checkpoint-{step}"
    path.mkdir()
    if state is not None:
        (path / "trainer_state.json").write_text(state)
    return str(path)


def test_the_newest_is_the_largest_step_and_not_the_last_name(tmp_path):
    checkpoint(tmp_path, 900)
    newest = checkpoint(tmp_path, 1000)
    assert latest_checkpoint(tmp_path) == newest


@pytest.mark.parametrize("state", [None, "", '{"global_st', "{}"])
def test_one_that_was_not_written_to_its_end_is_passed_over(tmp_path, state):
    whole = checkpoint(tmp_path, 10)
    checkpoint(tmp_path, 20, state)
    assert latest_checkpoint(tmp_path) == whole


def test_a_new_run_has_none(tmp_path):
    (tmp_path / "checkpoint-best").mkdir()
    assert latest_checkpoint(tmp_path) is None and latest_checkpoint(tmp_path / "missing") is None


def test_whole_weights_come_from_the_checkpoint_and_an_adapters_base_from_the_model():
    assert weights_to_load("base", None, is_adapter=False) == "base"
    assert weights_to_load("base", "run/checkpoint-4", is_adapter=False) == "run/checkpoint-4"
    assert weights_to_load("base", "run/checkpoint-4", is_adapter=True) == "base"


def test_weights_that_were_written_again_have_another_stamp(tmp_path):
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"one")
    before = weights_stamp(str(tmp_path))
    assert before == weights_stamp(str(tmp_path)) and before[0][:2] == ["model.safetensors", 3]
    os.utime(weights, ns=(1, 1))
    assert weights_stamp(str(tmp_path)) != before
    assert weights_stamp("Qwen/Qwen2.5-VL-7B-Instruct") == []
