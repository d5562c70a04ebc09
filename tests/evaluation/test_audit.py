"""Audits: what failures count as, closed-form metrics of flat pictures, saving, pairing, and the page."""

import json
from html.parser import HTMLParser

import numpy as np
import pytest

from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.errors import DataError
from vlcritic.evaluation import audit, audit_pictures, audit_verdicts, compare, load_audit, save_audit, write_report
from vlcritic.evaluation.gallery import chosen
from vlcritic.types import Verdict

SCENE = Scene((Shape("circle", (0.1, 0.0), (0.2,), colour=(0.9, 0.4, 0.1)),))
ATTACK = "</pre><script>alert(1)</script><img src=x onerror=alert(2)>"


def flat(value: int) -> np.ndarray:
    return np.full((32, 32, 3), value, np.uint8)


def disc(value: int) -> np.ndarray:
    picture = flat(0)
    picture[8:24, 8:24] = value
    return picture


def drawn(image, program: str = "p") -> Verdict:
    return Verdict(program, {"pixel": 1.0}, 1.0, mse=0.0, image=image)


def failed(kind: str, **more) -> Verdict:
    return Verdict("p", total=0.0, error={"kind": kind, "message": "m", "line": None, **more}, mse=1.0)


OURS = Verdict("p", error={"kind": "WorkerCrashed", "message": "m", "line": None})


def measured(verdicts, **options):
    return audit_verdicts(verdicts, [disc(200)] * len(verdicts), lpips_net=None, **options)


def test_a_failure_counts_as_the_worst_and_the_mean_of_the_rendered_stands_beside():
    summary = measured([drawn(disc(200)), failed("CompileError")]).summary()
    assert summary["mse"].value == 0.5
    assert summary["mse_valid"].value == 0.0
    assert summary["mask_iou"].value == 0.5
    assert summary["ssim"].value == pytest.approx(0.5, abs=1e-6)
    assert summary["renders"].value == 0.5


def test_the_mse_is_that_of_the_closed_form():
    """A quarter of the canvas is off by 51 of 255, a fifth."""
    assert measured([drawn(disc(149))]).summary()["mse"].value == pytest.approx(0.25 * 0.04, rel=1e-5)


def test_every_failure_has_its_own_rate():
    kinds = {
        "extract": "ExtractError",
        "check": "CheckError",
        "compile": "CompileError",
        "timeout": "RenderTimeout",
        "nonfinite": "NonFiniteError",
    }
    summary = measured([failed(kind) for kind in kinds.values()] + [failed("CompileError", stage="link"), drawn(flat(9))]).summary()
    for rate in (*kinds, "link"):
        assert summary[rate].value == pytest.approx(1 / 7)
    assert summary["crash"].value == 0.0
    assert (summary["blank"].value, summary["blank"].n) == (1.0, 1)


def test_a_failure_of_our_own_is_no_sample_and_is_counted():
    found = measured([drawn(disc(200)), OURS])
    assert found.skipped == 1
    assert found.summary()["mse"].n == 1
    assert found.summary()["renders"].value == 1.0


def test_parameters_are_read_from_the_program_and_a_failure_has_none_right():
    found = measured([drawn(disc(200), write(SCENE)), failed("CompileError"), drawn(disc(1), "void f() {}")], truths=[SCENE] * 3)
    assert found.values("count") == [1.0, 0.0, 0.0]
    assert found.values("kind") == [1.0, 0.0, 0.0]
    assert found.values("centre_error") == [0.0, None, None]


def test_programs_are_judged_in_order():
    def judge(programs, targets):
        return [drawn(target, program) for program, target in zip(programs, targets, strict=True)]

    found = audit(["a", "b"], [disc(1), disc(200)], judge=judge, lpips_net=None)
    assert [sample.verdict.program for sample in found.samples] == ["a", "b"]
    assert found.values("mse") == [0.0, 0.0]


def test_a_picture_is_measured_as_a_render_is():
    picture, render = audit_pictures([disc(149)], [disc(200)], lpips_net=None), measured([drawn(disc(149))])
    assert {name: picture.values(name) for name in ("mse", "ssim", "mask_iou")} == {
        name: render.values(name) for name in ("mse", "ssim", "mask_iou")
    }
    assert "renders" not in picture.measures


