"""Each rule by an example that a person can count out, and what a chart says of it."""

from __future__ import annotations

import pytest
from tests.core.spc.made_up import causes, month, months, read

from folkmoot_core.spc import Assurance, Options, Polarity, Rebase, Rules, Variation
from folkmoot_core.values import Invalid

CALM = [10, 12, 9, 11, 10, 8, 11, 9, 12, 10, 9, 11]
UP, DOWN = Options(Polarity.UP), Options(Polarity.DOWN)


def test_one_point_outside_is_told_and_named() -> None:
    found = read([*CALM, 30], UP)
    assert causes(found)[-1] == "Above UCL"
    assert found.variation is Variation.IMPROVEMENT
    assert found.statement == "A real improvement: April 2011 is above the upper limit."
    assert read([*CALM, 30], DOWN).variation is Variation.CONCERN


def test_a_trend_marks_all_its_points_and_outranks_a_run() -> None:
    found = read([*CALM, 9, 10, 11, 12, 13, 14, 15], Options(baseline=12))
    assert causes(found)[-7:] == ["7 Point Trend (Increasing)"] * 7
    # The same steps with one level stretch are no trend.
    assert "7 Point Trend (Increasing)" not in causes(read([*CALM, 9, 10, 11, 11, 13, 14, 15], Options(baseline=12)))


def test_a_trend_of_six_counts_where_the_rules_say_six() -> None:
    values = [*CALM, 9.5, 10, 10.5, 11, 11.5, 12]
    assert causes(read(values))[-1] is None
    assert causes(read(values, Options(rules=Rules(6, 6))))[-6:] == ["6 Point Trend (Increasing)"] * 6


def test_of_two_trends_that_meet_the_peak_belongs_to_the_later() -> None:
    found = causes(read([1, 9] * 6 + [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]))
    assert found[17:19] == ["7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"]


def test_two_of_three_needs_all_three_on_one_side_and_marks_only_those_near_the_limit() -> None:
    base = Options(baseline=12)  # mean 10.17, limits about 4.6 and 15.7, near limits about 6.5 and 13.9
    assert causes(read([*CALM, 15, 11, 15], base))[-3:] == ["2 in 3 Above CL", None, "2 in 3 Above CL"]
    assert causes(read([*CALM, 15, 9, 15], base))[-3:] == [None, None, None]


def test_seven_on_one_side_from_the_first_of_them() -> None:
    found = read([*CALM, 11, 12, 11, 12, 11, 12, 11], Options(Polarity.NEUTRAL, baseline=12))
    # The last calm month is above the mean too, so the run began there.
    assert causes(found)[-8:] == ["7 Points Above CL"] * 8
    assert found.variation is Variation.HIGH
    assert found.statement == "Really higher: every value since March 2011 is above the mean."


def test_a_point_on_the_mean_breaks_a_run() -> None:
    assert set(causes(read([5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5]))) == {None}
    assert causes(read([4, 6] * 6 + [6, 6, 6, 5, 6, 6, 6], Options(baseline=12)))[-1] is None


def test_two_points_are_never_an_arrow() -> None:
    for values in ([1, 1000], [5], [1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 99]):
        found = read(values, Options(Polarity.UP, target=50))
        assert (found.variation, found.assurance, found.direction) == (Variation.TOO_FEW, None, 0)
        assert found.statement.startswith("Too few points to tell")


def test_fewer_than_twelve_are_trial_limits_and_said_to_be() -> None:
    assert "These are trial limits: there are only 11 points" in read(CALM[:11]).statement
    assert "trial" not in read(CALM).statement
    fixed = read(CALM, Options(baseline=8))
    assert "they were fixed from 8 points" in fixed.statement
    assert any("fixed from 8 points" in warning for warning in fixed.warnings)


def test_the_sentence_of_the_issue() -> None:
    found = read(CALM, Options(Polarity.UP, target=9))
    assert found.statement == "No real change since April 2010; will sometimes miss its target of 9."


