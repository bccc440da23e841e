"""Half years and years of a plan: those for which it reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from folkmoot_core.plans.timing import add_months

_NAME = re.compile(r"(\d{4})-(half|year)", re.ASCII)
HALF, WHOLE = 6, 12


@dataclass(frozen=True, slots=True)
class Period:
    """`key` is the year it begins in and what it is: 2011-half (its first six months) or 2011-year."""

    key: str
    first: date
    last: date

    @property
    def is_half(self) -> bool:
        return self.key.endswith("half")

    @property
    def year(self) -> str:
        """2011/12, or 2011 for a calendar year."""
        begins = self.first.year
        ends = (add_months(self.first, WHOLE) - timedelta(days=1)).year
        return f"{begins}" if begins == ends else f"{begins}/{ends % 100:02}"


def period_named(key: str, begins_in_month: int) -> Period | None:
    """The period of this name; None for what is no name of one."""
    match = _NAME.fullmatch(key)
    if match is None or not 1900 <= int(match[1]) <= 9000:
        return None
    first = date(int(match[1]), begins_in_month, 1)
    months = HALF if match[2] == "half" else WHOLE
    return Period(key, first, add_months(first, months) - timedelta(days=1))


def periods_between(first: date, last: date, begins_in_month: int) -> list[Period]:
    """The half years and years that end after `first` and begin by `last`, the latest first."""
    found = []
    for year in range(first.year - 1, last.year + 1):
        for part in ("half", "year"):
            period = period_named(f"{year}-{part}", begins_in_month)
            if period is not None and period.last >= first and period.first <= last:
                found.append(period)
    return sorted(found, key=lambda each: (each.last, each.first), reverse=True)
