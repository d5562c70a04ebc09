"""Which files the callback writes when, and that a resumed run goes on with them."""

import json
from types import SimpleNamespace

import pytest
from datasets import load_dataset

from tests.training.renders.examples import Page, drawn, failed, rewarded
from vlcritic.rewards import Judge, PixelTerm
from vlcritic.training.renders import RenderLog

KINDS = ["html", "parquet", "png"]


@pytest.fixture
def callback():
    return RenderLog(rewarded(drawn(30, 0.25), failed()), per_row=2, every=5)


def run_step(callback, folder, step: int, *, is_main: bool = True, max_steps: int = 100):
    """A step whose batch is a new one; the names of all files in the end."""
    if callback.reward.last_verdicts:
        callback.reward.last_verdicts = list(callback.reward.last_verdicts)
    state = SimpleNamespace(global_step=step, is_world_process_zero=is_main, max_steps=max_steps)
    callback.on_step_end(SimpleNamespace(output_dir=str(folder), report_to=[]), state, None)
    return sorted(path.name for path in (folder / "renders").glob("*"))


def pages_of(*steps: int) -> list[str]:
    return ["errors.json", "history.jsonl", "index.html", *(f"step-{step:06d}.{kind}" for step in steps for kind in KINDS)]


def test_the_first_step_every_fifth_and_the_last_are_shown(callback, tmp_path):
    assert run_step(callback, tmp_path, 1) == pages_of(1)
    assert run_step(callback, tmp_path, 4) == pages_of(1)
    assert run_step(callback, tmp_path, 5) == pages_of(1, 5)
    assert run_step(callback, tmp_path, 7, max_steps=7) == pages_of(1, 5, 7)


def test_every_step_is_counted(callback, tmp_path):
    for step in range(1, 6):
        run_step(callback, tmp_path, step)
    (cluster,) = json.loads((tmp_path / "renders" / "errors.json").read_text(encoding="utf-8"))
    assert (cluster["message"], cluster["count"], cluster["example"]["program"]) == ("‹name› undeclared", 5, "bad")


def test_a_batch_on_which_two_steps_are_trained_counts_once(callback, tmp_path):
    run_step(callback, tmp_path, 4)
    state = SimpleNamespace(global_step=5, is_world_process_zero=True, max_steps=100)
    callback.on_step_end(SimpleNamespace(output_dir=str(tmp_path)), state, None)
    assert json.loads((tmp_path / "renders" / "errors.json").read_text(encoding="utf-8"))[0]["count"] == 1
    assert "trained on an earlier batch" in (tmp_path / "renders" / "index.html").read_text(encoding="utf-8")


def test_a_resumed_run_goes_on_with_what_lies_on_disk(callback, tmp_path):
    for step in range(1, 8):
        run_step(callback, tmp_path, step)
    (tmp_path / "renders" / "index.html").unlink()
    resumed = RenderLog(rewarded(failed(), failed()), per_row=2, every=5)  # from a checkpoint at step 5
    for step in range(6, 11):
        run_step(resumed, tmp_path, step)
    index = Page((tmp_path / "renders" / "index.html").read_text(encoding="utf-8"))
    assert index.links == ["step-000010.html", "step-000005.html", "step-000001.html"]
    assert all((tmp_path / "renders" / name).is_file() for name in index.links + index.sources)
    assert json.loads((tmp_path / "renders" / "errors.json").read_text(encoding="utf-8"))[0]["count"] == 5 * 1 + 5 * 2


def test_the_index_leaves_out_steps_that_are_still_to_be_done_again(callback, tmp_path):
    for step in (1, 5, 10):
        run_step(callback, tmp_path, step)
    resumed = RenderLog(callback.reward, per_row=2, every=5)
    run_step(resumed, tmp_path, 5)
    assert Page((tmp_path / "renders" / "index.html").read_text(encoding="utf-8")).links == ["step-000005.html", "step-000001.html"]


def test_foreign_files_beside_the_pages_do_no_harm(callback, tmp_path):
    (tmp_path / "renders").mkdir()
    (tmp_path / "renders" / "step-notes.html").touch()
    assert "step-000001.html" in run_step(callback, tmp_path, 1)


def test_a_rewards_terms_have_columns_though_nothing_rendered(tmp_path):
    reward = rewarded(failed(), failed())
    reward.judge = Judge(None, terms={PixelTerm(): 1.0})
    run_step(RenderLog(reward, per_row=2), tmp_path, 1)
    rows = load_dataset("parquet", data_files=str(tmp_path / "renders" / "step-000001.parquet"), split="train")
    assert rows["term/pixel"] == [None, None]


def test_other_processes_write_nothing(callback, tmp_path):
    assert run_step(callback, tmp_path, 5, is_main=False) == []


def test_a_step_without_verdicts_writes_nothing(callback, tmp_path):
    callback.reward.last_verdicts = []
    assert run_step(callback, tmp_path, 5) == []


def test_trackers_get_the_sheet_of_each_step_shown(callback, tmp_path):
    sent = []
    callback._trackers = [SimpleNamespace(log=lambda step, sheet, clusters: sent.append((step, sheet.ndim, clusters[0]["count"])))]
    for step in range(4, 7):
        run_step(callback, tmp_path, step)
    assert sent == [(5, 3, 2)]