@pytest.mark.parametrize(
    ("polarity", "target", "wanted"),
    [
        (Polarity.UP, 1, Assurance.MET),
        (Polarity.UP, 99, Assurance.MISSED),
        (Polarity.UP, 10, Assurance.SOMETIMES),
        (Polarity.DOWN, 99, Assurance.MET),
        (Polarity.DOWN, 1, Assurance.MISSED),
        (Polarity.DOWN, 10, Assurance.SOMETIMES),
        (Polarity.NEUTRAL, 1, None),
        (Polarity.UP, None, None),
    ],
)
def test_assurance(polarity: Polarity, target: float | None, wanted: Assurance | None) -> None:
    assert read(CALM, Options(polarity, target)).assurance is wanted


def test_a_target_that_lies_on_a_limit_may_be_missed_but_not_where_nothing_varies() -> None:
    latest = read(CALM).latest
    for polarity in (Polarity.UP, Polarity.DOWN):
        for limit in (latest.upper_limit, latest.lower_limit):
            assert read(CALM, Options(polarity, limit)).assurance is Assurance.SOMETIMES
    assert read([0] * 12, Options(Polarity.DOWN, 0)).assurance is Assurance.MET


def test_limits_fixed_after_a_baseline_do_not_move() -> None:
    short, long = read(CALM, Options(baseline=12)), read([*CALM, 40, 50, 60], Options(baseline=12))
    assert short.latest.upper_limit == long.latest.upper_limit
    assert long.segments[0].used == 12


def test_limits_begin_anew_with_a_reason_and_a_warning_without() -> None:
    values = [*CALM, *(value + 20 for value in CALM)]
    given = read(values, Options(rebases=(Rebase(month(12), "a second office"),)))
    assert set(causes(given)) == {None}
    assert given.segments[1].reason == "a second office"
    assert not given.warnings
    bare = read(values, Options(rebases=(Rebase("April 2011"),)))
    assert [point.mean for point in bare.points] == [point.mean for point in given.points]
    assert any("without a reason" in warning for warning in bare.warnings)
    # A few points after it are no finding: a statement speaks of its own segment.
    late = read(values, Options(rebases=(Rebase(month(22), "a third office"),)))
    assert "there are only 2 points since February 2012" in late.statement


def test_where_screening_would_leave_nothing_but_zeros_nothing_is_screened() -> None:
    found = read([3] * 12 + [9])
    assert found.segments[0].left_out == ()
    assert causes(found)[:12] == ["7 Points Below CL"] * 12
    assert causes(found)[12] == "Above UCL"


def test_after_a_signal_a_few_calm_points_are_no_calm_period() -> None:
    found = read([*CALM, 30, *CALM[:3]], Options(baseline=12))
    assert found.variation is Variation.COMMON_CAUSE
    assert found.statement.startswith("The latest value is within the usual range; the last signal was in April 2011")
    later = read([*CALM, 30, *CALM[:8]], Options(baseline=12))
    assert later.statement == "No real change since May 2011."


def test_shown_limits_stop_where_values_do_but_calculated_ones_do_not() -> None:
    values = [97, 99, 95, 99, 98, 99, 96, 99, 98, 99, 97, 99]
    cut, free = read(values, Options(within=(0, 100))), read(values)
    upper = cut.latest.upper_limit
    assert upper is not None
    assert upper > 100
    assert upper == free.latest.upper_limit
    assert cut.shown(upper) == 100
    assert free.shown(upper) == upper


@pytest.mark.parametrize("length", [5, 9, 0])
def test_rules_that_nobody_uses_are_refused(length: int) -> None:
    with pytest.raises(Invalid, match="no rule of control charts"):
        Rules(length)


def test_options_that_cannot_be_are_refused() -> None:
    for options in ({"baseline": 1}, {"target": float("nan")}, {"within": (5.0, 5.0)}):
        with pytest.raises(Invalid):
            Options(**options)  # type: ignore[arg-type]
    for period in ("2020-01", "2010-04", "2011-03", "soon"):
        with pytest.raises(Invalid):
            read(CALM, Options(rebases=(Rebase(period),)))
    assert months(12)[-1].text == "2011-03"
