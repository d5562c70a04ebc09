"""Parquet files as `datasets` reads them back."""

import numpy as np
import pytest
from datasets import load_dataset

from tests.training.renders.examples import LOST, all_of, batch_of, drawn, failed, plain
from vlcritic.training.renders.table import write_table

TERMS = ["pixel", "edge"]


@pytest.fixture
def rows(tmp_path):
    """Two files, the first without a render, read as one data set."""
    flagged = drawn(20, 0.5)
    flagged.flags, flagged.from_cache = ["copies", "blank"], True
    write_table(tmp_path / "step-000001.parquet", step=1, shown=all_of(batch_of(failed(), LOST)), terms=TERMS)
    write_table(tmp_path / "step-000010.parquet", step=10, shown=all_of(batch_of(drawn(10, 0.25), flagged)), terms=TERMS)
    return load_dataset("parquet", data_files=str(tmp_path / "step-*.parquet"), split="train")


def test_pictures_open_as_pictures(rows):
    assert [np.asarray(rows[3][name]).tolist() for name in ("target", "render", "difference")] == [
        plain(level).tolist() for level in (0, 20, 60)
    ]
    assert rows[0]["render"] is None and rows[0]["target"].size == (20, 20)


def test_scores_have_a_column_each_though_no_program_of_a_file_rendered(rows):
    assert rows["step"] == [1, 1, 10, 10] and rows["row"] == [0] * 4 and rows["place"] == [0, 1, 0, 1]
    assert rows["total"] == [0.0, None, 0.25, 0.5]
    assert rows["term/pixel"] == [None, None, 0.25, 0.5] and rows["term/edge"] == [None, None, 0.125, 0.25]
    assert rows["mse"] == [1.0, None, 0.1, 0.1]


def test_texts_errors_and_flags_are_kept(rows):
    assert rows["completion"][2] == "text of void" and rows["program"][2] == "void"
    assert (rows["error_kind"][0], rows["error_line"][0]) == ("CompileError", 1)
    assert rows["error_message"][0] == "shader line 1: `x' undeclared\n  x"
    assert rows["error_kind"][2] is None
    assert rows["flags"] == [[], [], [], ["copies", "blank"]] and rows["from_cache"] == [False, False, False, True]


def test_only_whole_files_have_their_name(rows, tmp_path):
    assert sorted(path.name for path in tmp_path.iterdir()) == ["step-000001.parquet", "step-000010.parquet"]
