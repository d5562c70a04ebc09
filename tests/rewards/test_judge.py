import json
import pickle

import numpy as np
import pytest
from colours import ColourLanguage, Painter, flat

from vlcritic.rewards import EdgeTerm, Judge, MaskIouTerm, PixelTerm


def judge(render=None, **options):
    return Judge(ColourLanguage(), render=render or Painter(), **{"terms": {PixelTerm(): 3.0, EdgeTerm(): 1.0}} | options)


class Constant:
    """A term that always says the same."""

    def __init__(self, name, value):
        self.__name__ = name
        self.value = value

    def __call__(self, images, targets):
        return images.new_full((len(images),), self.value)


def test_the_right_program_scores_one():
    verdict = judge()(["red"], [flat("red")])[0]
    assert (verdict.total, verdict.mse, verdict.is_valid) == (1.0, 0.0, True)
    assert np.array_equal(verdict.image, flat("red"))


def test_the_total_is_the_weighted_mean_of_the_terms():
    verdict = judge(terms={Constant("a", 0.25): 1.0, Constant("b", 0.75): 3.0})(["red"], [flat("black")])[0]
    assert verdict.terms == {"a": 0.25, "b": 0.75}
    assert verdict.total == 0.625  # (1·0.25 + 3·0.75) / 4
    assert verdict.mse == pytest.approx(1 / 3)  # one channel of three is wrong by 1


def test_each_kind_of_failure_is_told_apart_and_leaves_its_neighbours_alone():
    completions = ["no program", "<forbidden>", "<mauve>", "<crash>", "<red>"]
    verdicts = judge(failure=-0.5).completions(completions, [flat("red")] * 5)
    assert [verdict.total for verdict in verdicts] == [-0.5, -0.5, -0.5, None, 1.0]
    assert [verdict.mse for verdict in verdicts] == [1.0, 1.0, 1.0, None, 0.0]
    assert [verdict.error and verdict.error["kind"] for verdict in verdicts] == [
        "ExtractError", "CheckError", "CompileError", "WorkerCrashed", None,
    ]  # fmt: skip
    assert [verdict.program for verdict in verdicts] == [None, "forbidden", "mauve", "crash", "red"]
    assert verdicts[2].error["line"] == 3
    json.dumps([verdict.as_dict() for verdict in verdicts])


def test_a_program_is_rendered_at_the_size_of_its_target():
    painter = Painter()
    sizes = [(20, 40), (32, 32), (20, 40)]
    verdicts = judge(painter)(["red", "black", "white"], [flat("red", size) for size in sizes])
    assert [verdict.image.shape[:2] for verdict in verdicts] == sizes
    assert painter.calls == [(["red", "white"], (20, 40)), (["black"], (32, 32))]
    assert [round(verdict.terms["pixel"], 6) for verdict in verdicts] == [1.0, 0.0, 0.0]


def test_a_large_target_is_shrunk_before_it_is_judged():
    painter = Painter()
    verdict = judge(painter, max_side=64)(["red"], [flat("red", (100, 200))])[0]
    assert painter.calls == [(["red"], (32, 64))]
    assert verdict.total == 1.0


def test_the_same_program_is_rendered_once_and_judged_against_each_target():
    painter = Painter()
    verdicts = judge(painter)(["red", "red", "red"], [flat("red"), flat("white"), flat("red")])
    assert painter.calls == [(["red"], (32, 32))]
    assert [verdict.mse for verdict in verdicts] == pytest.approx([0.0, 2 / 3, 0.0])


def test_more_pairs_than_a_batch_keep_their_order():
    colours = ["red", "black", "grey", "white"] * 10
    targets = [flat("black", (32, 32) if index % 5 else (32, 40)) for index in range(40)]  # 32 of one size: two batches
    for index, target in enumerate(targets):
        target[0, 0] = index  # so that no two pairs are the same
    pairs = [(flat(colour, target.shape[:2]) / 255, target / 255) for colour, target in zip(colours, targets, strict=True)]
    expected = [np.square(image - target).mean() for image, target in pairs]
    assert [verdict.mse for verdict in judge()(colours, targets)] == pytest.approx(expected, rel=1e-5)


def test_nothing_to_render_opens_no_renderer():
    language = ColourLanguage()
    Judge(language).completions(["no program"], [flat("red")])
    assert language.opened == []


def test_a_judge_closes_only_the_renderer_that_it_opened():
    painter, language = Painter(), ColourLanguage()
    with judge(painter) as lent, Judge(language, terms={PixelTerm(): 1.0}) as own:
        lent(["red"], [flat("red")])
        own(["red"], [flat("red")])
        own(["red"], [flat("red")])
    assert not painter.is_closed
    assert [renderer.is_closed for renderer in language.opened] == [True]


def test_a_judge_survives_pickling_without_its_open_renderer():
    original = Judge(ColourLanguage(), terms={PixelTerm(): 1.0, MaskIouTerm(): 1.0})
    original(["red"], [flat("red")])
    copy = pickle.loads(pickle.dumps(original))
    assert len(copy.language.opened) == 1
    assert copy(["red"], [flat("red")])[0].total == 1.0
    assert len(copy.language.opened) == 2, "the copy opens its own"


def test_an_exception_in_a_term_is_not_swallowed():
    def broken(images, targets):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        judge(terms={broken: 1.0})(["red"], [flat("red")])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"terms": {}}, "at least one"),
        ({"terms": {PixelTerm(): 1.0, PixelTerm(): 2.0}}, "different names"),
        ({"terms": {PixelTerm(): 0.0}}, "above 0"),
    ],
)
def test_terms_that_cannot_be_weighed_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        judge(**options)


def test_wrong_targets_are_refused_with_the_next_step():
    with pytest.raises(ValueError, match="each of the 2 programs, got 1"):
        judge()(["red", "red"], [flat("red")])
    with pytest.raises(TypeError, match="from_pil"):
        judge()(["red"], [flat("red") / 255])
