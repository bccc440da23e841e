"""Any series, read by us and by the slow oracle."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.spc.made_up import causes, month, read
from tests.core.spc.slow_oracle import is_borderline
from tests.core.spc.slow_oracle import read as read_slowly

from folkmoot_core.spc import Options, Polarity, Rebase, Rules, classify, special_cause

# Few different values bring ties, runs and points on the mean; steps bring trends.
LEVELS = st.lists(st.integers(0, 6), min_size=1, max_size=40)
SPREAD = st.lists(st.integers(-50, 1000), min_size=1, max_size=40)
WALKS = st.lists(st.integers(-3, 4), min_size=1, max_size=40).map(lambda steps: [int(n) for n in np.cumsum(steps)])
VALUES = LEVELS | SPREAD | WALKS
LENGTHS = st.sampled_from([6, 7, 8])


@given(VALUES, st.none() | st.integers(2, 20), st.booleans(), LENGTHS, LENGTHS)
def test_limits_and_causes(values: list[int], baseline: int | None, screening: bool, run: int, trend: int) -> None:
    exact = [Fraction(value) for value in values]
    assume(not is_borderline(exact, baseline))
    slow = read_slowly(exact, baseline, screening=screening, run=run, trend=trend)
    options = Options(baseline=baseline, screening=screening, rules=Rules(run, trend))
    found = read(values, options)
    assert causes(found) == list(slow.causes)
    point = found.latest
    assert point.mean == pytest.approx(float(slow.mean), rel=1e-12, abs=1e-12)
    if slow.moving_range is None:
        assert point.upper_limit is point.lower_limit is None
    else:
        reach = 2.66 * float(slow.moving_range)
        limits = (float(slow.mean) - reach, float(slow.mean) + reach)
        assert (point.lower_limit, point.upper_limit) == pytest.approx(limits, rel=1e-12, abs=1e-9)


@given(st.lists(st.lists(st.integers(0, 9), min_size=20, max_size=20), min_size=1, max_size=6), st.booleans())
def test_many_at_once_are_each_by_itself(rows: list[list[int]], screening: bool) -> None:
    options = Options(screening=screening, rules=Rules(6, 6))
    together = classify(np.array(rows, dtype=float), options)
    for row, codes, mean, upper in zip(rows, together.codes, together.mean, together.upper_limit, strict=True):
        alone = read(row, options)
        assert [special_cause(int(code), options.rules) for code in codes] == [p.special_cause for p in alone.points]
        assert (mean, upper) == pytest.approx((alone.latest.mean, alone.latest.upper_limit), rel=1e-12, abs=1e-12)


@given(LEVELS, st.sampled_from([0.01, 100.0, 1 / 3]), st.integers(-5, 5))
def test_the_unit_does_not_matter(values: list[int], factor: float, shift: int) -> None:
    assume(not is_borderline([Fraction(value) for value in values], None))
    changed = [(value + shift) * factor for value in values]
    assert causes(read(changed, Options())) == causes(read(values, Options()))


@given(VALUES)
def test_upside_down_everything_is_the_other_way_round(values: list[int]) -> None:
    up, down = read(values, Options(Polarity.UP, 3)), read([-v for v in values], Options(Polarity.DOWN, -3))
    assert [point.shows for point in up.points] == [point.shows for point in down.points]
    assert (up.variation, up.assurance) == (down.variation, down.assurance)


@given(st.lists(st.integers(0, 9), min_size=6, max_size=40), st.data())
def test_a_segment_is_read_as_if_it_were_alone(values: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(values) - 2))
    whole = read(values, Options(rebases=(Rebase(month(at), "something changed"),)))
    first, second = read(values[:at], Options()), read(values[at:], Options())
    assert causes(whole) == causes(first) + causes(second)
    assert [s.moving_range for s in whole.segments] == [first.segments[0].moving_range, second.segments[0].moving_range]
