"""Verdicts that are kept. Oracle: the verdict that a judge without a cache gives."""

import numpy as np
import pytest
from colours import ColourLanguage, Painter, flat

from vlcritic.rendering.cache import Cache
from vlcritic.rewards import EdgeTerm, Judge, MaskIouTerm, PixelTerm
from vlcritic.rewards.records import prefix

PROGRAMS = ["red", "white", "split", "mauve", "forbidden", "crash"]


class VersionedPainter(Painter):
    version = "oil"


@pytest.fixture
def cache(tmp_path):
    cache = Cache(tmp_path / "v.sqlite")
    yield cache
    cache.close()


def judged(cache, *, painter=None, programs=PROGRAMS, **options):
    painter = painter or VersionedPainter()
    judge = Judge(ColourLanguage(), render=painter, cache=cache, **{"terms": {PixelTerm(): 3.0, EdgeTerm(): 1.0}} | options)
    return judge(programs, [flat("red")] * len(programs)), painter


def drawn(painter):
    return [program for programs, _ in painter.calls for program in programs]


def test_a_verdict_from_the_cache_is_the_verdict(cache):
    first, _ = judged(cache)
    second, painter = judged(cache)
    plain, _ = judged(None)
    assert [verdict.as_dict() for verdict in first] == [verdict.as_dict() for verdict in second] == [verdict.as_dict() for verdict in plain]
    assert [verdict.from_cache for verdict in second] == [True] * 5 + [False]
    assert set(drawn(painter)) == {"crash"}, "our own failure is not kept"
    for cached, fresh in zip(second, first, strict=True):
        assert np.array_equal(cached.image, fresh.image) if fresh.image is not None else cached.image is None


def test_a_program_that_hung_or_crashed_is_tried_again(cache):
    from vlcritic.errors import RenderCrash, RenderTimeout

    class Slow(VersionedPainter):
        def _draw(self, program, size):
            return {"slow": RenderTimeout("late"), "deadly": RenderCrash("dead")}[program]

    for _ in range(2):
        verdicts, painter = judged(cache, painter=Slow(), programs=["slow", "deadly"])
        assert [verdict.total for verdict in verdicts] == [0.0, 0.0] and drawn(painter) == ["slow", "deadly"]


@pytest.mark.parametrize(
    "other",
    [
        {"terms": {PixelTerm(): 1.0, MaskIouTerm(): 1.0}},
        {"max_side": 16},
        {"painter": type("Watercolour", (VersionedPainter,), {"version": "water"})()},
    ],
)
def test_what_a_verdict_depends_on_is_in_its_key(cache, other):
    judged(cache)
    verdicts, _ = judged(cache, **other)
    assert not any(verdict.from_cache for verdict in verdicts)


def test_weights_are_not_in_the_key_and_count(cache):
    judged(cache, programs=["split"])
    ((verdict,), _) = judged(cache, programs=["split"], terms={PixelTerm(): 1.0, EdgeTerm(): 9.0}, failure=-1.0)
    assert verdict.from_cache
    assert verdict.total == pytest.approx((verdict.terms["pixel"] + 9 * verdict.terms["edge"]) / 10)


def test_another_target_is_another_verdict(cache):
    judged(cache, programs=["red"])
    judge = Judge(ColourLanguage(), render=VersionedPainter(), cache=cache, terms={PixelTerm(): 3.0, EdgeTerm(): 1.0})
    assert [verdict.from_cache for verdict in judge(["red", "red"], [flat("white"), flat("red")])] == [False, True]


def test_a_renderer_that_does_not_say_its_version_is_not_cached(cache):
    judged(cache, painter=Painter())
    verdicts, _ = judged(cache, painter=Painter())
    assert not any(verdict.from_cache for verdict in verdicts)


def test_terms_that_cannot_be_told_apart_are_not_cached(cache, caplog):
    def closing_over(factor):
        def term(images, targets):
            return images.new_full((len(images),), factor)

        return term

    assert prefix(terms=[closing_over(0.5)]) is None and "no verdict cache" in caplog.text
    assert prefix(terms=[PixelTerm(), MaskIouTerm()]) == prefix(terms=[MaskIouTerm(), PixelTerm()])
    assert prefix("a", terms=[PixelTerm()]) != prefix("b", terms=[PixelTerm()])
    judged(cache, terms={closing_over(0.5): 1.0})
    verdicts, _ = judged(cache, terms={closing_over(0.25): 1.0})
    assert verdicts[0].terms == {"term": 0.25}


def test_a_damaged_cache_costs_time_and_nothing_else(cache):
    first, _ = judged(cache)
    cache.close()
    cache.path.write_bytes(b"noise" * 1000)
    second, _ = judged(cache)
    assert [verdict.as_dict() for verdict in first] == [verdict.as_dict() for verdict in second]
