"""Series for tests: months from April 2010 with the values given."""

from __future__ import annotations

from collections.abc import Sequence

from folkmoot_core.spc import Chart, Options, Period, chart, parse_periods


def months(count: int) -> list[Period]:
    numbers = [2010 * 12 + 3 + place for place in range(count)]
    periods = parse_periods([f"{number // 12}-{number % 12 + 1:02}" for number in numbers])
    return [period for period in periods if period is not None]


def read(values: Sequence[float], options: Options | None = None) -> Chart:
    """The values as months. What looks like running totals is read all the same; `test_suitability` is about that."""
    return chart(months(len(values)), values, options or Options(), despite_doubts=True)


def month(place: int) -> str:
    return months(place + 1)[place].text


def causes(found: Chart) -> list[str | None]:
    return [point.special_cause.name if point.special_cause else None for point in found.points]
