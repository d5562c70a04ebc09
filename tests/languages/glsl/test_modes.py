"""When a renderer would rather be another. Oracle: sums by hand."""

from vlcritic.languages.glsl.modes import COMPILED_S, DRAWN_S, SWITCH_S, Regret

ENOUGH = round(1.01 * SWITCH_S / DRAWN_S)  # pixels


def test_what_is_drawn_of_a_family_must_pay_for_the_change():
    regret = Regret("new")
    for _ in range(10):
        assert regret.wish() == "new"
        regret.drew(ENOUGH // 10)
    assert regret.wish() == "family"


def test_new_programs_keep_a_renderer_as_it_is():
    regret = Regret("new")
    for _ in range(100):
        regret.compiled()
        regret.drew(round(0.9 * COMPILED_S / DRAWN_S))
    assert regret.wish() == "new" and 0 < regret.seconds < 2 * COMPILED_S


def test_a_long_time_of_the_right_kind_does_not_delay_the_next_change():
    regret = Regret("family")
    regret.drew(1000 * ENOUGH)
    for _ in range(round(SWITCH_S / COMPILED_S) + 1):
        regret.compiled()
    assert regret.wish() == "new"
