"""Sheets of renders: what stands where, and which files are written when."""

import json
from types import SimpleNamespace

import numpy as np
import PIL.Image
import pytest

from vlcritic.images import load, to_pil
from vlcritic.training.callbacks import CAPTION, TILE, RenderSheets, contact_sheet
from vlcritic.types import Verdict

GAP = 4  # of `images.side_by_side`


def plain(level: int):
    return np.full((20, 20, 3), level, np.uint8)


def drawn(level: int, total: float) -> Verdict:
    return Verdict("void", {"pixel": total}, total, mse=0.1, image=plain(level))


FAILED = Verdict("bad", total=0.0, error={"kind": "CompileError", "message": "no", "line": 1}, mse=1.0)


def middle(sheet, row: int, column: int) -> int:
    """Grey level in the middle of a tile."""
    return int(sheet[row * (TILE + CAPTION) + TILE // 2, column * (TILE + GAP) + TILE // 2, 0])


def test_a_row_is_the_target_and_then_its_renders_in_order():
    targets = [plain(10), plain(10), plain(20), plain(20)]
    sheet = contact_sheet(targets, [drawn(30, 0.3), drawn(40, 0.4), drawn(50, 0.5), FAILED], per_row=2)
    assert [[middle(sheet, row, column) for column in range(3)] for row in range(2)] == [[10, 30, 40], [20, 50, 128]]


def test_captions_differ_where_scores_differ():
    low, high = (contact_sheet([plain(0)], [drawn(0, total)], per_row=1)[TILE:] for total in (0.123, 0.987))
    assert (low != high).any()


def test_nothing_to_show_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        contact_sheet([], [], per_row=2)


def run_step(callback, tmp_path, step: int, *, is_main: bool = True):
    state = SimpleNamespace(global_step=step, is_world_process_zero=is_main)
    callback.on_step_end(SimpleNamespace(output_dir=str(tmp_path)), state, None)
    return sorted(path.name for path in (tmp_path / "renders").glob("*"))


@pytest.fixture
def callback():
    reward = SimpleNamespace(last_verdicts=[drawn(30, 0.25), FAILED], last_targets=[to_pil(plain(10)), plain(10)])
    return RenderSheets(reward, per_row=2, every=5)


def test_the_first_step_and_every_fifth_write_a_picture_and_its_verdicts(callback, tmp_path):
    assert run_step(callback, tmp_path, 1) == ["step-000001.jsonl", "step-000001.png"]
    assert len(run_step(callback, tmp_path, 4)) == 2
    assert run_step(callback, tmp_path, 5)[2:] == ["step-000005.jsonl", "step-000005.png"]
    assert load(tmp_path / "renders" / "step-000005.png").shape == (TILE + CAPTION, 3 * TILE + 2 * GAP, 3)
    lines = [json.loads(line) for line in (tmp_path / "renders" / "step-000005.jsonl").read_text().splitlines()]
    assert [(line["row"], line["place"], line["program"], line["total"]) for line in lines] == [(0, 0, "void", 0.25), (0, 1, "bad", 0.0)]
    assert lines[1]["error"]["kind"] == "CompileError"


def test_other_processes_write_nothing(callback, tmp_path):
    assert run_step(callback, tmp_path, 5, is_main=False) == []


def test_a_step_without_verdicts_writes_nothing(callback, tmp_path):
    callback.reward.last_verdicts = []
    assert run_step(callback, tmp_path, 5) == []


def test_only_as_many_rows_are_shown_as_asked(callback, tmp_path):
    callback.rows, callback.per_row = 1, 1
    run_step(callback, tmp_path, 5)
    with PIL.Image.open(tmp_path / "renders" / "step-000005.png") as picture:
        assert picture.height == TILE + CAPTION


def test_our_own_failure_has_a_caption_and_a_grey_tile():
    verdict = Verdict("void", error={"kind": "WorkerCrashed", "message": "gone", "line": None})
    assert middle(contact_sheet([plain(0)], [verdict], per_row=1), 0, 1) == 128
