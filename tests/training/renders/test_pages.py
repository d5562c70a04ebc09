"""What stands in the pages, that a model's text stays text, and that nothing is asked of a network. Oracle: Python's own HTML parser."""

import pytest

from tests.training.renders.examples import EVIL, LOST, Page, all_of, batch_of, drawn, failed
from vlcritic.training.renders.chart import POINTS, binned, curves
from vlcritic.training.renders.history import History
from vlcritic.training.renders.index_page import MOST, NEWEST, index_page
from vlcritic.training.renders.step_page import step_page


def step_of(*verdicts, completions=None, previous=None) -> Page:
    batch = batch_of(*verdicts, completions=completions)
    return Page(step_page(10, all_of(batch), batch, previous=previous))


def test_a_step_shows_target_render_and_difference_inside_the_page():
    page = step_of(drawn(10, 0.5), drawn(20, 0.25), failed())
    assert len(page.sources) == 2 + 2 * 2, "two prompts, and two pictures of each render"
    assert all(source.startswith("data:image/png;base64,") for source in page.sources)


def test_a_step_says_scores_terms_and_errors():
    text = step_of(drawn(10, 0.875), drawn(10, 0.25), failed(), LOST).text
    assert all(
        part in text for part in ("0.875", "best", "worst", "pixel", "0.438", "MSE 0.1", "CompileError", "`x' undeclared", "scores 0")
    )
    assert "WorkerCrashed" in text and "1 not judged, our own failure" in text


def test_flags_and_known_renders_are_said():
    verdict = drawn(10, 0.5)
    verdict.flags, verdict.from_cache = [EVIL], True
    assert EVIL in step_of(verdict).text and "known render" in step_of(verdict).text


def test_what_a_model_or_a_compiler_wrote_stays_text():
    verdict = failed(EVIL, program=EVIL)
    verdict.error["kind"] = EVIL
    page = step_of(verdict, completions=[f"{EVIL} and more"])
    assert page.listings == [EVIL, f"{EVIL} and more"]
    assert "script" not in page.tags and "b" in page.tags, "the only bold text is ours"
    assert page.text.count(EVIL) == 4


def test_the_line_of_an_error_is_marked():
    page = step_page(10, all_of(batch := batch_of(failed(program="one\ntwo"))), batch)
    assert "<mark>one</mark>\ntwo" in page


def test_a_completion_that_is_its_program_is_shown_once():
    assert step_of(drawn(0, 0.5), completions=["void\n"]).listings == ["void"]


def test_a_step_leads_to_the_index_the_step_before_and_its_files():
    assert step_of(drawn(0, 0.5), previous=5).links == ["index.html", "step-000005.html", "step-000010.png", "step-000010.parquet"]


@pytest.fixture
def history(tmp_path):
    history = History(tmp_path / "history.jsonl")
    history.add(1, batch_of(failed(EVIL, program=EVIL), drawn(0, 0.5)))
    history.add(2, batch_of(drawn(0, 0.75), LOST))
    return history


def index_of(history, steps: list[int]) -> Page:
    return Page(index_page(f"run {EVIL}", steps, history.until(2), history.clusters(2)))


def test_the_index_shows_newest_steps_and_leads_to_all(history):
    steps = list(range(1, 31))
    page = index_of(history, steps)
    assert sorted(page.links) == [f"step-{step:06d}.html" for step in steps]
    assert page.sources == [f"step-{step:06d}.png" for step in steps[::-1][:NEWEST]], "beside it, so small however long the run"


def test_the_index_says_the_newest_numbers(history):
    text = index_of(history, [1]).text
    assert "0.500" in text, "reward: mean of 0.25 and 0.75"
    assert "0.750" in text, "compile rate: mean of 1 of 2 and 1 of 1"
    assert "not judged: our own failures" in text


def test_the_indexs_examples_stay_text(history):
    page = index_of(history, [1])
    assert page.listings[:2] == [EVIL, EVIL] and "script" not in page.tags


def test_the_index_shows_the_most_frequent_errors_and_says_how_many_more(history):
    for letter in range(MOST):
        history.add(2, batch_of(failed("no " + "z" * letter)))
    text = Page(index_page("run", [], history.until(2), history.clusters(2) * 30)).text
    assert f"And {60 - MOST} rarer ones in errors.json" in text


def test_a_run_without_errors_says_so(tmp_path):
    history = History(tmp_path / "history.jsonl")
    history.add(1, batch_of(drawn(0, 0.5)))
    assert "None: every program rendered." in Page(index_page("run", [1], history.until(1), [])).text


def test_a_curve_of_any_length_has_few_points_and_keeps_its_mean():
    points = binned([(step, step / 1000, None if step % 2 else 1.0) for step in range(10_000)])
    assert len(points) <= POINTS
    assert sum(point[1] for point in points) / len(points) == pytest.approx(4.9995, rel=0.01)
    assert {point[2] for point in points} == {1.0}, "steps without a value do not count"


def test_a_curve_of_steps_that_nobody_judged_is_empty():
    record = {"step": 1, "reward": None, "rendered": 0, "judged": 0}
    assert "polyline" not in curves([record]) and "polyline" in curves([record | {"reward": 0.5}])