def test_pictures_of_many_sizes_keep_their_places():
    targets = [disc(200), flat(10)[:16], disc(200)]
    found = audit_pictures([disc(200), flat(61)[:16], disc(149)], targets, lpips_net=None)
    assert found.values("mse") == pytest.approx([0.0, 0.04, 0.01], rel=1e-5)


def test_a_comparison_pairs_the_samples():
    first, second = measured([drawn(disc(149)), failed("CompileError")]), measured([drawn(disc(200)), drawn(disc(200))])
    assert compare(first, second)["mse"].value == pytest.approx(-(0.01 + 1) / 2, rel=1e-5)


def test_audits_of_other_targets_are_not_compared():
    with pytest.raises(ValueError, match="same targets"):
        compare(measured([drawn(disc(1))]), audit_pictures([disc(1)], [disc(2)], lpips_net=None))


def test_too_few_verdicts_are_refused():
    with pytest.raises(ValueError, match="verdicts: expected 2"):
        audit_verdicts([OURS], [disc(1), disc(2)])


def test_a_saved_audit_loads_as_it_was(tmp_path):
    found = measured([drawn(disc(149)), failed("CompileError"), OURS], truths=[SCENE] * 3)
    save_audit(measured([drawn(disc(7))] * 3), tmp_path)  # an older audit in the same folder leaves nothing behind
    save_audit(found, tmp_path)
    again = load_audit(tmp_path)
    assert again.as_dict() == found.as_dict()
    assert [sample.verdict.image is None for sample in again.samples] == [False, True, True]
    assert all(np.array_equal(a.target, b.target) for a, b in zip(found.samples, again.samples, strict=True))
    json.loads((tmp_path / "audit.json").read_text(), parse_constant=pytest.fail)


@pytest.mark.parametrize("text", [None, "{", '{"samples": [{"nothing": 1}]}'])
def test_a_folder_without_a_whole_audit_is_refused(tmp_path, text):
    if text is not None:
        (tmp_path / "audit.json").write_text(text)
    with pytest.raises(DataError, match="audit.json"):
        load_audit(tmp_path)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.texts, self.sources = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.sources += [value for name, value in attributes if name in ("src", "href")]
        assert not [name for name, _ in attributes if name.startswith("on")]

    def handle_data(self, data):
        self.texts.append(data)


def test_hostile_text_stays_text_and_the_page_asks_for_nothing_outside(tmp_path):
    hostile = Verdict(ATTACK, total=0.0, error={"kind": ATTACK, "message": ATTACK, "line": None}, mse=1.0)
    stages = {ATTACK: measured([hostile, drawn(disc(9), ATTACK)]), "later": measured([drawn(disc(200))] * 2)}
    baselines = {f"b{ATTACK}": audit_pictures([flat(0)] * 2, [disc(200)] * 2, lpips_net=None)}
    page = Tags()
    page.feed(write_report(tmp_path, stages, baselines=baselines, title=ATTACK, notes=ATTACK).read_text("utf-8"))
    assert "script" not in page.tags
    assert all(source.startswith("data:image/png;base64,") for source in page.sources)
    assert page.texts.count(ATTACK) >= 5  # title twice, notes, and programs


def test_the_page_says_the_numbers_of_the_summary(tmp_path):
    text = write_report(tmp_path, {"only": measured([drawn(disc(149))] * 3)}).read_text("utf-8")
    assert "0.0100" in text
    assert "100.0%" in text


def test_the_samples_shown_are_the_worst_the_best_and_others_none_twice():
    errors = [0.1 * place for place in range(9)] + [None] + [1.0] * 10
    groups = chosen(errors)
    assert groups["best"] == [0, 1, 2, 3]
    assert {errors[place] for place in groups["worst"]} == {1.0}
    places = sum(groups.values(), [])
    assert len(places) == len(set(places)) == 14
    assert chosen([0.5]) == {"worst": [], "random": [], "best": [0]}
