"""Nothing is lost after a kill, and nothing counts twice after a resume."""

import pytest

from tests.training.renders.examples import LOST, batch_of, drawn, failed
from vlcritic.training.renders.history import History, summary


def counts(history, step: int) -> dict[str, int]:
    return {cluster["message"]: cluster["count"] for cluster in history.clusters(step)}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "renders" / "history.jsonl"


def test_a_batch_in_numbers():
    record = summary([drawn(0, 0.6), drawn(0, 0.4), failed(), LOST])
    assert record["reward"] == pytest.approx(1 / 3), "a failed program counts 0, our own failure does not count"
    assert record["terms"] == pytest.approx({"pixel": 0.5, "edge": 0.25})
    assert (record["completions"], record["judged"], record["rendered"]) == (4, 3, 2)
    assert record["errors"] == {"CompileError: ‹name› undeclared": 1, "WorkerCrashed: gone": 1}


def test_a_batch_that_nobody_could_judge_has_no_reward():
    assert summary([LOST])["reward"] is None


def test_clusters_add_up_over_steps_and_files(path):
    history = History(path)
    history.add(1, batch_of(failed("`a' undeclared"), failed("no")))
    History(path).add(2, batch_of(failed("shader line 3: `b' undeclared"), drawn(0, 1.0)))
    first, second = History(path).clusters(2)
    assert (first["kind"], first["message"], first["count"]) == ("CompileError", "‹name› undeclared", 2)
    assert (first["first_step"], first["last_step"]) == (1, 2)
    assert first["example"] == {"step": 1, "message": "`a' undeclared", "line": 1, "program": "bad", "completion": "text of bad"}
    assert (second["message"], second["count"], second["last_step"]) == ("no", 1, 1)


def test_a_step_done_again_after_a_resume_counts_once(path):
    before = History(path)
    for step in (1, 2, 3):
        before.add(step, batch_of(failed("no")))
    after = History(path)  # killed in step 4, resumed from a checkpoint at step 1
    after.add(2, batch_of(failed("no"), failed("no")))
    assert counts(after, 2) == {"no": 3}, "step 3 belongs to the run that was given up"
    after.add(3, batch_of(drawn(0, 1.0)))
    assert counts(after, 3) == counts(History(path), 3) == {"no": 3}
    assert [record["step"] for record in History(path).until(3)] == [1, 2, 3]


def test_a_line_cut_short_by_a_kill_is_left_out_and_the_next_is_whole(path):
    history = History(path)
    history.add(1, batch_of(failed("no")))
    history.add(2, batch_of(failed("no")))
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    History(path).add(3, batch_of(failed("no")))
    assert [record["step"] for record in History(path).until(3)] == [1, 3]


def test_a_text_with_every_kind_of_line_break_is_one_line(path):
    History(path).add(1, batch_of(failed("no\u2028\x85\x0c\nmore", program="a\u2028b\x0bc\nd")))
    (cluster,) = History(path).clusters(1)
    assert cluster["example"]["program"] == "a\u2028b\x0bc\nd"
