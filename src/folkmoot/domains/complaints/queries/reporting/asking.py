"""Which quarters and years can be reported on."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Min

from folkmoot_core.casework import Span, quarters_in, read_span
from folkmoot_core.casework.spans import APRIL, year_holding
from folkmoot_core.values import Invalid

from ...models import Case

# The financial year of English councils.
YEAR_STARTS = APRIL


def reportable_spans(today: date) -> list[tuple[Span, tuple[Span, ...]]]:
    """Each year with cases, the newest first, with its quarters that have begun. One query."""
    ends = Case.objects.aggregate(first=Min("received_on"), last=Max("received_on"))
    if ends["first"] is None:
        return []
    newest, oldest = year_holding(min(ends["last"], today), YEAR_STARTS), year_holding(ends["first"], YEAR_STARTS)
    found = []
    for year in range(newest.year, oldest.year - 1, -1):
        quarters = tuple(each for each in quarters_in(year, YEAR_STARTS) if each.first <= today)
        found.append((newest.before(newest.year - year), quarters))
    return found


def span_of(key: str) -> Span | None:
    """None for what is no year or quarter."""
    try:
        return read_span(key, YEAR_STARTS)
    except Invalid:
        return None
