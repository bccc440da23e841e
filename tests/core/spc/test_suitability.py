"""Which series are refused, and which are drawn with a warning."""

from __future__ import annotations

import pytest
from tests.core.spc.made_up import months

from folkmoot_core.spc import chart, parse_periods
from folkmoot_core.values import Invalid


def periods(*texts: str):  # type: ignore[no-untyped-def]
    return [period for period in parse_periods(texts) if period]


def totals(years: int) -> list[float]:
    """Running totals of 5 to 8 a month, begun anew each April."""
    found: list[float] = []
    for place in range(12 * years):
        found.append(5 + place % 4 + (0 if place % 12 == 0 else found[-1]))
    return found


def test_running_totals_are_refused_unless_somebody_insists() -> None:
    values = totals(2)
    with pytest.raises(Invalid, match="running totals that begin anew each year"):
        chart(months(24), values)
    assert any("running totals" in warning for warning in chart(months(24), values, despite_doubts=True).warnings)


def test_a_fall_each_april_in_a_series_that_goes_up_and_down_is_not_taken_for_totals() -> None:
    values = [20, 22, 21, 23, 22, 24, 23, 25, 24, 26, 25, 27, 19, 22, 21, 23, 22, 24, 23, 25]
    assert not chart(months(20), values).warnings


def test_a_series_that_never_falls_is_drawn_with_a_warning() -> None:
    found = chart(months(14), list(range(14)))
    assert found.warnings == (
        "No value is below the one before it. If these are running totals, chart what each period added.",
    )


def test_gaps_are_told() -> None:
    found = chart(periods("2010-04", "2010-05", "2010-08"), [1, 2, 3])
    assert found.warnings == (
        "2 periods are missing between May 2010 and August 2010: runs and limits reach across it.",
    )


def test_rare_events_are_told() -> None:
    found = chart(months(12), [0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0])
    assert any("Of rare events" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("texts", "values", "said"),
    [
        ((), (), "0 periods and 0 values"),
        (("2010-04",), (1, 2), "1 periods and 2 values"),
        (("2010-04", "2010-04"), (1, 2), "is there twice"),
        (("2010-05", "2010-04"), (1, 2), "comes after"),
        (("2010-04", "2010/11"), (1, 2), "is a financial year"),
        (("2010-04", "2010-05"), (1, float("nan")), "is not a number"),
        (("2010-04", "2010-05"), (1, float("inf")), "is not a number"),
    ],
)
def test_what_is_no_series(texts: tuple[str, ...], values: tuple[float, ...], said: str) -> None:
    with pytest.raises(Invalid, match=said):
        chart(periods(*texts), values)
