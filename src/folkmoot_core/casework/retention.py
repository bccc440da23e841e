"""How long cases keep their words and their people: dated rules, the longest of those that fit.

UK GDPR, article 5(1)(e): no longer than is needed. What is counted is no personal data and stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rule:
    """Cases of these kinds (none: of every kind that no other rule names) that ended from `first` to `last` keep their
    words for so many years after the day on which they ended."""

    key: str
    kinds: frozenset[str]
    years: int
    first: date | None = None
    last: date | None = None

    def fits(self, ended: date) -> bool:
        return (self.first is None or self.first <= ended) and (self.last is None or ended <= self.last)


def rule_for(kind: str, ended: date, rules: Iterable[Rule]) -> Rule | None:
    """The rule of a case. Where several fit, the one that keeps longest; one that names the kind goes before one for
    the rest. None: kept until somebody writes a rule."""
    fitting = [rule for rule in rules if rule.fits(ended)]
    named = [rule for rule in fitting if kind in rule.kinds] or [rule for rule in fitting if not rule.kinds]
    return max(named, key=lambda rule: (rule.years, rule.key), default=None)


def first_kept(years: int, today: date) -> date:
    """The earliest day of an end that is still kept today, for so many years: whatever ended before it goes."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        # 29 February, and there was none in that year: what ended on the 28th was kept until yesterday.
        return date(today.year - years, 3, 1)


def kept_until(ended: date, rule: Rule) -> date:
    """The last day on which it is kept. Of 29 February it is the 28th where there is no such day."""
    year = ended.year + rule.years
    try:
        return ended.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
