"""Run charts, against counts by hand, the printed critical values, and every arrangement of a short series."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from tests.core.spc.made_up import months

from folkmoot_core.spc import Polarity, RunSignal, Variation, run_chart
from folkmoot_core.spc.run_charts import runs_allowed


def read(values: list[float], polarity: Polarity = Polarity.NEUTRAL):  # type: ignore[no-untyped-def]
    return run_chart(months(len(values)), values, polarity, despite_doubts=True)


# Swed and Eisenhart 1943, at 2.5 per cent in each tail: so many runs or fewer are too few, so many or more too many.
@pytest.mark.parametrize(("each", "too_few", "too_many"), [(5, 2, 10), (8, 4, 14), (10, 6, 16), (20, 14, 28)])
def test_the_printed_critical_values(each: int, too_few: int, too_many: int) -> None:
    assert runs_allowed(each, each) == (too_few + 1, too_many - 1)


@pytest.mark.parametrize(("above", "below"), [(5, 5), (4, 7), (6, 6), (2, 9), (1, 10)])
def test_against_every_arrangement(above: int, below: int) -> None:
    counts: dict[int, int] = {}
    total = above + below
    for places in combinations(range(total), above):
        sides = [place in places for place in range(total)]
        runs = 1 + sum(a != b for a, b in pairwise(sides))
        counts[runs] = counts.get(runs, 0) + 1
    every = sum(counts.values())
    allowed = runs_allowed(above, below)
    assert allowed is not None
    fewest, most = allowed
    for runs in counts:
        low = sum(count for other, count in counts.items() if other <= runs) / every
        high = sum(count for other, count in counts.items() if other >= runs) / every
        assert (runs >= fewest) == (low > 0.025)
        assert (runs <= most) == (high > 0.025)


def test_none_on_one_side() -> None:
    assert runs_allowed(0, 9) is None


def test_a_shift_of_six_passes_over_points_on_the_median() -> None:
    found = read([2, 1, 2, 1, 2, 1, 5, 8, 9, 5, 8, 9, 8, 9, 1], Polarity.UP)
    assert found.median == 5
    assert [point.signal for point in found.points[6:]] == [
        None,
        RunSignal.SHIFT_UP,
        RunSignal.SHIFT_UP,
        None,
        *[RunSignal.SHIFT_UP] * 4,
        None,
    ]


def test_a_trend_of_five_passes_over_equal_neighbours() -> None:
    rising = read([5, 4, 6, 1, 2, 2, 3, 4, 9], Polarity.UP)
    assert rising.points[-1].signal is RunSignal.TREND_UP
    assert rising.variation is Variation.IMPROVEMENT
    assert read([5, 4, 6, 1, 9, 2, 2, 3, 4], Polarity.UP).variation is Variation.COMMON_CAUSE


def test_too_few_runs_are_told_and_too_few_points_are_not() -> None:
    found = read([1, 2, 1, 2, 1, 9, 8, 9, 8, 9])
    assert (found.runs, found.allowed) == (2, (3, 9))
    assert "too few runs about the median (2, where chance brings 3 to 9)" in found.statement
    assert read([1, 9]).variation is Variation.TOO_FEW
    assert read([1, 9]).statement.startswith("Too few points to tell")
